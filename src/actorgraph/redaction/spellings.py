"""Spellings of a name's words: accents, transliterations and scripts that mean the same name.

rigour and normality transliterate. Two words are the same if they share a key. Short Latin words
have only exact keys: `Li` must not become `Lea`. A short word in another script has a key for each
way to write it in Latin letters: `Яна` is `Yana` and `Jana`.
"""

import re
import unicodedata
from functools import lru_cache

from actorgraph.redaction.korean import korean_keys
from actorgraph.redaction.nicknames import full_names, undiminished
from actorgraph.redaction.romanisation import romanisations, simplified
from actorgraph.redaction.words import WORD, folded, is_uncased
from actorgraph.text.look_alikes import look_alikes

# A word of fewer letters is compared only as it is written and transliterated.
SHORTEST_SIMPLIFIED = 5
SHORTEST_JOINED = 5
SHORTEST_CONSONANTS = 4
SHORTEST_FUZZY = 5
LEAST_SIMILARITY = 0.6
# A short Latin word of fewer letters is too often another word in another transliteration.
SHORTEST_VARIANT = 3
MOST_CACHED = 100_000
SIMPLIFIED = "~"
VARIANT = "-"
FULL_NAME = "@"
DIMINUTIVE = "^"
JOINED = "="
CONSONANTS = "%"
# Letters that some systems write as two: `Tkačenko`, `Müller`.
LETTER_PAIRS = str.maketrans(
    {
        "č": "ch",
        "ć": "ch",
        "š": "sh",
        "ŝ": "shch",
        "ž": "zh",
        "ä": "ae",
        "ö": "oe",
        "ø": "oe",
        "ü": "ue",
        "å": "aa",
        "ё": "е",
    }
)
SAME_LETTERS = str.maketrans("wji", "vyy")
REPEATED_LETTER = re.compile(r"(.)\1+")
VOWELS = re.compile(r"[^a-z]|[aeiouyw]")


def words_as_written(name: str) -> list[str]:
    """Return the words of a name with their accents; `Anne-Marie` has two."""
    found: list[str] = []
    plain = unicodedata.normalize("NFKC", name)
    # A soft hyphen must not part a word.
    visible = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    for word in WORD.findall(visible):
        found.extend(part for part in re.split(r"[-’']", word) if part)
    return found


@lru_cache(maxsize=MOST_CACHED)
def spellings(word: str) -> frozenset[str]:
    """Return the keys of one word as written: folded, in Latin letters, and simplified.

    Letters of other scripts that look like those of one count as these.
    """
    keys = {folded(word)}
    for same in {word.casefold(), *look_alikes(word)}:
        keys.add(folded(same))
        for form in _latin_forms(same):
            keys.add(form)
            simple = simplified(form)
            if not form.isascii():
                continue
            if len(simple) >= SHORTEST_SIMPLIFIED:
                keys.add(f"{SIMPLIFIED}{simple}")
            elif not folded(same).isascii():
                keys.update(romanisations(form))
    return frozenset(keys - {""})


@lru_cache(maxsize=MOST_CACHED)
def variants(word: str) -> frozenset[str]:
    """Return the keys that one word of a longer name shares with forms that may mean the same.

    These are short forms of given names, and short words in other transliterations: `Jana Lis` is
    `Yana Lis`, and `Sasha Lis` may be `Aleksandr Lis`.
    """
    keys: set[str] = set()
    for form in spellings(word):
        if form.isascii() and form.isalpha():
            keys.update(f"{FULL_NAME}{name}" for name in full_names(form))
            keys.update(f"{DIMINUTIVE}{name}" for name in undiminished(form))
    for form in _latin_forms(word.casefold()):
        if form.isascii() and SHORTEST_VARIANT <= len(form) <= SHORTEST_SIMPLIFIED:
            keys.add(f"{VARIANT}{form.translate(SAME_LETTERS)}")
    return frozenset(keys)


def _latin_forms(lower: str) -> set[str]:
    return {_latin(lower), _latin(lower.translate(LETTER_PAIRS))}


def _latin(word: str) -> str:
    from rigour.names import NamePart

    # A Latin word costs nothing more; scripts that rigour does not transliterate stay.
    return folded(NamePart(word, 0, phonetics=False).comparable)


@lru_cache(maxsize=MOST_CACHED)
def sound(word: str) -> str:
    """Return how a long Latin word sounds; empty for any other."""
    from rigour.text import metaphone

    if len(word) < SHORTEST_FUZZY or not word.isascii():
        return ""
    return metaphone(word)


def are_similar(first: str, second: str) -> bool:
    """Return whether two words that sound alike are also written alike: `Mohammed`, `Muhammad`."""
    from rigour.text import levenshtein_similarity

    return levenshtein_similarity(first, second) >= LEAST_SIMILARITY


def whole_keys(name: str) -> frozenset[str]:
    """Return the keys of a whole name, for scripts whose words or vowels are not written.

    `欧阳雪` is `Ouyang Xue`, and `محمد علي` has the consonants of `Mohammed Ali`.
    """
    from normality import ascii_text

    letters = re.sub(r"[^a-z]", "", ascii_text(name).casefold())
    consonants = REPEATED_LETTER.sub(r"\1", VOWELS.sub("", letters))
    keys = set()
    if len(letters) >= SHORTEST_JOINED:
        keys.add(f"{JOINED}{letters}")
    if len(consonants) >= SHORTEST_CONSONANTS:
        keys.add(f"{CONSONANTS}{consonants}")
    keys.update(korean_keys(name))
    return frozenset(keys)


def is_in_other_script(name: str) -> bool:
    """Return whether a name is written without capitals, and perhaps without spaces or vowels."""
    return any(is_uncased(word) for word in words_as_written(name))


def latinised(text: str) -> str:
    """Return the words of a text that are not in Latin letters as rigour writes them in these."""
    words = words_as_written(text)
    return " ".join(_latin(word.casefold()) for word in words)
