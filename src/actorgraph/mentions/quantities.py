"""Numbers before nouns, read as intervals: `over 60`, `almost 20`, `around a hundred`."""

import re

NUMBERS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
QUANTITY = re.compile(
    r"(?P<hedge>over|more than|at least|almost|nearly|up to|fewer than|less than|around|about|some|roughly)?\s*"
    rf"(?:an?\s+)?(?P<number>\d[\d,.]*|{'|'.join(NUMBERS)})\b(?:\s+(?P<scale>hundred|thousand|million|dozen))?",
    re.IGNORECASE,
)
# "Around a hundred" may be some more or some fewer: a tenth either way.
MARGIN = 10


def quantity(text: str) -> tuple[int | None, int | None]:
    """Read a number before a noun as an interval: `over 60` is (61, None), `almost 20` is (None, 19)."""
    match = QUANTITY.search(text)
    if not match:
        return None, None
    word = match["number"].casefold()
    digits = word.replace(",", "").rstrip(".")
    if word not in NUMBERS and not digits.isdigit():
        return None, None
    number = NUMBERS[word] if word in NUMBERS else int(digits)
    if number in (0, 1):
        return None, None
    number *= NUMBERS[match["scale"].casefold()] if match["scale"] else 1
    hedge = (match["hedge"] or "").casefold()
    if hedge in ("over", "more than"):
        return number + 1, None
    if hedge == "at least":
        return number, None
    if hedge in ("almost", "nearly", "fewer than", "less than"):
        return None, number - 1
    if hedge == "up to":
        return None, number
    if hedge:
        return number - number // MARGIN, number + number // MARGIN
    return number, number
