"""`actorgraph serve`: an HTTP server over a store or over graph files."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.options import stacked
from actorgraph.errors import ActorgraphError, GraphError

if TYPE_CHECKING:
    from actorgraph.server.readers import Readers

LOCAL = ("localhost", "127.0.0.1", "[::1]")
ANY_ADDRESS = ("0.0.0.0", "::")
TOKEN = "ACTORGRAPH_UPDATE_TOKEN"


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
        help=f"Tokens: of updates, alone on a line (or set {TOKEN}); of readers, as NAME: TOKEN.",
    ),
    click.option(
        "--review",
        "reviewers",
        multiple=True,
        metavar="NAME",
        help="Let NAME decide on claims: prints a link that signs them in once.",
    ),
    click.option(
        "--blind",
        is_flag=True,
        help="Each reader decides without seeing what others decided.",
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
    reviewers: tuple[str, ...],
    blind: bool,
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
    token, tokens = _tokens(token_file)
    listen(
        graphs,
        store,
        host=host,
        port=port,
        hosts=_hosts(host, names),
        limits=Limits(deadline=deadline, memory=memory << 20, rows=rows, children=children),
        token=token,
        readers=_readers(reviewers, tokens, host=host, is_blind=blind),
    )


def _readers(
    names: Sequence[str], tokens: Mapping[str, str], *, host: str, is_blind: bool
) -> "Readers":
    """Return who may decide. Raises ActorgraphError if others could use a link of this machine."""
    from actorgraph.server.readers import Readers

    if names and host not in (*LOCAL, "::1"):
        remedy = "give each reader a line NAME: TOKEN in a --token-file"
        raise ActorgraphError("--review is for this machine only", where=host, remedy=remedy)
    if is_blind and not (names or tokens):
        remedy = "add --review NAME, or a --token-file with readers"
        raise ActorgraphError("--blind is for readers who decide", remedy=remedy)
    return Readers(names, tokens, is_blind=is_blind)


def _hosts(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """Return the host names that the server answers for."""
    # Any other Host may be a page of another site that was pointed at us (DNS rebinding).
    all_names = (*LOCAL, host, *names)
    return frozenset(name.casefold() for name in all_names if name not in ANY_ADDRESS)


def _tokens(path: str | None) -> tuple[str | None, dict[str, str]]:
    """Return the token that allows updates, None if there are none, and those of readers by name.

    Raises ActorgraphError if one is too short or given twice.
    """
    from actorgraph.server.readers import read_tokens

    text = _read_tokens(path) if path else os.environ.get(TOKEN, "")
    if path and not text.strip():
        raise ActorgraphError("the file has no token", where=path, remedy="write one into it")
    try:
        return read_tokens(text)
    except ActorgraphError as error:
        raise ActorgraphError(error.what, where=path or TOKEN, remedy=error.remedy) from error


def _read_tokens(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, ValueError) as error:
        what = "the tokens cannot be read"
        raise ActorgraphError(what, where=path, remedy="check the path") from error
