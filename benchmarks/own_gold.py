"""Gold made for the project: the annotated articles, and the cases with a right answer.

Creating an object starts the reading of its texts in the worker processes. `start_scoring` waits
for them and starts one scorer per column there. `figures` waits for the scorers.
"""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

from audit import figures as audit_figures
from faults import count_faults
from floors import Figure
from readers import build_graph, case_holds
from scorers import score_articles
from splits import columns


class Articles:
    """The annotated articles, built with their dates of publication."""

    name = "gold"

    def __init__(self, shared: Path, scratch: Path, pool: Executor) -> None:
        self.shared = shared
        self.pool = pool
        self.graphs = scratch / "gold"
        self.names: list[str] = []
        self.building: list[Future[bool]] = []
        self.scoring: list[tuple[str, Future[list[Figure]]]] = []
        self.counting: dict[str, Future[Counter[str]]] = {}
        for gold in sorted((shared / "gold").glob("*.json")):
            published = json.loads(gold.read_text("utf-8"))["published"] or None
            article = shared / "articles" / f"{gold.stem}.txt"
            target = self.graphs / gold.stem / "graph.ttl"
            self.names.append(gold.stem)
            self.building.append(pool.submit(build_graph, article, published, target))

    def start_scoring(self) -> None:
        """Start one scorer per column; articles without a graph make it fail."""
        for graph in self.building:
            graph.result()
        for column, names in columns(self.names).items():
            scorer = self.pool.submit(score_articles, self.shared, self.graphs, names)
            self.scoring.append((column, scorer))
            auditor = self.pool.submit(audit_figures, self.shared, self.graphs, names)
            self.scoring.append((column, auditor))
            counter = self.pool.submit(count_faults, self.shared, self.graphs, names)
            self.counting[column] = counter

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield each column's figures."""
        for column, scorer in self.scoring:
            for figure in scorer.result():
                yield column, figure

    def faults(self) -> dict[str, Counter[str]]:
        """Return how often each kind of fault occurs, by column."""
        return {column: counter.result() for column, counter in self.counting.items()}


class Cases:
    """Small inputs with a right answer, as far as a query checks it.

    All of them are published to be worked on, so there are no other columns than the whole.
    """

    name = "cases"

    def __init__(self, shared: Path, pool: Executor) -> None:
        self.trials: dict[str, list[Future[bool | None]]] = {}
        for folder in ("give", "controls"):
            expected = sorted((shared / "cases" / folder).glob("*.expect"))
            self.trials[folder] = [pool.submit(case_holds, expect) for expect in expected]

    def start_scoring(self) -> None:
        """Do nothing: a case is scored where it is read."""

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield how many cases of each folder hold."""
        for folder, trials in self.trials.items():
            held = sum(trial.result() is True for trial in trials)
            yield "whole", Figure(f"cases: {folder} that hold", float(held))
