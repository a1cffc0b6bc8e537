"""The places of the labels: near the middle of their line, touching no card and no other label."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.views.page.curves import Box, Curve
from actorgraph.views.page.measuring import LABEL

# In pixels: the widest line of a label, and how far labels are from cards and from each other.
WIDEST = 200.0
# How far a label may be from its line.
REACH = WIDEST / 2 + 20
APART = 3.0
LINE_APART = 3.0
MOST_LINES = 3
# Where along a line a label may be: parts of its points, the middle first.
PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
# What a place costs: each other line that crosses the label, each line of words more, and so on.
CROSSING_COST = 2.0
WORDS_COST = 0.35
AWAY_COST = 2.0
ON_LINE_COST = 0.25
ON_LEVEL_LINE_COST = 0.6
CELL = 14
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a place: its words in lines, and its box."""

    words: tuple[str, ...]
    box: Box
    cost: float = 0.0


def labels(
    words: Sequence[str],
    curves: Sequence[Curve],
    cards: Sequence[Box],
    frames: Sequence[Box],
    room: Box,
) -> list[Label | None]:
    """Return a place for each line's label, None where there is none.

    No label touches a card, a frame, another label or the edge of the room.
    """
    passing = _passing(curves)
    choices = []
    for number, curve in enumerate(curves):
        places = _choices(words[number], curve, [*cards, *frames], room)
        priced = [_priced(place, number, passing) for place in places]
        choices.append(sorted(priced, key=lambda label: (label.cost, label.box.y, label.box.x)))
    placed: list[Label | None] = [None] * len(curves)
    fewest_first = sorted(range(len(curves)), key=lambda number: (len(choices[number]), number))
    for number in fewest_first:
        placed[number] = _first_free(choices[number], placed)
    for number in fewest_first:
        if placed[number] is None:
            _make_room(number, choices, placed)
    return placed


def crowding(curves: Sequence[Curve]) -> int:
    """Return how often lines share a small square of the map: where they cross or are close."""
    return sum(lines.bit_count() - 1 for lines in _passing(curves).values())


def _first_free(choices: list[Label], placed: Sequence[Label | None]) -> Label | None:
    for choice in choices:
        if not any(label and label.box.touches(choice.box, APART) for label in placed):
            return choice
    return None


def _make_room(number: int, choices: list[list[Label]], placed: list[Label | None]) -> None:
    """Place a label where only one other is in the way, if that one can be elsewhere."""
    for choice in choices[number]:
        blocking = [
            other
            for other, label in enumerate(placed)
            if label and label.box.touches(choice.box, APART)
        ]
        if len(blocking) != 1:
            continue
        other = blocking[0]
        before = placed[other]
        placed[number], placed[other] = choice, None
        elsewhere = _first_free(choices[other], placed)
        if elsewhere is not None:
            placed[other] = elsewhere
            return
        placed[number], placed[other] = None, before


def _passing(curves: Sequence[Curve]) -> dict[tuple[int, int], int]:
    """Return for each small square of the map which lines pass it, as bits."""
    passing: dict[tuple[int, int], int] = defaultdict(int)
    for number, curve in enumerate(curves):
        for x, y in curve.points:
            passing[int(x) // CELL, int(y) // CELL] |= 1 << number
    return passing


def _choices(words: str, curve: Curve, taken: list[Box], room: Box) -> Iterator[Label]:
    """Yield the places that touch no card, with what their distance from the middle costs."""
    shapes = list(_shapes(words))
    near = _near(curve, taken)
    for part in PARTS:
        x, y, is_level = _at(curve, part)
        away = AWAY_COST * abs(part - 0.5)
        for lines, width, height in shapes:
            more = away + WORDS_COST * (len(lines) - 1)
            for dx, dy, cost in _offsets(width, height, is_level=is_level):
                box = Box(x + dx - width / 2, y + dy - height / 2, width, height)
                if _is_free(box, near, room):
                    yield Label(lines, box, more + cost)


def _near(curve: Curve, taken: list[Box]) -> list[Rectangle]:
    """Return the boxes that a curve's label could touch, each with the distance to keep."""
    xs = [x for x, _ in curve.points]
    left, right = min(xs) - REACH, max(xs) + REACH
    return [
        (box.x - APART, box.y - APART, box.right + APART, box.bottom + APART)
        for box in taken
        if box.x < right and box.right > left
    ]


def _at(curve: Curve, part: float) -> tuple[float, float, bool]:
    """Return the point at a part of a curve, and whether the curve is rather level there."""
    points = curve.points
    last = len(points) - 1
    place = round(part * last)
    ahead, behind = points[min(last, place + 1)], points[max(0, place - 1)]
    is_level = abs(ahead[1] - behind[1]) < 0.5 * abs(ahead[0] - behind[0])
    return *points[place], is_level


def _shapes(words: str) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """Yield a label's words in one line, two and three, with their sizes."""
    for count in range(1, MOST_LINES + 1):
        lines = LABEL.balanced(words, count)
        width = max(map(LABEL.width, lines))
        if len(lines) == count and width <= WIDEST:
            yield tuple(lines), width, LABEL.line * count


def _offsets(
    width: float, height: float, *, is_level: bool
) -> tuple[tuple[float, float, float], ...]:
    """Return where a label may be around a point of its line: (x, y, cost)."""
    across = height / 2 + LINE_APART
    if is_level:
        return (
            (0.0, -across, 0.1),
            (0.0, across, 0.2),
            (0.0, 0.0, ON_LEVEL_LINE_COST),
        )
    beside = width / 2 + LINE_APART + 2
    return (
        (0.0, 0.0, ON_LINE_COST),
        (beside, 0.0, 0.3),
        (-beside, 0.0, 0.3),
    )


def _is_free(box: Box, taken: list[Rectangle], room: Box) -> bool:
    """Return whether a box is in the room and off what is taken: (left, top, right, bottom)."""
    left, top = box.x, box.y
    right, bottom = left + box.width, top + box.height
    if left < room.x or top < room.y or right > room.right or bottom > room.bottom:
        return False
    for x, y, end, low in taken:
        if left < end and right > x and top < low and bottom > y:
            return False
    return True


def _priced(label: Label, number: int, passing: dict[tuple[int, int], int]) -> Label:
    """Add what the lines cost that cross a label; its own line costs nothing."""
    box = label.box
    crossing = 0
    for column in range(int(box.x) // CELL, int(box.right) // CELL + 1):
        for row in range(int(box.y) // CELL, int(box.bottom) // CELL + 1):
            crossing |= passing.get((column, row), 0)
    crossing &= ~(1 << number)
    return Label(label.words, box, label.cost + CROSSING_COST * crossing.bit_count())
