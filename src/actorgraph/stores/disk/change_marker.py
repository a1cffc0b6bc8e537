"""The change marker: tells whoever answers from a copy of a store that the copy is outdated."""

import sqlite3
from collections.abc import Hashable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import StoreError
from actorgraph.files import FileState, state_of
from actorgraph.stores.disk.layout import LOCK, NAME, is_forgetting, is_store, read_layout
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.lock import is_held

# Where SQLite counts in a file the transactions that changed it, and how long the number is:
# https://www.sqlite.org/fileformat2.html#file_change_counter
COUNTER_AT_BYTE, COUNTER_BYTES = 24, 4


@dataclass(frozen=True, slots=True)
class Marker:
    """How often articles were removed from a store, and whether it is forgetting now."""

    removals: int
    is_forgetting: bool


@dataclass(slots=True)
class ChangeMarker:
    """Reads the marker of a store that another process may be writing; it needs no lock.

    The marker differs as soon as removing or forgetting has begun, and again once forgetting is
    finished. The count is looked up only if a file of the store has changed; a directory without a
    ledger has none.
    """

    directory: Path
    _states: tuple[FileState | None, ...] = ()
    _removals: int = 0

    def read(self) -> Marker:
        """Return the marker; with the last known count while the ledger cannot be read."""
        # A process that was killed may have written the wish, and not yet counted.
        is_begun = is_forgetting(self.directory)
        try:
            self._look()
        except (OSError, ValueError, sqlite3.Error, StoreError):
            # Another process is just writing it; the next look sees what was written.
            self._states = ()
        return Marker(self._removals, is_begun)

    def version(self) -> Hashable:
        """Return what differs once a writer has changed anything; None without a ledger.

        Every change of a store ends with a transaction of its ledger, which SQLite counts.
        """
        try:
            if not is_store(self.directory):
                return None
            layout = read_layout(self.directory, create=False)
            with layout.ledger.open("rb") as file:
                file.seek(COUNTER_AT_BYTE)
                return layout.name, file.read(COUNTER_BYTES)
        except (OSError, StoreError):
            # Another process is just replacing it.
            return None

    def is_being_written(self) -> bool:
        """Return whether a process has the store open for writing."""
        return is_held(self.directory / LOCK)

    def _look(self) -> None:
        if not is_store(self.directory):
            return
        layout = read_layout(self.directory, create=False)
        states = (state_of(self.directory / NAME), state_of(layout.ledger))
        if states == self._states:
            return
        with closing(Ledger(layout.ledger, readonly=True)) as ledger:
            self._removals = ledger.removals()
        self._states = states
