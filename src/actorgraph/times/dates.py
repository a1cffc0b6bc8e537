"""What the parts of a time expression mean: each function turns named parts and a reading into a period."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from actorgraph.times import periods
from actorgraph.times.periods import NEAR_FUTURE, UNKNOWN, Period, Sense

Groups = dict[str, str | None]

# Spelled out: the names in Python's `calendar` follow the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
TENS = {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "a": 1,
    "an": 1,
}
CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
PARTS = {
    "begi": "early",
    "star": "early",
    "earl": "early",
    "firs": "early",
    "midd": "mid",
    "mid": "mid",
}
SHIFTS = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1}
DAYS = {
    "day before yesterday": -2,
    "last": -1,
    "yesterday": -1,
    "tomorrow": 1,
    "day after tomorrow": 2,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time without a year or month is counted from, and in which direction it is looked for."""

    anchor: Period
    sense: Sense = "past"


def _month(name: str) -> int:
    return [month[:3] for month in MONTHS].index(name[:3]) + 1


def _number(words: str | None) -> int | None:
    """Read "12", "twelve" or "a"; "several" is None."""
    words = (words or "").lower()
    if words.isdecimal():
        return int(words)
    return NUMBERS.index(words) if words in NUMBERS else TENS.get(words)


def _part(words: str | None) -> str | None:
    return words and PARTS.get(words.lower().removeprefix("the").strip()[:4].rstrip("- "), "late")


def calendar_date(groups: Groups, reading: Reading) -> Period:
    """Resolve a month, or a day of one; without a year the anchor gives it, and else it stays open."""
    month, day = _month(groups["month"] or ""), _number(groups.get("day"))
    anchor, that = reading.anchor, groups.get("which") or groups.get("that")
    if groups.get("year"):
        found = periods.day_in_year(int(groups["year"] or 0), month, day)
    elif groups.get("that") and anchor.first:
        found = periods.day_in_year(anchor.first.year + SHIFTS[(that or "").lower()], month, day)
    elif anchor.first and anchor.knows("month"):
        found = _next_to(groups, reading, month, day)
    else:
        found = Period(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    return periods.part_of(found, _part(groups.get("part")))


def _next_to(groups: Groups, reading: Reading, month: int, day: int | None) -> Period:
    which = (groups.get("which") or "").lower().split()[-1:]
    anchor, year = reading.anchor, (reading.anchor.first or date.min).year
    candidates = [periods.day_in_year(other, month, day) for other in range(year - 1, year + 3)]
    if which == ["this"]:
        return candidates[1]
    if which in (["next"], ["coming"]):
        ahead = [
            found
            for found in candidates
            if found.first and anchor.last and found.first > anchor.last
        ]
        return ahead[0] if ahead else UNKNOWN
    if which in (["last"], ["past"]):
        candidates = [
            found
            for found in candidates
            if found.last and anchor.first and found.last < anchor.first
        ]
    return periods.nearest(candidates, anchor, reading.sense, NEAR_FUTURE if day else timedelta())


def iso_date(groups: Groups, reading: Reading) -> Period:
    """Resolve "2015-08-20"."""
    year, month, day = (int(part) for part in (groups["iso"] or "").split("-"))
    return periods.day_in_year(year, month, day)


def day_range(groups: Groups, reading: Reading) -> Period:
    """Resolve "3-5 May" to an interval."""
    end = calendar_date(groups, reading)
    begin = groups["begin"] or groups["low"] or ""
    return (
        periods.between(periods.day_of(end.last.replace(day=int(begin))), end)
        if end.last
        else UNKNOWN
    )


def year_or_part(groups: Groups, reading: Reading) -> Period:
    """Resolve "2016", "late 2016"."""
    return periods.part_of(periods.year_of(int(groups["year"] or 0)), _part(groups.get("part")))


def year_pair(groups: Groups, reading: Reading) -> Period:
    """Resolve "2014-15" to an interval; "2014-05", which would run backwards, is a month."""
    begin, end = int(groups["begin"] or 0), int(groups["end"] or 0)
    if 1 <= end <= min(12, begin % 100):
        return periods.month_of(begin, end)
    return periods.between(periods.year_of(begin), periods.year_of(begin - begin % 100 + end))


def season(groups: Groups, reading: Reading) -> Period:
    """Resolve "spring 2017", "last summer"."""
    name, which, anchor = (
        (groups["season"] or "").lower(),
        (groups["which"] or "").lower(),
        reading.anchor,
    )
    if groups["year"]:
        return periods.season_of(int(groups["year"]), name)
    if anchor.first is None or anchor.last is None or not anchor.knows("month"):
        return UNKNOWN
    # A winter is named here after the year in which it begins, and has begun in December.
    begins = {"winter": 12}.get(name, 3 * (periods.SEASONS[name] - 20))
    begun = anchor.last.year - int(anchor.last.month < begins)
    over = periods.month_of(begun, begins + 2).last or date.max
    back = {"next": -1, "last": int(over >= anchor.first), "this": -int(over < anchor.first)}.get(
        which.split(" ")[0], 0
    )
    found = periods.season_of(begun - back, name)
    return replace(found, first=date(begun - back, begins, 1))


def decade(groups: Groups, reading: Reading) -> Period:
    """Resolve "the early 1990s", "the '90s"."""
    if groups["decade"]:
        begin = int(groups["decade"])
    elif reading.anchor.first is None:
        return UNKNOWN
    else:
        century = reading.anchor.first.year // 100 * 100
        begin = century + int(groups["short"] or 0)
        begin -= 100 if begin > reading.anchor.first.year else 0
    return periods.part_of(periods.years_of(begin, 10), _part(groups["part"]))


def century(groups: Groups, reading: Reading) -> Period:
    """Resolve "the 19th century", by its digits: 1800 to 1899."""
    ordinal = int(groups["century"] or 0) or CENTURIES[(groups["word"] or "").lower()]
    return periods.years_of(ordinal * 100 - 100, 100)


def portion(groups: Groups, reading: Reading) -> Period:
    """Resolve a quarter or half of a year."""
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}
    months = 6 if groups["unit"] == "half" else 3
    count = int(groups["quarter"] or 0) or ordinals[groups["ordinal"] or "first"] or 12 // months
    year = int(groups["year"] or 0)
    if count * months > 12:
        return UNKNOWN
    return periods.between(
        periods.month_of(year, (count - 1) * months + 1), periods.month_of(year, count * months)
    )


def weekday(groups: Groups, reading: Reading) -> Period:
    """Resolve a weekday: the day of publication or before it, unless the words say otherwise."""
    which, anchor = (groups["which"] or "").lower().split()[-1:], reading.anchor
    if (
        anchor.first is None
        or not anchor.knows("day")
        or which in (["following"], ["previous"], ["same"])
    ):
        return UNKNOWN
    wanted = WEEKDAYS.index(groups["weekday"] or "")
    monday = anchor.first - timedelta(days=anchor.first.weekday())
    if groups["week"] or which == ["this"]:
        shift = 7 * SHIFTS[(groups["week"] or "this").lower()]
        return periods.day_of(monday + timedelta(days=wanted + shift))
    same = [monday + timedelta(days=wanted + 7 * weeks) for weeks in (-2, -1, 0, 1)]
    if which in (["next"], ["coming"]):
        return periods.day_of(next(day for day in same if day > anchor.first))
    if which in (["last"], ["past"]):
        same = [day for day in same if day < anchor.first]
    return periods.nearest([periods.day_of(day) for day in same], anchor, reading.sense)


def named_day(groups: Groups, reading: Reading) -> Period:
    """Resolve "yesterday", "last night", "this morning"."""
    if reading.anchor.first is None or not reading.anchor.knows("day"):
        return UNKNOWN
    words = " ".join((groups["named"] or "").lower().removeprefix("the").split())
    shift = DAYS.get(words, DAYS.get(words.split()[0], 0))
    return periods.unit_of("day", reading.anchor.first, shift)


def weekend(groups: Groups, reading: Reading) -> Period:
    """Resolve a weekend: the latest begun, unless the words say otherwise."""
    if reading.anchor.first is None or not reading.anchor.knows("day"):
        return UNKNOWN
    day, which = reading.anchor.first, (groups["which"] or "").lower()
    saturday = day - timedelta(days=day.weekday() - 5)
    if which != "this":
        begun = saturday <= day and which != "last"
        saturday += timedelta(weeks=int(which == "next") - int(not begun and which != "next"))
    return periods.between(periods.day_of(saturday), periods.day_of(saturday + timedelta(days=1)))


def unit(groups: Groups, reading: Reading) -> Period:
    """Resolve "last week", "late last year", "earlier this month"."""
    unit, part, anchor = (
        (groups["unit"] or "").lower(),
        (groups["part"] or "").lower(),
        reading.anchor,
    )
    if anchor.first is None or anchor.last is None or not anchor.knows(unit):
        return UNKNOWN
    shift = SHIFTS[(groups["which"] or groups["alone"] or "").lower().split()[-1]]
    whole = periods.unit_of(unit, anchor.first, shift)
    if shift == 0 and part == "earlier":
        return replace(periods.roughly(whole), last=anchor.last)
    if shift == 0 and part == "later":
        return replace(periods.roughly(whole), first=anchor.first)
    return periods.part_of(whole, _part(part or None))


def ago(groups: Groups, reading: Reading) -> Period:
    """Resolve "two days ago" to the day, longer times to an approximate week, month or year."""
    count, unit, anchor = _number(groups["count"]), (groups["unit"] or "").lower(), reading.anchor
    if unit in ("hour", "minute"):
        count, unit = count and (count + 23) // 24 * (unit == "hour"), "hours"
    if count is None or anchor.first is None or not anchor.knows(unit):
        return UNKNOWN
    if unit == "hours":
        return periods.between(periods.unit_of("day", anchor.first, -count), anchor)
    then = periods.unit_of(
        "year" if unit == "decade" else unit, anchor.first, -count * (10 if unit == "decade" else 1)
    )
    if unit == "week":
        then = replace(then, edtf=f"{anchor.first - timedelta(weeks=count)}~")
    then = then if unit == "day" else periods.roughly(then)
    about = (groups["about"] or "").lower()
    return periods.up_to(then) if about in ("more than", "over", "at least") else then


def past(groups: Groups, reading: Reading) -> Period:
    """Resolve "in the past five years" to an interval that ends on publication, "the next" to one that begins there."""
    count, unit, anchor = (
        _number(groups["count"] or "a"),
        groups["unit"] or groups["one"] or "",
        reading.anchor,
    )
    unit, count = ("day", count and (count + 23) // 24) if unit == "hour" else (unit, count)
    if count is None or anchor.first is None or not anchor.knows(unit):
        return UNKNOWN
    unit, count = ("year", count * 10) if unit == "decade" else (unit, count)
    unit, count = ("day", count * 7) if unit == "week" else (unit, count)
    ahead = (groups["way"] or groups["one_way"]) in ("next", "coming")
    far = periods.roughly(periods.unit_of(unit, anchor.first, count if ahead else -count))
    return periods.between(anchor, far) if ahead else periods.between(far, anchor)


def unknown(groups: Groups, reading: Reading) -> Period:
    """Leave the time open: the words lean on something the article alone may tell."""
    return UNKNOWN
