"""README's shell transcript is run line by line, and what it shows is what comes.

`python tests/test_readme.py` writes what comes into README.md; `make graph` does so, too.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
# A number with a unit of time differs from run to run.
TIMES = re.compile(r"\b\d+(?:\.\d+)? ?(?:ms|s|seconds?)\b")


def replayed(text: str, folder: Path) -> str:
    """The text with the output of each command of its `console` blocks as it comes now."""
    shutil.copytree(ROOT / "graph", folder / "graph")
    tool = folder / "bin" / "actorgraph"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actorgraph.cli "$@"\n')
    tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
    }

    def replay(block: re.Match[str]) -> str:
        shown = []
        for command in re.findall(r"^\$ (.*)", block[1], re.M):
            done = subprocess.run(
                command,
                shell=True,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
            shown.append("\n".join([f"$ {command}", *lines]))
        return "```console\n" + "\n".join(shown) + "\n```"

    return BLOCK.sub(replay, text)


def test_the_transcript_is_what_happens(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert text.count("\n$ actorgraph ") >= 3, "README shows no run"
    assert "actorgraph: " not in text
    came = TIMES.sub("N s", replayed(text, tmp_path))
    assert came == TIMES.sub("N s", text), "if intended: make graph"


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.M | re.S)
    shutil.copytree(ROOT / "graph", tmp_path / "graph")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert "Angela Merkel" in str(names["answer"])
    assert str(names["turtle"]).startswith("@prefix")


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(replayed(README.read_text("utf-8"), Path(place)), "utf-8")
