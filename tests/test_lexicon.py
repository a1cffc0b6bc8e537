"""The lexicon's own examples: every class finds its examples and none of its counter-examples."""

from collections import Counter
from itertools import combinations

import pytest

from actorgraph.vocabulary.event_nouns import NO_EVENT, noun_frames
from actorgraph.vocabulary.lexicon import frames, kinds_of_things, parse_frame
from actorgraph.vocabulary.vocab import AG, SKOS, literals, literals_of_all, ontology, subclasses
from tests.sentences import read

CLASSES = sorted(subclasses("Action") - {"Action"})
ATTITUDES = sorted(subclasses("Attitude") - {"Attitude"})


def examples(kind: str, predicate: str) -> list[str]:
    node = SKOS.example if predicate == "example" else AG.counterExample
    return sorted(
        quad.object.value for quad in ontology().store.quads_for_pattern(AG[kind], node, None)
    )


@pytest.mark.parametrize("kind", CLASSES + ATTITUDES)
def test_class_finds_its_examples(kind: str) -> None:
    sentences = examples(kind, "example")
    assert sentences, f"ag:{kind} has no example"
    missed = [s for s in sentences if kind not in {claim.kind for claim in read(s).claims}]
    assert not missed, {s: [(c.kind, c.rule) for c in read(s).claims] for s in missed}


@pytest.mark.parametrize("kind", CLASSES + ATTITUDES)
def test_class_leaves_its_counter_examples_alone(kind: str) -> None:
    sentences = examples(kind, "counterExample")
    assert sentences, f"ag:{kind} has no counter-example"
    assert not [s for s in sentences if kind in {claim.kind for claim in read(s).claims}]


def test_no_frame_stands_in_two_classes() -> None:
    companions = lambda f: (  # noqa: E731
        *(f.verb, f.particles, f.objects, f.object_needed, f.something_needed),
        *(f.doers, f.doer_kinds),
    )
    every = [
        parse_frame(kind, text) for kind, text in literals_of_all("frame") if kind != "Statement"
    ]
    shared = [
        (one, other)
        for one, other in combinations(every, 2)
        if companions(one) == companions(other)
    ]
    # Two classes may share a verb only where each says to what other kind of thing it is done.
    assert not [
        pair
        for pair in shared
        if pair[0].things & pair[1].things or not all(f.things for f in pair)
    ]


def test_a_frame_says_what_it_is_done_to() -> None:
    default = parse_frame("Assault", "attack *")
    assert default.things == {"person", "group", "place", "thing", "body"}
    assert parse_frame("Accuse", "attack <text|idea>").things == {"text", "idea"}
    assert not parse_frame("Assault", "damage * <any>").things, (
        "any kind of thing is no restriction"
    )
    assert not parse_frame("Assault", "launch [attack]").things, "named objects need no kinds"


def test_every_kind_of_thing_is_known() -> None:
    known = {kind for kinds in kinds_of_things().values() for kind in kinds}
    asked = {kind for group in frames().values() for frame in group for kind in frame.things}
    assert asked <= known, "the lexicon asks for a kind that no noun has"
    assert kinds_of_things()["prisoner"] == {"person"}
    assert "text" in kinds_of_things()["petition"]


def test_every_class_has_frames_and_nouns() -> None:
    coded = {frame.kind for group in frames().values() for frame in group}
    assert coded == set(CLASSES)
    kinds = {frame.kind for group in noun_frames().values() for frame in group}
    assert kinds <= {*CLASSES, NO_EVENT}
    assert all(literals(kind, "polarity") for kind in CLASSES)


@pytest.mark.parametrize("predicate", ["cueFrame", "cueNoun", "cueAdjective"])
def test_no_cue_stands_in_two_classes_of_attitudes(predicate: str) -> None:
    seen = Counter(text for _, text in literals_of_all(predicate))
    assert not [text for text, count in seen.items() if count > 1]
    assert {kind for kind, _ in literals_of_all(predicate)} <= set(ATTITUDES)
