"""Dates and times of day that the parser takes into a description: `10:42 | Police`."""

import re

from actorgraph.language.document import Token
from actorgraph.times.time_words import MONTHS, WEEKDAYS

TIME_OF_DAY = re.compile(r"[0-2]?\d[:.h][0-5]\d(?:am|pm)?|[01]?\d(?:am|pm)", re.IGNORECASE)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
LONGEST_IN_WORDS = 12  # of a date at the beginning of a phrase
HALVES_OF_DAY = ("am", "pm", "a.m.", "p.m.", "gmt", "utc")


def without_date(phrase: list[Token]) -> list[Token]:
    """Return the words before a noun without a date at their beginning.

    `3 and 7 May 2019 | soldiers`, `10:42 | police`; but `the 2019 graduates`, `16-year-old girl`.
    """
    place = _end_of_date(phrase)
    rest = phrase[place:]
    # `10:42 a.m. - police`
    while place and rest and not any(map(str.isalnum, rest[0].text)):
        rest = rest[1:]
    return rest


def _end_of_date(phrase: list[Token]) -> int:
    """Return how many words at the beginning are a date or a time of day; 0 if none are."""
    end = 0
    for place, token in enumerate(phrase[:LONGEST_IN_WORDS]):
        if token.pos == "DET" and token.entity not in ("DATE", "TIME"):
            break
        if _is_calendar_word(token, phrase[:place]):
            end = place + 1
    return end


def _is_calendar_word(token: Token, before: list[Token]) -> bool:
    word = token.text
    if TIME_OF_DAY.fullmatch(word) or word.casefold() in HALVES_OF_DAY:
        return True
    if word in MONTHS or word in WEEKDAYS:
        return token.entity == "DATE"
    # `May 2019`
    if not YEAR.fullmatch(word):
        return False
    return any(earlier.text in MONTHS for earlier in before)
