"""Layout and communities of a graph by igraph or, where that is not installed, by networkx.

igraph is under the GPL. networkx is not, and draws nearly as well, but takes two to ten times as
long; docs/licences.md has figures.
"""

import random
from collections.abc import Callable
from math import cos, radians, sin
from typing import Any, Protocol

Point = list[float]
Edge = tuple[int, ...]
# Returns the turn, in degrees, that a component needs.
Tilt = Callable[[list[Point]], float]
SEED = 7
# Kamada-Kawai draws better, but its time grows with the cube of the nodes.
MOST_KAMADA_KAWAI = 400
ROUNDS = 100
# igraph's own number of rounds. A map of more than 2,000 nodes gets fewer: nothing interrupts it.
MOST_ROUNDS = 500
MOST_STEPS = 1_000_000  # rounds times nodes


class Springs(Protocol):
    """A graph of numbered nodes that can be laid out and parted into communities."""

    def components(self) -> list[list[int]]:
        """Return the nodes of each connected component, sorted."""

    def lay_out(self, members: list[int], tilt: Tilt) -> tuple[list[Point], list[Edge]]:
        """Return the places of a component's nodes, turned, and its edges by their positions."""

    def communities(self) -> list[list[int]]:
        """Return the nodes of each community, as Louvain's method finds them."""


def springs(count: int, edges: list[Edge]) -> Springs:
    """Return a graph of so many nodes, by igraph if it is installed."""
    try:
        import igraph
    except ImportError:
        return NetworkxSprings(count, edges)
    return _IgraphSprings(igraph.Graph(n=count, edges=edges), igraph)


class _IgraphSprings:
    def __init__(self, drawn: Any, igraph: Any) -> None:
        self._drawn, self._igraph = drawn, igraph
        # One sequence of random numbers for all components: the same places each time.
        self._random = random.Random(SEED)

    def components(self) -> list[list[int]]:
        return [sorted(members) for members in self._drawn.connected_components()]

    def lay_out(self, members: list[int], tilt: Tilt) -> tuple[list[Point], list[Edge]]:
        part = self._drawn.induced_subgraph(members)
        self._igraph.set_random_number_generator(self._random)
        if len(members) < MOST_KAMADA_KAWAI:
            layout = part.layout_kamada_kawai(maxiter=2000)
        else:
            rounds = min(MOST_ROUNDS, MOST_STEPS // len(members) + 1)
            layout = part.layout_fruchterman_reingold(niter=rounds)
        self._igraph.set_random_number_generator(random)
        layout.rotate(tilt(layout.coords))
        return layout.coords, part.get_edgelist()

    def communities(self) -> list[list[int]]:
        self._igraph.set_random_number_generator(self._random)
        found = self._drawn.community_multilevel()
        self._igraph.set_random_number_generator(random)
        return [list(members) for members in found]


class NetworkxSprings:
    """A graph drawn by networkx alone."""

    def __init__(self, count: int, edges: list[Edge]) -> None:
        import networkx

        self._networkx = networkx
        self._drawn = networkx.Graph()
        self._drawn.add_nodes_from(range(count))
        self._drawn.add_edges_from(edges)

    def components(self) -> list[list[int]]:
        """Return the nodes of each connected component, sorted."""
        found = self._networkx.connected_components(self._drawn)
        return [sorted(members) for members in found]

    def lay_out(self, members: list[int], tilt: Tilt) -> tuple[list[Point], list[Edge]]:
        """Return the places of a component's nodes, turned, and its edges by their positions."""
        part = self._networkx.Graph()
        part.add_nodes_from(members)
        part.add_edges_from(sorted(self._drawn.subgraph(members).edges()))
        places = self._networkx.forceatlas2_layout(part, max_iter=ROUNDS, seed=SEED)
        points = [[float(x), float(y)] for x, y in (places[member] for member in members)]
        position = {member: place for place, member in enumerate(members)}
        edges: list[Edge] = [(position[begin], position[end]) for begin, end in part.edges()]
        return _turned(points, tilt(points)), edges

    def communities(self) -> list[list[int]]:
        """Return the nodes of each community, as Louvain's method finds them."""
        found = self._networkx.community.louvain_communities(self._drawn, seed=SEED)
        return sorted(sorted(members) for members in found)


def _turned(points: list[Point], degrees: float) -> list[Point]:
    across, along = cos(radians(degrees)), sin(radians(degrees))
    return [[x * across - y * along, x * along + y * across] for x, y in points]
