"""Frames that name who does it, or a particle with nothing behind it."""

import pytest

from actorgraph.vocabulary.lexicon import frames, parse_frame, word_set
from tests.sentences import read


def test_a_frame_may_name_its_doers() -> None:
    frame = parse_frame("Publish", "(courtNouns|usher) decide")
    assert frame.verb == "decide"
    assert frame.doers == word_set("courtNouns") | {"usher"}
    assert not frame.doer_kinds
    assert frame.phrase() == "decide"


def test_a_frame_may_name_kinds_of_doers() -> None:
    frame = parse_frame("Act", "(<idea>|<deed>) hurt <any>")
    assert frame.doer_kinds == {"idea", "deed"}
    assert not frame.doers
    assert not frame.things


def test_a_list_of_doers_makes_a_frame_fuller() -> None:
    plain, listed = parse_frame("Assault", "kill"), parse_frame("Death", "(storm) kill")
    assert listed.specificity > plain.specificity


def test_a_word_set_that_nobody_defined_is_an_error() -> None:
    with pytest.raises(KeyError):
        parse_frame("Act", "(noSuchNouns) act")


def test_an_adverb_is_written_without_its_mark_in_the_phrase() -> None:
    frame = parse_frame("Concede", "give _in")
    assert frame.particles == ("_in",)
    assert frame.phrase() == "give in"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The court decided against Chad.", "Publish"),
        ("The minister decided against Chad.", "Act"),
        ("The storm killed ten sailors.", "Death"),
        ("Rebels killed ten sailors.", "Assault"),
        ("Gunmen took ten sailors hostage.", "Assault"),
        ("Chad imposed sanctions on Niger.", "Sanction"),
        ("The ministers signed a treaty.", "Agree"),
        ("The doctor was given a car in May.", "Act"),
        ("The government gave in.", "Concede"),
        ("The refugees reached Norway.", "Move"),
        ("Police questioned the student.", "Coerce"),
        ("The firm released a product.", "Act"),
        ("The army released the sailors.", "Retreat"),
        ("The scandal hurt the senator.", "Act"),
        ("Workers rebuilt the bridge.", "Act"),
    ],
)
def test_class_by_doer_object_and_particle(sentence: str, kind: str) -> None:
    kinds = {claim.kind for claim in read(sentence).claims}
    assert kind in kinds, kinds


def test_no_verb_has_lost_its_frames() -> None:
    assert all(frames()[verb] for verb in ("kidnap", "decide", "give", "release"))
