"""One article as the reader of a page needs it: its claims, mentions, and clauses without a claim.

An article has a graph of its own, which is read whole; that is faster than to gather its claims.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pyoxigraph as ox

from actorgraph.checking.check import BROKEN
from actorgraph.graph.facts import Facts
from actorgraph.stores.packing import graph_triples
from actorgraph.views.page.entries import Claim
from actorgraph.views.page.reading import Block, Segment, blocks
from actorgraph.vocabulary.vocab import AG
from actorgraph.workbench.claims import Reading, read_facts, read_part
from actorgraph.workbench.desk import Desk

# How a page says why a clause yielded no claim, by the end of the tool's own reason.
REASONS = (
    ("binds no actor to a role", "“{}”: nobody who is named does it or undergoes it"),
    ("says what a text or a place does", "“{}”: a text or a place does it, not somebody"),
    ("tells no event of its own", "“{}” is not an event of its own"),
    ("reports words, and no statement was made of them", "“{}”: the words were not read"),
    ("is part of another claim", "“{}” is part of another claim"),
)
UNKNOWN = "no frame for "
ARTICLES_REMEMBERED = 16
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause of which no claim was made, and the reason."""

    begin: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a segment: `path` is that of the actor they name, `gap` why no claim was made."""

    words: str
    path: str
    gap: str


@dataclass(frozen=True)
class ArticleReading:
    """An article with all that was read in it; `number` is its place in the reading."""

    reading: Reading
    number: int
    gaps: tuple[Gap, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its paragraphs, headings and notices, without the title."""
        found = blocks(self.reading.entries, self.number)
        return tuple(block for block in found if block.kind != "title")

    @cached_property
    def claims(self) -> list[Claim]:
        """Its claims in the order of the text."""
        return sorted(self.reading.entries.claims, key=_place)

    @cached_property
    def text(self) -> str | None:
        """Its text; None where that is withheld."""
        text: str | None = self.reading.entries.articles[self.number]["text"]
        return text

    def claims_by_block(self) -> list[list[Claim]]:
        """Return the claims that begin in each block, or after it and before the next one."""
        begins = [block.begin for block in self.blocks]
        found: list[list[Claim]] = [[] for _ in begins]
        for claim in self.claims:
            place = bisect_right(begins, claim.begin) - 1
            if found:
                found[max(place, 0)].append(claim)
        return found

    def runs(self, segment: Segment) -> Iterator[Run]:
        """Yield the words of a segment, cut wherever a name or a clause without a claim ends."""
        place = segment.begin
        for piece in segment.pieces:
            end = place + len(piece.words)
            path = ""
            if piece.actor >= 0:
                path = self.reading.actor(self.reading.entries.actors[piece.actor]).path
            for first, last, reason in _cut(place, end, self.gaps):
                yield Run(piece.words[first - place : last - place], path, reason)
            place = end


def _place(claim: Claim) -> tuple[int, int, int]:
    return claim.begin, -claim.length, claim.number


def _cut(begin: int, end: int, gaps: Iterable[Gap]) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a stretch, and why no claim was made of each; empty where one was."""
    place = begin
    for gap in gaps:
        first, last = max(gap.begin, place), min(gap.end, end)
        if first >= last:
            continue
        if place < first:
            yield place, first, ""
        yield first, last, gap.reason
        place = last
    if place < end:
        yield place, end, ""


def read_article(desk: Desk, article: ox.NamedNode) -> ArticleReading | None:
    """Read an article; None if there is none of this name. Raises GraphError, ReviewError.

    What was read last is remembered; decisions are always the present ones.
    """
    found = _read(desk, article)
    if found is None or found.reading.verdicts is desk.verdicts:
        return found
    return replace(found, reading=replace(found.reading, verdicts=desk.verdicts))


@lru_cache(maxsize=ARTICLES_REMEMBERED)
def _read(desk: Desk, article: ox.NamedNode) -> ArticleReading | None:
    facts = Facts(_triples(desk, article))
    claims = desk.subjects(AG.reportedIn, article)
    if article not in facts.articles:
        # A graph from elsewhere may not be named after its article.
        facts = desk.facts_of(claims)
    if article not in facts.articles:
        return None
    try:
        reading = read_facts(desk, facts)
    except BROKEN:
        # Slower, but it says what is wrong.
        reading = read_part(desk, desk.part(claims))
    articles = [row["id"] for row in reading.entries.articles]
    return ArticleReading(reading, articles.index(article.value), tuple(_gaps(facts)))


def _triples(desk: Desk, article: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the triples of an article's graph, in which each actor has its one IRI.

    What people decided is left out: a page shows claims that were rejected, and says so.
    """
    first: dict[object, ox.NamedNode] = {}
    triples = graph_triples(desk.store, article)
    for triple in triples:
        actor = triple.subject
        if triple.predicate != AG.mention or actor in first:
            continue
        if isinstance(actor, ox.NamedNode):
            first[actor] = desk.groups.get(actor, [actor])[0]
    for triple in triples:
        if triple.predicate == AG.reviewed:
            continue
        subject = first.get(triple.subject, triple.subject)
        value = first.get(triple.object, triple.object)
        yield ox.Triple(subject, triple.predicate, value)


def _gaps(facts: Facts) -> Iterator[Gap]:
    """Yield the clauses without a claim in the order of the text; none overlaps another."""
    found = []
    for node in facts.of_type("Gap"):
        reason = reason_in_words(facts.value(node, AG.reason), facts.value(node, AG.verb))
        for span in facts.spans(node, AG.evidence):
            found.append((span.begin, span.end, reason))
    last = 0
    for begin, end, reason in sorted(found):
        if begin >= last:
            yield Gap(begin, end, reason)
            last = end


def reason_in_words(reason: str, verb: str) -> str:
    """Return why no claim was made of a clause as a person would say it."""
    if reason.startswith(UNKNOWN):
        return f"“{reason.removeprefix(UNKNOWN)}” is not in the lexicon with this meaning"
    for ending, words in REASONS:
        if reason.endswith(ending) and verb:
            return words.format(verb)
    return reason
