"""Periods of the calendar, and what the words of a form make of them."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf

from actorgraph.times import dates, periods, relative_dates
from actorgraph.times.forms import FORMS, scan
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.reference import Reference, Words

DAY = date(2017, 8, 16)
TODAY = periods.day_of(DAY)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_example_of_a_form_has_it(form) -> None:  # type: ignore[no-untyped-def]
    (match,) = scan(f"It was {form.example} then.", 0, 100)
    assert match.form is form
    assert form.example.endswith(match.regex_match.group())


def test_forms_have_names_of_their_own() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize(
    ("period", "edtf", "first", "last"),
    [
        (periods.day_of(DAY), "2017-08-16", "2017-08-16", "2017-08-16"),
        (periods.month_of(2016, 2), "2016-02", "2016-02-01", "2016-02-29"),
        (periods.month_of(2016, 13), "2017-01", "2017-01-01", "2017-01-31"),
        (periods.month_of(2016, 0), "2015-12", "2015-12-01", "2015-12-31"),
        (periods.month_of(2016, -11), "2015-01", "2015-01-01", "2015-01-31"),
        (periods.year_of(987), "0987", "0987-01-01", "0987-12-31"),
        (periods.season_of(2016, "spring"), "2016-21", "2016-03-01", "2016-05-31"),
        (periods.season_of(2016, "fall"), "2016-23", "2016-09-01", "2016-11-30"),
        (periods.season_of(2016, "winter"), "2016-24", "2016-01-01", "2017-02-28"),
        (periods.years_of(1990, 10), "199X", "1990-01-01", "1999-12-31"),
        (periods.years_of(1800, 100), "18XX", "1800-01-01", "1899-12-31"),
        (periods.week_of(DAY), "2017-08-14/2017-08-20", "2017-08-14", "2017-08-20"),
    ],
)
def test_a_period_of_the_calendar(period: Period, edtf: str, first: str, last: str) -> None:
    assert (period.edtf, str(period.first), str(period.last)) == (edtf, first, last)
    assert str(parse_edtf(edtf)) == edtf


@pytest.mark.parametrize(
    ("unit", "shift", "edtf"),
    [
        ("day", -2, "2017-08-14"),
        ("week", -1, "2017-08-07/2017-08-13"),
        ("month", -8, "2016-12"),
        ("year", 1, "2018"),
        ("decade", -1, "200X"),
        ("century", 0, "20XX"),
    ],
)
def test_a_unit_before_or_after_today(unit: str, shift: int, edtf: str) -> None:
    assert periods.unit_of(unit, DAY, shift).edtf == edtf


@pytest.mark.parametrize(
    ("published", "units"),
    [
        ("2017-08-16", {"day", "week", "month", "year", "decade", "century"}),
        ("2017-08", {"month", "year", "decade", "century"}),
        ("2017", {"year", "decade", "century"}),
        (None, set()),
        ("2017-08-32", set()),
        ("2017-21", set()),
        ("0000", set()),
    ],
)
def test_what_a_date_of_publication_is_precise_enough_for(
    published: str | None, units: set[str]
) -> None:
    anchor = periods.published(published)
    every = ("day", "week", "month", "year", "decade", "century")
    assert {unit for unit in every if anchor.knows(unit)} == units


@pytest.mark.parametrize(
    ("period", "edtf"),
    [
        (periods.year_of(2016), "2016~"),
        (TODAY, "2017-08-16~"),
        (periods.years_of(1990, 10), "199X"),
        (periods.season_of(2016, "summer"), "2016-22"),
        (periods.week_of(DAY), "2017-08-14/2017-08-20"),
        (periods.roughly(periods.year_of(2016)), "2016~"),
        (UNKNOWN, None),
    ],
)
def test_roughly_marks_only_what_edtf_can_mark(period: Period, edtf: str | None) -> None:
    assert periods.roughly(period).edtf == edtf


@pytest.mark.parametrize(
    ("period", "part", "bounds"),
    [
        (periods.year_of(2016), "early", ("2016-01-01", "2016-04-30")),
        (periods.year_of(2016), "mid", ("2016-05-01", "2016-08-31")),
        (periods.month_of(2016, 2), "late", ("2016-02-20", "2016-02-29")),
        (periods.years_of(1990, 10), "mid", ("1994-01-01", "1996-12-31")),
        (periods.years_of(1900, 100), "late", ("1900-01-01", "1999-12-31")),
        (TODAY, "early", ("2017-08-16", "2017-08-16")),
        (periods.year_of(2016), None, ("2016-01-01", "2016-12-31")),
    ],
)
def test_a_part_of_a_period(period: Period, part: str | None, bounds: tuple[str, str]) -> None:
    found = periods.part_of(period, part)
    assert (str(found.first), str(found.last)) == bounds


def test_intervals() -> None:
    year = periods.year_of(2016)
    assert periods.between(year, TODAY) == Period("2016/2017-08-16", date(2016, 1, 1), DAY)
    assert periods.between(TODAY, year) == UNKNOWN
    assert periods.between(periods.years_of(1990, 10), year).edtf == "1990/2016"
    assert periods.onwards(year) == Period("2016/", date(2016, 1, 1), None)
    assert periods.up_to(periods.week_of(DAY)).edtf == "/2017-08-20"
    assert periods.onwards(UNKNOWN) == periods.up_to(UNKNOWN) == UNKNOWN


YEARS = [periods.year_of(year) for year in (2015, 2016, 2017, 2018)]


@pytest.mark.parametrize(
    ("sense", "edtf"),
    [("past", "2017"), ("near", "2018"), ("after", "2017")],
)
def test_the_nearest_of_several_periods(sense: periods.Sense, edtf: str) -> None:
    assert periods.nearest(YEARS, TODAY, sense).edtf == edtf


def test_nearest_of_nothing_or_to_nothing_is_unknown() -> None:
    assert periods.nearest(YEARS, UNKNOWN, "past") == UNKNOWN
    assert periods.nearest([], TODAY, "near") == UNKNOWN
    assert periods.nearest([UNKNOWN], TODAY, "after") == UNKNOWN
    later = [periods.year_of(2018)]
    assert periods.nearest(later, TODAY, "past") == UNKNOWN
    assert periods.nearest(later, TODAY, "past", timedelta(days=200)).edtf == "2018"


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("twelve", 12), ("Twelve", 12), ("a", 1), ("a hundred", None), (None, None)],
)
def test_numbers_in_words(words: str | None, number: int | None) -> None:
    assert Words({"count": words}).number("count") == number


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("early", "early"),
        ("the\nbeginning of", "early"),
        ("The first days of", "early"),
        ("mid", "mid"),
        ("the middle of", "mid"),
        ("later in", "late"),
        ("the end of", "late"),
        (None, None),
    ],
)
def test_parts_in_words(words: str | None, part: str | None) -> None:
    assert Words({"part": words}).part() == part


@pytest.mark.parametrize(
    ("which", "edtf"),
    [
        ("last", "2016-05"),
        ("this past", "2016-05"),
        ("this", "2017-05"),
        ("next", "2018-05"),
        ("this coming", "2018-05"),
        (None, "2017-05"),
    ],
)
def test_which_may(which: str | None, edtf: str) -> None:
    in_may = Reference(periods.day_of(date(2017, 5, 3)))
    # Within May, the last one is that of the year before.
    words = Words({"month": "May", "which": which})
    assert dates.calendar_date(words, in_may).edtf == edtf


@pytest.mark.parametrize(
    ("which", "day", "edtf"),
    [
        ("last", date(2017, 7, 3), "2016-22"),
        ("last", date(2017, 10, 3), "2017-22"),
        ("this", date(2017, 7, 3), "2017-22"),
        ("this", date(2017, 5, 3), "2017-22"),
        ("next", date(2017, 7, 3), "2018-22"),
        ("", date(2017, 5, 3), "2016-22"),
    ],
)
def test_which_summer(which: str, day: date, edtf: str) -> None:
    words = Words({"season": "summer", "which": which})
    assert dates.season(words, Reference(periods.day_of(day))).edtf == edtf


@pytest.mark.parametrize(
    ("which", "day", "edtf"),
    [
        (None, date(2017, 8, 16), "2017-08-12/2017-08-13"),
        (None, date(2017, 8, 19), "2017-08-19/2017-08-20"),
        (None, date(2017, 8, 20), "2017-08-19/2017-08-20"),
        ("last", date(2017, 8, 20), "2017-08-12/2017-08-13"),
        ("this", date(2017, 8, 16), "2017-08-12/2017-08-13"),
        ("next", date(2017, 8, 16), "2017-08-26/2017-08-27"),
    ],
)
def test_which_weekend(which: str | None, day: date, edtf: str) -> None:
    words = Words({"which": which})
    assert relative_dates.weekend(words, Reference(periods.day_of(day))).edtf == edtf


@pytest.mark.parametrize(
    ("begin", "digits", "edtf"),
    [("2014", "15", "2014/2015"), ("2014", "05", "2014-05"), ("2014", "14", "2014/2014")],
)
def test_two_years_or_a_month(begin: str, digits: str, edtf: str) -> None:
    words = Words({"first_year": begin, "last_digits": digits})
    assert dates.year_pair(words, Reference(TODAY)).edtf == edtf


def test_a_form_outside_the_calendar_is_unknown() -> None:
    (match,) = scan("5000 years ago", 0, 14)
    assert match.resolve(Reference(TODAY)) == UNKNOWN
    (match,) = scan("last year", 0, 9)
    assert match.resolve(Reference(periods.year_of(1))) == UNKNOWN
