"""What linking read of each article, cached in the ledger.

A reading is valid while its article and the rules are unchanged.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.ledger import Ledger

Part = Literal["actors", "reports", "wording"]
# The column of the ledger that holds each part; the first version named them.
COLUMNS: dict[Part, str] = {"actors": "bearers", "reports": "`tellings`", "wording": "wording"}

CACHED = "FROM articles AS a JOIN readings AS r ON r.article = a.id"
UNREAD = """
SELECT iri FROM articles AS a WHERE NOT EXISTS
  (SELECT 1 FROM readings AS r WHERE r.article = a.id AND r.digest = a.digest AND r.rules = ?)
  ORDER BY iri
"""
CHANGED = """
SELECT count(*) FROM articles AS a WHERE NOT EXISTS
  (SELECT 1 FROM readings AS r WHERE r.article = a.id AND r.digest = a.digest)
"""
SAVE = """
INSERT OR REPLACE INTO readings (article, digest, rules, bearers, `tellings`, wording)
  SELECT id, digest, ?, ?, ?, ? FROM articles WHERE iri = ?
"""


class ReadingCache:
    """The cached readings of a store.

    `rules` is the digest of the rules by which articles are read.
    """

    def __init__(self, ledger: Ledger, place: Path) -> None:
        self._ledger = ledger
        self._place = place

    def unread(self, rules: str) -> list[str]:
        """Return the IRIs of the articles that have no reading by these rules, sorted.

        Raises StoreError.
        """
        with faults(self._place):
            rows = self._execute(UNREAD, rules)
            return [str(iri) for (iri,) in rows]

    def save(self, rules: str, readings: Iterable[tuple[str, dict[Part, str]]]) -> None:
        """Save readings by the IRIs of their articles; they are on the disk on return.

        Raises StoreError.
        """
        with faults(self._place), self._ledger.writing():
            for iri, parts in readings:
                self._execute(
                    SAVE,
                    rules,
                    parts["actors"],
                    parts["reports"],
                    parts["wording"],
                    iri,
                )

    def every(self, part: Part) -> Iterator[str]:
        """Yield one part of every reading, in the order of the articles' IRIs."""
        query = f"SELECT r.{COLUMNS[part]} {CACHED} ORDER BY a.iri"
        # Row by row: the readings of a large store do not fit in memory.
        for (text,) in self._execute(query):
            yield str(text)

    def versions(self) -> dict[str, str]:
        """Return the digest of the graph of every article that has a reading, by its IRI."""
        rows = self._execute(f"SELECT a.iri, a.digest {CACHED}")
        return {str(iri): str(digest) for iri, digest in rows}

    def part_of(self, part: Part, iri: str) -> str:
        """Return one part of the reading of an article that has one."""
        query = f"SELECT r.{COLUMNS[part]} {CACHED} WHERE a.iri = ?"
        (text,) = self._execute(query, iri).fetchone()
        return str(text)

    def count_changed(self) -> int:
        """Return how many articles are new or changed since they were read."""
        (count,) = self._execute(CHANGED).fetchone()
        return int(count)

    def _execute(self, query: str, *values: str) -> sqlite3.Cursor:
        return self._ledger.connection.execute(query, values)
