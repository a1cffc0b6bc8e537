"""The scene: the document with its cast, asked by every rule who a word means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actorgraph.actors import Actor
from actorgraph.actors.pronouns import SEVERAL, joined_subjects
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import coordinated
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.times.find import TimeMention

# Where the actor of a noun phrase hides when its head is none: `lorries of traders`, `the reaction of the authorities`.
WITHIN = ("poss", "compound", "nmod", "amod")
OF = ("of", "by", "from", "near", "at")


@dataclass(frozen=True, slots=True)
class Scene:
    """A document, its cast, its quotations and its times, with an index from head words to actors."""

    document: Document
    actors: Sequence[Actor]
    quotations: tuple[Quotation, ...]
    times: tuple[TimeMention, ...]
    by_head: dict[int, Actor] = field(default_factory=dict)
    mentions: dict[int, Mention] = field(default_factory=dict)

    def actor(self, token: Token) -> Actor | None:
        """Return whom a head word means."""
        return self.by_head.get(token.index)

    def keys(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """Return the actors of several head words, each once, in the order of the text."""
        heads = [
            head
            for token in tokens
            for head in (self.several(token) if self.actor(token) is None else [token])
        ]
        return tuple(dict.fromkeys(actor.key for token in heads if (actor := self.actor(token))))

    def several(self, token: Token) -> list[Token]:
        """Return the joined subjects that a plural pronoun of their sentence means: `Merkel and Macron, in their talks`."""
        if token.text.casefold() not in SEVERAL:
            return []
        subjects = joined_subjects(self.document, token)
        return coordinated(subjects[0]) if len(subjects) == 1 else []

    def affected(self, token: Token) -> list[Token]:
        """Return the head words of the actors that an object touches: its own, or those within its phrase."""
        if self.actor(token):
            return [token]
        for inner in _within(token):
            if self.actor(inner):
                return [t for t in coordinated(inner) if self.actor(t)]
        return []

    def is_place(self, token: Token) -> bool:
        """Tell whether a head word names somewhere."""
        actor = self.actor(token)
        return actor is not None and "Place" in actor.kinds


def set_scene(
    document: Document,
    actors: Sequence[Actor],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeMention, ...],
) -> Scene:
    """Index the cast by head word; where two mentions share one, the longer decides."""
    by_head: dict[int, Actor] = {}
    mentions: dict[int, Mention] = {}
    for actor in actors:
        for mention in actor.mentions:
            held = mentions.get(mention.head)
            if (
                held is None
                or mention.span.end - mention.span.begin > held.span.end - held.span.begin
            ):
                by_head[mention.head], mentions[mention.head] = actor, mention
    return Scene(document, actors, quotations, times, by_head, mentions)


def _within(token: Token) -> Iterator[Token]:
    for preposition in token.having("prep"):
        if preposition.lemma in OF:
            yield from preposition.having("pobj")
    yield from token.having(*WITHIN)
    for preposition in token.having("prep"):
        if preposition.lemma in OF:
            for inner in preposition.having("pobj"):
                yield from inner.having(*WITHIN)
                for deeper in inner.having("prep"):
                    yield from deeper.having("pobj")


def extent(tokens: Sequence[Token]) -> Span:
    """Return the stretch that tokens cover, in whatever order they come, without marks at its edges."""
    kept = sorted(tokens, key=lambda token: token.index)
    while len(kept) > 1 and kept[-1].pos == "PUNCT" and kept[-1].text not in (")", "]"):
        kept.pop()
    while len(kept) > 1 and kept[0].pos in ("PUNCT", "CCONJ"):
        kept.pop(0)
    return Span(kept[0].span.begin, kept[-1].span.end)
