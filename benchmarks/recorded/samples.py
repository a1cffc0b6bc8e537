"""The texts whose outputs are recorded: the committed articles, and some of the dev sets."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import actorgraph as ag

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "graph" / "sample" / "article.txt"
EUOBSERVER = SHARED / "articles" / "euobserver-2017-gay-chechens.txt"
SETS = ("dwie", "polnear", "meantime", "re3d")
DRAWN = 50  # texts that are taken from the dev sets
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, with what is known of it."""

    name: str
    text: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    def build(self) -> ag.Graph:
        """Build the graph of this text."""
        about = {"published": self.published, "publisher": self.publisher, "url": self.url}
        return ag.build(ag.read_text(self.text, **about))

    def without_line(self, number: int) -> "Text":
        """Return a later version of this text, in which one line with words is missing.

        A text of fewer lines loses its last one.
        """
        lines = self.text.split("\n")
        worded = [place for place, line in enumerate(lines) if line.strip()]
        left_out = worded[:number][-1]
        kept = lines[:left_out] + lines[left_out + 1 :]
        return replace(self, text="\n".join(kept))


def texts() -> list[Text]:
    """Return the committed articles first, then those of the dev sets."""
    return [*committed(), *drawn()]


def committed() -> list[Text]:
    """Return the two articles whose graphs are in the repository."""
    return [
        Text("sample", SAMPLE.read_text("utf-8"), "2017-08"),
        Text("euobserver", EUOBSERVER.read_text("utf-8"), "2017-08", "EUobserver"),
    ]


def drawn() -> list[Text]:
    """Return texts of the dev sets, evenly over their sorted names, none twice."""
    known = {text.text.strip() for text in committed()}
    pool = []
    for text in sorted(_candidates(), key=lambda text: text.name):
        if text.text.strip() not in known:
            known.add(text.text.strip())
            pool.append(text)
    return evenly(pool, DRAWN)


def evenly(items: list[Item], count: int) -> list[Item]:
    """Return so many items, evenly spaced over the list."""
    if len(items) <= count:
        return items
    return [items[index * len(items) // count] for index in range(count)]


def _candidates() -> Iterator[Text]:
    """Yield every text that may be drawn."""
    for path in (SHARED / "articles").glob("*.txt"):
        yield Text(f"article-{path.stem}", path.read_text("utf-8"))
    for name in SETS:
        lines = (SHARED / "bench" / name / "dev.jsonl").read_text("utf-8").split("\n")
        for line in filter(None, lines):
            row = json.loads(line)
            about = row.get("meta") or {}
            yield Text(
                re.sub(r"[^\w.-]+", "-", f"{name}-{row['id']}")[:80],
                row["text"],
                about.get("published") or about.get("date"),
                about.get("publisher"),
                about.get("url"),
            )
