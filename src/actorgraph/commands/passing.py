"""Passing on: a graph in another format, in a form that protects people, or without somebody."""

from pathlib import Path

import click

from actorgraph.commands.terminal import opened_graphs, store_option


@click.command()
@click.argument("graph", required=False)
@store_option
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="FILE",
    help="Where it goes; its ending can name the format.",
)
@click.option("--format", "form", metavar="NAME", help="One of those above.")
@click.option(
    "--policy",
    metavar="NAME|FILE",
    help="Derive the direct edges by strict, default, generous or a file.",
)
@click.option(
    "--redact",
    metavar="NAME|FILE",
    help="Protect people by a redaction policy: default, or a .toml file.",
)
def export(
    graph: str | None,
    store: str | None,
    out: str,
    form: str | None,
    policy: str | None,
    redact: str | None,
) -> None:
    """Write GRAPH to a FILE as ttl, nt, nq, trig, jsonld, rdf, graphml, gexf, csv, .ftm.json, .nanopub.trig or
    .zip (two tables); by --format, too: longturtle, ttl12 (RDF 1.2), ftm, nanopub, tables (into a folder)."""
    from actorgraph import redaction
    from actorgraph.views.exports import export

    held = opened_graphs((graph,), store, policy)
    export(redaction.redact(held, redact) if redact else held, Path(out), form=form, policy=policy)
    click.echo(out)


@click.command()
@click.argument("who", metavar="NAME|IRI")
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@store_option
@click.option(
    "--yes", is_flag=True, help="Of a store: do it, where a NAME stands in several articles."
)
def forget(who: str, graphs: tuple[str, ...], store: str | None, yes: bool) -> None:
    """Take somebody out of each GRAPH, with every claim and every text that names them; its page is drawn anew.

    What else stands in the folder and still holds the name is named, and left to you. Of a store every article goes
    that holds the name, or the article that is named, and no byte of it stays in the store's files.
    """
    from actorgraph.errors import GraphError

    if not graphs and not store:
        raise GraphError(
            "no graph is given", where=who, remedy="name graph.ttl files after it, or --store DIR"
        )
    if store:
        from actorgraph.commands.stores import forget_in

        forget_in(store, who, yes=yes)
    _forget_in_files(who, graphs)


def _forget_in_files(who: str, graphs: tuple[str, ...]) -> None:
    from actorgraph.folders import save
    from actorgraph.pipeline import Graph
    from actorgraph.redaction import forget

    for name in graphs:
        folder = Path(name) if Path(name).is_dir() else Path(name).parent
        path = folder / "graph.ttl" if Path(name).is_dir() else Path(name)
        kept = Graph(forget(opened_graphs((name,), None), who))
        page = {"page.html": kept.view()} if (folder / "page.html").exists() else {}
        save(folder, {path.name: kept.to_turtle(), **page})
        click.echo(path)
        for other in sorted(file for file in folder.iterdir() if file.is_file()):
            if (
                who.casefold().encode()
                in other.read_bytes().decode("utf-8", "replace").casefold().encode()
            ):
                click.echo(f"actorgraph: {other}: still holds what is to be forgotten", err=True)
