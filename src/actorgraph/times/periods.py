"""Periods of the calendar as EDTF, with their first and last day.

Seasons are those of the northern hemisphere.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

# The codes that EDTF gives to quarters, of which the first is 33.
BEFORE_FIRST_QUARTER = 32
# The codes that EDTF gives to seasons, written where a month would be.
SEASONS = {
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
# A winter is ambiguous in EDTF; it begins in December.
FIRST_MONTHS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
}
MONTHS_A_YEAR = 12
# The 10th and the 20th count twice: nobody agrees on whether they are early, middle or late.
DAYS_OF_PART = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}
MONTHS_OF_PART = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
YEARS_OF_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
# A day and month this close ahead is an appointment: of last year's day a writer gives the year.
NEAR_FUTURE = timedelta(days=60)
# Units that can be counted from any year, however imprecise the date of publication is.
LONG_UNITS = ("year", "decade", "century")

Sense = Literal["past", "near", "after"]

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF string (None: unknown), and the first and last day (None: open or unknown)."""

    edtf: str | None = None
    first: date | None = None
    last: date | None = None

    def knows(self, unit: str) -> bool:
        """Return whether it is precise enough to count in these units from it."""
        if self.first is None or self.last is None:
            return False
        if unit in LONG_UNITS:
            return True
        if unit == "month":
            return self.first.replace(day=1) == self.last.replace(day=1)
        return self.first == self.last

    def is_after(self, period: "Period") -> bool:
        """Return whether it begins when another period is over."""
        if self.first is None or period.last is None:
            return False
        return self.first > period.last

    def edge(self, side: Literal["first", "last"]) -> str | None:
        """Return the EDTF of its beginning or end, to build an interval from."""
        limit = self.first if side == "first" else self.last
        if self.edtf is None or limit is None:
            return None
        # EDTF allows no unspecified digits in an interval: `199X` begins with 1990.
        if "X" in self.edtf:
            return f"{limit.year:04}"
        ends = self.edtf.split("/")
        if side == "first":
            return ends[0]
        return ends[-1]


UNKNOWN = Period()


def day_of(day: date) -> Period:
    """Return one day."""
    return Period(day.isoformat(), day, day)


def month_of(year: int, month: int) -> Period:
    """Return one month; a month above twelve or below one belongs to another year."""
    years, month_index = divmod(month - 1, 12)
    year, month = year + years, month_index + 1
    _, days = monthrange(year, month)
    return Period(
        f"{year:04}-{month:02}",
        date(year, month, 1),
        date(year, month, days),
    )


def year_of(year: int) -> Period:
    """Return one year."""
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, name: str) -> Period:
    """Return a season.

    A winter is ambiguous: its bounds include the one that ends and the one that begins in the year.
    """
    code = SEASONS[name]
    edtf = f"{year:04}-{code}"
    if name == "winter":
        return Period(edtf, date(year, 1, 1), month_of(year + 1, 2).last)
    month = FIRST_MONTHS[name]
    return Period(edtf, date(year, month, 1), month_of(year, month + 2).last)


def years_of(begin: int, length: int) -> Period:
    """Return the decade (`length` 10) or century (100) that begins with a year."""
    digits = f"{begin:04}"
    edtf = f"{digits[:2]}XX" if length == 100 else f"{digits[:3]}X"
    first = date(max(begin, 1), 1, 1)
    last = date(begin + length - 1, 12, 31)
    return Period(edtf, first, last)


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, of a day."""
    monday = day - timedelta(days=day.weekday())
    return between(day_of(monday), day_of(monday + timedelta(days=6)))


def unit_of(unit: str, day: date, shift: int = 0) -> Period:
    """Return the unit of the calendar that contains a day, or the one `shift` units later.

    Units are century, decade, year, month, week and day.
    """
    if unit == "century":
        return years_of((day.year // 100 + shift) * 100, 100)
    if unit == "decade":
        return years_of((day.year // 10 + shift) * 10, 10)
    if unit == "year":
        return year_of(day.year + shift)
    if unit == "month":
        return month_of(day.year, day.month + shift)
    if unit == "week":
        return week_of(day + timedelta(weeks=shift))
    return day_of(day + timedelta(days=shift))


def roughly(period: Period) -> Period:
    """Mark a day, month or year as approximate."""
    edtf = period.edtf
    if edtf is None or period.first is None:
        return period
    # EDTF qualifies neither unspecified digits nor, here, the ends of an interval.
    if {"X", "/", "~"} & set(edtf):
        return period
    is_season = edtf[5:7] >= "21"
    if is_season:
        return period
    return replace(period, edtf=f"{edtf}~")


def part_of(period: Period, part: str | None) -> Period:
    """Return the early, mid or late part of a month, year or decade.

    Its EDTF is that of the whole: EDTF has no name for a part.
    """
    first, last = period.first, period.last
    if part is None or first is None or last is None:
        return period
    if (period.edtf or "").endswith("X") and last.year - first.year == 9:
        low, high = (year_of(first.year + offset) for offset in YEARS_OF_PART[part])
    elif period == year_of(first.year):
        low, high = (month_of(first.year, month) for month in MONTHS_OF_PART[part])
    elif period == month_of(first.year, first.month):
        days = DAYS_OF_PART[part]
        low, high = (day_of(first.replace(day=min(day, last.day))) for day in days)
    else:
        return period
    return Period(period.edtf, low.first, high.last)


def between(begin: Period, end: Period) -> Period:
    """Return the interval from the beginning of one period to the end of another."""
    if begin.first is None or end.last is None or begin.first > end.last:
        return UNKNOWN
    low, high = begin.edge("first"), end.edge("last")
    return Period(f"{low}/{high}", begin.first, end.last)


def onwards(period: Period) -> Period:
    """Return the interval that begins with a period and has no known end."""
    edge = period.edge("first")
    if edge is None:
        return UNKNOWN
    return Period(f"{edge}/", period.first)


def up_to(period: Period) -> Period:
    """Return the interval that ends with a period and has no known beginning."""
    edge = period.edge("last")
    if edge is None:
        return UNKNOWN
    return Period(f"/{edge}", None, period.last)


def nearest(
    candidates: Iterable[Period],
    anchor: Period,
    sense: Sense,
    leeway: timedelta = timedelta(),
) -> Period:
    """Choose one of several periods, which come in the order of the calendar.

    `past` is the last that has begun by the anchor (or `leeway` later), `near` the one closest to
    it, and `after` the first that is not over when the anchor begins.
    """
    begun, ended = anchor.first, anchor.last
    if begun is None or ended is None:
        return UNKNOWN
    dated = [period for period in candidates if period.first and period.last]
    if sense == "near":
        return min(dated, key=lambda period: abs(_first(period) - begun), default=UNKNOWN)
    if sense == "after":
        return next((period for period in dated if _last(period) >= begun), UNKNOWN)
    latest = UNKNOWN
    for period in dated:
        if _first(period) <= ended + leeway:
            latest = period
    return latest


def _first(period: Period) -> date:
    return period.first or date.min


def _last(period: Period) -> date:
    return period.last or date.max


def quarter_of(year: int, quarter: int) -> Period:
    """Return a quarter of a year, the first of which is 1."""
    last_month = 3 * quarter
    first, last = month_of(year, last_month - 2), month_of(year, last_month)
    return Period(f"{year:04}-{BEFORE_FIRST_QUARTER + quarter}", first.first, last.last)


def day_in_year(year: int, month: int, day: int | None) -> Period:
    """Return a month or a day of it; 29 February of a common year is unknown."""
    month_period = month_of(year, month)
    if day is None:
        return month_period
    if day > _last(month_period).day:
        return UNKNOWN
    return day_of(date(year, month, day))


def published(edtf: str | None) -> Period:
    """Return the period of an EDTF day, month or year; anything else is unknown."""
    match = _PUBLISHED.fullmatch(edtf or "")
    if not match:
        return UNKNOWN
    year, month, day = (int(digits) if digits else None for digits in match.groups())
    try:
        if not month:
            return year_of(year or 0)
        if month > MONTHS_A_YEAR:
            # `2017-21` is a spring.
            return UNKNOWN
        return day_in_year(year or 0, month, day)
    except ValueError:
        return UNKNOWN
