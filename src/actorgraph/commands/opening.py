"""Opening what a command works on, and keeping what it builds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from actorgraph.commands.terminal import warn

if TYPE_CHECKING:
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.stores.contract import Store


def open_graphs(
    graphs: Sequence[str | None], store: str | None, policy: str | None = None
) -> "Store":
    """Open graph files, a whole store, or some articles of a store if both are given.

    Raises GraphError, StoreError.
    """
    from actorgraph.stores import opening

    names = [graph for graph in graphs if graph is not None]
    return opening.open_graphs(names, store, policy)


def warn_if_outdated(store: "Store") -> None:
    """Warn if the links across a store's articles are older than the articles."""
    changed = store.outdated_links()
    if changed is None:
        return
    what = f"links are older than the articles, {changed} of which are new or changed"
    warn(f"{what}; run: actorgraph link --store {store.where}")


@contextmanager
def keeping_in(store: str | None) -> Iterator[Callable[[Sequence["ArticleGraph"]], None]]:
    """Give a function that keeps graphs in a store, or does nothing if there is none.

    Raises StoreError.
    """
    if store is None:
        yield lambda graphs: None
        return
    from actorgraph.stores.contract import Entry
    from actorgraph.stores.opening import open_store

    with open_store(store) as opened:
        yield lambda graphs: opened.put(Entry(graph) for graph in graphs)
        # Once for all articles of the run.
        opened.derive()
        warn_if_outdated(opened)
