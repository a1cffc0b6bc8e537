"""The command line: it parses, calls and prints."""

import io
import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import kept_in, opened_graphs, printable, store_option
from actorgraph.errors import ActorgraphError, ArticleError, QueryError

if TYPE_CHECKING:
    from actorgraph.text.article import Article

FORMATS = ("table", "csv", "json", "ttl")
# The rest of the commands, by the room of `commands` that holds each; a room is imported when one of its own is meant.
ROOMS = {
    "ingest": "corpus",
    "review": "decisions",
    **dict.fromkeys(("check", "reason"), "proofs"),
    **dict.fromkeys(("export", "forget"), "passing"),
    "serve": "serving",
    **dict.fromkeys(("link", "diff"), "across"),
    **dict.fromkeys(("search", "remove", "stats", "compact", "backup", "verify"), "stores"),
}


class Commands(click.Group):
    """The commands of this module and, found when they are asked for, those of the rooms."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted({*super().list_commands(context), *ROOMS})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name not in ROOMS:
            return super().get_command(context, name)
        found = getattr(import_module(f"actorgraph.commands.{ROOMS[name]}"), name)
        return found if isinstance(found, click.Command) else None


def main() -> None:
    """Run the command line: an error is one line on standard error, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that lacks a letter is no reason to stop
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except (ActorgraphError, click.ClickException) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"actorgraph: {printable(' '.join(message.split()))}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except RuntimeError as error:
        from actorgraph.stores.disk.faults import fault, is_engines

        if not is_engines(error):
            raise
        click.echo(f"actorgraph: {printable(str(fault(Path('the store'), error)))}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="actorgraph", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn reported journalism into a graph of who did and said what, according to whom.

    \b
    actorgraph build article.txt            writes out/article/graph.ttl and page.html
    actorgraph query who-urged-whom out/article/graph.ttl --evidence
    actorgraph view out/article/graph.ttl --open
    """


@cli.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    help="Where each article gets a folder: out, unless --store is given.",
)
@store_option
@click.option("--published", metavar="DATE", help="Date of publication as EDTF, such as 2017-08.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--fast", is_flag=True, help="Use the smaller model: quicker, and finds less.")
@click.option("--model", metavar="NAME", help="Use another spaCy model that is installed.")
@click.option(
    "--shareable", is_flag=True, help="Leave the article's words out; keep offsets and hashes."
)
@click.option("--uncoded", is_flag=True, help="List the sentences that yielded no claim, and why.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def build(
    articles: tuple[str, ...],
    out: str | None,
    store: str | None,
    published: str | None,
    publisher: str | None,
    url: str | None,
    fast: bool,
    model: str | None,
    shareable: bool,
    uncoded: bool,
    opened: bool,
) -> None:
    """Build graph and page of each ARTICLE: a .txt or .html file, or - for standard input."""
    from actorgraph.folders import folder_name
    from actorgraph.language.document import FAST_MODEL, MODEL
    from actorgraph.pipeline import build
    from actorgraph.text.reading import read
    from actorgraph.text.review import read_decisions

    if fast and model:
        raise ArticleError("--fast and --model exclude each other", remedy="give one of them")
    # Every article is read before the first is built, so that bad input leaves nothing behind.
    work = [
        (name, read(name, published=published, publisher=publisher, url=url)) for name in articles
    ]
    taken: set[str] = set()
    root = Path(out or "out") if out or not store else None
    with kept_in(store) as keep:
        for name, article in _progress(work):
            folder = root / folder_name(name, taken) if root else None
            decisions = read_decisions(folder) if folder else ()
            graph = build(
                article, model=model or (FAST_MODEL if fast else MODEL), decisions=decisions
            )
            for decision in graph.unheeded(decisions):
                click.echo(
                    f"actorgraph: {folder}: fits nobody here, and changed nothing: {decision}",
                    err=True,
                )
            told = graph.shareable() if shareable else graph
            keep(told.articles())
            if folder:
                told.save(folder)
            click.echo(folder / "page.html" if folder else told.articles()[0].iri.value)
            for begin, end, reason, words in told.uncoded() if uncoded else ():
                click.echo("\t".join(filter(None, [f"{begin}-{end}", reason, words])))
            if opened and folder:
                click.launch(str(folder / "page.html"))


@cli.command()
@click.argument("question", required=False, metavar="NAME|FILE.rq|-")
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--evidence", is_flag=True, help="Show under each row the words it rests on.")
@click.option(
    "--policy",
    metavar="NAME|FILE",
    help="Derive the direct edges by strict, default, generous or a file.",
)
@store_option
@click.option(
    "-p",
    "--parameter",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Fill a question's parameter.",
)
def query(
    question: str | None,
    graphs: tuple[str, ...],
    listed: bool,
    form: str,
    evidence: bool,
    policy: str | None,
    store: str | None,
    pairs: tuple[str, ...],
) -> None:
    """Ask a named question, or SPARQL from a file or standard input, of one or more graphs."""
    from actorgraph.query import ask, questions
    from actorgraph.views import tables

    if listed:
        names = [
            (found.name, f"{found.question}{_takes(found.parameters)}") for found in questions()
        ]
        width = max(len(name) for name, _ in names)
        click.echo("\n".join(f"{name:<{width}}  {text}" for name, text in names))
        return
    if question is None:
        raise QueryError("no question is given", remedy="see them all: actorgraph query --list")
    if not graphs and not store:
        raise QueryError(
            "no graph is given", where=question, remedy="name one or more graph.ttl files after it"
        )
    held = opened_graphs(graphs, store, policy)
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if question == "-" else question
    held.derive(policy)
    answer = ask(held, text, **dict(_pair(pair) for pair in pairs))
    printed = tables.print_answer(answer, form=form, store=held if evidence else None)
    click.echo(printable(printed) if form == "table" else printed, nl=False)


@cli.command()
@click.argument("graph")
@store_option
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    help="Where the page goes; page.html beside the graph if not given.",
)
@click.option(
    "--with-sparql", is_flag=True, help="Let the page answer SPARQL itself; it is 2 MB then."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def view(graph: str, store: str | None, out: str | None, with_sparql: bool, opened: bool) -> None:
    """Draw GRAPH as one self-contained HTML page, or, where it is too large for one, as linked pages.

    With --store GRAPH is an article that it holds.
    """
    from actorgraph.folders import save_pages
    from actorgraph.pipeline import Graph

    loaded = Graph(opened_graphs((graph,), store))
    given = Path() if store else Path(graph)
    path = Path(out) if out else (given if given.is_dir() else given.parent) / "page.html"
    written = loaded.pages(path.stem, with_sparql=with_sparql)
    save_pages(path, written)
    if len(written) > 1:
        click.echo(
            f"actorgraph: too large for one page; it leads to {len(written) - 1} others beside it",
            err=True,
        )
    click.echo(path)
    if opened:
        click.launch(str(path))


@cli.command()
@click.argument("claim", metavar="CLAIM|ACTOR")
@click.argument("graph", required=False)
@store_option
def explain(claim: str, graph: str | None, store: str | None) -> None:
    """Say what a claim rests on (sentence, cue, rule, roles, who says so), or who an actor is taken for, and why."""
    from actorgraph.views.explain import explain

    click.echo(printable(explain(opened_graphs((graph,), store), claim)), nl=False)


def _pair(pair: str) -> tuple[str, str]:
    key, equals, value = pair.partition("=")
    if not (equals and re.fullmatch(r"[A-Za-z]\w*", key)):
        raise QueryError("is no KEY=VALUE", where=pair, remedy="write for example -p name=France")
    return key, value


def _takes(parameters: tuple[str, ...]) -> str:
    return f"  (-p {' -p '.join(f'{name}=…' for name in parameters)})" if parameters else ""


def _progress(work: list[tuple[str, "Article"]]) -> Iterator[tuple[str, "Article"]]:
    """Yield the work; for more than one article, a line on standard error shows how far it is."""
    if len(work) < 2:
        yield from work
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(work, description="building", console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    main()
