"""The file of a catalogue: its arrays are read where they are on the disk, by all who map it."""

import mmap
import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_changes import Digests, renewed
from actorgraph.workbench.cataloguing import read_catalogue

# In the head of the file: how many parts there are, and where each begins and how long it is.
COUNT, PLACE = struct.Struct("<Q"), struct.Struct("<QQ")
# Arrays begin where a processor reads them best.
ALIGNED_TO_BYTES = 64


@dataclass(frozen=True, slots=True)
class Saved:
    """The catalogue of a snapshot, and the digests of the articles in it, if they are known."""

    catalogue: Catalogue
    digests: Digests = field(default_factory=dict)


def place_of(snapshot: Path) -> Path:
    """Return the file next to a snapshot that has its catalogue."""
    return snapshot.with_name(f"{snapshot.name}.catalogue")


def save_catalogue(
    store: ox.Store,
    snapshot: Path,
    digests: Digests | None = None,
    previous: Path | None = None,
) -> None:
    """Save the catalogue of a snapshot next to it, for all who read the snapshot.

    `digests` are those of its articles' graphs. If those of an earlier snapshot are known, too,
    only what has changed since is read. Raises OSError, MemoryError.
    """
    catalogue = None
    earlier = _saved(previous) if previous is not None else None
    if digests and earlier is not None and earlier.digests:
        catalogue = renewed(earlier.catalogue, store, earlier.digests, digests)
    if catalogue is None:
        catalogue = read_catalogue(store)
    catalogue.prepare()
    _write(Saved(catalogue, digests or {}), place_of(snapshot))


def saved_catalogue(snapshot: Path) -> Catalogue | None:
    """Return the catalogue that was saved next to a snapshot; None if there is none."""
    saved = _saved(snapshot)
    return None if saved is None else saved.catalogue


def _saved(snapshot: Path) -> Saved | None:
    try:
        return _read(place_of(snapshot))
    except FileNotFoundError:
        return None


def _write(saved: Saved, path: Path) -> None:
    """Write the places of the parts, what is not an array, and the arrays."""
    buffers: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(saved, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    parts = [memoryview(rest), *(buffer.raw() for buffer in buffers)]
    places = list(_places(parts))
    with path.open("wb") as file:
        file.write(COUNT.pack(len(parts)))
        for place, part in zip(places, parts, strict=True):
            file.write(PLACE.pack(place, part.nbytes))
        for place, part in zip(places, parts, strict=True):
            file.write(bytes(place - file.tell()))
            file.write(part)


def _places(parts: list[memoryview]) -> Iterator[int]:
    """Yield where each part begins."""
    place = COUNT.size + PLACE.size * len(parts)
    for part in parts:
        place += -place % ALIGNED_TO_BYTES
        yield place
        place += part.nbytes


def _read(path: Path) -> Saved:
    """Return what a file has, whose arrays stay on the disk."""
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    (count,) = COUNT.unpack_from(mapped)
    head = mapped[COUNT.size : COUNT.size + PLACE.size * count]
    parts = [mapped[place : place + size] for place, size in PLACE.iter_unpack(head)]
    # The folder is the server's own, and nobody else may write to it.
    saved = pickle.loads(parts[0], buffers=parts[1:])
    assert isinstance(saved, Saved)
    return saved
