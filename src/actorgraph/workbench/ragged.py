"""Lists and texts of different lengths in two arrays: a million of them take little memory."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]
# Separates texts that are one entry; no name has it.
SEPARATOR = "\x1f"


@dataclass(frozen=True, eq=False, slots=True)
class Ragged:
    """Lists of numbers: list `i` is `values` from `starts[i]` to `starts[i + 1]`."""

    starts: Places
    values: NDArray[np.unsignedinteger]

    @classmethod
    def of(cls, lists: Iterable[Sequence[int]]) -> "Ragged":
        """Pack lists."""
        lists = list(lists)
        values = np.fromiter(chain.from_iterable(lists), np.uint32)
        return cls(_starts(list(map(len, lists))), values)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> NDArray[np.unsignedinteger]:
        return self.values[self.starts[place] : self.starts[place + 1]]

    @property
    def lengths(self) -> Places:
        """How long each list is."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Places:
        """For each value, the list that it is in."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def having(self, is_wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which lists have one of the values that are marked, each by its place."""
        found = np.zeros(len(self), np.bool_)
        found[self.owners[is_wanted]] = True
        return found

    def take(self, places: NDArray[np.integer]) -> "Ragged":
        """Return some lists, in this order."""
        lengths = self.lengths[places]
        starts = _starts(lengths)
        # The place of each value before: its list's start, and how far it is inside of it.
        shift = np.repeat(self.starts[:-1][places] - starts[:-1], lengths)
        return Ragged(starts, self.values[shift + np.arange(starts[-1])])

    def with_values(self, values: NDArray[np.unsignedinteger]) -> "Ragged":
        """Return lists of the same lengths with other values."""
        return Ragged(self.starts, values)

    def followed_by(self, other: "Ragged") -> "Ragged":
        """Return these lists and then those of another."""
        starts = np.concatenate((self.starts, other.starts[1:] + self.starts[-1]))
        return Ragged(starts, np.concatenate((self.values, other.values)))


@dataclass(frozen=True, eq=False, slots=True)
class Texts(Sequence[str]):
    """Texts as bytes, one after the other."""

    letters: Ragged

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Pack texts."""
        written = [text.encode("utf-8", "surrogatepass") for text in texts]
        values = np.frombuffer(b"".join(written), np.uint8)
        return cls(Ragged(_starts(list(map(len, written))), values))

    def __len__(self) -> int:
        return len(self.letters)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return str(self.letters[place].tobytes(), "utf-8", "surrogatepass")

    def take(self, places: NDArray[np.integer]) -> "Texts":
        """Return some texts, in this order."""
        return Texts(self.letters.take(places))

    def followed_by(self, other: "Texts") -> "Texts":
        """Return these texts and then those of another."""
        return Texts(self.letters.followed_by(other.letters))


@dataclass(frozen=True, eq=False, slots=True)
class Codes:
    """A text for each of many things, of which there are few different ones."""

    names: tuple[str, ...]
    values: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Codes":
        """Pack texts."""
        numbers: dict[str, int] = {}
        values = [numbers.setdefault(text, len(numbers)) for text in texts]
        return cls(tuple(numbers), np.array(values, np.uint32))

    def __getitem__(self, place: int) -> str:
        name: str = self.names[self.values[place]]
        return name

    def are(self, name: str) -> NDArray[np.bool_]:
        """Return where this is the text."""
        if name not in self.names:
            return np.zeros(len(self.values), np.bool_)
        found: NDArray[np.bool_] = self.values == self.names.index(name)
        return found

    def among(self, names: Collection[str]) -> NDArray[np.bool_]:
        """Return where this is one of some texts."""
        fits = np.array([name in names for name in self.names], np.bool_)
        return fits[self.values]

    def count(self, places: NDArray[np.integer]) -> dict[str, int]:
        """Return how many of some things have each text."""
        counts = np.bincount(self.values[places], minlength=len(self.names))
        return {self.names[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def take(self, places: NDArray[np.integer]) -> "Codes":
        """Return the texts of some things, in this order."""
        return Codes(self.names, self.values[places])

    def followed_by(self, other: "Codes") -> "Codes":
        """Return these texts and then those of another."""
        names = tuple(dict.fromkeys((*self.names, *other.names)))
        codes = np.array([names.index(name) for name in other.names], np.uint32)
        later = codes[other.values] if len(other.values) else other.values
        return Codes(names, np.concatenate((self.values, later)))


def split(text: str) -> tuple[str, ...]:
    """Return the texts of an entry."""
    return tuple(filter(None, text.split(SEPARATOR)))


def _starts(lengths: Sequence[int] | Places) -> Places:
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def inverted(ragged: Ragged, count: int) -> Ragged:
    """Return for each of `count` numbers the lists that have it."""
    order = np.argsort(ragged.values, kind="stable")
    owners: Numbers = ragged.owners[order].astype(np.uint32)
    lengths = np.bincount(ragged.values, minlength=count)
    return Ragged(_starts(lengths), owners)


def pairs_of(
    pairs: Iterable[tuple[NDArray[np.integer], NDArray[np.integer]]], count: int
) -> Ragged:
    """Return for each of `count` numbers those that it is paired with, sorted, each once."""
    keys = []
    for owners, values in pairs:
        keys.append(owners.astype(np.uint64) << np.uint64(32) | values.astype(np.uint64))
    every = np.unique(np.concatenate(keys))
    lengths = np.bincount((every >> np.uint64(32)).astype(np.int64), minlength=count)
    packed: Numbers = (every & np.uint64(2**32 - 1)).astype(np.uint32)
    return Ragged(_starts(lengths), packed)


def taken(column: Any, places: NDArray[np.integer]) -> Any:
    """Return some entries of a column of any kind, in this order."""
    if isinstance(column, np.ndarray):
        return column[places]
    return column.take(places)


def joined(first: Any, second: Any) -> Any:
    """Return a column of any kind followed by another."""
    if isinstance(first, np.ndarray):
        return np.concatenate((first, second))
    return first.followed_by(second)
