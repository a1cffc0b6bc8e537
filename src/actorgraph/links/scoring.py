"""Scores of possible links: features with their points, added up, unless one rules the link out."""

from collections.abc import Iterable
from dataclasses import dataclass

RULED_OUT = float("-inf")


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation about a pair: a short name, its points, and a reason in words."""

    name: str
    points: float
    words: str

    def __str__(self) -> str:
        return f"{self.name} {self.points:+.1f}"


@dataclass(frozen=True, slots=True)
class Score:
    """The features of one pair. If one rules the pair out, its points are minus infinity."""

    features: tuple[Feature, ...] = ()

    @property
    def points(self) -> float:
        """The sum, rounded so that it does not depend on the order of addition."""
        return round(sum(feature.points for feature in self.features), 4)

    @property
    def reason(self) -> str:
        """What supports the link in words and, after `but`, what weakens it."""
        support = ", ".join(feature.words for feature in self.features if feature.points > 0)
        doubt = ", ".join(feature.words for feature in self.features if feature.points < 0)
        if not doubt:
            return support
        if not support:
            return f"but {doubt}"
        return f"{support}; but {doubt}"


def ruled_out(name: str, words: str) -> Score:
    """Return the score of a pair that must not be linked."""
    return Score((Feature(name, RULED_OUT, words),))


def total(features: Iterable[Feature | None]) -> Score:
    """Return the score of the features that were observed and have points."""
    observed = (feature for feature in features if feature is not None and feature.points)
    return Score(tuple(observed))
