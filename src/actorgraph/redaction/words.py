"""Words of names, as redaction compares them: folded, and without titles and descriptions."""

import re
from functools import lru_cache

from actorgraph.text.folding import folded, is_uncased
from actorgraph.vocabulary.lexicon import word_set

__all__ = [
    "are_parts",
    "contains_distinct",
    "contains_phrase",
    "folded",
    "folded_word",
    "is_uncased",
    "name_words",
]

# The longest word within a name that may have a small initial: `de`, `van`, `bin`.
PARTICLE_LENGTH = 3
# A word of so many letters is not within another word by accident.
LONG_WORD = 5
# So many digits are a number that somebody can be reached by.
SHORTEST_NUMBER = 6
# Words with apostrophes, hyphens and combining marks, in Indic scripts, too.
WORD = re.compile(r"[\w’'\u0300-\u036f\u0900-\u0dff-]+")


@lru_cache(maxsize=100_000)
def folded_word(word: str) -> str:
    """Return one word of a name, folded; the words of names recur."""
    return folded(word)


def name_words(name: str, *, is_label: bool) -> list[str]:
    """Return the folded words by which a name is recognised, sorted and without titles.

    A description has none: it has longer words with a small initial. A label always is a name.
    """
    words = WORD.findall(name)
    if not is_label and any(_is_descriptive(word) for word in words):
        return []
    significant = [word for word in words if not _is_small(word[0])]
    if not significant:
        significant = [word for word in words if len(word) > PARTICLE_LENGTH]
    parts: set[str] = set()
    for word in significant:
        # `Okonkwo-Straße` is two words once it is folded.
        parts.update(folded(word).split())
    return sorted(parts - word_set("addressWords"))


def _is_descriptive(word: str) -> bool:
    return _is_small(word[0]) and len(word) > PARTICLE_LENGTH


def _is_small(letter: str) -> bool:
    """Return whether a letter would be a capital at the beginning of a name.

    Georgian's letters have capitals, which names do not use.
    """
    return letter.islower() and letter.title() != letter


def listed_words(name: str) -> set[str]:
    """Return the folded words by which a name that a policy lists is recognised.

    Numbers alone are no such words, but a telephone number as a whole is one.
    """
    # `ann` in small letters has no name words.
    words = set(name_words(name, is_label=True)) or set(folded(name).split())
    words = {word for word in words - word_set("addressWords") if not word.isdecimal()}
    digits = "".join(character for character in folded(name) if character.isdecimal())
    if len(digits) >= SHORTEST_NUMBER:
        words.add(digits)
    return words


def are_parts(words: set[str], names: list[set[str]]) -> bool:
    """Return whether the words of a name are part of one of these names, or contain one."""
    own = words - word_set("addressWords")
    if not own:
        return False
    return any(own <= name or name <= own for name in names if name)


def contains_phrase(text: str, phrases: frozenset[str]) -> bool:
    """Return whether a folded text contains one of these phrases as whole words."""
    words = text.split()
    for length in _numbers_of_words(phrases):
        for start in range(len(words) - length + 1):
            if " ".join(words[start : start + length]) in phrases:
                return True
    return False


def contains_distinct(letters: str, words: frozenset[str]) -> bool:
    """Return whether letters without spaces contain one of the words that are long or uncased."""
    for length in _lengths_of_distinct(words):
        for start in range(len(letters) - length + 1):
            word = letters[start : start + length]
            if word in words and _is_distinct(word):
                return True
    return False


def _is_distinct(word: str) -> bool:
    """Return whether a word is not within another word by accident."""
    return len(word) >= LONG_WORD or is_uncased(word)


# Keyed by the sets of one export, which is asked about each of its texts.
@lru_cache(maxsize=8)
def _numbers_of_words(phrases: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted({len(phrase.split()) for phrase in phrases}))


@lru_cache(maxsize=8)
def _lengths_of_distinct(words: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words if _is_distinct(word)}))
