"""The points of pairs of actors: weighed once, and remembered while both articles are the same.

A pair's points depend on its two actors and on how often articles name those whom both articles
name; nothing else. So only pairs with somebody new, and pairs whose company has become more or less
frequent, are weighed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from actorgraph.links.alike import likeness
from actorgraph.links.clusters import Pair
from actorgraph.links.named_actors import NamedActor
from actorgraph.stores.disk.link_units import code

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Points = npt.NDArray[np.float64]
# The number of an actor within a pair's key takes half of its bits.
HALF = np.uint64(32)
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of places, the smaller first, in the order in which they are compared."""

    firsts: Places
    seconds: Places

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Pairs":
        """Take pairs one after the other."""
        flat = np.fromiter((place for pair in pairs for place in pair), dtype=np.int64)
        return cls(flat[0::2], flat[1::2])


class PairPoints:
    """Weighs pairs, and remembers what it weighed.

    `versions` gives the digest of each article by its IRI. Without versions nothing is remembered.
    `weighed` is the number of pairs weighed last time.
    """

    def __init__(
        self,
        versions: Mapping[str, str] | None = None,
        arrays: Mapping[str, npt.NDArray[Any]] | None = None,
    ) -> None:
        saved = arrays or {}
        self._versions = versions
        self._codes: Codes = saved.get("actors", np.empty(0, np.uint64))
        self._keys: Codes = saved.get("pairs", np.empty(0, np.uint64))
        self._points: Points = saved.get("points", np.empty(0, np.float64))
        names: Codes = saved.get("names", np.empty(0, np.uint64))
        rarities: Points = saved.get("rarities", np.empty(0, np.float64))
        self._rarity = dict(zip(names.tolist(), rarities.tolist(), strict=True))
        self.weighed = 0

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return what is remembered."""
        return {
            "actors": self._codes,
            "pairs": self._keys,
            "points": self._points,
            "names": np.array(list(self._rarity), np.uint64),
            "rarities": np.array(list(self._rarity.values()), np.float64),
        }

    def weigh(
        self,
        actors: Sequence[NamedActor],
        pairs: Pairs,
        rare: Mapping[str, float],
    ) -> Points:
        """Return the points of each pair, minus infinity if it is ruled out."""
        if self._versions is None:
            return self._fill(actors, pairs, rare, np.full(len(pairs.firsts), np.nan))
        codes = _codes_of(actors, self._versions)
        rarity = {code(name): value for name, value in rare.items() if value < 1}
        known = self._known(codes, pairs, self._in_other_company(actors, rarity))
        points = self._fill(actors, pairs, rare, known)
        self._remember(codes, pairs, points, rarity)
        return points

    def _fill(
        self,
        actors: Sequence[NamedActor],
        pairs: Pairs,
        rare: Mapping[str, float],
        points: Points,
    ) -> Points:
        """Weigh the pairs whose points are not known."""
        unknown = np.flatnonzero(np.isnan(points))
        firsts, seconds = pairs.firsts[unknown].tolist(), pairs.seconds[unknown].tolist()
        for number, first, second in zip(unknown.tolist(), firsts, seconds, strict=True):
            points[number] = likeness(actors[first], actors[second], rare).points
        self.weighed = len(unknown)
        return points

    def _in_other_company(
        self,
        actors: Sequence[NamedActor],
        rarity: Mapping[int, float],
    ) -> npt.NDArray[np.bool_]:
        """Return who appears with somebody that is now more or less frequent than before."""
        is_other = np.zeros(len(actors), np.bool_)
        changed = {
            name
            for name in self._rarity.keys() | rarity.keys()
            if self._rarity.get(name, 1.0) != rarity.get(name, 1.0)
        }
        if not changed:
            return is_other
        by_article: dict[str, bool] = {}
        for place, actor in enumerate(actors):
            if actor.article not in by_article:
                company = map(code, actor.company | actor.places)
                by_article[actor.article] = not changed.isdisjoint(company)
            is_other[place] = by_article[actor.article]
        return is_other

    def _known(
        self,
        codes: Codes,
        pairs: Pairs,
        is_other: npt.NDArray[np.bool_],
    ) -> Points:
        """Return the points that are remembered and still right, NaN for all others."""
        points = np.full(len(pairs.firsts), np.nan)
        if not len(self._keys):
            return points
        numbers = _find(self._codes, codes)
        firsts, seconds = numbers[pairs.firsts], numbers[pairs.seconds]
        is_kept = (firsts != NOBODY) & (seconds != NOBODY)
        # A name counts only if it is in both articles.
        is_kept &= ~(is_other[pairs.firsts] & is_other[pairs.seconds])
        kept = np.flatnonzero(is_kept)
        found = _find(self._keys, _keys(firsts[kept], seconds[kept]))
        has_points = found != NOBODY
        points[kept[has_points]] = self._points[found[has_points]]
        return points

    def _remember(
        self,
        codes: Codes,
        pairs: Pairs,
        points: Points,
        rarity: dict[int, float],
    ) -> None:
        self._codes = np.unique(codes)
        numbers = _find(self._codes, codes)
        keys = _keys(numbers[pairs.firsts], numbers[pairs.seconds])
        order = np.argsort(keys)
        self._keys = keys[order]
        self._points = points[order]
        self._rarity = rarity


def _codes_of(actors: Sequence[NamedActor], versions: Mapping[str, str]) -> Codes:
    """Return a number for each actor of each version of an article."""
    codes = (code(f"{versions[actor.article]} {actor.article} {actor.iri}") for actor in actors)
    return np.fromiter(codes, np.uint64, len(actors))


def _keys(firsts: Places, seconds: Places) -> Codes:
    low = np.minimum(firsts, seconds).astype(np.uint64)
    high = np.maximum(firsts, seconds).astype(np.uint64)
    return low << HALF | high


def _find(ordered: Codes, wanted: Codes) -> Places:
    """Return the place of each number among ordered ones, or NOBODY."""
    if not len(ordered):
        return np.full(len(wanted), NOBODY, np.int64)
    places = np.searchsorted(ordered, wanted)
    places[places == len(ordered)] = 0
    return np.where(ordered[places] == wanted, places, NOBODY).astype(np.int64)
