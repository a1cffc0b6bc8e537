"""`actorgraph check` and `reason`: does a graph conform to model, text and ontology?"""

import sys
from pathlib import Path

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import store_option
from actorgraph.commands.terminal import plural, printable


@click.command()
@click.argument("graph", required=False, shell_complete=complete_files)
@store_option
@click.option(
    "--article",
    metavar="FILE",
    shell_complete=complete_files,
    help="Also check every span against this text.",
)
def check(graph: str | None, store: str | None, article: str | None) -> None:
    """Check a graph against the model and the text.

    Exit code 1 if there are problems.
    """
    from actorgraph.checking.check import check
    from actorgraph.text.reading import read

    # Whatever was built is read again, also what was built with `--language en`.
    text = read(article, language="en").text if article else None
    findings = check(open_graphs((graph,), store), text)
    for finding in findings:
        line = f"{finding.node}  {finding.rule}  {finding.message}; {finding.remedy}"
        click.echo(printable(line))
    if findings:
        click.echo(plural(len(findings), "problem") + " found")
        sys.exit(1)
    click.echo("no problems found")


@click.command()
@click.argument("graph", required=False, shell_complete=complete_files)
@store_option
@click.option(
    "--inferred",
    metavar="FILE",
    shell_complete=complete_files,
    help="Write what OWL 2 RL infers to a .nq or .trig file.",
)
def reason(graph: str | None, store: str | None, inferred: str | None) -> None:
    """Check whether a graph contradicts the ontology.

    HermiT decides for graphs of up to 10,000 triples. Larger graphs are left to OWL 2 RL, which
    finds less. Exit code 1 if there are contradictions.
    """
    from actorgraph.checking.inference import infer
    from actorgraph.checking.reasoning import LARGEST, clashes, contradictions
    from actorgraph.pipeline import Graph
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.views.exports import export

    # A copy in memory, because inferred triples do not belong in a store.
    copy = MemoryStore.of(Graph(open_graphs((graph,), store)).articles())
    # HermiT is complete, but takes minutes over a large graph.
    if len(copy.triples()) <= LARGEST:
        reasoner, found = "HermiT", contradictions(copy)
    else:
        reasoner, found = "OWL 2 RL", clashes(copy)
    if inferred:
        count = infer(copy)
        export(copy, Path(inferred))
        click.echo(f"{count} triples inferred: {inferred}", err=True)
    for line in found:
        click.echo(printable(line))
    if found:
        click.echo(f"{plural(len(found), 'contradiction')}, by {reasoner}")
        sys.exit(1)
    click.echo(f"consistent with the ontology, by {reasoner}")
