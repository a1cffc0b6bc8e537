"""The commands that look across articles: tie them, and hold two versions of one against each other."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import on_disk, printable
from actorgraph.errors import GraphError

if TYPE_CHECKING:
    from actorgraph.links import Links
    from actorgraph.links.readings import Readings
    from actorgraph.text.review import Decision

FILE, FOLDER = "links.nq", "out/links"


@click.command()
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@click.option(
    "--store",
    metavar="DIR",
    callback=on_disk,
    help="Tie the articles of a store; decisions stand in DIR.",
)
@click.option(
    "-o", "--out", metavar="DIR", help="Where links.nq of GRAPHs goes.  [default: out/links]"
)
@click.option("--same", nargs=2, metavar="A B", help="These two are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two are not one.")
@click.option("--undo", type=int, metavar="N", help="Take the Nth decision back.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--list", "listed", is_flag=True, help="List every tie with its reasons and points.")
def link(
    graphs: tuple[str, ...],
    store: str | None,
    out: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: int | None,
    by: str,
    note: str,
    listed: bool,
) -> None:
    """Tie the same actors and events of several GRAPHs, or of a store; decisions stand in review.toml and always win.

    A and B are names as the articles write them, or the ends of actors' IRIs. A store's articles are read once: a second
    run reads those that are new or changed, and gives what a first one would.
    """
    from actorgraph.text.review import Decision

    pairs = [("same", same), ("different", different)]
    made = [Decision(kind, *names, by=by, note=note) for kind, names in pairs if names]
    if store is None:
        links, place = _of_files(graphs, Path(out or FOLDER), made, undo)
    elif graphs or out:
        raise GraphError(
            "a store is linked by itself", where=store, remedy="leave GRAPHs and -o out"
        )
    else:
        links, place = _of_store(store, made, undo)
    for line in links.lines() if listed else ():
        click.echo(printable(line))
    counts = f"{links.count('same actor')} actors, {links.count('same event')} claims tied"
    click.echo(f"{place}  {counts}, {links.count('contradicting claims')} contradictions")


def _of_files(
    graphs: Sequence[str], folder: Path, made: Sequence["Decision"], undo: int | None
) -> tuple["Links", Path | str]:
    """Link graph files; what is found and decided goes into a folder."""
    from actorgraph.folders import save
    from actorgraph.links.linking import find_links
    from actorgraph.links.readings import ReadingsInMemory
    from actorgraph.pipeline import load
    from actorgraph.text.review import NAME, write_decisions

    if not graphs:
        raise GraphError(
            "no graph is given", remedy="name graphs of two articles or more, or --store DIR"
        )
    read = load(*graphs).store
    if len(read.articles()) < 2:
        raise GraphError(
            "links need two articles or more", where=" ".join(graphs), remedy="name more graphs"
        )
    readings = ReadingsInMemory.of(read)
    held, kept = _decisions(folder, made, undo, readings)
    links = find_links(readings, kept)
    files = {FILE: links.to_nquads()}
    save(folder, files | ({NAME: write_decisions(kept)} if kept != held else {}))
    return links, folder / FILE


def _of_store(
    store: str, made: Sequence["Decision"], undo: int | None
) -> tuple["Links", Path | str]:
    """Link a store's articles; what is found goes into its graph of links, what is decided into its directory."""
    from actorgraph.folders import save
    from actorgraph.links.cached_readings import CachedReadings
    from actorgraph.links.linking import find_links
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.relinking import relink
    from actorgraph.text.review import NAME, write_decisions

    with DiskStore(store, create=False) as written:
        readings = CachedReadings(written)
        held, kept = _decisions(written.directory, made, undo, readings)
        links = find_links(readings, kept)
        if kept != held:
            save(written.directory, {NAME: write_decisions(kept)})
        relink(written, links.triples)
        return links, f"{store}  {readings.fresh} articles read"


def _decisions(
    folder: Path, made: Sequence["Decision"], undo: int | None, readings: "Readings"
) -> tuple[tuple["Decision", ...], tuple["Decision", ...]]:
    """Return the decisions of a folder as they were and as they are to be. Raises ReviewError."""
    from actorgraph.links.decisions import refuse
    from actorgraph.text.review import read_decisions, without

    held = read_decisions(folder)
    refuse(made, readings)
    return held, (*(without(held, undo) if undo is not None else held), *made)


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Write the changes as JSON.")
def diff(before: str, after: str, as_json: bool) -> None:
    """Hold graph B against graph A, an earlier version of its article; exit code 1 if a claim changed."""
    from actorgraph.links.changes import changes
    from actorgraph.pipeline import load

    found = changes(load(before).store, load(after).store)
    if as_json:
        click.echo(json.dumps([change.to_json() for change in found], ensure_ascii=False, indent=2))
    else:
        for change in found:
            click.echo(printable(str(change)))
        click.echo(f"{len(found)} changes" if found else "the same claims")
    sys.exit(1 if found else 0)
