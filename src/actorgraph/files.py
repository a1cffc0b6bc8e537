"""Writing files so that nobody ever sees half of one: write a temporary file, then rename it."""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

PREFIX = ".actorgraph-"  # of the temporary files
# Modes of files and folders: for their owner alone, or as the user's umask has it.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
ORDINARY_FILE = 0o666
PATIENCE_IN_SECONDS = 30.0  # with whoever holds a lock on a small file
PAUSE_IN_SECONDS = 0.02
BINARY = getattr(os, "O_BINARY", 0)  # Windows would change ends of lines


def replace(
    path: Path,
    content: str | bytes,
    *,
    durable: bool = False,
    private: bool = False,
) -> None:
    """Write a file's whole content; the old file stays until the new one is complete.

    With `durable`, content and rename have reached the disk on return; a `private` file is its
    owner's alone. Raises OSError; the old file is then unchanged and no temporary file is left.
    """
    replace_all(path.parent, {path.name: content}, durable=durable, private=private)


def replace_all(
    folder: Path,
    contents: Mapping[str, str | bytes],
    *,
    durable: bool = False,
    private: bool = False,
) -> None:
    """Write several files of a folder; none is replaced until all of them are complete.

    Otherwise as `replace`.
    """
    temporary: dict[str, Path] = {}
    run = token_hex(8)
    try:
        for number, (name, content) in enumerate(contents.items()):
            temporary[name] = folder / f"{PREFIX}{run}-{number}"
            _write(temporary[name], content, durable=durable, private=private)
        for name, path in temporary.items():
            os.replace(path, folder / name)
    except BaseException:
        for path in temporary.values():
            path.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(folder)


def _write(path: Path, content: str | bytes, *, durable: bool, private: bool) -> None:
    mode = PRIVATE_FILE if private else ORDINARY_FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, so that a rename survives a power cut.

    Raises OSError. Windows cannot open a folder, and flushes a rename with its file.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file's lock, for one process at a time; the system frees it when a process ends.

    Raises OSError if the file cannot be made, TimeoutError if another process keeps the lock.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, PRIVATE_FILE)
    try:
        end = time.monotonic() + PATIENCE_IN_SECONDS
        while not _try_lock(handle):
            if time.monotonic() > end:
                raise TimeoutError(None, "another process is changing it", str(path))
            time.sleep(PAUSE_IN_SECONDS)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class FileState:
    """What differs after every change of a file, whatever its clock says."""

    time: int
    # Unlike the time above, this one cannot be set: `cp -p` changes it.
    status_time: int
    size: int
    number: int


def state_of(path: Path) -> FileState | None:
    """Return the state of a file; None if there is none. Raises OSError."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return FileState(state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder, which another process may be deleting."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file():
                size += path.stat().st_size
    return size
