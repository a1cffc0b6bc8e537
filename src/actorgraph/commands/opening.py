"""Opening what a command works on: graph files, a store, or some articles of a store."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.commands.terminal import warn
from actorgraph.errors import GraphError

if TYPE_CHECKING:
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.memory import Store
    from actorgraph.stores.remote.remotestore import RemoteStore


def open_graphs(
    graphs: Sequence[str | None], store: str | None, policy: str | None = None
) -> "Store":
    """Open graph files, a whole store, or some articles of a store if both are given.

    Raises GraphError, StoreError.
    """
    from actorgraph.pipeline import load
    from actorgraph.stores.memory import Store

    names = [graph for graph in graphs if graph is not None]
    if store is None:
        if not names:
            raise GraphError("no graph is given", remedy="name a graph.ttl, or use --store DIR")
        return load(*names).store
    opened = open_to_read(store, policy)
    if not names:
        return opened
    with opened:
        return Store.of(opened.graph_of(opened.find(name)) for name in names)


def open_to_read(store: str, policy: str | None = None) -> "DiskStore | RemoteStore":
    """Open a store to read, with the direct edges of a policy. Raises StoreError."""
    from actorgraph.stores.policy import accept
    from actorgraph.stores.remote.address import is_remote

    if not is_remote(store):
        return open_directory(store, policy)
    opened = open_to_write(store)
    accept(opened, policy)
    return opened


def open_to_write(store: str, *, create: bool = True) -> "DiskStore | RemoteStore":
    """Open a store to write. Raises StoreError."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.remote.address import is_remote
    from actorgraph.stores.remote.remotestore import RemoteStore

    if is_remote(store):
        return RemoteStore(store)
    return DiskStore(store, create=create)


def open_directory(store: str, policy: str | None = None) -> "DiskStore":
    """Open a store on disk to read, with the direct edges of a policy; if they are not there, write
    them first.

    Raises StoreError.
    """
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.layout import FORMAT, read_layout
    from actorgraph.stores.policy import accept, is_settled

    if read_layout(Path(store), create=False).form == FORMAT:
        opened = DiskStore(store, readonly=True)
        if not opened.pending() and is_settled(opened, policy):
            return opened
        opened.close()
    with DiskStore(store, create=False) as written:
        accept(written, policy)
    return DiskStore(store, readonly=True)


def warn_if_stale(store: "Store") -> None:
    """Warn if the links across a store's articles are older than the articles."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.linked import is_stale
    from actorgraph.stores.disk.readings import unlinked

    if not isinstance(store, DiskStore) or not is_stale(store.quads, store.ledger):
        return
    changed = unlinked(store.ledger)
    what = f"links are older than the articles, {changed} of which are new or changed"
    warn(f"{what}; run: actorgraph link --store {store.directory}")


@contextmanager
def keeping_in(store: str | None) -> Iterator[Callable[[Sequence["ArticleGraph"]], None]]:
    """Give a function that keeps graphs in a store, or does nothing if there is none.

    Raises StoreError.
    """
    if store is None:
        yield lambda graphs: None
        return
    from actorgraph.stores.disk.diskstore import Entry
    from actorgraph.stores.policy import accept

    with open_to_write(store) as opened:
        yield lambda graphs: opened.put(Entry(graph) for graph in graphs)
        accept(opened)
        warn_if_stale(opened)
