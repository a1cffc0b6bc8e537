"""Build the documentation site: `python scripts/site.py [DIR]`, by default into site/.

The pages are those of docs/, and others that are made here: the commands from Click, the named
questions with rows from the sample, and the notebooks. Every warning is an error. Nothing is
fetched, neither to build the site nor to read it. Run it from the top of the repository; `pip
install actorgraph[docs]` brings Sphinx.
"""

import inspect
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import actorgraph as ag
from actorgraph.cli import SECTIONS, cli
from actorgraph.pipeline import Graph
from actorgraph.query import Answer, Question, ask, questions
from actorgraph.stores.memory import MemoryStore

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SAMPLE = ROOT / "graph" / "sample" / "graph.ttl"
CASES = ROOT / "tests" / "queries"
NOTEBOOKS = DOCS / "notebooks"
SITE = ROOT / "site"
# Values for the questions that need parameters.
PARAMETERS = {
    "everything-about": {"name": "Canada"},
    "what-changed-between": {"from": "2017-04", "to": "2017-06"},
    "what-did-somebody-say": {"name": "Tanya Lokshina"},
    "who-stands-between": {"from": "Canada", "to": "Germany"},
}
MOST_ROWS = 5
MOST_CHARACTERS = 60


def main() -> int:
    """Build the site into the folder that the command line names."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    return build(target)


def build(target: Path) -> int:
    """Build the site into a folder, and return Sphinx's exit code."""
    from sphinx.cmd.build import main as sphinx

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "docs"
        write_source(source)
        doctrees = Path(folder) / "doctrees"
        options = ["-b", "html", "-W", "--keep-going", "-q", "-E", "-d", str(doctrees)]
        return int(sphinx([*options, str(source), str(target)]))


def write_source(source: Path) -> None:
    """Write what Sphinx reads: the pages of docs/ and those that are made here."""
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("*.ipynb"))
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        page = source / "notebooks" / f"{notebook.stem}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(notebook_page(notebook), "utf-8")
    for page in source.rglob("*.md"):
        # In the repository a link leads to the notebook, on the site to its page.
        text = page.read_text("utf-8")
        page.write_text(text.replace(".ipynb)", ".md)"), "utf-8")
    reference = source / "reference"
    (reference / "commands.md").write_text(commands_page(), "utf-8")
    (reference / "questions.md").write_text(questions_page(), "utf-8")


# --- Commands ------------------------------------------------------------------------------------


def commands_page() -> str:
    """Return the reference of the commands, as Click describes them."""
    lines = [
        "# Commands",
        "",
        "Made from what `actorgraph COMMAND --help` shows.",
        "",
    ]
    for section, names in SECTIONS.items():
        lines += [f"## {section}", ""]
        for name in names:
            lines += command_part(name)
    return "\n".join(lines)


def command_part(name: str) -> Iterator[str]:
    """Yield the lines about one command."""
    parent = click.Context(cli, info_name="actorgraph")
    command = cli.get_command(parent, name)
    assert command is not None
    context = click.Context(command, parent=parent, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield from [f"### {name}", "", "```text", f"actorgraph {name} {usage}", "```", ""]
    yield from help_paragraphs(command.help or "")
    records = [parameter.get_help_record(context) for parameter in command.params]
    options = [record for record in records if record and record[1]]
    if options:
        yield from ["| option | meaning |", "| --- | --- |"]
        for option, meaning in options:
            yield f"| `{cell(option)}` | {cell(meaning)} |"
        yield ""


def help_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a command's help; those that Click leaves as they are, as code."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        as_it_is = paragraph.startswith("\b\n")
        words = paragraph.removeprefix("\b\n")
        yield from ["```text", words, "```", ""] if as_it_is else [words, ""]


# --- Questions -----------------------------------------------------------------------------------


def questions_page() -> str:
    """Return the reference of the named questions, each with rows from the sample article."""
    lines = [
        "# Named questions",
        "",
        "Each question is a file of SPARQL in `queries/`. The rows are the first that the [sample",
        "article](../tutorial.md) gives. Ask one with `actorgraph query NAME GRAPH`, or in Python",
        "with `graph.query(NAME)`.",
        "",
    ]
    graph = ag.load(SAMPLE)
    for question in questions():
        lines += question_part(question, graph)
    return "\n".join(lines)


def question_part(question: Question, graph: Graph) -> Iterator[str]:
    """Yield the lines about one question."""
    yield from [f"## {question.name}", "", question.question, ""]
    given = PARAMETERS.get(question.name, {})
    if question.parameters:
        parts = [f"`{name}`" for name in question.parameters]
        yield f"Parameters: {', '.join(parts)}."
        yield ""
    if given:
        shown = " ".join(f'-p {name}="{value}"' for name, value in given.items())
        yield f"With `{shown}`:"
        yield ""
    answer = graph.query(question.name, **given)
    if not len(answer):
        yield "The sample has no rows. These are from the small data that a test asks:"
        yield ""
        answer = ask(MemoryStore.load(CASES / question.name / "data.ttl"), question.name)
    yield from answer_part(answer)
    yield ""


def answer_part(answer: Answer) -> Iterator[str]:
    """Yield a Markdown table of an answer's first rows."""
    if answer.triples is not None:
        yield f"The answer is a graph, here of {len(answer)} triples."
        return
    rows = [list(row.values()) for row in answer]
    yield "| " + " | ".join(answer.columns) + " |"
    yield "|" + " --- |" * len(answer.columns)
    for row in rows[:MOST_ROWS]:
        yield "| " + " | ".join(cell(short(value)) for value in row) + " |"
    if len(rows) > MOST_ROWS:
        yield ""
        yield f"{len(rows)} rows in all."


def short(value: str | None) -> str:
    """Return a value as it fits a cell; of an IRI, its end."""
    text = value or ""
    if text.startswith("http"):
        text = text.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1] + "…"
    return text


def cell(text: str) -> str:
    """Return a text as one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


# --- Notebooks -----------------------------------------------------------------------------------


def notebook_page(path: Path) -> str:
    """Return a notebook as Markdown, with the outputs that are stored in it."""
    notebook = json.loads(path.read_text("utf-8"))
    parts = [note(path.name)]
    for block in notebook["cells"]:
        source = "".join(block["source"])
        if block["cell_type"] == "markdown":
            parts.append(source)
        else:
            parts.append(f"```python\n{source}\n```")
            parts += outputs(block)
    # The title comes first.
    parts[0], parts[1] = parts[1], parts[0]
    return "\n\n".join(parts) + "\n"


def note(name: str) -> str:
    """Return where the notebook is."""
    return f"This page is the notebook `docs/notebooks/{name}`; a test runs it."


def outputs(block: dict[str, Any]) -> Iterator[str]:
    """Yield the outputs of a cell as fenced text."""
    for output in block["outputs"]:
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        yield "```text\n" + "".join(text).rstrip() + "\n```"


if __name__ == "__main__":
    sys.exit(main())
