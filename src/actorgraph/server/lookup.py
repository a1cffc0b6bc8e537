"""In a child: words looked up in the full-text index of a store on the disk, as far as the snapshot knows what has them."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import QueryError, StoreError
from actorgraph.search import search_unlocked
from actorgraph.server.answering import Reply

MOST = 2_000  # passages that are looked at: one name stands in many articles


def search(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Return the passages that hold all the words, the fittest first, each once; where the index cannot be read, none.

    The index is that of the store as it now is, and may be ahead of the snapshot: what that does not know is left out.
    """
    try:
        hits = search_unlocked(Path(job["store"]), job["words"], limit=MOST)
    except QueryError as error:
        return {"status": 400, "message": str(error)}, b""
    except (sqlite3.Error, OSError, StoreError):
        return {"status": 200, "indexed": False}, b""
    found: dict[tuple[str, str, str], str] = {}
    for hit in hits:
        if (
            len(found) < job["limit"]
            and (hit.kind, hit.node, hit.words) not in found
            and _knows(store, hit.node)
        ):
            found[hit.kind, hit.node, hit.words] = hit.article
    rows = [
        {"kind": kind, "iri": node, "words": words, "article": article}
        for (kind, node, words), article in found.items()
    ]
    return {"status": 200, "indexed": True}, json.dumps(rows).encode()


def _knows(store: ox.Store, iri: str) -> bool:
    return (
        next(store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()), None)
        is not None
    )
