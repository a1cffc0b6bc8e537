"""The figures named so far, by the keys of their names."""

from collections import defaultdict
from collections.abc import Iterable

from actorgraph.actors.figure import Figure
from actorgraph.actors.personal_names import nickname_of

# A short form of more words is not looked for.
LONGEST_SHORT_FORM = 20  # words
Key = tuple[str, ...]


class NamedFigures:
    """Figures in the order in which they were added, found by name, part of a name or identity."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._numbers: dict[Figure, int] = {}
        self._by_name: dict[str, dict[Figure, None]] = defaultdict(dict)
        self._by_part: dict[Key, dict[Figure, None]] = defaultdict(dict)
        self._by_identity: dict[str, Figure] = {}

    def add(self, figure: Figure, name: str) -> None:
        """Add a figure, or another name of one that was added before."""
        if figure not in self._numbers:
            self._numbers[figure] = len(self.figures)
            self.figures.append(figure)
        self._by_name[name][figure] = None
        for key in _keys_of_short_forms(name.split()):
            self._by_part[key][figure] = None
        if figure.wikidata:
            self._note_identity(figure, figure.wikidata)

    def _note_identity(self, figure: Figure, identity: str) -> None:
        earlier = self._by_identity.get(identity)
        if earlier is None or self._numbers[figure] < self._numbers[earlier]:
            self._by_identity[identity] = figure

    def called(self, name: str) -> list[Figure]:
        """Return the figures that have a name, in order."""
        return self._in_order(self._by_name.get(name, ()))

    def identified(self, identity: str) -> Figure | None:
        """Return the first figure that has an identity."""
        return self._by_identity.get(identity)

    def perhaps_shortened(self, name: str) -> list[Figure]:
        """Return the figures, in order, of which a name may be a short form."""
        parts = name.split()
        found: dict[Figure, None] = {}
        if len(parts) > 1:
            found.update(self._by_part.get(("ends", parts[0], parts[-1]), {}))
            found.update(self._by_part.get(("end", *parts), {}))
        found.update(self._by_part.get(("begin", *parts), {}))
        if len(parts) == 1:
            found.update(self._by_part.get(("last", parts[0]), {}))
        return self._in_order(found)

    def _in_order(self, figures: Iterable[Figure]) -> list[Figure]:
        return sorted(figures, key=lambda figure: self._numbers[figure])


def _keys_of_short_forms(parts: list[str]) -> Iterable[Key]:
    """Yield the keys of what a name may be shortened to."""
    if not parts:
        return
    yield "last", parts[-1]
    yield "ends", parts[0], parts[-1]
    nickname = nickname_of(parts)
    # `Olle` and `Olle Nordmann` of `Ola "Olle" Nordmann`
    if nickname:
        yield "last", nickname
        yield "ends", nickname, parts[-1]
    for length in range(1, min(len(parts), LONGEST_SHORT_FORM + 1)):
        yield "begin", *parts[:length]
        yield "end", *parts[-length:]
