"""The map with places: what is drawn, and what is only counted."""

from dataclasses import dataclass

from actorgraph.views.page.cards import Card
from actorgraph.views.page.curves import Box
from actorgraph.views.page.folding import Line
from actorgraph.views.page.labelling import Label
from actorgraph.views.page.sizes import Face


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card with its face and its box."""

    card: Card
    face: Face
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its path in SVG and its label."""

    line: Line
    path: str
    label: Label


@dataclass(frozen=True, slots=True)
class Placed:
    """The map: what is drawn, the cards that are not, and the lines that found no room.

    A line's ends are numbers of cards; from the number of cards on they are frames, which are
    lists of cards with a box.
    """

    cards: tuple[PlacedCard, ...]
    lines: tuple[PlacedLine, ...]
    frames: tuple[tuple[tuple[int, ...], Box], ...]
    more: tuple[Card, ...]
    dropped: tuple[Line, ...]
