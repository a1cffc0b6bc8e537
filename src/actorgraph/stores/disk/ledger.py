"""The ledger: articles acknowledged and under way, and the passages to search."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import QueryError
from actorgraph.files import PRIVATE_FILE
from actorgraph.stores.contract import EdgeCount
from actorgraph.stores.disk.full_text import Passage

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
REMOVALS = "removals"  # the key of how often articles were removed
COLUMNS = "iri, digest, triples, key, rank, source, derived"
PLACES = "?,?,?,?,?,?,?"
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
# FTS5 deletes from its index only if it is given the words that were indexed.
UNINDEX = """
INSERT INTO search (search, rowid, words)
  SELECT 'delete', id, words FROM passages WHERE article = ?
"""
TOTALS = {
    "articles": "SELECT count(*) FROM articles",
    "triples": "SELECT coalesce(sum(triples), 0) FROM articles",
    "edges": "SELECT count(*) FROM dyads",
    "claims": "SELECT coalesce(sum(claims), 0) FROM dyads",
}
KINDS_OF_PASSAGES = "SELECT kind, count(*) FROM passages GROUP BY kind"
# Weights are rounded: their last digits depend on the order in which articles came.
SEARCH = """
SELECT p.kind, p.node, a.iri, p.words
  FROM search JOIN passages p ON p.id = search.rowid JOIN articles a ON a.id = p.article
  WHERE search MATCH ? AND p.kind IN ({kinds})
  ORDER BY round(bm25(search), 6), p.node, p.words LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One article as acknowledged: its digest, its source, and whether its edges are derived.

    `key` is the hash of the source and of how it was read; `rank` decides between sources of the
    same text.
    """

    iri: str
    digest: str
    triples: int
    key: str = ""
    rank: str = ""
    source: str = ""
    derived: bool = False


class Ledger:
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

    # ── articles ──────────────────────────────────────────────────────────────────────────────────

    def rows(self) -> Iterator[Row]:
        """Yield all articles in the order of their IRIs."""
        return self._rows("1")

    def row(self, iri: str) -> Row | None:
        """Return an article's row, or None."""
        return next(self._rows("iri = ?", iri), None)

    def named(self, name: str, iri: str) -> list[Row]:
        """Return the articles whose IRI is one of the two names, or whose source is the first."""
        return list(self._rows("iri IN (?, ?) OR source = ?", name, iri, name))

    def underived(self) -> Iterator[Row]:
        """Yield the articles whose direct edges are not derived."""
        return self._rows("derived = 0")

    def pending(self) -> list[Row]:
        """Return the articles whose writing was begun and not acknowledged."""
        cursor = self._execute(f"SELECT {COLUMNS} FROM pending ORDER BY iri")
        return [_row(values) for values in cursor]

    def begin(self, rows: Iterable[Row]) -> None:
        """Note what is about to be written; the note is on the disk on return."""
        with self.writing():
            self.connection.executemany(
                f"INSERT OR REPLACE INTO pending ({COLUMNS}) VALUES ({PLACES})",
                map(_values, rows),
            )

    def begin_removal(self, rows: Iterable[Row]) -> None:
        """Note what is about to be removed, and that whoever serves a copy must stop.

        The note is on the disk on return.
        """
        with self.writing():
            self.set(REMOVALS, str(self.removals() + 1))
        self.begin(rows)

    def removals(self) -> int:
        """Return how often articles were removed."""
        return int(self.get(REMOVALS) or 0)

    def finish(self, iri: str) -> None:
        """Remove an article from what is under way. Call within `writing`."""
        self._execute("DELETE FROM pending WHERE iri = ?", iri)

    def record(self, row: Row, passages: Iterable[Passage]) -> None:
        """Acknowledge an article; it replaces an earlier one of its IRI. Call within `writing`."""
        article_id = self.delete(row.iri, keep_sources=True)
        cursor = self._execute(
            f"INSERT INTO articles (id, {COLUMNS}) VALUES (?,{PLACES})",
            article_id,
            *_values(row),
        )
        article_id = cursor.lastrowid or 0
        self.mark_read(row.key, article_id)
        for passage in passages:
            self._index(article_id, passage)
        self.finish(row.iri)

    def delete(self, iri: str, *, keep_sources: bool = False) -> int | None:
        """Delete an article; return its id.

        Call within `writing`. The keys of its sources may stay.
        """
        article_id = self.article_id(iri)
        if article_id is not None:
            self._execute(UNINDEX, article_id)
            tables = ["passages", "readings"]
            if not keep_sources:
                tables.append("seen")
            for table in tables:
                self._execute(f"DELETE FROM {table} WHERE article = ?", article_id)
            self._execute("DELETE FROM articles WHERE id = ?", article_id)
        self.finish(iri)
        return article_id

    def count_articles(self) -> int:
        """Return how many articles are acknowledged."""
        (count,) = self._execute(TOTALS["articles"]).fetchone()
        return int(count)

    def article_id(self, iri: str) -> int | None:
        """Return the number by which other tables refer to an article."""
        query = "SELECT id FROM articles WHERE iri = ?"
        for (article_id,) in self._execute(query, iri):
            return int(article_id)
        return None

    # ── sources ───────────────────────────────────────────────────────────────────────────────────

    def has_read(self, key: str) -> bool:
        """Return whether a source was read and acknowledged."""
        cursor = self._execute("SELECT 1 FROM seen WHERE key = ?", key)
        return cursor.fetchone() is not None

    def mark_read(self, key: str, article_id: int) -> None:
        """Remember that a source was read, whether or not its graph is the one stored."""
        # What a person built into the store by hand has no key.
        if key:
            self._execute(
                "INSERT OR REPLACE INTO seen (key, article) VALUES (?,?)",
                key,
                article_id,
            )

    # ── passages ──────────────────────────────────────────────────────────────────────────────────

    def passages_of(self, iri: str) -> list[Passage]:
        """Return the passages that are indexed of an article."""
        cursor = self._execute(
            "SELECT kind, node, words FROM passages"
            " WHERE article = (SELECT id FROM articles WHERE iri = ?)",
            iri,
        )
        return [Passage(*values) for values in cursor]

    def search(self, match: str, kinds: Collection[str], limit: int) -> list[tuple[str, ...]]:
        """Return kind, node, article and words of the passages that match, best first.

        Raises QueryError if the expression is too large.
        """
        query = SEARCH.format(kinds=",".join("?" * len(kinds)))
        try:
            return self._execute(query, match, *kinds, limit).fetchall()
        except sqlite3.DataError as error:
            raise QueryError("too much to search for", remedy="give fewer words") from error

    def _index(self, article_id: int, passage: Passage) -> None:
        cursor = self._execute(
            "INSERT INTO passages (article, kind, node, words) VALUES (?,?,?,?)",
            article_id,
            passage.kind,
            passage.node,
            passage.words,
        )
        self._execute(
            "INSERT INTO search (rowid, words) VALUES (?,?)",
            cursor.lastrowid,
            passage.words,
        )

    # ── direct edges ──────────────────────────────────────────────────────────────────────────────

    def mark_derived(self, iri: str) -> None:
        """Note that an article's direct edges are derived. Call within `writing`."""
        self._execute("UPDATE articles SET derived = 1 WHERE iri = ?", iri)

    def forget_edges(self) -> None:
        """Note that no article's direct edges are derived, and drop all counts.

        Call within `writing`.
        """
        self._execute("UPDATE articles SET derived = 0")
        self.forget_counts()

    def forget_counts(self) -> None:
        """Drop the counts of all direct edges. Call within `writing`."""
        self._execute("DELETE FROM dyads")

    def set_counts(self, counts: Iterable[tuple[str, EdgeCount | None]]) -> None:
        """Record the count of each edge by its node; None deletes it. Call within `writing`."""
        for node, count in counts:
            self._execute("DELETE FROM dyads WHERE node = ?", node)
            if count:
                self._execute(
                    "INSERT INTO dyads VALUES (?,?,?,?,?)",
                    count.node,
                    count.subject,
                    count.edge,
                    count.object,
                    count.claims,
                )

    def edge_counts(self, limit: int = -1) -> list[EdgeCount]:
        """Return the direct edges with the most claims first; all of them without a limit."""
        query = "SELECT * FROM dyads ORDER BY claims DESC, node LIMIT ?"
        cursor = self._execute(query, limit)
        return [EdgeCount(*values) for values in cursor]

    # ── the store itself ──────────────────────────────────────────────────────────────────────────

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

    def totals(self) -> dict[str, int]:
        """Return the numbers of articles, triples, edges, their claims, and passages by kind."""
        totals = {}
        for name, query in TOTALS.items():
            (total,) = self._execute(query).fetchone()
            totals[name] = int(total)
        for kind, count in self._execute(KINDS_OF_PASSAGES):
            totals[kind] = int(count)
        return totals

    def texts(self) -> Iterator[str]:
        """Yield every text in the ledger, of whatever is under way, too."""
        for table, columns in {**TABLES, "pending": COLUMNS}.items():
            for values in self._execute(f"SELECT {columns} FROM {table}"):
                yield from (value for value in values if isinstance(value, str))

    def names(self) -> list[tuple[str, int]]:
        """Return the names of actors and the number of articles that have each."""
        cursor = self._execute(
            "SELECT words, count(DISTINCT article) FROM passages"
            " WHERE kind = 'name' GROUP BY words ORDER BY words"
        )
        return [(str(words), int(count)) for words, count in cursor]

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

    def _rows(self, where: str, *values: str) -> Iterator[Row]:
        """Yield the articles that meet a condition in SQL, in the order of their IRIs."""
        query = f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY iri"
        return map(_row, self._execute(query, *values))

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


def _row(values: tuple[str, str, int, str, str, str, int]) -> Row:
    return Row(*values[:6], derived=bool(values[6]))


def _values(row: Row) -> tuple[str | int, ...]:
    return row.iri, row.digest, row.triples, row.key, row.rank, row.source, int(row.derived)
