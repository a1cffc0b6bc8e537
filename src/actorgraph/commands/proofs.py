"""Proofs: whether a graph keeps to the model, to its text and to the ontology."""

import sys
from pathlib import Path

import click

from actorgraph.commands.terminal import opened_graphs, printable, store_option


@click.command()
@click.argument("graph", required=False)
@store_option
@click.option("--article", metavar="FILE", help="Check every span against this text, too.")
def check(graph: str | None, store: str | None, article: str | None) -> None:
    """Check GRAPH against the model's shapes, and every span against the text; exit code 1 if something is wrong."""
    from actorgraph.checking.check import check
    from actorgraph.text.reading import read

    text = read(article).text if article else None
    findings = check(opened_graphs((graph,), store), text)
    for found in findings:
        click.echo(printable(f"{found.node}  {found.rule}  {found.message}; {found.remedy}"))
    click.echo(f"{len(findings)} findings" if findings else "nothing to find fault with")
    sys.exit(1 if findings else 0)


@click.command()
@click.argument("graph", required=False)
@store_option
@click.option(
    "--inferred",
    metavar="FILE",
    help="Write what OWL 2 RL infers, in a graph of its own: .nq or .trig.",
)
def reason(graph: str | None, store: str | None, inferred: str | None) -> None:
    """Tell whether GRAPH contradicts the ontology, and where; exit code 1 if it does.

    HermiT decides for up to 10,000 triples; a larger graph is left to OWL 2 RL, which sees less.
    """
    from actorgraph.checking.inference import infer
    from actorgraph.checking.reasoning import LARGEST, clashes, contradictions
    from actorgraph.pipeline import Graph
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.views.exports import export

    # In memory: what is inferred is no part of a store.
    held = MemoryStore.of(Graph(opened_graphs((graph,), store)).articles())
    small = len(held.triples()) <= LARGEST
    found = contradictions(held) if small else clashes(held)
    if inferred:
        click.echo(f"{infer(held)} triples inferred: {inferred}", err=True)
        export(held, Path(inferred))
    for line in found:
        click.echo(printable(line))
    judge = "HermiT" if small else "OWL 2 RL"
    click.echo(
        f"{len(found)} contradictions, by {judge}"
        if found
        else f"consistent with the ontology, by {judge}"
    )
    sys.exit(1 if found else 0)
