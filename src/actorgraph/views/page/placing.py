"""The map with places: cards in columns, curves between them, and a label on every line.

What finds no room is not drawn, and counted. The same graph always gives the same map.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.deadline import check as check_deadline
from actorgraph.views.page.cards import Card
from actorgraph.views.page.columns import Order, assign, order
from actorgraph.views.page.curves import Box, Curve, Way, curves
from actorgraph.views.page.events import Row
from actorgraph.views.page.folding import Folded, Line, without
from actorgraph.views.page.labelling import Label, labels
from actorgraph.views.page.sizes import Face, face
from actorgraph.views.page.spacing import centres, column_height
from actorgraph.views.page.wording import Words

# The map's size in pixels; a larger window enlarges it as a whole.
WIDTH = 872.0
HEIGHT = 474.0
EDGE = 10.0
# Between the cards of a frame, and between them and its border.
FRAME_GAP = 6.0
FRAME_EDGE = 7.0
CORRIDOR = 18.0
LEAST_GAP = 92.0
MOST_GAP = 230.0
COLUMNS = (3, 4, 2)
# Cards and gaps may fill so much of the columns at first.
FULLEST = 0.84
GAP_SHARE = 16.0
# What a map is worth: each claim on a line, each card, against each label that lines cross.
CLAIM_WORTH = 1.0
CARD_WORTH = 1.5
CROSSED_COST = 0.15
MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card with its face and its box."""

    card: Card
    face: Face
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its path in SVG and its label."""

    line: Line
    path: str
    label: Label


@dataclass(frozen=True, slots=True)
class Placed:
    """The map: what is drawn, the cards that are not, and the number of lines without room.

    A line's ends are numbers of cards; from the number of cards on they are frames.
    """

    cards: tuple[PlacedCard, ...]
    lines: tuple[PlacedLine, ...]
    frames: tuple[tuple[tuple[int, ...], Box], ...]
    more: tuple[Card, ...]
    dropped: tuple[Line, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stands in a column: a card, or a frame with its cards."""

    cards: tuple[int, ...]
    width: float
    height: float
    is_frame: bool


def place(contents: Row, folded: Folded) -> Placed:
    """Place a folded map, with the number of columns that shows most."""
    words = Words.of(contents)
    faces = {card.key: face(contents, words, card) for card in folded.cards}
    best: tuple[float, Placed] | None = None
    for count in COLUMNS:
        check_deadline()
        drawing = _fitted(folded, faces, count)
        if drawing is None:
            continue
        placed = drawing.placed()
        worth = _worth(placed)
        if best is None or worth > best[0]:
            best = worth, placed
    if best is None:
        return Placed((), (), (), folded.cards, folded.lines)
    return best[1]


def _worth(placed: Placed) -> float:
    claims = {claim for line in placed.lines for claim in line.line.claims}
    crossed = sum(line.label.cost for line in placed.lines)
    return CLAIM_WORTH * len(claims) + CARD_WORTH * len(placed.cards) - CROSSED_COST * crossed


def _fitted(folded: Folded, faces: dict[str, Face], count: int) -> "_Drawing | None":
    """Return a drawing in so many columns, without the cards for which they have no room.

    None if the columns are too wide to leave room for labels.
    """
    folded = _limited(folded, faces, count)
    for _ in range(MOST_ROUNDS):
        drawing = _Drawing(folded, faces, count)
        if drawing.gap < LEAST_GAP:
            return None
        fullest = drawing.fullest()
        if fullest is None:
            return drawing
        folded = without(folded, [fullest])
    return None


def _limited(folded: Folded, faces: dict[str, Face], count: int) -> Folded:
    """Leave out the cards with the fewest claims until the others fill most of the columns."""
    room = FULLEST * count * (HEIGHT - 2 * EDGE)
    dropped = []
    used = 0.0
    for number, card in enumerate(folded.cards):
        used += faces[card.key].height + GAP_SHARE
        if used > room:
            dropped.append(number)
    if not dropped:
        return folded
    return without(folded, dropped)


class _Drawing:
    """One attempt to place a folded map in columns."""

    def __init__(self, folded: Folded, faces: dict[str, Face], count: int) -> None:
        self.folded = folded
        self.faces = [faces[card.key] for card in folded.cards]
        self.units = list(self._units())
        self.unit_of = self._unit_numbers()
        self.links = [(self.unit_of[line.begin], self.unit_of[line.end]) for line in folded.lines]
        self.room = HEIGHT - 2 * EDGE
        heights = [unit.height for unit in self.units]
        columns = _without_empty(assign(self.links, heights, count, self.room))
        self.order = order(columns, self.links, max(columns, default=0) + 1)
        self.heights = dict(enumerate(heights))
        for column in self.order.columns:
            for item in column:
                self.heights.setdefault(item, CORRIDOR)
        self.widths = [self._column_width(column) for column in self.order.columns]
        spaces = max(1, len(self.widths) - 1)
        self.gap = min(MOST_GAP, (WIDTH - 2 * EDGE - sum(self.widths)) / spaces)
        self.beside = self._neighbours()

    def _units(self) -> Iterator[_Unit]:
        framed = set()
        for frame in self.folded.frames:
            framed.update(frame)
            faces = [self.faces[card] for card in frame]
            between = FRAME_GAP * (len(faces) - 1) + 2 * FRAME_EDGE
            width = max(face.width for face in faces)
            yield _Unit(frame, width, sum(face.height for face in faces) + between, is_frame=True)
        for number, own in enumerate(self.faces):
            if number not in framed:
                yield _Unit((number,), own.width, own.height, is_frame=False)

    def _unit_numbers(self) -> dict[int, int]:
        """Return the unit of each card and of each frame."""
        numbers = {}
        for number, unit in enumerate(self.units):
            numbers.update(dict.fromkeys(unit.cards, number))
            if unit.is_frame:
                numbers[len(self.faces) + number] = number
        return numbers

    def _column_width(self, column: tuple[int, ...]) -> float:
        return max((self.units[item].width for item in column if item < len(self.units)), default=0)

    def _neighbours(self) -> set[tuple[int, int]]:
        """Return the pairs of cards that are linked and next to each other in a column."""
        linked = set()
        for line in self.folded.lines:
            pair = (self.unit_of[line.begin], self.unit_of[line.end])
            if pair[0] != pair[1] and not any(self.units[unit].is_frame for unit in pair):
                linked |= {pair, pair[::-1]}
        beside = set()
        for column in self.order.columns:
            for upper, lower in zip(column, column[1:], strict=False):
                if (upper, lower) in linked:
                    beside |= {(upper, lower), (lower, upper)}
        return beside

    def fullest(self) -> int | None:
        """Return the card to leave out, of the column that is too high; None if all fit."""
        for column in self.order.columns:
            height = column_height(self.order, column, self.heights, self.beside)
            if height <= self.room:
                continue
            cards = [
                card for item in column if item < len(self.units) for card in self.units[item].cards
            ]
            return max(cards)
        return None

    def placed(self) -> Placed:
        """Return the map with all places."""
        boxes, corridors = self._boxes()
        drawn_lines = self.folded.lines
        ways = [self._way(line, boxes, corridors) for line in drawn_lines]
        found = curves(ways, boxes)
        cards = [boxes[number] for number in range(len(self.faces))]
        frames = [boxes[len(self.faces) + place] for place in range(len(self.folded.frames))]
        room = Box(2, 2, WIDTH - 4, HEIGHT - 4)
        named = labels([line.label for line in drawn_lines], found, cards, frames, room)
        lines = list(_labelled(drawn_lines, found, named))
        dropped = [line for line, label in zip(drawn_lines, named, strict=True) if label is None]
        return Placed(
            cards=tuple(map(PlacedCard, self.folded.cards, self.faces, cards)),
            lines=tuple(lines),
            frames=tuple(zip(self.folded.frames, frames, strict=True)),
            more=self.folded.more,
            dropped=tuple(dropped),
        )

    def _boxes(self) -> tuple[dict[int, Box], dict[int, Box]]:
        """Return the boxes of cards and frames, by their numbers, and those of corridors."""
        middles = centres(self.order, self.heights, self._segments(), self.beside, self.room)
        whole = sum(self.widths) + self.gap * (len(self.widths) - 1)
        left = (WIDTH - whole) / 2
        boxes: dict[int, Box] = {}
        corridors: dict[int, Box] = {}
        for column, width in zip(self.order.columns, self.widths, strict=True):
            for item in column:
                top = EDGE + middles[item] - self.heights[item] / 2
                box = Box(left, top, width, self.heights[item])
                if item >= len(self.units):
                    corridors[item] = box
                else:
                    boxes.update(self._unit_boxes(item, box))
            left += width + self.gap
        return boxes, corridors

    def _unit_boxes(self, item: int, box: Box) -> Iterator[tuple[int, Box]]:
        unit = self.units[item]
        if not unit.is_frame:
            yield unit.cards[0], box
            return
        yield (
            len(self.faces) + item,
            Box(box.x - FRAME_EDGE, box.y, box.width + 2 * FRAME_EDGE, box.height),
        )
        top = box.y + FRAME_EDGE
        for card in unit.cards:
            yield card, Box(box.x, top, box.width, self.faces[card].height)
            top += self.faces[card].height + FRAME_GAP

    def _segments(self) -> list[tuple[int, int, float, float]]:
        """Return which items lines join, and how far from the items' centres."""
        segments = []
        for line, link in zip(self.folded.lines, self.links, strict=True):
            if link[0] == link[1]:
                continue
            items = [link[0], *self.order.corridors.get(link, ()), link[1]]
            offsets = [0.0] * len(items)
            offsets[0] = self._offset(line.begin)
            offsets[-1] = self._offset(line.end)
            for place in range(len(items) - 1):
                segments.append((*items[place : place + 2], *offsets[place : place + 2]))
        return segments

    def _offset(self, end: int) -> float:
        """Return how far a line's end is from the centre of its unit: a card's in its frame."""
        unit = self.units[self.unit_of[end]]
        if not unit.is_frame or end >= len(self.faces):
            return 0.0
        top = FRAME_EDGE
        for card in unit.cards:
            height = self.faces[card].height
            if card == end:
                return top + height / 2 - unit.height / 2
            top += height + FRAME_GAP
        return 0.0

    def _way(self, line: Line, boxes: dict[int, Box], corridors: dict[int, Box]) -> Way:
        """Return how a line leads from its card to the other."""
        link = (self.unit_of[line.begin], self.unit_of[line.end])
        begin, end = boxes[line.begin], boxes[line.end]
        if self._column(link[0]) == self._column(link[1]):
            return self._way_beside(line, link, begin, end)
        through = tuple(corridors[item] for item in self.order.corridors.get(link, ()))
        sides = ("right", "left")
        if begin.x > end.x:
            sides = ("left", "right")
        return Way(line.begin, line.end, sides, through)

    def _way_beside(self, line: Line, link: tuple[int, int], begin: Box, end: Box) -> Way:
        """Return the way to a card of the same column."""
        if link in self.beside:
            sides = ("bottom", "top")
            shift = 0.2
            if begin.y > end.y:
                sides = ("top", "bottom")
                shift = 0.6
            return Way(line.begin, line.end, sides, shift=shift)
        side = "right"
        if self._column(link[0]) == len(self.order.columns) - 1:
            side = "left"
        distance = abs(begin.middle - end.middle)
        bulge = min(0.6 * self.gap, 24 + 0.25 * distance)
        return Way(line.begin, line.end, (side, side), bulge=bulge)

    def _column(self, unit: int) -> int:
        for number, column in enumerate(self.order.columns):
            if unit in column:
                return number
        raise LookupError(f"not in a column: {unit}")


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


__all__ = ["Order", "Placed", "PlacedCard", "PlacedLine", "place"]
