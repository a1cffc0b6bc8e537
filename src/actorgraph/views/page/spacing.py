"""The heights at which the items of the map's columns are: near what they are linked to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from actorgraph.views.page.columns import Order

SWEEPS = 10
# Between two cards, between a corridor and anything, and where a short line leads through.
GAP = 14.0
CORRIDOR_GAP = 5.0
LINE_GAP = 36.0
Pair = tuple[int, int]


def gap(order: Order, upper: int, lower: int, linked: set[Pair]) -> float:
    """Return the least distance between two neighbours in a column, in pixels."""
    if upper >= order.units or lower >= order.units:
        return CORRIDOR_GAP
    if (upper, lower) in linked or (lower, upper) in linked:
        return LINE_GAP
    return GAP


def column_height(
    order: Order, column: Sequence[int], heights: Mapping[int, float], linked: set[Pair]
) -> float:
    """Return how high a column is at least, in pixels."""
    height = sum(heights[item] for item in column)
    for upper, lower in zip(column, column[1:], strict=False):
        height += gap(order, upper, lower, linked)
    return height


def centres(
    order: Order,
    heights: Mapping[int, float],
    segments: Sequence[tuple[int, int, float, float]],
    linked: set[Pair],
    room: float,
) -> dict[int, float]:
    """Return the height of each item's centre, in pixels from the top.

    A segment is (item, item, offset, offset): the lines join the items at these distances from
    their centres. Every column keeps its order and its gaps, and is as near to its neighbours as
    they allow; a column that is higher than the room begins at 0.
    """
    places = {}
    for column in order.columns:
        least = column_height(order, column, heights, linked)
        places.update(_stacked(order, column, heights, linked, max(0.0, (room - least) / 2)))
    pulls: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for one, other, of_one, of_other in segments:
        pulls[one].append((other, of_other - of_one))
        pulls[other].append((one, of_one - of_other))
    columns = order.columns
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            wanted = []
            for item in column:
                places_wanted = [places[other] + shift for other, shift in pulls[item]]
                if not places_wanted:
                    places_wanted = [places[item]]
                wanted.append(sum(places_wanted) / len(places_wanted))
            places.update(_settled(order, column, wanted, heights, linked, room))
    for column in columns:
        _close_up(column, places, heights, pulls)
    return places


def _close_up(
    column: Sequence[int],
    places: dict[int, float],
    heights: Mapping[int, float],
    pulls: Mapping[int, object],
) -> None:
    """Move the items without lines at the end of a column up to the others."""
    for upper, lower in zip(column, column[1:], strict=False):
        if lower not in pulls:
            places[lower] = places[upper] + (heights[upper] + heights[lower]) / 2 + GAP


def _stacked(
    order: Order,
    column: Sequence[int],
    heights: Mapping[int, float],
    linked: set[Pair],
    top: float,
) -> dict[int, float]:
    places = {}
    before = None
    for item in column:
        if before is not None:
            top += gap(order, before, item, linked)
        places[item] = top + heights[item] / 2
        top += heights[item]
        before = item
    return places


def _settled(
    order: Order,
    column: Sequence[int],
    wanted: Sequence[float],
    heights: Mapping[int, float],
    linked: set[Pair],
    room: float,
) -> dict[int, float]:
    """Return the places nearest to the wanted ones that keep order and gaps.

    Without the distances that must be kept, the places must only not decrease: neighbours that
    would, are averaged (isotonic regression).
    """
    stacked = _stacked(order, column, heights, linked, 0.0)
    offsets = [stacked[item] for item in column]
    blocks: list[list[float]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        blocks.append([place - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, weight = blocks.pop()
            blocks[-1][0] = (blocks[-1][0] * blocks[-1][1] + value * weight) / (
                blocks[-1][1] + weight
            )
            blocks[-1][1] += weight
    highest = max(0.0, room - column_height(order, column, heights, linked))
    places = {}
    values = [value for value, weight in blocks for _ in range(int(weight))]
    for item, offset, value in zip(column, offsets, values, strict=True):
        places[item] = offset + min(max(value, 0.0), highest)
    return places
