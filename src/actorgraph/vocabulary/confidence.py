"""How often claims of a kind are right: `ontology/confidence.tsv`, which `make calibrate` writes.

Each rule has a rate. Points for what else is known of a claim are added to it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TABLE = "confidence.tsv"
RULE = "rule"
# The rate of a rule that nobody has measured.
UNMEASURED = 0.5
# No claim is certain, and none is certainly wrong.
LEAST, MOST = 0.05, 0.95
DIGITS = 2


@cache
def points() -> dict[tuple[str, str], float]:
    """Return the points by feature and value; the points of a rule are its rate."""
    table = files("actorgraph.ontology").joinpath(TABLE).read_text("utf-8")
    found: dict[tuple[str, str], float] = {}
    for line in table.splitlines()[1:]:
        feature, value, number, _ = line.split("\t")
        found[feature, value] = float(number)
    return found


def rate_of_rule(rule: str) -> float:
    """Return how often claims of a rule are right."""
    return points().get((RULE, rule), UNMEASURED)


def confidence(rule: str, features: Mapping[str, str]) -> float:
    """Return how often claims of a rule with these features are right."""
    total = rate_of_rule(rule)
    for feature, value in features.items():
        total += points().get((feature, value), 0)
    return round(min(max(total, LEAST), MOST), DIGITS)
