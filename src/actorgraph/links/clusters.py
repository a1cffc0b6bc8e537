"""Blocking and clustering: which items are compared, and which are joined. Results do not depend
on the order of the input.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TypeVar

T = TypeVar("T")
# Two places, the smaller first.
Pair = tuple[int, int]

# Within a block sorted by date, each item is compared with so many that follow: the work grows
# linearly with the number of articles.
WINDOW = 20
# Means are compared to so many digits, because their last digits depend on the order of addition.
DIGITS = 9


def near_places(
    items: Sequence[T],
    keys: Callable[[T], Iterable[Hashable]],
    among: Container[int] | None = None,
) -> Iterator[Pair]:
    """Yield the places of items that share a key and are close in the given order, sorted.

    With `among`, only pairs of those places are yielded. Memory is needed for the blocks only, not
    for the pairs.
    """
    blocks: dict[Hashable, array[int]] = {}
    for place, item in enumerate(items):
        for key in keys(item):
            blocks.setdefault(key, array("L")).append(place)
    for first, item in enumerate(items):
        if among is not None and first not in among:
            continue
        following: set[int] = set()
        for key in keys(item):
            block = blocks[key]
            begin = bisect_right(block, first)
            following.update(block[begin : begin + WINDOW])
        for second in sorted(following):
            if among is None or second in among:
                yield first, second


@dataclass(slots=True)
class ActorSets:
    """Sets of IRIs that mean the same actor. They grow by joining, unless something forbids it.

    `articles` gives the articles of each IRI, `identities` its Wikidata identity, `different` the
    IRIs that a reviewer said are somebody else. A set has at most one actor of an article, and at
    most one identity. networkx's UnionFind cannot replace it: it does not keep track of these.
    """

    articles: Mapping[str, frozenset[str]]
    identities: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _sets: dict[str, "_ActorSet"] = field(default_factory=dict)

    def of(self, iri: str) -> str:
        """Return the IRI that represents an actor's set: the first in order."""
        actor_set = self._sets.get(iri)
        if actor_set is None:
            return iri
        return actor_set.representative

    def may_join(self, first: str, second: str) -> bool:
        """Return whether the sets of two actors can be joined."""
        one, other = self._set(first), self._set(second)
        # They are joined already.
        if one is other:
            return False
        if len(one.identities | other.identities) > 1:
            return False
        if not one.articles.isdisjoint(other.articles):
            return False
        return self.allows(first, second)

    def allows(self, first: str, second: str) -> bool:
        """Return whether no decision says that members of the two sets are different."""
        if not self.different:
            return True
        larger, smaller = self._by_size(first, second)
        for member in smaller.members:
            for other in self.different.get(member, ()):
                if self._sets.get(other) is larger:
                    return False
        return True

    def join(self, first: str, second: str) -> None:
        """Join the sets of two actors."""
        larger, smaller = self._by_size(first, second)
        if larger is smaller:
            return
        # The smaller set moves: this keeps the work small.
        larger.members += smaller.members
        larger.articles |= smaller.articles
        larger.identities |= smaller.identities
        larger.representative = min(larger.representative, smaller.representative)
        for member in smaller.members:
            self._sets[member] = larger

    def _by_size(
        self,
        first: str,
        second: str,
    ) -> tuple["_ActorSet", "_ActorSet"]:
        """Return the larger and the smaller of the sets of two actors."""
        one, other = self._set(first), self._set(second)
        if len(one.members) < len(other.members):
            return other, one
        return one, other

    def _set(self, iri: str) -> "_ActorSet":
        if iri not in self._sets:
            identities = set()
            if iri in self.identities:
                identities.add(self.identities[iri])
            articles = set(self.articles.get(iri, ()))
            self._sets[iri] = _ActorSet([iri], articles, identities, iri)
        return self._sets[iri]


@dataclass(slots=True)
class _ActorSet:
    """The IRIs of one actor, its articles and identities, and the first IRI in order."""

    members: list[str]
    articles: set[str]
    identities: set[str]
    representative: str


def average_linked(
    count: int, points: Mapping[Pair, float], enough: float, missing: float
) -> list[list[int]]:
    """Cluster the numbers from 0 to `count` - 1 by average linkage.

    The two clusters with the highest mean score of their members are merged while it is at least
    `enough`. `points` has the scores of the pairs that were compared, the smaller number first;
    every other pair counts as `missing`.
    """
    return _Linkage(count, points, enough, missing).clusters()


class _Linkage:
    """Clusters while they are merged, each named by the number of one member.

    Only sums of points above `missing` are kept, so that pairs that were never compared cost
    nothing.
    """

    def __init__(
        self, count: int, points: Mapping[Pair, float], enough: float, missing: float
    ) -> None:
        self._enough = enough
        self._missing = missing
        self._members = {number: [number] for number in range(count)}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        for (first, second), value in points.items():
            self._set_sum(first, second, value - missing)
        # A heap of negated means: an entry is obsolete if its clusters have changed since.
        self._heap = [(-value, pair) for pair, value in points.items() if value >= enough]
        heapify(self._heap)

    def clusters(self) -> list[list[int]]:
        """Merge clusters as long as they are alike enough, and return them, sorted."""
        while self._heap:
            negated_mean, (first, second) = heappop(self._heap)
            # Since it was pushed, one of the two may have been merged into another cluster.
            if self._is_current(-negated_mean, first, second):
                self._merge(first, second)
                self._push_neighbours(first)
        return sorted(sorted(members) for members in self._members.values())

    def _is_current(self, mean: float, first: int, second: int) -> bool:
        if first not in self._members or second not in self._members:
            return False
        return round(mean, DIGITS) == round(self._mean(first, second), DIGITS)

    def _push_neighbours(self, cluster: int) -> None:
        for other in self._sums[cluster]:
            mean = self._mean(cluster, other)
            if mean >= self._enough:
                pair = (min(cluster, other), max(cluster, other))
                heappush(self._heap, (-mean, pair))

    def _mean(self, first: int, second: int) -> float:
        pairs = len(self._members[first]) * len(self._members[second])
        return self._missing + self._sums[first].get(second, 0.0) / pairs

    def _merge(self, first: int, second: int) -> None:
        """Merge the second cluster into the first."""
        self._members[first] += self._members.pop(second)
        self._sums[first].pop(second, None)
        for other, value in self._sums.pop(second).items():
            self._sums[other].pop(second, None)
            if other != first:
                self._set_sum(first, other, self._sums[first].get(other, 0.0) + value)

    def _set_sum(self, first: int, second: int, value: float) -> None:
        self._sums[first][second] = value
        self._sums[second][first] = value
