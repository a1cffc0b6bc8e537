"""The time strip and the timeline: bins of months or years, and rows by how exact a date is."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from actorgraph.views.page.entries import Claim, Entries

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LANES = ("day", "month", "year", "span")
# Bars have heights from 0 to 8.
STEPS = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of the strip: from and to are days, `height` is 0 to 8."""

    label: str
    count: int
    height: int
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars of one year, or of years; `rest` are the dates that have no bar."""

    heading: str
    bins: tuple[Bin, ...]
    rest: tuple[Bin, ...]
    undated: int


def lanes(entries: Entries) -> dict[str, list[int]]:
    """Return the dated claims by how exact the date is, each in the order of time."""
    dated = sorted(_dated(entries), key=lambda claim: (claim.days, claim.begin))
    found: dict[str, list[int]] = {key: [] for key in LANES}
    for claim in dated:
        found[exactness(claim)].append(claim.number)
    return {key: numbers for key, numbers in found.items() if numbers}


def exactness(claim: Claim) -> str:
    """Return `day`, `month`, `year` or `span`: what the claim's first and last day enclose."""
    first, last = claim.days
    if first == last:
        return "day"
    if first == f"{first[:7]}-01" and last == _last_of_month(first[:7]):
        return "month"
    if first == f"{first[:4]}-01-01" and last == f"{first[:4]}-12-31":
        return "year"
    return "span"


def _last_of_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    if not 1 <= year <= 9999 or not 1 <= number <= 12:
        return ""
    return f"{month}-{monthrange(year, number)[1]:02}"


def strip(entries: Entries) -> Strip:
    """Return the strip: months of the year with most dated claims, or years if there are many."""
    dated = _dated(entries)
    undated = len(entries.without_attitudes()) - len(dated)
    if not dated:
        return Strip("", (), (), undated)
    years = Counter(claim.days[0][:4] for claim in dated)
    year = max(years, key=lambda year: (years[year], year))
    if 2 * years[year] < len(dated):
        return Strip("Years", _bars(years, _year_bin), (), undated)
    bars, rest = _months(dated, year)
    return Strip(year, bars, rest, undated)


def _months(dated: list[Claim], year: str) -> tuple[tuple[Bin, ...], tuple[Bin, ...]]:
    """Return the bars of a year's months, and what lies in other years or in no one month."""
    found = [_month(claim) for claim in dated]
    months = Counter(month for month in found if month.startswith(year))
    months.update(dict.fromkeys(_between(sorted(months)), 0))
    others = Counter(
        claim.days[0][:4]
        for claim, month in zip(dated, found, strict=True)
        if not month.startswith(year)
    )
    rest = tuple(
        replace(found, label=f"{year}, no month") if found.label == year else found
        for found in _bars(others, _year_bin)
    )
    return _bars(months, _month_bin), rest


def _dated(entries: Entries) -> list[Claim]:
    return [claim for claim in entries.without_attitudes() if claim.days]


def _month(claim: Claim) -> str:
    """Return the month that a claim's time lies in; empty if it is longer."""
    first, last = claim.days
    if first[:7] != last[:7]:
        return ""
    return first[:7]


def _between(months: list[str]) -> list[str]:
    """Return the months of one year from the first to the last."""
    if not months:
        return []
    year = months[0][:4]
    first, last = int(months[0][5:]), int(months[-1][5:])
    return [f"{year}-{month:02}" for month in range(first, last + 1)]


def _bars(counts: Counter[str], name: Callable[[str], tuple[str, str, str]]) -> tuple[Bin, ...]:
    highest = max(counts.values(), default=1) or 1
    bins = []
    for period in sorted(counts):
        label, begin, end = name(period)
        height = -(-STEPS * counts[period] // highest)
        bins.append(Bin(label, counts[period], height, begin, end))
    return tuple(bins)


def _month_bin(month: str) -> tuple[str, str, str]:
    label = MONTHS[int(month[5:7]) - 1]
    return label, f"{month}-01", _last_of_month(month)


def _year_bin(year: str) -> tuple[str, str, str]:
    return year, f"{year}-01-01", f"{year}-12-31"
