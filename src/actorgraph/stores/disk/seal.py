"""The seal: the hashes of a closed store's files, to notice a bit that flips at rest.

A store always has one. While a writer has the store open, and after one was killed, the seal says
that it is open, and vouches for nothing. It has its own hash, too.
"""

import hashlib
import json
from pathlib import Path

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.stores.disk.layout import NAME, OPEN, SEAL, Layout

# Size, time of change in nanoseconds, and SHA-256 of each file, by its path.
Seal = dict[str, tuple[int, int, str]]
# Oxigraph's files of tables never change once written; their hashes are reused if size and time are
# the same.
UNCHANGING = ".sst"
UNSEALED = ("LOCK",)
# The keys of the file, besides OPEN: the hash of the rest, and the files.
DIGEST, FILES = "digest", "files"


def break_seal(layout: Layout) -> Seal:
    """Return the seal and mark the store as open: from now on files may change."""
    seal = read_seal(layout)
    _write(layout, {}, is_open=True)
    return seal or {}


def check_seal(layout: Layout) -> None:
    """Check that a store has the seal that it was given. Raises StoreError."""
    path = layout.directory / SEAL
    if not layout.has_seal:
        return
    what = ""
    if not path.exists():
        what = "the seal is missing"
    elif read_seal(layout) == {}:
        what = "the seal is damaged"
    if what:
        raise StoreError(
            what,
            where=path,
            remedy="restore a backup, or check and seal what is there:"
            f" actorgraph verify --seal --store {layout.directory}",
        )


def read_seal(layout: Layout) -> Seal | None:
    """Return the seal; None if the store is open or has none, an empty one if it is damaged."""
    try:
        fields = json.loads((layout.directory / SEAL).read_text("utf-8"))
        if FILES in fields:
            if fields[DIGEST] != _digest(fields):
                return {}
            if fields[OPEN]:
                return None
            fields = fields[FILES]
        elif layout.has_seal:
            return {}
        # An earlier version wrote the files alone.
        return _entries(fields)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError, KeyError):
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
    _write(layout, seal, is_open=False)


def broken_files(layout: Layout) -> list[str]:
    """Return a line for each file that changed, came or went since the store was sealed."""
    seal = read_seal(layout)
    if seal is None:
        return []
    if not seal:
        return [f"{SEAL} is damaged"]
    present = {_name(layout, path): path for path in _files(layout)}
    findings = []
    for name in sorted(seal.keys() - present.keys()):
        findings.append(f"{name} is missing")
    for name in sorted(seal.keys() & present.keys()):
        _, _, code = seal[name]
        if _hash(present[name]) != code:
            findings.append(f"{name} is not what was written")
    for name in sorted(present.keys() - seal.keys()):
        findings.append(f"{name} does not belong to the store: delete it")
    return findings


def _write(layout: Layout, seal: Seal, *, is_open: bool) -> None:
    fields = {OPEN: is_open, FILES: seal}
    text = json.dumps({DIGEST: _digest(fields), **fields}, indent=0)
    files.replace(layout.directory / SEAL, text + "\n", durable=True, private=True)


def _digest(fields: dict[str, object]) -> str:
    """Return the hash of all that a seal says, however it is laid out."""
    rest = {key: value for key, value in fields.items() if key != DIGEST}
    text = json.dumps(rest, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _entries(fields: dict[str, tuple[object, object, object]]) -> Seal:
    """Return the entries of a seal as it has them. Raises ValueError, TypeError."""
    seal: Seal = {}
    for name, (size, time, code) in fields.items():
        seal[str(name)] = (int(str(size)), int(str(time)), str(code))
    return seal


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
