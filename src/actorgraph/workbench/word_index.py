"""An index of words: in which of many texts each word is."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.ragged import Numbers, Ragged, Texts

# Comes after every letter that a word can have.
LAST = "\U0010ffff"
# A word and a text are one number: the word is above these bits.
BITS_OF_TEXTS = 32
Keys = NDArray[np.uint64]


@dataclass(frozen=True, eq=False, slots=True)
class WordIndex:
    """Texts by number, to find those in which every word of a query begins a word.

    `words` are sorted, `texts` are the numbers of the texts that have each, and `size` says how
    many texts there are.
    """

    words: Texts
    texts: Ragged
    size: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> "WordIndex":
        """Read texts."""
        codes: dict[str, int] = {}
        keys: list[int] = []
        number = -1
        for number, text in enumerate(texts):
            for word in set(plain(text).split()):
                code = codes.setdefault(word, len(codes))
                keys.append(code << BITS_OF_TEXTS | number)
        return cls._sorted(list(codes), np.array(keys, np.uint64), number + 1)

    @classmethod
    def _sorted(cls, words: list[str], keys: Keys, size: int) -> "WordIndex":
        """Return an index of pairs of a word's place in the list and a text's number."""
        order = sorted(range(len(words)), key=words.__getitem__)
        places = np.empty(len(words), np.uint64)
        places[order] = np.arange(len(words), dtype=np.uint64)
        keys = _keys(places[(keys >> BITS_OF_TEXTS).astype(np.int64)], _texts(keys))
        keys.sort()
        return cls(Texts.of(words[place] for place in order), _lists(keys, len(words)), size)

    def find(self, query: str) -> Numbers:
        """Return the sorted numbers of the texts that have all words of a query as beginnings."""
        words = set(plain(query).split())
        if not words:
            return np.zeros(0, np.uint32)
        found = np.ones(self.size, np.bool_)
        for word in words:
            has_word = np.zeros(self.size, np.bool_)
            has_word[self._with(word)] = True
            found &= has_word
        return np.flatnonzero(found).astype(np.uint32)

    def _with(self, beginning: str) -> NDArray[np.unsignedinteger]:
        """Return the numbers of the texts that have a word with this beginning."""
        first = bisect_left(self.words, beginning)
        last = bisect_left(self.words, beginning + LAST, lo=first)
        starts = self.texts.starts
        return self.texts.values[starts[first] : starts[last]]

    def renumbered(
        self, numbers: NDArray[np.int64], other: "WordIndex", others: NDArray[np.int64], size: int
    ) -> "WordIndex":
        """Return an index of these texts and those of another, with new numbers.

        `numbers` and `others` are the new ones, below 0 for texts that are left out; those of
        `numbers` must keep their order.
        """
        ours, theirs = list(self.words), list(other.words)
        words = sorted({*ours, *theirs})
        places = {word: place for place, word in enumerate(words)}
        earlier = self._moved([places[word] for word in ours], numbers)
        later = np.sort(other._moved([places[word] for word in theirs], others))
        keys = np.insert(earlier, np.searchsorted(earlier, later), later)
        lists = _lists(keys, len(words))
        # A word that no text has any more is forgotten.
        used = np.flatnonzero(lists.lengths)
        return WordIndex(Texts.of(words).take(used), lists.take(used), size)

    def _moved(self, places: list[int], numbers: NDArray[np.int64]) -> Keys:
        words = np.array(places, np.uint64)[self.texts.owners]
        texts = numbers[self.texts.values]
        is_left = texts >= 0
        return _keys(words[is_left], texts[is_left])


def _keys(words: NDArray[np.uint64], texts: NDArray[np.integer]) -> Keys:
    shifted: Keys = words << np.uint64(BITS_OF_TEXTS)
    return shifted | texts.astype(np.uint64)


def _texts(keys: Keys) -> Numbers:
    return (keys & np.uint64(2**BITS_OF_TEXTS - 1)).astype(np.uint32)


def _lists(keys: Keys, words: int) -> Ragged:
    """Return the numbers of the texts of each word, from sorted keys."""
    firsts = np.arange(words + 1, dtype=np.uint64) << np.uint64(BITS_OF_TEXTS)
    return Ragged(np.searchsorted(keys, firsts).astype(np.int64), _texts(keys))
