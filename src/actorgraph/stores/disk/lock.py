"""One writer at a time: a lock on a file, which names its holder.

The system frees it when its process ends.
"""

import os
import sys
import time
from pathlib import Path

from actorgraph.errors import StoreError
from actorgraph.files import PRIVATE_FILE

PATIENCE_IN_SECONDS = 0.8  # enough for a process that only takes a snapshot
PAUSE_IN_SECONDS = 0.05


class Lock:
    """Holds a file for one writer, or for any number of readers.

    Neither filelock nor portalocker would be shorter here: filelock has no shared locks, and with
    either of them the holder's process, which the error names, is still to be written and read.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        """Take the lock.

        Raises StoreError if another process holds it, OSError if the file cannot be made.
        """
        self.path = path
        self.shared = shared
        mode = os.O_RDONLY if shared else os.O_RDWR
        self.file = os.open(path, mode | os.O_CREAT, PRIVATE_FILE)
        try:
            self._wait()
            if not shared:
                os.ftruncate(self.file, 0)
                os.write(self.file, f"{os.getpid()}\n".encode())
        except BaseException:
            os.close(self.file)
            raise

    @property
    def is_released(self) -> bool:
        """Whether the lock was given back."""
        return self.file < 0

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self.is_released:
            return
        if not self.shared:
            os.ftruncate(self.file, 0)
        os.close(self.file)
        self.file = -1

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE_IN_SECONDS
        while not _try_lock(self.file, shared=self.shared):
            if time.monotonic() > end:
                raise StoreError(
                    _describe_holder(self.path),
                    where=self.path,
                    remedy="wait until it ends, or end it",
                )
            time.sleep(PAUSE_IN_SECONDS)


def is_held(path: Path) -> bool:
    """Return whether a writer holds a lock, without waiting; False if there is no such file."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not _try_lock(file, shared=True)
    finally:
        # This gives a lock back that was taken here.
        os.close(file)


def _try_lock(file: int, *, shared: bool) -> bool:
    if sys.platform == "win32":
        return True  # Oxigraph's own lock keeps a second writer out there
    import fcntl

    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _describe_holder(path: Path) -> str:
    """Return in words who holds the lock; a process that has ended is not named."""
    try:
        process = int(path.read_text() or 0)
        if process > 0:
            os.kill(process, 0)
    except (OSError, ValueError):
        process = 0
    if process:
        return f"process {process} is writing this store"
    return "another process is reading this store"
