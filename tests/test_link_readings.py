"""What links read of one article's graph, and how clusters and sets of actors grow."""

import pyoxigraph as ox
import pytest

from actorgraph.actors.spellings import is_name
from actorgraph.graph.facts import Facts
from actorgraph.links import topics
from actorgraph.links.cached_readings import rules_digest
from actorgraph.links.clusters import WINDOW, ActorSets, average_linked, near_places
from actorgraph.links.event_reports import read_reports
from actorgraph.links.named_actors import NamedActor, read_named_actors
from actorgraph.links.reading_json import read_actors, write_actors, write_reports
from actorgraph.links.reading_json import read_reports as reports_from_json
from actorgraph.links.readings import read_article
from actorgraph.stores.memory import MemoryStore

PREFIXES = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:x-> .
"""
ARTICLE = ox.NamedNode("urn:x-article")
PERSON = 'a ag:Person, ag:Actor ; ag:mention :span ; rdfs:label "Ada Lund"'
FUND = ':fund a ag:Organisation ; ag:mention :span ; rdfs:label "Harbour Fund" .'


def facts(turtle: str) -> Facts:
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return Facts(quad.triple for quad in quads)


def actors(turtle: str) -> dict[str, NamedActor]:
    found = read_named_actors(facts(turtle), ARTICLE)
    return {actor.iri.removeprefix("urn:x-"): actor for actor in found}


# --- Named actors


def test_names_are_folded_and_descriptions_left_out() -> None:
    ada = actors(f':ada {PERSON} ; skos:altLabel "the director", "A. Lund", "Lund" .')["ada"]
    assert ada.names == ("ada lund", "a lund", "lund")
    assert (ada.label, ada.kinds) == ("Ada Lund", {"Person", "Actor"})
    assert not ada.guarded


@pytest.mark.parametrize(
    "turtle",
    [
        f":ada {PERSON} ; ag:unnamed true .",
        f":ada {PERSON} ; ag:protected true .",
        ':ada a ag:Group ; ag:mention :span ; rdfs:label "Ada Lund" .',
        ':ada a ag:Person ; ag:mention :span ; rdfs:label "the mayor" .',
        ':ada a ag:Person ; ag:mention :span ; rdfs:label "A" .',
        ':ada a ag:Actor ; ag:mention :span ; rdfs:label "Ada Lund" .',
    ],
)
def test_who_must_never_be_linked(turtle: str) -> None:
    assert actors(turtle)["ada"].guarded


def test_only_marks_withhold() -> None:
    assert actors(f":ada {PERSON} ; ag:unnamed true .")["ada"].withheld
    assert not actors(f":ada {PERSON} ; ag:unnamed false .")["ada"].withheld
    assert not actors(':ada a ag:Group ; ag:mention :span ; rdfs:label "Men" .')["ada"].withheld


@pytest.mark.parametrize(
    "turtle",
    [
        ':ada a ag:Person ; rdfs:label "Ada Lund" .',
        ":ada a ag:IdentityLink, ag:Person ; ag:mention :span .",
        ":ada a ag:Claim ; ag:mention :span .",
    ],
)
def test_what_is_not_an_actor(turtle: str) -> None:
    assert actors(turtle) == {}


def test_an_identity_makes_a_description_a_name() -> None:
    state = "<http://www.wikidata.org/entity/Q20>"
    turtle = ':n a ag:Government ; ag:mention :s ; rdfs:label "the kingdom" ; skos:exactMatch'
    norway = actors(f"{turtle} {state} .")["n"]
    assert (norway.wikidata, norway.known_as, norway.guarded) == ("Q20", "Q20", False)


def test_company_and_places_are_those_of_the_whole_article() -> None:
    bergen = ':bergen a ag:Place ; ag:mention :span ; rdfs:label "Bergen" .'
    men = ':men a ag:Group ; ag:mention :span ; rdfs:label "two men" .'
    published = ':article dct:issued "2021-05-04" .'
    found = actors(f":ada {PERSON} . {FUND} {bergen} {men} {published}")
    for actor in found.values():
        assert actor.company == {"ada lund", "harbour fund"}
        assert actor.places == {"bergen"}
        assert actor.published == "2021-05-04"


def test_posts_come_from_relations_that_are_not_denied() -> None:
    relation = 'a ag:Relation ; ag:subject :ada ; ag:object :fund ; ag:office "director"'
    ada = actors(f":ada {PERSON} . {FUND} :r {relation} .")["ada"]
    assert ada.posts == {("director", "harbour fund")}
    assert ada.bodies == {"harbour fund"}
    denied = actors(f":ada {PERSON} . {FUND} :r {relation} ; ag:negated true .")["ada"]
    assert (denied.posts, denied.bodies) == (frozenset(), frozenset())


def test_a_rejected_identity_is_remembered() -> None:
    decision = ':d ag:decided "unlink Ada Lund" .'
    assert actors(f":ada {PERSON} ; ag:decision :d . {decision}")["ada"].unlinked
    same = ':d ag:decided "same Ada Lund" .'
    assert not actors(f":ada {PERSON} ; ag:decision :d . {same}")["ada"].unlinked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bank of Norway", True),
        ("Abd al Rahman", True),
        ("Group 7", True),
        ("7 Dwarfs", True),
        ("A Party", False),
        ("harbour Fund", False),
        ("of", False),
    ],
)
def test_a_name_has_capitals(text: str, expected: bool) -> None:
    assert is_name(text) is expected


# --- Reports of events

CLAIM = ':c a ag:Claim, ag:Action, ag:Coerce ; ag:verb "take in" ; ag:factuality ag:Possible'


def test_a_report_has_who_what_and_when() -> None:
    (report,) = read_reports(
        facts(
            f"{CLAIM} ; ag:agent :a ; ag:target :t ; ag:recipient :r ; ag:possibleAgent :p ;"
            ' ag:place :b ; ag:notBefore "2021-05-03T00:00:00" ; ag:negated true ;'
            " ag:attributedTo :s ; ag:saidIn :said ; ag:evidence :e ; ag:cue :k ."
            ' :said ag:quotation "we took her in" . :e nif:anchorOf "The officers took her in" .'
            ' :k nif:anchorOf "took in" . :article dct:issued "2021-05-04" .'
        ),
        ARTICLE,
    )
    assert (report.kind, report.lemma, report.verb) == ("Coerce", "take in", "take")
    assert report.agents == {"urn:x-a"}
    assert report.counterparts == {"urn:x-t", "urn:x-r"}
    assert report.parties == {"urn:x-a", "urn:x-t", "urn:x-r"}
    assert (report.possible_agents, report.places) == ({"urn:x-p"}, {"urn:x-b"})
    assert (report.begin, report.end, report.published) == ("2021-05-03", "", "2021-05-04")
    assert (report.negated, report.factuality) == (True, "Possible")
    assert (report.sources, report.quoted) == (("urn:x-s",), "we took her in")
    assert report.words == {"offic", "took"}
    assert report.core == {"took"}


@pytest.mark.parametrize(
    "types", ["ag:Claim, ag:Relation", "ag:Claim, ag:Action, ag:Statement", "ag:Claim"]
)
def test_relations_and_statements_are_not_events(types: str) -> None:
    assert list(read_reports(facts(f":c a {types} ."), ARTICLE)) == []


def test_an_action_without_a_class_is_an_act() -> None:
    (report,) = read_reports(facts(":c a ag:Claim, ag:Action ."), ARTICLE)
    assert (report.kind, report.verb, report.factuality) == ("Act", "", "Asserted")


# --- Wording and JSON


def article(turtle: str) -> MemoryStore:
    store = MemoryStore()
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    store.insert(ARTICLE, [quad.triple for quad in quads])
    return store


def test_a_text_gives_its_stems_runs_and_agencies() -> None:
    text = "BERGEN (Reuters) - Officers arrested a singer near the old harbour on Monday morning."
    store = article(f':article a ag:Article ; nif:isString "{text}" ; rdfs:label "A title" .')
    wording = read_article(store, ARTICLE).wording
    assert wording.words["arrest"] == 1
    assert "the" not in wording.words
    assert wording.agencies == {"Reuters"}
    assert (wording.copy.name, bool(wording.copy.runs)) == ("A title", True)


def test_a_graph_without_text_gives_labels_and_verbs() -> None:
    store = article(f':article a ag:Article . :ada {PERSON} . :c ag:verb "arrest" .')
    assert set(read_article(store, ARTICLE).wording.words) == {"ada", "lund", "arrest"}


def test_records_come_back_from_json() -> None:
    found = tuple(actors(f":ada {PERSON} . {FUND}").values())
    assert tuple(read_actors(write_actors(found))) == found
    reports = list(read_reports(facts(f"{CLAIM} ; ag:agent :a ."), ARTICLE))
    assert list(reports_from_json(write_reports(reports))) == reports
    assert list(read_actors(write_actors(()))) == []
    assert list(reports_from_json(write_reports(()))) == []


def test_the_digest_of_the_rules_is_stable() -> None:
    assert rules_digest() == rules_digest()
    assert len(rules_digest()) == 64


# --- Topics


def test_stems_leave_out_everyday_and_short_words() -> None:
    assert topics.stems("They said 1,200 officers of it were arresting") == [
        "1,200",
        "offic",
        "arrest",
    ]


def test_what_all_texts_contain_says_less() -> None:
    rare = topics.rarity([["a", "b"], ["a"], ["a"]])
    assert rare["b"] > rare["a"] > 0


def test_likeness_is_a_cosine() -> None:
    first, second, third = topics.weights([["x", "y"], ["x", "y"], ["z"]])
    assert topics.likeness(first, second) == pytest.approx(1.0)
    assert topics.likeness(first, third) == 0


# --- Blocks, sets and clusters


def test_items_are_compared_within_blocks_and_a_window() -> None:
    assert list(near_places(["a", "b", "a"], lambda item: [item])) == [(0, 2)]
    places = list(near_places(range(WINDOW + 5), lambda _: ["block"]))
    assert (0, WINDOW) in places
    assert (0, WINDOW + 1) not in places
    assert list(near_places("aaa", lambda item: [item], among={0, 2})) == [(0, 2)]


def test_actors_of_one_article_and_two_identities_stay_separate() -> None:
    articles = {"a": frozenset({"1"}), "b": frozenset({"2"}), "c": frozenset({"1"})}
    sets = ActorSets(articles, {"a": "Q1"})
    assert sets.may_join("a", "b")
    sets.join("b", "a")
    assert (sets.of("a"), sets.of("b"), sets.of("c")) == ("a", "a", "c")
    assert not sets.may_join("a", "b"), "they are one already"
    assert not sets.may_join("b", "c"), "a and c are of one article"
    other = ActorSets({}, {"a": "Q1", "b": "Q2"})
    assert not other.may_join("a", "b")


def test_a_decision_holds_for_whole_sets() -> None:
    sets = ActorSets({}, different={"a": frozenset({"c"}), "c": frozenset({"a"})})
    sets.join("a", "b")
    assert not sets.allows("b", "c")
    assert not sets.may_join("c", "b")
    assert sets.may_join("b", "d")


@pytest.mark.parametrize(
    ("points", "missing", "expected"),
    [
        ({}, 0.0, [[0], [1], [2]]),
        ({(0, 1): 2.0}, 0.0, [[0, 1], [2]]),
        ({(0, 1): 0.9}, 0.0, [[0], [1], [2]]),
        # The mean of 2 and -2 is too low, so only the better pair is merged.
        ({(0, 1): 3.0, (1, 2): 2.0, (0, 2): -2.0}, 0.0, [[0, 1], [2]]),
        ({(0, 1): 3.0, (1, 2): 2.0, (0, 2): 1.0}, 0.0, [[0, 1, 2]]),
        # What was never compared counts as `missing`.
        ({(0, 1): 3.0, (1, 2): 2.0}, -1.0, [[0, 1], [2]]),
        ({(0, 1): 3.0, (1, 2): 2.0}, 0.5, [[0, 1, 2]]),
    ],
)
def test_average_linkage(
    points: dict[tuple[int, int], float], missing: float, expected: list[list[int]]
) -> None:
    assert average_linked(3, points, 1.0, missing) == expected
