"""The server's own questions, one file each in its `queries` folder."""

from functools import cache
from importlib.resources import files


@cache
def shelved(name: str) -> str:
    """Return the SPARQL of a question by its name."""
    return files("actorgraph.server").joinpath("queries", f"{name}.rq").read_text("utf-8")
