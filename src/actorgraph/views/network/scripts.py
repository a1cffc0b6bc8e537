"""The scripts, styles and templates of the network's page."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.views.page.assets import asset, compact, templates

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(str(files("actorgraph.views.network").joinpath("assets")))


def network_templates() -> "Environment":
    """Return the templates of the network's page and of the index of linked pages."""
    return templates(FOLDER)


def joined(names: Iterable[str]) -> str:
    """Return scripts or styles as one text, without indents, empty lines and comment lines."""
    return "".join(compact(asset(FOLDER, name)) for name in names)
