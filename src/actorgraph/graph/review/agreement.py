"""How much readers agree beyond chance: Krippendorff's alpha and Gwet's AC1, with intervals.

A unit is what was judged: the categories that readers chose for it, one for each reader who judged
it. Only units with two categories or more count.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Unit = tuple[str, ...]
Units = Mapping[Unit, int]  # how often each combination of categories occurs
REPLICATES = 1_000
SEED = 20  # the same units always give the same interval
TAIL = 0.025
# Below this number of units they say little.
FEW = 30


def paired(units: Iterable[Sequence[str]]) -> Counter[Unit]:
    """Count units by their categories; those that fewer than two readers judged are left out."""
    return Counter(tuple(sorted(unit)) for unit in units if len(unit) > 1)


def alike(units: Units) -> float:
    """Return the share of pairs of judgements on a unit that are alike, a mean over units."""
    total = sum(units.values())
    agreeing = sum(count * _agreement(unit) for unit, count in units.items())
    return agreeing / total if total else math.nan


def _agreement(unit: Unit) -> float:
    """Return the share of pairs of judgements on one unit that are alike."""
    size = len(unit)
    pairs = sum(count * (count - 1) for count in Counter(unit).values())
    return pairs / (size * (size - 1))


def alpha(units: Units) -> float:
    """Return Krippendorff's alpha for nominal categories; NaN if all judgements are one category.

    K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
    """
    totals: Counter[str] = Counter()
    observed = 0.0
    for unit, count in units.items():
        totals.update({name: number * count for name, number in Counter(unit).items()})
        observed += count * len(unit) * (1 - _agreement(unit))
    judgements = totals.total()
    same = sum(number * (number - 1) for number in totals.values())
    expected = judgements * (judgements - 1) - same
    if expected == 0:
        return math.nan
    return 1 - (judgements - 1) * observed / expected


def ac1(units: Units, categories: int = 0) -> float:
    """Return Gwet's AC1 for a number of possible categories, by default those that occur.

    K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high
    agreement, 2008. NaN if there are no units.
    """
    total = sum(units.values())
    shares: Counter[str] = Counter()
    for unit, count in units.items():
        for name, number in Counter(unit).items():
            shares[name] += count * number / len(unit) / total  # type: ignore[assignment]
    possible = max(categories, len(shares))
    if total == 0:
        return math.nan
    if possible == 1:
        return 1.0
    by_chance = sum(share * (1 - share) for share in shares.values()) / (possible - 1)
    return (alike(units) - by_chance) / (1 - by_chance)


def interval(units: Units, measure: Callable[[Units], float]) -> tuple[float, float]:
    """Return the 95 per cent interval of a measure, by resampling units; NaN if it has none."""
    kinds = list(units)
    counts = [units[kind] for kind in kinds]
    chance = random.Random(SEED)
    values = []
    for _ in range(REPLICATES):
        sample = Counter(chance.choices(kinds, counts, k=sum(counts)))
        value = measure(sample)
        if not math.isnan(value):
            values.append(value)
    if not values:
        return math.nan, math.nan
    values.sort()
    first = math.floor(TAIL * len(values))
    return values[first], values[len(values) - 1 - first]


@dataclass(frozen=True)
class Agreement:
    """The agreement of readers on some units; `categories` is how many a reader could choose."""

    name: str
    units: Units
    categories: int = 0

    @property
    def number(self) -> int:
        """How many units were judged by all."""
        return sum(self.units.values())

    @property
    def is_few(self) -> bool:
        """Whether too few units were judged to say anything."""
        return self.number < FEW

    @property
    def alike(self) -> float:
        """The share of units that are alike, from 0 to 1."""
        return alike(self.units)

    @cached_property
    def measures(self) -> tuple[tuple[str, float, float, float], ...]:
        """Name, value, and the ends of the interval of each measure."""
        measures: tuple[tuple[str, Callable[[Units], float]], ...] = (
            ("Krippendorff's alpha", alpha),
            ("Gwet's AC1", self._ac1),
        )
        return tuple(
            (name, measure(self.units), *interval(self.units, measure))
            for name, measure in measures
        )

    def _ac1(self, units: Units) -> float:
        return ac1(units, self.categories)
