"""The layout of the map: computed in advance, always the same, with room for the labels."""

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import product
from math import atan2, degrees
from typing import TYPE_CHECKING

from actorgraph.deadline import check as check_deadline
from actorgraph.views.network.springs import Point, Springs, springs

if TYPE_CHECKING:
    import networkx

Places = dict[int, Point]
Pairs = list[tuple[int, ...]]
Cell = tuple[int, int]
# The room that a node with its label needs, in the map's units.
WIDE = 92.0
HIGH = 44.0
# Between the panels the map is about as wide as high; the page stretches it to the window.
STRETCH = 1.1
# The length of an edge in a component of up to MOST_SMALL nodes.
EDGE = 96.0
MOST_SMALL = 6
# The area of a larger component, in boxes per node.
SPACE = 1.7
MOST_ROUNDS = 120
# Some seconds of work. The map of an article needs less than a tenth of it; that of a whole book
# stays crowded with more, too.
MOST_PUSHES = 400_000
# Boxes that overlap by less need no push.
TOLERANCE = 0.01
# How many nodes are compared to find the longest stretch of a component.
MOST_COMPARED = 60
# An edge covers the cells at so many points between its ends.
STEPS = 8
# Where a neighbour that is not further to the left may be: in squares of the grid.
TO_THE_RIGHT = ((0, -1), (0, 0), (0, 1), (1, -1), (1, 0), (1, 1))


def positions(graph: "networkx.MultiDiGraph") -> dict[str, tuple[float, float]]:
    """Return the place of each node, in a fixed layout where no two nodes' boxes overlap."""
    names = sorted(graph.nodes)
    numbers = {name: number for number, name in enumerate(names)}
    pairs = _pairs(graph, numbers)
    drawn = springs(len(names), pairs)
    components = drawn.components()
    components.sort(key=lambda members: (-len(members), members))
    laid_out = [_component(drawn, members) for members in components]
    placed = _packed(laid_out, pairs)
    return {name: _rounded(placed[number]) for name, number in numbers.items()}


def _pairs(graph: "networkx.MultiDiGraph", numbers: dict[str, int]) -> Pairs:
    """Return which nodes are connected, each pair once."""
    pairs = set()
    for begin, end in graph.edges():
        if begin != end:
            pairs.add(tuple(sorted((numbers[begin], numbers[end]))))
    return sorted(pairs)


def _rounded(place: Point) -> tuple[float, float]:
    x, y = place
    return round(x, 1), round(y, 1)


def _component(drawn: Springs, members: list[int]) -> Places:
    """Lay out one connected component, with its first box at the origin."""
    coordinates, edges = drawn.lay_out(members, _tilt)
    points = _scaled(coordinates, edges)
    places = dict(zip(members, points, strict=True))
    _separate(places)
    return places


def _tilt(points: list[Point]) -> float:
    """Return the turn, in degrees, that makes the longest stretch of a component horizontal."""
    compared = points[:MOST_COMPARED]
    stretches = [(b[0] - a[0], b[1] - a[1]) for a, b in product(compared, compared)]
    across, along = max(
        stretches,
        key=lambda stretch: stretch[0] ** 2 + stretch[1] ** 2,
    )
    return -degrees(atan2(along, across))


def _scaled(points: list[Point], edges: Pairs) -> list[Point]:
    """Scale a component so that its nodes have about the room they need."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    left, top = min(xs), min(ys)
    wide = max(xs) - left or 1.0
    high = max(ys) - top or 1.0
    if len(points) > MOST_SMALL:
        # A large component fills a box.
        side = (len(points) * WIDE * HIGH * SPACE) ** 0.5
        across, along = side * STRETCH**0.5 / wide, side / STRETCH**0.5 / high
    else:
        across = along = _scale_to_edge(points, edges)
    return [[(x - left) * across, (y - top) * along] for x, y in points]


def _scale_to_edge(points: list[Point], edges: Pairs) -> float:
    """Return the factor that gives the edges the usual length on average."""
    if not edges:
        return 1.0
    lengths = [_distance(points[a], points[b]) for a, b in edges]
    average = sum(lengths) / len(lengths)
    return EDGE / (average or 1.0)


def _distance(a: Point, b: Point) -> float:
    across, along = a[0] - b[0], a[1] - b[1]
    return float((across**2 + along**2) ** 0.5)


def _packed(components: list[Places], pairs: Pairs) -> Places:
    """Put the small components into free corners around the large ones: the map stays compact."""
    placed: Places = {}
    taken: set[Cell] = set()
    right = bottom = 1
    for component in components:
        check_deadline()
        cells = _cells(component, pairs)
        wide = max(x for x, _ in cells)
        high = max(y for _, y in cells)
        left, top = _free_corner(cells, taken, right, bottom)
        taken.update((x + left, y + top) for x, y in cells)
        right = max(right, left + wide + 1)
        bottom = max(bottom, top + high + 1)
        for node, (x, y) in component.items():
            placed[node] = [x + left * WIDE / 2, y + top * HIGH / 2]
    return placed


def _free_corner(
    cells: list[Cell],
    taken: set[Cell],
    right: int,
    bottom: int,
) -> Cell:
    """Return the corner where cells are free and the map grows least; of several, the outermost."""
    wide = max(x for x, _ in cells)
    high = max(y for _, y in cells)

    def cost(corner: Cell) -> tuple[float, float, Cell]:
        size = _size(
            max(right, corner[0] + wide + 1),
            max(bottom, corner[1] + high + 1),
        )
        return size, -_eccentricity(corner, right, bottom), corner

    for left, top in sorted(_perhaps_free(cells, taken, right, bottom), key=cost):
        if all((x + left, y + top) not in taken for x, y in cells):
            return left, top
    raise AssertionError("the corner to the lower right of everything is always free")


def _perhaps_free(
    cells: list[Cell],
    taken: set[Cell],
    right: int,
    bottom: int,
) -> list[Cell]:
    """Return the corners where a few of the cells are free: in a full map, few need a rank."""
    probes = (cells[0], cells[len(cells) // 2], cells[-1])
    free: list[Cell] = []
    for left, top in product(range(0, right + 2, 2), range(0, bottom + 2, 2)):
        if all((x + left, y + top) not in taken for x, y in probes):
            free.append((left, top))
    return free


def _size(across: int, along: int) -> float:
    """Return how large a map of so many half boxes is, in units."""
    return max(across * WIDE / 2 / STRETCH, along * HIGH / 2)


def _eccentricity(corner: Cell, right: int, bottom: int) -> float:
    return abs(corner[0] / right - 0.5) + abs(corner[1] / bottom - 0.5)


def _cells(component: Places, pairs: Pairs) -> list[Cell]:
    """Return the half boxes that a component's nodes and edges cover."""
    points = list(component.values())
    for begin, end in pairs:
        if begin in component:
            points += _between(component[begin], component[end])
    around = list(product((0, 1, 2), (0, 1, 2)))
    cells: set[Cell] = set()
    for x, y in points:
        column, row = int(x / WIDE * 2), int(y / HIGH * 2)
        cells.update((column + across, row + along) for across, along in around)
    return sorted(cells)


def _between(begin: Point, end: Point) -> list[Point]:
    (left, top), (right, bottom) = begin, end
    wide, high = right - left, bottom - top
    return [[left + wide * step / STEPS, top + high * step / STEPS] for step in range(1, STEPS)]


def _separate(places: Places) -> None:
    """Push overlapping boxes apart, a little in each round; then move the first to the origin."""
    pushes = 0
    for _ in range(MOST_ROUNDS):
        check_deadline()
        more = _push_once(places)
        pushes += more
        if not more or pushes > MOST_PUSHES:
            break
    left = min(x for x, _ in places.values())
    top = min(y for _, y in places.values())
    for place in places.values():
        place[0] -= left
        place[1] -= top


def _push_once(places: Places) -> int:
    """Push each pair of overlapping boxes apart once; return how many there were."""
    pushes = 0
    for a, b in _close_pairs(places):
        # Most pairs do not overlap, and a call for each would take most of the time.
        if WIDE - abs(b[0] - a[0]) <= TOLERANCE:
            continue
        if HIGH - abs(b[1] - a[1]) > TOLERANCE:
            _push(a, b)
            pushes += 1
    return pushes


def _close_pairs(places: Places) -> Iterator[tuple[Point, Point]]:
    """Yield the places of the pairs of nodes that could overlap, the left one first.

    Only boxes in the same square of the grid, or in the eight around it, can overlap.
    """
    order = sorted(places, key=lambda node: (places[node][0], node))
    points = [places[node] for node in order]
    square_of = [_square(point) for point in points]
    squares: dict[Cell, deque[Point]] = defaultdict(deque)
    for square, point in zip(square_of, points, strict=True):
        squares[square].append(point)
    for (column, row), point in zip(square_of, points, strict=True):
        # It is the first of its square. What is left in any square is further to the right.
        squares[column, row].popleft()
        for across, along in TO_THE_RIGHT:
            for neighbour in squares.get((column + across, row + along), ()):
                yield point, neighbour


def _square(place: Point) -> Cell:
    x, y = place
    return int(x // WIDE), int(y // HIGH)


def _push(a: Point, b: Point) -> None:
    """Push two overlapping boxes apart, along the axis where less is needed."""
    across = WIDE - abs(b[0] - a[0])
    along = HIGH - abs(b[1] - a[1])
    axis, overlap = 0, across
    if along / HIGH <= across / WIDE:
        axis, overlap = 1, along
    sign = 1.0 if b[axis] >= a[axis] else -1.0
    a[axis] -= sign * overlap / 2
    b[axis] += sign * overlap / 2
