"""Words of names, as redaction compares them: folded, and without titles and descriptions."""

import re
import unicodedata
from collections.abc import Iterator

from actorgraph.vocabulary.lexicon import word_set

# The longest word within a name that may have a small initial: `de`, `van`, `bin`.
PARTICLE_LENGTH = 3
# Letters that Unicode does not decompose.
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
    }
)
# Words with apostrophes, hyphens and combining marks, in Indic scripts, too.
WORD = re.compile(r"[\w’'\u0300-\u036f\u0900-\u0dff-]+")


def folded(text: str) -> str:
    """Return a text's words without case, accents, invisible characters and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    characters = (_folded_character(character) for character in plain)
    return " ".join("".join(characters).split())


def _folded_character(character: str) -> str:
    category = unicodedata.category(character)
    # A soft hyphen or an accent must not hide a name.
    if category == "Cf" or unicodedata.combining(character):
        return ""
    # Vowel signs of Indic scripts are marks, and belong to their word.
    if character.isalnum() or category.startswith("M"):
        return character
    return " "


def is_uncased(word: str) -> bool:
    """Return whether a word is in a script without capitals, and perhaps without spaces."""
    return not word.isascii() and word == word.title()


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


def are_parts(words: set[str], names: list[set[str]]) -> bool:
    """Return whether the words of a name are part of one of these names, or contain one."""
    own = words - word_set("addressWords")
    if not own:
        return False
    return any(own <= name or name <= own for name in names if name)


def contains_phrase(
    text: str,
    phrases: Iterator[str] | frozenset[str],
) -> bool:
    """Return whether a folded text contains one of these phrases as whole words."""
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)
