"""The lines of the map: from the side of one card to the side of another, round all others."""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# How far an arrow's point is from its card, and how far a line is from a card's corner, in pixels.
POINT = 2.0
CORNER = 7.0
MOST_BETWEEN_PORTS = 16.0
# Points of a curve at which it is compared with cards and labels.
STEPS = 16
Point = tuple[float, float]


def _weights(part: float) -> tuple[float, float, float, float]:
    """Return what each of a cubic curve's four points counts for at a part of its way."""
    left = 1 - part
    return left**3, 3 * left**2 * part, 3 * left * part**2, part**3


WEIGHTS = tuple(_weights(step / STEPS) for step in range(1, STEPS + 1))


@dataclass(slots=True)
class Box:
    """A rectangle on the map, in pixels from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of its centre."""
        return self.y + self.height / 2

    def touches(self, other: "Box", apart: float = 0.0) -> bool:
        """Return whether two boxes are less than so many pixels apart."""
        return (
            self.x < other.right + apart
            and other.x < self.right + apart
            and self.y < other.bottom + apart
            and other.y < self.bottom + apart
        )


@dataclass(slots=True)
class Way:
    """How a line goes: out of which sides, and through which corridors.

    `begin` and `end` are numbers of boxes, `sides` are `left`, `right`, `top` or `bottom`;
    `corridors` are boxes, in the line's direction. `shift` tells parallel lines apart that go
    straight up or down: from 0 to 1 along the card's side.
    """

    begin: int
    end: int
    sides: tuple[str, str]
    corridors: tuple[Box, ...] = ()
    shift: float = 0.3
    bulge: float = 40.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A line's path in SVG, and points along it in equal steps."""

    path: str
    points: tuple[Point, ...] = field(repr=False)


def curves(ways: Sequence[Way], boxes: Mapping[int, Box]) -> list[Curve]:
    """Return the curve of each way; the ends on each side of a box are spread along it."""
    ports = _ports(ways, boxes)
    found = []
    for number, way in enumerate(ways):
        begin, end = boxes[way.begin], boxes[way.end]
        if way.sides[0] in ("top", "bottom"):
            found.append(_upright(way, begin, end))
            continue
        start = (_side(begin, way.sides[0], 0.0), ports[number, 0])
        stop = (_side(end, way.sides[1], POINT), ports[number, 1])
        if way.sides[0] == way.sides[1]:
            found.append(_bow(start, stop, way))
        else:
            found.append(_through(start, stop, way))
    return found


def _side(box: Box, side: str, apart: float) -> float:
    if side == "right":
        return box.right + apart
    return box.x - apart


def _ports(ways: Sequence[Way], boxes: Mapping[int, Box]) -> dict[tuple[int, int], float]:
    """Return the y of both ends of each way, as near to the other end as its side allows."""
    ports = {}
    for (box, _), ends in sorted(_wanted(ways, boxes).items()):
        ends.sort()
        top = boxes[box].y + CORNER
        bottom = boxes[box].bottom - CORNER
        places = _spread([place for place, _, _ in ends], top, bottom)
        for place, (_, number, side) in zip(places, ends, strict=True):
            ports[number, side] = place
    return ports


def _wanted(
    ways: Sequence[Way], boxes: Mapping[int, Box]
) -> dict[tuple[int, str], list[tuple[float, int, int]]]:
    """Return for each side of a box the (y, way, end) that would make its lines level."""
    wanted: dict[tuple[int, str], list[tuple[float, int, int]]] = defaultdict(list)
    for number, way in enumerate(ways):
        begin, end = boxes[way.begin], boxes[way.end]
        first = way.corridors[0] if way.corridors else end
        last = way.corridors[-1] if way.corridors else begin
        wanted[way.begin, way.sides[0]].append((first.middle, number, 0))
        wanted[way.end, way.sides[1]].append((last.middle, number, 1))
    return wanted


def _spread(wanted: list[float], top: float, bottom: float) -> list[float]:
    """Return places between top and bottom, in this order and apart, near the wanted ones."""
    apart = 0.0
    if len(wanted) > 1:
        apart = min(MOST_BETWEEN_PORTS, (bottom - top) / (len(wanted) - 1))
    places: list[float] = []
    least = top
    for place in wanted:
        places.append(min(max(place, least), bottom))
        least = places[-1] + apart
    most = bottom
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], most)
        most = places[number] - apart
    return places


def _through(start: Point, stop: Point, way: Way) -> Curve:
    """Return a curve from column to column, level where it leaves, arrives and passes others."""
    stations = _stations(start, stop, way)
    path = f"M{_pair(start)}"
    points = [start]
    for number, (here, there) in enumerate(itertools.pairwise(stations)):
        # Every second stretch is a corridor.
        if number % 2:
            path += f"L{_pair(there)}"
            points += _straight(here, there)
            continue
        bend = (there[0] - here[0]) / 2
        one, other = (here[0] + bend, here[1]), (there[0] - bend, there[1])
        path += f"C{_pair(one)} {_pair(other)} {_pair(there)}"
        points += _bent(here, one, other, there)
    return Curve(path, tuple(points))


def _stations(start: Point, stop: Point, way: Way) -> list[Point]:
    """Return where a line begins, enters and leaves each corridor, and ends."""
    leads_right = stop[0] > start[0]
    stations = [start]
    for corridor in way.corridors:
        ends = [(corridor.x, corridor.middle), (corridor.right, corridor.middle)]
        stations += ends if leads_right else ends[::-1]
    return [*stations, stop]


def _bow(start: Point, stop: Point, way: Way) -> Curve:
    """Return a bow beside a column, from a card to another one of it."""
    out = way.bulge if way.sides[0] == "right" else -way.bulge
    one, other = (start[0] + out, start[1]), (stop[0] + out, stop[1])
    path = f"M{_pair(start)}C{_pair(one)} {_pair(other)} {_pair(stop)}"
    return Curve(path, (start, *_bent(start, one, other, stop)))


def _upright(way: Way, begin: Box, end: Box) -> Curve:
    """Return a straight line between a card and the next one below or above."""
    width = min(begin.width, end.width)
    x = max(begin.x, end.x) + width * way.shift
    if way.sides[0] == "bottom":
        start, stop = (x, begin.bottom), (x, end.y - POINT)
    else:
        start, stop = (x, begin.y), (x, end.bottom + POINT)
    return Curve(f"M{_pair(start)}L{_pair(stop)}", (start, *_straight(start, stop)))


def _pair(point: Point) -> str:
    return f"{point[0]:.0f},{point[1]:.0f}"


def _straight(here: Point, there: Point) -> list[Point]:
    return [
        (
            here[0] + (there[0] - here[0]) * step / STEPS,
            here[1] + (there[1] - here[1]) * step / STEPS,
        )
        for step in range(1, STEPS + 1)
    ]


def _bent(here: Point, one: Point, other: Point, there: Point) -> list[Point]:
    """Return points along a cubic curve, without its first."""
    points = []
    for one_weight, two, three, four in WEIGHTS:
        x = one_weight * here[0] + two * one[0] + three * other[0] + four * there[0]
        y = one_weight * here[1] + two * one[1] + three * other[1] + four * there[1]
        points.append((x, y))
    return points
