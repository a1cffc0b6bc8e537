"""Sources: what is served, a store or graph files, and how it is noticed that it changed."""

import shutil
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from actorgraph.errors import GraphError
from actorgraph.files import state_of
from actorgraph.stores.disk.change_marker import ChangeMarker
from actorgraph.stores.graph_files import graph_file
from actorgraph.stores.memory import MemoryStore


class Source(Protocol):
    """What snapshots are taken of."""

    def marker(self) -> Hashable:
        """Return what differs once an earlier snapshot must not be used any longer."""

    def version(self) -> Hashable:
        """Return what differs once there is more than in an earlier snapshot."""

    def is_being_written(self) -> bool:
        """Return whether a snapshot has to wait for a writer."""

    def directory(self) -> Path:
        """Return the directory of the store to take a snapshot of.

        Raises ActorgraphError, OSError if it cannot be read.
        """

    def decisions(self) -> Path | None:
        """Return the folder that has the decisions of people; None where nobody can decide."""


class StoreDirectory:
    """A store on disk, which another process may write, or a snapshot."""

    def __init__(self, place: Path) -> None:
        """Take a directory. Raises GraphError if it is not one."""
        if not place.is_dir():
            remedy = "name the directory that --store was given"
            raise GraphError("not a store", where=place, remedy=remedy)
        self.place = place
        self._marker = ChangeMarker(place)

    def marker(self) -> Hashable:
        """Return the store's change marker."""
        return self._marker.read()

    def version(self) -> Hashable:
        """Return the number of the store's last change."""
        return self._marker.version()

    def is_being_written(self) -> bool:
        """Return whether another process is writing the store."""
        return self._marker.is_being_written()

    def directory(self) -> Path:
        """Return the store itself."""
        return self.place

    def decisions(self) -> Path:
        """Return the store itself, which has the decisions next to its data."""
        return self.place


@dataclass(slots=True)
class GraphFiles:
    """Graph files, and the store in a temporary folder that they are loaded into."""

    paths: Sequence[Path]
    folder: Path
    _marker: Hashable = None
    _loads: int = field(default=0)

    def marker(self) -> Hashable:
        """Return the states of the files: whoever changes one may have deleted from it."""
        return tuple(state_of(graph_file(path)) for path in self.paths)

    def version(self) -> Hashable:
        """Return the states of the files, as `marker` does."""
        return self.marker()

    def is_being_written(self) -> bool:
        """Return False: a file is replaced at once."""
        return False

    def directory(self) -> Path:
        """Return the store of the files as they are now; load them again if they have changed.

        Raises GraphError if one cannot be read; the store of what was there before is gone then.
        """
        # Read before, so that a change meanwhile is noticed at the next look.
        marker = self.marker()
        if marker != self._marker:
            shutil.rmtree(self._store, ignore_errors=True)
            self._marker = None
            self._loads += 1
            MemoryStore.load(*self.paths).snapshot(self._store)
            self._marker = marker
        return self._store

    def decisions(self) -> None:
        """Return None: several graphs have no common file of decisions."""
        return

    @property
    def _store(self) -> Path:
        return self.folder / f"store-{self._loads}"
