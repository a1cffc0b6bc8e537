"""Writing to a terminal: warnings, and texts that must not control it."""

import re
import shutil
import sys

import click

# Controls other than tab and newline, and the marks that turn left-to-right into right-to-left.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


STANDARD_STREAM = "-"  # the name of standard input, or of standard output


def printable(text: str) -> str:
    """Replace control characters, and marks that change the direction of writing."""
    return _UNPRINTABLE.sub("\ufffd", text)


def terminal_width() -> int | None:
    """Return the number of columns of the terminal; None if standard output is not one."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def warn(text: object) -> None:
    """Write one line to standard error."""
    click.echo(f"actorgraph: {printable(str(text))}", err=True)


def plural(count: int, noun: str) -> str:
    """Return a count and its noun: `1 claim`, `2 claims`."""
    ending = "" if count == 1 else "s"
    return f"{count} {noun}{ending}"
