"""Actors in lists: name, kind, offices, other names, counts, and how sure their claims are."""

from collections.abc import Mapping
from dataclasses import dataclass

from actorgraph.views.page.entries import LEVELS
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow
from actorgraph.workbench.claims import UNTITLED, ActorLink, ArticleLink
from actorgraph.workbench.desk import path_of

# The parts of a small bar: solid, dashed, dotted, and the speakers' own colour.
PARTS = {
    "asserted": "the article says so",
    "reported": "somebody else says so",
    "open": "alleged, possible, planned or asked for",
    "statement": "statements",
    "attitude": "attitudes",
}
OPEN = ("alleged", "possible", "intended", "requested")
ALL_LEVELS = (*LEVELS, "attitude")
WIDTH = 100
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a small bar, from `begin` and as wide as `width`, in hundredths of the bar."""

    level: str
    begin: float
    width: float


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor ready to be listed; `sure` says the parts of the bar in words."""

    link: ActorLink
    articles: int
    claims: int
    parts: tuple[Part, ...]
    sure: str
    known_as: str
    members: int


def actor_link(actor: ActorRow) -> ActorLink:
    """Return an actor to name and link."""
    return ActorLink(
        name=actor.name,
        kind=actor.kind,
        path=path_of(actor.iri),
        is_unnamed=actor.is_unnamed,
        is_protected=actor.is_protected,
    )


def article_link(article: ArticleRow) -> ArticleLink:
    """Return an article to name and link."""
    return ArticleLink(article.title or UNTITLED, path_of(article.iri), article.issued)


def actor_line(catalogue: Catalogue, actor: ActorRow) -> ActorLine:
    """Return an actor ready to be listed."""
    levels = catalogue.levels_of(actor.claims)
    return ActorLine(
        link=actor_link(actor),
        articles=len(actor.articles),
        claims=sum(levels.values()),
        parts=parts_of(levels),
        sure=_in_words(levels),
        known_as=_known_as(actor),
        members=actor.members,
    )


def parts_of(levels: Mapping[str, int]) -> tuple[Part, ...]:
    """Return the parts of a small bar, which together fill it."""
    total = sum(levels.values())
    parts = []
    begin = 0.0
    for level, count in _grouped(levels).items():
        width = WIDTH * count / total
        parts.append(Part(level, round(begin, 2), round(width, 2)))
        begin += width
    return tuple(parts)


def _grouped(levels: Mapping[str, int]) -> dict[str, int]:
    grouped = {part: levels.get(part, 0) for part in PARTS}
    grouped["open"] = sum(levels.get(level, 0) for level in OPEN)
    return {part: count for part, count in grouped.items() if count}


def _in_words(levels: Mapping[str, int]) -> str:
    counts = [f"{count} {PARTS[part]}" for part, count in _grouped(levels).items()]
    return ", ".join(counts) or "no claim"


def _known_as(actor: ActorRow) -> str:
    """Return offices, or else other names, as one phrase: those with capitals first."""
    known: dict[str, str] = {}
    for text in actor.offices or sorted(actor.names, key=_is_description):
        known.setdefault(text.casefold(), text)
    return " · ".join(list(known.values())[:MOST_NAMES])


def _is_description(name: str) -> bool:
    return not name[:1].isupper() or name.startswith("The ")
