"""Noticing that articles were removed from a store that another process writes."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import StoreError
from actorgraph.stores.disk.layout import NAME, Layout, is_store, read_layout
from actorgraph.stores.disk.ledger import Ledger

Marks = tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class Removals:
    """The count of removals of a store, looked up again only if one of its files has changed.

    The count grows before anything is removed. A directory without a ledger has no count.
    """

    directory: Path
    _marks: Marks = ()
    _count: int = 0

    def count(self) -> int:
        """Return the count; the last known one while the ledger cannot be read."""
        try:
            self._look()
        except (OSError, ValueError, sqlite3.Error, StoreError):
            # Another process is just writing it; the next look sees what was written.
            self._marks = ()
        return self._count

    def _look(self) -> None:
        if not is_store(self.directory):
            return
        layout = read_layout(self.directory, create=False)
        marks = _marks_of(layout)
        if marks == self._marks:
            return
        with closing(Ledger(layout.ledger, readonly=True)) as ledger:
            self._count = ledger.removals()
        self._marks = marks


def _marks_of(layout: Layout) -> Marks:
    """Return what changes with every change of a store: times, sizes and numbers of its files."""
    marks = []
    for path in (layout.directory / NAME, layout.ledger):
        state = path.stat()
        marks.append((state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(marks)
