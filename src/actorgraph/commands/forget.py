"""`actorgraph forget`: graphs and stores without a person or an article."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.opening import open_graphs, warn_if_outdated
from actorgraph.commands.options import store_option
from actorgraph.commands.terminal import plural, warn
from actorgraph.errors import GraphError, StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from actorgraph.stores.disk.diskstore import DiskStore


@click.command()
@click.argument("who", metavar="NAME|IRI")
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@store_option
@click.option(
    "--yes",
    is_flag=True,
    help="With --store, confirm that several articles may be deleted.",
)
def forget(who: str, graphs: tuple[str, ...], store: str | None, yes: bool) -> None:
    """Delete a person or an article, leaving no trace.

    From each GRAPH, delete the actor and every claim and text that names them, and draw its page
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
    from actorgraph.stores.disk.rebuild import forget
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
        decisions = forget(opened, articles, name)
        opened.derive()
        warn_if_outdated(opened)
    for article in articles:
        click.echo(article.value)
    if decisions:
        warn(f"review.toml: deleted {plural(decisions, 'decision')} about them as well")


def _articles_with(opened: "DiskStore", store: str, who: str) -> tuple[list["ox.NamedNode"], str]:
    """Return the articles to delete, and the name to delete from decisions, if it is one."""
    from actorgraph.stores.disk.rebuild import articles_naming, is_in_decisions

    article = opened.known(who)
    if article:
        return [article], ""
    articles = articles_naming(opened, who)
    if not articles and not is_in_decisions(opened, who):
        remedy = f"try: actorgraph search … --store {store}"
        raise StoreError("no article holds this", where=who, remedy=remedy)
    return articles, who


def _forget_in_file(graph: str, who: str) -> None:
    from actorgraph.folders import save
    from actorgraph.pipeline import Graph
    from actorgraph.redaction import forget

    given = Path(graph)
    path = given / "graph.ttl" if given.is_dir() else given
    folder = path.parent
    rest = Graph(forget(open_graphs((graph,), None), who))
    texts = {path.name: rest.to_turtle()}
    if (folder / "page.html").exists():
        texts["page.html"] = rest.view()
    save(folder, texts)
    click.echo(path)
    # Notes, backups and other exports: whether these may go is not ours to decide.
    for file in _files_with(folder, who):
        warn(f"{file}: still holds the name")


def _files_with(folder: Path, who: str) -> list[Path]:
    """Return the files of a folder that contain a name in any case."""
    name = who.casefold()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [path for path in files if name in _text_of(path).casefold()]


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
