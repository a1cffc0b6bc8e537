"""`actorgraph review`: a person's decisions on who is who in an article."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_folders
from actorgraph.commands.options import stacked
from actorgraph.commands.terminal import printable

if TYPE_CHECKING:
    from actorgraph.text.review import Decision


_options = stacked(
    click.option("--same", nargs=2, metavar="A B", help="Decide that A and B are the same."),
    click.option(
        "--different", nargs=2, metavar="A B", help="Decide that A and B are not the same."
    ),
    click.option("--unlink", metavar="A", help="Decide that A is not the person of the link."),
    click.option("--undo", type=int, metavar="N", help="Remove decision number N."),
    click.option("--by", default="", metavar="NAME", help="Who decides."),
    click.option("--date", default="", metavar="DATE", help="Date of the decision."),
    click.option("--note", default="", metavar="TEXT", help="Reason for the decision."),
)


@click.command()
@click.argument("folder", shell_complete=complete_folders)
@_options
def review(
    folder: str,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    unlink: str | None,
    undo: int | None,
    by: str,
    date: str,
    note: str,
) -> None:
    """List or change the decisions on who is who.

    FOLDER is the folder of an article. Without an option, list its decisions.
    """
    from actorgraph.text.review import Decision, read_decisions, without

    made = []
    pairs = {"same": same, "different": different, "unlink": (unlink, "") if unlink else None}
    for kind, names in pairs.items():
        if names:
            made.append(Decision(kind, *names, by=by, date=date, note=note))
    _check(made, folder)
    before = read_decisions(Path(folder))
    remaining = before if undo is None else without(before, undo)
    after = (*remaining, *made)
    if after != before:
        _save(after, folder)
    for number, decision in enumerate(after, start=1):
        click.echo(f"{number}  {printable(str(decision))}")


def _save(decisions: "Sequence[Decision]", folder: str) -> None:
    from actorgraph.folders import save_file
    from actorgraph.text.review import NAME, write_decisions

    save_file(Path(folder) / NAME, write_decisions(decisions))
    click.echo(f"build the article into {folder} again to apply the decisions", err=True)


def _check(made: "Sequence[Decision]", folder: str) -> None:
    """Raise ReviewError if a decision names nobody, or someone who must not be identified."""
    from actorgraph.pipeline import load
    from actorgraph.text.review import refuse

    if not made:
        return
    cast = load(folder).cast()
    for decision in made:
        refuse(decision, cast)
