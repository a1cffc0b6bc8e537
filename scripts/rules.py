"""Write `docs/rules.md`: the rules that make claims, in the order in which they run."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from actorgraph.claims.modality import FACTUALITIES
from actorgraph.claims.own_words import SOURCES
from actorgraph.claims.rules import table
from actorgraph.claims.subjects import SUBJECT_GRAMMARS

PLACE = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """# The rules

`python scripts/rules.py` writes this page from the tables that the code executes:
`claims/rules.py`, `claims/subjects.py` and `claims/own_words.py`. A test reads every example and
finds its rule.

Every claim in a graph names its rule (`ag:foundBy`) and carries a confidence (`ag:confidence`): how
often claims of the rule were right where people had read the text, and a little more or less by
what is known of the claim ([calibration](calibration.md)). Whether the source asserts, alleges or
plans something is not a matter of confidence but of factuality.
"""
GRAMMARS = """## How a verb finds its subject

The first grammar that applies decides. The name of a rule of actions is the voice and the grammar;
`active` and `passive` alone have a subject of their own.
"""
FACTUALITY = f"""## What shows factuality

A verb is read from its own clause up to the clause that its source asserts. On each level these
places are read in order; the first to show a factuality gives the word for it. Of several
factualities, the first of these wins: {", ".join(FACTUALITIES)}.
"""


def text() -> str:
    """Return the page."""
    parts = [HEAD.rstrip()]
    for kind, rows in groupby(table(), key=lambda row: row.finds):
        parts.append(f"## {kind}s")
        cells = [(row.name, f"{row.confidence:g}", _in_one_line(row.example)) for row in rows]
        parts.append(_table(("rule", "confidence", "example"), cells))
    parts.append(GRAMMARS.rstrip())
    parts.append(_table(("grammar", "example"), [(g.name, g.example) for g in SUBJECT_GRAMMARS]))
    parts.append(FACTUALITY.rstrip())
    parts.append(_table(("place", "example"), [(s.name, s.example) for s in SOURCES]))
    return "\n\n".join(parts) + "\n"


def _in_one_line(example: str) -> str:
    return " / ".join(example.split("\n\n"))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    PLACE.write_text(text(), "utf-8")
