"""Why articles failed or were skipped: a table on a terminal, a line for each reason elsewhere."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import printable, warn

if TYPE_CHECKING:
    from actorgraph.corpus.report import Reason

# Reasons to show; the file lists every article.
MOST_ROWS = 10


def show_reasons(reasons: Sequence["Reason"], path: Path) -> None:
    """Write the commonest reasons to standard error, and where every article is listed."""
    if not reasons:
        return
    shown, others = reasons[:MOST_ROWS], reasons[MOST_ROWS:]
    if sys.stderr.isatty():
        _print_table(shown)
    else:
        for reason in shown:
            warn(_line(reason))
    if others:
        count = sum(reason.count for reason in others)
        warn(f"{count} more for {len(others)} other reasons")
    warn(f"every one of them is listed in {path}")


def _line(reason: "Reason") -> str:
    example = reason.example if reason.count == 1 else f"for example {reason.example}"
    line = f"{reason.count} {reason.kind}: {reason.reason} ({example})"
    return f"{line}; {reason.remedy}" if reason.remedy else line


def _print_table(reasons: Sequence["Reason"]) -> None:
    """Print a table that is as wide as the terminal; long cells are wrapped."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    for head in ("", "why", "for example", "what to do"):
        table.add_column(head, overflow="fold")
    for reason in reasons:
        cells = (str(reason.count), reason.kind, reason.reason, reason.example, reason.remedy)
        # As text, so that brackets in a name are not taken for markup.
        table.add_row(*(Text(printable(cell)) for cell in cells))
    console = Console(stderr=True)
    with console.capture() as capture:
        console.print(table)
    # By way of Click, which writes to whatever standard error is now.
    click.echo(capture.get(), nl=False, err=True)
