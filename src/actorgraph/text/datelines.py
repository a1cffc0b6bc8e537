"""Datelines and bylines: the lines under a title that say when and by whom."""

import re
from collections.abc import Iterator
from datetime import datetime

LONGEST_DATELINE = 200  # characters
MOST_WORDS = 14

_ORDINAL = "(?:st|nd|rd|th)?"
_MONTH = r"[A-Z][a-z]{2,8}\.?"
# Each pattern with the formats that `strptime` reads it by.
_DATES = (
    # `August 21, 2015`
    (
        re.compile(rf"\b{_MONTH} \d{{1,2}}{_ORDINAL},? \d{{4}}\b"),
        ("%B %d %Y", "%b %d %Y"),
    ),
    # `18 May 2015`
    (
        re.compile(rf"\b\d{{1,2}}{_ORDINAL} {_MONTH},? \d{{4}}\b"),
        ("%d %B %Y", "%d %b %Y"),
    ),
    # `2019-11-30`
    (
        re.compile(r"\b\d{4}-\d{2}-\d{2}(?=$|\D)"),
        ("%Y-%m-%d",),
    ),
    # `27/11/2017`: some write the month first, so it gives no date
    (
        re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)"),
        (),
    ),
)
_NOT_OF_A_DATE = re.compile(r"(?<=\d)(?:st|nd|rd|th)|[.,]")
# What a dateline has besides its date: a time of day, words such as `updated`, names, marks.
_AROUND_A_DATE = re.compile(
    r"""
    T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?
    |\b(?:published|updated|posted|last|modified
    |on|at|by|and|in|from|first|date
    |correspondent|reporter|staff|editor|am|pm)\b
    |\b[A-Z][\w.'’-]*
    |[\W_]+
    """,
    re.VERBOSE,
)
_PUBLISHED = re.compile("published|updated|posted", re.IGNORECASE)
# `By Ada Thorn and Per Holm`
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?:(?:,? | and )[A-Z][\w.'’-]+){1,7}")


def find_date(line: str) -> str | None:
    """Return the first full date in a line as EDTF (`2015-05-18`); None where it has none."""
    return next(_dates(line), None)


def _dates(line: str) -> Iterator[str]:
    for pattern, formats in _DATES:
        for match in pattern.finditer(line):
            plain = _NOT_OF_A_DATE.sub("", match.group())
            # `strptime` knows only `Sep`.
            plain = plain.replace("Sept ", "Sep ")
            for form in formats:
                try:
                    yield datetime.strptime(plain, form).date().isoformat()
                except ValueError:
                    continue


def is_dateline(line: str) -> bool:
    """Return whether a line has a date and nothing but names around it, or is a byline."""
    if len(line) > LONGEST_DATELINE or len(line.split()) > MOST_WORDS:
        return False
    if _BYLINE.fullmatch(line):
        return True
    rest = line
    for pattern, _ in _DATES:
        rest = pattern.sub(" ", rest)
    if rest == line:
        return False
    return not _AROUND_A_DATE.sub("", _PUBLISHED.sub("", rest)).strip()
