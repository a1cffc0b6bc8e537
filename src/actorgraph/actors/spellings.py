"""Spellings of one name: `Gaddafi` and `Gadhafi`, `Jean-Pierre` and `Jean Pierre`, `St. Olav`."""

import re
import unicodedata

from actorgraph.vocabulary.lexicon import word_set

# In a shorter word another letter makes another name: `Meyer` and `Meier`.
SHORTEST_IN_LETTERS = 6
# One letter in so many may differ.
LETTERS_FOR_EACH_CHANGE = 4
LEADING_ARTICLE = re.compile(r"^(the|a|an)\s+")
# `al-Sayed`, `El-Sayed`, `al Sayed`: who is called so is called Sayed, too.
ARABIC_ARTICLE = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]sh|[Aa]r)-(?=[A-Z])|\bal (?=[A-Z])")
GENITIVE = re.compile(r"[’']s?$")
SAINT = re.compile(r"\bst\b")
# One letter is not a name.
SHORTEST_NAME = 2
WORD_BREAK = re.compile(r"[\s\-]+")
NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
MARK = re.compile(r"[^\w\s]|_")
UNHEARD = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")
SAME_SOUNDS = str.maketrans("cqw", "kkv")


def plain(name: str) -> str:
    """Return a name in lower case without accents."""
    folded = name.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def name_key(name: str) -> str:
    """Return what the spellings of a name share, without case, accents, article, dots, genitive."""
    folded = plain(ARABIC_ARTICLE.sub("", name)).replace("’", "'")
    folded = GENITIVE.sub("", folded)
    folded = LEADING_ARTICLE.sub("", folded)
    return " ".join(folded.replace(".", "").split())


def letters(name: str) -> str:
    """Return a name without spaces, hyphens and dots: `al-Qaeda` is `Al Qaeda`."""
    unabbreviated = SAINT.sub("saint", plain(name))
    return NEITHER_LETTER_NOR_DIGIT.sub("", unabbreviated)


def sound_alike(first: str, second: str) -> bool:
    """Return whether two names are written differently but sound alike, word by word.

    A surname alone may be that of a full name: `Gadhafi` of `Muammar Gaddafi`.
    """
    words, others = _words(first), _words(second)
    if not words or not others:
        return False
    if len(words) > 1 and len(others) == 1:
        return _is_transcription(words[-1], others[0])
    if len(words) != len(others):
        return False
    pairs = zip(words, others, strict=True)
    return all(word == other or _is_transcription(word, other) for word, other in pairs)


def _words(name: str) -> list[str]:
    return MARK.sub("", plain(name)).split()


Sound = tuple[str, ...]


def sounds(name: str) -> Sound:
    """Return what a name shares with each other one of as many words that may sound like it."""
    return tuple(map(_sound, _words(name)))


def _sound(word: str) -> str:
    """Return what is equal for equal words and for transcriptions of one."""
    return f"{word[0]}{_consonants(word)}{word[-1]}"


def _is_transcription(word: str, other: str) -> bool:
    """Return whether two different words may transcribe the same one."""
    if min(len(word), len(other)) < SHORTEST_IN_LETTERS:
        return False
    if word == other:
        return False
    if word[0] != other[0] or word[-1] != other[-1]:
        return False
    if _consonants(word) != _consonants(other):
        return False
    # Loaded late, because it takes as long as the rest of this package.
    from rigour.text.distance import levenshtein

    changes = levenshtein(word, other)
    longest = max(len(word), len(other))
    return changes * LETTERS_FOR_EACH_CHANGE <= longest


def _consonants(word: str) -> str:
    """Return the consonants of a word as transcriptions agree on them."""
    heard = UNHEARD.sub("", word.translate(SAME_SOUNDS))
    return DOUBLED.sub(r"\1", heard)


def is_name(text: str) -> bool:
    """Return whether a text is written as a name: each word has a capital or a digit, particles
    aside.
    """
    particles = word_set("smallWords") | word_set("nameParticles")
    words = [word for word in WORD_BREAK.split(text) if word and word.casefold() not in particles]
    # `the Harbour Fund` is a description.
    if not words or text.split()[0] in word_set("writtenArticles"):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def is_own_name(text: str) -> bool:
    """Return whether a text is a name by which somebody is known in other articles, too."""
    return is_name(text) and len(name_key(text)) >= SHORTEST_NAME
