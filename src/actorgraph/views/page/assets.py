"""The files that a page is made of: every page contains its scripts and styles."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = files("actorgraph.views").joinpath("assets")
BLOCK_COMMENT = re.compile(r"^/\*\*.*?\*/$", re.MULTILINE | re.DOTALL)


@cache
def asset(name: str) -> str:
    """Return the text of a file in `assets/` by its path there."""
    return FOLDER.joinpath(*name.split("/")).read_text("utf-8")


@cache
def asset_base64(name: str) -> str:
    """Return a binary file in `assets/` by its path there, encoded as base64."""
    return encode(FOLDER.joinpath(*name.split("/")).read_bytes())


def encode(content: bytes) -> str:
    """Encode bytes as base64."""
    return base64.b64encode(content).decode()


def joined(names: Iterable[str]) -> str:
    """Return scripts or styles as one text, without indents, empty lines and comment lines."""
    return "".join(_without_comments(asset(name)) for name in names)


def _without_comments(text: str) -> str:
    lines = [line.strip() for line in BLOCK_COMMENT.sub("", text).splitlines()]
    code = [line for line in lines if line and not line.startswith("//")]
    return "".join(f"{line}\n" for line in code)


def templates() -> "Environment":
    """Return the templates; they escape text, and `tojson` writes compact JSON in a fixed order."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(str(FOLDER))),
        autoescape=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "sort_keys": True,
        "separators": (",", ":"),
    }
    return environment


def content_policy(scripts: Iterable[str], style: str) -> str:
    """Return a content security policy: these scripts, this style, and no connection at all."""
    allowed = " ".join(_hash(script) for script in scripts)
    directives = (
        "default-src 'none'",
        f"script-src {allowed}",
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(directives)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{encode(digest)}'"
