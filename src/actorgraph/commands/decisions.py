"""Decisions: who is who, by a person's word."""

from pathlib import Path

import click

from actorgraph.commands.terminal import printable


@click.command()
@click.argument("folder")
@click.option("--same", nargs=2, metavar="A B", help="These two are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two are not one.")
@click.option("--unlink", metavar="A", help="A is not whom the link says.")
@click.option("--undo", type=int, metavar="N", help="Take the Nth decision back.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--date", default="", metavar="DATE", help="When.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
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
    """Decide who is who in an article's FOLDER; without an option, list what was decided."""
    from actorgraph.folders import save_file
    from actorgraph.pipeline import load
    from actorgraph.text.review import (
        NAME,
        Decision,
        read_decisions,
        refuse,
        without,
        write_decisions,
    )

    held = read_decisions(Path(folder))
    pairs = [("same", same), ("different", different), ("unlink", (unlink, "") if unlink else None)]
    made = [Decision(kind, *names, by=by, date=date, note=note) for kind, names in pairs if names]
    cast = load(folder).cast() if made else {}
    for decision in made:
        refuse(decision, cast)
    kept = (*(without(held, undo) if undo is not None else held), *made)
    if kept != held:
        save_file(Path(folder) / NAME, write_decisions(kept))
        click.echo(f"build the article into {folder} again, and it is obeyed", err=True)
    for place, decision in enumerate(kept, start=1):
        click.echo(f"{place}  {printable(str(decision))}")
