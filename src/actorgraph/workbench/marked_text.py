"""A claim's sentence cut into stretches: who, what and to whom are marked, and all names."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from actorgraph.workbench.article_cast import Cast

Span = tuple[int, int]
MOST_CHARACTERS_AROUND = 300
ACTION = "did"
# How a role is called in the text.
ROLE_WORDS = {
    "agent": "who",
    "possibleAgent": "who",
    "subject": "who",
    "holder": "who",
    "target": "to whom",
    "recipient": "to whom",
    "object": "of whom",
    "attributedTo": "says so",
    "place": "where",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text: `role` is how it is marked, `name` whom a form would name by it.

    `is_outside` says that it is around the claim's words; `is_last` that its mark ends here.
    """

    text: str
    role: str = ""
    name: str = ""
    is_outside: bool = False
    is_last: bool = True

    @property
    def classes(self) -> str:
        """The classes of its colour."""
        names = ["outside"] if self.is_outside else []
        if self.role:
            names += ["role", self.role.replace(" ", "-")]
        return " ".join(names)


@dataclass(frozen=True, slots=True)
class _Mark:
    begin: int
    end: int
    role: str
    name: str

    @property
    def order(self) -> tuple[bool, int]:
        """A role wins over none, and then the innermost mark."""
        return not self.role, self.end - self.begin


def marked(
    text: str,
    begins: Sequence[int],
    evidence: Sequence[Span],
    cue: Sequence[Span],
    roles: Mapping[str, Iterable[ox.NamedNode]],
    cast: Cast,
) -> list[Stretch]:
    """Return the sentence around a claim, and one before and after, in stretches.

    `begins` are the places where sentences begin, `evidence` and `cue` those of the claim.
    """
    if not evidence:
        return []
    begin, end = evidence[0][0], evidence[-1][1]
    first, last = bounds(text, begins, begin, end)
    marks = [_Mark(*span, ACTION, "") for span in cue]
    marks += _marks_of_roles(roles, cast, (begin, end), (first, last))
    marks += _other_names(marks, cast, (first, last))
    return list(_stretches(text, (first, last), evidence, marks))


def bounds(text: str, begins: Sequence[int], begin: int, end: int) -> Span:
    """Return where the sentence before a stretch begins, and the sentence after it ends.

    `begins` are the places where the sentences of the text begin.
    """
    starts = [0, *begins]
    first = starts[max(0, bisect_right(starts, begin) - 2)]
    after = bisect_right(starts, end - 1) + 1
    last = starts[after] if after < len(starts) else len(text)
    # A list without a full stop would not end.
    if first < begin - MOST_CHARACTERS_AROUND:
        first = text.rfind(" ", 0, begin - MOST_CHARACTERS_AROUND) + 1
    last = min(last, end + MOST_CHARACTERS_AROUND)
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _marks_of_roles(
    roles: Mapping[str, Iterable[ox.NamedNode]], cast: Cast, evidence: Span, window: Span
) -> Iterator[_Mark]:
    for role, actors in roles.items():
        words = ROLE_WORDS.get(role, role)
        for actor in actors:
            member = cast.members.get(actor)
            if member is None:
                continue
            inside = [span for span in member.spans if _covers(evidence, span)]
            # Whoever is named before the claim's words is marked there.
            for span in inside or member.spans:
                if _covers(window, span):
                    yield _Mark(*span, words, cast.value(actor))


def _other_names(marks: Sequence[_Mark], cast: Cast, window: Span) -> Iterator[_Mark]:
    taken = {(mark.begin, mark.end) for mark in marks}
    for actor, member in cast.members.items():
        for span in member.spans:
            if _covers(window, span) and span not in taken:
                yield _Mark(*span, "", cast.value(actor))


def _covers(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] < inner[1] <= outer[1]


def _stretches(
    text: str, window: Span, evidence: Sequence[Span], marks: Sequence[_Mark]
) -> Iterator[Stretch]:
    spans = [*evidence, *((mark.begin, mark.end) for mark in marks)]
    for begin, end in pieces(window, spans):
        covering = [mark for mark in marks if mark.begin <= begin and end <= mark.end]
        mark = min(covering, key=lambda mark: mark.order, default=_Mark(begin, end, "", ""))
        yield Stretch(
            text=text[begin:end],
            role=mark.role,
            name=mark.name,
            is_outside=not any(start <= begin and end <= stop for start, stop in evidence),
            is_last=mark.end == end,
        )


def pieces(window: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the pieces of a part of a text, which is cut wherever a span begins or ends."""
    first, last = window
    cuts = {first, last}
    for span in spans:
        cuts.update(place for place in span if first < place < last)
    yield from pairwise(sorted(cuts))
