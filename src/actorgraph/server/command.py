"""`actorgraph serve`: an endpoint over a store, or over graph files."""

import os
from pathlib import Path

import click

from actorgraph.errors import ActorgraphError, GraphError

LOCAL = ("localhost", "127.0.0.1", "[::1]")
TOKEN = "ACTORGRAPH_UPDATE_TOKEN"
SHORTEST_TOKEN = 16


@click.command()
@click.argument("graphs", nargs=-1, metavar="GRAPH...")
@click.option("--store", metavar="DIR", help="Serve this store, and not files.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0 takes a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A Host for which to speak, beside localhost.",
)
@click.option(
    "--deadline",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.5, 3600),
    help="Seconds a query.",
)
@click.option(
    "--memory", default=1024, show_default=True, type=click.IntRange(256), help="Megabytes a query."
)
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1),
    help="Rows or triples an answer.",
)
@click.option(
    "--children",
    default=3,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Queries at a time.",
)
@click.option(
    "--token-file",
    metavar="FILE",
    help=f"Allow updates to whoever holds its token; or set {TOKEN}.",
)
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
    """Serve a store, or GRAPH files, over HTTP: SPARQL at /sparql, pages of every actor and claim, and more at /."""
    if bool(graphs) == bool(store):
        raise GraphError("nothing to serve, or too much", remedy="give --store DIR, or graph files")
    try:
        from actorgraph.server.limits import Limits
        from actorgraph.server.listening import listen
    except ModuleNotFoundError as error:
        raise GraphError(
            f"{error.name} is missing", where="serve", remedy="pip install 'actorgraph[serve]'"
        ) from error
    limits = Limits(deadline=deadline, memory=memory << 20, rows=rows, children=children)
    token = _token(token_file)
    hosts = frozenset(
        name.casefold() for name in (*LOCAL, host, *names) if name not in ("0.0.0.0", "::")
    )
    listen(graphs, store, host=host, port=port, hosts=hosts, limits=limits, token=token)


def _token(path: str | None) -> str | None:
    """Return the token that opens /update; None leaves it shut. Raises ActorgraphError where it is too easy to guess."""
    try:
        text = Path(path).read_text("utf-8").strip() if path else os.environ.get(TOKEN, "").strip()
    except (OSError, ValueError) as error:
        raise ActorgraphError(
            "this token cannot be read", where=path, remedy="check the path"
        ) from error
    if not text and not path:
        return None
    if len(text) < SHORTEST_TOKEN:
        raise ActorgraphError(
            f"the token is shorter than {SHORTEST_TOKEN} characters", remedy="make a longer one"
        )
    return text
