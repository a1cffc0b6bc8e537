"""`actorgraph diff`: what changed between two versions of an article."""

import json
import sys

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.terminal import plural, printable


@click.command()
@click.argument("before", metavar="A", shell_complete=complete_files)
@click.argument("after", metavar="B", shell_complete=complete_files)
@click.option("--json", "as_json", is_flag=True, help="Write the changes as JSON.")
def diff(before: str, after: str, as_json: bool) -> None:
    """Compare graph B with graph A, an earlier version.

    Exit code 1 if a claim changed.
    """
    from actorgraph.links.changes import changes
    from actorgraph.pipeline import load

    found = changes(load(before).store, load(after).store)
    if as_json:
        records = [change.to_json() for change in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        for change in found:
            click.echo(printable(str(change)))
        click.echo(plural(len(found), "change") if found else "the same claims")
    sys.exit(1 if found else 0)
