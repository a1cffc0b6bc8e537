"""What a disk or a database says when it fails, on one line."""

import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError

PATIENCE = 5.0  # seconds: a flush takes some hundredths of one
LEAST_ROOM = 16_000_000  # bytes: with less the engine waits for space instead of failing
ENGINE = ("Corruption", "IO error")
# What the engines write into their messages, and what a reader makes of it.
CAUSES = (
    (
        ("no space left", "disk is full", "database or disk is full", "quota", "file too large"),
        "the disk is full",
    ),
    (("read-only", "readonly", "permission denied"), "it may not be written here"),
    (("corruption", "malformed", "not a database", "checksum", "bad magic"), "it is damaged"),
    (("too many open files",), "too many files are open"),
)
REMEDIES = {
    "the disk is full": "free some space and run it again: what was acknowledged is kept",
    "it may not be written here": "make it writable, or copy it to where it is",
    "it is damaged": "actorgraph verify --store DIR says where; restore a backup, or ingest again",
    "too many files are open": "raise the limit: ulimit -n 4096",
}


@contextmanager
def faults(place: Path) -> Iterator[None]:
    """Turn what the engines below raise into a StoreError that names the place."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not is_engines(error):
            raise
        raise fault(place, error) from error


def is_engines(error: BaseException) -> bool:
    """Tell whether the store's engine raised this; while it is read through an iterator that is a RuntimeError."""
    return str(error).startswith(ENGINE)


def flushed(quads: ox.Store, place: Path) -> None:
    """Flush a store; one that cannot for want of space would wait forever. Raises StoreError, OSError."""
    failed: list[BaseException] = []

    def flush() -> None:
        try:
            quads.flush()
        except BaseException as error:
            failed.append(error)

    # A thread that waits in the engine must not keep the process from ending.
    waiting = threading.Thread(target=flush, daemon=True)
    waiting.start()
    while waiting.is_alive():
        waiting.join(PATIENCE)
        if waiting.is_alive() and shutil.disk_usage(place).free < LEAST_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if failed:
        raise failed[0]


def fault(place: Path, error: Exception) -> StoreError:
    """Say in one line what a failure of the disk or of an engine means."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    plain = next(
        (cause for signs, cause in CAUSES if any(sign in said.casefold() for sign in signs)), None
    )
    what = plain or f"the disk failed: {said.strip()[:200]}"
    return StoreError(
        what, where=place, remedy=REMEDIES.get(what, "check the disk and run it again")
    )
