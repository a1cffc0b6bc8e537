"""Many stretches of one text, asked which of them overlap, hold or lie within another one."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from actorgraph.text.article import Span

Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items with a span each, in the order of their beginnings.

    A question takes a step for each item near the span that is asked for, not for every item.
    """

    def __init__(self, items: Iterable[Item], span_of: Callable[[Item], Span]) -> None:
        pairs = [(span_of(item), item) for item in items]
        # A stable order: of two items with one beginning, the first one given comes first.
        self._pairs = sorted(pairs, key=_begin)
        # How far the items up to each place reach.
        self._reaches = list(accumulate((span.end for span, _ in self._pairs), max))

    def overlapping(self, span: Span) -> list[Item]:
        """Return the items that share a character with a span, in order."""
        return [item for own, item in self._near(span) if own.overlaps(span)]

    def within(self, span: Span) -> list[Item]:
        """Return the items that lie within a span, in order."""
        first = bisect_left(self._pairs, span.begin, key=_begin)
        found = []
        for own, item in self._pairs[first : self._place_of(span.end + 1)]:
            if own in span:
                found.append(item)
        return found

    def holding(self, span: Span) -> list[Item]:
        """Return the items that a span lies within, in order."""
        return [item for own, item in self._near(span) if span in own]

    def __contains__(self, span: Span) -> bool:
        """Return whether a span lies within an item."""
        place = self._place_of(span.begin + 1)
        return place > 0 and self._reaches[place - 1] >= span.end

    def _place_of(self, begin: int) -> int:
        return bisect_left(self._pairs, begin, key=_begin)

    def _near(self, span: Span) -> Iterator[tuple[Span, Item]]:
        """Yield the items that begin before a span ends and may reach it, in order."""
        place = last = self._place_of(max(span.end, span.begin + 1))
        while place > 0 and self._reaches[place - 1] >= span.begin:
            place -= 1
        yield from self._pairs[place:last]


def _begin(pair: tuple[Span, Item]) -> int:
    return pair[0].begin
