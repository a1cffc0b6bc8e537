"""Writing files so that a reader never sees half of one: write beside the target, then rename."""

import os
from pathlib import Path
from secrets import token_hex


def replace(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file's whole content; the old file stays until the new one is complete.

    With `durable` the content and the rename have reached the disk on return. Raises OSError; the old file is then
    untouched and nothing is left beside it.
    """
    data = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, so that a rename survives a power cut. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
