"""What a link rests on: features with their points, added up, unless one of them forbids it."""

from collections.abc import Iterable
from dataclasses import dataclass

RULED_OUT = float("-inf")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that was weighed: a short name, its points, and what was seen in words."""

    name: str
    points: float
    words: str

    def __str__(self) -> str:
        return f"{self.name} {self.points:+.1f}"


@dataclass(frozen=True, slots=True)
class Score:
    """The features of one pair; a pair that one of them rules out has no points that reach any threshold."""

    features: tuple[Feature, ...] = ()

    @property
    def points(self) -> float:
        """The sum, rounded so that the order of adding does not show."""
        return round(sum(feature.points for feature in self.features), 4)

    @property
    def reason(self) -> str:
        """Say in words what speaks for the link, and behind `but` what speaks against it."""
        spoken = [feature.words for feature in self.features if feature.points > 0]
        against = [feature.words for feature in self.features if feature.points < 0]
        return "; ".join(
            filter(None, [", ".join(spoken), "but " + ", ".join(against) if against else ""])
        )


def ruled_out(name: str, words: str) -> Score:
    """Return the score of a pair that must not be tied."""
    return Score((Feature(name, RULED_OUT, words),))


def weighed(features: Iterable[Feature | None]) -> Score:
    """Return the score of the features that were seen."""
    return Score(tuple(feature for feature in features if feature is not None and feature.points))
