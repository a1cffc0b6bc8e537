"""What we wrote ourselves into the folder of a corpus: it is not read as articles."""

from collections.abc import Sequence
from pathlib import Path

from actorgraph.stores.disk.layout import LOCK as STORE_LOCK
from actorgraph.stores.disk.layout import NAME as STORE_FILE
from actorgraph.stores.graph_files import GRAPH_FILE, PAGES


def without_own(paths: Sequence[Path]) -> list[Path]:
    """Return the paths without what we wrote ourselves into the folder of the corpus.

    These are the files of stores, and the pages next to a graph.
    """
    folders = [path.parent for path in paths if path.name == STORE_FILE]
    stores = {folder for folder in folders if (folder / STORE_LOCK).exists()}
    built = {path.parent for path in paths if path.name == GRAPH_FILE}
    found = []
    for path in paths:
        is_page = path.name in PAGES and path.parent in built
        if not is_page and stores.isdisjoint(path.parents):
            found.append(path)
    return found
