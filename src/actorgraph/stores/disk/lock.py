"""One writer at a time: a lock on a file, which says who holds it. The system frees it when its process ends."""

import os
import sys
import time
from pathlib import Path

from actorgraph.errors import StoreError

PATIENCE = 0.5  # seconds: a second process that only passes by is waited for
PAUSE = 0.05


class Lock:
    """Holds a file for one writer, or for any number of readers."""

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        """Take the lock. Raises StoreError where another process holds it, OSError where the file cannot be made."""
        self.path, self.shared = path, shared
        self.file = os.open(path, (os.O_RDONLY if shared else os.O_RDWR) | os.O_CREAT, 0o644)
        try:
            self._wait()
            if not shared:
                os.ftruncate(self.file, 0)
                os.write(self.file, f"{os.getpid()}\n".encode())
        except BaseException:
            os.close(self.file)
            raise

    def release(self) -> None:
        """Let others in; a second call does nothing."""
        if self.file < 0:
            return
        if not self.shared:
            os.ftruncate(self.file, 0)
        os.close(self.file)
        self.file = -1

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while not _taken(self.file, self.shared):
            if time.monotonic() > end:
                raise StoreError(
                    _holder(self.path), where=self.path, remedy="wait until it ends, or end it"
                )
            time.sleep(PAUSE)


def _taken(file: int, shared: bool) -> bool:
    if sys.platform == "win32":
        return True  # Oxigraph's own lock keeps a second writer out there
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(path: Path) -> str:
    """Say who holds the lock; a pid that a killed writer left behind is not named."""
    try:
        pid = int(path.read_text() or 0)
        if pid > 0:
            os.kill(pid, 0)
    except (OSError, ValueError):
        pid = 0
    return f"process {pid} writes this store" if pid else "another process reads this store"
