"""The forms that a time expression takes, as a table of patterns, each with an example.

In a pattern a space means white space: a line may break there.
"""

import re
from collections.abc import Iterator

from actorgraph.times import dates, relative_dates
from actorgraph.times.form import FormMatch, form
from actorgraph.times.form_patterns import (
    ABOUT,
    AFTER_THAT,
    ATTACKS,
    BARE_MONTH,
    CLEAR,
    COUNT,
    DASH,
    DAY_END,
    DECADE_DIGITS,
    DIGITS_OF_DAY,
    DURING,
    EDGE_OF_ERA,
    ELEVENTH,
    ERA,
    HOLIDAY,
    HOUR,
    ISO_DAY,
    LAST_DAY,
    MONTH,
    NOT_A_PAPER,
    OF_AN_EVENT,
    OF_YEAR,
    ONE_DAY,
    ORDINAL,
    OTHER_DAY,
    PART,
    PART_OF_DAY,
    PART_OF_UNIT,
    SAME_DAY,
    SEASON,
    SOME,
    SOON,
    TURN_OF_CENTURY,
    UNIT,
    UNITS,
    WAY,
    WEEKDAY,
    WEEKDAY_BEFORE,
    WHICH,
    YEAR,
    YEAR_WORD,
    any_of,
)
from actorgraph.times.time_words import CENTURIES

# The first form that fits at a place is taken, so the longer ones come first.
FORMS = (
    form(
        "iso",
        "2015-08-20",
        rf"(?<![\w-])(?P<iso>{TURN_OF_CENTURY}\d\d-{ISO_DAY})(?![\w-])",
        dates.iso_date,
    ),
    form(
        "dotted",
        "21.02.2016",
        rf"{WEEKDAY_BEFORE}{CLEAR}(?P<day>0?[1-9]|[12]\d|3[01])\."
        rf"(?P<month_number>0?[1-9]|1[0-2])\.(?P<year>{TURN_OF_CENTURY}\d\d)(?!\w|[.,]\d)",
        dates.dotted_date,
    ),
    form(
        "nine_eleven",
        "9/11",
        rf"(?<![\w/.-])9/11(?![\w/-])|{ELEVENTH}(?! attacks? on)(?= {ATTACKS}\b)"
        rf"|(?:(?<=attacks\sof\s)|(?<=attacks\son\s)){ELEVENTH}(?!,? (?:[12]\d{{3}}|this|last)\b)",
        dates.september_11,
    ),
    form(
        "days",
        "3-5 May 2016",
        rf"(?:(?i:between) (?P<low_day>{DIGITS_OF_DAY}){ORDINAL} and "
        rf"|(?:(?i:from) )?(?P<first_day>{DIGITS_OF_DAY}){ORDINAL}(?: to |{DASH}))"
        rf"{LAST_DAY}{ORDINAL}(?: of)? {MONTH}{OF_YEAR}?",
        dates.day_range,
        kind="interval",
    ),
    form(
        "month_days",
        "May 3-5, 2016",
        rf"{MONTH} (?P<first_day>{DIGITS_OF_DAY}){ORDINAL}(?:{DASH}| (?:to|and|through|until) )"
        rf"{LAST_DAY}{ORDINAL}{DAY_END}{OF_YEAR}?",
        dates.day_range,
        kind="interval",
    ),
    form(
        "day_month",
        "Sunday, 17 May 2015",
        rf"{WEEKDAY_BEFORE}(?P<day>{DIGITS_OF_DAY}){ORDINAL}(?: of)? {MONTH}"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
    ),
    form(
        "month_day",
        "May 17, 2015",
        rf"{WEEKDAY_BEFORE}(?<!\b[Ii]n ){MONTH} "
        rf"(?P<day>{DIGITS_OF_DAY}){ORDINAL}{DAY_END}(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
    ),
    form(
        "month",
        "late July 2017",
        rf"(?:{PART})?(?:{WHICH} )?{BARE_MONTH}"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
        bare="month",
    ),
    form(
        "years",
        "2014-15",
        rf"{CLEAR}(?P<first_year>{TURN_OF_CENTURY}\d\d)[-–/]"
        r"(?P<last_digits>\d\d)(?![\w%-]|[.,:/]\d)",
        dates.year_pair,
        kind="interval",
    ),
    form(
        "half",
        "the first half of the 20th century",
        r"(?P<half>(?i:first|second|latter)) half of the "
        rf"(?:(?P<decade>{DECADE_DIGITS})['’]?s\b"
        rf"|(?:{CLEAR}(?P<century>[1-9]|1\d|2[01])(?:st|nd|rd|th)"
        rf"|(?P<century_word>(?i:{any_of(CENTURIES)})))[ -]century\b)",
        dates.half,
        kind="interval",
    ),
    form(
        "era",
        "the last days of World War II",
        rf"(?:(?P<edge>{EDGE_OF_ERA}) (?:the )?)?(?P<era>{ERA})\b",
        dates.era,
        bare="era",
    ),
    form(
        "decade",
        "the early 1990s",
        rf"(?:{PART}|{CLEAR})(?P<decade>{DECADE_DIGITS})['’]?s\b",
        dates.decade,
    ),
    form(
        "nineties",
        "the '90s",
        r"(?:(?P<part>(?i:early|mid|late))[ -])?(?<=\b[Tt]he )['’](?P<short_decade>\d0)s\b",
        dates.decade,
    ),
    form(
        "century",
        "the 19th century",
        rf"(?:{PART})?"
        rf"(?:{CLEAR}(?P<century>[1-9]|1\d|2[01])(?:st|nd|rd|th)"
        rf"|(?P<century_word>(?i:{any_of(CENTURIES)})))"
        r"[ -]century\b",
        dates.century,
    ),
    form(
        "year",
        "mid-2016",
        rf"(?:{PART}|{CLEAR}|(?<=\d{{4}}[-–])){YEAR}",
        dates.year_or_part,
        bare="year",
    ),
    form(
        "season",
        "summer of 2015",
        rf"(?:{PART})?(?:{WHICH} )?(?P<season>{SEASON})\b{OF_YEAR}?",
        dates.season,
        bare="season",
    ),
    form(
        "quarter",
        "Q1 2017",
        rf"\bQ(?P<quarter>[1-4])(?: of)? {YEAR}",
        dates.portion,
    ),
    form(
        "portion",
        "third quarter of 2016",
        r"(?P<ordinal>(?i:first|second|third|fourth|last|final)) "
        rf"(?P<unit>quarter|half)(?: of {YEAR}|{YEAR_WORD})",
        dates.portion,
    ),
    form(
        "same_weekday",
        "the following Friday",
        rf"(?:(?i:on) )?(?i:the) (?P<near>(?i:next|following|previous|preceding|same)) "
        rf"(?P<weekday>{WEEKDAY})\b(?: {PART_OF_DAY}\b)?",
        relative_dates.next_weekday,
        kind="vague",
    ),
    form(
        "weekday",
        "last Friday",
        rf"(?:(?i:on) )?(?i:the) (?P<weekday_before>{WEEKDAY}) before last\b"
        rf"|{OF_AN_EVENT}"
        rf"|(?:{WHICH} )?{ONE_DAY}\b(?P<weekday>{WEEKDAY})\b{NOT_A_PAPER}"
        rf"(?: {PART_OF_DAY}\b)?(?: (?P<week>last|next|this) week\b)?",
        relative_dates.weekday,
    ),
    form(
        "named",
        "yesterday",
        rf"(?P<named>{OTHER_DAY}|{SAME_DAY})\b(?: {PART_OF_DAY}\b)?",
        relative_dates.named_day,
        deictic=True,
    ),
    form(
        "holiday",
        "New Year’s Eve",
        rf"(?:{WHICH} )?(?P<holiday>{HOLIDAY})\b(?! (?:sale|party|card|tree|present|gift)s?\b)"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.holiday,
    ),
    form(
        "weekend",
        "last weekend",
        r"(?:(?i:at|over) the|(?P<which>(?i:last|this|next))) weekend\b",
        relative_dates.weekend,
        deictic=True,
    ),
    form(
        "ago",
        "more than two weeks ago",
        rf"{ABOUT}(?:(?P<half>(?i:half a)|(?i:a half))|{COUNT}) {UNIT}s? ago\b",
        relative_dates.ago,
        deictic=True,
    ),
    form(
        "weekdays_ago",
        "two Sundays ago",
        rf"{COUNT} (?P<weekday>{WEEKDAY})s? ago\b",
        relative_dates.weekdays_ago,
        deictic=True,
    ),
    form(
        "days_ago",
        "a few days ago",
        rf"{SOME} days ago\b|"
        r"(?P<until_now>(?i:in|over|during|within) (?i:the|these) (?:last|past) few days)\b",
        relative_dates.days_ago,
        deictic=True,
    ),
    form(
        "long_ago",
        "several years ago",
        rf"(?:{SOME} )?{UNITS} ago\b",
        kind="vague",
    ),
    form(
        "recent",
        "in recent weeks",
        rf"(?:{DURING} )?(?:the )?(?:most |more )?(?i:recent) {UNITS}\b",
        kind="vague",
    ),
    form(
        "some_past",
        "in the coming months",
        rf"(?:{DURING} )?(?i:the|these) (?:{WAY}) (?:{SOME} )?{UNITS}\b(?! of\b)",
        kind="vague",
    ),
    form(
        "hour",
        "at 7:30 am",
        rf"{HOUR}|(?:(?:{SOME}|{COUNT}) )?{SOON}",
        kind="hour",
    ),
    form(
        "later",
        "two days later",
        rf"(?:(?:{COUNT}|(?i:the)) {UNIT}s? (?P<direction>{AFTER_THAT})"
        rf"|(?:(?i:on|in|by) )?(?i:the (?P<near>next|following|previous|preceding))"
        rf" (?:(?P<near_unit>day|week|month|year|decade)|{PART_OF_DAY})\b)",
        relative_dates.later,
        kind="vague",
    ),
    form(
        "same",
        "later that year",
        r"(?:(?i:later|earlier|on|in|by) )?(?i:the same|that)"
        rf" (?:(?P<unit>day|week|month|year|decade)|{PART_OF_DAY})\b",
        relative_dates.same,
        kind="vague",
    ),
    form(
        "some_later",
        "several days later",
        rf"(?:{SOME} {UNIT}s?|{UNITS}) (?:later|earlier|before|after|afterwards)\b",
        kind="vague",
    ),
    form(
        "then",
        "at the time",
        r"(?i:at (?:the|that) time|(?:by|since|until) then)\b",
        kind="vague",
    ),
    form(
        "within",
        "earlier in the week",
        r"(?P<part>(?i:early|earlier|late|later)) in the (?P<unit>day|week|month|year)\b"
        r"|(?:the )?(?P<whole>year|month|week)['’]s end\b",
        relative_dates.within,
    ),
    form(
        "past",
        "in the past five years",
        rf"(?:(?:{DURING} )?(?i:the|these) (?P<way>{WAY}) {COUNT} {UNIT}s?"
        rf"|{DURING} the (?P<one_way>{WAY}) (?P<one_unit>hour|day|week|month|year|decade))"
        r"\b(?! of\b)",
        relative_dates.past,
        kind="interval",
    ),
    form(
        "unit",
        "late last year",
        rf"(?:{PART_OF_UNIT} (?P<which>the|this|last|next)"
        r"|(?P<alone>(?i:last|this(?: past)?|next)))"
        r" (?P<unit>(?i:week|month|year|decade|century))\b(?! of\b)"
        r"|(?:(?i:in) )?(?i:the) (?P<unit_before>week|month|year) (?i:before last)\b",
        relative_dates.unit,
        deictic=True,
    ),
    form(
        "duration",
        "for more than three weeks",
        r"(?i:for|within|in|after|over|during|throughout) (?:the )?"
        rf"{ABOUT}(?:{COUNT}|{SOME}) {UNIT}s?\b(?! old\b)",
        kind="duration",
    ),
    form(
        "long",
        "for years",
        rf"(?i:for|within|in|after|over) {UNITS}\b",
        kind="duration",
    ),
)
_BY_NAME = {each.name: each for each in FORMS}


def _one_pattern_of_all() -> re.Pattern[str]:
    """Compile the forms into one pattern, whose only groups are named by the forms."""
    nameless = (
        (each.name, re.sub(r"\(\?P<[a-z_]+>", "(?:", each.pattern.pattern)) for each in FORMS
    )
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in nameless)
    return re.compile(rf"(?<!\w)(?=[\w'’])(?:{alternatives})")


_ANY_FORM = _one_pattern_of_all()


def scan(text: str, begin: int, end: int) -> Iterator[FormMatch]:
    """Yield the forms in a stretch of text, in order and without overlaps."""
    for place in _ANY_FORM.finditer(text, begin, end):
        found = _BY_NAME[place.lastgroup or ""]
        # Matched again for the groups that the one pattern of all leaves out.
        match = found.pattern.match(text, place.start(), end)
        if match:
            yield FormMatch(found, match)
