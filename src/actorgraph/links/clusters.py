"""Blocking and clustering: who is compared with whom, and what is joined; the order of what comes in never shows."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TypeVar

T = TypeVar("T")

# In a block that is sorted by date, each is compared with so many that follow: the work grows with the number of
# articles, not with its square.
WINDOW = 20


def neighbours(
    items: Sequence[T], keys: Callable[[T], Iterable[Hashable]]
) -> Iterator[tuple[T, T]]:
    """Yield each pair of items that share a key and stand near each other; `items` are in an order of their own."""
    for first, second in near_places(items, keys):
        yield items[first], items[second]


def near_places(
    items: Sequence[T], keys: Callable[[T], Iterable[Hashable]], among: Container[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the places of such pairs, the smaller first and in order; with `among`, of pairs whose two stand in it.

    No more than the blocks is held in memory, however many pairs there are.
    """
    blocks: dict[Hashable, array[int]] = {}
    for place, item in enumerate(items):
        for key in keys(item):
            blocks.setdefault(key, array("L")).append(place)
    for first, item in enumerate(items):
        if among is not None and first not in among:
            continue
        found: set[int] = set()
        for key in keys(item):
            block = blocks[key]
            begin = bisect_right(block, first)
            found.update(block[begin : begin + WINDOW])
        yield from ((first, second) for second in sorted(found) if among is None or second in among)


@dataclass(slots=True)
class Joined:
    """Who is one: sets that grow by joining, unless two who must stay apart would meet.

    `places` tells in which articles each stands, `identities` whom each is known to be, `apart` from whom each must be
    kept: two of one article stay apart, too, and so do two identities.
    """

    places: dict[str, frozenset[str]]
    identities: dict[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _sets: dict[str, "_Set"] = field(default_factory=dict)

    def of(self, one: str) -> str:
        """Return the one IRI, the first in order, for everybody who is the same as this one."""
        return self._sets[one].first if one in self._sets else one

    def may_join(self, first: str, second: str) -> bool:
        """Tell whether nobody of the one set must stay apart from somebody of the other."""
        one, other = self._set(first), self._set(second)
        if (
            one is other
            or len(one.identities | other.identities) > 1
            or not one.places.isdisjoint(other.places)
        ):
            return False
        return self.agrees(first, second)

    def agrees(self, first: str, second: str) -> bool:
        """Tell whether no decision keeps somebody of the one set apart from somebody of the other."""
        if not self.apart:
            return True
        larger, smaller = self._set(first), self._set(second)
        if len(larger.members) < len(smaller.members):
            larger, smaller = smaller, larger
        others = (other for member in smaller.members for other in self.apart.get(member, ()))
        return not any(self._sets.get(other) is larger for other in others)

    def join(self, first: str, second: str) -> None:
        """Make one set of two: the smaller goes into the larger, so that the work stays small."""
        larger, smaller = self._set(first), self._set(second)
        if larger is smaller:
            return
        if len(larger.members) < len(smaller.members):
            larger, smaller = smaller, larger
        larger.members += smaller.members
        larger.places |= smaller.places
        larger.identities |= smaller.identities
        larger.first = min(larger.first, smaller.first)
        for member in smaller.members:
            self._sets[member] = larger

    def _set(self, one: str) -> "_Set":
        if one not in self._sets:
            known = self.identities.get(one)
            self._sets[one] = _Set(
                [one], set(self.places.get(one, ())), {known} if known else set(), one
            )
        return self._sets[one]


@dataclass(slots=True)
class _Set:
    """Those who are one, where they stand, whom they are known to be, and the first of their IRIs."""

    members: list[str]
    places: set[str]
    identities: set[str]
    first: str


def average_linked(
    count: int, points: dict[tuple[int, int], float], enough: float, missing: float
) -> list[list[int]]:
    """Cluster 0 … count - 1: the two clusters whose members score best on average are joined while that is enough.

    `points` holds the pairs (smaller, larger) that were compared; any other pair counts as `missing`.
    """
    members = {place: [place] for place in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (first, second), value in points.items():
        sums[first][second] = sums[second][first] = value - missing
    heap = [(-value, pair) for pair, value in points.items() if value >= enough]
    heapify(heap)
    while heap:
        value, (first, second) = heappop(heap)
        if first not in members or second not in members:
            continue
        if round(-value, 9) != round(_mean(members, sums, first, second, missing), 9):
            continue
        _merge(members, sums, first, second)
        for other in sums[first]:
            mean = _mean(members, sums, first, other, missing)
            if mean >= enough:
                heappush(heap, (-mean, (min(first, other), max(first, other))))
    return sorted(sorted(found) for found in members.values())


def _mean(
    members: dict[int, list[int]],
    sums: dict[int, dict[int, float]],
    first: int,
    second: int,
    missing: float,
) -> float:
    return missing + sums[first].get(second, 0.0) / (len(members[first]) * len(members[second]))


def _merge(
    members: dict[int, list[int]], sums: dict[int, dict[int, float]], first: int, second: int
) -> None:
    """Put the second cluster into the first, which keeps the sums of both towards all others."""
    members[first] += members.pop(second)
    sums[first].pop(second, None)
    for other, value in sums.pop(second).items():
        sums[other].pop(second, None)
        if other != first:
            sums[first][other] = sums[other][first] = sums[first].get(other, 0.0) + value
