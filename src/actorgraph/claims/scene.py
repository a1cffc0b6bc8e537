"""The scene: an article's document, actors, quotations and times, which every rule reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from actorgraph.actors import Actor
from actorgraph.actors.antecedents import joined_subjects
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import behind
from actorgraph.language.lists import coordinated, examples
from actorgraph.language.quotations import Quotation, quotation_index
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.times.dating import Dating
from actorgraph.times.time import Time, TimeMention
from actorgraph.vocabulary.lexicon import word_set

# Where the actor of a phrase is if its head is not one: `lorries of traders`, `the US reaction`.
WITHIN = ("poss", "compound", "nmod", "amod")
OF = ("of", "by", "from", "at")


@dataclass(frozen=True, slots=True)
class Scene:
    """A document, its actors, quotations and times, with an index from head words to actors.

    `lemmas` are the base forms of all its words.
    """

    document: Document
    actors: Sequence[Actor]
    quotations: tuple[Quotation, ...]
    times: tuple[TimeMention, ...]
    by_head: dict[int, Actor] = field(default_factory=dict)
    mentions: dict[int, Mention] = field(default_factory=dict)
    quoted: SpanIndex[Quotation] = field(init=False)
    dating: Dating = field(init=False)
    lemmas: frozenset[str] = field(init=False)
    _ending: dict[int, list[tuple[int, Mention]]] = field(init=False)
    _by_identity: dict[str, Actor] = field(init=False)
    _by_span: dict[Span, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        identities: dict[str, Actor] = {}
        for actor in self.actors:
            if actor.wikidata:
                identities.setdefault(actor.wikidata, actor)
        lemmas = frozenset(token.lemma for token in self.document.tokens)
        # The record is frozen, and its indexes are made once.
        object.__setattr__(self, "quoted", quotation_index(self.quotations))
        object.__setattr__(self, "dating", Dating(self.document, self.times))
        object.__setattr__(self, "lemmas", lemmas)
        object.__setattr__(self, "_ending", _by_end(self.mentions.values()))
        object.__setattr__(self, "_by_identity", identities)
        object.__setattr__(self, "_by_span", _by_span(self.actors))

    def ending_in(self, span: Span) -> list[Mention]:
        """Return the mentions that end at an offset of a short span, in the order of `mentions`."""
        numbered: list[tuple[int, Mention]] = []
        for end in range(span.begin, span.end):
            numbered.extend(self._ending.get(end, ()))
        return [mention for _, mention in sorted(numbered, key=itemgetter(0))]

    def mentioned_by(self, span: Span) -> Sequence[int]:
        """Return the keys of the actors whom exactly this span mentions."""
        return self._by_span.get(span, ())

    def identified_as(self, wikidata: str) -> Actor | None:
        """Return the first actor with an identity; None if there is none."""
        return self._by_identity.get(wikidata)

    def actor(self, token: Token) -> Actor | None:
        """Return the actor that a head word refers to; None if it refers to nobody."""
        return self.by_head.get(token.index)

    def actor_heads(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the head words that refer to actors."""
        return [token for token in tokens if self.actor(token)]

    def is_of(self, token: Token, *kinds: str) -> bool:
        """Return whether a head word refers to an actor whose chief class is one of these."""
        actor = self.actor(token)
        return actor is not None and actor.kind in kinds

    def is_place(self, token: Token) -> bool:
        """Return whether a head word names a place."""
        actor = self.actor(token)
        return actor is not None and "Place" in actor.kinds

    def keys(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """Return the keys of the actors of several head words, each once, in their order."""
        keys: dict[int, None] = {}
        for token in tokens:
            for head in self._referents(token):
                actor = self.actor(head)
                if actor is not None:
                    keys[actor.key] = None
        return tuple(keys)

    def members(self, tokens: Sequence[Token], *, attacked: bool = False) -> tuple[int, ...]:
        """Return the keys of those who take part: of `both sides` each, of `men like Roe` Roe, too.

        Words are a whole group's: `both sides said`. `attacked` are targets of violence.
        """
        keys: dict[int, None] = {}
        for token in tokens:
            for head in self._referents(token):
                actor = self.actor(head)
                if actor is not None and not _is_mere_place(actor, attacked=attacked):
                    keys.update(dict.fromkeys(actor.members or (actor.key,)))
                    keys.update(dict.fromkeys(self._named_as_examples(head, actor)))
        return tuple(keys)

    def _named_as_examples(self, token: Token, group: Actor) -> Iterator[int]:
        """Yield the keys of members named with a group: `leaders such as Kauder`."""
        if group.kind != "Group" or group.protected:
            return
        for example in examples(token):
            actor = self.actor(example)
            if actor is not None:
                yield actor.key

    def _referents(self, token: Token) -> list[Token]:
        if self.actor(token) is not None:
            return [token]
        return self._joined_subjects(token)

    def _joined_subjects(self, token: Token) -> list[Token]:
        """Return what a plural pronoun refers to: `Merkel and Macron, in their talks`."""
        if token.text.casefold() not in word_set("pluralPronouns"):
            return []
        subjects = joined_subjects(self.document, token)
        return coordinated(subjects[0]) if len(subjects) == 1 else []

    def affected(self, token: Token) -> list[Token]:
        """Return the head words of the actors that an object affects: its own, or those within."""
        if self.actor(token):
            return [token]
        for inner in _within(token):
            if self.actor(inner):
                return self.actor_heads(coordinated(inner))
        return []

    def time_of(self, word: Token) -> Time | None:
        """Return when what a verb or event noun tells happens; None if the text does not say."""
        return self.dating.time_of(word)


def set_scene(
    document: Document,
    actors: Sequence[Actor],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeMention, ...],
) -> Scene:
    """Index the actors by head word; of two mentions with one head, the longer counts."""
    by_head: dict[int, Actor] = {}
    mentions: dict[int, Mention] = {}
    for actor in actors:
        for mention in actor.mentions:
            known = mentions.get(mention.head)
            if known is None or _length(mention.span) > _length(known.span):
                by_head[mention.head] = actor
                mentions[mention.head] = mention
    return Scene(document, actors, quotations, times, by_head, mentions)


def _by_end(mentions: Iterable[Mention]) -> dict[int, list[tuple[int, Mention]]]:
    """Return numbered mentions by the offset of their end."""
    ending: defaultdict[int, list[tuple[int, Mention]]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        ending[mention.span.end].append((number, mention))
    return dict(ending)


def _by_span(actors: Iterable[Actor]) -> dict[Span, list[int]]:
    """Return the keys of the actors whom each span mentions."""
    by_span: defaultdict[Span, list[int]] = defaultdict(list)
    for actor in actors:
        for span in {mention.span for mention in actor.mentions}:
            by_span[span].append(actor.key)
    return dict(by_span)


def _is_mere_place(actor: Actor, *, attacked: bool) -> bool:
    """`reached the village`: a place without a name takes no part, unless it is attacked."""
    if actor.kind != "Place" or any(mention.form == "name" for mention in actor.mentions):
        return False
    if not attacked:
        return True
    return actor.name.split()[-1].casefold() in word_set("placesWithoutPeople")


def around(*spans: Span) -> Span:
    """Return the stretch from the first of several spans to the last."""
    begin = min(span.begin for span in spans)
    end = max(span.end for span in spans)
    return Span(begin, end)


def _length(span: Span) -> int:
    return span.end - span.begin


def _within(token: Token) -> Iterator[Token]:
    """Yield the words of a phrase that may refer to an actor, the likeliest first."""
    nouns = behind(token, *OF)
    # `lorries of traders`
    yield from nouns
    # `the traders' lorries`
    yield from token.having(*WITHIN)
    for noun in nouns:
        # `lorries of the traders' union`
        yield from noun.having(*WITHIN)
        # `lorries of members of the union`
        yield from behind(noun)


def is_called(nouns: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether a word, or another mention of the actor that it refers to, is such a noun."""
    if not nouns.isdisjoint(_forms(token)):
        return True
    actor = scene.actor(token)
    if actor is None or token.pos != "PRON":
        return False
    heads = (scene.document.tokens[mention.head] for mention in actor.mentions)
    return any(not nouns.isdisjoint(_forms(head)) for head in heads)


def _forms(token: Token) -> tuple[str, str]:
    return token.lemma.casefold(), token.text.casefold()
