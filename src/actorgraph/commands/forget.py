"""`actorgraph forget`: graphs and stores without a person or an article."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs, warn_if_outdated
from actorgraph.commands.options import store_option
from actorgraph.commands.terminal import plural, printable, warn
from actorgraph.errors import GraphError, StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from actorgraph.pipeline import Graph
    from actorgraph.stores.disk.diskstore import DiskStore

MOST_NAMESAKES = 20


@click.command()
@click.argument("who", metavar="NAME|IRI")
@click.argument("graphs", nargs=-1, metavar="GRAPH...", shell_complete=complete_files)
@store_option
@click.option(
    "--yes",
    is_flag=True,
    help="With --store, confirm that several articles may be deleted.",
)
def forget(who: str, graphs: tuple[str, ...], store: str | None, yes: bool) -> None:
    """Delete a person or an article, leaving no trace.

    From each GRAPH, delete the actor and every claim and text that names them, and draw its pages
    again. Other files in the folder that still contain the name are listed, and left to you.

    With --store, delete the article of this IRI, or every article that contains NAME, and rewrite
    the store so that no trace remains.
    """
    if not graphs and not store:
        remedy = "name graph.ttl files after it, or use --store DIR"
        raise GraphError("no graph is given", where=who, remedy=remedy)
    if store:
        _forget_in_store(store, who, yes=yes)
    for graph in graphs:
        _forget_in_file(graph, who)


def _forget_in_store(store: str, who: str, *, yes: bool) -> None:
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.forgetting import forget
    from actorgraph.stores.remote.address import is_remote

    if is_remote(store):
        remedy = "remove its articles: actorgraph remove"
        raise StoreError("forget works on a directory", where=store, remedy=remedy)
    with DiskStore(store, create=False) as opened:
        articles, name = _articles_with(opened, store, who)
        # A name may occur where nobody thought of it.
        if len(articles) > 1 and not yes:
            what = f"occurs in {len(articles)} articles, all of which would be deleted"
            raise StoreError(what, where=who, remedy="confirm with --yes")
        forgotten = forget(opened, articles, name)
        opened.derive()
        warn_if_outdated(opened)
        names = opened.ledger.names()
    for article in articles:
        click.echo(article.value)
    if forgotten.decisions:
        count = plural(forgotten.decisions, "decision")
        warn(f"review.toml: deleted {count} about them as well")
    if name:
        _offer_namesakes(store, name, dict(names))
        _list_neighbours(store, name)
    if forgotten.places:
        raise StoreError(
            "the store forgot the name, but these files still contain it",
            where=" ".join(forgotten.places),
            remedy="delete them, or move them away",
        )


def _articles_with(opened: "DiskStore", store: str, who: str) -> tuple[list["ox.NamedNode"], str]:
    """Return the articles to delete, and the name to delete from all else, if it is one."""
    from actorgraph.stores.disk.forgetting import articles_naming, places_naming

    article = opened.known(who)
    if article:
        return [article], ""
    articles = articles_naming(opened, who)
    if not articles and not places_naming(opened, who):
        remedy = f"try: actorgraph search … --store {store}"
        raise StoreError("no article holds this", where=who, remedy=remedy)
    return articles, who


def _offer_namesakes(store: str, name: str, counts: dict[str, int]) -> None:
    """List the names in the store that may be the same person, with the command for each."""
    from actorgraph.redaction.namesakes import namesakes

    found = namesakes(name, counts)
    for other in found[:MOST_NAMESAKES]:
        articles = plural(counts[other], "article")
        command = f"actorgraph forget {shlex.quote(other)} --store {shlex.quote(store)}"
        warn(printable(f"{other} ({articles}) may be the same person; if so: {command}"))
    if len(found) > MOST_NAMESAKES:
        warn(f"{len(found) - MOST_NAMESAKES} more names may be the same person")


def _list_neighbours(store: str, name: str) -> None:
    from actorgraph.stores.disk.neighbours import neighbours_naming

    for neighbour in neighbours_naming(Path(store), name):
        warn(printable(str(neighbour)))


def _forget_in_file(graph: str, who: str) -> None:
    from actorgraph.folders import save
    from actorgraph.pipeline import Graph
    from actorgraph.redaction.forgetting import forget, namesakes_in
    from actorgraph.views.exports import export_bytes

    given = Path(graph)
    path = given / "graph.ttl" if given.is_dir() else given
    folder = path.parent
    rest = Graph(forget(open_graphs((graph,), None), who))
    texts: dict[str, str | bytes] = dict(_decisions_without(folder, who))
    texts.update(_pages_without(folder, rest))
    # Last: as long as the graph has the name, an interrupted run can be started again.
    texts[path.name] = export_bytes(rest.store, path=path)
    save(folder, texts)
    click.echo(path)
    for node, label in namesakes_in(rest.store, who):
        command = f"actorgraph forget {shlex.quote(node)} {shlex.quote(graph)}"
        warn(printable(f"{label} may be the same person; if so: {command}"))
    # Notes, backups and other exports: whether these may go is not ours to decide.
    for file in _files_with(folder, who):
        warn(f"{file}: still holds the name")


def _pages_without(folder: Path, rest: "Graph") -> dict[str, str]:
    """Return the pages that are in a folder, drawn again from the graph without somebody."""
    from actorgraph.views.pages import FILES

    texts: dict[str, str] = {}
    for name, form in FILES.items():
        path = folder / name
        if path.exists():
            texts.update(rest.pages(path.stem, form))
    return texts


def _decisions_without(folder: Path, who: str) -> dict[str, str]:
    """Return the file of a folder's decisions without those about somebody, if there are any."""
    from actorgraph.graph.name_search import NameSearch
    from actorgraph.text.review import NAME
    from actorgraph.text.review_file import read_review
    from actorgraph.text.verdicts import Verdict, toml_lines

    search = NameSearch.of([who])
    before = read_review(folder)
    forgotten = []
    for entry in before.entries():
        text = str(entry)
        if isinstance(entry, Verdict):
            text = "\n".join(toml_lines(entry))
        if search.is_in(text):
            forgotten.append(entry)
    return {NAME: before.without(*forgotten).to_toml()} if forgotten else {}


def _files_with(folder: Path, who: str) -> list[Path]:
    """Return the files of a folder that contain a name in any spelling."""
    from actorgraph.graph.name_search import NameSearch

    search = NameSearch.of([who])
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [path for path in files if search.is_in(path.name) or search.is_in_file(path)]
