"""How a store lies on the disk: `store.json` names the format and the folder that counts; all else is left over."""

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import StoreError

FORMAT = 2
NAME = "store.json"
LOCK = "lock"
FAILURES = "failures.jsonl"
SEAL = "seal.json"
PREFIX = "data-"


@dataclass(frozen=True, slots=True)
class Layout:
    """A store's directory, its format, and the folder of its graphs and its ledger."""

    directory: Path
    form: int
    name: str

    @property
    def folder(self) -> Path:
        """The folder that counts."""
        return self.directory / self.name

    @property
    def graphs(self) -> Path:
        """Oxigraph's own files."""
        return self.folder / "graphs"

    @property
    def ledger(self) -> Path:
        """SQLite's file: what was acknowledged, and the words that can be searched."""
        return self.folder / "ledger.sqlite"

    def following(self) -> "Layout":
        """Return the layout of the next folder, which is not there yet."""
        number = int(self.name.removeprefix(PREFIX)) + 1
        return Layout(self.directory, FORMAT, f"{PREFIX}{number}")


def read_layout(directory: Path, *, create: bool) -> Layout:
    """Read a directory's layout, or lay a new store out. Raises StoreError and OSError."""
    if not (directory / NAME).exists():
        held = sorted(path.name for path in directory.iterdir()) if directory.is_dir() else []
        if directory.exists() and not directory.is_dir():
            raise StoreError(
                "is no directory", where=directory, remedy="name the directory of a store"
            )
        if not create:
            raise StoreError(
                "no store is here",
                where=directory,
                remedy="make one: actorgraph ingest FOLDER --store DIR",
            )
        strange = [name for name in held if name != LOCK and not name.startswith(f".{NAME}")]
        if strange and not (strange == [f"{PREFIX}1"] and _is_unfinished(directory / strange[0])):
            raise StoreError(
                "holds other files, and no store", where=directory, remedy="name a new directory"
            )
        return Layout(directory, FORMAT, f"{PREFIX}1")
    try:
        told = json.loads((directory / NAME).read_text("utf-8"))
        layout = Layout(directory, int(told["format"]), str(told["data"]))
        int(layout.name.removeprefix(PREFIX))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "says nothing of a store", where=directory / NAME, remedy="restore a backup"
        ) from error
    if layout.form > FORMAT:
        what = f"the store has format {layout.form}, and this version reads up to {FORMAT}"
        raise StoreError(
            what, where=directory, remedy="upgrade actorgraph: pip install -U actorgraph"
        )
    return layout


def _is_unfinished(folder: Path) -> bool:
    """Tell whether a folder is what is left of a writer that ended before its store was laid out: nothing was kept yet."""
    if not {path.name.partition("-")[0] for path in folder.iterdir()} <= {
        "graphs",
        "ledger.sqlite",
    }:
        return False
    if not (folder / "ledger.sqlite").exists():
        return True
    connection = sqlite3.connect(folder / "ledger.sqlite")
    try:
        return bool(connection.execute("SELECT count(*) FROM articles").fetchone() == (0,))
    except sqlite3.OperationalError:
        return True  # its tables are made all at once, and are not there
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def write_layout(layout: Layout) -> None:
    """Make a layout the one that counts, at one stroke: written beside, flushed, renamed."""
    path = layout.directory / NAME
    beside = path.with_name(f".{NAME}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"format": layout.form, "data": layout.name}) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    sync_folder(layout.directory)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(layout: Layout) -> None:
    """Remove the folders that an interrupted or finished rebuild left behind."""
    for path in sorted(layout.directory.glob(f"{PREFIX}*")):
        if path.name != layout.name:
            shutil.rmtree(path)
