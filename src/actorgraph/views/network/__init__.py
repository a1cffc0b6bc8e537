"""The network of a graph, to explore freely: one self-contained HTML file by pyvis."""

from actorgraph.views.network.drawing import network, render

__all__ = ["network", "render"]
