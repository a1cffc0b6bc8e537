"""What the last linking left for the next one: numbers, from which nobody can read an article."""

import io
import os
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from actorgraph import files
from actorgraph.stores.disk.layout import LINK_MEMORY, Layout

STAMP = "stamp"

Arrays = Mapping[str, npt.NDArray[Any]]


class LinkMemory:
    """Arrays in a file, valid for one stamp: the digest of the rules by which links are made."""

    def __init__(self, layout: Layout) -> None:
        # Next to the ledger: it goes with its folder when somebody is forgotten.
        self._path = layout.folder / LINK_MEMORY

    def load(self, stamp: str) -> Arrays | None:
        """Return the arrays that were saved with this stamp; None if there are none."""
        try:
            with np.load(self._path, allow_pickle=False) as saved:
                arrays = {name: saved[name] for name in saved.files}
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            # Without it everything is weighed again.
            return None
        if str(arrays.pop(STAMP, "")) != stamp:
            return None
        return arrays

    def save(self, stamp: str, arrays: Arrays) -> None:
        """Save arrays; they are on the disk on return. Raises OSError."""
        content = io.BytesIO()
        everything: dict[str, Any] = {**arrays, STAMP: np.array(stamp)}
        np.savez(content, **everything)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | files.BINARY
        # Half of a file is noticed by its checksums, and is as good as none.
        handle = os.open(self._path, flags, files.PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(content.getvalue())
            file.flush()
            os.fsync(file.fileno())

    def drop(self) -> None:
        """Forget what was saved, before anything of it ceases to be true. Raises OSError."""
        if self._path.exists():
            self._path.unlink()
            files.sync_folder(self._path.parent)
