"""The full-text index of a store on disk, read while another process may be writing."""

from collections.abc import Collection
from pathlib import Path

from actorgraph.stores.disk.layout import read_layout
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.parts import check_parts
from actorgraph.stores.disk.wish import refuse_while_forgetting


class UnlockedIndex:
    """The index as it was last acknowledged; it may be ahead of a snapshot of the graphs."""

    def __init__(self, directory: Path) -> None:
        """Open the index.

        Raises StoreError if there is no store or it is forgetting, OSError, sqlite3.Error.
        """
        layout = read_layout(directory, create=False)
        check_parts(layout)
        refuse_while_forgetting(directory)
        self._ledger = Ledger(layout.ledger, readonly=True)

    def passages(self, match: str, kinds: Collection[str], limit: int) -> list[tuple[str, ...]]:
        """Return kind, node, article and words of the passages that match, best first."""
        return self._ledger.search(match, kinds, limit)

    def close(self) -> None:
        """Close the index."""
        self._ledger.close()
