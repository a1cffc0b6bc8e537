"""The commands that look after a store: `stats`, `verify`, `compact`, `backup` and `remove`."""

import sys
from pathlib import Path

import click

from actorgraph.commands.complete import complete_folders
from actorgraph.commands.opening import warn_if_outdated
from actorgraph.commands.options import required_directory, required_store
from actorgraph.commands.terminal import plural, printable


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
    from actorgraph.stores.opening import open_to_read
    from actorgraph.vocabulary.vocab import local_name

    with open_to_read(store) as opened:
        for name, value in opened.stats():
            click.echo(f"{name:<18}{value}")
        for count in opened.edge_counts(edges):
            nodes = (count.subject, count.edge, count.object)
            columns = [str(count.claims), *map(local_name, nodes)]
            click.echo(printable("\t".join(columns)))


@click.command()
@required_directory
@click.option(
    "--seal",
    is_flag=True,
    help="Seal the store again if its seal is lost and nothing else is wrong.",
)
def verify(store: str, seal: bool) -> None:
    """Compare a store's files with what was written.

    Exit code 1 if there are problems.
    """
    from actorgraph.stores.disk.verify import verify

    problems = verify(store, seal=seal)
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
@click.argument("target", shell_complete=complete_folders)
@required_directory
def backup(target: str, store: str) -> None:
    """Copy a store to a new directory.

    The directory TARGET must not exist. It becomes a complete store.
    """
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import back_up

    with DiskStore(store, create=False) as opened:
        back_up(opened, Path(target))
    click.echo(target)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@required_store
def remove(articles: tuple[str, ...], store: str) -> None:
    """Remove articles from a store.

    An ARTICLE is an IRI, the end of one, or the name of the source. Traces may remain in the
    store's files until it is compacted; `actorgraph forget` leaves none.
    """
    from actorgraph.stores.opening import open_store

    with open_store(store, create=False) as opened:
        found = [opened.find(article) for article in articles]
        opened.remove(found)
        opened.derive()
        warn_if_outdated(opened)
    for iri in found:
        click.echo(iri.value)
