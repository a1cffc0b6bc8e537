"""The seal: the hash of every file of a store that was closed, so that a bit that flips at rest is found."""

import hashlib
import json
import os
from pathlib import Path

from actorgraph.stores.disk.layout import SEAL, Layout

Seal = dict[str, tuple[int, int, str]]
# Oxigraph's files of tables never change once written; their hashes are taken over where size and time are the same.
UNCHANGING = ".sst"
UNSEALED = ("LOCK",)


def break_seal(layout: Layout) -> Seal:
    """Return the seal and take it away: from now on files may change."""
    held = read_seal(layout)
    (layout.directory / SEAL).unlink(missing_ok=True)
    return held or {}


def read_seal(layout: Layout) -> Seal | None:
    """Return the size, time of change (ns) and SHA-256 of each file by its path; None where there is no seal."""
    try:
        told = json.loads((layout.directory / SEAL).read_text("utf-8"))
        return {
            str(name): (int(size), int(time), str(code))
            for name, (size, time, code) in told.items()
        }
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError):
        return {}


def write_seal(layout: Layout, held: Seal) -> None:
    """Seal a closed store; `held` is the seal before."""
    seal: Seal = {}
    for path in _files(layout):
        name, state = path.relative_to(layout.directory).as_posix(), path.stat()
        known = held.get(name) if path.suffix == UNCHANGING else None
        same = known is not None and known[:2] == (state.st_size, state.st_mtime_ns)
        code = known[2] if known and same else _hash(path)
        seal[name] = (state.st_size, state.st_mtime_ns, code)
    beside = layout.directory / f".{SEAL}"
    beside.write_text(json.dumps(seal, indent=0) + "\n", "utf-8")
    os.replace(beside, layout.directory / SEAL)


def broken(layout: Layout) -> list[str]:
    """Say which files are not what they were when the store was closed; nothing where there is no seal."""
    seal = read_seal(layout)
    if seal is None:
        return []
    if not seal:
        return [f"{SEAL} cannot be read"]
    there = {path.relative_to(layout.directory).as_posix(): path for path in _files(layout)}
    lost = [f"{name} is missing" for name in sorted(seal.keys() - there.keys())]
    changed = [
        name for name in sorted(seal.keys() & there.keys()) if _hash(there[name]) != seal[name][2]
    ]
    return [*lost, *(f"{name} is not what was written" for name in changed)]


def _files(layout: Layout) -> list[Path]:
    named = [layout.directory / "store.json"]
    inner = [
        path for path in layout.folder.rglob("*") if path.is_file() and path.name not in UNSEALED
    ]
    return sorted([*(path for path in named if path.exists()), *inner])


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
