"""Files as streams: a `.gz` is decompressed while it is read, and a bomb is refused."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from actorgraph.errors import ArticleError

# Text compresses 3 to 10 times. What grows to more than this, after the first megabytes, is a bomb.
RATIO = 100
ALLOWANCE_IN_BYTES = 4_000_000
PIECE_IN_BYTES = 1 << 16


@dataclass(slots=True)
class Meter:
    """How much of a corpus is read:

    `done` of `total`, in bytes or files; `total` is 0 if it is unknown.
    """

    total: int = 0
    done: int = 0


class Decompressed(io.RawIOBase):
    """The content of a gzip file as a stream; raises ArticleError if it is broken or a bomb."""

    def __init__(self, compressed: BinaryIO, name: str) -> None:
        self.compressed = compressed
        self.name = name
        self.content = gzip.GzipFile(fileobj=compressed, mode="rb")
        self.size = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill a buffer and return the number of bytes. Raises ArticleError."""
        view = memoryview(target).cast("B")
        try:
            piece = self.content.read(min(len(view), PIECE_IN_BYTES))
        except (EOFError, zlib.error, OSError) as error:
            remedy = "fetch it again"
            raise ArticleError("the gzip file is broken", where=self.name, remedy=remedy) from error
        self.size += len(piece)
        if self.size > ALLOWANCE_IN_BYTES + RATIO * self.compressed.tell():
            what = f"decompresses to more than {RATIO} times its size"
            remedy = "decompress it yourself if you trust it"
            raise ArticleError(what, where=self.name, remedy=remedy)
        view[: len(piece)] = piece
        return len(piece)


@contextmanager
def open_stream(path: Path, meter: Meter) -> Iterator[io.BufferedReader]:
    """Open a file, decompressed if it ends in `.gz`; the meter counts the bytes on disk.

    Raises ArticleError.
    """
    try:
        with path.open("rb") as file:
            meter.total = path.stat().st_size
            if path.suffix.casefold() == ".gz":
                yield io.BufferedReader(Decompressed(file, str(path)))
            else:
                yield file
    except OSError as error:
        reason = (error.strerror or "unknown reason").casefold()
        what = f"cannot be read: {reason}"
        raise ArticleError(what, where=path, remedy="check the path") from error


def note_position(file: io.BufferedReader, meter: Meter) -> None:
    """Record how much of a file is read."""
    raw = file.raw
    if isinstance(raw, Decompressed):
        meter.done = raw.compressed.tell()
    else:
        meter.done = file.tell()
