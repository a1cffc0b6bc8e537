"""The heights at which the items of the map's columns are: near what they are linked to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actorgraph.views.page.columns import Order

SWEEPS = 10
# Between two cards, between a corridor and anything, and where a short line leads through.
GAP = 14.0
CORRIDOR_GAP = 5.0
LINE_GAP = 36.0
Pair = tuple[int, int]
Segment = tuple[int, int, float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The order of the items, their heights in pixels, and the linked pairs of neighbours."""

    order: Order
    heights: Mapping[int, float]
    linked: set[Pair]

    def gap(self, upper: int, lower: int) -> float:
        """Return the least distance between two neighbours in a column, in pixels."""
        units = self.order.units
        if upper >= units or lower >= units:
            return CORRIDOR_GAP
        if (upper, lower) in self.linked:
            return LINE_GAP
        return GAP

    def height(self, column: Sequence[int]) -> float:
        """Return how high a column is at least, in pixels."""
        height = sum(self.heights[item] for item in column)
        for upper, lower in pairwise(column):
            height += self.gap(upper, lower)
        return height

    def stacked(self, column: Sequence[int], top: float = 0.0) -> list[float]:
        """Return the centres of a column's items without any space beyond the gaps."""
        centres: list[float] = []
        for place, item in enumerate(column):
            if place:
                top += self.gap(column[place - 1], item)
            centres.append(top + self.heights[item] / 2)
            top += self.heights[item]
        return centres

    def settled(
        self, column: Sequence[int], wanted: Sequence[float], room: float
    ) -> dict[int, float]:
        """Return the places nearest to the wanted ones that keep order and gaps.

        Without the distances that must be kept, the places must only not decrease.
        """
        offsets = self.stacked(column)
        free = [place - offset for place, offset in zip(wanted, offsets, strict=True)]
        highest = max(0.0, room - self.height(column))
        places = {}
        for item, offset, value in zip(column, offsets, not_decreasing(free), strict=True):
            places[item] = offset + min(max(value, 0.0), highest)
        return places

    def close_up(
        self, column: Sequence[int], places: dict[int, float], pulls: Mapping[int, object]
    ) -> None:
        """Move the items without lines at the end of a column up to the others."""
        for upper, lower in pairwise(column):
            if lower not in pulls:
                apart = (self.heights[upper] + self.heights[lower]) / 2
                places[lower] = places[upper] + apart + GAP


def not_decreasing(values: Sequence[float]) -> list[float]:
    """Return the nearest values that do not decrease: isotonic regression."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        block = (value, 1)
        while blocks and blocks[-1][0] > block[0]:
            before, count = blocks.pop()
            whole = before * count + block[0] * block[1]
            block = (whole / (count + block[1]), count + block[1])
        blocks.append(block)
    nearest: list[float] = []
    for value, count in blocks:
        nearest += [value] * count
    return nearest


def centres(columns: Columns, segments: Sequence[Segment], room: float) -> dict[int, float]:
    """Return the height of each item's centre, in pixels from the top.

    A segment is (item, item, offset, offset): the lines join the items at these distances from
    their centres. Every column keeps its order and its gaps, and is as near to its neighbours as
    they allow; a column that is higher than the room begins at 0.
    """
    places: dict[int, float] = {}
    for column in columns.order.columns:
        top = max(0.0, (room - columns.height(column)) / 2)
        places.update(zip(column, columns.stacked(column, top), strict=True))
    pulls = _pulls(segments)
    from_left = columns.order.columns
    for sweep in range(SWEEPS):
        for column in from_left if sweep % 2 else reversed(from_left):
            wanted = [_wanted(item, places, pulls) for item in column]
            places.update(columns.settled(column, wanted, room))
    for column in from_left:
        columns.close_up(column, places, pulls)
    return places


def _pulls(segments: Sequence[Segment]) -> dict[int, list[tuple[int, float]]]:
    """Return for each item the items that it is linked to, and how far from their centres."""
    pulls: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for one, other, of_one, of_other in segments:
        pulls[one].append((other, of_other - of_one))
        pulls[other].append((one, of_one - of_other))
    return dict(pulls)


def _wanted(
    item: int, places: Mapping[int, float], pulls: Mapping[int, list[tuple[int, float]]]
) -> float:
    """Return where an item's lines would be level on average; where it is if it has none."""
    if item not in pulls:
        return places[item]
    wanted = [places[other] + shift for other, shift in pulls[item]]
    return sum(wanted) / len(wanted)
