"""Letters of one script in place of those of another that look alike: a Cyrillic `а` in `Marta`.

ICU's tables of confusable letters, which normality brings along, say which letters look alike.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

WORD = re.compile(r"\w+")
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# The letters of each script in which a name may be written: Latin, Cyrillic, Greek.
ALPHABETS = (
    LATIN,
    "".join(map(chr, chain(range(0x410, 0x450), (0x404, 0x406, 0x407, 0x454, 0x456, 0x457)))),
    "".join(map(chr, chain(range(0x391, 0x3A2), range(0x3A3, 0x3AA), range(0x3B1, 0x3CA)))),
)
MOST_CACHED = 100_000


def look_alikes(word: str) -> frozenset[str]:
    """Return the words of a single script that look like this one, in lower case.

    None is returned for an ASCII word, and neither is the word itself.
    """
    if word.isascii():
        return frozenset()
    return _look_alikes(word)


def with_latin_look_alikes(text: str) -> str:
    """Return a text whose words look the same, in Latin letters where all their letters do."""
    if text.isascii():
        return text
    return WORD.sub(lambda match: _in_latin(match[0]) or match[0], text)


@lru_cache(maxsize=MOST_CACHED)
def _look_alikes(word: str) -> frozenset[str]:
    found = (_in_alphabet(word, letters) for letters in _letters_by_look())
    return frozenset(form.casefold() for form in found if form and form != word)


def _in_latin(word: str) -> str:
    return _in_alphabet(word, _letters_by_look()[0])


def _in_alphabet(word: str, letters: dict[tuple[str, bool], str]) -> str:
    """Return a word in one alphabet; empty if a letter looks like none of it."""
    found = []
    for letter in unicodedata.normalize("NFKC", word):
        own = letter
        if letter not in letters.values():
            own = letters.get((_look(letter), letter.isupper()), "")
        if not own and not letter.isalpha():
            own = letter
        if not own:
            return ""
        found.append(own)
    return "".join(found)


@cache
def _letters_by_look() -> tuple[dict[tuple[str, bool], str], ...]:
    """Return the letters of each alphabet by their look and whether they are capitals."""
    tables = []
    for alphabet in ALPHABETS:
        letters: dict[tuple[str, bool], str] = {}
        for letter in alphabet:
            letters.setdefault((_look(letter), letter.isupper()), letter)
        tables.append(letters)
    return tuple(tables)


@lru_cache(maxsize=MOST_CACHED)
def _look(letter: str) -> str:
    """Return what all letters that look like this one have in common."""
    # Loaded late: only a text in several scripts needs it.
    import icu

    skeleton: str = icu.SpoofChecker().getSkeleton(0, letter)
    return skeleton
