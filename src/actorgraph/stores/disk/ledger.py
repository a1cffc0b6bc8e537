"""The ledger: articles acknowledged and under way, and the passages to search."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from actorgraph.errors import QueryError
from actorgraph.stores.contract import EdgeCount
from actorgraph.stores.disk.full_text import Passage
from actorgraph.stores.disk.ledger_file import COLUMNS, LedgerFile

REMOVALS = "removals"  # the key of how often articles were removed
PLACES = "?,?,?,?,?,?,?"
INDEX = "INSERT INTO search (rowid, words) SELECT id, words FROM passages WHERE article = ?"
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


class Ledger(LedgerFile):
    """What was acknowledged: a row for each article, its sources, its passages and its edges."""

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
            self.add(REMOVALS, 1)
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
        self._index(article_id, passages)
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

    def _index(self, article_id: int, passages: Iterable[Passage]) -> None:
        """Index the passages of an article that has none."""
        self.connection.executemany(
            "INSERT INTO passages (article, kind, node, words) VALUES (?,?,?,?)",
            ((article_id, passage.kind, passage.node, passage.words) for passage in passages),
        )
        self._execute(INDEX, article_id)

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

    # ── figures ───────────────────────────────────────────────────────────────────────────────────

    def totals(self) -> dict[str, int]:
        """Return the numbers of articles, triples, edges, their claims, and passages by kind."""
        totals = {}
        for name, query in TOTALS.items():
            (total,) = self._execute(query).fetchone()
            totals[name] = int(total)
        for kind, count in self._execute(KINDS_OF_PASSAGES):
            totals[kind] = int(count)
        return totals

    def names(self) -> list[tuple[str, int]]:
        """Return the names of actors and the number of articles that have each."""
        cursor = self._execute(
            "SELECT words, count(DISTINCT article) FROM passages"
            " WHERE kind = 'name' GROUP BY words ORDER BY words"
        )
        return [(str(words), int(count)) for words, count in cursor]

    def _rows(self, where: str, *values: str) -> Iterator[Row]:
        """Yield the articles that meet a condition in SQL, in the order of their IRIs."""
        query = f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY iri"
        return map(_row, self._execute(query, *values))


def _row(values: tuple[str, str, int, str, str, str, int]) -> Row:
    return Row(*values[:6], derived=bool(values[6]))


def _values(row: Row) -> tuple[str | int, ...]:
    return row.iri, row.digest, row.triples, row.key, row.rank, row.source, int(row.derived)
