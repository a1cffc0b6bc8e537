"""Numbers before nouns, read as intervals: `over 60`, `almost 20`, `around a hundred`."""

import re

from actorgraph.vocabulary.numbers import NUMBER_WORDS

Interval = tuple[int | None, int | None]
"""The least and the greatest number that words allow; None where they set no bound."""

# A number of more digits counts nobody; Python refuses to read some thousand.
MOST_DIGITS = 100
NUMBERS = {
    "zero": 0,
    **NUMBER_WORDS,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
ABOVE = ("over", "more than", "above", "upwards of", "in excess of")
BELOW = ("almost", "nearly", "fewer than", "less than", "under", "just under", "close to")
AT_LEAST = ("at least", "no fewer than", "no less than", "not fewer than", "not less than")
AT_MOST = ("up to", "at most", "no more than", "not more than", "as many as", "a maximum of")
ABOUT = ("around", "about", "some", "roughly", "approximately", "an estimated")
HEDGES = "|".join((*ABOVE, *BELOW, *AT_LEAST, *AT_MOST, *ABOUT))
_NUMBER = rf"(?<!\d)\d[\d,.]*+|{'|'.join(NUMBERS)}"
_SCALE = r"(?:\s++(?P<scale>hundred|thousand|million|dozen))?"
# `between 20 and 30`, `from 20 to 30`, `20-30`
RANGE = re.compile(
    rf"(?:\bbetween\s++(?P<least>{_NUMBER})\s++and\s++"
    rf"|(?P<first>{_NUMBER})(?:\s++(?:to|or)\s++|\s?+[-–]\s?+))"
    rf"(?P<most>\d[\d,.]*+|{'|'.join(NUMBERS)})(?![\w-]){_SCALE}",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    # A run of white space or of digits is looked at once, from its beginning.
    rf"(?:(?P<hedge>{HEDGES})\s*+|(?<!\s)\s*+|(?<=\s)(?!\s))(?:an?\s++)?"
    rf"(?P<number>(?<!\d)\d[\d,.]*|{'|'.join(NUMBERS)})\b"
    r"(?:\s++(?P<scale>hundred|thousand|million|dozen))?",
    re.IGNORECASE,
)
# `around a hundred` may be a tenth more or less.
MARGIN_DIVISOR = 10
# A number is at the beginning of its phrase.
LONGEST_IN_CHARACTERS = 400


def quantity(text: str) -> Interval:
    """Read a number before a noun as an interval.

    `over 60` is (61, None), `almost 20` is (None, 19); (None, None) where there is no number, or
    only one of somebody.
    """
    text = text[:LONGEST_IN_CHARACTERS]
    between = _range(text)
    if between is not None:
        return between
    least, most = None, None
    for match in QUANTITY.finditer(text):
        interval = _read(match)
        if (least, most) == (None, None):
            least, most = interval
        elif least is not None and most is None and _is_upper_bound(interval, least):
            # `more than 300 but fewer than 400`
            most = interval[1]
    return least, most


def _read(match: re.Match[str]) -> Interval:
    number = _number(match["number"].casefold())
    if number is None or number < 2:
        return None, None
    if match["scale"]:
        number *= NUMBERS[match["scale"].casefold()]
    return _interval((match["hedge"] or "").casefold(), number)


def _is_upper_bound(interval: Interval, least: int) -> bool:
    low, high = interval
    return low is None and high is not None and high >= least


def _range(text: str) -> Interval | None:
    """Read `between 20 and 30` and its like; None where the second number is not the greater."""
    match = RANGE.search(text)
    if match is None:
        return None
    least = _number((match["least"] or match["first"]).casefold())
    most = _number(match["most"].casefold())
    if least is None or most is None or not 0 < least < most:
        return None
    if match["scale"]:
        # `two to three thousand`
        scale = NUMBERS[match["scale"].casefold()]
        least, most = least * scale, most * scale
    return least, most


def _number(word: str) -> int | None:
    """Return the value of `twenty` or `1,500`; None of `3.5`."""
    if word in NUMBERS:
        return NUMBERS[word]
    digits = word.replace(",", "").rstrip(".")
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return None
    return int(digits)


def _interval(hedge: str, number: int) -> Interval:
    if hedge in ABOVE:
        return number + 1, None
    if hedge in AT_LEAST:
        return number, None
    if hedge in BELOW:
        return None, number - 1
    if hedge in AT_MOST:
        return None, number
    if hedge in ABOUT:
        margin = number // MARGIN_DIVISOR
        return number - margin, number + margin
    return number, number
