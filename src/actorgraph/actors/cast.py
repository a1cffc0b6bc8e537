"""The cast: one pass over the mentions in the order of the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from actorgraph.actors.authors import authors, of_work
from actorgraph.actors.decided import apply
from actorgraph.actors.described import apposed, meant, predicated
from actorgraph.actors.figure import THING, Figure
from actorgraph.actors.identity import Link, Linker, identify
from actorgraph.actors.named import group_names
from actorgraph.actors.pronouns import REACH, SPEAKER, SPEAKERS, antecedent, is_expletive, spoken_by
from actorgraph.actors.titled import title_of
from actorgraph.language.document import Document
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.text.review import Decision
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, titles

INSIDE = ("compound", "nmod", "amod", "npadvmod")
NUMBERS = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL")


@dataclass(frozen=True, slots=True)
class Actor:
    """One member of the cast; `key` is its position there, `kinds` its classes, the chief one first."""

    key: int
    kinds: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    wikidata: str | None = None
    unnamed: bool = False
    protected: bool = False
    at_least: int | None = None
    at_most: int | None = None
    link: Link | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def kind(self) -> str:
        """The chief class."""
        return self.kinds[0]


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    *,
    decisions: Sequence[Decision] = (),
    linker: Linker | None = None,
) -> tuple[Actor, ...]:
    """Decide whom each mention means and return the cast in the order of appearance.

    A person's decisions win over everything read; a linker may name whom the packaged tables do not know.
    Raises LinkerError.
    """
    reading = Cast(document, mentions, quotations)
    apply(document, reading.figures, decisions)
    figures = sorted(reading.figures, key=lambda figure: min(m.head for m in figure.mentions))
    return tuple(
        _actor(document, key, figure, figures, linker) for key, figure in enumerate(figures)
    )


class Cast:
    """The state of reading: figures so far, and whom each head word means; `things` are what is no actor."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], quotations: Sequence[Quotation]
    ) -> None:
        self.document, self.quotations = document, quotations
        self.figures = group_names(document, mentions)
        self.by_head = {
            mention.head: figure for figure in self.figures for mention in figure.mentions
        }
        self.things = things(document, mentions)
        self._learn_titles(mentions)
        met: list[Figure] = []
        first_person: list[Mention] = []
        waiting = sorted(mentions, key=lambda mention: mention.head)
        for mention in waiting:
            if (
                mention.form == "pronoun"
                and document.tokens[mention.head].text.casefold() in SPEAKER | SPEAKERS
            ):
                first_person.append(mention)
            else:
                self._place(mention, met)
            figure = self.by_head.get(mention.head)
            if figure and figure not in met:
                met.append(figure)
        for mention in first_person:
            self._assign(mention, spoken_by(document, mention, quotations, self.by_head))

    def _place(self, mention: Mention, met: list[Figure]) -> None:
        """Decide one mention from what was met before it."""
        if mention.form == "pronoun" and is_expletive(self.document.tokens[mention.head]):
            return
        if mention.form == "pronoun":
            likeliest = antecedent(
                self.document, mention, [*met, *self._things_near(mention)], self.quotations
            )
            if likeliest and likeliest.kind == THING:
                likeliest.add(mention)
            else:
                self._assign(mention, likeliest)
        elif mention.form == "nominal" and not self._only_said_of(mention):
            seen = [_as_of(figure, mention.head) for figure in met]
            views = [f for f in seen if f]
            figure = apposed(self.document, mention, self.by_head) or self._wrote(mention, views)
            figure = figure or self._meant(mention, views)
            self._assign(mention, figure or self._new())
            self._tie(mention)

    def _things_near(self, mention: Mention) -> list[Figure]:
        """The things spoken of within a pronoun's reach; a thing that a pronoun meant since is near again."""
        here = self.document.tokens[mention.head].sentence
        return [
            f
            for f in self.things
            if 0 <= here - self.document.tokens[f.mentions[-1].head].sentence < REACH
        ]

    def _only_said_of(self, mention: Mention) -> bool:
        """Tell whether a noun brings nobody new: `we are a small organisation` says what we are."""
        subject = predicated(self.document.tokens[mention.head])
        return subject is not None and subject.pos == "PRON"

    def _meant(self, mention: Mention, seen: list[tuple[Figure, Figure]]) -> Figure | None:
        views = {id(view): figure for view, figure in seen}
        found = meant(self.document, mention, [view for view, _ in seen], self.by_head)
        return views.get(id(found), found) if found else None

    def _wrote(self, mention: Mention, seen: list[tuple[Figure, Figure]]) -> Figure | None:
        """Return the group that wrote the work whose authors are described."""
        views = {id(view): figure for view, figure in seen}
        work = authors(
            self.document,
            mention,
            [view for view, _ in seen],
            self.by_head.get(mention.owner or -1),
        )
        if work is None:
            return None
        group = of_work(views.get(id(work), work), list(views.values()))
        if group not in self.figures:
            self.figures.append(group)
        return group

    def _new(self) -> Figure:
        self.figures.append(Figure())
        return self.figures[-1]

    def _assign(self, mention: Mention, figure: Figure | None) -> None:
        if figure is None:
            return
        figure.add(mention)
        self.by_head[mention.head] = figure
        if mention.form == "nominal":
            token = self.document.tokens[mention.head]
            figure.heads |= {token.lemma, token.text.casefold()}
            figure.learn_gender()

    def _tie(self, mention: Mention) -> None:
        """Remember what a described person belongs to: `its representative`, `Sweden's minister of justice`."""
        figure, owner = self.by_head[mention.head], self.by_head.get(mention.owner or -1)
        token = self.document.tokens[mention.head]
        if figure.kind == "Person" and token.lemma in titles():
            figure.titles.add(title_of(token))
            employer = next(
                (
                    self.by_head.get(o.index)
                    for p in token.having("prep")
                    if p.lemma in ("at", "for", "of", "with")
                    for o in p.having("pobj")
                ),
                None,
            )
            figure.belongs = figure.belongs or employer or owner

    def _learn_titles(self, mentions: Sequence[Mention]) -> None:
        """Read titles before names: `French president Emmanuel Macron`."""
        for mention in mentions:
            figure = self.by_head.get(mention.head)
            if mention.form != "name" or figure is None or figure.kind != "Person":
                continue
            token = self.document.tokens[mention.head]
            shared = [
                c for c in token.head.children if token.dep == "conj" and c.tag in ("NNS", "NNPS")
            ]
            for child in token.children + shared:  # `presidents Ola Nordmann and Kari Dahl`
                if child.index < mention.head and child.lemma in titles():
                    figure.titles.add(title_of(child))
                    states = [
                        self.by_head.get(c.index)
                        for c in self.document.tokens[mention.head].children + child.children
                    ]
                    figure.belongs = figure.belongs or next(
                        (s for s in states if s and s.kind in ("Government", "Organisation")), None
                    )


def things(document: Document, mentions: Sequence[Mention]) -> list[Figure]:
    """Return what is spoken of and is no actor, one figure for each noun: `it` often means such a thing."""
    taken = {mention.head for mention in mentions}
    found = []
    for token in document.tokens:
        if (
            token.index in taken
            or token.pos not in ("NOUN", "PROPN")
            or token.dep in INSIDE
            or token.entity in NUMBERS
        ):
            continue
        figure = Figure()
        figure.add(
            Mention(
                token.span,
                token.index,
                THING,
                "nominal",
                token.text,
                plural=token.tag in ("NNS", "NNPS"),
            )
        )
        found.append(figure)
    return found


def _as_of(figure: Figure, position: int) -> tuple[Figure, Figure] | None:
    """Return what was known of a figure before a position, beside the figure itself."""
    before = [mention for mention in figure.mentions if mention.head < position]
    if not before:
        return None
    view = Figure(
        before,
        figure.votes,
        figure.wikidata,
        figure.gender,
        figure.titles,
        figure.heads,
        figure.belongs,
    )
    return view, figure


@cache
def _territories() -> frozenset[str]:
    return frozenset(
        entry.wikidata for entry in gazetteer().names.values() if entry.kind == "Government"
    )


def _actor(
    document: Document, key: int, figure: Figure, figures: Sequence[Figure], linker: Linker | None
) -> Actor:
    kind = figure.kind or _guess(document, figure)
    named = bool(figure.names) or bool(figure.wikidata)
    label = _label(document, figure)
    described = [m for m in figure.mentions if m.form in ("name", "nominal")]
    work = figure.belongs if kind == "Group" else None
    of_it = [
        f"{m.name} of {_label(document, work)}"
        for m in figure.mentions
        if work and m.form == "nominal" and m.owner is None
    ]
    aliases = {
        text
        for m in described
        for text in (document.article.quote(m.span), m.name, m.longer)
        if text
    }
    aliases = (aliases | set(of_it)) - {label}
    territory = figure.wikidata in _territories() or any(
        name in gazetteer().shared for name in figure.names
    )
    nominals = [m for m in figure.mentions if m.form == "nominal"]
    unnamed = not named and kind in ("Person", "Organisation", "Government", "Document")
    linkable = not (unnamed or figure.at_risk or figure.unlinked)
    link = identify(document, figure, kind, linker, figures) if linkable else None
    return Actor(
        key=key,
        kinds=("Government", "Place") if kind == "Government" and territory else (kind,),
        name=label,
        aliases=tuple(sorted(" ".join(alias.split()) for alias in aliases)),
        mentions=tuple(
            sorted(set(figure.mentions), key=lambda m: (m.span.begin, m.span.end, m.form))
        ),
        wikidata=link.wikidata if link else None,
        link=link,
        decisions=tuple(figure.decisions),
        unnamed=unnamed,
        protected=figure.at_risk and kind == "Group",
        at_least=next((m.at_least for m in nominals if m.at_least), None)
        if kind == "Group"
        else None,
        at_most=next((m.at_most for m in nominals if m.at_most), None) if kind == "Group" else None,
    )


def _label(document: Document, figure: Figure) -> str:
    """The best name: the fullest proper name, else the packaged label, else the fullest short description."""
    if figure.names:
        return figure.names[0]
    adjectives = [m.name for m in figure.mentions if m.form == "adjective"]
    if adjectives:
        return adjectives[0]
    nominals = [m for m in figure.mentions if m.form == "nominal"]
    # A number belongs to one telling, not to the group; only where every telling has one is it part of the name.
    unnumbered = [m.name for m in nominals if m.at_least is None and m.at_most is None]
    numbered = [document.article.quote(m.span) for m in nominals]
    return min(unnumbered or numbered, key=lambda name: (-len(name), name))


def _guess(document: Document, figure: Figure) -> str:
    """Name a kind where nothing tells: a capital within the word is a brand's, several names are mostly a person's."""
    name = figure.names[0] if figure.names else ""
    if any(c.isupper() for c in name[1:].replace(" ", "")[1:]) and " " not in name:
        return "Organisation"
    first = name.split()[0].casefold() if name else ""
    return "Person" if first in first_names() and " " in name else "Organisation"
