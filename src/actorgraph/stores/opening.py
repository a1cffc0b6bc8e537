"""Opening a store: graph files, a directory, or an address (sparql+https://HOST/PATH)."""

from collections.abc import Sequence
from pathlib import Path

from actorgraph.errors import GraphError
from actorgraph.stores.contract import PersistentStore, Store
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import OLDEST_READABLE, is_forgetting, read_layout
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.remote.address import is_remote
from actorgraph.stores.remote.remotestore import RemoteStore


def open_store(place: str | Path, *, create: bool = True) -> PersistentStore:
    """Open the store at a directory or an address for writing. Raises StoreError."""
    if is_remote(place):
        return RemoteStore(str(place))
    return DiskStore(place, create=create)


def open_to_read(place: str | Path, policy: str | Path | None = None) -> PersistentStore:
    """Open the store at a directory or an address to read, its direct edges up to date.

    Raises StoreError.
    """
    if is_remote(place):
        store = RemoteStore(str(place))
        store.derive(policy)
        return store
    return open_disk_to_read(place, policy)


def open_disk_to_read(directory: str | Path, policy: str | Path | None = None) -> DiskStore:
    """Open a store on disk to read along with others, its direct edges up to date.

    Raises StoreError.
    """
    version = read_layout(Path(directory), create=False).version
    if version >= OLDEST_READABLE and not is_forgetting(Path(directory)):
        store = DiskStore(directory, readonly=True)
        if not store.is_interrupted() and store.is_derived(policy):
            return store
        store.close()
    # Only a writer can recover what was interrupted, finish forgetting, and derive.
    with DiskStore(directory, create=False) as writer:
        writer.derive(policy)
    return DiskStore(directory, readonly=True)


def open_graphs(
    graphs: Sequence[str | Path],
    place: str | Path | None = None,
    policy: str | Path | None = None,
) -> Store:
    """Open graph files; or a whole store; or both: the named articles of a store, in memory.

    Raises GraphError, StoreError.
    """
    if place is None:
        if not graphs:
            raise GraphError(
                "no graph is given", remedy="name a graph.ttl, or a store: --store DIR"
            )
        return MemoryStore.load(*graphs)
    store = open_to_read(place, policy)
    if not graphs:
        return store
    with store:
        articles = [store.find(str(name)) for name in graphs]
        return MemoryStore.of(map(store.graph_of, articles))
