"""What commands share: where their graphs come from, and how a text is made harmless to a terminal."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from actorgraph.errors import StoreError

if TYPE_CHECKING:
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.stores.contract import Store

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
    """Open graph files; or a whole store; or both: the named articles of a store. Raises GraphError, StoreError."""
    from actorgraph.stores.opening import open_graphs

    return open_graphs([graph for graph in graphs if graph is not None], store, policy)


def tell_stale(store: "Store") -> None:
    """Say on standard error that a store's links across articles are older than its articles, where they are."""
    changed = store.outdated_links()
    if changed is not None:
        what = f"links are older than the articles, {changed} of which are new or changed"
        click.echo(
            f"actorgraph: {what}: actorgraph link --store {printable(store.where)}",
            err=True,
        )


@contextmanager
def kept_in(store: str | None) -> Iterator[Callable[[Sequence["ArticleGraph"]], None]]:
    """Give a function that keeps graphs in a store, or does nothing where there is none. Raises StoreError."""
    if store is None:
        yield lambda graphs: None
        return
    from actorgraph.stores.contract import Entry
    from actorgraph.stores.opening import open_store

    with open_store(store) as held:
        yield lambda graphs: held.put(map(Entry, graphs))
        held.derive()
        tell_stale(held)
