"""The directory of a store, opened: its lock, its databases, and its seal when it is closed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.files import PRIVATE_FOLDER
from actorgraph.stores.contract import QueryResult
from actorgraph.stores.disk.faults import backup, faults, flush
from actorgraph.stores.disk.layout import (
    FORMAT,
    LOCK,
    OLDEST_READABLE,
    UNPACKED,
    Layout,
    is_forgetting,
    is_store,
    read_layout,
    sweep,
    write_layout,
)
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.lock import Lock
from actorgraph.stores.disk.migration import migrate
from actorgraph.stores.disk.parts import check_parts, tighten
from actorgraph.stores.disk.recovery import is_interrupted, recount
from actorgraph.stores.disk.seal import Seal, break_seal, write_seal
from actorgraph.stores.disk.wish import refuse_while_forgetting
from actorgraph.stores.embedded import EmbeddedStore
from actorgraph.stores.whole_graphs import WholeGraphs


class OpenDirectory(EmbeddedStore):
    """Both databases of a store, under its lock.

    A writer has them alone; `readonly` shares them with other readers.
    """

    ledger: Ledger

    def __init__(
        self,
        directory: Path | str,
        *,
        create: bool = True,
        readonly: bool = False,
    ) -> None:
        """Open a store.

        Raises StoreError if it is not one, is newer, is being written, or the disk fails.
        """
        self.directory = Path(directory)
        self.readonly = readonly
        self._seal: Seal = {}
        # Before the lock, so that no directory is made for a place that cannot be a store.
        self.layout = read_layout(self.directory, create=create and not readonly)
        with faults(self.directory):
            self.directory.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self.lock = Lock(self.directory / LOCK, shared=readonly)
        try:
            with faults(self.directory):
                # Whoever held the lock before may have rebuilt the store in another folder.
                self.layout = read_layout(self.directory, create=create and not readonly)
                if is_store(self.directory):
                    check_parts(self.layout)
                if readonly:
                    self._open_to_read()
                else:
                    self._open_to_write()
        except BaseException:
            self._close_databases()
            self.lock.release()
            raise

    def _open_to_read(self) -> None:
        if self.layout.version < OLDEST_READABLE:
            raise StoreError(
                f"the store has format {self.layout.version}, from before this version",
                where=self.directory,
                remedy="actorgraph compact --store DIR brings it up to date",
            )
        refuse_while_forgetting(self.directory)
        self.quads = ox.Store.read_only(str(self.layout.graphs))
        self.ledger = Ledger(self.layout.ledger, readonly=True)

    def _open_to_write(self) -> None:
        self._seal = break_seal(self.layout)
        if not is_store(self.directory):
            # What another writer began and did not lay out.
            shutil.rmtree(self.layout.folder, ignore_errors=True)
        self.layout.folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        self.quads = ox.Store(str(self.layout.graphs))
        if self.layout.version < OLDEST_READABLE:
            migrate(self.layout, self.quads)
        self.ledger = Ledger(self.layout.ledger)
        if self.layout.version < FORMAT:
            with self.ledger.writing():
                self.ledger.set(UNPACKED, "1")
            self.layout = replace(self.layout, version=FORMAT)
        self._recover()
        write_layout(self.layout)
        sweep(self.layout)
        tighten(self.directory)
        self._finish()

    def _recover(self) -> None:
        """Bring graphs and ledger into step after an interruption. Raises StoreError, OSError."""

    def _finish(self) -> None:
        """Finish what an interruption left, once all is in step. Raises StoreError, OSError."""

    def close(self) -> None:
        """Flush, seal and give the lock back; a second call does nothing. Raises StoreError."""
        if self.lock.is_released:
            return
        try:
            with faults(self.directory):
                if not self.readonly:
                    flush(self.quads, self.directory)
                self._close_databases()
                if not self.readonly:
                    tighten(self.directory)
                    write_seal(self.layout, self._seal)
        finally:
            self._close_databases()
            self.lock.release()

    def _close_databases(self) -> None:
        """Close both databases; what is closed already is left alone."""
        if hasattr(self, "ledger"):
            self.ledger.close()
        if self._whole_graphs is not None:
            self._whole_graphs.close()
            self._whole_graphs = None
        if hasattr(self, "quads"):
            # Oxigraph closes a database when nothing refers to it any more.
            del self.quads

    @property
    def where(self) -> str:
        """The store's directory."""
        return str(self.directory)

    def query(self, sparql: str) -> QueryResult:
        """Run a query over the merged graphs with the ontology's prefixes.

        A query that names articles' graphs gets them, see `stores.whole_graphs`.

        Raises SyntaxError or QueryError if it is invalid.
        """
        if self._whole_graphs is None:
            place = self.directory.resolve().parent
            # Nobody writes while a reader has the store.
            self._whole_graphs = WholeGraphs(self.quads, place, keeps=self.readonly)
        return super().query(sparql)

    def is_interrupted(self) -> bool:
        """Return whether a writer was interrupted, and the next one has to recover."""
        with faults(self.directory):
            return is_forgetting(self.directory) or is_interrupted(self.ledger)

    def snapshot(self, target: Path | str) -> None:
        """Write what is in the store now into a new directory, as an Oxigraph database.

        Raises StoreError.
        """
        if Path(target).exists():
            raise StoreError("already exists", where=target, remedy="name a new directory")
        with faults(Path(target)):
            if not self.readonly:
                flush(self.quads, self.directory)
            backup(self.quads, Path(target))
            tighten(Path(target))

    def switch_to(self, layout: Layout) -> None:
        """Go on with the databases of another folder, which is current and holds the same articles.

        Raises OSError, sqlite3.Error.
        """
        self._close_databases()
        self.layout = layout
        self._seal = {}
        self.quads = ox.Store(str(layout.graphs))
        self.ledger = Ledger(layout.ledger)
        with self.ledger.writing():
            recount(self.quads, self.ledger)
