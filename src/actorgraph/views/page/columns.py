"""The columns of the map: which card is in which, and in which order, so that few lines cross."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# What a line costs by the number of columns that it leads to the right: one is best.
SPAN_COSTS = {0: 1.6, 1: 0.0, 2: 2.0, 3: 3.5, -1: 1.0, -2: 3.0, -3: 4.5}
FARTHEST_COST = 6.0
# What a full column costs, and each pixel beyond.
FULL_COST = 2.0
OVERFLOW_COST = 0.2
MOST_SWEEPS = 12
BARYCENTRE_SWEEPS = 4
Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """Items by column, from top to bottom.

    Items below `units` are units, the others corridors: `corridors` has for each link that
    crosses whole columns the items through which it leads, in the link's direction.
    """

    units: int
    columns: tuple[tuple[int, ...], ...]
    corridors: dict[Link, tuple[int, ...]] = field(default_factory=dict)


def assign(
    links: Sequence[Link],
    heights: Sequence[float],
    count: int,
    room: float,
    fixed: Mapping[int, int],
) -> list[int]:
    """Return the column of each unit: Sugiyama's layers, pressed into so many columns.

    `heights` are the units' heights and `room` is that of a column, in pixels. Then each unit
    moves to where its lines are shortest, as long as that saves anything; those that are `fixed`
    stay in their column.
    """
    columns = _pressed(_layers(links, len(heights)), count, fixed)
    links_of = _links_of(links)
    loads = _loads(columns, heights, count)
    movable = [unit for unit in busiest_first(links, len(heights)) if unit not in fixed]
    for _ in range(MOST_SWEEPS):
        has_moved = False
        for unit in movable:
            old = columns[unit]
            loads[old] -= heights[unit]
            full = [_load_cost(load + heights[unit], room) for load in loads]
            columns[unit] = _best_column(unit, columns, links_of[unit], full)
            loads[columns[unit]] += heights[unit]
            has_moved = has_moved or columns[unit] != old
        if not has_moved:
            break
    return columns


def _loads(columns: Sequence[int], heights: Sequence[float], count: int) -> list[float]:
    """Return how high the units of each column are together."""
    loads = [0.0] * count
    for column, height in zip(columns, heights, strict=True):
        loads[column] += height
    return loads


def _best_column(
    unit: int,
    columns: list[int],
    links: list[tuple[int, bool]],
    full: list[float],
) -> int:
    """Return the column in which a unit costs least; where it is, if nothing is better."""
    costs = []
    for column, cost in enumerate(full):
        whole = cost + _link_cost(unit, column, columns, links)
        costs.append((round(whole, 6), column != columns[unit], column))
    return min(costs)[2]


def busiest_first(links: Sequence[Link], units: int) -> list[int]:
    """Return the units, those with most links first."""
    links_of = _links_of(links)
    return sorted(range(units), key=lambda unit: (-len(links_of[unit]), unit))


def _layers(links: Sequence[Link], units: int) -> list[int]:
    """Return the layer of each unit as Sugiyama has it: a line leads to a later layer.

    Lines that go round in a circle are turned first. igraph's own `layout_sugiyama` does the same,
    but its version 1.0 crashes if a graph is not connected.
    """
    import igraph

    edges = sorted({link for link in links if link[0] != link[1]})
    graph = igraph.Graph(n=units, edges=edges, directed=True)
    turned = set(graph.feedback_arc_set(method="eades"))
    graph.delete_edges(turned)
    graph.add_edges(edges[number][::-1] for number in turned)
    layers = [0] * units
    for unit in graph.topological_sorting():
        before = graph.predecessors(unit)
        layers[unit] = max((layers[other] + 1 for other in before), default=0)
    return layers


def _pressed(layers: list[int], count: int, fixed: Mapping[int, int]) -> list[int]:
    """Return so many columns for any number of layers, with the fixed ones in their place."""
    last = max(layers, default=0)
    columns = list(layers)
    if last >= count:
        columns = [layer * (count - 1) // last for layer in layers]
    for unit, column in fixed.items():
        columns[unit] = column
    return columns


def _links_of(links: Sequence[Link]) -> dict[int, list[tuple[int, bool]]]:
    """Return for each unit the other end of its links, and whether the unit is the beginning."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for begin, end in links:
        if begin != end:
            found[begin].append((end, True))
            found[end].append((begin, False))
    return found


def _load_cost(load: float, room: float) -> float:
    full = load / room
    return FULL_COST * full * full + OVERFLOW_COST * max(0.0, load - room)


def _link_cost(
    unit: int,
    column: int,
    columns: list[int],
    links: list[tuple[int, bool]],
) -> float:
    cost = 0.0
    for other, is_begin in links:
        span = columns[other] - column if is_begin else column - columns[other]
        cost += SPAN_COSTS.get(span, FARTHEST_COST)
    return cost


def order(columns: Sequence[int], links: Sequence[Link], count: int) -> Order:
    """Order the units in their columns so that few lines cross."""
    drawing = _Drawing(columns, links, count)
    drawing.place()
    drawing.improve()
    return drawing.order()


class _Drawing:
    """Items in columns, and the segments of links between neighbouring columns."""

    def __init__(self, columns: Sequence[int], links: Sequence[Link], count: int) -> None:
        self.count = count
        self.column_of = list(columns)
        self.units = len(columns)
        self.across, self.beside = self._pairs(links)
        self.items: list[list[int]] = [[] for _ in range(count)]
        self.left: dict[int, list[int]] = defaultdict(list)
        self.right: dict[int, list[int]] = defaultdict(list)
        self.ways: dict[Link, tuple[int, ...]] = {}
        self.position: dict[int, int] = {}

    def _pairs(self, links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
        """Return the linked pairs of different columns, and those of one column.

        Both directions of a pair take the same way, named from left to right.
        """
        pairs = sorted({self._from_left(link) for link in links if link[0] != link[1]})
        across: list[Link] = []
        beside: list[Link] = []
        for pair in pairs:
            is_one_column = self.column_of[pair[0]] == self.column_of[pair[1]]
            if is_one_column:
                beside.append(pair)
            else:
                across.append(pair)
        return across, beside

    def _from_left(self, link: Link) -> Link:
        one, other = sorted(link, key=lambda unit: (self.column_of[unit], unit))
        return one, other

    def place(self) -> None:
        """Order the items near what they are linked to: the average of their neighbours' places."""
        for pair in self.across:
            self._lay(pair)
        linked = set(self.left) | set(self.right)
        for item, column in enumerate(self.column_of):
            self.items[column].append(item)
        for column_items in self.items:
            # Units without lines to another column are below the others.
            column_items.sort(key=lambda item: (item < self.units and item not in linked, item))
        self._number()
        columns = [*range(1, self.count), *reversed(range(self.count - 1))]
        for sweep in range(BARYCENTRE_SWEEPS):
            for number in columns:
                sides = (self.left, self.right) if sweep % 2 else (self.right, self.left)
                self._order_by(self.items[number], *sides)
            self._number()

    def _order_by(
        self,
        column_items: list[int],
        side: dict[int, list[int]],
        other_side: dict[int, list[int]],
    ) -> None:
        """Order a column by the places of its neighbours on one side, or else on the other."""

        def key(item: int) -> tuple[bool, float, int]:
            neighbours = side[item] or other_side[item]
            if not neighbours:
                return True, float(self.position[item]), item
            columns = [self.items[self.column_of[other]] for other in neighbours]
            parts = [
                (self.position[other] + 0.5) / len(column)
                for other, column in zip(neighbours, columns, strict=True)
            ]
            return False, sum(parts) / len(parts), item

        column_items.sort(key=key)
        for place, item in enumerate(column_items):
            self.position[item] = place

    def _lay(self, pair: Link) -> None:
        """Lead a link through the columns between its ends."""
        begin, end = pair
        way = []
        for column in range(self.column_of[begin] + 1, self.column_of[end]):
            way.append(len(self.column_of))
            self.column_of.append(column)
        self.ways[pair] = tuple(way)
        points = [begin, *way, end]
        for one, next_one in itertools.pairwise(points):
            self.right[one].append(next_one)
            self.left[next_one].append(one)

    def _number(self) -> None:
        for column_items in self.items:
            for place, item in enumerate(column_items):
                self.position[item] = place

    def improve(self) -> None:
        """Swap neighbours as long as fewer lines cross or run past other cards."""
        for _ in range(MOST_SWEEPS):
            if not any(list(map(self._sweep, self.items))):
                return

    def _sweep(self, column_items: list[int]) -> bool:
        has_swapped = False
        for place in range(len(column_items) - 1):
            upper, lower = column_items[place], column_items[place + 1]
            before = self._crossings(upper, lower) + self._distance(upper, lower)
            self._swap(column_items, place)
            after = self._crossings(lower, upper) + self._distance(upper, lower)
            if after < before:
                has_swapped = True
            else:
                self._swap(column_items, place)
        return has_swapped

    def _swap(self, column_items: list[int], place: int) -> None:
        upper, lower = column_items[place], column_items[place + 1]
        column_items[place], column_items[place + 1] = lower, upper
        self.position[lower], self.position[upper] = place, place + 1

    def _crossings(self, upper: int, lower: int) -> float:
        """Return how many lines of two neighbours cross."""
        crossings = 0
        for side in (self.left, self.right):
            for one in side[upper]:
                for other in side[lower]:
                    crossings += self.position[one] > self.position[other]
        return crossings

    def _distance(self, *items: int) -> float:
        """Return how far lines within the column lead past other items."""
        distance = 0
        for begin, end in self.beside:
            if begin in items or end in items:
                distance += abs(self.position[begin] - self.position[end])
        return 0.7 * distance

    def order(self) -> Order:
        """Return the order that was found."""
        return Order(self.units, tuple(map(tuple, self.items)), dict(_both_ways(self.ways)))


def _both_ways(ways: dict[Link, tuple[int, ...]]) -> Iterator[tuple[Link, tuple[int, ...]]]:
    for (begin, end), way in ways.items():
        if way:
            yield (begin, end), way
            yield (end, begin), way[::-1]
