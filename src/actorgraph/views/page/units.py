"""What is in the map's columns: single cards, and frames with several cards."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from actorgraph.views.page.curves import Box
from actorgraph.views.page.folding import Folded
from actorgraph.views.page.sizes import Face

# Between the cards of a frame, and between them and its border, in pixels.
FRAME_GAP = 6.0
FRAME_EDGE = 7.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A card, or a frame with its cards."""

    cards: tuple[int, ...]
    width: float
    height: float
    is_frame: bool


@dataclass(frozen=True)
class Units:
    """The units of a folded map, the frames first; `faces` are those of its cards."""

    folded: Folded
    faces: tuple[Face, ...]

    @cached_property
    def all(self) -> tuple[Unit, ...]:
        """The units by number."""
        return tuple(self._units())

    def _units(self) -> Iterator[Unit]:
        framed: set[int] = set()
        for frame in self.folded.frames:
            framed.update(frame)
            faces = [self.faces[card] for card in frame]
            between = FRAME_GAP * (len(faces) - 1) + 2 * FRAME_EDGE
            width = max(face.width for face in faces)
            height = sum(face.height for face in faces) + between
            yield Unit(frame, width, height, is_frame=True)
        for number, own in enumerate(self.faces):
            if number not in framed:
                yield Unit((number,), own.width, own.height, is_frame=False)

    @cached_property
    def number_of(self) -> dict[int, int]:
        """The unit of each end of a line: of a card, or of a frame."""
        numbers = {}
        for number, unit in enumerate(self.all):
            numbers.update(dict.fromkeys(unit.cards, number))
            if unit.is_frame:
                numbers[len(self.faces) + number] = number
        return numbers

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        """The units at the ends of each line."""
        numbers = self.number_of
        return [(numbers[line.begin], numbers[line.end]) for line in self.folded.lines]

    def boxes(self, number: int, box: Box) -> Iterator[tuple[int, Box]]:
        """Yield the boxes of a unit's cards and of its frame, by the number of a line's end."""
        unit = self.all[number]
        if not unit.is_frame:
            yield unit.cards[0], box
            return
        width = box.width + 2 * FRAME_EDGE
        yield len(self.faces) + number, Box(box.x - FRAME_EDGE, box.y, width, box.height)
        top = box.y + FRAME_EDGE
        for card in unit.cards:
            yield card, Box(box.x, top, box.width, self.faces[card].height)
            top += self.faces[card].height + FRAME_GAP

    def offset(self, end: int) -> float:
        """Return how far a line's end is from the centre of its unit: a card's in its frame."""
        unit = self.all[self.number_of[end]]
        if not unit.is_frame or end >= len(self.faces):
            return 0.0
        top = FRAME_EDGE
        for card in unit.cards[: unit.cards.index(end)]:
            top += self.faces[card].height + FRAME_GAP
        return top + self.faces[end].height / 2 - unit.height / 2
