"""`actorgraph query`: a named question or SPARQL, answered by graphs."""

import re
import sys

import click

from actorgraph.commands.complete import complete_files, complete_parameters, complete_questions
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import bom_option, policy_option, stacked, store_option
from actorgraph.commands.terminal import STANDARD_STREAM, printable, terminal_width
from actorgraph.errors import QueryError

BYTE_ORDER_MARK = "\ufeff"
# In a narrower column a question would be hard to read.
NARROWEST_TEXT, UNLIMITED = 30, 10_000
FORMATS = ("table", "csv", "json", "ttl")


_options = stacked(
    click.option("--list", "list_all", is_flag=True, help="List the named questions."),
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="Output format.",
    ),
    bom_option,
    click.option("--evidence", is_flag=True, help="Show the words that each row rests on."),
    policy_option,
    store_option,
    click.option(
        "-p",
        "--parameter",
        "parameters",
        multiple=True,
        metavar="KEY=VALUE",
        shell_complete=complete_parameters,
        help="Set a parameter of the question; may be repeated.",
    ),
)


@click.command()
@click.argument(
    "question",
    required=False,
    metavar="NAME|FILE.rq|-",
    shell_complete=complete_questions,
)
@click.argument("graphs", nargs=-1, metavar="GRAPH...", shell_complete=complete_files)
@_options
def query(
    question: str | None,
    graphs: tuple[str, ...],
    list_all: bool,
    form: str,
    bom: bool,
    evidence: bool,
    policy: str | None,
    store: str | None,
    parameters: tuple[str, ...],
) -> None:
    """Answer a named question, or SPARQL, from one or more graphs.

    The question is a name from --list, a file that ends in .rq, or - for SPARQL from standard
    input.
    """
    from actorgraph.query import ask
    from actorgraph.views import tables

    if list_all:
        _list_questions()
        return
    if question is None:
        raise QueryError("no question is given", remedy="list them: actorgraph query --list")
    if not graphs and not store:
        remedy = "name one or more graph.ttl files after it"
        raise QueryError("no graph is given", where=question, remedy=remedy)
    opened = open_graphs(graphs, store, policy)
    # Read only now, so that a wrong graph is reported before anyone types a query.
    if question == STANDARD_STREAM:
        question = sys.stdin.buffer.read().decode("utf-8", "replace")
    opened.derive(policy)
    answer = ask(opened, question, **dict(map(_parameter, parameters)))
    text = tables.print_answer(
        answer,
        form=form,
        store=opened if evidence else None,
        width=terminal_width(),
    )
    click.echo(_as_printed(text, form, bom=bom), nl=False)


def _as_printed(text: str, form: str, *, bom: bool) -> str:
    """Return an answer as it is printed in a format."""
    # The other formats are for programs, which want every character.
    if form == "table":
        return printable(text)
    if form == "csv" and bom:
        return f"{BYTE_ORDER_MARK}{text}"
    return text


def _list_questions() -> None:
    from actorgraph.query import questions

    width = max(len(question.name) for question in questions())
    for question in questions():
        text = question.question
        if question.parameters:
            fields = " ".join(f"-p {name}=…" for name in question.parameters)
            text += f"  ({fields})"
        _print_question(question.name.ljust(width), text)


def _print_question(name: str, text: str) -> None:
    """Print a name and the question; on a terminal without room, the question is below it."""
    room = (terminal_width() or UNLIMITED) - len(name) - 2
    if len(text) <= room:
        click.echo(f"{name}  {text}")
    elif room >= NARROWEST_TEXT:
        indent = " " * (len(name) + 2)
        click.echo(click.wrap_text(text, room + len(indent), f"{name}  ", indent))
    else:
        click.echo(name.rstrip())
        click.echo(click.wrap_text(text, terminal_width() or UNLIMITED, "  ", "  "))


def _parameter(pair: str) -> tuple[str, str]:
    key, equals, value = pair.partition("=")
    if not equals or not re.fullmatch(r"[A-Za-z]\w*", key):
        raise QueryError("is not KEY=VALUE", where=pair, remedy="write for example -p name=France")
    return key, value
