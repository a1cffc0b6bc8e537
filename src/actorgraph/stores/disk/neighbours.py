"""What lies next to a store and may contain a name, too: backups, snapshots, other stores, files.

None of it is changed: whether it may go is not ours to decide.
"""

import shlex
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import ActorgraphError
from actorgraph.graph.name_search import NameSearch
from actorgraph.stores.contract import VOCABULARY
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.forgetting import articles_naming, places_naming
from actorgraph.stores.disk.layout import PREFIX, is_store
from actorgraph.stores.graph_files import GRAPH_FILE, PAGES
from actorgraph.stores.packing import PACKED
from actorgraph.stores.snapshot import is_snapshot
from actorgraph.stores.whole_graphs import PREFIX as PREFIX_OF_SERVER
from actorgraph.vocabulary.vocab import iri_text

# The folders of snapshots that servers keep: next to the store, or among temporary files.
SERVER = (PREFIX_OF_SERVER, "actorgraph-serve-")
ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zip", ".zst")
# Names that files of one article have, by which its folder is known.
OF_ARTICLES = (GRAPH_FILE, *PAGES, "graph.nq")
LARGEST_FILE_IN_BYTES = 1 << 30
MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place next to a store, and what is known of it: that it has the name, or why not."""

    path: Path
    finding: str

    def __str__(self) -> str:
        return f"{self.path}: {self.finding}"


def neighbours_naming(directory: Path, name: str) -> Iterator[Neighbour]:
    """Yield what lies next to a store and contains a name, or cannot be searched."""
    search = NameSearch.of([name])
    place = directory.resolve()
    for path in _places(place):
        try:
            finding = _finding(path, name, search)
        except (ActorgraphError, OSError, RuntimeError, ValueError) as error:
            finding = f"could not be searched: {' '.join(str(error).split())}"
        if finding:
            yield Neighbour(path, finding)


def _places(store: Path) -> Iterator[Path]:
    """Yield what is in the same folder as a store, and servers' folders of temporary files."""
    siblings = sorted(path for path in store.parent.iterdir() if path != store)
    yield from siblings[:MOST_FILES]
    temporary = Path(tempfile.gettempdir()).resolve()
    if temporary != store.parent:
        for prefix in SERVER:
            yield from sorted(temporary.glob(f"{prefix}*"))


def _finding(path: Path, name: str, search: NameSearch) -> str:
    """Return what is to be said of a place; empty if it does not have the name."""
    if path.is_file():
        return _finding_in_file(path, search)
    if path.name.startswith(SERVER):
        has_name = _is_in_a_snapshot(path, search)
        finding = "a server's snapshot that contains the name: restart the server, or delete it"
    elif is_store(path):
        has_name = _is_in_store(path, name)
        command = f"actorgraph forget {shlex.quote(name)} --store {shlex.quote(str(path))}"
        finding = f"a store or backup that contains the name: {command}"
    elif is_snapshot(path):
        has_name = _is_in_database(path, search)
        finding = "a snapshot that contains the name: delete it"
    elif any(path.glob(f"{PREFIX}*")):
        has_name = _is_in_a_snapshot(path, search) or _is_in_files(path.rglob("*"), search)
        finding = "an unfinished backup, or what is left of a store, that contains the name"
    else:
        has_name = _is_in_folder(path, search)
        finding = "a folder of graphs that contains the name"
    return finding if has_name else ""


def _is_in_store(directory: Path, name: str) -> bool:
    with DiskStore(directory, readonly=True) as store:
        return bool(articles_naming(store, name) or places_naming(store, name))


def _is_in_folder(folder: Path, search: NameSearch) -> bool:
    """Return whether a folder that an article was built into has a file with the name."""
    if not any((folder / name).exists() for name in OF_ARTICLES):
        return False
    return _is_in_files(folder.iterdir(), search)


def _is_in_files(paths: Iterable[Path], search: NameSearch) -> bool:
    return any(path.is_file() and search.is_in_file(path) for path in paths)


def _finding_in_file(path: Path, search: NameSearch) -> str:
    size = path.stat().st_size
    if path.suffix in ARCHIVES or size > LARGEST_FILE_IN_BYTES:
        return "an archive or large file, which was not searched"
    if search.is_in(path.name) or search.is_in_file(path):
        return "still contains the name"
    return ""


def _is_in_a_snapshot(folder: Path, search: NameSearch) -> bool:
    databases = [path.parent for path in folder.rglob("CURRENT")]
    return any(_is_in_database(database, search) for database in databases)


def _is_in_database(directory: Path, search: NameSearch) -> bool:
    """Return whether an Oxigraph database has a name in a term. Raises OSError."""
    seen: set[str] = set()
    for quad in ox.Store.read_only(str(directory)):
        # What is in a packed graph is in the merged one, too.
        if quad.graph_name in (VOCABULARY, PACKED):
            continue
        for term in quad.triple:
            text = iri_text(term)
            if text not in seen and search.is_in(text):
                return True
            seen.add(text)
    return False
