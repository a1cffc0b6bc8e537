"""Run the `console` and `python` blocks of documents, and compare what they show."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
# How far a run is, which only a slow one says.
PROGRESS = re.compile(r"^actorgraph: [\d,]+ articles?, .* a second")
# The exit code of a command that was refused.
BAD_INPUT = 2
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
# A number with a unit of time differs from run to run.
TIMES = re.compile(r"\b\d+(?:\.\d+)? ?(?:ms|s|seconds?)\b")


def prepare(folder: Path) -> dict[str, str]:
    """Put the sample, the examples and the tool into a folder; return the environment to use."""
    shutil.copytree(ROOT / "graph", folder / "graph")
    shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    tools = folder / "bin"
    tools.mkdir()
    for name, options in (("actorgraph", "-m actorgraph.cli"), ("python", "-W ignore")):
        tool = tools / name
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" {options} "$@"\n')
        tool.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
    }


def replayed(text: str, folder: Path, environment: Mapping[str, str]) -> str:
    """The text with the output of each command of its `console` blocks as it comes now."""

    def replay(block: re.Match[str]) -> str:
        shown = []
        for command in re.findall(r"^\$ (.*)", block[1], re.M):
            shown.append("\n".join([f"$ {command}", *output(command, folder, environment)]))
        return "```console\n" + "\n".join(shown) + "\n```"

    return BLOCK.sub(replay, text)


def output(command: str, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """The lines that a command prints."""
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode != BAD_INPUT, f"{command}: {done.stderr}"
    lines = (done.stdout + done.stderr).splitlines()
    return [line.rstrip() for line in lines if not PROGRESS.match(line)]


def comparable(text: str) -> str:
    """The text without what differs from run to run."""
    return TIMES.sub("N s", text)
