"""Completion in shells: what is offered where, by each shell's own script."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.commands.complete import ENCODINGS
from actorgraph.commands.completion import PROGRAM, SHELLS, VARIABLE
from actorgraph.query import questions
from actorgraph.text.decoding import is_encoding
from actorgraph.views.exports import FORMATS

# Options and arguments that take the name of a file or folder.
PLACES = ("FILE", "DIR", "GRAPH...", "FOLDER|FILE")


def offered(line: str) -> list[tuple[str, str]]:
    """The type and value of what is offered at the end of a line."""
    *words, incomplete = line.split(" ")
    items = ShellComplete(cli, {}, PROGRAM, VARIABLE).get_completions(words, incomplete)
    return [(item.type, item.value) for item in items]


def values(line: str) -> list[str]:
    return [value for _, value in offered(line)]


def test_the_names_of_questions_are_those_there_are() -> None:
    assert values("query ") == [question.name for question in questions()]
    assert values("query who-urged") == ["who-urged-whom"]
    items = ShellComplete(cli, {}, PROGRAM, VARIABLE).get_completions(["query"], "who-urged")
    assert [item.help for item in items] == ["Requests"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bui", ["build"]),
        ("query --format t", ["table", "ttl"]),
        ("query who-urged-whom --policy ge", ["generous"]),
        ("search x --kind q", ["quotation"]),
        ("link --bar s", ["sure"]),
        ("export g.ttl --redact d", ["default"]),
        ("completion f", ["fish"]),
        ("build a.txt --encoding windows-1252", ["windows-1252"]),
        ("query who-urged-whom -p ", []),
        ("query none-of-these -p ", []),
    ],
)
def test_names_are_offered(line: str, expected: list[str]) -> None:
    assert values(line) == expected


def test_formats_encodings_and_parameters_are_those_there_are() -> None:
    assert values("export --format ") == [form.name for form in FORMATS]
    assert all(map(is_encoding, ENCODINGS))
    for question in questions():
        expected = [f"{name}=" for name in question.parameters]
        assert values(f"query {question.name} -p ") == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("build art", "file"),
        ("build a.txt -o ", "dir"),
        ("build a.txt --store ", "dir"),
        ("query ./who", "file"),
        ("query who-urged-whom out", "file"),
        ("query who-urged-whom --policy ./p", "file"),
        ("export g.ttl --redact ./mine", "file"),
        ("explain 12 ", "file"),
        ("review ", "dir"),
        ("diff a.ttl ", "file"),
        ("ingest ", "file"),
    ],
)
def test_files_are_left_to_the_shell(line: str, kind: str) -> None:
    assert offered(line) == [(kind, line.split(" ")[-1])]


def test_every_place_is_completed() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if parameter.metavar in PLACES or parameter.name in ("graph", "store"):
                own = click.Context(command, parent=context, info_name=name)
                assert parameter.shell_complete(own, ""), f"{name} {parameter.name}"


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"{VARIABLE}={shell}_complete" in result.stdout


def test_another_shell_is_refused() -> None:
    assert CliRunner().invoke(cli, ["completion", "tcsh"]).exit_code == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes(tmp_path: Path) -> None:
    program = tmp_path / PROGRAM
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actorgraph "$@"\n', "utf-8")
    program.chmod(0o755)
    script = f"""
        eval "$({PROGRAM} completion bash)"
        COMP_WORDS=({PROGRAM} query who-urged)
        COMP_CWORD=2
        _{PROGRAM}_completion {PROGRAM}
        echo "${{COMPREPLY[@]}}"
    """
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout, done.stderr) == ("who-urged-whom\n", "")
