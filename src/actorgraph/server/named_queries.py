"""The server's own queries: one file each in its `queries` folder."""

from functools import cache
from importlib.resources import files


@cache
def named_query(name: str) -> str:
    """Return the SPARQL of a query by its name."""
    folder = files("actorgraph.server") / "queries"
    return (folder / f"{name}.rq").read_text("utf-8")
