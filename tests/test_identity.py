"""Who is taken for whom: packaged tables, a linker of one's own, and those who are never linked."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from actorgraph.actors import Actor, Candidate, Linker, resolve
from actorgraph.errors import LinkerError
from actorgraph.language.parsing import FAST_MODEL, parse
from actorgraph.language.quotations import find_quotations
from actorgraph.mentions import find_mentions
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.gazetteer import gazetteer
from actorgraph.vocabulary.vocab import AG, OWL, RDF, RDFS, SKOS, carrying, iri_text, ontology


def cast(text: str, linker: Linker | None = None) -> dict[str, Actor]:
    document = parse(read_text(f"A headline\n\n{text}"), model=FAST_MODEL)
    quotations = find_quotations(document)
    mentions = find_mentions(document, quotations)
    return {actor.name: actor for actor in resolve(document, mentions, quotations, linker=linker)}


def test_a_state_is_linked_with_reason_and_score() -> None:
    link = cast("Norway praised the decision.")["Norway"].link
    assert link is not None
    assert (link.wikidata, link.name) == ("Q20", "Norway")
    assert "table of states" in link.reason
    assert 0.9 < link.score <= 1


def test_people_at_risk_and_unnamed_sources_are_never_linked() -> None:
    asked: list[str] = []

    def linker(name: str, kind: str, context: str) -> Sequence[Candidate]:
        asked.append(name)
        return [Candidate("Q1", 1.0, "anything")]

    actors = cast("A source told Reuters that the victims had fled. Refugees met a lawyer.", linker)
    for actor in actors.values():
        if actor.unnamed or actor.protected or actor.kinds[0] == "Group":
            assert actor.link is None, actor.name
            assert actor.wikidata is None
    assert not {"source", "victims", "Refugees"} & set(asked)


@pytest.mark.parametrize(
    ("candidates", "linked"),
    [
        ([Candidate("Q5", 0.95, "an index")], True),
        ([Candidate("Q5", 0.95, "an index"), Candidate("Q6", 0.9, "an index")], False),
        ([Candidate("Q5", 0.5, "an index")], False),
        ([], False),
    ],
)
def test_a_linker_counts_where_it_is_sure_and_alone(
    candidates: list[Candidate], linked: bool
) -> None:
    actor = cast("Angela Merkel praised Norway.", lambda *_: candidates)["Angela Merkel"]
    assert actor.wikidata == ("Q5" if linked else None)


def test_a_failing_linker_is_one_line() -> None:
    def linker(name: str, kind: str, context: str) -> Sequence[Candidate]:
        raise OSError("the index\nis gone")

    with pytest.raises(LinkerError, match="Angela Merkel: the linker failed") as caught:
        cast("Angela Merkel praised Norway.", linker)
    assert "\n" not in str(caught.value)


def test_table_names_nobody_twice() -> None:
    identities = list(ontology().store.quads_for_pattern(None, SKOS.exactMatch, None))
    assert len(identities) > 150
    assert all(re.fullmatch(r".*/entity/Q[1-9]\d*", iri_text(q.object)) for q in identities)
    assert all(
        iri_text(q.subject).rpartition("/")[2] == iri_text(q.object).rpartition("/")[2]
        for q in identities
    )
    assert Counter(iri_text(q.object) for q in identities).most_common(1)[0][1] == 1
    ours = {iri_text(q.subject) for q in identities}
    labels = Counter(
        label
        for predicate in (SKOS.altLabel,)
        for subject, label in carrying(predicate)
        if subject in ours
    )
    assert not [label for label, count in labels.items() if count > 1]


def test_adjectives_and_metonyms_have_a_state() -> None:
    table = gazetteer()
    for predicate in ("metonym", "alsoNamed"):
        for subject, text in carrying(AG[predicate]):
            assert table.names[text].wikidata == subject.rpartition("/")[2], text
    assert all(entry.wikidata.startswith("Q") for entry in table.demonyms.values())
    assert next(
        iter(ontology().store.quads_for_pattern(AG.IdentityLink, RDF.type, OWL.Class)), None
    )


@pytest.mark.parametrize(
    ("text", "name", "wikidata"),
    [
        ("The Labour Party accused Britain of lying.", "Labour Party", "Q9630"),
        ("The Labour Party accused Britain and Israel of lying.", "Labour Party", None),
        ("The Labour Party accused Israel of lying.", "Labour Party", None),
        ("The Labour Party accused the mayor of lying.", "Labour Party", None),
        ("The German Green Party accused the mayor.", "German Green Party", "Q49766"),
        ("The Harbour Green Party accused the mayor.", "Harbour Green Party", None),
        ("Georgia accused Russia of lying.", "Georgia", "Q230"),
        ("Georgia passed a law. The United States praised it.", "Georgia", None),
        (
            "Georgia passed a law. The Georgian president met the American president.",
            "Georgia",
            "Q230",
        ),
        ("Congo accused Rwanda of lying.", "Congo", None),
    ],
)
def test_a_name_that_several_bear_is_linked_where_the_states_leave_one(
    text: str, name: str, wikidata: str | None
) -> None:
    actor = cast(text)[name]
    assert actor.wikidata == wikidata
    if actor.link and "several bear this name" in actor.link.reason:
        assert actor.link.score < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Virginia Nordmann met Ola Berg in Oslo. Virginia praised him.",
        "Mrs Anna Virginia met Ola Berg in Oslo. He praised Virginia.",
    ],
)
def test_a_place_that_may_be_a_person_of_the_article_is_not_linked(text: str) -> None:
    linked = {actor.name: actor.wikidata for actor in cast(text).values()}
    # The place is either a name of its own without a link, or the person's surname.
    assert linked.get("Virginia") is None
    assert linked["Oslo"] == "Q585"


def test_a_place_without_a_person_of_its_name_is_linked() -> None:
    assert cast("Virginia praised Norway.")["Virginia"].wikidata == "Q1370"


def test_the_packaged_tables_link_neither_persons_nor_groups() -> None:
    actors = cast("Norwegians praised Angela Merkel. Danish officials met her in Oslo.").values()
    assert [
        actor.name for actor in actors if actor.link and actor.kinds[0] in ("Person", "Group")
    ] == []


def test_an_adjective_of_two_countries_is_nobodys() -> None:
    demonyms = gazetteer().demonyms
    assert not {"Congolese", "Dominican"} & set(demonyms)
    told = {
        word: demonyms[word].label for word in ("Indian", "French", "Chinese", "Danish", "Dutch")
    }
    assert told == {
        "Indian": "India",
        "French": "France",
        "Chinese": "China",
        "Danish": "Denmark",
        "Dutch": "Netherlands",
    }


def test_an_identity_has_one_label_and_a_label_one_identity() -> None:
    entries = {entry for entry in gazetteer().names.values() if entry.wikidata}
    assert len(entries) > 800
    assert len({entry.wikidata for entry in entries}) == len(entries)
    rows = {
        iri_text(quad.subject)
        for quad in ontology().store.quads_for_pattern(None, SKOS.exactMatch, None)
    }
    labels = Counter(label for subject, label in carrying(RDFS.label) if subject in rows)
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_metonym_says_so() -> None:
    link = cast("The Kremlin accused Norway of lying.")["Kremlin"].link
    assert link is not None
    assert (link.wikidata, link.name) == ("Q159", "Kremlin")
    assert "metonym" in link.reason
    assert link.score < 0.9


def test_a_shared_name_has_several_bearers_and_each_a_home() -> None:
    table = gazetteer()
    for name, bearers in table.shared.items():
        assert len(bearers) > 1, name
        assert all(bearer.home for bearer in bearers), name
        assert table.names[name].wikidata == "", name
