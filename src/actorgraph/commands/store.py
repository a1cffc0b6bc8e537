"""The commands that look after a store: `stats`, `verify`, `compact`, `backup` and `remove`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.opening import open_to_read, open_to_write, warn_if_stale
from actorgraph.commands.options import required_directory, required_store
from actorgraph.commands.terminal import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.ledger import Dyad
    from actorgraph.stores.remote.remotestore import RemoteStore


@click.command()
@required_store
@click.option(
    "--edges",
    "edges",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Also list the N edges with the most claims.",
)
def stats(store: str, edges: int) -> None:
    """Show a store's contents and size."""
    with open_to_read(store) as opened:
        for name, value in _figures(opened):
            click.echo(f"{name:<18}{value}")
        if edges:
            _print_edges(opened, edges)


def _figures(opened: "DiskStore | RemoteStore") -> "Iterable[tuple[str, object]]":
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.stats import stats
    from actorgraph.stores.remote.figures import figures

    if isinstance(opened, DiskStore):
        return stats(opened)
    return figures(opened)


def _print_edges(opened: "DiskStore | RemoteStore", most: int) -> None:
    from actorgraph.vocabulary.vocab import local_name

    for dyad in _dyads(opened, most):
        nodes = (dyad.subject, dyad.edge, dyad.object)
        columns = [str(dyad.claims), *map(local_name, nodes)]
        click.echo(printable("\t".join(columns)))


def _dyads(opened: "DiskStore | RemoteStore", most: int) -> "Iterable[Dyad]":
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.remote.figures import dyads

    if isinstance(opened, DiskStore):
        return opened.ledger.dyads(most)
    return dyads(opened, most)


@click.command()
@required_directory
def verify(store: str) -> None:
    """Compare a store's files with what was written.

    Exit code 1 if there are problems.
    """
    from actorgraph.stores.disk.verify import verify

    problems = verify(store)
    for line in problems:
        click.echo(printable(line))
    if problems:
        click.echo(plural(len(problems), "problem") + " found")
        sys.exit(1)
    click.echo("OK: every article matches its recorded digest")


@click.command()
@required_directory
def compact(store: str) -> None:
    """Rewrite a store to reclaim the space of removed articles."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import compact

    with DiskStore(store, create=False) as opened:
        compact(opened)
    click.echo(store)


@click.command()
@click.argument("target")
@required_directory
def backup(target: str, store: str) -> None:
    """Copy a store to a new directory.

    The directory TARGET must not exist. It becomes a complete store.
    """
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import backup

    with DiskStore(store, create=False) as opened:
        backup(opened, Path(target))
    click.echo(target)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@required_store
def remove(articles: tuple[str, ...], store: str) -> None:
    """Remove articles from a store.

    An ARTICLE is an IRI, the end of one, or the name of the source. Traces may remain in the
    store's files until it is compacted; `actorgraph forget` leaves none.
    """
    from actorgraph.stores.policy import accept

    with open_to_write(store, create=False) as opened:
        found = [opened.find(article) for article in articles]
        opened.remove(found)
        accept(opened)
        warn_if_stale(opened)
    for iri in found:
        click.echo(iri.value)
