"""Help: every command is in one section, no line is cut, and every format is listed."""

import subprocess
import sys
from collections import Counter

import click
import pytest
from click.testing import CliRunner

from actorgraph.cli import SECTIONS, cli
from actorgraph.commands import export, search
from actorgraph.stores.disk.full_text import KINDS
from actorgraph.views.exports import FORMATS

COMMANDS = [name for modules in SECTIONS.values() for name in modules]


def help_of(*arguments: str, width: int = 80) -> str:
    result = CliRunner().invoke(cli, [*arguments, "--help"], terminal_width=width)
    assert result.exit_code == 0
    return result.output


def test_every_command_is_in_exactly_one_section() -> None:
    assert Counter(COMMANDS).most_common(1)[0][1] == 1
    assert list(SECTIONS) == ["Build", "Ask", "Share", "Operate"]
    context = click.Context(cli)
    assert cli.list_commands(context) == COMMANDS
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.name == name


def test_no_line_of_the_list_is_cut_or_wrapped() -> None:
    lines = help_of().splitlines()
    for heading in SECTIONS:
        assert f"{heading}:" in lines
    for name in COMMANDS:
        (line,) = [line for line in lines if line.startswith(f"  {name} ")]
        assert line.endswith("."), line
        assert not line.endswith("..."), line
        assert len(line) <= 80
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    first = (command.help or "").split("\n\n")[0]
    assert first.endswith(".")
    assert first[0].isupper()
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help[0].isupper() or parameter.help[0] == "0", parameter.help
    assert all(len(line) <= 80 for line in help_of(name).splitlines())


def test_the_formats_and_kinds_of_help_are_those_there_are() -> None:
    assert set(export.FORMATS) == {form.name for form in FORMATS}
    assert set(search.KINDS) == set(KINDS)
    shown = " ".join(help_of("export").split())
    assert all(name in shown for name in export.FORMATS)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["query", "-h"]])
def test_the_package_runs_as_a_module(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "actorgraph", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "actorgraph" in done.stdout
    assert "__main__" not in done.stdout


def test_an_unknown_command_leads_to_the_help() -> None:
    result = CliRunner().invoke(cli, ["frobnicate"])
    assert result.exit_code == 2
    assert "frobnicate" in result.output
    assert "--help" in result.output


@pytest.mark.parametrize(
    ("arguments", "lines", "words"),
    [
        ([], 20, "Usage:"),
        (["build"], 1, "see actorgraph build --help"),
        (["export", "g.ttl", "--formt", "ttl"], 1, "see actorgraph export --help"),
        (["frobnicate"], 1, "See actorgraph --help"),
        (["build", "out/article/graph.ttl"], 1, "actorgraph query"),
    ],
)
def test_wrong_usage_leads_to_the_help(arguments: list[str], lines: int, words: str) -> None:
    command = [sys.executable, "-m", "actorgraph", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert (done.stderr.count("\n") == 1) == (lines == 1)
