"""What a graph can be shown as; every view is made from the graph alone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyvis.network import Network

    from actorgraph.store import Store


def network(store: "Store") -> "Network":
    """Return the graph as a `pyvis.network.Network` that can be styled further; our own template renders it."""
    from actorgraph.views.page import network as drawn

    return drawn(store)
