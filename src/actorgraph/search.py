"""Searching: the names, quotations, titles and words of evidence of a store on the disk, by SQLite's full-text index."""

import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from actorgraph.errors import QueryError
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.passages import KINDS

LIMIT = 20
MOST_WORDS = 64
_WORD = re.compile(r"\w+\*?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: what it is, the IRI of the actor, claim or article that has it, its article, its words."""

    kind: str
    node: str
    article: str
    words: str


def search(
    store: DiskStore, words: str, *, kinds: Collection[str] = (), limit: int = LIMIT
) -> list[Hit]:
    """Return the passages that hold all the words, the fittest first; a word that ends in `*` stands for its beginning.

    Raises QueryError where no word is given or a kind is unknown, StoreError.
    """
    with faults(store.directory):
        return search_in(store.ledger, words, kinds=kinds, limit=limit)


def search_in(
    ledger: Ledger, words: str, *, kinds: Collection[str] = (), limit: int = LIMIT
) -> list[Hit]:
    """Do what `search` does on a ledger at hand; raises QueryError and sqlite3.Error."""
    match = _match(words)
    strange = sorted(set(kinds) - set(KINDS))
    if strange:
        raise QueryError("no kind of passage", where=strange[0], remedy=f"use {', '.join(KINDS)}")
    wanted = sorted(kinds or KINDS)
    query = (
        "SELECT p.kind, p.node, a.iri, p.words FROM search JOIN passages p ON p.id = search.rowid"
        " JOIN articles a ON a.id = p.article WHERE search MATCH ?"
        f" AND p.kind IN ({','.join('?' * len(wanted))}) ORDER BY round(bm25(search), 6), p.node, p.words LIMIT ?"
    )
    try:
        found = ledger.connection.execute(query, (match, *wanted, limit)).fetchall()
    except sqlite3.DataError as error:
        raise QueryError(
            "the words cannot be searched", where=words, remedy="give fewer words"
        ) from error
    return [Hit(*row) for row in found]


def _match(words: str) -> str:
    """Return words as FTS5 wants them: each quoted, so that nothing of them is an operator."""
    found = _WORD.findall(words)
    if not found or len(found) > MOST_WORDS:
        raise QueryError(
            "no word to search for" if not found else "too many words",
            remedy="give one to 64 words",
        )
    return " ".join(f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in found)
