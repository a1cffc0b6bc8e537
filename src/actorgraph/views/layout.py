"""Where everything stands on the map: reckoned beforehand, the same every time, with room for the labels."""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

# Room that a node with its label needs, in the map's units.
WIDE, HIGH = 92.0, 44.0
# Between the panels the map is about as wide as high.
STRETCH = 1.1
SEED = 7
ROUNDS = 120


def positions(graph: "networkx.MultiDiGraph") -> dict[str, tuple[float, float]]:
    """Return the place of each node, in a fixed layout where no two nodes' boxes overlap."""
    import igraph as ig

    names = sorted(graph.nodes)
    if not names:
        return {}
    index = {name: place for place, name in enumerate(names)}
    pairs = sorted({tuple(sorted((index[a], index[b]))) for a, b in graph.edges() if a != b})
    drawn = ig.Graph(n=len(names), edges=pairs)
    ig.set_random_number_generator(random.Random(SEED))
    spread: list[tuple[float, float]] = []
    for component in sorted(drawn.connected_components(), key=lambda c: (-len(c), c)):
        part = drawn.induced_subgraph(component)
        place = part.layout_kamada_kawai(maxiter=2000) if len(component) < 400 else part.layout_fruchterman_reingold()
        spread.append(tuple(zip(component, _sized(place.coords, len(component)), strict=True)))  # type: ignore[arg-type]
    ig.set_random_number_generator(random)
    placed = _packed(spread)  # type: ignore[arg-type]
    _part(placed)
    return {name: (round(placed[index[name]][0], 1), round(placed[index[name]][1], 1)) for name in names}


def _sized(coords: list[list[float]], count: int) -> list[tuple[float, float]]:
    """Scale a component so that its nodes have about the room they need."""
    xs, ys = [c[0] for c in coords], [c[1] for c in coords]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    side = (count * WIDE * HIGH * 1.7) ** 0.5
    return [
        ((x - min(xs)) / wide * side * STRETCH**0.5, (y - min(ys)) / high * side / STRETCH**0.5)
        for x, y in zip(xs, ys, strict=True)
    ]


def _packed(components: list[tuple[tuple[int, tuple[float, float]], ...]]) -> dict[int, list[float]]:
    """Set the components beside each other in rows: the largest first, the small ones below."""
    placed: dict[int, list[float]] = {}
    row_width = max((x for _, (x, _) in components[0]), default=0.0) + WIDE
    left, top, row_height = 0.0, 0.0, 0.0
    for component in components:
        wide = max(x for _, (x, _) in component) + WIDE
        high = max(y for _, (_, y) in component) + HIGH
        if left and left + wide > row_width:
            left, top, row_height = 0.0, top + row_height, 0.0
        for node, (x, y) in component:
            placed[node] = [left + x, top + y]
        left, row_height = left + wide, max(row_height, high)
    return placed


def _part(placed: dict[int, list[float]]) -> None:
    """Push overlapping boxes apart, a little at a time."""
    nodes = sorted(placed)
    for _ in range(ROUNDS):
        moved = False
        order = sorted(nodes, key=lambda n: (placed[n][0], n))
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if placed[other][0] - placed[one][0] >= WIDE:
                    break
                moved |= _push(placed[one], placed[other])
        if not moved:
            return


def _push(one: list[float], other: list[float]) -> bool:
    across, along = WIDE - abs(other[0] - one[0]), HIGH - abs(other[1] - one[1])
    if across <= 0.01 or along <= 0.01:
        return False
    axis, overlap = (1, along) if along / HIGH <= across / WIDE else (0, across)
    sign = 1.0 if other[axis] >= one[axis] else -1.0
    one[axis] -= sign * overlap / 2
    other[axis] += sign * overlap / 2
    return True
