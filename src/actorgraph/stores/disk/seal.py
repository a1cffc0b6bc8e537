"""The seal: the hashes of a closed store's files, to notice a bit that flips at rest."""

import hashlib
import json
from pathlib import Path

from actorgraph import files
from actorgraph.stores.disk.layout import NAME, SEAL, Layout

# Size, time of change in nanoseconds, and SHA-256 of each file, by its path.
Seal = dict[str, tuple[int, int, str]]
# Oxigraph's files of tables never change once written; their hashes are reused if size and time are
# the same.
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
        seal: Seal = {}
        for name, (size, time, code) in entries.items():
            seal[str(name)] = (int(size), int(time), str(code))
        return seal
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError):
        return {}


def write_seal(layout: Layout, earlier: Seal) -> None:
    """Seal a closed store; hashes of unchanged files are taken from the earlier seal."""
    seal: Seal = {}
    for path in _files(layout):
        name = _name(layout, path)
        state = path.stat()
        size, time = state.st_size, state.st_mtime_ns
        known = earlier.get(name)
        if path.suffix == UNCHANGING and known is not None and known[:2] == (size, time):
            seal[name] = known
        else:
            seal[name] = (size, time, _hash(path))
    files.replace(layout.directory / SEAL, json.dumps(seal, indent=0) + "\n")


def broken_files(layout: Layout) -> list[str]:
    """Return a line for each file that changed since the store was sealed, if it is."""
    seal = read_seal(layout)
    if seal is None:
        return []
    if not seal:
        return [f"{SEAL} cannot be read"]
    present = {_name(layout, path): path for path in _files(layout)}
    findings = []
    for name in sorted(seal.keys() - present.keys()):
        findings.append(f"{name} is missing")
    for name in sorted(seal.keys() & present.keys()):
        _, _, code = seal[name]
        if _hash(present[name]) != code:
            findings.append(f"{name} is not what was written")
    return findings


def _files(layout: Layout) -> list[Path]:
    """Return the files that a seal covers, sorted."""
    paths = [layout.directory / NAME]
    for path in layout.folder.rglob("*"):
        if path.is_file() and path.name not in UNSEALED:
            paths.append(path)
    return sorted(path for path in paths if path.exists())


def _name(layout: Layout, path: Path) -> str:
    """Return a file's path from the store's directory, the same on every system."""
    return path.relative_to(layout.directory).as_posix()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
