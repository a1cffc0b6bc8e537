"""Where graphs and pages are written: whole files, in folders named after an article's file."""

import errno
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from actorgraph.errors import GraphError
from actorgraph.files import replace_all
from actorgraph.graph.mint import slug

# Errors of a disk that is full, of a quota that is used up, and of a limit on files.
WITHOUT_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SUFFIX = re.compile(r"\.[A-Za-z]{1,5}$")


def save(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write texts, or bytes, by file name into a folder, which is made if needed.

    All of them are written, or none.

    Raises GraphError.
    """
    is_new = not folder.is_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_all(folder, texts)
    except OSError as error:
        if is_new:
            # Remove the folder that was made in vain; one with files stays.
            with suppress(OSError):
                folder.rmdir()
        raise _cannot_write(folder, error) from error


def save_file(path: Path, text: str) -> None:
    """Write one text to a file. Raises GraphError."""
    _check_is_file(path)
    save(path.parent, {path.name: text})


def save_pages(path: Path, pages: dict[str, str]) -> None:
    """Write the first page to a file and the pages that it links to next to it: all, or none.

    Raises GraphError.
    """
    _check_is_file(path)
    first, *linked = pages
    texts = {path.name: pages[first]}
    texts.update((name, pages[name]) for name in linked)
    save(path.parent, texts)


def _check_is_file(path: Path) -> None:
    if path.is_dir():
        raise GraphError("is a folder", where=path, remedy="name a file")


def folder_name(source: str, taken: set[str]) -> str:
    """Return the name of an article's folder, after its file; add it to those already taken."""
    file_name = "article" if source == "-" else Path(source).name
    plain = slug(_SUFFIX.sub("", file_name))
    name, count = plain, 1
    while name in taken:
        count += 1
        name = f"{plain}-{count}"
    taken.add(name)
    return name


def _cannot_write(place: Path, error: OSError) -> GraphError:
    reason = (error.strerror or "unknown reason").casefold()
    remedy = "name another folder with -o"
    if error.errno in WITHOUT_ROOM:
        remedy = f"free some space, or {remedy}"
    return GraphError(
        f"cannot be written: {reason}",
        where=place,
        remedy=remedy,
    )
