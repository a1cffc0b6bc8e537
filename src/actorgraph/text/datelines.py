"""The lines under a title that say when and by whom: datelines and bylines."""

import re
from datetime import datetime

LONGEST_DATELINE = 200  # characters
DATELINE_WORDS = 14

_DATES = (
    (
        re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b"),
        ("%B %d %Y", "%b %d %Y"),
    ),
    (
        re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}\b"),
        ("%d %B %Y", "%d %b %Y"),
    ),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}(?=$|\D)"), ("%Y-%m-%d",)),
)
_AROUND_A_DATE = re.compile(
    r"T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?|\b(?:published|updated|posted|last|modified|on|at|by|and|in|from|"
    r"first|date|correspondent|reporter|staff|editor|am|pm)\b|\b[A-Z][\w.'’-]*|[\W_]+"
)
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?:(?:,? | and )[A-Z][\w.'’-]+){1,7}")


def find_date(line: str) -> str | None:
    """Return the first full date in a line as EDTF (`2015-05-18`)."""
    for pattern, forms in _DATES:
        for match in pattern.finditer(line):
            plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)|[.,]", "", match.group()).replace(
                "Sept ", "Sep "
            )
            for form in forms:
                try:
                    return datetime.strptime(plain, form).date().isoformat()
                except ValueError:
                    continue
    return None


def is_dateline(line: str) -> bool:
    """Tell whether a line holds a date and nothing but names around it, or is a byline."""
    if len(line) > LONGEST_DATELINE or len(line.split()) > DATELINE_WORDS:
        return False
    if _BYLINE.fullmatch(line):
        return True
    rest = line
    for pattern, _ in _DATES:
        rest = pattern.sub(" ", rest)
    return (
        rest != line
        and not _AROUND_A_DATE.sub("", re.sub(r"(?i)published|updated|posted", "", rest)).strip()
    )
