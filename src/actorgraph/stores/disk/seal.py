"""The seal: the hash of every file of a closed store, by which a bit that flips at rest is noticed."""

import hashlib
import json
from pathlib import Path

from actorgraph import files
from actorgraph.stores.disk.layout import NAME, SEAL, Layout

# Size, time of change in nanoseconds, and SHA-256 of each file, by its path.
Seal = dict[str, tuple[int, int, str]]
# Oxigraph's files of tables never change once written; their hashes are reused if size and time are the same.
UNCHANGING = ".sst"
UNSEALED = ("LOCK",)


def break_seal(layout: Layout) -> Seal:
    """Return the seal and delete it: from now on files may change."""
    seal = read_seal(layout)
    (layout.directory / SEAL).unlink(missing_ok=True)
    return seal or {}


def read_seal(layout: Layout) -> Seal | None:
    """Return the seal; None if there is none, an empty one if it cannot be read."""
    try:
        entries = json.loads((layout.directory / SEAL).read_text("utf-8"))
        return {
            str(name): (int(size), int(time), str(code))
            for name, (size, time, code) in entries.items()
        }
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError):
        return {}


def write_seal(layout: Layout, earlier: Seal) -> None:
    """Seal a closed store; hashes of unchanged files are taken from the earlier seal."""
    seal: Seal = {}
    for path in _files(layout):
        name = path.relative_to(layout.directory).as_posix()
        state = path.stat()
        size, time = state.st_size, state.st_mtime_ns
        known = earlier.get(name)
        if path.suffix == UNCHANGING and known is not None and known[:2] == (size, time):
            seal[name] = known
        else:
            seal[name] = (size, time, _hash(path))
    files.replace(layout.directory / SEAL, json.dumps(seal, indent=0) + "\n")


def broken_files(layout: Layout) -> list[str]:
    """Return a line for each file that changed since the store was closed; none if it is not sealed."""
    seal = read_seal(layout)
    if seal is None:
        return []
    if not seal:
        return [f"{SEAL} cannot be read"]
    present = {path.relative_to(layout.directory).as_posix(): path for path in _files(layout)}
    findings = [f"{name} is missing" for name in sorted(seal.keys() - present.keys())]
    for name in sorted(seal.keys() & present.keys()):
        if _hash(present[name]) != seal[name][2]:
            findings.append(f"{name} is not what was written")
    return findings


def _files(layout: Layout) -> list[Path]:
    """Return the files that a seal covers, sorted."""
    paths = [layout.directory / NAME]
    for path in layout.folder.rglob("*"):
        if path.is_file() and path.name not in UNSEALED:
            paths.append(path)
    return sorted(path for path in paths if path.exists())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
