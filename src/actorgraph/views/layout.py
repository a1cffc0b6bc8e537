"""Where everything stands on the map: reckoned beforehand, the same every time, with room for the labels."""

import random
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Places = dict[int, list[float]]
# Room that a node with its label needs, in the map's units.
WIDE, HIGH = 92.0, 44.0
# Between the panels the map is about as wide as high; the page stretches it to the window.
STRETCH = 1.1
# A small component needs no more than this from one node to the next.
EDGE = 96.0
SEED = 7
ROUNDS = 120


def positions(graph: "networkx.MultiDiGraph") -> dict[str, tuple[float, float]]:
    """Return the place of each node, in a fixed layout where no two nodes' boxes overlap."""
    import igraph as ig

    names = sorted(graph.nodes)
    index = {name: place for place, name in enumerate(names)}
    pairs = sorted({tuple(sorted((index[a], index[b]))) for a, b in graph.edges() if a != b})
    drawn = ig.Graph(n=len(names), edges=pairs)
    ig.set_random_number_generator(random.Random(SEED))
    components: list[Places] = []
    for members in sorted(
        (sorted(c) for c in drawn.connected_components()), key=lambda c: (-len(c), c)
    ):
        part = drawn.induced_subgraph(members)
        layout = (
            part.layout_kamada_kawai(maxiter=2000)
            if len(members) < 400
            else part.layout_fruchterman_reingold()
        )
        layout.rotate(_tilt(layout.coords))
        places = dict(zip(members, _sized(layout.coords, part.get_edgelist()), strict=True))
        _part(places)
        components.append(places)
    ig.set_random_number_generator(random)
    placed = _packed(components, pairs)
    return {
        name: (round(placed[index[name]][0], 1), round(placed[index[name]][1], 1)) for name in names
    }


def _tilt(coords: list[list[float]]) -> float:
    """Return the turn, in degrees, that lays the longest stretch of a component level."""
    from math import atan2, degrees

    far = max(
        ((b[0] - a[0], b[1] - a[1]) for a, b in product(coords[:60], coords[:60])),
        key=lambda d: d[0] ** 2 + d[1] ** 2,
    )
    return -degrees(atan2(far[1], far[0]))


def _sized(coords: list[list[float]], edges: list[tuple[int, int]]) -> list[list[float]]:
    """Scale a component so that its nodes have about the room they need; a large one fills a box."""
    xs, ys = [c[0] for c in coords], [c[1] for c in coords]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    if len(coords) > 6:
        side = (len(coords) * WIDE * HIGH * 1.7) ** 0.5
        across, along = side * STRETCH**0.5 / wide, side / STRETCH**0.5 / high
    else:
        lengths = [((xs[a] - xs[b]) ** 2 + (ys[a] - ys[b]) ** 2) ** 0.5 for a, b in edges]
        across = along = EDGE / (sum(lengths) / len(lengths) or 1.0) if lengths else 1.0
    return [[(x - min(xs)) * across, (y - min(ys)) * along] for x, y in zip(xs, ys, strict=True)]


def _packed(components: list[Places], pairs: list[tuple[int, ...]]) -> Places:
    """Set the small components into the free corners around the large ones, so that the whole stays compact."""
    placed: Places = {}
    taken: set[tuple[int, int]] = set()
    right = bottom = 1
    for component in components:
        cells = _cells(component, pairs)
        wide, high = max(x for x, _ in cells), max(y for _, y in cells)
        spots = product(range(0, right + 2, 2), range(0, bottom + 2, 2))
        ranked = sorted(
            spots,
            key=lambda s: (_extent(s, wide, high, right, bottom), -_offside(s, right, bottom), s),
        )
        left, top = next(
            s for s in ranked if all((x + s[0], y + s[1]) not in taken for x, y in cells)
        )
        taken |= {(x + left, y + top) for x, y in cells}
        right, bottom = max(right, left + wide + 1), max(bottom, top + high + 1)
        placed |= {
            node: [x + left * WIDE / 2, y + top * HIGH / 2] for node, (x, y) in component.items()
        }
    return placed


def _extent(spot: tuple[int, int], wide: int, high: int, right: int, bottom: int) -> float:
    """Return how large the map becomes, in units, when a box of so many cells stands at a spot."""
    across, along = (
        max(right, spot[0] + wide + 1) * WIDE / 2,
        max(bottom, spot[1] + high + 1) * HIGH / 2,
    )
    return max(across / STRETCH, along)


def _offside(spot: tuple[int, int], right: int, bottom: int) -> float:
    return abs(spot[0] / right - 0.5) + abs(spot[1] / bottom - 0.5)


def _cells(component: Places, pairs: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Return the half boxes that a component's nodes and edges cover."""
    points = list(component.values())
    for a, b in pairs:
        if a in component:
            (ax, ay), (bx, by) = component[a], component[b]
            points += [
                [ax + (bx - ax) * step / 8, ay + (by - ay) * step / 8] for step in range(1, 8)
            ]
    around = list(product((0, 1, 2), (0, 1, 2)))
    return sorted(
        {(int(x / WIDE * 2) + dx, int(y / HIGH * 2) + dy) for x, y in points for dx, dy in around}
    )


def _part(placed: Places) -> None:
    """Push overlapping boxes apart, a little at a time; the first box then stands at the origin again."""
    for _ in range(ROUNDS):
        moved = False
        order = sorted(placed, key=lambda n: (placed[n][0], n))
        rank = {node: place for place, node in enumerate(order)}
        square = {
            node: (int(placed[node][0] // WIDE), int(placed[node][1] // HIGH)) for node in order
        }
        squares: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node in order:
            squares[square[node]].append(node)
        # Only boxes of the same square or of the eight around it can overlap.
        for one in order:
            for across, along in product((-1, 0, 1), repeat=2):
                for other in squares.get((square[one][0] + across, square[one][1] + along), ()):
                    if rank[other] > rank[one]:
                        moved |= _push(placed[one], placed[other])
        if not moved:
            break
    left, top = (min(axis) for axis in zip(*placed.values(), strict=True))
    for place_of in placed.values():
        place_of[0] -= left
        place_of[1] -= top


def _push(one: list[float], other: list[float]) -> bool:
    across, along = WIDE - abs(other[0] - one[0]), HIGH - abs(other[1] - one[1])
    if across <= 0.01 or along <= 0.01:
        return False
    axis, overlap = (1, along) if along / HIGH <= across / WIDE else (0, across)
    sign = 1.0 if other[axis] >= one[axis] else -1.0
    one[axis] -= sign * overlap / 2
    other[axis] += sign * overlap / 2
    return True
