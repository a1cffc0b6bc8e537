"""Folding: a text without all by which two spellings of the same name differ."""

import re
import unicodedata

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
_NOT_IN_ASCII_WORDS = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """Return a text's words without case, accents, invisible characters and punctuation."""
    if text.isascii():
        # The same, many times faster: nearly all texts of a store are IRIs or English.
        return _NOT_IN_ASCII_WORDS.sub(" ", text.lower()).strip()
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
