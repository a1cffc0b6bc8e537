"""The day that a date means, in any of the forms that tables, feeds and databases write."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from actorgraph.text.datelines import find_date

LONGEST = 60  # characters
MILLISECONDS = 10**11  # a later time in seconds is in the year 5138

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T].*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_SECONDS = re.compile(r"\d{9,13}(?:\.\d+)?")


@lru_cache(maxsize=4096)  # the articles of a day share it
def as_edtf(text: str) -> str | None:
    """Return a date as EDTF (`2021-03-01`); None if it cannot be read, or if two days are possible.

    `2021-03-01T10:00:00.000Z`, `2021-03-01 10:00:00`, `Mon, 01 Mar 2021 10:00:00 GMT`,
    `March 1, 2021`, `13/03/2021`, `20210301`, seconds or milliseconds since 1970, and EDTF itself.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return None
    for read in (_iso, _numeric, _compact, _seconds, _edtf, _of_mail, find_date):
        if found := read(text):
            return found
    return None


def _iso(text: str) -> str | None:
    try:
        # `2021-W09` is a date to Python, and 20210301 too.
        return datetime.fromisoformat(text).date().isoformat() if "-" in text[:5] else None
    except ValueError:
        return None


def day_of(year: int, month: int, day: int) -> str | None:
    """Return a day as EDTF; None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return day_of(*map(int, match.groups()))
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    # `01.03.2021` has the day first wherever people write it.
    if first > 12 or first == second or "." in text:
        return day_of(year, second, first)
    if second > 12:
        return day_of(year, first, second)
    # 3 April or 4 March: what is not sure is not stated.
    return match[3]


def _compact(text: str) -> str | None:
    match = _COMPACT.fullmatch(text)
    return day_of(*map(int, match.groups())) if match else None


def _seconds(text: str) -> str | None:
    if not _SECONDS.fullmatch(text):
        return None
    number = float(text)
    if number >= MILLISECONDS:
        number /= 1000
    try:
        return datetime.fromtimestamp(number, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _edtf(text: str) -> str | None:
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError, OverflowError):
        return None
    return text


def _of_mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
