"""Files as streams: a `.gz` is opened on the fly, and one that blows up out of proportion is refused."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from actorgraph.errors import ArticleError

# Text packs 3 to 10 times; what unpacks to more than this beyond the first megabytes is a bomb.
RATIO = 100
ALLOWANCE = 4_000_000


@dataclass(slots=True)
class Meter:
    """How far a stream is read: units done (bytes or files) of the total, None where it is unknown."""

    total: int = 0
    done: int = 0


class Unpacked(io.RawIOBase):
    """A gzip file as a stream of its content, which ends in an ArticleError where it grows out of proportion."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        self.packed, self.name = packed, name
        self.content = gzip.GzipFile(fileobj=packed, mode="rb")
        self.size = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill a buffer; returns the number of bytes."""
        view = memoryview(target).cast("B")
        try:
            piece = self.content.read(min(len(view), 1 << 16))
        except (EOFError, zlib.error, OSError) as error:
            raise ArticleError(
                "the gzip file is broken", where=self.name, remedy="fetch it again"
            ) from error
        self.size += len(piece)
        if self.size > ALLOWANCE + RATIO * self.packed.tell():
            what = f"unpacks to more than {RATIO} times its size"
            raise ArticleError(what, where=self.name, remedy="unpack it yourself, if you trust it")
        view[: len(piece)] = piece
        return len(piece)


@contextmanager
def opened(path: Path, meter: Meter) -> Iterator[io.BufferedReader]:
    """Open a file, unpacked where it ends in `.gz`; the meter follows the bytes on the disk. Raises ArticleError."""
    try:
        with path.open("rb") as packed:
            meter.total = path.stat().st_size
            stream = Unpacked(packed, str(path)) if path.suffix.casefold() == ".gz" else packed
            yield stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    except OSError as error:
        reason = (error.strerror or "unknown reason").casefold()
        raise ArticleError(
            f"cannot be read: {reason}", where=path, remedy="check the path"
        ) from error


def follow(file: io.BufferedReader, meter: Meter) -> None:
    """Note how far a file is read."""
    raw = file.raw
    meter.done = raw.packed.tell() if isinstance(raw, Unpacked) else file.tell()
