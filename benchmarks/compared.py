"""Score simple readers on the gold that the tool is scored on, for docs/explanation/compared.md.

    python benchmarks/compared.py [--record]

`--record` writes compared.json; `page` in this module puts those figures, with the tool's own from
measured.json, into the page. textacy is scored where it is installed, and is not installed by any
extra of ours: `pip install textacy==0.13.0` in an environment of its own. Without it, its recorded
figures stay.
"""

import argparse
import json
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import floors
from floors import Figure, Floors
from gold_sets import SETS
from others import (
    Attribution,
    clause_rule,
    plain_triples,
    textacy_quotations,
    textacy_triples,
    triple_graph,
)
from predict import rows
from scorers import score_articles, score_rows
from splits import columns

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
RECORDED = HERE / "compared.json"
PAGE = HERE.parent / "docs" / "explanation" / "compared.md"
HAS_TEXTACY = find_spec("textacy") is not None
OURS = "actorgraph"
# A table of the page is between these two lines.
TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

TRIPLES: dict[str, Callable[[Any], Iterator[Any]]] = {"plain triples": plain_triples}
READERS: dict[str, Callable[[str], list[Attribution]]] = {"clause rule": clause_rule}
if HAS_TEXTACY:
    TRIPLES["textacy's triples"] = textacy_triples
    READERS["textacy's quotations, whole text"] = lambda text: textacy_quotations(
        text, by_paragraph=False
    )
    READERS["textacy's quotations, by paragraph"] = lambda text: textacy_quotations(
        text, by_paragraph=True
    )
# The rows of the page's two tables of figures: as measured.json names them, and in words.
SHOWN = {
    "triples": {
        "gold: events": "events seen at all, F1",
        "gold: events, precision": "… of those predicted, real ones",
        "gold: events found, right class": "of those seen: right class",
        "gold: events found, right agents": "… exactly the right agents",
        "gold: events found, right patients": "… exactly the right others",
        "gold: events found, right certainty": "… right certainty",
        "gold: events found, right negation": "… right about denial",
        "gold: events found, right source": "… right source",
        "gold: whole": "whole claims: all of these right, F1",
        "gold: harmful per 100 claims": "harmful, per hundred claims (less is better)",
    },
    "quotations": {
        "polnear: relation": "who said what, F1",
        "polnear: relation, direct only": "… only direct quotations as gold, F1",
        "polnear: relation, recall on direct": "recall on direct quotations",
        "polnear: relation, recall on mixed": "recall on mixed ones",
        "polnear: relation, recall on indirect": "recall on indirect ones",
        "polnear: Gender Gap rule at 0.3": "content by the Gender Gap Tracker's matching, F1",
        "polnear: speaker accuracy": "speaker right, of those matched",
    },
}
Measured = dict[str, Floors]


def score_triples(name: str, scratch: Path) -> Iterator[tuple[str, Figure]]:
    """Yield (column, figure) of a reader of triples on the annotated articles."""
    names = [path.stem for path in sorted((SHARED / "gold").glob("*.json"))]
    for stem in names:
        text = (SHARED / "articles" / f"{stem}.txt").read_text("utf-8")
        target = scratch / stem / "graph.ttl"
        target.parent.mkdir(parents=True)
        target.write_text(triple_graph(text, TRIPLES[name]), "utf-8")
    for column, chosen in columns(names).items():
        for figure in score_articles(SHARED, scratch, chosen):
            yield column, figure


def score_quotations(name: str, scratch: Path) -> Iterator[tuple[str, Figure]]:
    """Yield (column, figure) of a reader of quotations on PolNeAR."""
    folder = SHARED / "bench" / "polnear"
    gold = rows(folder / "dev.jsonl")
    read = [{"id": row["id"], "attributions": READERS[name](row["text"])} for row in gold]
    figures = next(gold_set.figures for gold_set in SETS if gold_set.name == "polnear")
    only_direct = {}
    # A reader that also finds indirect quotations would be punished for them.
    if name.startswith("textacy"):
        only_direct = {"relation, direct only": figures["relation"]}
    for column, chosen in columns(row["id"] for row in gold).items():
        predicted = write(scratch / "predictions.jsonl", [r for r in read if r["id"] in chosen])
        kept = [row for row in gold if row["id"] in chosen]
        for wanted, rows_of_gold in ((figures, kept), (only_direct, list(map(direct, kept)))):
            asked = write(scratch / "gold.jsonl", rows_of_gold)
            script = folder / "score_polnear.py"
            for figure in score_rows(script, asked, predicted, wanted, {}, ()):
                yield column, Figure(f"polnear: {figure.name}", figure.value)


def direct(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of gold with its direct quotations alone."""
    return {**row, "gold": [said for said in row["gold"] if said["qtype"] == "direct"]}


def write(target: Path, items: list[dict[str, Any]]) -> Path:
    """Write JSON lines, and return their path."""
    target.write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")
    return target


def measure() -> Measured:
    """Return the figures of every reader that is installed, by reader, figure and column."""
    measured: Measured = {}
    kinds = ((TRIPLES, score_triples), (READERS, score_quotations))
    for readers, score in kinds:
        for name in readers:
            figures: Floors = measured.setdefault(name, {})
            with tempfile.TemporaryDirectory() as scratch:
                for column, figure in score(name, Path(scratch)):
                    figures.setdefault(figure.name, {})[column] = figure.value
            print(name, json.dumps(figures), file=sys.stderr)
    return measured


# --- The page ------------------------------------------------------------------------------------


def page(text: str, measured: Measured, ours: Floors) -> str:
    """Return the page with its tables written again."""

    def written(found: re.Match[str]) -> str:
        return found[1] + table(SHOWN[found[2]], measured, ours) + found[3]

    return TABLE.sub(written, text)


def table(shown: dict[str, str], measured: Measured, ours: Floors) -> str:
    """Return one table: a row per figure, and per reader what was looked at and what checks."""
    readers = [name for name, figures in measured.items() if set(figures) & set(shown)]
    sources = [(OURS, ours), *((name, measured[name]) for name in readers)]
    lines = [
        "| | " + " | ".join(name for name, _ in sources) + " |",
        "| --- |" + " ---: |" * len(sources),
    ]
    for figure, words in shown.items():
        cells = [cell(figures.get(figure)) for _, figures in sources]
        lines.append(f"| {words} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def cell(row: dict[str, float] | None) -> str:
    """Return a cell: the figure of the articles looked at, and that of the check articles."""
    if row is None:
        return "–"
    return f"{row['looked at']:.1f} · {row['check']:.1f}"


def recorded() -> Measured:
    """Return the figures that were recorded."""
    figures: Measured = json.loads(RECORDED.read_text("utf-8"))
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description="Score simple readers on the same gold.")
    parser.add_argument("--record", action="store_true", help="write compared.json and the page")
    parser.add_argument("--page", action="store_true", help="only write the page again")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    if not chosen.page:
        if not HAS_TEXTACY:
            print("textacy is not installed: its recorded figures stay", file=sys.stderr)
        before = recorded() if RECORDED.exists() else {}
        measured = before | measure()
        if not chosen.record:
            return 0
        RECORDED.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    text = PAGE.read_text("utf-8")
    PAGE.write_text(page(text, recorded(), floors.load(floors.MEASURED)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
