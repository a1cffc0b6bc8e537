"""A reading as text, so that it can be kept beside its article and read again: what comes back equals what was written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from sys import intern
from typing import Any

from actorgraph.links.bearer import Bearer
from actorgraph.links.origins import Copy
from actorgraph.links.readings import Wording
from actorgraph.links.telling import Telling

# What stands once for all of an article.
SHARED = ("article", "company", "places", "published")
SETS = (
    10_000  # as many sets are remembered, so that those that come often, as of kinds, are held once
)
OF_ARTICLE = ("article", "published")


def write_bearers(bearers: Sequence[Bearer]) -> str:
    """Write the bearers of one article; what they share is written once."""
    shared = _row(bearers[0], ()) if bearers else {}
    kept = {name: value for name, value in shared.items() if name in SHARED}
    return _text([kept, [_row(bearer, SHARED) for bearer in bearers]])


def read_bearers(text: str) -> Iterator[Bearer]:
    """Read the bearers of one article again."""
    shared, rows = json.loads(text)
    known = _values(Bearer, shared)
    return (Bearer(**known, **_values(Bearer, row)) for row in rows)


def write_tellings(tellings: Sequence[Telling]) -> str:
    """Write what one article tells."""
    shared = _row(tellings[0], ()) if tellings else {}
    kept = {name: value for name, value in shared.items() if name in OF_ARTICLE}
    return _text([kept, [_row(telling, OF_ARTICLE) for telling in tellings]])


def read_tellings(text: str) -> Iterator[Telling]:
    """Read what one article tells again."""
    shared, rows = json.loads(text)
    known = _values(Telling, shared)
    return (Telling(**known, **_values(Telling, row)) for row in rows)


def write_wording(wording: Wording) -> str:
    """Write what one text is made of."""
    words = dict(sorted(wording.words.items()))
    return _text(
        [
            wording.article,
            words,
            sorted(wording.copy.runs),
            wording.copy.name,
            sorted(wording.agencies),
        ]
    )


def read_wording(text: str) -> Wording:
    """Read what one text is made of again."""
    article, words, runs, name, agencies = json.loads(text)
    counts = {intern(word): count for word, count in words.items()}
    return Wording(article, counts, Copy(frozenset(runs), name), frozenset(agencies))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(record: Bearer | Telling, without: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a record that are not as they are where nothing is said."""
    told = {
        f.name: (getattr(record, f.name), f.default)
        for f in fields(record)
        if f.name not in without
    }
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, (value, default) in told.items()
        if default is MISSING or value != default
    }


def _values(kind: type[Bearer] | type[Telling], row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says as the fields of a record hold it; equal texts are one."""
    return {f.name: _value(str(f.type), row[f.name]) for f in fields(kind) if f.name in row}


def _value(kind: str, value: Any) -> Any:
    if isinstance(value, str):
        return intern(value)
    if not isinstance(value, list):
        return value
    items = [tuple(map(intern, item)) if isinstance(item, list) else intern(item) for item in value]
    return _set(tuple(items)) if kind.startswith("frozenset") else tuple(items)


@lru_cache(SETS)
def _set(items: tuple[Any, ...]) -> frozenset[Any]:
    return frozenset(items)
