"""A claim's sentence in its context, with the words that fill each role marked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.stores.packing import match_named
from actorgraph.views.page.entries import Claim, Spans
from actorgraph.vocabulary.vocab import AG, NIF
from actorgraph.workbench.claims import Reading
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.marked_text import Span, pieces

VERB, DOER, PARTY, SPEAKER, TIME = "did what", "who", "to whom", "who says so", "when"
MOST_AROUND_IN_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a sentence; `role` is what they are in the claim, or empty."""

    words: str
    role: str
    is_evidence: bool

    @property
    def key(self) -> str:
        """The role as the name of a class."""
        return self.role.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence before a claim's, the claim's own in parts, and the one after."""

    before: str
    parts: tuple[Part, ...]
    after: str


def context_of(desk: Desk, reading: Reading, claim: Claim) -> Context | None:
    """Return the sentences around a claim's words; None where they are withheld."""
    text = reading.entries.text(claim)
    if text is None or not claim.evidence:
        return None
    begins = reading.entries.articles[claim.article]["sentences"] or [0]
    last_character = max(end for _, end in claim.evidence) - 1
    first = max(0, bisect_right(begins, claim.begin) - 1)
    last = max(first, bisect_right(begins, last_character) - 1)
    begin = begins[first]
    end = _begin_of(begins, last + 1, text)
    roles = _roles(desk, reading, claim, (begin, end))
    return Context(
        before=text[begins[max(0, first - 1)] : begin][-MOST_AROUND_IN_CHARACTERS:],
        parts=tuple(_parts(text, (begin, end), roles, claim.evidence)),
        after=text[end : _begin_of(begins, last + 2, text)][:MOST_AROUND_IN_CHARACTERS],
    )


def _begin_of(begins: list[int], sentence: int, text: str) -> int:
    if sentence < len(begins):
        return begins[sentence]
    return len(text)


def _roles(desk: Desk, reading: Reading, claim: Claim, sentence: Span) -> dict[Span, str]:
    """Return the spans to mark, in the order of the text; none overlaps another."""
    marked: dict[Span, str] = {}
    for span, role in _offered(desk, reading, claim):
        is_free = all(span[1] <= begin or end <= span[0] for begin, end in marked)
        if is_free and sentence[0] <= span[0] < span[1] <= sentence[1]:
            marked[span] = role
    return dict(sorted(marked.items()))


def _offered(desk: Desk, reading: Reading, claim: Claim) -> Iterator[tuple[Span, str]]:
    """Yield the words of each role; where some overlap, those that come first are marked."""
    actors = (
        (DOER, claim.doers),
        (PARTY, claim.parties),
        (SPEAKER, reading.entries.speakers(claim)),
    )
    for span in claim.cue:
        yield span, VERB
    for span in _times(desk, reading, claim):
        yield span, TIME
    for role, numbers in actors:
        for span in _named(desk, reading, claim, numbers):
            yield span, role


def _named(desk: Desk, reading: Reading, claim: Claim, actors: Iterable[int]) -> Iterator[Span]:
    """Yield where the article mentions actors; inside the claim's words if it does so there."""
    article = ox.NamedNode(reading.entries.articles[claim.article]["id"])
    for number in actors:
        node = reading.node(reading.entries.actors[number])
        spans = mentions(desk, node, article)
        inside = [span for span in spans if _is_inside(span, claim.evidence)]
        yield from inside or spans


def mentions(desk: Desk, actor: ox.NamedNode, article: ox.NamedNode) -> list[Span]:
    """Return where an article mentions an actor, in the order of the text."""
    # One article has few mentions, and an actor of many articles has thousands.
    own = frozenset(desk.groups.get(actor, (actor,)))
    spans: set[Span] = set()
    for quad in match_named(desk.store, None, AG.mention, None, article):
        if quad.subject in own and isinstance(quad.object, ox.NamedNode):
            spans.update(_offsets(desk, quad.object))
    return sorted(spans)


def _times(desk: Desk, reading: Reading, claim: Claim) -> Iterator[Span]:
    node = individual(reading.path(claim))
    if node is not None:
        for span in desk.objects(node, AG.timeSpan):
            yield from _offsets(desk, span)


def _offsets(desk: Desk, span: ox.NamedNode) -> Iterator[Span]:
    begin, end = desk.value(span, NIF.beginIndex), desk.value(span, NIF.endIndex)
    if begin.isdecimal() and end.isdecimal():
        yield int(begin), int(end)


def _is_inside(span: Span, spans: Spans) -> bool:
    return any(begin <= span[0] and span[1] <= end for begin, end in spans)


def _parts(
    text: str,
    sentence: Span,
    roles: dict[Span, str],
    evidence: Spans,
) -> Iterator[Part]:
    """Yield the words of a sentence, cut wherever a role or the evidence begins or ends."""
    for begin, end in pieces(sentence, (*roles, *evidence)):
        role = next((role for span, role in roles.items() if _is_inside((begin, end), (span,))), "")
        yield Part(text[begin:end], role, _is_inside((begin, end), evidence))
