"""The files of a store.

`store.json` names the format and the current folder; other folders are left over.
"""

import json
import re
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review_file import LOCK as REVIEW_LOCK
from actorgraph.vocabulary.vocab import AG, RDF

# Since format 3, articles are packed; those of format 2 are named graphs, and may be among them.
FORMAT = 3
OLDEST_READABLE = 2
UNPACKED = "unpacked"  # the ledger's key that is set while articles of format 2 may be there
LOOSE = "loose"  # the ledger's key of how many articles were written since the last compacting
NAME = "store.json"
LOCK = "lock"
FAILURES = "failures.jsonl"
SEAL = "seal.json"
OPEN = "open"  # the key of the seal that says whether a writer has the store open
WISH = "forgetting.json"  # what the store has yet to forget, see wish.py
SHARDS = "shards"  # where a cluster leaves what it built
PREFIX = "data-"
# How the files begin that a writer leaves if it is killed while it writes `store.json`; those of
# earlier versions had the name of the file.
TEMPORARY = (files.PREFIX, f".{NAME}")
FIRST = f"{PREFIX}1"
DATA_FOLDER = re.compile(f"{PREFIX}[0-9]+")
LEDGER = "ledger.sqlite"
GRAPHS = "graphs"
LINK_MEMORY = "links.npz"  # what the last linking left for the next one
CURRENT = "CURRENT"  # the first file that Oxigraph reads of its own
RESTORE = "restore a backup, or ingest again into a new directory"


@dataclass(frozen=True, slots=True)
class Layout:
    """A store's directory, its format, and the name of the folder of its graphs and its ledger."""

    directory: Path
    version: int
    name: str
    # Whether the store must have a seal; one that an earlier version wrote last may have none.
    has_seal: bool = True

    @property
    def folder(self) -> Path:
        """The current folder."""
        return self.directory / self.name

    @property
    def graphs(self) -> Path:
        """Oxigraph's own files."""
        return self.folder / GRAPHS

    @property
    def ledger(self) -> Path:
        """SQLite's file: what was acknowledged, and the words that can be searched."""
        return self.folder / LEDGER

    def following(self) -> "Layout":
        """Return the layout of the next folder, which does not exist yet."""
        number = int(self.name.removeprefix(PREFIX)) + 1
        return Layout(self.directory, FORMAT, f"{PREFIX}{number}")


def is_store(directory: Path) -> bool:
    """Return whether a directory is laid out as a store."""
    return (directory / NAME).exists()


def read_layout(directory: Path, *, create: bool) -> Layout:
    """Read a directory's layout, or lay out a new store. Raises StoreError and OSError."""
    if not is_store(directory):
        return _new_layout(directory, create=create)
    try:
        fields = json.loads((directory / NAME).read_text("utf-8"))
        layout = Layout(
            directory,
            int(fields["format"]),
            str(fields["data"]),
            has_seal="seal" in fields,
        )
        if not DATA_FOLDER.fullmatch(layout.name):
            raise ValueError("not a data folder")
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"not a valid {NAME}", where=directory / NAME, remedy=RESTORE) from error
    if layout.version > FORMAT:
        raise StoreError(
            f"the store has format {layout.version}, and this version reads up to {FORMAT}",
            where=directory,
            remedy="upgrade actorgraph: pip install -U actorgraph",
        )
    return layout


def write_layout(layout: Layout) -> None:
    """Make a layout the current one; it has reached the disk on return."""
    text = json.dumps({"format": layout.version, "data": layout.name, "seal": SEAL})
    files.replace(layout.directory / NAME, text + "\n", durable=True, private=True)


def is_forgetting(directory: Path) -> bool:
    """Return whether a store has yet to forget somebody or something."""
    return (directory / WISH).exists()


def sweep(layout: Layout) -> None:
    """Delete what an interrupted or finished rebuild left behind. Call with the writer's lock."""
    for path in sorted(layout.directory.glob(f"{PREFIX}*")):
        if path.name != layout.name and not path.is_symlink():
            shutil.rmtree(path)
    for path in layout.directory.iterdir():
        # Half of a file that was being written when its writer was killed.
        if path.name.startswith(TEMPORARY) and path.is_file():
            path.unlink()


def _new_layout(directory: Path, *, create: bool) -> Layout:
    if directory.exists() and not directory.is_dir():
        raise StoreError("not a directory", where=directory, remedy="name the directory of a store")
    has_data = any(directory.glob(f"{PREFIX}*"))
    if has_data and not (create and _may_become_store(directory)):
        raise StoreError(
            f"{NAME} is missing",
            where=directory,
            remedy=RESTORE,
        )
    if not create:
        raise StoreError(
            "there is no store here",
            where=directory,
            remedy="make one: actorgraph ingest FOLDER --store DIR",
        )
    if directory.exists() and not _may_become_store(directory):
        raise StoreError(
            "the directory is not empty and not a store",
            where=directory,
            remedy="name a new directory",
        )
    return Layout(directory, FORMAT, FIRST)


def _may_become_store(directory: Path) -> bool:
    """Return whether a directory has only what an interrupted creation of a store leaves."""
    strange = []
    for path in directory.iterdir():
        # What people decided outlives the store: a new one is built next to it.
        is_known = path.name in (LOCK, DECISIONS, REVIEW_LOCK)
        is_known = is_known or path.name.startswith(TEMPORARY) or _is_open_seal(path)
        if not is_known:
            strange.append(path.name)
    if not strange:
        return True
    return strange == [FIRST] and _is_unfinished(directory / FIRST)


def _is_open_seal(path: Path) -> bool:
    """Return whether a file is the seal of a store that was never closed."""
    if path.name != SEAL:
        return False
    try:
        return json.loads(path.read_text("utf-8"))[OPEN] is True
    except (ValueError, KeyError, TypeError):
        return False


def _is_unfinished(folder: Path) -> bool:
    """Return whether a folder is that of a new store in which nothing was acknowledged yet."""
    # `ledger.sqlite-journal` belongs to the ledger.
    names = {path.name.partition("-")[0] for path in folder.iterdir()}
    if not names <= {GRAPHS, LEDGER}:
        return False
    return _has_no_rows(folder / LEDGER) and _has_no_articles(folder / GRAPHS)


def _has_no_rows(ledger: Path) -> bool:
    if not ledger.exists():
        return True
    connection = sqlite3.connect(ledger)
    try:
        cursor = connection.execute("SELECT count(*) FROM articles")
        return bool(cursor.fetchone() == (0,))
    except sqlite3.OperationalError:
        return True  # its tables are made all at once, and are not there
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _has_no_articles(graphs: Path) -> bool:
    """Return whether a database has no article: one whose ledger was lost is not a new one."""
    if not (graphs / CURRENT).exists():
        return not any(graphs.glob("*.sst"))
    try:
        quads = ox.Store.read_only(str(graphs))
        return next(quads.quads_for_pattern(None, RDF.type, AG.Article), None) is None
    except (OSError, ValueError, RuntimeError):
        # Interrupted before the first table was written.
        return not any(graphs.glob("*.sst"))
