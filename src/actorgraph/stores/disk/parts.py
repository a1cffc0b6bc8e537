"""The parts of a store: all are there, nothing else is, and they are their owner's alone."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from actorgraph.errors import StoreError
from actorgraph.files import PRIVATE_FILE, PRIVATE_FOLDER
from actorgraph.stores.disk.layout import (
    CURRENT,
    FAILURES,
    GRAPHS,
    LEDGER,
    LINK_MEMORY,
    LOCK,
    NAME,
    OLDEST_READABLE,
    PREFIX,
    RESTORE,
    SEAL,
    SHARDS,
    TEMPORARY,
    WISH,
    Layout,
)
from actorgraph.stores.disk.seal import check_seal
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review_file import LOCK as REVIEW_LOCK

# The first bytes of every SQLite file, an empty database's, too.
SQLITE = b"SQLite format 3\0"
AT_TOP = frozenset({NAME, LOCK, SEAL, FAILURES, WISH, DECISIONS, REVIEW_LOCK, SHARDS})
# SQLite's file, and those that it writes next to it while a transaction is under way.
LEDGERS = frozenset({LEDGER, *(f"{LEDGER}-{part}" for part in ("journal", "wal", "shm"))})
ENGINES = re.compile(
    r"\d+\.(sst|log|blob|dbtmp)|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?|LOG(\.old\.\d+)?"
    r"|CURRENT|IDENTITY|LOCK"
)


def check_parts(layout: Layout) -> None:
    """Check that each part of a store is there, before something empty is made of it.

    Raises StoreError.
    """
    for path in (layout.folder, layout.graphs):
        if not path.is_dir():
            raise _missing(path)
    current = layout.graphs / CURRENT
    if not current.is_file() or not current.stat().st_size:
        raise _missing(current)
    # A store of format 1 has no ledger yet.
    if layout.version >= OLDEST_READABLE:
        _check_ledger(layout.ledger)
    check_seal(layout)


def tighten(directory: Path) -> None:
    """Make a directory and all in it readable for their owner alone. Links are not followed."""
    _set_mode(directory, PRIVATE_FOLDER)
    for folder, folders, names in os.walk(directory):
        for name in folders:
            _set_mode(Path(folder, name), PRIVATE_FOLDER)
        for name in names:
            _set_mode(Path(folder, name), PRIVATE_FILE)


def strays(layout: Layout) -> Iterator[str]:
    """Yield a line for each file, folder or symbolic link that does not belong to a store."""
    for path in sorted(layout.directory.rglob("*")):
        name = path.relative_to(layout.directory).as_posix()
        if path.is_symlink():
            yield f"{name} is a symbolic link: replace it with what it points to, or delete it"
        elif _is_leftover(layout, path):
            yield f"{name} was left by an interrupted writer: actorgraph compact --store DIR"
        elif not _belongs(layout, path):
            yield f"{name} does not belong to the store: move it away or delete it"


def _check_ledger(path: Path) -> None:
    if not path.is_file():
        raise _missing(path)
    with path.open("rb") as file:
        beginning = file.read(len(SQLITE))
    if not beginning:
        raise StoreError("the ledger is empty", where=path, remedy=RESTORE)
    if beginning != SQLITE:
        raise StoreError("it is damaged: not a ledger", where=path, remedy=RESTORE)


def _missing(path: Path) -> StoreError:
    return StoreError("a part of the store is missing", where=path, remedy=RESTORE)


def _set_mode(path: Path, mode: int) -> None:
    # Oxigraph may delete a file meanwhile; what belongs to somebody else is theirs to protect.
    with suppress(FileNotFoundError, PermissionError):
        state = path.lstat()
        if not path.is_symlink() and state.st_mode & 0o777 != mode:
            path.chmod(mode)


def _is_leftover(layout: Layout, path: Path) -> bool:
    if path.parent != layout.directory:
        return False
    is_old = path.name.startswith(PREFIX) and path.name != layout.name and path.is_dir()
    return is_old or path.name.startswith(TEMPORARY)


def _belongs(layout: Layout, path: Path) -> bool:
    """Return whether a path has a name and a place that a store's parts have."""
    place, name = path.parent, path.name
    if place == layout.directory:
        return name in AT_TOP or name == layout.name
    if place == layout.folder:
        return name in (GRAPHS, LINK_MEMORY) or name in LEDGERS
    if place == layout.graphs:
        return path.is_file() and ENGINES.fullmatch(name) is not None
    # What is in a folder that is named already.
    return layout.graphs not in path.parents
