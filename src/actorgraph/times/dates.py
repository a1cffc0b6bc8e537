"""The meaning of dates: days, months, years, seasons, decades, eras, each as a period.

The words are those of a form's named groups (see `forms`). What they leave open, such as the year
of `in May`, is counted from a reference, as a rule the date of publication.
"""

from dataclasses import replace
from datetime import date, timedelta

from actorgraph.times import periods
from actorgraph.times.periods import MONTHS_A_YEAR, NEAR_FUTURE, UNKNOWN, Period
from actorgraph.times.reference import Reference, Words
from actorgraph.times.time_words import (
    AHEAD,
    BACK,
    CENTURIES,
    DAYS_A_WEEK,
    ERAS,
    HOLIDAYS,
    LAST_PARTS,
    MONTH_NUMBERS,
    MOVABLE_HOLIDAYS,
    ORDINALS,
    PORTIONS,
    SHIFTS,
    YEARS_A_DECADE,
)


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
