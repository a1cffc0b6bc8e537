"""Bare headlines of harm: nobody at risk becomes the attacker, and attackers stay attackers."""

import pytest

from actorgraph.claims.claim import Action
from actorgraph.claims.clause import read_clause
from actorgraph.claims.headlines import is_suffered
from tests.sentences import read_article, texts

BODY = "\n\nThe report came on Monday."


@pytest.mark.parametrize(
    "headline",
    [
        "Lesbian couple attacked",
        "Lesbian couple attacked in London",
        "Gay men beaten",
        "Gay men arrested",
        "Gay activists attacked",
        "Refugees attacked on boat",
        "Refugees and soldiers attacked",
        "Migrants abducted",
        "Victim attacked",
        "Trans women stabbed and robbed",
        "Chechen gay men tortured, killed",
        "Refugee family threatened",
        "Two gay men murdered, police say",
    ],
)
def test_people_at_risk_suffer_what_a_headline_reports(headline: str) -> None:
    read = read_article(headline + BODY)
    harms = [claim for claim in read.claims if claim.kind in ("Assault", "Coerce", "Threaten")]
    assert harms
    for claim in harms:
        assert isinstance(claim, Action)
        assert not claim.agents
        assert claim.targets


def test_who_did_it_is_read_if_the_headline_says_so() -> None:
    read = read_article("Gay couple harassed by neighbours" + BODY)
    (harm,) = [claim for claim in read.claims if claim.kind == "Coerce"]
    assert isinstance(harm, Action)
    assert [read.actors[agent].name for agent in harm.agents] == ["neighbours"]
    assert [read.actors[target].name for target in harm.targets] == ["Gay couple"]


@pytest.mark.parametrize(
    ("headline", "verb", "doer"),
    [
        ("Rebels attacked", "attacked", "Rebels"),
        ("Rebels attacked in Mali", "attacked", "Rebels"),
        ("Police attacked", "attacked", "Police"),
        ("Lesbian couple attacked the police", "attacked", "couple"),
        ("Migrants threatened to leave", "threatened", "Migrants"),
        ("Refugees protested", "protested", "Refugees"),
        ("Refugees fled", "fled", "Refugees"),
        ("The refugees attacked.", "attacked", "refugees"),
        ("Officer of lesbian couple attacked", "attacked", "Officer"),
    ],
)
def test_others_and_other_verbs_stay_active(headline: str, verb: str, doer: str) -> None:
    document = read_article(headline + BODY).scene.document
    token = next(token for token in document.tokens if token.text == verb)
    assert not is_suffered(token)
    assert texts(list(read_clause(token).doers)) == [doer]


@pytest.mark.parametrize(
    "headline",
    ["Mayor jailed for fraud", "Two soldiers killed in Mali", "Minister sacked", "Three men held"],
)
def test_a_verb_without_its_object_is_passive(headline: str) -> None:
    read = read_article(headline + BODY)
    acts = [claim for claim in read.claims if isinstance(claim, Action) and claim.targets]
    assert acts
    assert not any(claim.agents for claim in acts)


def test_with_its_object_it_is_active() -> None:
    read = read_article("Police beat protesters" + BODY)
    agents = [claim.agents for claim in read.claims if claim.kind == "Assault"]  # type: ignore[attr-defined]
    assert agents
    assert all(agents)
