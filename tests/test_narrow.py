"""Narrow terminals: help and tables stay readable in 40 and 60 columns; a pipe has the table."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from actorgraph.answer import Answer
from actorgraph.cli import SECTIONS, cli
from actorgraph.commands import query
from actorgraph.query import questions
from actorgraph.views.tables import print_answer

GRAPH = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
COMMANDS = [name for modules in SECTIONS.values() for name in modules]
# What Click does not wrap: examples, and words that are longer than the line.
UNWRAPPED = ("  actorgraph ", "  bash: ", "  zsh: ", "  fish: ")
CLAIM = ox.NamedNode("https://w3id.org/actorgraph/id/claim/0000000000000001-10-20-request")
ROWS = Answer(
    ("asker", "asked", "wanted", "claim"),
    (
        (ox.Literal("Mara Quill"), None, ox.Literal("open the harbour " * 4), CLAIM),
        (ox.Literal("Port Linden"), ox.Literal("Norway"), ox.Literal("pay"), CLAIM),
    ),
)


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("width", [40, 60])
def test_help_fits(width: int, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = CliRunner().invoke(cli, [*name.split(), "--help"]).output
    for line in shown.splitlines():
        assert len(line) <= width or line.startswith(UNWRAPPED), line


@pytest.mark.parametrize("width", [40, 60])
def test_a_row_becomes_a_block(width: int) -> None:
    lines = print_answer(ROWS, width=width).splitlines()
    assert lines[0] == "asker   Mara Quill"
    # What is empty is left out, and nothing is cut.
    assert lines[1].startswith("wanted  open the harbour")
    assert " ".join(lines).count("harbour") == 4
    assert lines[2].startswith(" " * len("wanted  "))
    assert lines.count("") == 2
    assert lines[-1] == "2 rows"
    assert all(len(line) <= width or CLAIM.value.endswith(line.split()[-1]) for line in lines)


def test_a_table_that_fits_stays_one() -> None:
    table = print_answer(ROWS)
    width = max(map(len, table.splitlines()))
    assert print_answer(ROWS, width=width) == table
    assert print_answer(ROWS, width=width - 1) != table
    assert print_answer(Answer(truth=True), width=1) == "yes\n"
    assert print_answer(Answer(("who",)), width=1).endswith("0 rows\n")


@pytest.mark.parametrize("width", [40, 60, 90, None])
def test_questions_are_listed_in_the_width_there_is(
    width: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(query, "terminal_width", lambda: width)
    query._list_questions()
    lines = capsys.readouterr().out.splitlines()
    if width is None:
        assert len(lines) == len(questions())
    else:
        assert all(len(line) <= width for line in lines)
    heads = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert heads == [question.name for question in questions()]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_a_terminal_has_blocks_and_a_pipe_the_table() -> None:
    command = [sys.executable, "-m", "actorgraph", "query", "who-leads-what", str(GRAPH)]
    piped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert piped.startswith("person  ")
    assert "──" in piped
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    process = subprocess.Popen(command, stdout=theirs, env=environment)
    os.close(theirs)
    shown = read_all(ours)
    assert process.wait() == 0
    assert "──" not in shown
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert shown.splitlines()[-1] == piped.splitlines()[-1]


def read_all(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 4_096):
            parts.append(part)
    except OSError:
        # The other end was closed.
        pass
    os.close(terminal)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_help_keeps_its_width_where_there_is_room() -> None:
    formatter = cli.make_context("actorgraph", ["query"], resilient_parsing=True).make_formatter()
    assert isinstance(formatter, click.HelpFormatter)
    assert formatter.width <= 98
