"""The forms that a time expression takes, as a table of patterns, each with an example.

In a pattern a space means white space: a line may break there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from actorgraph.text.article import Span
from actorgraph.times import dates
from actorgraph.times.dates import (
    CENTURIES,
    ERAS,
    HOLIDAYS,
    MONTHS,
    MOVABLE_HOLIDAYS,
    NUMERALS,
    TENS,
    WEEKDAYS,
    Reference,
    Words,
)
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.time import Kind
from actorgraph.vocabulary.lexicon import word_set

Resolve = Callable[[Words, Reference], Period]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of several words or phrases."""
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


# Digits that follow one of these are neither a day nor a year: `1,500`, `$2015`, `10:2015`.
CLEAR = r"(?<![\w.,/:$€£#-])"

# Years: `2015`, but neither `2015%`, `2015.5` nor the first half of `2015-made`.
TURN_OF_CENTURY = r"(?:1\d|20)"
YEAR_END = r"(?![\w%]|[.,:/]\d|-(?!\d{4}\b)\w)"
YEAR = rf"(?P<year>{TURN_OF_CENTURY}\d\d){YEAR_END}"
OF_YEAR = rf"(?:(?:,| of)? {YEAR})"
YEAR_WORD = "(?:(?: of| in)? (?P<year_word>this|last|next|that|the same) year\\b)"
DECADE_DIGITS = rf"{TURN_OF_CENTURY}\d0"

# Days: `3`, `3rd`, but not the number of `May 20 people`.
DIGITS_OF_DAY = rf"{CLEAR}(?:0?[1-9]|[12]\d|3[01])"
ORDINAL = "(?:st|nd|rd|th)?"
LAST_DAY = r"(?P<day>\d\d?)"
DAY_END = r"(?![\w%]|[.,:]\d|-\w| (?:people|per|percent|men|women|of)\b)"
DASH = " ?[-–] ?"
ISO_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"

# Months. Their short names are also names of people and papers: they need a day or a year.
FULL_MONTH = rf"{any_of(MONTHS)}\b(?! Day\b)"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
MONTH = rf"(?P<month>{FULL_MONTH}|{SHORT_MONTH})"
BARE_MONTH = rf"(?P<month>{FULL_MONTH}|{SHORT_MONTH}(?=,? [12]\d\d\d\b))"

# Weekdays: not `Good Friday`, not `the Sunday Times`.
WEEKDAY = any_of(WEEKDAYS)
WEEKDAY_BEFORE = rf"(?:{WEEKDAY}(?: (?:morning|afternoon|evening|night))?(?:,? | \())?"
ONE_DAY = "".join(rf"(?<!\b{word} )" for word in sorted(word_set("weekdayModifiers")))
PART_OF_DAY = "(?:morning|afternoon|evening|night)"
# `in a Wednesday speech` has one certain day.
OF_AN_EVENT = (
    r"(?<=\b[Aa] )(?P<weekday_of_event>"
    rf"{WEEKDAY})(?: {PART_OF_DAY})?(?= (?:[a-z]+ )?{any_of(word_set('occasions'))}\b)"
)
NOT_A_PAPER = rf"(?! {any_of(word_set('weekdayPapers'))}\b)"

# Which one of several: `last`, `this coming`; which part: `early`, `at the end of`.
WHICH = "(?P<which>(?i:last|next|this(?: past| coming)?))"
EDGE = "(?:the )?(?:(?:very )?(?:beginning|start|middle|end)|(?:first|last) (?:days|weeks?)) of"
PART = rf"(?P<part>(?i:early|earlier in|mid|late|later in|{EDGE}))[ -](?:the )?"
PART_OF_UNIT = rf"(?P<part>(?i:early|earlier|mid|late|later|{EDGE}))"

# A capital makes a name of a season (`Arab Spring`), unless `in` is before it, or it is `the
# Spring of 2013`.
SEASON = (
    r"(?:(?<=\b[Ii]n )(?i:spring|summer|autumn|winter)"
    r"|(?<=\b[Tt]he )(?:Spring|Summer|Autumn|Winter)(?= of \d{4}\b)"
    r"|spring|summer|autumn|winter"
    r"|fall(?=,?(?: of)? [12]\d{3})|(?<=ast )fall)"
)

# Counts and units: `more than`, `two`, `weeks`.
TENS_AND_ONES = rf"{any_of(TENS)}-(?:one|two|three|four|five|six|seven|eight|nine)"
COUNT = (
    rf"(?P<count>\d{{1,3}}(?![\d.,])"
    rf"|(?i:{TENS_AND_ONES}|(?<![\w-]){any_of([*NUMERALS, 'a hundred'])}))"
)
SOME = f"(?i:{any_of(word_set('vagueCounts'))})"
UNIT = "(?P<unit>minute|hour|day|week|month|year|decade)"
UNITS = "(?i:minutes|hours|days|weeks|months|years|decades|centuries)"
ABOUT = f"(?:(?P<about>(?i:{any_of(word_set('approximations'))})) )?"
AFTER_THAT = r"(?:later|earlier|afterwards)\b|(?:before|after)\b(?= ?[,.;:)]|$)"
DURING = "(?i:in|over|for|during|within|throughout|of)"
WAY = "past|last|next|coming"

HOLIDAY = f"(?i:{any_of([*HOLIDAYS, *MOVABLE_HOLIDAYS])})".replace("'", "['’]")

# The day that needs no year: `the Sept. 11 attacks`.
ELEVENTH = r"(?:Sept(?:ember\b|\b\.?) 11(?:th)?|11(?:th)? September)\b"
ATTACKS = (
    "(?:(?:terror|terrorist|suicide) )?(?:attack(?:s|er|ers)?|hijack(?:er|ers|ing|ings)|terror)"
)

ERA = f"(?i:{any_of(ERAS)})"
EDGE_OF_ERA = (
    "(?i:(?:the )?(?:closing|dying|early|final|first|last|opening|waning)"
    " (?:days|weeks|months|year|years|stages) of|(?:the )?(?:end|start|beginning|outbreak) of)"
)

# Hours of a day that the text has named before: `at 7:30 am`, `around noon`, `minutes later`.
CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?i:[ap]m\b|[ap]\.m\.)|\d{1,2}:\d\d(?![\d:%-])"
    r"|(?i:noon|midday|midnight|dawn|daybreak|dusk|nightfall|sunrise|sunset)\b)"
)
HOUR = (
    r"(?i:at|by|until|till|before|after|around|about|prior to|from) "
    rf"(?:(?i:about|approximately|around|exactly|nearly|roughly) )?{CLOCK}"
    r"(?: local time\b| (?:GMT|UTC)\b)?"
)
SOON = (
    r"(?i:(?:minutes|moments|seconds) (?:afterwards?|later)"
    r"|a (?:little|short) (?:time|while) (?:afterwards?|later))\b"
)

# Days that are named from the day of publication.
OTHER_DAY = (
    "(?i:(?:the )?day before yesterday|(?:the )?day after tomorrow"
    "|yesterday|tomorrow|tonight|last night)"
)
# `USA Today` is a paper: `Today` needs the beginning of a sentence.
SAME_DAY = r"today|(?<!\w )Today|(?i:this (?:morning|afternoon|evening))"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of time expression.

    `bare` names the group that is not a time unless a preposition is before it. A `deictic` form
    is counted from the publication even where it ends a range.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    resolve: Resolve
    kind: Kind
    bare: str
    deictic: bool


@dataclass(frozen=True, slots=True)
class FormMatch:
    """A form as it occurs in the text."""

    form: Form
    regex_match: re.Match[str]

    @property
    def begin(self) -> int:
        """The offset of its first character."""
        return self.regex_match.start()

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.regex_match.end()

    @property
    def span(self) -> Span:
        """The stretch of the article that it covers."""
        return Span(self.begin, self.end)

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a month, year or season, which may mean something else."""
        filled = {group for group, words in self.regex_match.groupdict().items() if words}
        return filled == {self.form.bare}

    def resolve(self, reference: Reference) -> Period:
        """Return the period; one that leaves the calendar (the year 0) is unknown."""
        try:
            return self.form.resolve(Words(self.regex_match.groupdict()), reference)
        except (ValueError, OverflowError):
            return UNKNOWN


def _form(
    name: str,
    example: str,
    source: str,
    resolve: Resolve = dates.unknown,
    *,
    kind: Kind = "date",
    bare: str = "",
    deictic: bool = False,
) -> Form:
    # A look-behind has a fixed width: there a space is one character.
    source = re.sub(r"(\(\?<[!=][^()]*?) \)", r"\1\\s)", source)
    pattern = re.compile(source.replace(" ", r"(?:\s{1,2})"))
    return Form(name, example, pattern, resolve, kind, bare, deictic)


# The first form that fits at a place is taken, so the longer ones come first.
FORMS = (
    _form(
        "iso",
        "2015-08-20",
        rf"(?<![\w-])(?P<iso>{TURN_OF_CENTURY}\d\d-{ISO_DAY})(?![\w-])",
        dates.iso_date,
    ),
    _form(
        "dotted",
        "21.02.2016",
        rf"{WEEKDAY_BEFORE}{CLEAR}(?P<day>0?[1-9]|[12]\d|3[01])\."
        rf"(?P<month_number>0?[1-9]|1[0-2])\.(?P<year>{TURN_OF_CENTURY}\d\d)(?!\w|[.,]\d)",
        dates.dotted_date,
    ),
    _form(
        "nine_eleven",
        "9/11",
        rf"(?<![\w/.-])9/11(?![\w/-])|{ELEVENTH}(?! attacks? on)(?= {ATTACKS}\b)"
        rf"|(?:(?<=attacks\sof\s)|(?<=attacks\son\s)){ELEVENTH}(?!,? (?:[12]\d{{3}}|this|last)\b)",
        dates.september_11,
    ),
    _form(
        "days",
        "3-5 May 2016",
        rf"(?:(?i:between) (?P<low_day>{DIGITS_OF_DAY}){ORDINAL} and "
        rf"|(?:(?i:from) )?(?P<first_day>{DIGITS_OF_DAY}){ORDINAL}(?: to |{DASH}))"
        rf"{LAST_DAY}{ORDINAL}(?: of)? {MONTH}{OF_YEAR}?",
        dates.day_range,
        kind="interval",
    ),
    _form(
        "month_days",
        "May 3-5, 2016",
        rf"{MONTH} (?P<first_day>{DIGITS_OF_DAY}){ORDINAL}(?:{DASH}| (?:to|and|through|until) )"
        rf"{LAST_DAY}{ORDINAL}{DAY_END}{OF_YEAR}?",
        dates.day_range,
        kind="interval",
    ),
    _form(
        "day_month",
        "Sunday, 17 May 2015",
        rf"{WEEKDAY_BEFORE}(?P<day>{DIGITS_OF_DAY}){ORDINAL}(?: of)? {MONTH}"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
    ),
    _form(
        "month_day",
        "May 17, 2015",
        rf"{WEEKDAY_BEFORE}(?<!\b[Ii]n ){MONTH} "
        rf"(?P<day>{DIGITS_OF_DAY}){ORDINAL}{DAY_END}(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
    ),
    _form(
        "month",
        "late July 2017",
        rf"(?:{PART})?(?:{WHICH} )?{BARE_MONTH}"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.calendar_date,
        bare="month",
    ),
    _form(
        "years",
        "2014-15",
        rf"{CLEAR}(?P<first_year>{TURN_OF_CENTURY}\d\d)[-–/]"
        r"(?P<last_digits>\d\d)(?![\w%-]|[.,:/]\d)",
        dates.year_pair,
        kind="interval",
    ),
    _form(
        "half",
        "the first half of the 20th century",
        r"(?P<half>(?i:first|second|latter)) half of the "
        rf"(?:(?P<decade>{DECADE_DIGITS})['’]?s\b"
        rf"|(?:{CLEAR}(?P<century>[1-9]|1\d|2[01])(?:st|nd|rd|th)"
        rf"|(?P<century_word>(?i:{any_of(CENTURIES)})))[ -]century\b)",
        dates.half,
        kind="interval",
    ),
    _form(
        "era",
        "the last days of World War II",
        rf"(?:(?P<edge>{EDGE_OF_ERA}) (?:the )?)?(?P<era>{ERA})\b",
        dates.era,
        bare="era",
    ),
    _form(
        "decade",
        "the early 1990s",
        rf"(?:{PART}|{CLEAR})(?P<decade>{DECADE_DIGITS})['’]?s\b",
        dates.decade,
    ),
    _form(
        "nineties",
        "the '90s",
        r"(?:(?P<part>(?i:early|mid|late))[ -])?(?<=\b[Tt]he )['’](?P<short_decade>\d0)s\b",
        dates.decade,
    ),
    _form(
        "century",
        "the 19th century",
        rf"(?:{PART})?"
        rf"(?:{CLEAR}(?P<century>[1-9]|1\d|2[01])(?:st|nd|rd|th)"
        rf"|(?P<century_word>(?i:{any_of(CENTURIES)})))"
        r"[ -]century\b",
        dates.century,
    ),
    _form(
        "year",
        "mid-2016",
        rf"(?:{PART}|{CLEAR}|(?<=\d{{4}}[-–])){YEAR}",
        dates.year_or_part,
        bare="year",
    ),
    _form(
        "season",
        "summer of 2015",
        rf"(?:{PART})?(?:{WHICH} )?(?P<season>{SEASON})\b{OF_YEAR}?",
        dates.season,
        bare="season",
    ),
    _form(
        "quarter",
        "Q1 2017",
        rf"\bQ(?P<quarter>[1-4])(?: of)? {YEAR}",
        dates.portion,
    ),
    _form(
        "portion",
        "third quarter of 2016",
        r"(?P<ordinal>(?i:first|second|third|fourth|last|final)) "
        rf"(?P<unit>quarter|half)(?: of {YEAR}|{YEAR_WORD})",
        dates.portion,
    ),
    _form(
        "same_weekday",
        "the following Friday",
        rf"(?:(?i:on) )?(?i:the) (?P<near>(?i:next|following|previous|preceding|same)) "
        rf"(?P<weekday>{WEEKDAY})\b(?: {PART_OF_DAY}\b)?",
        dates.next_weekday,
        kind="vague",
    ),
    _form(
        "weekday",
        "last Friday",
        rf"(?:(?i:on) )?(?i:the) (?P<weekday_before>{WEEKDAY}) before last\b"
        rf"|{OF_AN_EVENT}"
        rf"|(?:{WHICH} )?{ONE_DAY}\b(?P<weekday>{WEEKDAY})\b{NOT_A_PAPER}"
        rf"(?: {PART_OF_DAY}\b)?(?: (?P<week>last|next|this) week\b)?",
        dates.weekday,
    ),
    _form(
        "named",
        "yesterday",
        rf"(?P<named>{OTHER_DAY}|{SAME_DAY})\b(?: {PART_OF_DAY}\b)?",
        dates.named_day,
        deictic=True,
    ),
    _form(
        "holiday",
        "New Year’s Eve",
        rf"(?:{WHICH} )?(?P<holiday>{HOLIDAY})\b(?! (?:sale|party|card|tree|present|gift)s?\b)"
        rf"(?:{OF_YEAR}|{YEAR_WORD})?",
        dates.holiday,
    ),
    _form(
        "weekend",
        "last weekend",
        r"(?:(?i:at|over) the|(?P<which>(?i:last|this|next))) weekend\b",
        dates.weekend,
        deictic=True,
    ),
    _form(
        "ago",
        "more than two weeks ago",
        rf"{ABOUT}(?:(?P<half>(?i:half a)|(?i:a half))|{COUNT}) {UNIT}s? ago\b",
        dates.ago,
        deictic=True,
    ),
    _form(
        "weekdays_ago",
        "two Sundays ago",
        rf"{COUNT} (?P<weekday>{WEEKDAY})s? ago\b",
        dates.weekdays_ago,
        deictic=True,
    ),
    _form(
        "days_ago",
        "a few days ago",
        rf"{SOME} days ago\b|"
        r"(?P<until_now>(?i:in|over|during|within) (?i:the|these) (?:last|past) few days)\b",
        dates.days_ago,
        deictic=True,
    ),
    _form(
        "long_ago",
        "several years ago",
        rf"(?:{SOME} )?{UNITS} ago\b",
        kind="vague",
    ),
    _form(
        "recent",
        "in recent weeks",
        rf"(?:{DURING} )?(?:the )?(?:most |more )?(?i:recent) {UNITS}\b",
        kind="vague",
    ),
    _form(
        "some_past",
        "in the coming months",
        rf"(?:{DURING} )?(?i:the|these) (?:{WAY}) (?:{SOME} )?{UNITS}\b(?! of\b)",
        kind="vague",
    ),
    _form(
        "hour",
        "at 7:30 am",
        rf"{HOUR}|(?:(?:{SOME}|{COUNT}) )?{SOON}",
        kind="hour",
    ),
    _form(
        "later",
        "two days later",
        rf"(?:(?:{COUNT}|(?i:the)) {UNIT}s? (?P<direction>{AFTER_THAT})"
        rf"|(?:(?i:on|in|by) )?(?i:the (?P<near>next|following|previous|preceding))"
        rf" (?:(?P<near_unit>day|week|month|year|decade)|{PART_OF_DAY})\b)",
        dates.later,
        kind="vague",
    ),
    _form(
        "same",
        "later that year",
        r"(?:(?i:later|earlier|on|in|by) )?(?i:the same|that)"
        rf" (?:(?P<unit>day|week|month|year|decade)|{PART_OF_DAY})\b",
        dates.same,
        kind="vague",
    ),
    _form(
        "some_later",
        "several days later",
        rf"(?:{SOME} {UNIT}s?|{UNITS}) (?:later|earlier|before|after|afterwards)\b",
        kind="vague",
    ),
    _form(
        "then",
        "at the time",
        r"(?i:at (?:the|that) time|(?:by|since|until) then)\b",
        kind="vague",
    ),
    _form(
        "within",
        "earlier in the week",
        r"(?P<part>(?i:early|earlier|late|later)) in the (?P<unit>day|week|month|year)\b"
        r"|(?:the )?(?P<whole>year|month|week)['’]s end\b",
        dates.within,
    ),
    _form(
        "past",
        "in the past five years",
        rf"(?:(?:{DURING} )?(?i:the|these) (?P<way>{WAY}) {COUNT} {UNIT}s?"
        rf"|{DURING} the (?P<one_way>{WAY}) (?P<one_unit>hour|day|week|month|year|decade))"
        r"\b(?! of\b)",
        dates.past,
        kind="interval",
    ),
    _form(
        "unit",
        "late last year",
        rf"(?:{PART_OF_UNIT} (?P<which>the|this|last|next)"
        r"|(?P<alone>(?i:last|this(?: past)?|next)))"
        r" (?P<unit>(?i:week|month|year|decade|century))\b(?! of\b)"
        r"|(?:(?i:in) )?(?i:the) (?P<unit_before>week|month|year) (?i:before last)\b",
        dates.unit,
        deictic=True,
    ),
    _form(
        "duration",
        "for more than three weeks",
        r"(?i:for|within|in|after|over|during|throughout) (?:the )?"
        rf"{ABOUT}(?:{COUNT}|{SOME}) {UNIT}s?\b(?! old\b)",
        kind="duration",
    ),
    _form(
        "long",
        "for years",
        rf"(?i:for|within|in|after|over) {UNITS}\b",
        kind="duration",
    ),
)
_BY_NAME = {form.name: form for form in FORMS}


def _one_pattern_of_all() -> re.Pattern[str]:
    """Compile the forms into one pattern, whose only groups are named by the forms."""
    nameless = (
        (form.name, re.sub(r"\(\?P<[a-z_]+>", "(?:", form.pattern.pattern)) for form in FORMS
    )
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in nameless)
    return re.compile(rf"(?<!\w)(?=[\w'’])(?:{alternatives})")


_ANY_FORM = _one_pattern_of_all()


def scan(text: str, begin: int, end: int) -> Iterator[FormMatch]:
    """Yield the forms in a stretch of text, in order and without overlaps."""
    for place in _ANY_FORM.finditer(text, begin, end):
        form = _BY_NAME[place.lastgroup or ""]
        # Matched again for the groups that the one pattern of all leaves out.
        match = form.pattern.match(text, place.start(), end)
        if match:
            yield FormMatch(form, match)
