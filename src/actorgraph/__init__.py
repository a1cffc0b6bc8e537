"""Turn news articles into an auditable graph of who did and said what, according to whom.

`read` an article, `build` or `load` a `Graph`, then ask `graph.query(…)`; `view` draws it. These
names are imported when they are first used, so that `import actorgraph` stays fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from actorgraph.version import __version__ as __version__

if TYPE_CHECKING:
    from actorgraph.pipeline import Graph, build, load, view
    from actorgraph.text.reading import read, read_text
    from actorgraph.views import to_pyvis

__all__ = ["Graph", "build", "load", "read", "read_text", "to_pyvis", "view"]

_MODULES = {
    "read": "text.reading",
    "read_text": "text.reading",
    "to_pyvis": "views",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'pipeline')}"), name)
    return globals()[name]


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
