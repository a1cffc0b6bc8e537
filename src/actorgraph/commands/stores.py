"""The store's own commands: search it, take articles out, tell of it, write it anew, copy it, verify it."""

import sys
from pathlib import Path

import click

from actorgraph.commands.terminal import (
    disk_store,
    needed_store,
    printable,
    tell_stale,
)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@disk_store
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="name, quotation, evidence or title; all if not given.",
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
def search(words: tuple[str, ...], store: str, kinds: tuple[str, ...], limit: int) -> None:
    """Search a store for WORDS in names, quotations, titles and evidence; `port*` finds ports, too."""
    from actorgraph.search import search
    from actorgraph.stores.opening import open_disk_to_read
    from actorgraph.vocabulary.vocab import local_name

    with open_disk_to_read(store) as held:
        hits = search(held, " ".join(words), kinds=kinds, limit=limit)
    for hit in hits:
        click.echo(
            printable("\t".join([hit.kind, " ".join(hit.words.split()), local_name(hit.node)]))
        )
    click.echo(f"{len(hits)} found", err=True)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@needed_store
def remove(articles: tuple[str, ...], store: str) -> None:
    """Remove each ARTICLE whole, by its IRI, the end of it, or its source; `forget` leaves no byte of it."""
    from actorgraph.stores.opening import open_store

    with open_store(store, create=False) as held:
        found = [held.find(article) for article in articles]
        held.remove(found)
        held.derive()
        tell_stale(held)
    for iri in found:
        click.echo(iri.value)


def forget_in(store: str, article: str, *, yes: bool) -> None:
    """Remove an article, or every article that holds a name, and leave no byte of it in the store's files."""
    from actorgraph.errors import StoreError
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import articles_naming, forget, is_in_decisions
    from actorgraph.stores.remote.address import is_remote

    if is_remote(store):
        raise StoreError(
            "forget works on a directory",
            where=store,
            remedy="remove its articles: actorgraph remove",
        )
    with DiskStore(store, create=False) as held:
        known = held.known(article)
        found = [known] if known else articles_naming(held, article)
        if not found and not is_in_decisions(held, article):
            raise StoreError(
                "no article holds this",
                where=article,
                remedy=f"actorgraph search … --store {store}",
            )
        if len(found) > 1 and not yes:
            what = f"stands in {len(found)} articles, which would go whole"
            raise StoreError(what, where=article, remedy="say --yes to remove them")
        decisions = forget(held, found, "" if known else article)
        held.derive()
        tell_stale(held)
    for iri in found:
        click.echo(iri.value)
    if decisions:
        click.echo(
            f"actorgraph: review.toml: {decisions} decisions that named them are gone, too",
            err=True,
        )


@click.command()
@needed_store
@click.option(
    "--edges",
    "shown",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="List the N edges most told.",
)
def stats(store: str, shown: int) -> None:
    """Say what a store holds and what it weighs."""
    from actorgraph.stores.opening import open_to_read
    from actorgraph.vocabulary.vocab import local_name

    with open_to_read(store) as held:
        for name, value in held.stats():
            click.echo(f"{name:<18}{value}")
        for count in held.edge_counts(shown):
            ends = [local_name(node) for node in (count.subject, count.edge, count.object)]
            click.echo(printable("\t".join([str(count.claims), *ends])))


@click.command()
@disk_store
def compact(store: str) -> None:
    """Write a store anew: smaller, quicker, and without what was removed."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import compact

    with DiskStore(store, create=False) as held:
        compact(held)
    click.echo(store)


@click.command()
@click.argument("target")
@disk_store
def backup(target: str, store: str) -> None:
    """Copy a store to a new directory TARGET, which is a store itself."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import back_up

    with DiskStore(store, create=False) as held:
        back_up(held, Path(target))
    click.echo(target)


@click.command()
@disk_store
def verify(store: str) -> None:
    """Check every file and every article of a store against what was written; exit code 1 if something is wrong."""
    from actorgraph.stores.disk.verify import verify

    found = verify(store)
    for line in found:
        click.echo(printable(line))
    click.echo(f"{len(found)} findings" if found else "every article is what was acknowledged")
    sys.exit(1 if found else 0)
