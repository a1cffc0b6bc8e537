"""The ledger: what was acknowledged, article by article, what is under way, and the words that can be searched."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from actorgraph.stores.disk.passages import Passage

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, triples INTEGER NOT NULL,
  key TEXT NOT NULL, rank TEXT NOT NULL, source TEXT NOT NULL, derived INTEGER NOT NULL);
CREATE INDEX articles_source ON articles (source);
CREATE INDEX articles_underived ON articles (iri) WHERE derived = 0;
CREATE TABLE seen (key TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX seen_article ON seen (article);
CREATE TABLE pending (iri TEXT PRIMARY KEY, digest TEXT NOT NULL, triples INTEGER NOT NULL,
  key TEXT NOT NULL, rank TEXT NOT NULL, source TEXT NOT NULL, derived INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, kind TEXT NOT NULL, node TEXT NOT NULL,
  words TEXT NOT NULL);
CREATE INDEX passages_article ON passages (article);
CREATE TABLE dyads (node TEXT PRIMARY KEY, subject TEXT NOT NULL, edge TEXT NOT NULL, object TEXT NOT NULL,
  claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5
  (words, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
"""
# What linking read of each article; a ledger from before it is given the table when it is opened to write.
READINGS = """CREATE TABLE IF NOT EXISTS readings (article INTEGER PRIMARY KEY, digest TEXT NOT NULL, rules TEXT NOT NULL,
  bearers TEXT NOT NULL, tellings TEXT NOT NULL, wording TEXT NOT NULL)"""
COLUMNS = "iri, digest, triples, key, rank, source, derived"


@dataclass(frozen=True, slots=True)
class Row:
    """One article as acknowledged: its graph's digest, what it was made from, and whether its edges are derived.

    `key` is the hash of the source and of how it was read; `rank` decides between sources of one and the same text.
    """

    iri: str
    digest: str
    triples: int
    key: str = ""
    rank: str = ""
    source: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Dyad:
    """A direct edge between two actors, and the number of claims it rests on."""

    node: str
    subject: str
    edge: str
    object: str
    claims: int


class Ledger:
    """One SQLite file. Every change is a transaction that is on the disk when its block ends."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        fresh = not path.exists()
        mode = "ro" if readonly else "rwc"
        address = f"{path.absolute().as_uri()}?mode={mode}"
        self.connection = sqlite3.connect(address, uri=True, isolation_level=None)
        if not readonly:
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("PRAGMA secure_delete = ON")
        if fresh and not readonly:
            with self.writing():
                for statement in filter(str.strip, SCHEMA.split(";\n")):
                    self.connection.execute(statement)
        if not readonly:
            self.connection.execute(READINGS)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what stands in the block, all or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def rows(self, where: str = "1", *values: str) -> Iterator[Row]:
        """Yield the articles that a condition in SQL over their columns keeps, in the order of their IRIs."""
        for row in self.connection.execute(
            f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY iri", values
        ):
            yield _row(row)

    def row(self, iri: str) -> Row | None:
        """Return an article's row, or None."""
        return next(self.rows("iri = ?", iri), None)

    def pending(self) -> list[Row]:
        """Return the articles whose writing was begun and not acknowledged."""
        return [
            _row(row)
            for row in self.connection.execute(f"SELECT {COLUMNS} FROM pending ORDER BY iri")
        ]

    def intend(self, rows: Iterable[Row]) -> None:
        """Note what is about to be written; it is on the disk on return."""
        with self.writing():
            self.connection.executemany(
                f"INSERT OR REPLACE INTO pending ({COLUMNS}) VALUES (?,?,?,?,?,?,?)",
                map(_values, rows),
            )

    def settle(self, iri: str) -> None:
        """Strike an article off what is under way; belongs into `writing`."""
        self.connection.execute("DELETE FROM pending WHERE iri = ?", (iri,))

    def record(self, row: Row, found: Iterable[Passage]) -> None:
        """Acknowledge an article in the place of what stood under its name; belongs into `writing`."""
        number = self.strike(row.iri, keep=True)
        marks = "?,?,?,?,?,?,?"
        done = self.connection.execute(
            f"INSERT INTO articles (id, {COLUMNS}) VALUES (?,{marks})", (number, *_values(row))
        )
        self.see(row.key, done.lastrowid or 0)
        for passage in found:
            held = self.connection.execute(
                "INSERT INTO passages (article, kind, node, words) VALUES (?,?,?,?)",
                (done.lastrowid, passage.kind, passage.node, passage.words),
            )
            self.connection.execute(
                "INSERT INTO search (rowid, words) VALUES (?,?)", (held.lastrowid, passage.words)
            )
        self.settle(row.iri)

    def see(self, key: str, article: int) -> None:
        """Remember that a source was read, whether its graph was kept or another's of the same text."""
        if key:
            self.connection.execute(
                "INSERT OR REPLACE INTO seen (key, article) VALUES (?,?)", (key, article)
            )

    def number(self, iri: str) -> int | None:
        """Return the number under which an article's passages stand."""
        found = self.connection.execute("SELECT id FROM articles WHERE iri = ?", (iri,)).fetchone()
        return int(found[0]) if found else None

    def knows(self, key: str) -> bool:
        """Tell whether a source was read and acknowledged."""
        return (
            self.connection.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone()
            is not None
        )

    def strike(self, iri: str, *, keep: bool = False) -> int | None:
        """Take an article out; belongs into `writing`. With `keep` the keys of its sources stay; returns its number."""
        number = self.number(iri)
        if number is not None:
            self.connection.execute(
                "INSERT INTO search (search, rowid, words) SELECT 'delete', id, words FROM passages WHERE article = ?",
                (number,),
            )
            for table in ("passages", "readings", *(() if keep else ("seen",))):
                self.connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
            self.connection.execute("DELETE FROM articles WHERE id = ?", (number,))
        self.settle(iri)
        return number

    def mark_derived(self, iri: str, derived: bool = True) -> None:
        """Note whether an article's direct edges are derived; belongs into `writing`."""
        self.connection.execute(
            "UPDATE articles SET derived = ? WHERE iri = ?", (int(derived), iri)
        )

    def tell(self, key: str, value: str) -> None:
        """Keep a word about the store itself; belongs into `writing`."""
        self.connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (key, value)
        )

    def told(self, key: str) -> str:
        """Return what was kept under a key, or an empty text."""
        found = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def count(self, touched: Iterable[tuple[str, Dyad | None]]) -> None:
        """Keep the number of claims of each edge touched, None for one that is gone; belongs into `writing`."""
        for node, dyad in touched:
            self.connection.execute("DELETE FROM dyads WHERE node = ?", (node,))
            if dyad:
                values = (dyad.node, dyad.subject, dyad.edge, dyad.object, dyad.claims)
                self.connection.execute("INSERT INTO dyads VALUES (?,?,?,?,?)", values)

    def dyads(self, limit: int = -1) -> list[Dyad]:
        """Return the direct edges with the most claims first."""
        found = self.connection.execute(
            "SELECT * FROM dyads ORDER BY claims DESC, node LIMIT ?", (limit,)
        )
        return [Dyad(*row) for row in found]


def _row(row: tuple[str, str, int, str, str, str, int]) -> Row:
    return Row(*row[:6], derived=bool(row[6]))


def _values(row: Row) -> tuple[str | int, ...]:
    return row.iri, row.digest, row.triples, row.key, row.rank, row.source, int(row.derived)
