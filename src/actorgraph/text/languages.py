"""The language of a text: rules for English find deaths in the German article `die`."""

import re
from functools import cache
from typing import Any

from actorgraph.errors import ArticleError, LanguageError

ENGLISH = "en"
# Words that English texts are full of, and other languages, which share some of them, are not.
USUAL_WORDS = re.compile(
    r"""
    (?:
    a|after|also|an|and|are|as|at|be|been|before|but|by|can|could|did|for|from|had|has|have|he|her
    |his|if|in|into|is|it|its|more|not|of|on|or|other|said|says|she|some|than|that|the|their|them
    |then|there|they|this|to|up|was|we|were|what|when|which|while|who|will|with|would|you
    )
    """,
    re.VERBOSE,
)
# Without names, English prose has 0.3 to 0.6 of them, headlines 0.2, other languages up to 0.15.
ENOUGH = 0.2  # share of the words
MOSTLY = 0.5  # share of the letters
FEWEST_WORDS = 5  # fewer tell no language; names do not count
MOST_CHARACTERS = 10_000  # the language of a longer text is that of its beginning
SURE = 0.9  # likelihood

_WORD = re.compile(r"[^\W\d_]+")


def check_language(text: str, name: str) -> None:
    """Raise LanguageError if a text is surely not English; `name` is what the error calls it."""
    words = [word for word in _WORD.findall(text[:MOST_CHARACTERS]) if not word[0].isupper()]
    usual = sum(1 for word in words if USUAL_WORDS.fullmatch(word))
    letters = "".join(words)
    is_latin = sum(map(str.isascii, letters)) >= MOSTLY * len(letters)
    # Names have no language, and neither have lists of them.
    if is_latin and (len(words) < FEWEST_WORDS or usual >= ENOUGH * len(words)):
        return
    language, likelihood = _identifier().classify(" ".join(words))
    if language == ENGLISH or likelihood < SURE:
        return
    raise LanguageError(
        f"is not English but {_english_name(language)}",
        where=name,
        remedy="give an English text, or --language en if it is one",
    )


def check_code(language: str) -> None:
    """Raise ArticleError for a language that is not read."""
    if language != ENGLISH:
        raise ArticleError(
            "is not a language that is read",
            where=language,
            remedy=f"give {ENGLISH}, or an English translation of the article",
        )


def _english_name(code: str) -> str:
    import icu

    return str(icu.Locale(code).getDisplayLanguage(icu.Locale.getEnglish()))


@cache
def _identifier() -> Any:
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
