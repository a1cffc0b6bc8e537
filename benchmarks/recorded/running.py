"""One run: its articles, each built once, and commands run in this process."""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

import actorgraph as ag
from recorded.samples import Text, evenly, texts

Output = tuple[str, str]  # the name of an output, and its text in normal form
MAIN = "from actorgraph.cli import main; main()"
SHOWN = 5  # texts of the dev sets that are exported and drawn, too


class Run:
    """The articles of one run, each built once, in the current folder."""

    @cached_property
    def texts(self) -> list[Text]:
        """Return all texts: the committed ones first."""
        return texts()

    @cached_property
    def graphs(self) -> dict[str, ag.Graph]:
        """Build every article, and save each graph in a folder of its own."""
        built = {text.name: text.build() for text in self.texts}
        for name, graph in built.items():
            save(name, graph)
        return built

    @cached_property
    def files(self) -> list[str]:
        """Return the path of every graph."""
        return [f"{name}/graph.ttl" for name in self.graphs]

    @cached_property
    def shown(self) -> list[str]:
        """Return the names of the articles that are exported and drawn."""
        names = list(self.graphs)
        return [*names[:2], *evenly(names[2:], SHOWN)]


def save(name: str, graph: ag.Graph) -> str:
    """Write a graph into a folder of its own; return its path."""
    path = Path(name) / "graph.ttl"
    path.parent.mkdir(exist_ok=True)
    path.write_text(graph.to_turtle(), "utf-8")
    return str(path)


def run(*arguments: str) -> str:
    """Run a command in this process; return what it prints, its messages and its exit code."""
    from actorgraph.cli import main

    code: object = 0
    printed, messages = _stream(), _stream()
    named = patch.object(sys, "argv", ["actorgraph", *arguments])
    with named, redirect_stdout(printed), redirect_stderr(messages):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return _said(_written(printed), _written(messages), code)


def run_apart(*arguments: str) -> str:
    """Run a command in a process of its own, which leaves a store unlocked when it ends."""
    command = [sys.executable, "-W", "ignore", "-c", MAIN, *arguments]
    ended = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return _said(ended.stdout, ended.stderr, ended.returncode)


def _said(printed: str, messages: str, code: object) -> str:
    """Return all that a command says.

    Bars of progress are left out: of the messages only lines that begin as such are kept.
    """
    kept = [line for line in messages.splitlines() if line.startswith("actorgraph: ")]
    end = [f"exit code {code}"] if code else []
    return printed + "".join(f"{line}\n" for line in [*kept, *end])


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
