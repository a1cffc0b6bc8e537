"""`actorgraph explain`: what a claim rests on, or who an actor is."""

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import store_option
from actorgraph.commands.terminal import printable


@click.command()
@click.argument("claim", metavar="CLAIM|ACTOR")
@click.argument("graph", required=False, shell_complete=complete_files)
@store_option
def explain(claim: str, graph: str | None, store: str | None) -> None:
    """Explain a claim or an actor.

    Of a claim, show the sentence, the cue, the rule, the roles and the source; of an actor, the
    identity and the reasons for it. CLAIM and ACTOR are IRIs or the ends of IRIs.
    """
    from actorgraph.views.explain import explain

    opened = open_graphs((graph,), store)
    click.echo(printable(explain(opened, claim)), nl=False)
