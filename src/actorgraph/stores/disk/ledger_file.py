"""The ledger's file: its tables, transactions, copies and checks."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actorgraph.files import PRIVATE_FILE

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
  triples INTEGER NOT NULL, key TEXT NOT NULL, rank TEXT NOT NULL, source TEXT NOT NULL,
  derived INTEGER NOT NULL);
CREATE INDEX articles_source ON articles (source);
CREATE INDEX articles_underived ON articles (iri) WHERE derived = 0;
CREATE TABLE seen (key TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX seen_article ON seen (article);
CREATE TABLE pending (iri TEXT PRIMARY KEY, digest TEXT NOT NULL, triples INTEGER NOT NULL,
  key TEXT NOT NULL, rank TEXT NOT NULL, source TEXT NOT NULL,
  derived INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, kind TEXT NOT NULL,
  node TEXT NOT NULL, words TEXT NOT NULL);
CREATE INDEX passages_article ON passages (article);
CREATE TABLE dyads (node TEXT PRIMARY KEY, subject TEXT NOT NULL, edge TEXT NOT NULL,
  object TEXT NOT NULL, claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5
  (words, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
"""
# What linking read of each article; a ledger from before gets the table when it is opened to write.
READINGS = """
CREATE TABLE IF NOT EXISTS readings (article INTEGER PRIMARY KEY, digest TEXT NOT NULL,
  rules TEXT NOT NULL, bearers TEXT NOT NULL, `tellings` TEXT NOT NULL, wording TEXT NOT NULL)
"""
COLUMNS = "iri, digest, triples, key, rank, source, derived"
# The tables that a copy of a ledger takes over, and their columns. The index of words is built
# again.
TABLES = {
    "meta": "key, value",
    "articles": f"id, {COLUMNS}",
    "seen": "key, article",
    "passages": "id, article, kind, node, words",
    "dyads": "node, subject, edge, object, claims",
    "readings": "article, digest, rules, bearers, `tellings`, wording",
}


class LedgerFile:
    """One SQLite file. Every change is a transaction that is on the disk when its block ends."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        fresh = not path.exists()
        if fresh and not readonly:
            # SQLite gives the files next to it the same mode.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        mode = "ro" if readonly else "rw"
        address = f"{path.absolute().as_uri()}?mode={mode}"
        self.connection = sqlite3.connect(address, uri=True, isolation_level=None)
        if readonly:
            return
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("PRAGMA secure_delete = ON")
        if fresh:
            with self.writing():
                self._create_tables()
        self.connection.execute(READINGS)

    def _create_tables(self) -> None:
        for statement in SCHEMA.split(";\n"):
            if statement.strip():
                self.connection.execute(statement)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block as one transaction."""
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

    def get(self, key: str) -> str:
        """Return the value of a key about the store itself; empty if it has none."""
        query = "SELECT value FROM meta WHERE key = ?"
        for (value,) in self._execute(query, key):
            return str(value)
        return ""

    def set(self, key: str, value: str) -> None:
        """Set a value about the store itself. Call within `writing`."""
        self._execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)",
            key,
            value,
        )

    def add(self, key: str, number: int) -> None:
        """Add to a number about the store itself. Call within `writing`."""
        self.set(key, str(int(self.get(key) or 0) + number))

    def texts(self) -> Iterator[str]:
        """Yield every text in the ledger, of whatever is under way, too."""
        for table, columns in {**TABLES, "pending": COLUMNS}.items():
            for values in self._execute(f"SELECT {columns} FROM {table}"):
                yield from (value for value in values if isinstance(value, str))

    def damage(self) -> list[str]:
        """Return what SQLite's own check finds wrong with the file."""
        cursor = self._execute("PRAGMA integrity_check")
        return [finding for (finding,) in cursor if finding != "ok"]

    def copy_tables(self, source: Path) -> None:
        """Fill an empty ledger with another's rows and a new index of words."""
        self._execute("ATTACH ? AS old", str(source))
        with self.writing():
            # FTS5 keeps deleted words in its own tables, so its index is built again.
            for table, columns in TABLES.items():
                self._execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old.{table}")
            self._execute("INSERT INTO search (search) VALUES ('rebuild')")

    def back_up(self, target: Path) -> None:
        """Copy the ledger to a new file while it is open."""
        copy = sqlite3.connect(target)
        self.connection.backup(copy)
        copy.close()

    def _execute(self, query: str, *values: str | int | None) -> sqlite3.Cursor:
        return self.connection.execute(query, values)


def index_fault(path: Path) -> str | None:
    """Return what FTS5's own check finds wrong with the index of words; None if nothing.

    The check is a write, so it needs a connection of its own.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return None if "readonly" in str(error) else str(error)
    finally:
        connection.close()
    return None
