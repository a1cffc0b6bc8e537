"""The map with places: cards in columns, curves between them, and a label on every line.

What finds no room is not drawn, and counted. The same graph always gives the same map.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from actorgraph.deadline import check as check_deadline
from actorgraph.views.page.cards import Card
from actorgraph.views.page.columns import Order, assign, busiest_first, order
from actorgraph.views.page.curves import Box, Curve, Way, curves
from actorgraph.views.page.events import Row
from actorgraph.views.page.folding import Folded, Line, without
from actorgraph.views.page.labelling import Label, crowding, labels
from actorgraph.views.page.sizes import Face, face
from actorgraph.views.page.spacing import centres, column_height
from actorgraph.views.page.wording import Words

# The map's size in pixels; a larger window enlarges it as a whole.
WIDTH = 872.0
HEIGHT = 448.0
EDGE = 10.0
# Between the cards of a frame, and between them and its border.
FRAME_GAP = 6.0
FRAME_EDGE = 7.0
CORRIDOR = 18.0
LEAST_GAP = 92.0
MOST_GAP = 230.0
COLUMNS = (3, 4, 2)
# Cards and gaps may fill so much of the columns: more cards, or a clearer map.
FULLEST = (0.84, 0.7)
GAP_SHARE = 16.0
# What a card's gap and the corridors beside it need of a column.
LOAD_GAP = 20.0
# What a map is worth: each claim on a line, each card, against each label that lines cross.
CLAIM_WORTH = 1.0
CARD_WORTH = 2.2
CROSSED_COST = 0.25
CROWDED_COST = 0.06
# Rows of a card that has lines, and of a crowded map's cards; of a card without lines.
ROWS = 2
FEWEST_ROWS = 1
MOST_ROWS = 3
# With fewer cards, the busiest need no trial of several columns.
FEWEST_FIXED = 6
MOST_ROUNDS = 12
# So many attempts get labels.
LABELLED = 5


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
    """Place a folded map: of several attempts, the one that shows most and crosses least."""
    words = Words.of(contents)
    best: tuple[float, Placed] | None = None
    for rows in (ROWS, FEWEST_ROWS):
        if best is not None and not best[1].more and not best[1].dropped:
            break
        faces = _faces(contents, words, folded, rows)
        for drawing in _most_promising(_attempts(folded, faces)):
            check_deadline()
            placed = drawing.placed()
            worth = _worth(placed, drawing.crowded)
            if best is None or worth > best[0]:
                best = worth, placed
    if best is None:
        return Placed((), (), (), folded.cards, folded.lines)
    return best[1]


def _most_promising(drawings: Iterable["_Drawing"]) -> list["_Drawing"]:
    """Return the drawings that seem best before their labels have places, which take longer."""
    # Several attempts end with the same columns.
    different = {drawing.order.columns: drawing for drawing in drawings}
    ranked = sorted(different.values(), key=lambda drawing: -drawing.promise())
    return ranked[:LABELLED]


def _faces(contents: Row, words: Words, folded: Folded, rows: int) -> dict[str, Face]:
    """Return the face of each card; one without lines has rows instead."""
    linked = _linked(folded)
    return {
        card.key: face(contents, words, card, rows if number in linked else MOST_ROWS)
        for number, card in enumerate(folded.cards)
    }


def _linked(folded: Folded) -> set[int]:
    """Return the cards at which a line begins or ends, those in frames too."""
    linked = set()
    for line in folded.lines:
        for end in (line.begin, line.end):
            if end < len(folded.cards):
                linked.add(end)
            else:
                linked.update(folded.frames[end - len(folded.cards)])
    return linked


def _worth(placed: Placed, crowded: int) -> float:
    claims = _claims(line.line for line in placed.lines)
    shown = CLAIM_WORTH * len(claims) + CARD_WORTH * len(placed.cards)
    crossed = sum(line.label.cost for line in placed.lines)
    return shown - CROSSED_COST * crossed - CROWDED_COST * crowded


def _claims(lines: Iterable[Line]) -> set[int]:
    claims: set[int] = set()
    for line in lines:
        claims.update(line.claims)
    return claims


def _attempts(folded: Folded, faces: dict[str, Face]) -> Iterator["_Drawing"]:
    """Yield drawings with several numbers of columns and the busiest cards in each of them."""
    before: Folded | None = None
    for count, fullest in product(COLUMNS, FULLEST):
        limited = _limited(folded, faces, fullest * count)
        if limited is before:
            continue
        before = limited
        for fixed in _fixed(count, len(limited.cards)):
            drawing = _fitted(limited, faces, count, fixed)
            if drawing is None:
                break
            yield drawing


def _fixed(count: int, cards: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns of the busiest card, or of the two busiest."""
    yield ()
    if cards < FEWEST_FIXED:
        return
    for first in range(count):
        yield (first,)
        for second in range(count):
            if second != first:
                yield first, second


def _fitted(
    folded: Folded, faces: dict[str, Face], count: int, fixed: tuple[int, ...]
) -> "_Drawing | None":
    """Return a drawing in so many columns, without the cards for which they have no room.

    None if the columns are too wide to leave room for labels.
    """
    for _ in range(MOST_ROUNDS):
        drawing = _Drawing(folded, faces, count, fixed)
        if drawing.gap < LEAST_GAP:
            return None
        fullest = drawing.fullest()
        if fullest is None:
            return drawing
        folded = without(folded, [fullest])
    return None


def _limited(folded: Folded, faces: dict[str, Face], columns: float) -> Folded:
    """Leave out the cards with the fewest claims until the others fill so many columns."""
    room = columns * (HEIGHT - 2 * EDGE)
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

    def __init__(
        self, folded: Folded, faces: dict[str, Face], count: int, fixed: tuple[int, ...]
    ) -> None:
        self.folded = folded
        self.faces = [faces[card.key] for card in folded.cards]
        self.units = list(self._units())
        self.unit_of = self._unit_numbers()
        self.links = [(self.unit_of[line.begin], self.unit_of[line.end]) for line in folded.lines]
        self.room = HEIGHT - 2 * EDGE
        heights = [unit.height for unit in self.units]
        loads = [height + LOAD_GAP for height in heights]
        busiest = busiest_first(self.links, len(loads))
        chosen = dict(zip(busiest, fixed, strict=False))
        columns = _without_empty(assign(self.links, loads, count, self.room, chosen))
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

    @cached_property
    def boxes(self) -> dict[int, Box]:
        """The boxes of cards and, from the number of cards on, of frames."""
        return self._places[0]

    @cached_property
    def curves(self) -> list[Curve]:
        """The curve of each line."""
        boxes, corridors = self._places
        return curves([self._way(line, boxes, corridors) for line in self.folded.lines], boxes)

    @cached_property
    def crowded(self) -> int:
        """How often lines are close to each other."""
        return crowding(self.curves)

    def promise(self) -> float:
        """Return what the map is worth if every line finds a place for its label."""
        claims = _claims(self.folded.lines)
        shown = CLAIM_WORTH * len(claims) + CARD_WORTH * len(self.faces)
        return shown - CROWDED_COST * self.crowded

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

    @cached_property
    def _places(self) -> tuple[dict[int, Box], dict[int, Box]]:
        """Return the boxes of cards and frames, by their numbers, and those of corridors."""
        middles = centres(self.order, self.heights, self._segments(), self.beside, self.room)
        middles = self._centred(middles)
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

    def _centred(self, middles: dict[int, float]) -> dict[int, float]:
        """Move everything so that as much is free above as below."""
        if not middles:
            return middles
        top = min(middles[item] - self.heights[item] / 2 for item in middles)
        bottom = max(middles[item] + self.heights[item] / 2 for item in middles)
        shift = (self.room - top - bottom) / 2
        return {item: middle + shift for item, middle in middles.items()}

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
