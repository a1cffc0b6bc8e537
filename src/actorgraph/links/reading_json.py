"""Readings as JSON, so that a store can cache them: what is read back equals what was written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from sys import intern
from typing import Any

from actorgraph.links.event_reports import EventReport
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.origins import Copy
from actorgraph.links.readings import Wording

# Fields that all actors of an article share, and all reports: written once.
SHARED_BY_ACTORS = ("article", "company", "places", "published")
SHARED_BY_REPORTS = ("article", "published")
# So many sets are remembered: equal sets, such as those of kinds, are then kept in memory once.
REMEMBERED_SETS = 10_000

Record = NamedActor | EventReport
Row = dict[str, Any]
# The fields of each kind of record that are sets.
SETS: dict[type[Record], set[str]] = {
    kind: {field.name for field in fields(kind) if str(field.type).startswith("frozenset")}
    for kind in (NamedActor, EventReport)
}


def write_actors(actors: Sequence[NamedActor]) -> str:
    """Write the named actors of one article."""
    return _write(actors, SHARED_BY_ACTORS)


def read_actors(text: str) -> Iterator[NamedActor]:
    """Read the named actors of one article."""
    shared, rows = json.loads(text)
    known = _values(NamedActor, shared)
    return (NamedActor(**known, **_values(NamedActor, row)) for row in rows)


def write_reports(reports: Sequence[EventReport]) -> str:
    """Write the reports of one article."""
    return _write(reports, SHARED_BY_REPORTS)


def read_reports(text: str) -> Iterator[EventReport]:
    """Read the reports of one article."""
    shared, rows = json.loads(text)
    known = _values(EventReport, shared)
    return (EventReport(**known, **_values(EventReport, row)) for row in rows)


def write_wording(wording: Wording) -> str:
    """Write the wording of one article."""
    parts = [
        wording.article,
        dict(sorted(wording.words.items())),
        sorted(wording.copy.runs),
        wording.copy.name,
        sorted(wording.agencies),
    ]
    return _text(parts)


def read_wording(text: str) -> Wording:
    """Read the wording of one article."""
    article, words, runs, name, agencies = json.loads(text)
    counts = {intern(word): count for word, count in words.items()}
    return Wording(
        article,
        counts,
        Copy(frozenset(runs), name),
        frozenset(agencies),
    )


def _write(records: Sequence[Record], shared: Sequence[str]) -> str:
    shared_row: Row = {}
    if records:
        first = _row(records[0], without=())
        shared_row = {name: value for name, value in first.items() if name in shared}
    return _text([shared_row, [_row(record, without=shared) for record in records]])


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(record: Record, without: Sequence[str]) -> Row:
    """Return the fields of a record that differ from their defaults."""
    row: Row = {}
    for field in fields(record):
        value = getattr(record, field.name)
        is_default = field.default is not MISSING and value == field.default
        if field.name in without or is_default:
            continue
        if isinstance(value, frozenset):
            value = sorted(value)
        row[field.name] = value
    return row


def _values(kind: type[Record], row: Row) -> Row:
    """Return a row's values in the types of the record's fields; equal texts are one object."""
    sets = SETS[kind]
    return {name: _value(value, is_set=name in sets) for name, value in row.items()}


def _value(value: Any, *, is_set: bool) -> Any:
    if isinstance(value, str):
        return intern(value)
    if not isinstance(value, list):
        return value
    items: tuple[Any, ...] = tuple(map(_item, value))
    return _set(items) if is_set else items


def _item(item: Any) -> Any:
    if isinstance(item, list):
        return tuple(map(intern, item))
    return intern(item)


@lru_cache(REMEMBERED_SETS)
def _set(items: tuple[Any, ...]) -> frozenset[Any]:
    return frozenset(items)
