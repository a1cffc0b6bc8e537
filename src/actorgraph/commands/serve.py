"""`actorgraph serve`: an HTTP server over a store or over graph files."""

import os
from pathlib import Path

import click

from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.options import stacked
from actorgraph.errors import ActorgraphError, GraphError

LOCAL = ("localhost", "127.0.0.1", "[::1]")
ANY_ADDRESS = ("0.0.0.0", "::")
TOKEN = "ACTORGRAPH_UPDATE_TOKEN"
SHORTEST_TOKEN_IN_CHARACTERS = 16


_options = stacked(
    click.option(
        "--store",
        metavar="DIR",
        shell_complete=complete_folders,
        help="Serve this store instead of graph files.",
    ),
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
    click.option(
        "--port",
        default=8000,
        show_default=True,
        type=click.IntRange(0, 65535),
        help="Port to listen on; 0 takes a free one.",
    ),
    click.option(
        "--name",
        "names",
        multiple=True,
        metavar="HOST",
        help="Host name to answer for besides localhost; may be repeated.",
    ),
    click.option(
        "--deadline",
        default=10.0,
        show_default=True,
        type=click.FloatRange(0.5, 3600),
        help="Seconds for each query.",
    ),
    click.option(
        "--memory",
        default=1024,
        show_default=True,
        type=click.IntRange(256),
        help="Megabytes of memory for each query.",
    ),
    click.option(
        "--rows",
        default=100_000,
        show_default=True,
        type=click.IntRange(1),
        help="Most rows or triples in an answer.",
    ),
    click.option(
        "--children",
        default=3,
        show_default=True,
        type=click.IntRange(1, 64),
        help="Queries at the same time.",
    ),
    click.option(
        "--token-file",
        metavar="FILE",
        shell_complete=complete_files,
        help=f"Allow updates with the token in this file; or set {TOKEN}.",
    ),
)


@click.command()
@click.argument("graphs", nargs=-1, metavar="GRAPH...", shell_complete=complete_files)
@_options
def serve(
    graphs: tuple[str, ...],
    store: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    deadline: float,
    memory: int,
    rows: int,
    children: int,
    token_file: str | None,
) -> None:
    """Serve a store or graphs over HTTP.

    SPARQL is at /sparql. There is a page for every actor, article and claim, search, and a JSON
    API; the home page links to them all.
    """
    if bool(graphs) == bool(store):
        what = "nothing to serve" if store is None else "both a store and graphs to serve"
        raise GraphError(what, remedy="give either --store DIR or graph files")
    # The libraries of the server are an extra that may not be installed.
    try:
        from actorgraph.server.limits import Limits
        from actorgraph.server.listening import listen
    except ModuleNotFoundError as error:
        remedy = "pip install 'actorgraph[serve]'"
        raise GraphError(f"{error.name} is missing", where="serve", remedy=remedy) from error
    listen(
        graphs,
        store,
        host=host,
        port=port,
        hosts=_hosts(host, names),
        limits=Limits(deadline=deadline, memory=memory << 20, rows=rows, children=children),
        token=_token(token_file),
    )


def _hosts(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """Return the host names that the server answers for."""
    # Any other Host may be a page of another site that was pointed at us (DNS rebinding).
    all_names = (*LOCAL, host, *names)
    return frozenset(name.casefold() for name in all_names if name not in ANY_ADDRESS)


def _token(path: str | None) -> str | None:
    """Return the token that allows updates; None if there are none.

    Raises ActorgraphError if it is too short.
    """
    if path:
        text = _read_token(path)
    else:
        text = os.environ.get(TOKEN, "").strip()
        if not text:
            return None
    if len(text) < SHORTEST_TOKEN_IN_CHARACTERS:
        what = f"the token is shorter than {SHORTEST_TOKEN_IN_CHARACTERS} characters"
        raise ActorgraphError(what, where=path, remedy="make a longer one")
    return text


def _read_token(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        what = "the token cannot be read"
        raise ActorgraphError(what, where=path, remedy="check the path") from error
