"""Failures of the disk and of the databases below, as a StoreError on one line."""

import errno
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError

PATIENCE_IN_SECONDS = 5.0  # a flush takes some hundredths of one
LEAST_ROOM_IN_BYTES = 16_000_000  # with less the engine waits for space instead of failing
MOST_CHARACTERS = 200  # of an engine's own words
ENGINE = ("Corruption", "IO error")
BACKUP_TRIES = 10
FIRST_PAUSE_IN_SECONDS, LAST_PAUSE_IN_SECONDS = 0.01, 0.5
# What the engines write into their messages, and what it means to a reader.
CAUSES = {
    "the disk is full": (
        "no space left",
        "disk is full",
        "database or disk is full",
        "quota",
        "file too large",
    ),
    "it cannot be written here": ("read-only", "readonly", "permission denied"),
    "it is damaged": (
        "corruption",
        "malformed",
        "not a database",
        "no such table",
        "checksum",
        "bad magic",
    ),
    "too many files are open": ("too many open files",),
}
REMEDIES = {
    "the disk is full": "free some space and run it again: what was acknowledged is safe",
    "it cannot be written here": "make it writable, or copy it to a place that is",
    "it is damaged": "actorgraph verify --store DIR says where; restore a backup, or ingest again",
    "too many files are open": "raise the limit: ulimit -n 4096",
}


@contextmanager
def faults(place: Path) -> Iterator[None]:
    """Turn what disk and databases raise in the block into a StoreError that names the place."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise fault(place, error) from error
    except RuntimeError as error:
        if not is_engines(error):
            raise
        raise fault(place, error) from error


def is_engines(error: BaseException) -> bool:
    """Return whether Oxigraph raised an error.

    That is an OSError or, while quads are iterated or files are copied, a RuntimeError.
    """
    return str(error).startswith(ENGINE)


def backup(quads: ox.Store, target: Path) -> None:
    """Copy a database into a new directory. Raises OSError, RuntimeError.

    A writer's compaction can take away a file that the copy was about to link, and its log can be
    copied while it grows. The engine then speaks of corruption, though none is there: the copy is
    tried again, each time a little later.
    """
    pause = FIRST_PAUSE_IN_SECONDS
    for _ in range(BACKUP_TRIES - 1):
        try:
            quads.backup(str(target))
        except (OSError, RuntimeError) as error:
            if not is_engines(error):
                raise
            shutil.rmtree(target, ignore_errors=True)
        else:
            return
        time.sleep(pause)
        pause = min(2 * pause, LAST_PAUSE_IN_SECONDS)
    quads.backup(str(target))


def flush(quads: ox.Store, place: Path) -> None:
    """Flush a database to the disk; without space it would wait forever.

    Raises StoreError, OSError.
    """
    errors: list[BaseException] = []

    def wait_for_engine() -> None:
        try:
            quads.flush()
        except BaseException as error:
            errors.append(error)

    # A thread that waits in the engine must not keep the process from ending.
    thread = threading.Thread(target=wait_for_engine, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(PATIENCE_IN_SECONDS)
        if thread.is_alive() and shutil.disk_usage(place).free < LEAST_ROOM_IN_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if errors:
        raise errors[0]


def fault(place: Path, error: Exception) -> StoreError:
    """Return the StoreError for a failure of the disk or of a database."""
    words = str(error)
    if isinstance(error, OSError) and error.strerror:
        words = error.strerror
    cause = _cause(words.casefold())
    what = cause or f"the disk failed: {words.strip()[:MOST_CHARACTERS]}"
    remedy = REMEDIES.get(what, "check the disk and run it again")
    return StoreError(what, where=place, remedy=remedy)


def _cause(words: str) -> str | None:
    for cause, signs in CAUSES.items():
        if any(sign in words for sign in signs):
            return cause
    return None
