"""The page of an article: its text with marks, and the claims of each paragraph beside it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from actorgraph.text.verdicts import VERDICTS
from actorgraph.views.page.entries import LEVELS, Claim
from actorgraph.views.page.lists import Profile, at_risk, who
from actorgraph.views.page.reading import Block, Segment
from actorgraph.vocabulary.vocab import AG
from actorgraph.workbench.article_reading import ArticleReading, Run, read_article
from actorgraph.workbench.claims import (
    LEVEL_WORDS,
    ActorLink,
    ArticleLink,
    ClaimCard,
    article_link,
    article_of,
)
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.rendering import page
from actorgraph.workbench.search import Search
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

# A paragraph with more claims shows these first.
LINES_SHOWN = 4
LOW_CONFIDENCE = 0.5
# How much text one answer has; the rest comes as one scrolls.
MOST_CHARACTERS = 24_000
MOST_PASSAGES = 100_000
MOST_FOUND = 20
SNIPPET_IN_CHARACTERS = 60
PROFILES_SHOWN = 8
Level = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """Words under the same claims, ready to be shown; offsets are in characters of the text."""

    segment: Segment
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in one line; `is_low` where nobody has judged it and the machine is unsure."""

    number: int
    card: ClaimCard
    is_low: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or notice, numbered from 1, with its claims."""

    number: int
    kind: str
    length: int
    segments: tuple[MarkedSegment, ...]
    lines: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were looked for, with those around them, and the number of the passage."""

    passage: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another article, and the claims of this one whose events it has, too."""

    article: ArticleLink
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in the list, with the number of its claims."""

    actor: ActorLink
    count: int


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the article at a path such as `article/CODE`; to a script, a part of it."""
    iri = individual(visit.path)
    found = None
    if iri is not None:
        found = read_article(desk, iri)
    if iri is None or found is None:
        return NOT_HERE
    if visit.is_part and visit.first("line"):
        return _one_line(found, visit)
    first = visit.number("from", default=1, most=MOST_PASSAGES)
    passages, following = _passages(found, first)
    shown: dict[str, Any] = {
        "path": visit.path,
        "passages": passages,
        "following": following,
        "withheld": found.text is None,
    }
    if visit.is_part and visit.first("from"):
        return page("passages", visit, **shown)
    words = visit.first("find")
    shown |= _lists(desk, found, visit.path.partition("/")[2])
    shown |= {"first": first, "find": words, "hits": list(_hits(found, words))}
    return page("article", visit, section="articles", **shown)


def _one_line(found: ArticleReading, visit: Visit) -> Answer:
    """Show the line of one claim, which was decided just now."""
    claim = found.reading.claim(visit.first("line"))
    if claim is None:
        return NOT_HERE
    return page("article_line", visit, line=_line(found, claim))


def _lists(desk: Desk, found: ArticleReading, code: str) -> dict[str, Any]:
    """Return what is above the text and next to it; `code` is the end of the path."""
    row = found.reading.entries.articles[found.number]
    return {
        "code": code,
        "row": row,
        "article": article_link(row),
        "claim_count": len(found.reading.entries.without_attitudes()),
        "gap_count": len(found.gaps),
        "levels": _levels(found, code),
        "decided": _decided(found),
        "profiles": _profiles(found),
        "profiles_shown": PROFILES_SHOWN,
        "at_risk": at_risk(found.reading.entries),
        "elsewhere": list(_elsewhere(desk, found)),
    }


def _passages(found: ArticleReading, first: int) -> tuple[list[Passage], int]:
    """Return the passages from a number on, and the number of the next one; 0 at the end."""
    claims = found.claims_by_block()
    passages: list[Passage] = []
    size = 0
    for number, block in enumerate(found.blocks, start=1):
        if number < first:
            continue
        if size >= MOST_CHARACTERS:
            return passages, number
        size += block.end - block.begin
        passages.append(_passage(found, number, block, claims[number - 1]))
    return passages, 0


def _passage(
    found: ArticleReading,
    number: int,
    block: Block,
    claims: list[Claim],
) -> Passage:
    lines = [_line(found, claim) for claim in claims]
    segments = [MarkedSegment(segment, tuple(found.runs(segment))) for segment in block.segments]
    return Passage(
        number=number,
        kind=block.kind,
        length=block.end - block.begin,
        segments=tuple(segments),
        lines=tuple(lines[:LINES_SHOWN]),
        more=tuple(lines[LINES_SHOWN:]),
    )


def _line(found: ArticleReading, claim: Claim) -> Line:
    card = found.reading.card(claim)
    is_low = card.verdict is None and card.confidence < LOW_CONFIDENCE
    return Line(claim.number, card, is_low)


def _levels(found: ArticleReading, code: str) -> list[Level]:
    """Return how sure the claims are; each count leads to its search."""
    counts = Counter(claim.level for claim in found.reading.entries.claims)
    levels = []
    for level in LEVELS:
        words = LEVEL_WORDS[level].removeprefix("a ")
        search = Search(thing="claim", chosen={"article": code, "sure": level})
        levels.append((level, words[:1].upper() + words[1:], counts[level], search.address))
    return levels


def _decided(found: ArticleReading) -> dict[str, Any]:
    """Return how many claims are decided, in all and by verdict."""
    verdicts = Counter(
        found.reading.verdicts[claim.code].verdict
        for claim in found.claims
        if claim.code in found.reading.verdicts
    )
    words = [f"{verdicts[name]} {name}" for name in VERDICTS if verdicts[name]]
    return {"count": verdicts.total(), "of": len(found.claims), "words": ", ".join(words)}


def _profiles(found: ArticleReading) -> list[Listed]:
    """Return the actors by the number of their claims; nobody at risk."""
    profiles: list[Profile] = []
    for kind in who(found.reading.entries):
        profiles += kind.profiles
    profiles.sort(key=lambda profile: (-profile.by - profile.about, profile.actor.name))
    return [
        Listed(found.reading.actor(profile.actor), profile.by + profile.about)
        for profile in profiles
    ]


def _elsewhere(desk: Desk, found: ArticleReading) -> Iterator[Elsewhere]:
    """Yield the articles that have events of this one, too."""
    by_article: dict[ox.NamedNode, list[ClaimCard]] = {}
    for claim in found.claims:
        node = ox.NamedNode(found.reading.iri(claim))
        others = desk.linked(node, AG.sameEventAs)
        articles = {article for other in others for article in desk.objects(other, AG.reportedIn)}
        for article in sorted(articles, key=str):
            by_article.setdefault(article, []).append(found.reading.card(claim))
    own = found.reading.entries.articles[found.number]["id"]
    for article, cards in by_article.items():
        if article.value != own:
            yield Elsewhere(article_of(desk, article), tuple(cards))


def _hits(found: ArticleReading, words: str) -> Iterator[Hit]:
    """Yield the first passages that have the words, in any case."""
    if not words or found.text is None:
        return
    count = 0
    for number, block in enumerate(found.blocks, start=1):
        text = found.text[block.begin : block.end]
        place = text.lower().find(words.lower())
        if place < 0:
            continue
        end = place + len(words)
        before = text[max(0, place - SNIPPET_IN_CHARACTERS) : place]
        yield Hit(number, before, text[place:end], text[end : end + SNIPPET_IN_CHARACTERS])
        count += 1
        if count == MOST_FOUND:
            return
