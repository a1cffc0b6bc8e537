"""The meaning of times that are counted from another: `on Friday`, `last week`, `two days later`.

The reference is, as a rule, the date of publication; for some, the time that the article gave last.
"""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from actorgraph.times import periods
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.reference import Reference, Words
from actorgraph.times.time_words import (
    AHEAD,
    AT_LEAST,
    BACK,
    DAY_SHIFTS,
    DAYS_A_MONTH,
    DAYS_A_WEEK,
    DAYS_BEYOND_A_MONTH,
    DIRECTIONS,
    FEW_DAYS,
    HALVES,
    HOURS_A_DAY,
    SATURDAY,
    SHIFTS,
    WEEKDAY_NUMBERS,
    YEARS_A_DECADE,
)


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
