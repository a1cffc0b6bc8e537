"""The vocabulary in Python: terms, roles, word sets, frames and the gazetteer."""

import pyoxigraph as ox
import pytest

from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.gazetteer import (
    first_names,
    gazetteer,
    head_kinds,
    labels,
    listed,
    people,
    titles,
    words,
)
from actorgraph.vocabulary.lexicon import (
    cues,
    frames,
    kinds_of_things,
    kinds_with,
    label,
    markers,
    object_role,
    parse_frame,
    speech_verbs,
    word_set,
    word_sets,
)
from actorgraph.vocabulary.roles import ACTING, ROLES, roles_of
from actorgraph.vocabulary.vocab import (
    AG,
    ONTOLOGY,
    WD,
    carrying,
    defined,
    iri_text,
    literals,
    local_name,
    subclasses,
    superclasses,
)

# ── terms ────────────────────────────────────────────────────────────────────────────────────


def test_a_term_of_ours_must_be_defined() -> None:
    assert AG.Request == ox.NamedNode(ONTOLOGY + "Request")
    with pytest.raises(KeyError, match="Requst"):
        _ = AG.Requst


def test_a_term_of_others_may_be_anything() -> None:
    assert WD.Q42.value.endswith("/Q42")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://w3id.org/actorgraph/ontology#Request", "Request"),
        ("http://www.wikidata.org/entity/Q142", "Q142"),
        ("urn:plain", "urn:plain"),
    ],
)
def test_the_local_name_is_the_end_of_an_iri(iri: str, name: str) -> None:
    assert local_name(ox.NamedNode(iri)) == name
    assert local_name(iri) == name


def test_the_text_of_a_node_is_its_iri_or_value() -> None:
    assert iri_text(ox.NamedNode("urn:a")) == "urn:a"
    assert iri_text(ox.Literal("words")) == "words"


def test_classes_are_found_downwards_and_upwards() -> None:
    assert {"Action", "Statement", "Assault"} <= subclasses("Action")
    assert {"Assault", "Action", "Claim"} <= superclasses("Assault")
    assert "Relation" not in subclasses("Action")
    assert subclasses("HeadOf") == {"HeadOf"}


def test_a_property_of_a_class_is_read_sorted() -> None:
    assert literals("Assault", "polarity") == ["harm"]
    assert literals("Assault", "titleWord") == []
    pairs = carrying(AG.polarity)
    assert pairs == sorted(pairs)


def test_an_undefined_term_is_not_defined() -> None:
    assert defined(AG.Claim)
    assert not defined(ox.NamedNode(ONTOLOGY + "Requst"))


# ── roles ────────────────────────────────────────────────────────────────────────────────────


def test_roles_come_from_the_ontology_in_order() -> None:
    assert roles_of("Action") == ("agent", "possibleAgent", "target", "recipient", "place")
    assert roles_of("Attitude") == ("holder",)
    assert roles_of("Relation") == ("subject", "object")
    assert roles_of("Claim") == ("attributedTo",)
    assert ROLES[0] == "agent"
    assert ROLES[-1] == "attributedTo"
    assert set(ACTING) < set(ROLES)


def test_every_role_is_a_property_of_the_ontology() -> None:
    assert all(defined(AG[role]) for role in ROLES)


# ── word sets and traits ─────────────────────────────────────────────────────────────────────


def test_an_unknown_word_set_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_set("noSuchSet")


def test_an_unknown_trait_is_an_error() -> None:
    with pytest.raises(KeyError, match="no such trait"):
        kinds_with("no such trait")


@pytest.mark.parametrize("name", sorted(word_sets()))
def test_a_word_set_has_words(name: str) -> None:
    found = word_set(name)
    assert found
    assert all(word == word.strip() for word in found)


# ── frames ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "verb", "particles", "objects"),
    [
        ("urge *", "urge", (), set()),
        ("side with", "side", ("with",), set()),
        ("hold [talk|meeting]", "hold", (), {"talk", "meeting"}),
        ("engage in [talk|dialogue]", "engage", ("in",), {"talk", "dialogue"}),
        ("speak to to=recipient", "speak", ("to",), set()),
    ],
)
def test_a_frame_is_parsed(
    text: str, verb: str, particles: tuple[str, ...], objects: set[str]
) -> None:
    frame = parse_frame("Consult", text)
    assert (frame.verb, frame.particles, frame.objects) == (verb, particles, frozenset(objects))


def test_what_a_frame_needs() -> None:
    assert parse_frame("Consult", "visit +").object_needed
    assert parse_frame("Support", "praise *").something_needed
    assert not parse_frame("Support", "praise").something_needed
    assert parse_frame("Consult", "phone + object=recipient").roles == {"object": "recipient"}


def test_a_frame_without_a_verb_is_an_error() -> None:
    with pytest.raises(ValueError, match="has no verb"):
        parse_frame("Consult", "[talk|meeting] + to=recipient")


def test_the_fullest_frame_of_a_verb_comes_first() -> None:
    for found in frames().values():
        fullness = [frame.specificity for frame in found]
        assert fullness == sorted(fullness, reverse=True)


def test_a_fuller_frame_asks_for_more() -> None:
    bare = parse_frame("Agree", "sign")
    with_object = parse_frame("Agree", "sign [agreement]")
    with_particle = parse_frame("Agree", "sign up to")
    assert bare.specificity < with_object.specificity < with_particle.specificity


def test_an_event_noun_may_need_a_preposition() -> None:
    assert "with" in {frame.particle for frame in noun_frames()["deal"]}
    assert "of" in {frame.particle for frame in noun_frames()["arrest"]}
    assert {frame.particle for frame in noun_frames()["meeting"]} == {None}


def test_cues_of_attitudes_are_frames() -> None:
    for predicate in ("cueFrame", "cueNoun", "cueAdjective"):
        found = cues(predicate)
        assert found
        assert all(frame.verb == word for word, group in found.items() for frame in group)


def test_words_of_certainty_give_factualities() -> None:
    assert markers("marker")["allegedly"] == ("Alleged",)
    known = {"Asserted", "Alleged", "Possible", "Intended", "Requested"}
    for predicate in ("marker",):
        for kinds in markers(predicate).values():
            assert set(kinds) <= known


def test_the_object_of_a_class_has_a_role() -> None:
    assert object_role("Assault") == "target"
    assert {object_role(kind) for kind in subclasses("Action")} == {"target", "recipient"}


def test_verbs_of_saying_are_known() -> None:
    assert {"say", "tell", "announce"} <= speech_verbs()
    assert "arrest" not in speech_verbs()


def test_everyday_nouns_have_kinds() -> None:
    kinds = kinds_of_things()
    assert "person" in kinds["minister"]
    assert "place" in kinds["city"]
    assert len(kinds) > 10_000


def test_a_class_has_an_english_label() -> None:
    assert label("Assault") == "assault"


# ── the gazetteer ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "kind", "identity"),
    [
        ("Norway", "Government", "Q20"),
        ("Human Rights Watch", "Organisation", "Q187052"),
        ("Kremlin", "Government", "Q159"),
    ],
)
def test_a_known_name_has_a_kind_and_an_identity(name: str, kind: str, identity: str) -> None:
    entry = gazetteer().names[name]
    assert entry.kind == kind
    assert entry.wikidata == identity


def test_a_metonym_means_its_state() -> None:
    assert "Kremlin" in gazetteer().metonyms
    assert "Norway" not in gazetteer().metonyms


def test_a_shared_name_identifies_nobody() -> None:
    table = gazetteer()
    assert table.shared
    for name, entries in table.shared.items():
        assert len(entries) > 1
        assert table.names[name].wikidata == ""


@pytest.mark.parametrize("word", ["Chechens", "Norwegians"])
def test_a_plural_demonym_means_a_people(word: str) -> None:
    entry = people(word)
    assert entry is not None
    assert entry.kind == "Government"


@pytest.mark.parametrize("word", ["Chechen", "ministers", "table", ""])
def test_other_words_mean_no_people(word: str) -> None:
    assert people(word) is None


def test_companies_are_listed_by_each_of_their_names() -> None:
    entries = listed()
    assert len(entries) > 3_000
    assert {entry.kind for entry in entries.values()} == {"Organisation"}
    assert all(entry.wikidata.startswith("Q") for entry in entries.values())


def test_every_identity_has_a_label() -> None:
    known = labels()
    assert known["Q20"] == "Norway"
    assert all(known.values())


def test_titles_show_relations() -> None:
    assert titles()["president"] == "HeadOf"
    assert titles()["vice president"] == "MemberOf"


def test_a_head_word_may_head_several_kinds() -> None:
    kinds = head_kinds()
    assert "Organisation" in kinds["bank"]
    assert any(len(found) > 1 for found in kinds.values())


def test_words_of_a_class_are_lower_case() -> None:
    for predicate in ("protectedWord", "standsFor", "unnamedWord"):
        for kind in ("Person", "Group", "Government"):
            assert all(word == word.lower() for word in words(kind, predicate))


def test_first_names_are_known() -> None:
    assert {"angela", "vladimir"} <= first_names()
