"""The forms of words that tell a time, as patterns; a space in a pattern stands for white space."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from actorgraph.times import dates
from actorgraph.times.dates import CENTURIES, MONTHS, WEEKDAYS, Groups, Reading
from actorgraph.times.periods import UNKNOWN, Period

Kind = Literal["date", "interval", "duration", "vague", "adjectival"]
Resolve = Callable[[Groups, Reading], Period]


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


# "1,500", "$2015", "COVID-2019" and "10:2015" hold no day and no year.
CLEAR = r"(?<![\w.,/:$€£#-])"
CENTURY = r"(?:1\d|20)"
YEAR_END = r"(?![\w%]|[.,:/]\d|-(?!\d{4}\b)\w)"
YEAR = rf"(?P<year>{CENTURY}\d\d){YEAR_END}"
LATER_YEAR = rf"(?:(?:,| of)? {YEAR})"
ORDINAL = "(?:st|nd|rd|th)?"
DAY = rf"{CLEAR}(?:0?[1-9]|[12]\d|3[01])"
DAY_END = r"(?![\w%]|[.,:]\d|-\w| (?:people|per|percent|men|women|of)\b)"
# Short names of months are also names of people and papers: they need a day or a year beside them.
SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
FULL = rf"{_any(' '.join(MONTHS))}\b(?! Day\b)"
MONTH = rf"(?P<month>{FULL}|{SHORT})"
MONTH_OR_YEAR = rf"(?P<month>{FULL}|{SHORT}(?=,? [12]\d\d\d\b))"
NOT_ONE_DAY = "a A one One each Each every Every most Ash Black Bloody Blue Cyber Easter Good Holy Maundy Palm Shrove Super Whit"
ONE_DAY = "".join(rf"(?<!\b{word} )" for word in NOT_ONE_DAY.split())
PAPER = "Business Express Herald Independent Mail Mirror Post Telegraph Times Tribune World"
DAYS_OF_WEEK = _any(" ".join(WEEKDAYS))
PART_OF_DAY = "(?:morning|afternoon|evening|night)"
WHICH = "(?P<which>(?i:last|next|this(?: past| coming)?))"
EDGE = r"(?:the )?(?:(?:very )?(?:beginning|start|middle|end)|(?:first|last) (?:days|weeks?)) of"
PART = rf"(?P<part>(?i:early|earlier in|mid|late|later in|{EDGE}))[ -](?:the )?"
# A capital makes a name of it ("Arab Spring"), unless "in" stands before it.
SEASON = r"(?:(?<=\b[Ii]n )(?i:spring|summer|autumn|winter)|spring|summer|autumn|winter|fall(?=,?(?: of)? [12]\d{3})|(?<=ast )fall)"
NUMBER = (
    r"(?P<count>\d{1,3}(?![\d.,])|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty|thirty|forty|fifty|a hundred))"
)
SOME = "(?i:a few|a couple of|several|some|many|dozens of|tens of|hundreds of|a number of)"
UNIT = "(?P<unit>minute|hour|day|week|month|year|decade)"
UNITS = "(?i:minutes|hours|days|weeks|months|years|decades|centuries)"
ABOUT = "(?:(?P<about>(?i:more than|less than|at least|over|about|around|some|almost|nearly|just|only)) )?"
DURING = "(?i:in|over|for|during|within|throughout|of)"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of words; `bare` names the part that tells no time unless a preposition stands before it."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve
    kind: Kind = "date"
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A form seen in the text."""

    form: Form
    match: re.Match[str]

    @property
    def licensed(self) -> bool:
        """Tell whether more than a bare month, year or season is there."""
        return not self.form.bare or any(
            v for k, v in self.match.groupdict().items() if k != self.form.bare
        )

    def resolve(self, reading: Reading) -> Period:
        """Return the period; one that leaves the calendar (the year 0) is unknown."""
        try:
            return self.form.resolve(self.match.groupdict(), reading)
        except (ValueError, OverflowError):
            return UNKNOWN


def _form(
    name: str, source: str, resolve: Resolve = dates.unknown, kind: Kind = "date", bare: str = ""
) -> Form:
    # A look-behind has a fixed width: there a space is one character.
    source = re.sub(r"(\(\?<[!=][^()]*?) \)", r"\1\\s)", source)
    return Form(name, re.compile(source.replace(" ", r"(?:\s{1,2})")), resolve, kind, bare)


# The first form that fits at a place is taken, so the longer ones stand first.
FORMS = (
    _form(
        "iso",
        rf"(?<![\w-])(?P<iso>{CENTURY}\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w-])",
        dates.iso_date,
    ),
    _form(
        "days",
        rf"(?:(?i:between) (?P<low>{DAY}){ORDINAL} and |(?:(?i:from) )?(?P<begin>{DAY}){ORDINAL}(?: to | ?[-–] ?))"
        rf"(?P<day>\d\d?){ORDINAL}(?: of)? {MONTH}{LATER_YEAR}?",
        dates.day_range,
        "interval",
    ),
    _form(
        "month_days",
        rf"{MONTH} (?P<begin>{DAY})(?P<low>) ?[-–] ?(?P<day>\d\d?){DAY_END}{LATER_YEAR}?",
        dates.day_range,
        "interval",
    ),
    _form(
        "day_month",
        rf"(?:{DAYS_OF_WEEK},? )?(?P<day>{DAY}){ORDINAL}(?: of)? {MONTH}{LATER_YEAR}?",
        dates.calendar_date,
    ),
    _form(
        "month_day",
        rf"(?:{DAYS_OF_WEEK},? )?(?<!\b[Ii]n ){MONTH} (?P<day>{DAY}){ORDINAL}{DAY_END}{LATER_YEAR}?",
        dates.calendar_date,
    ),
    _form(
        "month",
        rf"(?:{PART})?(?:{WHICH} )?{MONTH_OR_YEAR}(?:{LATER_YEAR}| (?P<that>this|last|next) year\b)?",
        dates.calendar_date,
        bare="month",
    ),
    _form(
        "years",
        rf"{CLEAR}(?P<begin>{CENTURY}\d\d)[-–/](?P<end>\d\d)(?![\w%-]|[.,:/]\d)",
        dates.year_pair,
        "interval",
    ),
    _form(
        "decade", rf"(?:{PART}|{CLEAR})(?P<decade>{CENTURY}\d0)(?P<short>)['’]?s\b", dates.decade
    ),
    _form(
        "nineties",
        r"(?:(?P<part>(?i:early|mid|late))[ -])?(?<=\b[Tt]he )(?P<decade>)['’](?P<short>\d0)s\b",
        dates.decade,
    ),
    _form(
        "century",
        rf"(?:{PART})?(?:{CLEAR}(?P<century>[1-9]|1\d|2[01])(?:st|nd|rd|th)|(?P<word>(?i:{'|'.join(CENTURIES)})))[ -]century\b",
        dates.century,
    ),
    _form("year", rf"(?:{PART}|{CLEAR}|(?<=\d{{4}}[-–])){YEAR}", dates.year_or_part, bare="year"),
    _form(
        "season",
        rf"(?:{PART})?(?:{WHICH} )?(?P<season>{SEASON})\b{LATER_YEAR}?",
        dates.season,
        bare="season",
    ),
    _form(
        "quarter", rf"\bQ(?P<quarter>[1-4])(?P<unit>)(?P<ordinal>)(?: of)? {YEAR}", dates.portion
    ),
    _form(
        "portion",
        rf"(?P<ordinal>(?i:first|second|third|fourth|last|final))(?P<quarter>) (?P<unit>quarter|half) of {YEAR}",
        dates.portion,
    ),
    _form("same_weekday", rf"(?i:the (?:following|previous|same)) {DAYS_OF_WEEK}\b", kind="vague"),
    _form(
        "weekday",
        rf"(?:{WHICH} )?{ONE_DAY}\b(?P<weekday>{DAYS_OF_WEEK})\b(?! {_any(PAPER)}\b)"
        rf"(?: {PART_OF_DAY}\b)?(?: (?P<week>last|next|this) week\b)?",
        dates.weekday,
    ),
    _form(
        "named",
        r"(?P<named>(?i:(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|tomorrow|tonight|last night)|"
        r"today|(?<!\w )Today|(?i:this (?:morning|afternoon|evening)))\b"
        + rf"(?: {PART_OF_DAY}\b)?",
        dates.named_day,
    ),
    _form(
        "weekend", r"(?:(?i:at|over) the|(?P<which>(?i:last|this|next))) weekend\b", dates.weekend
    ),
    _form("ago", rf"{ABOUT}{NUMBER} {UNIT}s? ago\b", dates.ago),
    _form("long_ago", rf"(?:{SOME} )?{UNITS} ago\b", kind="vague"),
    _form("recent", rf"(?:{DURING} )?(?:the )?(?:most |more )?(?i:recent) {UNITS}\b", kind="vague"),
    _form(
        "some_past",
        rf"(?:{DURING} )?(?i:the|these) (?:past|last|next|coming) (?:{SOME} )?{UNITS}\b(?! of\b)",
        kind="vague",
    ),
    _form(
        "later",
        rf"(?:(?i:on|in|by) )?(?:(?:(?:{NUMBER}|{SOME}|(?i:the)) {UNIT}s?|{UNITS}) (?:later|earlier|before|after|afterwards)\b|"
        rf"(?i:the (?:next|following|same|previous)|that) (?:day|week|month|year|decade|{PART_OF_DAY})\b)",
        kind="vague",
    ),
    _form("then", r"(?i:at (?:the|that) time|(?:by|since|until) then)\b", kind="vague"),
    _form(
        "past",
        rf"(?:(?:{DURING} )?(?i:the|these) (?P<way>past|last|next|coming) {NUMBER} {UNIT}s?|"
        rf"{DURING} the (?P<one_way>past|last|next|coming) (?P<one>hour|day|week|month|year|decade))\b(?! of\b)",
        dates.past,
        "interval",
    ),
    _form(
        "unit",
        rf"(?:(?P<part>(?i:early|earlier|mid|late|later|{EDGE})) (?P<which>the|this|last|next)|(?P<alone>(?i:last|this(?: past)?|next)))"
        r" (?P<unit>week|month|year|decade|century)\b(?! of\b)",
        dates.unit,
    ),
    _form(
        "duration",
        rf"(?i:for|within|in|after|over|during|throughout) (?:the )?{ABOUT}(?:{NUMBER}|{SOME}) {UNIT}s?\b(?! old\b)",
        kind="duration",
    ),
    _form("long", rf"(?i:for|within|in|after|over) {UNITS}\b", kind="duration"),
)
_BY_NAME = {form.name: form for form in FORMS}
_NAMELESS = (
    f"(?P<{form.name}>" + re.sub(r"\(\?P<[a-z_]+>", "(?:", form.pattern.pattern) + ")"
    for form in FORMS
)
_SCAN = re.compile(rf"(?<!\w)(?=[\w'’])(?:{'|'.join(_NAMELESS)})")


def scan(text: str, begin: int, end: int) -> list[Found]:
    """Return the forms in a stretch of text, in order and without overlaps."""
    found = []
    for seen in _SCAN.finditer(text, begin, end):
        form = _BY_NAME[seen.lastgroup or ""]
        match = form.pattern.match(text, seen.start(), end)
        if match:
            found.append(Found(form, match))
    return found
