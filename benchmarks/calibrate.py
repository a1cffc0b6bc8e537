"""Measure how often claims are right, write `ontology/confidence.tsv` and docs/calibration.md.

    python benchmarks/calibrate.py [--shared FOLDER]

Rates are fitted on the gold articles that may be looked at, and tested on the others. The rates of
attitudes, which those articles do not annotate, are measured on PolNeAR.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from formats import polnear
from judged import Judged, judged_article
from predict import reading
from rates import Row, family_rows, write_table
from readers import quieten
from reliability import page
from splits import COLUMNS, columns

from actorgraph.claims import Attitude, Statement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/calibration.md"
TABLE = ROOT / "ontology/confidence.tsv"
WORKERS = 2
Spans = list[list[int]]
# The share of the contents of two attributions that must be the same.
SAME_CONTENT = 0.5


def attitudes(line: str) -> list[Judged]:
    """Judge the attitudes of a text of PolNeAR: right where source and content are."""
    item = json.loads(line)
    found = reading(item["text"])
    claims = [claim for claim in found.claims if isinstance(claim, Statement | Attitude)]
    left = list(item["gold"])
    rows: list[Judged] = []
    for claim in claims:
        is_inner = any(polnear.holds(other, claim) for other in claims if other is not claim)
        if claim.said_in is not None or is_inner:
            # PolNeAR does not mark what is said within what is said.
            continue
        prediction = polnear.attribution(found, claim)
        match = next((gold for gold in left if _agrees(prediction, gold)), None)
        if match:
            left.remove(match)
        if isinstance(claim, Attitude):
            right = match is not None
            row = Judged(item["id"], claim.rule, "Attitude", claim.confidence, {}, right, False)
            rows.append(row)
    return rows


def _agrees(prediction: dict[str, Spans], gold: dict[str, Spans]) -> bool:
    content, other = _places(prediction["content"]), _places(gold["content"])
    if len(content & other) < SAME_CONTENT * len(content | other):
        return False
    source, named = _places(prediction["source"]), _places(gold["source"])
    return bool(source & named) or not (source or named)


def _places(spans: Spans) -> set[int]:
    places: set[int] = set()
    for begin, end in spans:
        places.update(range(begin, end))
    return places


def judge(shared: Path, pool: Executor) -> Iterator[Judged]:
    """Yield all judged claims of the gold articles, and the attitudes of PolNeAR."""
    names = sorted(path.stem for path in (shared / "gold").glob("*.json"))
    articles = [pool.submit(judged_article, shared, name) for name in names]
    lines = (shared / "bench/polnear/dev.jsonl").read_text("utf-8").splitlines()
    texts = [pool.submit(attitudes, line) for line in lines]
    for future in [*articles, *texts]:
        yield from future.result()


def column_of(rows: Iterable[Judged]) -> dict[str, str]:
    """Return the column of each document: looked at, or check; each set is divided by itself."""
    found: dict[str, str] = {}
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for row in rows:
        names[row.family == "Attitude"].add(row.article)
    for documents in names.values():
        divided: dict[str, Any] = columns(documents)
        for column in COLUMNS[1:]:
            found.update(dict.fromkeys(divided[column], column))
    return found


def fitted(looked_at: Sequence[Judged], check: Sequence[Judged]) -> list[Row]:
    """Return the table of rates, family by family."""
    rows: list[Row] = []
    for family in ("Statement", "Action", "Attitude", "Relation"):
        own = [row for row in looked_at if row.family == family]
        unseen = [row for row in check if row.family == family]
        rows.extend(family_rows(family, own, unseen))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how often claims are right.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    with ProcessPoolExecutor(WORKERS, initializer=quieten) as pool:
        judged = list(judge(shared, pool))
    column = column_of(judged)
    looked_at = [row for row in judged if column[row.article] == "looked at"]
    check = [row for row in judged if column[row.article] == "check"]
    table = fitted(looked_at, check)
    write_table(TABLE, table)
    written = page(table, looked_at, check)
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
