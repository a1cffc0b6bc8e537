"""Write docs/quality.md from the recorded figures: `measured.json` and `faults.json`.

    python benchmarks/quality.py

`make eval RECORD=1` records them.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill

import floors
from floors import Row
from splits import COLUMNS

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "quality.md"
SHOWN = COLUMNS[1:]
# What is asked of each event that was found, in words.
PARTS = {
    "class": "its class",
    "agents": "who did it: exactly these",
    "patients": "whom it was done to or for: exactly these",
    "certainty": "certainty",
    "negation": "whether it is denied",
    "source": "who says so",
    "date": "its date, where the text gives one",
}
LAYERS = {
    "events": "events: seen at all",
    "claims": "claims: class and agents right",
    "whole": "whole claims: all roles, certainty and source right",
    "statements": "statements: speaker and words",
    "actors": "actors: named people, bodies, states",
    "groups": "groups and documents",
    "relations": "relations: heads, members, employees",
}
# Two people who annotated the same articles by one guideline, measured like the tool.
TWO_PEOPLE = {
    "events": "91",
    "claims": "88",
    "whole": "77",
    "statements": "89",
    "date": "94",
    "harmful": "0.5",
}
# What others annotated, for figures that say how well events and speech are read.
SETS = {
    "meantime": "MEANTIME, Wikinews on business: events by any word, roles, dates",
    "timeset": "TimeSET, Wikinews: events, roles, dates",
    "muc4": "MUC-4, attacks in Latin America: who did it to whom",
    "qanom": "QANom, nouns that name events",
    "plover_plv": "PLV, sentences by class of event, both parties given",
    "plover_cameo": "CAMEO examples: source, class and target",
    "polnear": "PolNeAR, politics: who said what",
    "dwie": "DWIE, Deutsche Welle: actors, identities, relations",
    "gum_news": "GUM, Wikinews: actors and identities",
    "re3d": "re3d, the war in Syria: relations",
    "ecbplus": "ECB+: one event in several articles",
    "cases": "Small inputs with one right answer, by number",
}
MOST_KINDS = 24
WIDTH = 100
HEAD = """# How good the reading is

`make quality` writes this page from the figures that `make eval RECORD=1` recorded.

There are two columns. The articles *looked at* are those that the rules were written and corrected
on; every third one is only for *check*: nobody reads it, its errors or its annotation, so its
column shows what to expect of an article of your own.
"""
ARTICLES = """## What the graph of an article gets right

Measured on 43 articles of ten publishers and collections (politics, war, court, rights, business,
sport, features; 1,463 events), annotated by hand by one written guideline. Each figure is F1, the
mean of how much is found and how much of the found is right, in per cent, by item: an event that is
reported twice counts twice. *Two people* is how far two annotators agree who follow the guideline.
"""
SEEN = """Of the events that are seen, per cent that are right in one respect:
"""
HARMFUL = """*Harmful* is a claim stated as a plain fact where the text reports, plans, asks for or
denies it, or where it names somebody who did not do it. The acceptance policy derives direct edges
from such claims, so read the evidence before you rely on one. Per hundred claims:
"""
FAULTS = """## What fails most

Number of faults in the articles by kind; an event can have several. Faults in the class, the
parties, the certainty, the source and the date are those of events that were seen. `event missed`
is also counted by the class that the event has.
"""
NO_FAULTS = "No faults are recorded yet.\n"
CONFIDENCE = """## What confidence means

Each claim carries `ag:confidence`: how often claims like it were right on whole articles, as
[calibration](calibration.md) measures it, with what to expect of an article that nobody has seen.
It depends on the rule and on a few features such as how far away the agent is named, and
`actorgraph explain` shows it. It is a rate and not a verdict: among claims of 0.4 four in ten are
right, and only the text shows which. How far it separates right from wrong, and harmful from
harmless, is on that page: among actions not far, so no threshold replaces reading. It does not say
how credible the source is, nor how sure: that is `ag:factuality`, `ag:negated` and
`ag:attributedTo`.

`actorgraph build --uncoded` lists the clauses of which no claim was made, each with the reason.
"""
OTHERS = """## On texts that others annotated

Public sets, each scored by its own conventions and by its own documents in both columns. Figures
are per cent unless the name says otherwise, and F1 unless it names something else.
"""


def page(recorded: Mapping[str, Row], faults: Mapping[str, Mapping[str, int]]) -> str:
    """Return the page."""
    parts = [
        HEAD,
        ARTICLES,
        _table("F1", _layers(recorded)),
        SEEN,
        _table("of the events seen", _parts(recorded)),
        HARMFUL,
        _table("per hundred claims", _harmful(recorded)),
        FAULTS,
        _faults(faults),
        CONFIDENCE,
        OTHERS,
        *_others(recorded),
    ]
    return "\n".join(parts)


def _table(head: str, rows: Iterator[list[str]]) -> str:
    lines = [f"| {head} | two people | {' | '.join(SHOWN)} |", "| --- | ---: | ---: | ---: |"]
    lines.extend(f"| {' | '.join(cells)} |" for cells in rows)
    return "\n".join(lines) + "\n"


def _cells(row: Row, columns: tuple[str, ...] = SHOWN) -> list[str]:
    return [f"{row[column]:.1f}" if column in row else "" for column in columns]


def _layers(recorded: Mapping[str, Row]) -> Iterator[list[str]]:
    for layer, name in LAYERS.items():
        row = recorded.get(f"gold: {layer}", {})
        yield [name, TWO_PEOPLE.get(layer, ""), *_cells(row)]
        if layer == "events":
            precision = recorded.get("gold: events, precision", {})
            yield ["… of those that the graph has, real ones", "", *_cells(precision)]


def _parts(recorded: Mapping[str, Row]) -> Iterator[list[str]]:
    for part, name in PARTS.items():
        row = recorded.get(f"gold: events found, right {part}", {})
        yield [name, TWO_PEOPLE.get(part, ""), *_cells(row)]


def _harmful(recorded: Mapping[str, Row]) -> Iterator[list[str]]:
    row = recorded.get("gold: harmful per 100 claims", {})
    yield ["harmful", TWO_PEOPLE["harmful"], *_cells(row)]


def _faults(faults: Mapping[str, Mapping[str, int]]) -> str:
    """Return the table of the commonest kinds of faults, and what is missed by class."""
    if not faults:
        return NO_FAULTS
    by_class = "event missed: "
    whole = Counter(faults[COLUMNS[0]])
    common = Counter({kind: n for kind, n in whole.items() if not kind.startswith(by_class)})
    lines = [f"| kind | {' | '.join(SHOWN)} |", "| --- | ---: | ---: |"]
    for kind, _ in common.most_common(MOST_KINDS):
        counts = [str(faults[column].get(kind, 0)) for column in SHOWN]
        lines.append(f"| {kind} | {' | '.join(counts)} |")
    missed = Counter(
        {kind.removeprefix(by_class): n for kind, n in whole.items() if by_class in kind}
    )
    listed = ", ".join(f"{kind} {number}" for kind, number in missed.most_common())
    lines.append("\n" + fill(f"Events missed, by class: {listed}.", WIDTH))
    return "\n".join(lines) + "\n"


def _others(recorded: Mapping[str, Row]) -> Iterator[str]:
    for name, title in SETS.items():
        prefix = f"{name}: "
        rows = {key: row for key, row in recorded.items() if key.startswith(prefix)}
        if not rows:
            continue
        lines = [f"**{title}**\n", f"| | {' | '.join(COLUMNS)} |", "| --- | ---: | ---: | ---: |"]
        for key, row in rows.items():
            lines.append(f"| {key.removeprefix(prefix)} | {' | '.join(_cells(row, COLUMNS))} |")
        yield "\n".join(lines) + "\n"


def recorded_faults() -> dict[str, dict[str, int]]:
    """Return the recorded number of faults by column and kind; none where nothing is recorded."""
    path = HERE / "faults.json"
    if not path.exists():
        return {}
    faults: dict[str, dict[str, int]] = json.loads(path.read_text("utf-8"))
    return faults


def main() -> None:
    recorded = floors.load(floors.MEASURED)
    PAGE.write_text(page(recorded, recorded_faults()), encoding="utf-8")


if __name__ == "__main__":
    main()
