"""A snapshot: the plain Oxigraph database that a store was copied to."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.merging import merged_quad
from actorgraph.stores.packing import unpack_articles
from actorgraph.stores.whole_graphs import WholeGraphs


def is_snapshot(directory: Path | str) -> bool:
    """Return whether a directory is an Oxigraph database, not a store with a ledger."""
    return (Path(directory) / "CURRENT").exists()


class SnapshotStore(MemoryStore):
    """The articles of a snapshot. Unlike a store on disk it can be changed by SPARQL updates."""

    def __init__(self, directory: Path | str) -> None:
        """Open a snapshot. Raises StoreError if another process writes it."""
        try:
            super().__init__(ox.Store(str(directory)))
        except OSError as error:
            raise StoreError(
                "cannot be opened", where=directory, remedy="end the process that is writing it"
            ) from error
        self._whole_graphs: WholeGraphs = WholeGraphs(self.quads, Path(directory).resolve().parent)

    def update(self, sparql: str, *, root: str, prefixes: Mapping[str, str]) -> None:
        """Run an update, and bring the merged graph into step with the named ones.

        Raises SyntaxError, OSError.
        """
        unpack_articles(self.quads)
        before = {quad.triple for quad in self._named()}
        self.quads.update(sparql, base_iri=root, prefixes=dict(prefixes))
        after = {quad.triple for quad in self._named()}
        # An update writes to named graphs; the merged one has to follow.
        for triple in before - after:
            self.quads.remove(merged_quad(triple))
        self.quads.extend(map(merged_quad, after))
        self.quads.flush()

    def close(self) -> None:
        """Delete what queries that name graphs made next to the snapshot."""
        self._whole_graphs.close()

    def flush(self) -> None:
        """Write what has changed to the disk. Raises OSError."""
        self.quads.flush()
