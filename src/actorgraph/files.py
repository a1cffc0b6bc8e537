"""Writing files so that a reader never sees half of one: write beside the target, then rename."""

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex


def replace(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file's whole content; the old file stays until the new one is complete.

    With `durable` the content and the rename have reached the disk on return. Raises OSError; the
    old file is then untouched and nothing is left next to it.
    """
    beside = _write_beside(path, content, durable=durable)
    try:
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def replace_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files like `replace`: if one of them cannot be written, no old file changes.

    Raises OSError.
    """
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            written[path] = _write_beside(path, content)
        for path, beside in written.items():
            os.replace(beside, path)
    except BaseException:
        for beside in written.values():
            beside.unlink(missing_ok=True)
        raise


def _write_beside(path: Path, content: str | bytes, *, durable: bool = False) -> Path:
    """Write a new file next to a path, and return the new file's path; raises OSError."""
    encoded = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(encoded)
            file.flush()
            if durable:
                os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk: a rename survives a power cut. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
