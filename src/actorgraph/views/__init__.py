"""Ways to show a graph; every view is made from the graph alone."""

from typing import TYPE_CHECKING, Protocol

from actorgraph.stores.contract import Store

if TYPE_CHECKING:
    from pyvis.network import Network


class HasStore(Protocol):
    """Anything with a store, such as `actorgraph.Graph`."""

    @property
    def store(self) -> Store:
        """The store."""


def to_pyvis(graph: Store | HasStore) -> "Network":
    """Return a graph, or its store, as a `pyvis.network.Network` that can be styled further.

    Our template renders it. Nodes and edges that users add are marked as resting on no claim; their
    names and labels, and the heading, reach the page as text.
    """
    from actorgraph.views.network.drawing import network

    store = graph.store if hasattr(graph, "store") else graph
    return network(store)
