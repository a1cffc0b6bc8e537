"""What commands share: where their graphs come from, and how a text is made harmless to a terminal."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actorgraph.store import Store

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Make control characters and marks that turn the direction of writing harmless to a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def opened_graphs(graphs: Sequence[str]) -> "Store":
    """Open the graph files that a command works on. Raises GraphError."""
    from actorgraph.pipeline import load

    return load(*graphs).store
