"""Searching: by the full-text index of a store on the disk; in served files, whatever holds a text."""

import json
from typing import Any

from actorgraph.query import fill
from actorgraph.server.engine import Engine
from actorgraph.server.pool import Refusal
from actorgraph.server.shelf import shelved
from actorgraph.server.told import path_of

LONGEST = 200
SHORTEST = 2
ORDER = ("name", "title", "quotation", "evidence")
Rows = list[dict[str, Any]]


async def seek(engine: Engine, text: str, *, limit: int) -> Rows:
    """Return what holds a text: `kind` (name, title, quotation or evidence), `words`, `iri` and `path`; names come first.

    By an index, each word must be there, the last one as a beginning. Raises Refusal where the text is too short or too long.
    """
    needle = " ".join(text.split())
    if not SHORTEST <= len(needle) <= LONGEST:
        raise Refusal(400, f"search for {SHORTEST} to {LONGEST} characters")
    indexed = await engine.search(needle if needle.endswith("*") else f"{needle}*", limit)
    if indexed is not None:
        listed: Rows = [{**row, "path": path_of(row["iri"])} for row in indexed]
        return sorted(listed, key=lambda row: ORDER.index(row["kind"]))
    found = await rows(engine, "search", needle=needle)
    found.sort(
        key=lambda row: (ORDER.index(row["kind"]), len(row["words"]), row["words"], row["iri"])
    )
    return found[:limit]


async def rows(engine: Engine, question: str, **terms: str) -> Rows:
    """Ask one of the server's own questions; return its rows, in which `it` has become `iri` and `path`."""
    body, _ = await engine.query(fill(shelved(question), terms))
    found = plain(body)[1]
    for row in found:
        row["iri"] = row.pop("it")
        row["path"] = path_of(row["iri"])
    return found


def plain(body: bytes) -> tuple[list[str], Rows]:
    """Return columns and rows of SPARQL's JSON as plain texts, None where nothing is bound."""
    answer = json.loads(body)
    columns = answer["head"]["vars"]
    bindings = answer["results"]["bindings"]
    return columns, [
        {name: row[name]["value"] if name in row else None for name in columns} for row in bindings
    ]
