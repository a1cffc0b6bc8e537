"""The file of a catalogue: its arrays are read where they are on the disk, by all who map it."""

import mmap
import pickle
import struct
from collections.abc import Iterator
from pathlib import Path

from actorgraph.workbench.catalogue import Catalogue

# In the head of the file: how many parts there are, and where each begins and how long it is.
COUNT, PLACE = struct.Struct("<Q"), struct.Struct("<QQ")
# Arrays begin where a processor reads them best.
ALIGNED_TO_BYTES = 64


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Write a catalogue: the places of its parts, what is not an array, and the arrays.

    Raises OSError, MemoryError.
    """
    buffers: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(catalogue, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
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


def read_catalogue_file(path: Path) -> Catalogue:
    """Return the catalogue of a file, whose arrays stay on the disk. Raises OSError."""
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    (count,) = COUNT.unpack_from(mapped)
    head = mapped[COUNT.size : COUNT.size + PLACE.size * count]
    parts = [mapped[place : place + size] for place, size in PLACE.iter_unpack(head)]
    # The folder is the server's own, and nobody else may write to it.
    catalogue = pickle.loads(parts[0], buffers=parts[1:])
    assert isinstance(catalogue, Catalogue)
    return catalogue
