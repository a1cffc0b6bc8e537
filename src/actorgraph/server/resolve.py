"""In a child: look words up in a store's index, and keep what the snapshot contains."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import QueryError, StoreError
from actorgraph.search import Hit, search_unlocked
from actorgraph.server.answering import Reply, error_reply

# How many passages are looked at: one name may occur in many articles, and is listed once.
MOST_PASSAGES = 2_000
Row = dict[str, str]


def search(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Return the passages that contain all the words, the best first, each once.

    `indexed` in the reply says whether the store has an index. The index may be ahead of the
    snapshot: what is not in the snapshot is left out.
    """
    try:
        hits = search_unlocked(Path(job["store"]), job["words"], limit=MOST_PASSAGES)
    except QueryError as error:
        return error_reply(400, str(error))
    except (sqlite3.Error, OSError, StoreError):
        return {"status": 200, "indexed": False}, b""
    rows = _rows(store, hits, job["limit"])
    return {"status": 200, "indexed": True}, json.dumps(rows).encode()


def _rows(store: ox.Store, hits: Iterable[Hit], limit: int) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for hit in hits:
        if len(rows) >= limit:
            break
        key = (hit.kind, hit.node, hit.words)
        if key in rows or not _contains(store, hit.node):
            continue
        rows[key] = {
            "kind": hit.kind,
            "iri": hit.node,
            "words": hit.words,
            "article": hit.article,
        }
    return list(rows.values())


def _contains(store: ox.Store, iri: str) -> bool:
    quads = store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
    return next(quads, None) is not None
