"""Names that are compared as a whole: those of scripts that do not write spaces or vowels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actorgraph.redaction.spellings import is_in_other_script, whole_keys
from actorgraph.text.folding import is_uncased

# A name in Latin letters has as many words.
LEAST_WORDS, MOST_WORDS = 2, 4


@dataclass(frozen=True, slots=True)
class WholeNames:
    """The keys of names in scripts without capitals, and of all others."""

    of_other_scripts: frozenset[str] = frozenset()
    of_cased_scripts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> "WholeNames":
        """Return the keys of these names."""
        others: set[str] = set()
        cased: set[str] = set()
        for name in names:
            if is_in_other_script(name):
                others |= whole_keys(name)
            elif len(name.split()) >= LEAST_WORDS:
                cased |= whole_keys(name)
        return cls(frozenset(others), frozenset(cased))

    def are_in(self, words: Sequence[str]) -> bool:
        """Return whether successive words of a text, as written, are one of these names."""
        if self.of_other_scripts:
            for name in _capitalised(words):
                if not self.of_other_scripts.isdisjoint(whole_keys(name)):
                    return True
        if self.of_cased_scripts:
            for name in filter(is_uncased, _and_pairs(words)):
                if not self.of_cased_scripts.isdisjoint(whole_keys(name)):
                    return True
        return False


def _capitalised(words: Sequence[str]) -> Iterator[str]:
    """Yield each succession of a few words of which the first and the last have a capital."""
    for start, first in enumerate(words):
        if not first[0].isupper():
            continue
        for length in range(LEAST_WORDS, MOST_WORDS + 1):
            part = words[start : start + length]
            # `Kim Jong-un` has a small last word.
            is_name = length > LEAST_WORDS or part[-1][0].isupper()
            if len(part) == length and is_name:
                yield " ".join(part)


def _and_pairs(words: Sequence[str]) -> Iterator[str]:
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"
