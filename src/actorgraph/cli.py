"""The command line: it parses, calls and prints."""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.errors import ActorgraphError, ArticleError, QueryError

if TYPE_CHECKING:
    from actorgraph.article import Article
    from actorgraph.store import Store

FORMATS = ("table", "csv", "json", "ttl")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def main() -> None:
    """Run the command line: an error is one line on standard error, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except (ActorgraphError, click.ClickException) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"actorgraph: {_printable(' '.join(message.split()))}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
@click.option("-o", "--out", default="out", show_default=True, metavar="DIR", help="Where each article gets a folder.")
@click.option("--published", metavar="DATE", help="Date of publication as EDTF, such as 2017-08.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--fast", is_flag=True, help="Use the smaller model: quicker, and finds less.")
@click.option("--model", metavar="NAME", help="Use another spaCy model that is installed.")
@click.option("--shareable", is_flag=True, help="Leave the article's words out; keep offsets and hashes.")
@click.option("--uncoded", is_flag=True, help="List the sentences that yielded no claim, and why.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def build(
    articles: tuple[str, ...],
    out: str,
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
    from actorgraph.document import FAST_MODEL, MODEL
    from actorgraph.folders import folder_name
    from actorgraph.pipeline import build
    from actorgraph.reading import read
    from actorgraph.review import read_decisions

    if fast and model:
        raise ArticleError("--fast and --model exclude each other", remedy="give one of them")
    # Every article is read before the first is built, so that bad input leaves nothing behind.
    work = [(name, read(name, published=published, publisher=publisher, url=url)) for name in articles]
    taken: set[str] = set()
    for name, article in _progress(work):
        folder = Path(out) / folder_name(name, taken)
        decisions = read_decisions(folder)
        graph = build(article, model=model or (FAST_MODEL if fast else MODEL), decisions=decisions)
        for decision in graph.unheeded(decisions):
            click.echo(f"actorgraph: {folder}: fits nobody here, and changed nothing: {decision}", err=True)
        told = graph.shareable() if shareable else graph
        told.save(folder)
        click.echo(folder / "page.html")
        for begin, end, reason, words in told.uncoded() if uncoded else ():
            click.echo("\t".join(filter(None, [f"{begin}-{end}", reason, words])))
        if opened:
            click.launch(str(folder / "page.html"))


@cli.command()
@click.argument("question", required=False, metavar="NAME|FILE.rq|-")
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--evidence", is_flag=True, help="Show under each row the words it rests on.")
@click.option("--policy", metavar="NAME|FILE", help="Derive the direct edges by strict, default, generous or a file.")
@click.option("-p", "--parameter", "pairs", multiple=True, metavar="KEY=VALUE", help="Fill a question's parameter.")
def query(
    question: str | None,
    graphs: tuple[str, ...],
    listed: bool,
    form: str,
    evidence: bool,
    policy: str | None,
    pairs: tuple[str, ...],
) -> None:
    """Ask a named question, or SPARQL from a file or standard input, of one or more graphs."""
    from actorgraph.policy import accept
    from actorgraph.query import ask, questions
    from actorgraph.views import tables

    if listed:
        names = [(found.name, f"{found.question}{_takes(found.parameters)}") for found in questions()]
        width = max(len(name) for name, _ in names)
        click.echo("\n".join(f"{name:<{width}}  {text}" for name, text in names))
        return
    if question is None:
        raise QueryError("no question is given", remedy="see them all: actorgraph query --list")
    if not graphs:
        raise QueryError("no graph is given", where=question, remedy="name one or more graph.ttl files after it")
    store = _loaded(graphs)
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if question == "-" else question
    accept(store, policy)
    answer = ask(store, text, **dict(_pair(pair) for pair in pairs))
    printed = tables.print_answer(answer, form=form, store=store if evidence else None)
    click.echo(_printable(printed) if form == "table" else printed, nl=False)


@cli.command()
@click.argument("graph")
@click.option("-o", "--out", metavar="FILE", help="Where the page goes; page.html beside the graph if not given.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def view(graph: str, out: str | None, opened: bool) -> None:
    """Draw GRAPH as one self-contained HTML page."""
    from actorgraph.folders import save_file
    from actorgraph.pipeline import load

    loaded = load(graph)
    given = Path(graph)
    path = Path(out) if out else (given if given.is_dir() else given.parent) / "page.html"
    save_file(path, loaded.view())
    click.echo(path)
    if opened:
        click.launch(str(path))


@cli.command()
@click.argument("graph")
@click.option("-o", "--out", required=True, metavar="FILE", help="ttl, nt, nq, trig, jsonld, rdf, graphml, gexf, csv.")
@click.option("--policy", metavar="NAME|FILE", help="Derive the direct edges by strict, default, generous or a file.")
@click.option("--redact", metavar="NAME|FILE", help="Protect people by a redaction policy: default, or a .toml file.")
def export(graph: str, out: str, policy: str | None, redact: str | None) -> None:
    """Write GRAPH to a FILE in the format its ending names."""
    from actorgraph import redaction
    from actorgraph.policy import accept
    from actorgraph.views.exports import export

    store = _loaded((graph,))
    store = redaction.redact(store, redact) if redact else store
    accept(store, policy)
    export(store, Path(out))
    click.echo(out)


@cli.command()
@click.argument("folder")
@click.option("--same", nargs=2, metavar="A B", help="These two are one.")
@click.option("--different", nargs=2, metavar="A B", help="These two are not one.")
@click.option("--unlink", metavar="A", help="A is not whom the link says.")
@click.option("--undo", type=int, metavar="N", help="Take the Nth decision back.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--date", default="", metavar="DATE", help="When.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
def review(
    folder: str,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    unlink: str | None,
    undo: int | None,
    by: str,
    date: str,
    note: str,
) -> None:
    """Decide who is who in an article's FOLDER; without an option, list what was decided."""
    from actorgraph.folders import save_file
    from actorgraph.pipeline import load
    from actorgraph.review import NAME, Decision, read_decisions, refuse, without, write_decisions

    held = read_decisions(Path(folder))
    pairs = [("same", same), ("different", different), ("unlink", (unlink, "") if unlink else None)]
    made = [Decision(kind, *names, by=by, date=date, note=note) for kind, names in pairs if names]
    cast = load(folder).cast() if made else {}
    for decision in made:
        refuse(decision, cast)
    kept = (*(without(held, undo) if undo is not None else held), *made)
    if kept != held:
        save_file(Path(folder) / NAME, write_decisions(kept))
        click.echo(f"build the article into {folder} again, and it is obeyed", err=True)
    for place, decision in enumerate(kept, start=1):
        click.echo(f"{place}  {_printable(str(decision))}")


@cli.command()
@click.argument("claim", metavar="CLAIM|ACTOR")
@click.argument("graph")
def explain(claim: str, graph: str) -> None:
    """Say what a claim rests on (sentence, cue, rule, roles, who says so), or who an actor is taken for, and why."""
    from actorgraph.views.explain import explain

    click.echo(_printable(explain(_loaded((graph,)), claim)), nl=False)


@cli.command()
@click.argument("graph")
@click.option("--article", metavar="FILE", help="Check every span against this text, too.")
def check(graph: str, article: str | None) -> None:
    """Check GRAPH against the model's shapes, and every span against the text; exit code 1 if something is wrong."""
    from actorgraph.check import check
    from actorgraph.reading import read

    text = read(article).text if article else None
    findings = check(_loaded((graph,)), text)
    for found in findings:
        click.echo(_printable(f"{found.node}  {found.rule}  {found.message}; {found.remedy}"))
    click.echo(f"{len(findings)} findings" if findings else "nothing to find fault with")
    sys.exit(1 if findings else 0)


@cli.command()
@click.argument("graph")
def reason(graph: str) -> None:
    """Let HermiT tell whether GRAPH contradicts the ontology, and where; exit code 1 if it does."""
    from actorgraph.reasoning import contradictions

    found = contradictions(_loaded((graph,)))
    for line in found:
        click.echo(_printable(line))
    click.echo(f"{len(found)} contradictions" if found else "consistent with the ontology")
    sys.exit(1 if found else 0)


def _loaded(graphs: tuple[str, ...]) -> "Store":
    from actorgraph.pipeline import load

    return load(*graphs).store


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


def _printable(text: str) -> str:
    """Make control characters and marks that turn the direction of writing harmless to a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


if __name__ == "__main__":
    main()
