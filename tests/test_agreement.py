"""Measures of agreement, on tables that were published with their results."""

import math
from collections import Counter

import pytest

from actorgraph.graph.review.agreement import (
    FEW,
    Agreement,
    ac1,
    alike,
    alpha,
    interval,
    paired,
)


def units(*readers: str) -> Counter:
    """Units in columns, a reader in each row; a dot where a reader did not judge."""
    columns = zip(*(row.split() for row in readers), strict=True)
    return paired([name for name in column if name != "."] for column in columns)


# Krippendorff 2011, examples A, B and C.
BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Gwet 2002: 125 units, nearly all of them positive.
SKEWED = Counter({("+", "+"): 118, ("+", "-"): 7})


@pytest.mark.parametrize(("judged", "value"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR, 0.743)])
def test_alpha_is_as_published(judged: Counter, value: float) -> None:
    assert alpha(judged) == pytest.approx(value, abs=0.0006)


@pytest.mark.parametrize(
    ("judged", "value"),
    # The second is that of the package irrCAC for the table with four readers.
    [(SKEWED, 0.941), (FOUR, 0.7754)],
)
def test_ac1_is_as_published(judged: Counter, value: float) -> None:
    assert ac1(judged) == pytest.approx(value, abs=0.0006)


def test_nobody_agrees_by_chance_where_all_agree() -> None:
    agreed = units("a b a", "a b a")
    assert (alike(agreed), alpha(agreed), ac1(agreed)) == (1, 1, 1)


def test_one_category_says_nothing_of_alpha() -> None:
    agreed = units("a a a", "a a a")
    assert math.isnan(alpha(agreed))
    assert ac1(agreed) == 1
    assert 0.9 < ac1(Counter({("a", "a"): 3}), 3) <= 1


def test_no_units_give_no_number() -> None:
    none: Counter = Counter()
    assert all(math.isnan(value) for value in (alike(none), alpha(none), ac1(none)))


def test_what_one_reader_judged_does_not_count() -> None:
    assert paired([["a"], ["a", "b"], []]) == Counter({("a", "b"): 1})


def test_the_interval_surrounds_the_value_and_never_changes() -> None:
    judged = Counter({("a", "a"): 40, ("a", "b"): 8, ("b", "b"): 12})
    low, high = interval(judged, alpha)
    assert low < alpha(judged) < high
    assert (low, high) == interval(judged, alpha)
    wide = interval(Counter({("a", "a"): 10, ("a", "b"): 2, ("b", "b"): 3}), alpha)
    assert wide[1] - wide[0] > high - low


def test_few_units_are_too_few_to_say() -> None:
    assert Agreement("all", Counter({("a", "a"): FEW - 1})).is_few
    agreement = Agreement("all", Counter({("a", "a"): FEW - 2, ("a", "b"): 2}), 3)
    assert not agreement.is_few
    (_, value, low, high), (_, first, _, _) = agreement.measures
    assert low <= value <= high
    assert value < first < 1
