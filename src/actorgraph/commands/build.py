"""`actorgraph build`: the graph and the page of each article."""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actorgraph.commands.also import RULES, Readers, audited, open_readers
from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.opening import keeping_in
from actorgraph.commands.options import (
    encoding_option,
    fast_option,
    language_option,
    model_name,
    model_option,
    open_option,
    stacked,
    store_option,
)
from actorgraph.commands.terminal import warn
from actorgraph.deadline import DEFAULT_IN_SECONDS, within

if TYPE_CHECKING:
    from actorgraph.pipeline import Graph
    from actorgraph.proposals.proposal import Proposal
    from actorgraph.text.article import Article

FOLDER = "out"


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with the name of its file, which it does not know, and how long reading took."""

    name: str
    article: "Article"
    seconds: float

    def rest_of(self, deadline: float) -> AbstractContextManager[None]:
        """Set the deadline, of which reading took a part."""
        return within(deadline, self.name, spent=self.seconds)


Work = list[_Read]


_options = stacked(
    click.option(
        "-o",
        "--out",
        metavar="DIR",
        shell_complete=complete_folders,
        help="Output directory.  [default: out, unless --store is given]",
    ),
    store_option,
    click.option(
        "--published",
        metavar="DATE",
        help="Date of publication, in EDTF: 2017-08-03 or 2017-08.",
    ),
    click.option("--publisher", metavar="NAME", help="Name of the publisher."),
    click.option("--url", metavar="URL", help="Address of the article."),
    encoding_option,
    language_option,
    fast_option,
    model_option,
    click.option(
        "--shareable",
        is_flag=True,
        help="Leave out the text of the article; keep offsets and hashes.",
    ),
    click.option(
        "--uncoded",
        is_flag=True,
        help="List the clauses that yielded no claim, and why.",
    ),
    click.option(
        "--deadline",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        default=DEFAULT_IN_SECONDS,
        show_default=True,
        help="Give an article up that takes longer to read; nothing of it is written.",
    ),
    click.option(
        "--reader",
        metavar="READER",
        default=RULES,
        show_default=True,
        help="Whose claims the graph holds, such as llm; each is audited.",
    ),
    click.option(
        "--also",
        multiple=True,
        metavar="READER",
        help="Audit the claims of this reader, too, such as llm; may be repeated.",
    ),
    click.option(
        "--allow-remote",
        is_flag=True,
        help="Let a language model on another machine read the article.",
    ),
    open_option,
)


@click.command()
@click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE...", shell_complete=complete_files
)
@_options
def build(
    articles: tuple[str, ...],
    out: str | None,
    store: str | None,
    fast: bool,
    model: str | None,
    shareable: bool,
    uncoded: bool,
    deadline: float,
    reader: str,
    also: tuple[str, ...],
    allow_remote: bool,
    open_page: bool,
    **details: str | None,
) -> None:
    """Build the graph and the page of each article.

    An ARTICLE is a text, a page, a mail, a PDF, a DOCX, Markdown or a feed of one article; - is
    standard input.
    """
    name_of_model = model_name(model, fast=fast)
    readers = _readers(reader, also, out, store, shareable, allow_remote)
    # Every article is read before the first is built, so that bad input leaves nothing behind.
    work = _read_all(articles, deadline, details)
    output = _Output(_root(out, store), uncoded, open_page)
    with keeping_in(store) as keep:
        for read in _with_progress(work):
            folder = output.folder_for(read.name)
            # Whatever takes long is done before anything is written.
            graph, files = _build_files(read, name_of_model, folder, shareable, readers, deadline)
            keep(graph.articles())
            output.write(graph, folder, files)


def _build_files(
    read: _Read,
    model: str,
    folder: Path | None,
    shareable: bool,
    readers: Readers,
    deadline: float,
) -> "tuple[Graph, dict[str, str]]":
    """Return the graph of an article and its files by name."""
    # Other readers may take minutes, and have limits of their own.
    proposed = readers.propose(read.article)
    with read.rest_of(deadline):
        graph = _build_one(read.article, model, folder, shareable, proposed.own)
        files = graph.files() if folder else {}
    if readers:
        files.update(audited(proposed, graph.by_rules))
    return graph, files


def _readers(
    reader: str,
    also: Sequence[str],
    out: str | None,
    store: str | None,
    shareable: bool,
    allow_remote: bool,
) -> Readers:
    """Return other readers. Raises ProposalError where their claims have no place."""
    from actorgraph.errors import ProposalError

    own = () if reader == RULES else (reader,)
    others = [name for name in dict.fromkeys(also) if name not in own]
    names = ", ".join((*own, *others))
    if names and store and not out:
        what = "what other readers propose is written next to the graph"
        raise ProposalError(what, where=names, remedy="give -o, too")
    if names and shareable:
        what = "a shareable graph withholds the words by which claims are verified"
        raise ProposalError(what, where=names, remedy="leave --shareable out")
    return open_readers(own, others, allow_remote=allow_remote)


def _root(out: str | None, store: str | None) -> Path | None:
    """Return the output directory; None if graphs go to the store alone."""
    if out:
        return Path(out)
    return None if store else Path(FOLDER)


def _read_all(names: Sequence[str], deadline: float, details: dict[str, Any]) -> Work:
    return [_read_one(name, deadline, details) for name in names]


def _read_one(name: str, deadline: float, details: dict[str, Any]) -> _Read:
    from actorgraph.text.decoding import REPLACEMENT
    from actorgraph.text.reading import read

    begin = time.monotonic()
    with within(deadline, name):
        article = read(name, **details)
    replaced = article.text.count(REPLACEMENT)
    if replaced:
        warn(f"{name}: {replaced} unreadable characters are U+FFFD; --encoding may help")
    return _Read(name, article, time.monotonic() - begin)


def _build_one(
    article: "Article",
    model: str,
    folder: Path | None,
    shareable: bool,
    proposals: "Sequence[Proposal] | None",
) -> "Graph":
    """Build a graph by the decisions in the article's folder; warn of those without effect."""
    from actorgraph.pipeline import build
    from actorgraph.text.review_file import Review, read_review

    made = read_review(folder) if folder else Review()
    graph = build(
        article,
        model=model,
        decisions=made.decisions,
        verdicts=made.verdicts,
        deadline=None,
        proposals=proposals,
    )
    for decision in graph.unheeded(made.decisions):
        warn(f"{folder}: this decision matches no actor and has no effect: {decision}")
    for verdict in graph.unplaced(made.verdicts):
        warn(f"{folder}: a decision without a place: {verdict}")
    return graph.shareable() if shareable else graph


@dataclass(frozen=True, slots=True)
class _Output:
    """Where graphs and pages are written, and what is printed about them."""

    root: Path | None
    uncoded: bool
    open_page: bool
    # Two articles of the same file name get folders of different names.
    taken: set[str] = field(default_factory=set)

    def folder_for(self, name: str) -> Path | None:
        """Return the folder of an article, different from those taken."""
        from actorgraph.folders import folder_name

        if self.root is None:
            return None
        return self.root / folder_name(name, self.taken)

    def write(self, graph: "Graph", folder: Path | None, files: dict[str, str]) -> None:
        """Write an article's files, and print where they are."""
        from actorgraph.folders import save

        if folder is None:
            click.echo(graph.articles()[0].iri.value)
        else:
            save(folder, files)
            click.echo(folder / "page.html")
        if self.uncoded:
            _print_uncoded(graph)
        if self.open_page and folder is not None:
            click.launch(str(folder / "page.html"))


def _print_uncoded(graph: "Graph") -> None:
    for begin, end, reason, words in graph.uncoded():
        columns = [f"{begin}-{end}", reason, words]
        click.echo("\t".join(column for column in columns if column))


def _with_progress(work: Work) -> Iterator[_Read]:
    """Yield the work; for more than one article, show the progress on standard error."""
    if len(work) < 2:
        # rich takes longer to import than one article to read.
        yield from work
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    tracked: Sequence[_Read] = work
    yield from track(tracked, description="building", console=console, transient=True)
