"""What a graph can be shown as; every view is made from the graph alone."""

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pyvis.network import Network

    from actorgraph.stores.contract import Store


class Held(Protocol):
    """Whatever holds a store, as `actorgraph.Graph` does."""

    @property
    def store(self) -> "Store":
        """The store."""


def network(graph: "Store | Held") -> "Network":
    """Return a graph, or its store, as a `pyvis.network.Network` that can be styled further; our template renders it.

    What is added to it is drawn plainly, as resting on no claim; its names, labels and heading reach the page as text.
    """
    from actorgraph.views.page import network as drawn

    return drawn(cast("Store", getattr(graph, "store", graph)))
