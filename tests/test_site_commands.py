"""Every command that the documentation shows is run, and what it shows is what comes.

`python tests/test_site_commands.py` writes what comes into the pages; `make graph` does so, too.
Pages are run in one folder, in the order of GUIDES, so that later ones use the store and the
graphs of the tutorial. A `console` block shows a run; a `python` block is run, too.
"""

import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parent.parent
# Run as a script, too.
sys.path.insert(0, str(ROOT))
from actorgraph.cli import cli  # noqa: E402
from tests.transcripts import PYTHON, comparable, output, prepare, replayed  # noqa: E402

DOCS = ROOT / "docs"
# The pages with runs, in the order in which they build on each other.
GUIDES = (
    "tutorial.md",
    "how-to/alleged.md",
    "how-to/check.md",
    "how-to/share.md",
    "how-to/ask-many.md",
    "how-to/audit-claims.md",
    "how-to/add-a-verb.md",
    "how-to/read-elsewhere.md",
    "explanation/claims.md",
    "explanation/policies.md",
    "reference/page.md",
    "reference/python.md",
)
PAGES = sorted(path for path in DOCS.rglob("*.md"))
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.M | re.S)
# A block in one of these languages runs elsewhere: in R, in Neo4j, or in the shell of a machine.
NOT_RUN = ("r", "cypher", "sh")
# A command as a text or a synopsis names it, with what follows on the line.
COMMAND = re.compile(r"(?:^|[\s`($])actorgraph ([a-z]+)((?: [^`\n|;)]*)?)", re.M)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Each guide as it is, as it comes when its commands are run, and why its Python failed."""
    return {name: run for name, *run in run_all(tmp_path_factory.mktemp("site"))}


def run_all(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    environment = prepare(folder)
    for name in GUIDES:
        text = (DOCS / name).read_text("utf-8")
        came = replayed(text, folder, environment)
        script = folder / "blocks.py"
        script.write_text("\n".join(PYTHON.findall(text)), "utf-8")
        failure = output("python blocks.py > out.txt 2>&1 || tail -5 out.txt", folder, environment)
        yield name, text, came, "\n".join(failure)


@pytest.mark.parametrize("name", GUIDES)
def test_a_page_shows_what_happens(name: str, runs: dict[str, list[str]]) -> None:
    text, came, failure = runs[name]
    assert failure == ""
    assert comparable(came) == comparable(text), "if intended: make graph"
    assert "Traceback" not in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_a_run_is_on_a_page_that_is_run(path: Path) -> None:
    languages = {language for language, _ in FENCE.findall(path.read_text("utf-8"))}
    is_guide = str(path.relative_to(DOCS)) in GUIDES
    assert is_guide or not languages & {"console", "python"}, "add it to GUIDES"
    if is_guide:
        outside = {
            body
            for language, body in FENCE.findall(path.read_text("utf-8"))
            if language not in ("console", "python", *NOT_RUN) and "actorgraph " in body
        }
        assert not outside, "show a command in a console block"


@pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "README.md"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_each_command_that_is_named_has_its_options(path: Path) -> None:
    unknown = []
    for name, rest in COMMAND.findall(path.read_text("utf-8")):
        command = cli.get_command(click.Context(cli), name)
        if command is None:
            continue
        known = {option for parameter in command.params for option in parameter.opts} | {
            "--help",
            "-h",
        }
        given = [word.split("=")[0] for word in words(rest) if re.match(r"--?[a-z]", word)]
        unknown += [f"{name} {option}" for option in given if option not in known]
    assert unknown == []


def words(text: str) -> list[str]:
    try:
        return shlex.split(text, comments=True)
    except ValueError:
        return text.split()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for page, _, now, failure in run_all(Path(place)):
            (DOCS / page).write_text(now, "utf-8")
            if failure:
                sys.exit(f"{page}: its Python failed\n{failure}")
