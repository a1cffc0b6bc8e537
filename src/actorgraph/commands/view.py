"""`actorgraph view`: the page of a graph."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files
from actorgraph.commands.opening import open_graphs
from actorgraph.commands.options import open_option, store_option
from actorgraph.commands.terminal import plural, warn

if TYPE_CHECKING:
    from actorgraph.views.pages import Form


@click.command()
@click.argument("graph", shell_complete=complete_files)
@store_option
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    shell_complete=complete_files,
    help="Output file.  [default: page.html or network.html next to the graph]",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["page", "network"]),
    help="The page to read, or the network to explore.  [default: page]",
)
@click.option(
    "--with-sparql",
    is_flag=True,
    help="Let the network itself answer SPARQL, which adds 2 MB; implies --as network.",
)
@open_option
def view(
    graph: str,
    store: str | None,
    out: str | None,
    form: "Form | None",
    with_sparql: bool,
    open_page: bool,
) -> None:
    """Draw a graph as a self-contained HTML page.

    A graph that is too large for one page becomes several linked networks. With --store, GRAPH is
    one of its articles.
    """
    from actorgraph.folders import save_pages
    from actorgraph.pipeline import Graph

    form = _form(form, with_sparql=with_sparql)
    loaded = Graph(open_graphs((graph,), store))
    path = Path(out) if out else _place(graph, store, f"{form}.html")
    pages = loaded.pages(path.stem, form, with_sparql=with_sparql)
    save_pages(path, pages)
    if len(pages) > 1:
        others = plural(len(pages) - 1, "other page")
        warn(f"the graph is too large for one page; it links to {others} next to it")
    click.echo(path)
    if open_page:
        click.launch(str(path))


def _form(form: "Form | None", *, with_sparql: bool) -> "Form":
    """Return what is drawn: the page unless something else is wanted."""
    if form == "page" and with_sparql:
        raise click.UsageError("only the network answers SPARQL: leave out --as page")
    if form is not None:
        return form
    if with_sparql:
        return "network"
    return "page"


def _place(graph: str, store: str | None, name: str) -> Path:
    """Return where the page of a graph goes: next to it, or here for an article of a store."""
    if store:
        return Path(name)
    # A graph may be given by its folder.
    given = Path(graph)
    folder = given if given.is_dir() else given.parent
    return folder / name
