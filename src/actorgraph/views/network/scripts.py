"""The scripts, styles and templates of the network's page."""

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.views.page.assets import asset, templates

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(str(files("actorgraph.views.network").joinpath("assets")))
BLOCK_COMMENT = re.compile(r"^/\*\*.*?\*/$", re.MULTILINE | re.DOTALL)


def network_templates() -> "Environment":
    """Return the templates of the network's page and of the index of linked pages."""
    return templates(FOLDER)


def joined(names: Iterable[str]) -> str:
    """Return scripts or styles as one text, without indents, empty lines and comment lines."""
    return "".join(_without_comments(asset(FOLDER, name)) for name in names)


def _without_comments(text: str) -> str:
    lines = [line.strip() for line in BLOCK_COMMENT.sub("", text).splitlines()]
    code = [line for line in lines if line and not line.startswith("//")]
    return "".join(f"{line}\n" for line in code)
