"""`actorgraph view`: the page of a graph."""

from pathlib import Path

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import open_option, store_option
from actorgraph.commands.terminal import plural, warn


@click.command()
@click.argument("graph", shell_complete=complete_files)
@store_option
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    shell_complete=complete_files,
    help="Output file.  [default: page.html next to the graph]",
)
@click.option(
    "--with-sparql",
    is_flag=True,
    help="Let the page itself answer SPARQL, which adds 2 MB.",
)
@open_option
def view(
    graph: str, store: str | None, out: str | None, with_sparql: bool, open_page: bool
) -> None:
    """Draw a graph as a self-contained HTML page.

    A graph that is too large for one page becomes several linked pages. With --store, GRAPH is one
    of its articles.
    """
    from actorgraph.folders import save_pages
    from actorgraph.pipeline import Graph

    loaded = Graph(open_graphs((graph,), store))
    path = Path(out) if out else _place(graph, store)
    pages = loaded.pages(path.stem, with_sparql=with_sparql)
    save_pages(path, pages)
    if len(pages) > 1:
        others = plural(len(pages) - 1, "other page")
        warn(f"the graph is too large for one page; it links to {others} next to it")
    click.echo(path)
    if open_page:
        click.launch(str(path))


def _place(graph: str, store: str | None) -> Path:
    """Return where the page of a graph goes: next to it, or here for an article of a store."""
    if store:
        return Path("page.html")
    # A graph may be given by its folder.
    given = Path(graph)
    folder = given if given.is_dir() else given.parent
    return folder / "page.html"
