"""Where graphs and pages are written: whole files only, under names that an article's file gives."""

import os
import re
import shutil
import tempfile
from pathlib import Path

from actorgraph.errors import GraphError
from actorgraph.graph.mint import slug


def save(folder: Path, files: dict[str, str]) -> None:
    """Write texts into a folder under their names: beside first, then renamed. Raises GraphError."""
    try:
        (folder if folder.is_dir() else folder.parent).mkdir(parents=True, exist_ok=True)
        beside = Path(
            tempfile.mkdtemp(
                prefix=".actorgraph-", dir=folder if folder.is_dir() else folder.parent
            )
        )
    except OSError as error:
        raise _unwritten(folder, error) from error
    try:
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        folder.mkdir(exist_ok=True)
        for name in files:
            os.replace(beside / name, folder / name)
    except OSError as error:
        raise _unwritten(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def save_file(path: Path, text: str) -> None:
    """Write one text to a file: beside first, then renamed. Raises GraphError."""
    if path.is_dir():
        raise GraphError("is a folder", where=path, remedy="name a file")
    save(path.parent, {path.name: text})


def save_pages(path: Path, pages: dict[str, str]) -> None:
    """Write a page to a file, and the pages it leads to beside it: all, or none. Raises GraphError."""
    first, *others = pages
    if path.is_dir():
        raise GraphError("is a folder", where=path, remedy="name a file")
    save(path.parent, {path.name: pages[first], **{name: pages[name] for name in others}})


def folder_name(source: str, taken: set[str]) -> str:
    """Return a folder's name for an article by its file's name, unlike those already taken."""
    stem = "article" if source == "-" else re.sub(r"\.[A-Za-z]{1,5}$", "", Path(source).name)
    name = plain = slug(stem)
    count = 1
    while name in taken:
        count += 1
        name = f"{plain}-{count}"
    taken.add(name)
    return name


def _unwritten(place: Path, error: OSError) -> GraphError:
    reason = (error.strerror or "unknown reason").casefold()
    return GraphError(
        f"cannot be written: {reason}", where=place, remedy="name another folder with -o"
    )
