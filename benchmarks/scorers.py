"""Run the scorers that come with the gold, and find the figures in what they print."""

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from floors import Figure

# The layers of the articles' gold that have precision, recall and F1.
LAYERS = ("actors", "groups", "relations", "statements", "events", "claims", "whole")
# What is asked of each event that was found.
PARTS = ("class", "agents", "patients", "certainty", "negation", "source", "date")


class ScorerError(Exception):
    """A scorer failed, or did not print what is wanted of it."""


def run(script: Path, *arguments: object) -> str:
    """Return what a script prints.

    A failure is reported without the script's own message, which may quote a text.
    """
    command = [sys.executable, "-W", "ignore", str(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ScorerError(f"{script.name} ended with exit code {done.returncode}")
    return done.stdout


def score_articles(shared: Path, graphs: Path, names: Collection[str]) -> list[Figure]:
    """Return the figures of those gold articles that are named."""
    only = ",".join(sorted(names))
    script = shared / "score" / "score_set.py"
    report = json.loads(run(script, shared / "gold", graphs, "--json", "--only", only))
    if report["missing"] or report["articles"] != len(names):
        raise ScorerError(f"{script.name} has no graph of {', '.join(report['missing'])}")
    return list(_article_figures(report))


def _article_figures(report: dict[str, Any]) -> Iterator[Figure]:
    for layer in LAYERS:
        yield Figure(f"gold: {layer}", report[layer]["f1"])
    yield Figure("gold: events, precision", report["events"]["precision"])
    found = report["events"]["recall"] / 100
    for part in PARTS:
        yield Figure(f"gold: events found, right {part}", report[part])
        # Whoever finds more events finds harder ones, too, so the share of all events counts more.
        # The report does not say how many have a date.
        if part != "date":
            yield Figure(f"gold: all events, right {part}", round(report[part] * found, 1))
    yield Figure("gold: harmful per 100 claims", report["harmful"], lower_is_better=True)


def score_rows(
    script: Path,
    gold: Path,
    predictions: Path,
    figures: Mapping[str, str],
    faults: Mapping[str, str],
    options: Collection[str],
) -> list[Figure]:
    """Return the figures that a set's scorer prints for gold and predictions of some rows."""
    printed = run(script, gold, predictions, *options)
    found = [_figure(name, pattern, printed) for name, pattern in figures.items()]
    found += [_figure(name, pattern, printed, lower=True) for name, pattern in faults.items()]
    return found


def _figure(name: str, pattern: str, printed: str, *, lower: bool = False) -> Figure:
    match = re.search(pattern, printed, re.MULTILINE)
    if match is None:
        raise ScorerError(f"no scorer printed {name}")
    return Figure(name, float(match[1]), lower_is_better=lower)
