"""What the page and the network share: files, templates and the content security policy.

Every page contains its scripts and styles; nothing is loaded from elsewhere.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/$", re.MULTILINE | re.DOTALL)


@cache
def asset(folder: Path, name: str) -> str:
    """Return the text of a file by its path in a folder."""
    return folder.joinpath(*name.split("/")).read_text("utf-8")


@cache
def asset_base64(folder: Path, name: str) -> str:
    """Return a binary file by its path in a folder, encoded as base64."""
    return encode(folder.joinpath(*name.split("/")).read_bytes())


def encode(content: bytes) -> str:
    """Encode bytes as base64."""
    return base64.b64encode(content).decode()


def compact(text: str) -> str:
    """Return a script or a style without indents, empty lines and lines of comments."""
    lines = [line.strip() for line in BLOCK_COMMENT.sub("", text).splitlines()]
    code = [line for line in lines if line and not line.startswith("//")]
    return "".join(f"{line}\n" for line in code)


def joined(folder: Path, names: Iterable[str]) -> str:
    """Return scripts or styles as one text; see `compact`."""
    return "".join(compact(asset(folder, name)) for name in names)


def templates(folder: Path) -> "Environment":
    """Return the templates of a folder.

    They escape text, and `tojson` writes compact JSON in a fixed order.
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(folder),
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
