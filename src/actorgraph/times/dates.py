"""The meaning of time expressions: each function turns the words of a form into a period.

The words are those of the form's named groups (see `forms`). What they leave open, such as the
year of `in May`, is counted from a reference, as a rule the date of publication.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from actorgraph.times import periods
from actorgraph.times.periods import MONTHS_A_YEAR, NEAR_FUTURE, UNKNOWN, Period, Sense

# Spelled out here: the names in Python's `calendar` follow the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# By their first three letters, which short names share: `Sept.`.
MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
SATURDAY = WEEKDAY_NUMBERS["saturday"]
NUMERALS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirteen": 13,
    "fourteen": 14,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
TENS = {word: number for word, number in NUMERALS.items() if number >= 20}
# The months of a part of a year.
PORTIONS = {"quarter": 3, "half": 6}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
CENTURIES = {
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
# By the first word of an expression such as `the beginning of`; every other one is late.
PARTS = {
    "early": "early",
    "earlier": "early",
    "beginning": "early",
    "start": "early",
    "first": "early",
    "mid": "mid",
    "middle": "mid",
}
# Holidays by month and day.
HOLIDAYS = {
    "new year's day": (1, 1),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
# Holidays by month, number and weekday.
MOVABLE_HOLIDAYS = {
    "martin luther king day": (1, 3, 0),
    "presidents' day": (2, 3, 0),
    "labor day": (9, 1, 0),
    "columbus day": (10, 2, 0),
    "thanksgiving": (11, 4, 3),
}
# Wars that news names without their years: the first and the last.
ERAS = {
    "first world war": (1914, 1918),
    "second world war": (1939, 1945),
    "world war i": (1914, 1918),
    "world war ii": (1939, 1945),
    "world war one": (1914, 1918),
    "world war two": (1939, 1945),
    "wwi": (1914, 1918),
    "wwii": (1939, 1945),
}
# The first words of `the last days of`.
LAST_PARTS = ("closing", "dying", "end", "final", "last", "late", "waning")
# How many weeks, months … from the present one a word leads.
SHIFTS = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1}
DAY_SHIFTS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
# How far `the next day` and `a year earlier` are from the time given before.
DIRECTIONS = {
    "later": 1,
    "after": 1,
    "afterwards": 1,
    "next": 1,
    "following": 1,
    "earlier": -1,
    "before": -1,
    "preceding": -1,
    "previous": -1,
    "same": 0,
}
# What half a unit is counted in.
HALVES = {"decade": (5, "year"), "year": (6, "month"), "hour": (30, "minute")}
FEW_DAYS = (2, 6)  # `a few days ago`: the latest and the earliest
AT_LEAST = ("more than", "over", "at least")
AHEAD = ("next", "coming")
BACK = ("last", "past")
HOURS_A_DAY = 24
DAYS_A_WEEK = 7
DAYS_A_MONTH = 30
# Of so many days after `in December`, half a month more or less no longer matters.
DAYS_BEYOND_A_MONTH = 21
YEARS_A_DECADE = 10


@dataclass(frozen=True, slots=True)
class Reference:
    """The period from which a time is counted, and the direction in which it is looked for.

    `story` is the time that the article gave last, from which `two days later` is counted.
    """

    period: Period
    sense: Sense = "past"
    story: Period = UNKNOWN


@dataclass(frozen=True, slots=True)
class Words:
    """The words in the named groups of a form."""

    groups: dict[str, str | None]

    def text(self, group: str) -> str:
        """Return a group's words in lower case; empty where the article does not have them."""
        return " ".join((self.groups.get(group) or "").lower().split())

    def last(self, group: str) -> str:
        """Return the last word of a group in lower case: `coming` of `this coming`."""
        return self.text(group).rpartition(" ")[2]

    def number(self, group: str) -> int | None:
        """Return a group's number: 12 for `12` and for `twelve`, None for `a hundred`."""
        text = self.text(group)
        if text.isdecimal():
            return int(text)
        tens, hyphen, ones = text.partition("-")
        if hyphen:
            # `twenty-two`
            return NUMERALS[tens] + NUMERALS[ones]
        return NUMERALS.get(text)

    def part(self) -> str | None:
        """Return `early`, `mid` or `late` where the words name a part: `at the beginning of`."""
        words = self.text("part").removeprefix("the ")
        if not words:
            return None
        return PARTS.get(words.split()[0], "late")


def calendar_date(words: Words, reference: Reference) -> Period:
    """Resolve a month, or a day of one; without a year the reference gives it.

    Where the reference is unknown the year stays open: `XXXX-04`.
    """
    month = MONTH_NUMBERS[words.text("month")[:3]]
    day, year = words.number("day"), _year(words, reference)
    anchor = reference.period
    if year is not None:
        period = periods.day_in_year(year, month, day)
    elif anchor.first and anchor.knows("month"):
        period = _in_nearest_year(words, reference, month, day)
    else:
        period = _in_any_year(month, day, reference.story)
    return periods.part_of(period, words.part())


def _year(words: Words, reference: Reference) -> int | None:
    """Return the year that the words give: `2015`, `October last year`, `December that year`."""
    year, anchor, story = words.number("year"), reference.period, reference.story
    which = words.text("year_word")
    if year is not None or not which:
        return year
    if which in ("that", "the same"):
        return story.first.year if story.first else None
    return anchor.first.year + SHIFTS[which] if anchor.first else None


def _in_any_year(month: int, day: int | None, story: Period) -> Period:
    first = story.first
    if first and story.knows("month") and first.month == month:
        # `in early November 2005 … on 5 November`
        return periods.day_in_year(first.year, month, day)
    if day:
        return Period(f"XXXX-{month:02}-{day:02}")
    return Period(f"XXXX-{month:02}")


def _in_nearest_year(words: Words, reference: Reference, month: int, day: int | None) -> Period:
    """Choose the year of a month or day: `last May`, `on 3 May`."""
    which, anchor = words.last("which"), reference.period
    this_year = (anchor.first or date.min).year
    years = range(this_year - 1, this_year + 3)
    candidates = [periods.day_in_year(year, month, day) for year in years]
    if which == "this":
        return periods.day_in_year(this_year, month, day)
    if which in AHEAD:
        ahead = (period for period in candidates if period.is_after(anchor))
        return next(ahead, UNKNOWN)
    if which in BACK:
        candidates = [period for period in candidates if anchor.is_after(period)]
    leeway = NEAR_FUTURE if day else timedelta()
    return periods.nearest(candidates, anchor, reference.sense, leeway)


def iso_date(words: Words, reference: Reference) -> Period:
    """Resolve `2015-08-20`."""
    year, month, day = words.text("iso").split("-")
    return periods.day_in_year(int(year), int(month), int(day))


def dotted_date(words: Words, reference: Reference) -> Period:
    """Resolve `21.02.2016`, whose dots put the day first."""
    year, month = words.number("year") or 0, words.number("month_number") or 0
    return periods.day_in_year(year, month, words.number("day"))


def september_11(words: Words, reference: Reference) -> Period:
    """Resolve `9/11`."""
    return periods.day_of(date(2001, 9, 11))


def day_range(words: Words, reference: Reference) -> Period:
    """Resolve `3-5 May` to an interval; the month belongs to the last day."""
    end = calendar_date(words, reference)
    first_day = words.number("first_day") or words.number("low_day") or 0
    if end.last is None and end.edtf:
        # `on March 22 and 29`, of an unknown year
        return Period(f"{end.edtf[:-2]}{first_day:02}/{end.edtf}")
    if end.last is None:
        return UNKNOWN
    begin = periods.day_of(end.last.replace(day=first_day))
    return periods.between(begin, end)


def year_or_part(words: Words, reference: Reference) -> Period:
    """Resolve `2016` and `late 2016`."""
    year = periods.year_of(words.number("year") or 0)
    return periods.part_of(year, words.part())


def year_pair(words: Words, reference: Reference) -> Period:
    """Resolve `2014-15` to an interval; `2014-05`, which would run backwards, is a month."""
    begin = words.number("first_year") or 0
    century, year_in_century = divmod(begin, 100)
    digits = words.number("last_digits") or 0
    if 1 <= digits <= min(MONTHS_A_YEAR, year_in_century):
        return periods.month_of(begin, digits)
    end = century * 100 + digits
    return periods.between(periods.year_of(begin), periods.year_of(end))


def season(words: Words, reference: Reference) -> Period:
    """Resolve `spring 2017` and `last summer`."""
    name, year = words.text("season"), words.number("year")
    anchor = reference.period
    if year is not None:
        return periods.season_of(year, name)
    if anchor.first is None or anchor.last is None or not anchor.knows("month"):
        return UNKNOWN
    # A winter is named here after the year in which it begins, and has begun in December.
    first_month = periods.FIRST_MONTHS[name]
    latest = anchor.last.year
    if anchor.last.month < first_month:
        latest -= 1
    end = periods.month_of(latest, first_month + 2).last or date.max
    is_of_last_year = end < anchor.first and latest < anchor.first.year
    year = latest + _season_shift(words.text("which"), is_over=end < anchor.first)
    if words.text("which") in ("this", "this coming") and is_of_last_year:
        # `this summer`, written in May, is the one to come.
        year += 1
    period = periods.season_of(year, name)
    return replace(period, first=date(year, first_month, 1))


def _season_shift(which: str, *, is_over: bool) -> int:
    """Return how many years after the latest season that has begun the named one begins."""
    if which.startswith("next"):
        return 1
    # `last summer`, written in July, is the one before the present one.
    if which.startswith("last") and not is_over:
        return -1
    return 0


def decade(words: Words, reference: Reference) -> Period:
    """Resolve `the early 1990s` and `the '90s`."""
    begin = words.number("decade")
    anchor = reference.period
    if begin is None:
        if anchor.first is None:
            return UNKNOWN
        # `the '90s` are the latest that have begun.
        begin = anchor.first.year // 100 * 100 + (words.number("short_decade") or 0)
        if begin > anchor.first.year:
            begin -= 100
    return periods.part_of(periods.years_of(begin, YEARS_A_DECADE), words.part())


def century(words: Words, reference: Reference) -> Period:
    """Resolve `the 19th century`, by its digits: 1800 to 1899."""
    ordinal = words.number("century") or CENTURIES[words.text("century_word")]
    return periods.years_of(ordinal * 100 - 100, 100)


def half(words: Words, reference: Reference) -> Period:
    """Resolve `the first half of the 20th century`: 1901 to 1950, and of `the 1990s`."""
    is_second = words.text("half") != "first"
    decade = words.number("decade")
    if decade is not None:
        first, length = decade, YEARS_A_DECADE // 2
    else:
        ordinal = words.number("century") or CENTURIES[words.text("century_word")]
        first, length = ordinal * 100 - 99, 50
    first += length * is_second
    return periods.between(periods.year_of(first), periods.year_of(first + length - 1))


def era(words: Words, reference: Reference) -> Period:
    """Resolve `World War II`, and `the last days of World War II` to its last year."""
    first, last = ERAS[words.text("era")]
    edge = words.text("edge").removeprefix("the ")
    if edge.startswith(LAST_PARTS):
        return periods.year_of(last)
    if edge:
        return periods.year_of(first)
    return periods.between(periods.year_of(first), periods.year_of(last))


def portion(words: Words, reference: Reference) -> Period:
    """Resolve `the third quarter of 2016`, `the second half of 2015` and `Q1 2017`."""
    months = PORTIONS.get(words.text("unit"), PORTIONS["quarter"])
    last = MONTHS_A_YEAR // months
    # `the last quarter` and `the final quarter` have no number of their own.
    place = words.number("quarter") or ORDINALS.get(words.text("ordinal"), last)
    year = _year(words, reference)
    if place > last or year is None:
        return UNKNOWN
    if months == PORTIONS["quarter"]:
        return periods.quarter_of(year, place)
    begin = periods.month_of(year, (place - 1) * months + 1)
    return periods.between(begin, periods.month_of(year, place * months))


def weekday(words: Words, reference: Reference) -> Period:
    """Resolve a weekday: the day of publication or before it, unless the words say otherwise."""
    which, anchor = words.last("which"), reference.period
    if anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    if words.text("weekday_before"):
        return _weekday_back(anchor.first, words.text("weekday_before"), 2)
    monday = anchor.first - timedelta(days=anchor.first.weekday())
    name = words.text("weekday") or words.text("weekday_of_event")
    this_week = monday + timedelta(days=WEEKDAY_NUMBERS[name])
    if words.text("week") or which == "this":
        # `Friday last week`, `this Friday`
        shift = SHIFTS[words.text("week") or "this"]
        return periods.day_of(this_week + timedelta(weeks=shift))
    return _nearest_weekday(this_week, which, reference)


def _nearest_weekday(this_week: date, which: str, reference: Reference) -> Period:
    """Choose among the same weekday of several weeks: `last Friday`, `on Friday`."""
    anchor = reference.period
    weeks = [this_week + timedelta(weeks=shift) for shift in (-2, -1, 0, 1)]
    days = [periods.day_of(day) for day in weeks]
    if which in AHEAD:
        return next(day for day in days if day.is_after(anchor))
    if which in BACK:
        days = [day for day in days if anchor.is_after(day)]
    return periods.nearest(days, anchor, reference.sense)


def weekdays_ago(words: Words, reference: Reference) -> Period:
    """Resolve `two Sundays ago`."""
    count, anchor = words.number("count"), reference.period
    if not count or anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    return _weekday_back(anchor.first, words.text("weekday"), count)


def _weekday_back(day: date, name: str, count: int) -> Period:
    """Return the weekday of a name that is so many of them before a day."""
    last = (day.weekday() - WEEKDAY_NUMBERS[name] - 1) % DAYS_A_WEEK + 1
    return periods.day_of(day - timedelta(days=last, weeks=count - 1))


def named_day(words: Words, reference: Reference) -> Period:
    """Resolve `yesterday`, `last night` and `this morning`."""
    anchor = reference.period
    if anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    name = words.text("named").removeprefix("the ")
    return periods.unit_of("day", anchor.first, DAY_SHIFTS.get(name, 0))


def weekend(words: Words, reference: Reference) -> Period:
    """Resolve a weekend: the latest one begun, unless the words say otherwise."""
    anchor = reference.period
    if anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    day = anchor.first
    saturday = day + timedelta(days=SATURDAY - day.weekday())
    which = words.text("which")
    if which in ("last", "next"):
        saturday += timedelta(weeks=SHIFTS[which])
    elif saturday > day and reference.sense != "after":
        saturday -= timedelta(weeks=1)
    sunday = saturday + timedelta(days=1)
    return periods.between(periods.day_of(saturday), periods.day_of(sunday))


def unit(words: Words, reference: Reference) -> Period:
    """Resolve `last week`, `late last year` and `earlier this month`."""
    name, anchor = words.text("unit") or words.text("unit_before"), reference.period
    if anchor.first is None or not anchor.knows(name):
        return UNKNOWN
    if words.text("unit_before"):
        # `the week before last`
        return periods.unit_of(name, anchor.first, -2)
    shift = SHIFTS[words.last("which") or words.last("alone")]
    whole = periods.unit_of(name, anchor.first, shift)
    # Within the present unit, `earlier` and `later` are counted from the day of publication.
    if shift == 0 and words.text("part") == "earlier":
        return replace(whole, last=anchor.last)
    if shift == 0 and words.text("part") == "later":
        return replace(whole, first=anchor.first)
    return periods.part_of(whole, words.part())


def ago(words: Words, reference: Reference) -> Period:
    """Resolve `two days ago` to the day, two weeks to about a day, longer ones to month or year."""
    count, unit = words.number("count"), words.text("unit")
    if words.text("half"):
        count, unit = HALVES.get(unit, (None, unit))
    if unit in ("hour", "minute"):
        return _hours_ago(count, unit, reference.period)
    if unit == "decade":
        count, unit = count and count * YEARS_A_DECADE, "year"
    anchor = reference.period
    if count is None or anchor.first is None or not anchor.knows(unit):
        return UNKNOWN
    then = periods.unit_of(unit, anchor.first, -count)
    if unit == "week":
        # A week has no EDTF of its own: name the day, roughly.
        then = replace(then, edtf=f"{anchor.first - timedelta(weeks=count)}~")
    if words.text("about") in AT_LEAST:
        return periods.up_to(then)
    if words.text("about"):
        return periods.roughly(then)
    return then


def days_ago(words: Words, reference: Reference) -> Period:
    """Resolve `a few days ago` to the month, or to two if it may be either."""
    anchor = reference.period
    if anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    latest, earliest = (anchor.first - timedelta(days=days) for days in FEW_DAYS)
    if words.text("until_now"):
        # `in the past few days`
        latest = anchor.first
    month = periods.month_of(latest.year, latest.month)
    if month.first and earliest < month.first:
        month = periods.between(periods.month_of(earliest.year, earliest.month), month)
    return replace(month, first=earliest, last=latest)


def later(words: Words, reference: Reference) -> Period:
    """Resolve what is counted from the time given before: `two days later`, `the next day`."""
    unit = words.text("unit") or words.text("near_unit") or "day"
    direction = DIRECTIONS[words.text("direction") or words.text("near")]
    count = 1
    if words.text("count"):
        count = words.number("count") or 0
    if unit == "decade":
        count, unit = count * YEARS_A_DECADE, "year"
    if unit == "week" and words.text("count"):
        count, unit = count * DAYS_A_WEEK, "day"
    if unit in ("minute", "hour") or not count:
        return UNKNOWN
    story = reference.story
    if story == UNKNOWN and words.text("near") in ("preceding", "previous"):
        # Without a time before it, `the previous week` is the one before the present.
        story = reference.period
    return _counted_from(story, unit, direction * count)


def _counted_from(story: Period, unit: str, count: int) -> Period:
    first = story.first
    if first is None:
        return UNKNOWN
    if unit == "day" and abs(count) >= DAYS_BEYOND_A_MONTH and story == _month_around(first):
        # `in December … four weeks later`
        return _month_around(first + timedelta(days=DAYS_A_MONTH // 2 + count))
    if not story.knows("day" if unit == "week" else unit):
        return UNKNOWN
    return periods.unit_of(unit, first, count)


def _month_around(day: date) -> Period:
    return periods.month_of(day.year, day.month)


def same(words: Words, reference: Reference) -> Period:
    """Resolve `that day`, `the same month` and `later that year`: the time given before."""
    story, unit = reference.story, words.text("unit")
    if story.first is None or not story.knows(unit or "day"):
        return UNKNOWN
    return periods.unit_of(unit or "day", story.first)


def within(words: Words, reference: Reference) -> Period:
    """Resolve `earlier in the week` from the day of publication, `later in the day` from the last.

    The day of a story is the one given before, if there is one.
    """
    unit, anchor = words.text("unit") or words.text("whole"), reference.period
    if unit == "day" and reference.story.knows("day"):
        anchor = reference.story
    if anchor.first is None or not anchor.knows(unit):
        return UNKNOWN
    return periods.unit_of(unit, anchor.first)


def next_weekday(words: Words, reference: Reference) -> Period:
    """Resolve `the following Friday`, counted from the day given before."""
    story = reference.story
    if story.first is None or not story.knows("day"):
        return UNKNOWN
    direction = DIRECTIONS[words.text("near")]
    if direction == 0:
        return UNKNOWN
    ahead = WEEKDAY_NUMBERS[words.text("weekday")] - story.first.weekday()
    days = direction * ((direction * ahead - 1) % DAYS_A_WEEK + 1)
    return periods.day_of(story.first + timedelta(days=days))


def holiday(words: Words, reference: Reference) -> Period:
    """Resolve `Christmas Eve`, `Bastille Day 2016` and `last Thanksgiving`."""
    name = words.text("holiday").replace("’", "'")
    year, anchor = _year(words, reference), reference.period
    if year is not None:
        return _holiday_of(name, year)
    if anchor.first and anchor.knows("month"):
        years = range(anchor.first.year - 1, anchor.first.year + 2)
        candidates = [_holiday_of(name, year) for year in years]
        return periods.nearest(candidates, anchor, reference.sense, NEAR_FUTURE)
    if name in HOLIDAYS:
        month, day = HOLIDAYS[name]
        return _in_any_year(month, day, reference.story)
    return UNKNOWN


def _holiday_of(name: str, year: int) -> Period:
    if name in HOLIDAYS:
        month, day = HOLIDAYS[name]
        return periods.day_in_year(year, month, day)
    # `the fourth Thursday of November`
    month, number, weekday = MOVABLE_HOLIDAYS[name]
    first = date(year, month, 1)
    days = (weekday - first.weekday()) % DAYS_A_WEEK + DAYS_A_WEEK * (number - 1)
    return periods.day_of(first + timedelta(days=days))


def _hours_ago(count: int | None, unit: str, anchor: Period) -> Period:
    """Resolve `12 hours ago` to the days it may be: the one of publication or one before."""
    if count is None or anchor.first is None or not anchor.knows("day"):
        return UNKNOWN
    # Some minutes ago it was the same day.
    days = _days_of_hours(count) if unit == "hour" else 0
    earliest = periods.unit_of("day", anchor.first, -days)
    return periods.between(earliest, anchor)


def _days_of_hours(hours: int) -> int:
    """Return in how many days so many hours are surely over."""
    return ceil(hours / HOURS_A_DAY)


def past(words: Words, reference: Reference) -> Period:
    """Resolve `in the past five years` to an interval that ends on publication.

    `the next five years` begins there.
    """
    unit = words.text("unit") or words.text("one_unit")
    count = words.number("count")
    if not words.text("count"):
        # `in the past week`
        count = 1
    if count is None:
        return UNKNOWN
    if unit == "hour":
        count, unit = _days_of_hours(count), "day"
    elif unit == "week":
        count, unit = count * DAYS_A_WEEK, "day"
    elif unit == "decade":
        count, unit = count * YEARS_A_DECADE, "year"
    anchor = reference.period
    if anchor.first is None or not anchor.knows(unit):
        return UNKNOWN
    if (words.text("way") or words.text("one_way")) in AHEAD:
        end = periods.roughly(periods.unit_of(unit, anchor.first, count))
        return periods.between(anchor, end)
    begin = periods.roughly(periods.unit_of(unit, anchor.first, -count))
    return periods.between(begin, anchor)


def unknown(words: Words, reference: Reference) -> Period:
    """Leave the time open: the words point to something that only the rest of the text may say."""
    return UNKNOWN
