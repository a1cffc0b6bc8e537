"""The folder and the templates of the network's page."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.views.page.assets import templates

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(str(files("actorgraph.views.network").joinpath("assets")))


def network_templates() -> "Environment":
    """Return the templates of the network's page and of the index of linked pages."""
    return templates(FOLDER)
