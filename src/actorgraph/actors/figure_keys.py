"""Figures by what their names share, while names are joined."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from actorgraph.actors.figure import Figure


def only_figure(figures: Sequence[Figure]) -> Figure | None:
    """Return the only figure; None if there are none or several."""
    if len(figures) != 1:
        return None
    return figures[0]


class FigureKeys:
    """Figures by what their names share, while some of them are absorbed by others."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures: dict[Figure, None] = dict.fromkeys(figures)
        self._by_key: dict[Hashable, dict[Figure, None]] = defaultdict(dict)
        self._keys: dict[Figure, dict[Hashable, None]] = defaultdict(dict)
        self._absorbed: dict[Figure, Figure] = {}

    def __contains__(self, figure: Figure) -> bool:
        return figure in self._figures

    def left(self) -> list[Figure]:
        """Return the figures that were not absorbed."""
        return list(self._figures)

    def note(self, key: Hashable, figure: Figure) -> None:
        """Note that a name of a figure has a key."""
        self._by_key[key][figure] = None
        self._keys[figure][key] = None

    def having(self, key: Hashable) -> Iterable[Figure]:
        """Return the figures that have a key."""
        return self._by_key.get(key, ())

    def replace(self, figure: Figure, whole: Figure) -> None:
        """Give the keys of a figure to the one that has absorbed it."""
        del self._figures[figure]
        self._absorbed[figure] = whole
        for key in self._keys.pop(figure, ()):
            del self._by_key[key][figure]
            self.note(key, whole)

    def current(self, figure: Figure) -> Figure:
        """Return the figure that a figure is part of by now."""
        while figure in self._absorbed:
            figure = self._absorbed[figure]
        return figure
