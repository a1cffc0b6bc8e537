"""Hold the stated confidence of claims against how often they are right on the dev sets, and write
docs/calibration.md.

    python benchmarks/calibrate.py [--gold FOLDER]

Statements and attitudes are right where their content and source are (polnear, rule D); actions
where the class that PLOVER's coders gave is theirs (plover_plv). Nested statements, which polnear
does not mark, are left out.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from formats import plover, polnear
from predict import prediction, reading

from actorgraph.claims import Action, Attitude, Statement

ROOT = Path(__file__).parent.parent
# A judged claim: its rule, what it said of itself, and whether it was right.
Judged = tuple[str, float, bool]
HEAD = """# How sure a claim is, and how often it was right

`make calibrate` writes this page. `ag:confidence` tells how often claims of a rule were right on
the dev halves of two public sets, rounded; the table shows what the tool states beside what was
found. A claim of 0.7 is wrong three times in ten: not in what the source says, which is
`ag:factuality`, but in the reading of it. For actions the table judges the class alone, since both
parties were given; what is stated allows for the parties being read wrongly, too. On the three
gold articles, which count whatever a coder would not list as wrong, 56 in 100 actions were right
in class and doer, and 41 in all other parties as well: to be read as the other end of the same
scale.

| rule | claims judged | stated | right |
| --- | --- | --- | --- |
"""


def statements(lines: Iterator[str]) -> Iterator[Judged]:
    for line in lines:
        item = json.loads(line)
        read = reading(item["text"])
        told = [c for c in read.claims if isinstance(c, Statement | Attitude)]
        outer = [
            c
            for c in told
            if c.said_in is None and not any(polnear.holds(o, c) for o in told if o is not c)
        ]
        left = list(item["gold"])
        for claim in outer:
            found = polnear.attribution(read, claim)
            match = next((gold for gold in left if _agrees(item["text"], found, gold)), None)
            if match:
                left.remove(match)
            yield claim.rule, claim.confidence, match is not None


def _agrees(text: str, found: dict[str, list[list[int]]], gold: dict[str, list[list[int]]]) -> bool:
    content, other = _places(found["content"]), _places(gold["content"])
    source, named = _places(found["source"]), _places(gold["source"])
    alike = len(content & other) >= 0.5 * len(content | other)
    same = (not source and not named) or bool(source & named)
    return alike and same and bool(text)


def _places(spans: list[list[int]]) -> set[int]:
    return {place for begin, end in spans for place in range(begin, end)}


def actions(lines: Iterator[str]) -> Iterator[Judged]:
    for line in lines:
        item = json.loads(line)
        given = item["gold"][0]
        spans = [span for role in ("source", "target") if (span := given[role])]
        chief = plover.chief(reading(item["text"], spans), given)
        if isinstance(chief, Action):
            root = prediction("plover_plv", item)["root"]
            root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(root, root)
            yield chief.rule, chief.confidence, root == given["root"]


def table(judged: list[Judged]) -> str:
    rows: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        rows[one[0]].append(one)
    lines = []
    for name, found in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        right = sum(one[2] for one in found) / len(found)
        lines.append(f"| {name} | {len(found)} | {found[0][1]:.2f} | {right:.2f} |")
    stated = sum(one[1] for one in judged) / len(judged)
    right = sum(one[2] for one in judged) / len(judged)
    gap = sum(abs(f[0][1] - sum(o[2] for o in f) / len(f)) * len(f) for f in rows.values()) / len(
        judged
    )
    lines.append(f"| all | {len(judged)} | {stated:.2f} | {right:.2f} |")
    return "\n".join(lines) + f"\n\nExpected calibration error over these rows: {gap:.3f}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])  # type: ignore[union-attr]
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/bench")
    bench = parser.parse_args().gold
    with (bench / "polnear/dev.jsonl").open(encoding="utf-8") as lines:
        judged = list(statements(lines))
    with (bench / "plover_plv/dev.jsonl").open(encoding="utf-8") as lines:
        judged += actions(lines)
    (ROOT / "docs/calibration.md").write_text(HEAD + table(judged), encoding="utf-8")


if __name__ == "__main__":
    main()
