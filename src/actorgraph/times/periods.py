"""Stretches of the calendar as EDTF with their first and last day; seasons are those of the northern half."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# The tenth and twentieth count twice: nobody agrees on whether they are early, middle or late.
DAYS_OF_PART = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}
MONTHS_OF_PART = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
YEARS_OF_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
# A day and month that lies this close ahead is an appointment: for last year's a writer gives the year.
NEAR_FUTURE = timedelta(days=60)

Sense = Literal["past", "near", "after"]


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF string (None: unknown), and the first and last day (None: open or unknown)."""

    edtf: str | None = None
    first: date | None = None
    last: date | None = None

    def knows(self, unit: str) -> bool:
        """Tell whether it is precise enough to count in these units from it."""
        if self.first is None or self.last is None:
            return False
        if unit == "month":
            return (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return unit in ("year", "decade", "century") or self.first == self.last

    def edge(self, side: Literal["first", "last"]) -> str | None:
        """Return the EDTF of its beginning or end, to build an interval from."""
        limit = self.first if side == "first" else self.last
        if self.edtf is None or limit is None:
            return None
        if "X" in self.edtf:
            return f"{limit.year:04}"
        return self.edtf.split("/")[0 if side == "first" else -1]


UNKNOWN = Period()


def day_of(day: date) -> Period:
    """Return one day."""
    return Period(day.isoformat(), day, day)


def month_of(year: int, month: int) -> Period:
    """Return one month; a month beyond twelve or below one runs over into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(
        f"{year:04}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1])
    )


def year_of(year: int) -> Period:
    """Return one year."""
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, name: str) -> Period:
    """Return a season; the bounds of a winter hold both the one that begins and the one that ends in the year."""
    code = SEASONS[name]
    if name == "winter":
        return Period(f"{year:04}-{code}", date(year, 1, 1), month_of(year + 1, 2).last)
    begin = 3 * (code - 21) + 3
    return Period(f"{year:04}-{code}", date(year, begin, 1), month_of(year, begin + 2).last)


def years_of(begin: int, length: int) -> Period:
    """Return the decade (`length` 10) or century (100) that begins with a year."""
    digits = f"{begin:04}"
    edtf = digits[:3] + "X" if length == 10 else digits[:2] + "XX"
    return Period(edtf, date(max(begin, 1), 1, 1), date(begin + length - 1, 12, 31))


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, of a day."""
    monday = day - timedelta(days=day.weekday())
    return between(day_of(monday), day_of(monday + timedelta(days=6)))


def unit_of(unit: str, day: date, shift: int = 0) -> Period:
    """Return the day, week, month, year, decade or century `shift` units after the one that holds a day."""
    if unit == "century" or unit == "decade":
        length = 10 if unit == "decade" else 100
        return years_of((day.year // length + shift) * length, length)
    if unit == "year":
        return year_of(day.year + shift)
    if unit == "month":
        return month_of(day.year, day.month + shift)
    return (
        week_of(day + timedelta(weeks=shift))
        if unit == "week"
        else day_of(day + timedelta(days=shift))
    )


def roughly(period: Period) -> Period:
    """Mark a day, month or year as approximate."""
    plain = (
        period.edtf
        and period.first
        and not {"X", "/", "~"} & set(period.edtf)
        and period.edtf[5:7] < "21"
    )
    return replace(period, edtf=f"{period.edtf}~") if plain else period


def part_of(period: Period, part: str | None) -> Period:
    """Return the early, mid or late part of a month, year or decade, marked as approximate where EDTF allows."""
    first, last = period.first, period.last
    if part is None or first is None or last is None or period.edtf is None:
        return period
    if period.edtf.endswith("X") and last.year - first.year == 9:
        low, high = (year_of(first.year + offset) for offset in YEARS_OF_PART[part])
    elif period == year_of(first.year):
        low, high = (month_of(first.year, month) for month in MONTHS_OF_PART[part])
    elif period == month_of(first.year, first.month):
        low, high = (day_of(first.replace(day=min(day, last.day))) for day in DAYS_OF_PART[part])
    else:
        return roughly(period)
    return Period(roughly(period).edtf, low.first, high.last)


def between(begin: Period, end: Period) -> Period:
    """Return the interval from the beginning of one period to the end of another."""
    low, high = begin.edge("first"), end.edge("last")
    if begin.first is None or end.last is None or begin.first > end.last:
        return UNKNOWN
    return Period(f"{low}/{high}", begin.first, end.last)


def onwards(period: Period) -> Period:
    """Return the interval that begins with a period and is open."""
    edge = period.edge("first")
    return Period(f"{edge}/..", period.first) if edge else UNKNOWN


def up_to(period: Period) -> Period:
    """Return the interval that ends with a period and has no known beginning."""
    edge = period.edge("last")
    return Period(f"../{edge}", None, period.last) if edge else UNKNOWN


def nearest(
    candidates: Iterable[Period], anchor: Period, sense: Sense, leeway: timedelta = timedelta()
) -> Period:
    """Choose the latest begun by the anchor (`past`), the one closest to it (`near`) or the first not over by it (`after`)."""
    if anchor.first is None or anchor.last is None:
        return UNKNOWN
    anchored = anchor.first
    dated = [
        (period.first, period.last, period) for period in candidates if period.first and period.last
    ]
    if sense == "near":
        fitting = [min(dated, key=lambda item: abs(item[0] - anchored))[2]] if dated else []
    elif sense == "after":
        fitting = [period for _, last, period in dated if last >= anchor.first][:1]
    else:
        fitting = [period for first, _, period in dated if first <= anchor.last + leeway]
    return fitting[-1] if fitting else UNKNOWN


def day_in_year(year: int, month: int, day: int | None) -> Period:
    """Return a month or a day of it; 29 February of a common year is unknown."""
    if day is None:
        return month_of(year, month)
    whole = month_of(year, month)
    return day_of(date(year, month, day)) if whole.last and day <= whole.last.day else UNKNOWN


def published(edtf: str | None) -> Period:
    """Return the period of an EDTF day, month or year; anything else is unknown."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf or "")
    if not parts:
        return UNKNOWN
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        return day_in_year(year or 0, month, day) if month else year_of(year or 0)
    except ValueError:
        return UNKNOWN
