"""Gold made by others: predict once, then score the rows of each column.

Creating an object starts the reading of its texts in the worker processes. `start_scoring` waits
for them and starts the scorers there. `figures` waits for the scorers.
"""

import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from itertools import chain
from pathlib import Path
from typing import Any

from floors import Figure
from gold_sets import GoldSet
from predict import TOGETHER, rows
from readers import build_graph, predict_rows, predict_together
from scorers import run, score_rows
from splits import columns

JsonRow = dict[str, Any]
# So many rows are read at a time: enough to be worth handing over, few enough to share evenly.
BATCH = 25
GOLD_MENTIONS = "--gold-mentions"


class Bench:
    """One set, of which each row is read once."""

    def __init__(self, gold_set: GoldSet, shared: Path, scratch: Path, pool: Executor) -> None:
        self.gold_set = gold_set
        self.name = gold_set.name
        self.pool = pool
        self.folder = shared / "bench" / self.name
        self.scratch = scratch / self.name
        self.scratch.mkdir()
        self.gold = rows(self.folder / "dev.jsonl")
        self.scoring: list[tuple[str, Future[list[Figure]]]] = []
        self.reading: list[Future[Any]] = []
        if gold_set.from_graphs:
            self.reading = [self._start_building(row) for row in self.gold]
        elif self.name in TOGETHER:
            self.reading = [pool.submit(predict_together, self.name, self.gold)]
        else:
            starts = range(0, len(self.gold), BATCH)
            batches = [self.gold[start : start + BATCH] for start in starts]
            self.reading = [pool.submit(predict_rows, self.name, batch) for batch in batches]

    def _start_building(self, row: JsonRow) -> Future[bool]:
        # The adapter looks for a row's graph in a folder of this name.
        folder = self.scratch / re.sub(r"[^\w.-]", "_", row["id"])
        folder.mkdir()
        source = folder / f"{folder.name}.txt"
        source.write_text(row["text"], encoding="utf-8", newline="")
        published = row["meta"].get("published")
        return self.pool.submit(build_graph, source, published, folder / "graph.ttl")

    def start_scoring(self) -> None:
        """Start one scorer per column, and as many again where gold mentions are given."""
        read = [reading.result() for reading in self.reading]
        if self.gold_set.from_graphs:
            self._score(self._adapted(), self.gold_set.figures)
        elif self.name in TOGETHER:
            own, given = read[0]
            self._score(own, self.gold_set.figures)
            self._score(given, self.gold_set.given, GOLD_MENTIONS)
        else:
            self._score(list(chain.from_iterable(read)), self.gold_set.figures)

    def _adapted(self) -> list[JsonRow]:
        """Return what the built graphs say in the form of predictions."""
        adapter = self.folder.parent / "adapt_graphs.py"
        target = self.scratch / "adapted.jsonl"
        source = self.folder / "dev.jsonl"
        self.pool.submit(run, adapter, self.name, source, self.scratch, target).result()
        return rows(target)

    def _score(
        self,
        predictions: list[JsonRow],
        figures: Mapping[str, str],
        *options: str,
    ) -> None:
        documents = {row["id"]: self.gold_set.document(row) for row in self.gold}
        for column, kept in columns(documents.values()).items():
            ids = {row_id for row_id, document in documents.items() if document in kept}
            name = "-".join([column, *options]).replace(" ", "-")
            gold = self._write(f"{name}-gold.jsonl", self.gold, ids)
            predicted = self._write(f"{name}-predictions.jsonl", predictions, ids)
            scorer = self.folder / f"score_{self.name}.py"
            faults = self.gold_set.faults
            found = self.pool.submit(score_rows, scorer, gold, predicted, figures, faults, options)
            self.scoring.append((column, found))

    def _write(self, name: str, items: list[JsonRow], ids: set[str]) -> Path:
        target = self.scratch / name
        lines = [json.dumps(item) + "\n" for item in items if item["id"] in ids]
        target.write_text("".join(lines), encoding="utf-8")
        return target

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield each column's figures, named after the set."""
        for column, scorer in self.scoring:
            for figure in scorer.result():
                name = f"{self.name}: {figure.name}"
                yield column, Figure(name, figure.value, figure.lower_is_better)
