"""One attempt to place a folded map in columns."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from actorgraph.views.page.columns import assign, busiest_first, order
from actorgraph.views.page.curves import Box, Curve, Way, curves
from actorgraph.views.page.folding import Folded, Line
from actorgraph.views.page.labelling import Label, crowding, labels
from actorgraph.views.page.placed import Placed, PlacedCard, PlacedLine
from actorgraph.views.page.sizes import Face
from actorgraph.views.page.spacing import Columns, Segment, centres
from actorgraph.views.page.units import Units

# The map's size in pixels; a larger window enlarges it as a whole.
WIDTH = 872.0
HEIGHT = 448.0
EDGE = 10.0
ROOM = HEIGHT - 2 * EDGE
CORRIDOR = 18.0
# Of the space between two columns.
MOST_GAP = 230.0
# What a card's gap and the corridors next to it need of a column.
LOAD_GAP = 20.0
# How far along a card's side a line down and a line up begin.
DOWN, UP = 0.2, 0.6
# What a map is worth: each claim on a line, and each card, against lines close to each other.
CLAIM_WORTH = 1.0
CARD_WORTH = 2.2
CROWDED_COST = 0.06
# How far a line bows out to another card of its column.
LEAST_BOW = 24.0
BOW_SHARE = 0.25
MOST_BOW_SHARE = 0.6


class Attempt:
    """A folded map in so many columns, of which the first `fixed` are those of the busiest units.

    `faces` are those of the cards, by their keys.
    """

    def __init__(
        self, folded: Folded, faces: dict[str, Face], count: int, fixed: tuple[int, ...]
    ) -> None:
        self.folded = folded
        self.faces = tuple(faces[card.key] for card in folded.cards)
        self.units = Units(folded, self.faces)
        loads = [unit.height + LOAD_GAP for unit in self.units.all]
        busiest = busiest_first(self.units.links, len(loads))
        chosen = dict(zip(busiest, fixed, strict=False))
        columns = _without_empty(assign(self.units.links, loads, count, ROOM, chosen))
        self.column_of = columns
        self.order = order(columns, self.units.links, max(columns, default=0) + 1)

    @cached_property
    def columns(self) -> Columns:
        """The columns with the heights of what is in them."""
        heights = {number: unit.height for number, unit in enumerate(self.units.all)}
        for column in self.order.columns:
            for item in column:
                heights.setdefault(item, CORRIDOR)
        return Columns(self.order, heights, self._neighbours())

    @cached_property
    def widths(self) -> list[float]:
        """The width of each column, in pixels."""
        return [
            max((self.units.all[item].width for item in column), default=0.0)
            for column in self._units_by_column()
        ]

    def _units_by_column(self) -> list[list[int]]:
        """Return the units of each column, without its corridors."""
        count = len(self.units.all)
        return [[item for item in column if item < count] for column in self.order.columns]

    @cached_property
    def gap(self) -> float:
        """The space between two columns, in pixels."""
        spaces = max(1, len(self.widths) - 1)
        return min(MOST_GAP, (WIDTH - 2 * EDGE - sum(self.widths)) / spaces)

    def _neighbours(self) -> set[tuple[int, int]]:
        """Return the pairs of cards that are linked and next to each other in a column."""
        linked = set()
        for pair in self.units.links:
            if pair[0] != pair[1] and not any(self.units.all[unit].is_frame for unit in pair):
                linked |= {pair, pair[::-1]}
        beside = set()
        for column in self.order.columns:
            for upper, lower in pairwise(column):
                if (upper, lower) in linked:
                    beside |= {(upper, lower), (lower, upper)}
        return beside

    def fullest(self) -> int | None:
        """Return the card to leave out, of the column that is too high; None if all fit."""
        for column, units in zip(self.order.columns, self._units_by_column(), strict=True):
            if self.columns.height(column) > ROOM:
                return max(max(self.units.all[unit].cards) for unit in units)
        return None

    @cached_property
    def _places(self) -> tuple[dict[int, Box], dict[int, Box]]:
        """Return the boxes of cards and frames, by their numbers, and those of corridors."""
        middles = self._centred(centres(self.columns, self._segments(), ROOM))
        left = self._left()
        boxes: dict[int, Box] = {}
        corridors: dict[int, Box] = {}
        for column, width in zip(self.order.columns, self.widths, strict=True):
            for item in column:
                height = self.columns.heights[item]
                box = Box(left, EDGE + middles[item] - height / 2, width, height)
                if item >= len(self.units.all):
                    corridors[item] = box
                else:
                    boxes.update(self.units.boxes(item, box))
            left += width + self.gap
        return boxes, corridors

    def _left(self) -> float:
        """Return where the first column begins: as much is free on its left as on the right."""
        whole = sum(self.widths) + self.gap * (len(self.widths) - 1)
        return (WIDTH - whole) / 2

    def _centred(self, middles: dict[int, float]) -> dict[int, float]:
        """Move everything so that as much is free above as below."""
        if not middles:
            return middles
        heights = self.columns.heights
        top = min(middles[item] - heights[item] / 2 for item in middles)
        bottom = max(middles[item] + heights[item] / 2 for item in middles)
        shift = (ROOM - top - bottom) / 2
        return {item: middle + shift for item, middle in middles.items()}

    def _segments(self) -> list[Segment]:
        """Return which items lines join, and how far from the items' centres."""
        segments = []
        for line, link in zip(self.folded.lines, self.units.links, strict=True):
            if link[0] == link[1]:
                continue
            items = [link[0], *self.order.corridors.get(link, ()), link[1]]
            offsets = [0.0] * len(items)
            offsets[0] = self.units.offset(line.begin)
            offsets[-1] = self.units.offset(line.end)
            ends = zip(items, offsets, strict=True)
            for (one, of_one), (other, of_other) in pairwise(ends):
                segments.append((one, other, of_one, of_other))
        return segments

    @cached_property
    def boxes(self) -> dict[int, Box]:
        """The boxes of cards and, from the number of cards on, of frames."""
        return self._places[0]

    @cached_property
    def curves(self) -> list[Curve]:
        """The curve of each line."""
        return curves(list(map(self._way, self.folded.lines, self.units.links)), self.boxes)

    @cached_property
    def crowded(self) -> int:
        """How often lines are close to each other."""
        return crowding(self.curves)

    def promise(self) -> float:
        """Return what the map is worth if every line finds a place for its label."""
        return worth_shown(self.folded.lines, len(self.faces)) - CROWDED_COST * self.crowded

    def _way(self, line: Line, link: tuple[int, int]) -> Way:
        """Return how a line leads from its card to the other."""
        if self.column_of[link[0]] == self.column_of[link[1]]:
            return self._way_beside(line, link)
        corridors = self._places[1]
        through = tuple(corridors[item] for item in self.order.corridors.get(link, ()))
        sides = ("right", "left")
        if self.boxes[line.begin].x > self.boxes[line.end].x:
            sides = ("left", "right")
        return Way(line.begin, line.end, sides, through)

    def _way_beside(self, line: Line, link: tuple[int, int]) -> Way:
        """Return the way to a card of the same column."""
        begin, end = self.boxes[line.begin], self.boxes[line.end]
        if link in self.columns.linked:
            if begin.y > end.y:
                return Way(line.begin, line.end, ("top", "bottom"), shift=UP)
            return Way(line.begin, line.end, ("bottom", "top"), shift=DOWN)
        side = "right"
        if self.column_of[link[0]] == len(self.order.columns) - 1:
            side = "left"
        bow = LEAST_BOW + BOW_SHARE * abs(begin.middle - end.middle)
        bulge = min(MOST_BOW_SHARE * self.gap, bow)
        return Way(line.begin, line.end, (side, side), bulge=bulge)

    def placed(self) -> Placed:
        """Return the map with all places."""
        lines = self.folded.lines
        cards = [self.boxes[number] for number in range(len(self.faces))]
        frames = [self.boxes[len(self.faces) + place] for place in range(len(self.folded.frames))]
        room = Box(2, 2, WIDTH - 4, HEIGHT - 4)
        named = labels([line.label for line in lines], self.curves, cards, frames, room)
        return Placed(
            cards=tuple(map(PlacedCard, self.folded.cards, self.faces, cards)),
            lines=tuple(_labelled(lines, self.curves, named)),
            frames=tuple(zip(self.folded.frames, frames, strict=True)),
            more=self.folded.more,
            dropped=tuple(line for line, label in zip(lines, named, strict=True) if label is None),
        )


def worth_shown(lines: Iterable[Line], cards: int) -> float:
    """Return what the claims on lines and a number of cards are worth."""
    claims: set[int] = set()
    for line in lines:
        claims.update(line.claims)
    return CLAIM_WORTH * len(claims) + CARD_WORTH * cards


def _labelled(
    lines: tuple[Line, ...], found: list[Curve], named: list[Label | None]
) -> Iterator[PlacedLine]:
    for line, curve, label in zip(lines, found, named, strict=True):
        if label is not None:
            yield PlacedLine(line, curve.path, label)


def _without_empty(columns: list[int]) -> list[int]:
    """Number the columns that have units from 0."""
    used = sorted(set(columns))
    return [used.index(column) for column in columns]
