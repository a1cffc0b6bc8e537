"""Searching the names, quotations, titles and evidence of a store on disk."""

import re
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import QueryError
from actorgraph.stores.contract import Searchable
from actorgraph.stores.disk.full_text import KINDS
from actorgraph.stores.disk.unlocked import UnlockedIndex

MOST_HITS = 20
MOST_WORDS = 64
WORD = re.compile(r"\w+\*?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches: its kind, its node, its article and its words.

    The node is the IRI of an actor, a claim or an article.
    """

    kind: str
    node: str
    article: str
    words: str


def search(
    store: Searchable,
    words: str,
    *,
    kinds: Collection[str] = (),
    limit: int = MOST_HITS,
) -> list[Hit]:
    """Return the passages that contain all the words, best first.

    A word like `port*` matches every word that begins so.

    Raises QueryError if there is no word or a kind is unknown, StoreError.
    """
    match = _fts5_expression(words)
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise QueryError(
            "not a kind of passage", where=unknown[0], remedy=f"use {', '.join(KINDS)}"
        )
    return [Hit(*row) for row in store.passages(match, sorted(kinds or KINDS), limit)]


def search_unlocked(directory: Path, words: str, *, limit: int) -> list[Hit]:
    """Do what `search` does in a store that another process may be writing.

    Raises QueryError, StoreError if there is no store, OSError and sqlite3.Error if its index
    cannot be read.
    """
    with closing(UnlockedIndex(directory)) as index:
        return search(index, words, limit=limit)


def _fts5_expression(words: str) -> str:
    """Return words as FTS5 wants them: each quoted, so that none is taken for an operator."""
    found = WORD.findall(words)
    if not found:
        raise QueryError("there is no word to search for", remedy="give one to 64 words")
    if len(found) > MOST_WORDS:
        raise QueryError("too many words", remedy=f"give one to {MOST_WORDS} words")
    return " ".join(map(_quote, found))


def _quote(word: str) -> str:
    prefix = "*" if word.endswith("*") else ""
    return f'"{word.rstrip("*")}"{prefix}'
