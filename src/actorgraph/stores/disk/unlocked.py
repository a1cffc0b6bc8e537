"""The full-text index of a store on disk, read while another process may be writing."""

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from actorgraph.stores.disk.layout import read_layout
from actorgraph.stores.disk.ledger import Ledger


class UnlockedIndex:
    """The index as it was last acknowledged; it may be ahead of a snapshot of the graphs."""

    def __init__(self, directory: Path) -> None:
        """Open the index. Raises StoreError if there is no store, OSError and sqlite3.Error."""
        self._ledger = Ledger(read_layout(directory, create=False).ledger, readonly=True)

    def passages(self, match: str, kinds: Collection[str], limit: int) -> list[tuple[str, ...]]:
        """Return kind, node, article and words of the passages that match, best first."""
        return self._ledger.search(match, kinds, limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ledger.close()
