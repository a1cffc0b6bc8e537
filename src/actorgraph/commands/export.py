"""`actorgraph export`: a graph in another format, redacted if asked."""

from pathlib import Path

import click

from actorgraph.commands.complete import complete_files, complete_redactions
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import bom_option, policy_option, store_option
from actorgraph.commands.terminal import STANDARD_STREAM

# The names in `views.exports.FORMATS`, spelled here because importing that module would slow down
# every --help.
FORMATS = (
    "ttl",
    "longturtle",
    "ttl12",
    "nt",
    "rdf",
    "jsonld",
    "nq",
    "trig",
    "nanopub",
    "graphml",
    "gexf",
    "ftm",
    "csv",
    "tables",
)


@click.command()
@click.argument("graph", required=False, shell_complete=complete_files)
@store_option
@click.option(
    "-o",
    "--out",
    default=STANDARD_STREAM,
    metavar="FILE",
    shell_complete=complete_files,
    help="Output file; its ending sets the format.  [default: -, standard output]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=f"Output format: {', '.join(FORMATS)}.",
)
@policy_option
@bom_option
@click.option(
    "--redact",
    metavar="NAME|FILE",
    shell_complete=complete_redactions,
    help="Redact people by a policy: default, or a .toml file.",
)
def export(
    graph: str | None,
    store: str | None,
    out: str,
    form: str | None,
    policy: str | None,
    bom: bool,
    redact: str | None,
) -> None:
    """Write a graph to a file in another format.

    The endings are .ttl, .nt, .rdf, .jsonld, .nq, .trig, .nanopub.trig, .graphml, .gexf, .ftm.json,
    .csv and .zip, which holds two tables; all but .zip also with .gz. By --format only: longturtle,
    ttl12 (RDF 1.2), and tables, which writes a folder. To standard output it is Turtle, or the
    --format.
    """
    from actorgraph import redaction
    from actorgraph.views.exports import export, export_bytes

    opened = open_graphs((graph,), store, policy)
    if redact:
        opened = redaction.redact(opened, redact)
    if out == STANDARD_STREAM:
        # As bytes, because a zip is not text, and Windows would change the ends of lines.
        click.echo(export_bytes(opened, form=form, policy=policy, mark=bom), nl=False)
        return
    export(opened, Path(out), form=form, policy=policy, mark=bom)
    click.echo(out)
