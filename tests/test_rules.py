"""The table of rules: every rule is found by its own example, and nothing is found without a rule."""

from collections import Counter

import pytest

from actorgraph.claims.rules import RULES, table
from tests.test_spec import claims_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_found_by_its_example(rule) -> None:
    claims = claims_of(rule.example)
    assert rule.name in {claim.rule for claim in claims}, [(c.rule, c.kind) for c in claims]
