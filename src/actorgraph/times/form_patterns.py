"""The pieces that the patterns of time expressions are put together from.

In a pattern a space means white space: a line may break there.
"""

from collections.abc import Iterable

from actorgraph.times.time_words import (
    ERAS,
    HOLIDAYS,
    MONTHS,
    MOVABLE_HOLIDAYS,
    NUMERALS,
    TENS,
    WEEKDAYS,
)
from actorgraph.vocabulary.lexicon import word_set


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
