"""Score the tool on all gold at hand, and compare every figure with its recorded bound.

    python benchmarks/gate.py [--record] [--only SET ...]

Each figure has up to three columns: the whole set, the documents that may be looked at, and
every third document, which only checks. `baseline.json` holds a floor for each, or a ceiling
where less is better. `--record` raises the floors that were exceeded, lowers such ceilings, and
drops those of figures that no longer exist. It also keeps the figures themselves in `measured.json`
and how often each kind of fault occurs in the annotated articles in `faults.json`. The exit code is
1 where a figure fell.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Protocol

import floors
from bench_gold import Bench
from floors import BASELINE, MEASURED, Figure, Floors, Row
from gold_sets import SETS
from own_gold import Articles, Cases
from readers import quieten
from splits import COLUMNS

HERE = Path(__file__).parent
FAULTS = HERE / "faults.json"
SHARED = HERE.parent.parent / "shared"
WORKERS = 2
NAMES = (Articles.name, Cases.name, *(gold_set.name for gold_set in SETS))
# The figures of one name by column.
Measured = dict[str, dict[str, Figure]]
# The number of faults of each kind by column.
Faults = dict[str, Counter[str]]


class Gold(Protocol):
    """A gold set whose texts are being read."""

    name: str

    def start_scoring(self) -> None: ...

    def figures(self) -> Iterator[tuple[str, Figure]]: ...


def start(names: Sequence[str], scratch: Path, pool: Executor) -> Iterator[Gold]:
    """Start reading the chosen sets that are there, those first that take longest."""
    for gold_set in SETS:
        if gold_set.name in names and (SHARED / "bench" / gold_set.name).exists():
            yield Bench(gold_set, SHARED, scratch, pool)
    if Articles.name in names and (SHARED / "gold").exists():
        yield Articles(SHARED, scratch, pool)
    if Cases.name in names and (SHARED / "cases").exists():
        yield Cases(SHARED, pool)


def measure(names: Sequence[str]) -> tuple[list[str], Measured, Faults]:
    """Return the sets that were scored, their figures, and the faults in the articles."""
    measured: Measured = {}
    faults: Faults = {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        ProcessPoolExecutor(WORKERS, initializer=quieten) as pool,
    ):
        sets = list(start(names, Path(scratch), pool))
        for gold in sets:
            gold.start_scoring()
        for gold in sets:
            for column, figure in gold.figures():
                measured.setdefault(figure.name, {})[column] = figure
            if isinstance(gold, Articles):
                faults = gold.faults()
    return [gold.name for gold in sets], measured, faults


def cell(figure: Figure | None, bound: float | None) -> str:
    """Return a figure with its bound, marked where it fell or may raise the bound."""
    if figure is None:
        return " " * 22
    if bound is None:
        return f"{figure.value:9.1f} {'new':>6}      "
    mark = ""
    if figure.fell(bound):
        mark = "FELL"
    elif figure.gain(bound) > 0:
        mark = "+"
    return f"{figure.value:9.1f} {bound:6.1f} {mark:5}"


def show(measured: Measured, recorded: Floors) -> bool:
    """Print all figures with their bounds, and return whether one fell."""
    head = "".join(f"{column:>9} {'floor':>6}      " for column in COLUMNS)
    print(head.rstrip())
    fallen = False
    for name, row in measured.items():
        bounds: Row = recorded.get(name, {})
        cells = [cell(row.get(column), bounds.get(column)) for column in COLUMNS]
        lower = any(figure.lower_is_better for figure in row.values())
        print("".join(cells) + name + (" (less is better)" if lower else ""))
        for column, figure in row.items():
            fallen |= column in bounds and figure.fell(bounds[column])
    return fallen


def record(scored: Sequence[str], measured: Measured, recorded: Floors) -> None:
    """Write the stricter bounds, and the figures as they are."""
    pairs = [pair for row in measured.values() for pair in row.items()]
    kept = floors.pruned(recorded, measured, scored)
    floors.save(BASELINE, floors.tightened(kept, pairs))
    before = floors.pruned(floors.load(MEASURED), measured, scored)
    floors.save(MEASURED, floors.updated(before, pairs))


def record_faults(faults: Faults) -> None:
    """Write the number of faults of each kind, the commonest first."""
    rows = {column: dict(counter.most_common()) for column, counter in faults.items()}
    FAULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the tool on all gold at hand.")
    parser.add_argument("--record", action="store_true", help="keep the figures as bounds")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="SET")
    chosen = parser.parse_args()
    recorded = floors.load(BASELINE)
    scored, measured, faults = measure(chosen.only)
    fallen = show(measured, recorded)
    for name in sorted(set(chosen.only) - set(scored)):
        print(f"{name}: not here, not scored", file=sys.stderr)
    if chosen.record:
        record(scored, measured, recorded)
        if faults:
            record_faults(faults)
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
