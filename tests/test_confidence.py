"""A claim's confidence: the rate of its rule, with points for what is known of the claim."""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from actorgraph.claims.claim import Action, Attitude, Claim, Statement
from actorgraph.claims.confidence import features
from actorgraph.claims.rules import BY_NAME
from actorgraph.vocabulary import confidence as rates
from actorgraph.vocabulary.confidence import RULE, confidence, points, rate_of_rule
from tests.sentences import read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from quality import page as quality_page  # noqa: E402
from reliability import area  # noqa: E402


def action(sentence: str, verb: str) -> dict[str, str]:
    """Return the features of the action of a verb."""
    found = read(sentence)
    claims = [claim for claim in found.claims if _is_named(claim, verb)]
    assert len(claims) == 1, claims
    return dict(features(found.scene, claims[0]))


def _is_named(claim: Claim, verb: str) -> bool:
    return isinstance(claim, Action) and claim.verb == verb


# A sentence, the verb of its action, a feature and its value.
FEATURES = [
    ("Chad attacked Niger.", "attack", "action, agent", "name"),
    ("The soldiers attacked Niger.", "attack", "action, agent", "nominal"),
    ("Ada Lund left. She attacked Niger.", "attack", "action, agent", "pronoun"),
    ("Chad planned to attack Niger.", "attack", "action, agent", "understood"),
    ("Niger was attacked.", "attack", "action, agent", "none"),
    ("Chad attacked Niger.", "attack", "action, agent is", "near"),
    ("Chad and Norway attacked Niger.", "attack", "action, agents", "several"),
    ("Chad attacked Niger.", "attack", "action, agents", "one at most"),
    ("Chad attacked Niger.", "attack", "action, others", "bound"),
    ("Norway yodelled at noon.", "yodel", "action, others", "none"),
    ("Norway yodelled at noon.", "yodel", "action, class from", "no entry"),
    ("Norway yodelled at noon.", "yodel", "action, class", "Act"),
    ("Norway's visit to Chad failed.", "visit", "action, class from", "noun"),
    ("Norway's visit to Chad failed.", "visit", "action, event noun", "high"),
    ("Chad attacked Niger.", "attack", "action, certainty", "plain"),
    ("Chad may have attacked Niger.", "attack", "action, certainty", "shown"),
    ("Chad refused to attack Niger.", "attack", "action, certainty", "inherited"),
    ("Chad attacked Niger.", "attack", "action, source", "article"),
    ("Ada Lund said that Chad attacked Niger.", "attack", "action, source", "statement"),
    (
        "Norway accused Chad of attacking Niger.",
        "attack",
        "action, source",
        "without words",
    ),
    ("Chad attacked Niger.", "attack", "action, sentence", "short"),
    ("Ada Lund said that Chad attacked Niger.", "say", "statement, mode", "indirect"),
    ("Ada Lund said that Chad attacked Niger.", "say", "statement, agent", "name"),
]


@pytest.mark.parametrize(("sentence", "verb", "feature", "value"), FEATURES)
def test_features(sentence: str, verb: str, feature: str, value: str) -> None:
    assert action(sentence, verb)[feature] == value


def test_attitudes_and_relations_have_only_their_rule() -> None:
    found = read("German chancellor Astrid Holm wants to attack Niger.")
    others = [claim for claim in found.claims if not isinstance(claim, Action)]
    assert any(isinstance(claim, Attitude) for claim in others)
    for claim in others:
        assert list(features(found.scene, claim)) == []
        assert claim.confidence == BY_NAME[claim.rule].confidence


def test_a_claim_carries_what_its_features_give() -> None:
    found = read("Chad attacked Niger. Ada Lund said that Norway yodelled at noon.")
    for claim in found.claims:
        own = dict(features(found.scene, claim))
        assert claim.confidence == confidence(claim.rule, own)
    assert any(isinstance(claim, Statement) for claim in found.claims)


def test_points_are_added_to_the_rate() -> None:
    feature, value = next(key for key in points() if key[0] != RULE)
    gained = confidence("active", {feature: value}) - rate_of_rule("active")
    assert gained == pytest.approx(points()[feature, value])


def test_an_unknown_rule_or_feature_changes_nothing() -> None:
    assert rate_of_rule("no such rule") == rates.UNMEASURED
    assert confidence("active", {"colour": "red"}) == rate_of_rule("active")


def test_no_claim_is_certain() -> None:
    many = {feature: value for feature, value in points() if feature != RULE}
    assert rates.LEAST <= confidence("active", many) <= rates.MOST


@pytest.mark.parametrize(
    ("feature", "values"),
    [
        ("action, agent is", ["near", "middle", "far"]),
        ("action, sentence", ["short", "middle", "long"]),
        ("statement, agent is", ["near", "middle", "far"]),
    ],
)
def test_what_is_further_or_longer_is_not_surer(feature: str, values: list[str]) -> None:
    numbers = [points().get((feature, value), 0) for value in values]
    # Points next to nothing are left out of the table.
    assert all(low <= high + 0.02 for high, low in pairwise(numbers))


def test_the_table_has_each_value_once() -> None:
    lines = (ROOT / "ontology" / rates.TABLE).read_text("utf-8").splitlines()
    keys = Counter(tuple(line.split("\t")[:2]) for line in lines[1:])
    assert max(keys.values()) == 1
    assert all(len(line.split("\t")) == 4 for line in lines)


@pytest.mark.parametrize(
    ("scores", "good", "share"),
    [
        ([0.9, 0.1], [True, False], 1.0),
        ([0.1, 0.9], [True, False], 0.0),
        ([0.5, 0.5], [True, False], 0.5),
        ([0.9, 0.5, 0.5], [True, True, False], 0.75),
        ([0.9], [True], 0.5),
    ],
)
def test_area_under_the_curve(scores: list[float], good: list[bool], share: float) -> None:
    assert area(scores, good) == share


def test_the_page_of_quality_is_made_of_recorded_figures() -> None:
    recorded = {
        "gold: events": {"whole": 70.0, "looked at": 73.3, "check": 71.1},
        "timeset: agents": {"whole": 50.0, "looked at": 51.0, "check": 49.0},
    }
    faults = {
        "whole": {"event missed": 3, "event missed: Act": 2, "agent: missing": 1},
        "looked at": {"event missed": 1},
        "check": {"event missed": 2},
    }
    text = quality_page(recorded, faults)
    assert "| events: seen at all | 91 | 73.3 | 71.1 |" in text
    assert "| agents | 50.0 | 51.0 | 49.0 |" in text
    assert "| event missed | 1 | 2 |" in text
    assert "Events missed, by class: Act 2." in text


def test_the_committed_page_of_quality_has_every_layer() -> None:
    text = (ROOT / "docs" / "quality.md").read_text("utf-8")
    for layer in ("events: seen at all", "claims: class and agents", "statements", "harmful"):
        assert f"| {layer}" in text
    assert "calibration.md" in text
