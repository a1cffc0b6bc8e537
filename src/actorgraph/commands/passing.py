"""Passing on: a graph in another format, in a form that protects people, or without somebody."""

from pathlib import Path

import click

from actorgraph.commands.terminal import opened_graphs


@click.command()
@click.argument("graph")
@click.option("-o", "--out", required=True, metavar="FILE", help="Where it goes; its ending can name the format.")
@click.option("--format", "form", metavar="NAME", help="One of those above.")
@click.option("--policy", metavar="NAME|FILE", help="Derive the direct edges by strict, default, generous or a file.")
@click.option("--redact", metavar="NAME|FILE", help="Protect people by a redaction policy: default, or a .toml file.")
def export(graph: str, out: str, form: str | None, policy: str | None, redact: str | None) -> None:
    """Write GRAPH to a FILE as ttl, nt, nq, trig, jsonld, rdf, graphml, gexf, csv, .ftm.json, .nanopub.trig or
    .zip (two tables); by --format, too: longturtle, ttl12 (RDF 1.2), ftm, nanopub, tables (into a folder)."""
    from actorgraph import redaction
    from actorgraph.views.exports import export

    store = opened_graphs((graph,))
    export(redaction.redact(store, redact) if redact else store, Path(out), form=form, policy=policy)
    click.echo(out)


@click.command()
@click.argument("who", metavar="NAME|IRI")
@click.argument("graphs", nargs=-1, required=True, metavar="GRAPH...")
def forget(who: str, graphs: tuple[str, ...]) -> None:
    """Take somebody out of each GRAPH, with every claim and every text that names them; its page is drawn anew.

    What else stands in the folder and still holds the name is named, and left to you.
    """
    from actorgraph.folders import save
    from actorgraph.pipeline import Graph
    from actorgraph.redaction import forget

    for name in graphs:
        folder = Path(name) if Path(name).is_dir() else Path(name).parent
        path = folder / "graph.ttl" if Path(name).is_dir() else Path(name)
        kept = Graph(forget(opened_graphs((name,)), who))
        page = {"page.html": kept.view()} if (folder / "page.html").exists() else {}
        save(folder, {path.name: kept.to_turtle(), **page})
        click.echo(path)
        for other in sorted(file for file in folder.iterdir() if file.is_file()):
            if who.casefold().encode() in other.read_bytes().decode("utf-8", "replace").casefold().encode():
                click.echo(f"actorgraph: {other}: still holds what is to be forgotten", err=True)
