"""The claims of an actor's page: by part, and read again once somebody has decided."""

from types import SimpleNamespace

import pytest

from actorgraph.workbench.desk import Desk
from actorgraph.workbench.own_claims import MOST_CACHED, PARTS, claims_by_part
from tests.question_stores import desk, iri

POLICE = [iri("actor/police")]


def codes(at: Desk, part: str) -> list[str]:
    return [claim.value.rpartition("/")[2] for claim in claims_by_part(at, POLICE)[part]]


def test_claims_by_part_with_the_newest_article_first() -> None:
    at = desk()
    assert codes(at, "did") == ["two-31-60-coerce", "one-76-105-coerce"]
    others = [part for part in PARTS if part != "did"]
    assert [claims_by_part(at, POLICE)[part] for part in others] == [()] * len(others)


def test_a_claim_goes_once_a_person_has_rejected_it(monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk()
    assert claims_by_part(at, POLICE) is claims_by_part(at, POLICE)
    assert len(codes(at, "did")) == 2
    verdicts = {"one-76-105-coerce": SimpleNamespace(is_set_aside=True)}
    monkeypatch.setattr(Desk, "verdicts", property(lambda _: verdicts))
    assert codes(at, "did") == ["two-31-60-coerce"]


def test_the_claims_of_a_few_actors_are_remembered() -> None:
    at = desk()
    for number in range(2 * MOST_CACHED):
        claims_by_part(at, [iri(f"actor/nobody-{number}")])
    assert len(at.own_claims) == MOST_CACHED
