"""The commands that look across articles: tie them, and hold two versions of one against each other."""

import json
import sys
from pathlib import Path

import click

from actorgraph.commands.terminal import printable
from actorgraph.errors import GraphError

FILE = "links.nq"


@click.command()
@click.argument("graphs", nargs=-1, required=True, metavar="GRAPH...")
@click.option("-o", "--out", default="out/links", show_default=True, metavar="DIR", help="Where links.nq goes.")
@click.option("--same", nargs=2, metavar="A B", help="These two are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two are not one.")
@click.option("--undo", type=int, metavar="N", help="Take the Nth decision back.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--list", "listed", is_flag=True, help="List every tie with its reasons and points.")
def link(
    graphs: tuple[str, ...],
    out: str,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: int | None,
    by: str,
    note: str,
    listed: bool,
) -> None:
    """Tie the same actors and events of several GRAPHs; decisions stand in DIR/review.toml and always win.

    A and B are names as the articles write them, or the ends of actors' IRIs.
    """
    from actorgraph.folders import save
    from actorgraph.links import link
    from actorgraph.links.decisions import refuse
    from actorgraph.pipeline import load
    from actorgraph.review import NAME, Decision, read_decisions, without, write_decisions

    folder = Path(out)
    held = read_decisions(folder)
    pairs = [("same", same), ("different", different)]
    made = [Decision(kind, *names, by=by, note=note) for kind, names in pairs if names]
    store = load(*graphs).store
    if len(store.articles()) < 2:
        raise GraphError("links need two articles or more", where=" ".join(graphs), remedy="name more graphs")
    refuse(made, store)
    kept = (*(without(held, undo) if undo is not None else held), *made)
    links = link(store, kept)
    files = {FILE: links.to_nquads()}
    save(folder, files | ({NAME: write_decisions(kept)} if kept != held else {}))
    for line in links.lines() if listed else ():
        click.echo(printable(line))
    counts = f"{links.count('same actor')} actors, {links.count('same event')} claims tied"
    click.echo(f"{folder / FILE}  {counts}, {links.count('contradicting claims')} contradictions")


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
