"""Fit how often claims are right: a rate for each rule, and points for each feature.

A linear model of few features, drawn towards the average where few claims were judged. Its points
are rounded, and those of ordered values never rise where they should fall.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from judged import Judged

from actorgraph.claims.rules import BY_CLASS
from actorgraph.vocabulary.confidence import LEAST, MOST, RULE

Floats = npt.NDArray[np.float64]
Value = tuple[str, str]
# As many judged claims of the average are added to each value.
PRIOR_CLAIMS = 20
# A harmful claim counts like this many wrong ones: more would tell right from wrong less well.
WEIGHT_OF_HARM = 2
# The values of a feature that must not get better along the line.
ORDERED = (
    ("action, agent is", ("near", "middle", "far")),
    ("action, sentence", ("short", "middle", "long")),
    ("action, event noun", ("high", "middle", "low")),
    ("statement, agent is", ("near", "middle", "far")),
    ("statement, sentence", ("short", "middle", "long")),
)
# Rates of rules are rounded to twentieths, points to hundredths; of fewer claims than these,
# nothing is said.
STEPS = 20
DIGITS = 2
FEWEST = 20
LEAST_POINTS = 0.02
# Articles that were looked at are read better than others: the difference is measured if so many
# claims of others were judged.
FEWEST_UNSEEN = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The points of one value of a feature, and how many claims with it were judged."""

    feature: str
    value: str
    points: float
    judged: int


def family_rows(family: str, judged: Sequence[Judged], unseen: Sequence[Judged]) -> Iterator[Row]:
    """Yield the rates of a family's rules and the points of its features."""
    names = [rule.name for rule in BY_CLASS[family]]
    counts = Counter(value for row in judged for value in values_of(row))
    weights, mean = _fit(judged, counts)
    rates = {(RULE, name): mean + weights.pop((RULE, name), 0) for name in names}
    points = _in_order(weights, counts)
    points = {value: number for value, number in points.items() if _counts(value, counts)}
    model = {**rates, **points}
    gap = _gap(model, unseen)
    for value, rate in rates.items():
        rounded = round((rate - gap) * STEPS) / STEPS
        yield Row(*value, min(max(rounded, LEAST), MOST), counts[value])
    for value, number in sorted(points.items()):
        if abs(number) >= LEAST_POINTS:
            # Fewer points would only lengthen the table.
            yield Row(*value, round(number, DIGITS), counts[value])


def _counts(value: Value, counts: Counter[Value]) -> bool:
    """Return whether enough is known of a value; ordered ones are pooled with their neighbours."""
    return counts[value] >= FEWEST or value[0] in dict(ORDERED)


def values_of(row: Judged) -> list[Value]:
    """Return the rule of a claim and its features."""
    return [(RULE, row.rule), *row.features.items()]


def rated(model: dict[Value, float], row: Judged) -> float:
    """Return the confidence that a model gives a claim."""
    total = sum(model.get(value, 0) for value in values_of(row))
    return min(max(total, LEAST), MOST)


def _fit(judged: Sequence[Judged], counts: Counter[Value]) -> tuple[dict[Value, float], float]:
    """Return the weight of each value, those of a feature zero on average, and the mean."""
    places = {value: place for place, value in enumerate(sorted(counts))}
    design: Floats = np.zeros((len(judged), len(places)))
    for number, row in enumerate(judged):
        for value in values_of(row):
            design[number, places[value]] = 1
    right = np.array([row.right and not row.harmful for row in judged], float)
    harmful = np.array([row.harmful for row in judged], float)
    goal = right - (WEIGHT_OF_HARM - 1) * harmful
    shrunk = design.T @ design + PRIOR_CLAIMS * np.eye(len(places))
    solved = np.linalg.solve(shrunk, design.T @ (goal - goal.mean()))
    weights = {value: float(solved[place]) for value, place in places.items()}
    return _centred(weights, counts), float(right.mean())


def _centred(weights: dict[Value, float], counts: Counter[Value]) -> dict[Value, float]:
    """Let the points of each feature be zero on average over the claims that have it."""
    total: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for (feature, value), weight in weights.items():
        number[feature] += counts[feature, value]
        total[feature] += weight * counts[feature, value]
    return {
        (feature, value): weight - total[feature] / number[feature]
        for (feature, value), weight in weights.items()
    }


def _in_order(points: dict[Value, float], counts: Counter[Value]) -> dict[Value, float]:
    """Pool neighbouring values of an ordered feature until none is better than the one before."""
    result = dict(points)
    for feature, names in ORDERED:
        values = [(feature, name) for name in names if (feature, name) in points]
        pools = [([value], points[value], counts[value]) for value in values]
        place = 0
        while place + 1 < len(pools):
            (first, high, many), (second, low, more) = pools[place : place + 2]
            if low <= high:
                place += 1
                continue
            shared = (high * many + low * more) / (many + more)
            pools[place : place + 2] = [(first + second, shared, many + more)]
            place = max(0, place - 1)
        for members, shared, _ in pools:
            result.update(dict.fromkeys(members, shared))
    return result


def _gap(model: dict[Value, float], unseen: Sequence[Judged]) -> float:
    """Return by how much the rates are too high for articles that nobody has looked at."""
    if len(unseen) < FEWEST_UNSEEN:
        return 0
    stated = sum(rated(model, row) for row in unseen) / len(unseen)
    right = sum(row.right and not row.harmful for row in unseen) / len(unseen)
    return max(0, stated - right)


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Write the table, one value of a feature per line."""
    lines = ["feature\tvalue\tpoints\tjudged"]
    for row in rows:
        lines.append(f"{row.feature}\t{row.value}\t{row.points:g}\t{row.judged}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
