"""What commands share: where their graphs come from, and how a text is made harmless to a terminal."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.errors import GraphError, StoreError

if TYPE_CHECKING:
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.memory import Store
    from actorgraph.stores.remote.remotestore import RemoteStore

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def on_disk(context: click.Context, option: click.Parameter, store: str | None) -> str | None:
    """Refuse the address of a store elsewhere, for a command that works on a directory. Raises StoreError."""
    from actorgraph.stores.remote.address import is_remote

    if store is not None and is_remote(store):
        raise StoreError(
            f"{context.info_name} works on a directory",
            remedy="ask the engine's own tools for the like",
        )
    return store


store_option = click.option(
    "--store", metavar="DIR|URL", help="The store: a directory, or sparql+https://HOST/PATH."
)
needed_store = click.option(
    "--store",
    required=True,
    metavar="DIR|URL",
    help="The store: a directory, or sparql+https://HOST/PATH.",
)
disk_store = click.option(
    "--store", required=True, metavar="DIR", callback=on_disk, help="The store on the disk."
)


def printable(text: str) -> str:
    """Make control characters and marks that turn the direction of writing harmless to a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def opened_graphs(
    graphs: Sequence[str | None], store: str | None, policy: str | None = None
) -> "Store":
    """Open what a command works on: graph files; a store whole; or with both, the articles of it that are named.

    Raises GraphError, StoreError.
    """
    from actorgraph.pipeline import load
    from actorgraph.stores.memory import Store

    names = [graph for graph in graphs if graph is not None]
    if store is None:
        if not names:
            raise GraphError(
                "no graph is given", remedy="name a graph.ttl, or a store: --store DIR"
            )
        return load(*names).store
    held = opened_any(store, policy)
    if not names:
        return held
    with held:
        return Store.of(held.graph_of(held.find(name)) for name in names)


def opened_any(store: str, policy: str | None = None) -> "DiskStore | RemoteStore":
    """Open a store to read, on the disk or elsewhere, its direct edges those of a policy. Raises StoreError."""
    from actorgraph.stores.policy import accept
    from actorgraph.stores.remote.address import is_remote

    if not is_remote(store):
        return opened_store(store, policy)
    held = written_store(store)
    accept(held, policy)
    return held


def written_store(store: str, *, create: bool = True) -> "DiskStore | RemoteStore":
    """Open a store to write, on the disk or elsewhere. Raises StoreError."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.remote.address import is_remote
    from actorgraph.stores.remote.remotestore import RemoteStore

    return RemoteStore(store) if is_remote(store) else DiskStore(store, create=create)


def opened_store(store: str, policy: str | None = None) -> "DiskStore":
    """Open a store to read, its direct edges those of a policy, without one of its own. Raises StoreError."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.layout import FORMAT, read_layout
    from actorgraph.stores.policy import accept, is_settled

    if read_layout(Path(store), create=False).form == FORMAT:
        held = DiskStore(store, readonly=True)
        if not held.pending() and is_settled(held, policy):
            return held
        held.close()
    with DiskStore(store, create=False) as written:
        accept(written, policy)
    return DiskStore(store, readonly=True)


def tell_stale(store: "Store") -> None:
    """Say on standard error that a store's links across articles are older than its articles, where they are."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.linked import is_stale
    from actorgraph.stores.disk.readings import unlinked

    if isinstance(store, DiskStore) and is_stale(store.quads, store.ledger):
        what = f"links are older than the articles, {unlinked(store.ledger)} of which are new or changed"
        click.echo(
            f"actorgraph: {what}: actorgraph link --store {printable(str(store.directory))}",
            err=True,
        )


@contextmanager
def kept_in(store: str | None) -> Iterator[Callable[[Sequence["ArticleGraph"]], None]]:
    """Give a function that keeps graphs in a store, or does nothing where there is none. Raises StoreError."""
    if store is None:
        yield lambda graphs: None
        return
    from actorgraph.stores.disk.diskstore import Entry
    from actorgraph.stores.policy import accept

    with written_store(store) as held:
        yield lambda graphs: held.put(map(Entry, graphs))
        accept(held)
        tell_stale(held)
