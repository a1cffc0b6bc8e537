"""Event nouns: their table, the detector, and the parties that their phrases name."""

import pytest

from actorgraph.claims.claim import Action
from actorgraph.language.event_detector import network, probability
from actorgraph.vocabulary.event_nouns import NO_EVENT, derived_frame, kind_of_verb, noun_frames
from actorgraph.vocabulary.vocab import subclasses
from tests.sentences import read, word

ROLES = {"agent", "target", "recipient", "none"}


def test_the_table_is_well_formed() -> None:
    kinds = {*subclasses("Action"), NO_EVENT}
    for noun, group in noun_frames().items():
        for frame in group:
            assert frame.noun == noun
            assert frame.kind in kinds
            assert {frame.of, frame.owner} <= ROLES


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("annexation", "annex"), ("harassment", "harass"), ("mugging", "mug"), ("table", None)],
)
def test_an_unlisted_noun_is_derived_from_its_verb(noun: str, verb: str | None) -> None:
    frame = derived_frame(noun)
    if frame is not None:
        assert frame.verb == verb
        assert frame.kind == kind_of_verb(frame.verb)
    else:
        assert verb is None or verb == "mug"


def test_the_detector_is_small() -> None:
    net = network()
    assert net.weights.shape[0] == len(net.features) + net.axes.shape[1]
    assert net.weights.size < 30_000


@pytest.mark.parametrize(
    ("text", "form", "is_event"),
    [
        ("The arrest of the journalist by Chad angered the union.", "arrest", True),
        ("During the invasion, the town burnt.", "invasion", True),
        ("The building is made of stone.", "building", False),
        ("The organisation has an office in Oslo.", "office", False),
    ],
)
def test_the_detector_tells_events_from_things(text: str, form: str, is_event: bool) -> None:
    assert (probability(word(text, form)) > 0.5) == is_event


def noun_claims(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the class, agents and others of the claims that event nouns make."""
    found = read(text)
    names = {actor.key: actor.name for actor in found.actors}
    return [
        (
            claim.kind,
            [names[key] for key in claim.agents],
            [names[key] for key in (*claim.targets, *claim.recipients)],
        )
        for claim in found.claims
        if isinstance(claim, Action) and claim.rule == "event noun"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What follows `of` is whom it is done to, or who does it.
        ("The arrest of Ada Lund angered Norway.", [("Coerce", [], ["Ada Lund"])]),
        ("The resignation of Ada Lund angered Norway.", [("Retreat", ["Ada Lund"], [])]),
        # A possessor does it, unless it is done to people.
        ("Norway deplored Chad's annexation of Niger.", [("Coerce", ["Chad"], ["Niger"])]),
        ("Norway deplored Ada Lund's arrest.", [("Coerce", [], ["Ada Lund"])]),
        # The adjective of a state does it; a name of a state before the noun need not.
        ("The Russian invasion of Niger began.", [("Assault", ["Russia"], ["Niger"])]),
        # Nobody takes part.
        ("The arrest surprised everyone.", []),
        ("The attack in May surprised everyone.", []),
    ],
)
def test_a_phrase_names_its_parties(
    text: str,
    expected: list[tuple[str, list[str], list[str]]],
) -> None:
    assert noun_claims(text) == expected
