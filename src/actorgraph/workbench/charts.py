"""Charts as SVG: how many rows of an answer fall into each month, and to each actor."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")
# More months than this are shown as years.
MOST_MONTHS = 36
MOST_YEARS = 60
MOST_ACTORS = 8
# A chart of less says no more than the table.
LEAST_BARS = 2
# In units of the picture.
WIDTH, HEIGHT = 640, 132
ROOM_FOR_LABELS = 18
ROOM_FOR_NUMBERS = 14
GAP = 2.0
MOST_LABELS = 12
WIDEST = 40.0
NAME_WIDTH, ROW_HEIGHT = 190, 24
LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it counts, how much, its place, and whether its label has room below it."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    is_labelled: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows in words, its bars, and its size.

    `note` says what it leaves out. `is_upright` says that bars are columns.
    """

    title: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    note: str
    is_upright: bool

    @property
    def words(self) -> str:
        """The chart for those who hear it."""
        return "; ".join(f"{bar.label}: {bar.count}" for bar in self.bars)


def by_time(times: Iterable[str]) -> Chart | None:
    """Return how many times fall into each month, or each year of a long period."""
    given = list(times)
    months = Counter(time[:7] for time in given if MONTH.match(time))
    years = Counter(time[:4] for time in given if YEAR.match(time))
    without_month = sum(years.values()) - sum(months.values())
    undated = len(given) - sum(years.values())
    periods = _all_months(months)
    if months and len(periods) <= MOST_MONTHS and without_month <= sum(months.values()):
        note = _note([(without_month, "with a year only"), (undated, "without a date")])
        return _upright("By month", months, periods, note)
    note = _note([(undated, "without a date")])
    periods = _all_years(years)
    if len(periods) == len(years) < _length(years):
        note = f"Years without any are left out. {note}".strip()
    return _upright("By year", years, periods, note)


def _note(counts: Sequence[tuple[int, str]]) -> str:
    parts = [f"{count:,} {words}" for count, words in counts if count]
    return f"Not shown: {', '.join(parts)}." if parts else ""


def _all_months(months: Counter[str]) -> list[str]:
    """Return each month from the first to the last; too many of them end early."""
    if not months:
        return []
    first, last = min(months), max(months)
    begin = int(first[:4]) * 12 + int(first[5:]) - 1
    end = int(last[:4]) * 12 + int(last[5:]) - 1
    return [
        f"{n // 12:04}-{n % 12 + 1:02}" for n in range(begin, min(end, begin + MOST_MONTHS) + 1)
    ]


def _all_years(years: Counter[str]) -> list[str]:
    """Return each year from the first to the last; of a long period, those with a count."""
    if _length(years) > MOST_YEARS:
        return sorted(years)[-MOST_YEARS:]
    if not years:
        return []
    return [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)]


def _length(years: Counter[str]) -> int:
    """Return how many years there are from the first to the last."""
    if not years:
        return 0
    return int(max(years)) - int(min(years)) + 1


def _upright(title: str, counts: Counter[str], periods: list[str], note: str) -> Chart | None:
    if len(counts) < LEAST_BARS:
        return None
    highest = max(counts.values())
    step = WIDTH / len(periods)
    width = min(step - GAP, WIDEST)
    every = -(-len(periods) // MOST_LABELS)
    room = HEIGHT - ROOM_FOR_LABELS - ROOM_FOR_NUMBERS
    bars = []
    for number, period in enumerate(periods):
        height = room * counts[period] / highest
        bars.append(
            Bar(
                label=period,
                count=counts[period],
                x=round(number * step + (step - width) / 2, 1),
                y=round(HEIGHT - ROOM_FOR_LABELS - height, 1),
                width=round(width, 1),
                height=round(height, 1),
                is_labelled=number % every == 0,
            )
        )
    return Chart(title, tuple(bars), WIDTH, HEIGHT, note, is_upright=True)


def by_actor(names: Iterable[str]) -> Chart | None:
    """Return how often each of the most frequent names occurs."""
    counts = Counter(name for name in names if name)
    if len(counts) < LEAST_BARS:
        return None
    # Of as many, the first in the alphabet.
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked[:MOST_ACTORS]
    room = WIDTH - NAME_WIDTH - WIDEST
    bars = [
        Bar(
            label=clipped_name(name),
            count=count,
            x=NAME_WIDTH,
            y=number * ROW_HEIGHT + 5,
            width=round(room * count / shown[0][1], 1),
            height=ROW_HEIGHT - 10,
        )
        for number, (name, count) in enumerate(shown)
    ]
    note = _note([(len(ranked) - len(shown), "with fewer")])
    height = ROW_HEIGHT * len(bars)
    return Chart("By actor", tuple(bars), WIDTH, height, note, is_upright=False)


def clipped_name(name: str) -> str:
    """Return a name that has room next to its bar."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 1].rstrip()}…"
