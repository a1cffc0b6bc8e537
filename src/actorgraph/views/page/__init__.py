"""The network page: one self-contained HTML file."""

from actorgraph.views.page.drawing import network, render

__all__ = ["network", "render"]
