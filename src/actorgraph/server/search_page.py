"""Search: by the full-text index of a store on disk, or without one by a query."""

import json
from typing import Any

from actorgraph.query import fill
from actorgraph.server.engine import Engine
from actorgraph.server.named_queries import named_query
from actorgraph.server.records import path_of
from actorgraph.server.refusal import Refusal

SHORTEST_IN_CHARACTERS = 2
LONGEST_IN_CHARACTERS = 200
ORDER = ("name", "title", "quotation", "evidence")
Row = dict[str, Any]
Rows = list[Row]


async def search_for(engine: Engine, text: str, *, limit: int) -> Rows:
    """Return rows of `kind`, `words`, `iri` and `path`; names come first.

    Kinds are name, title, quotation and evidence. With an index, each word must occur, the last one
    as a beginning. Raises Refusal if the text is too short or too long.
    """
    # One letter would match almost everything.
    text = " ".join(text.split())
    if not SHORTEST_IN_CHARACTERS <= len(text) <= LONGEST_IN_CHARACTERS:
        bounds = f"{SHORTEST_IN_CHARACTERS} to {LONGEST_IN_CHARACTERS}"
        raise Refusal(400, f"search for {bounds} characters")
    # People type the beginning of a word.
    words = text if text.endswith("*") else f"{text}*"
    indexed = await engine.search(words, limit)
    if indexed is not None:
        listed: Rows = []
        for row in indexed:
            listed.append({**row, "path": path_of(row["iri"])})
        return sorted(listed, key=_kind_order)
    rows = await rows_of(engine, "search", needle=text)
    rows.sort(key=_order)
    return rows[:limit]


def _kind_order(row: Row) -> int:
    return ORDER.index(row["kind"])


def _order(row: Row) -> tuple[int, int, str, str]:
    """Return the place of a row: by kind, then the shortest text, which fits the best."""
    words = row["words"]
    return _kind_order(row), len(words), words, row["iri"]


async def listed(engine: Engine, name: str, *, limit: int, begin: int = 0) -> Rows:
    """Return a part of one of the server's lists: actors or articles, counted from 0."""
    query = named_query(name)
    return await _rows(engine, f"{query} LIMIT {limit} OFFSET {begin}")


async def count_listed(engine: Engine, name: str) -> int:
    """Return how long one of the server's lists is."""
    # The list is a query of its own, so that its prefixes and comments are not repeated.
    query = f"SELECT (COUNT(*) AS ?total) WHERE {{ {{ {named_query(name)} }} }}"
    return await engine.count(name, query)


async def rows_of(engine: Engine, name: str, **terms: str) -> Rows:
    """Run one of the server's own queries; in its rows, `it` becomes `iri` and `path`."""
    return await _rows(engine, fill(named_query(name), terms))


async def _rows(engine: Engine, query: str) -> Rows:
    body, _ = await engine.ask(query)
    _, rows = plain_rows(body)
    for row in rows:
        row["iri"] = row.pop("it")
        row["path"] = path_of(row["iri"])
    return rows


def plain_rows(body: bytes) -> tuple[list[str], Rows]:
    """Return the columns and rows of SPARQL's JSON as plain texts, None where nothing is bound."""
    answer = json.loads(body)
    columns = answer["head"]["vars"]
    rows = []
    for binding in answer["results"]["bindings"]:
        texts = {name: term["value"] for name, term in binding.items()}
        rows.append({name: texts.get(name) for name in columns})
    return columns, rows
