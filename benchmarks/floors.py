"""Figures, and the recorded bounds that they must not fall below.

A bound is a floor, or a ceiling for a figure of which less is better. Bounds only get stricter.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# The bounds, and the figures of the last run that recorded them.
BASELINE, MEASURED = HERE / "baseline.json", HERE / "measured.json"
# A figure may miss its bound by this much: parsers differ by a hair between processors.
SLACK = 0.3

# The bounds of a figure by column, and those of all figures by name.
Row = dict[str, float]
Floors = dict[str, Row]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure of a gold set, mostly in per cent."""

    name: str
    value: float
    lower_is_better: bool = False

    def gain(self, bound: float) -> float:
        """Return by how much the figure is better than a bound; less than zero if worse."""
        difference = self.value - bound
        return -difference if self.lower_is_better else difference

    def fell(self, bound: float) -> bool:
        """Return whether the figure is worse than a bound by more than the slack."""
        return self.gain(bound) < -SLACK

    def stricter(self, bound: float | None) -> float:
        """Return the figure's value or a bound, whichever is harder to reach."""
        if bound is None or self.gain(bound) > 0:
            return self.value
        return bound


def load(path: Path) -> Floors:
    """Return recorded bounds or figures; none where nothing was recorded yet."""
    if not path.exists():
        return {}
    floors: Floors = json.loads(path.read_text("utf-8"))
    return floors


def tightened(floors: Floors, measured: Iterable[tuple[str, Figure]]) -> Floors:
    """Return the bounds after a measurement of (column, figure) pairs."""
    result = {name: dict(row) for name, row in floors.items()}
    for column, figure in measured:
        row = result.setdefault(figure.name, {})
        row[column] = figure.stricter(row.get(column))
    return result


def updated(figures: Floors, measured: Iterable[tuple[str, Figure]]) -> Floors:
    """Return the recorded figures after a measurement of (column, figure) pairs."""
    result = {name: dict(row) for name, row in figures.items()}
    for column, figure in measured:
        result.setdefault(figure.name, {})[column] = round(figure.value, 2)
    return result


def pruned(floors: Floors, measured: Collection[str], scored: Collection[str]) -> Floors:
    """Drop the bounds of figures that the scored sets no longer have."""
    result = {}
    for name, row in floors.items():
        if name in measured or name.split(": ")[0] not in scored:
            result[name] = row
    return result


def save(path: Path, floors: Floors) -> None:
    """Write bounds or figures, one name per line."""
    rows = [f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in floors.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
