"""The steps of redaction, each on its smallest graph: words, policies, ties, forgetting."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.errors import GraphError, QueryError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.redaction import forget, redact
from actorgraph.redaction.exposure import Exposure, expose
from actorgraph.redaction.people import actors_in, is_marked, read_facts
from actorgraph.redaction.placeholders import (
    ARTICLE,
    AT_RISK,
    NOBODY,
    POLICY,
    Pseudonyms,
    is_placeholder,
)
from actorgraph.redaction.redacted_actors import RedactedActors
from actorgraph.redaction.rules import CHOICES, RedactionPolicy, read_policy
from actorgraph.redaction.standings import Standings
from actorgraph.redaction.ties import Ties, is_help
from actorgraph.redaction.words import folded, is_uncased, name_words
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDFS, local_name

PREFIXES = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix x: <https://example.org/> .
@prefix : <urn:x-> .
"""
ARTICLE_IRI = ox.NamedNode("urn:x-story")
STORY = ":story a ag:Article ."
MARTA = ':marta a ag:Person ; rdfs:label "Marta Quill" ; ag:protected true .'
SOURCE = ':source a ag:Person ; rdfs:label "a source" ; ag:unnamed true .'
GRETA = ':greta a ag:Person ; rdfs:label "Greta Lind" .'
DEFAULT = RedactionPolicy(version=1, name="default")
KEY = b"a key for tests"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"urn:x-{name}")


def triples(*turtle: str) -> list[ox.Triple]:
    quads = ox.parse(PREFIXES + "\n".join(turtle), format=ox.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


def store_of(*turtle: str) -> MemoryStore:
    return MemoryStore.of([ArticleGraph(ARTICLE_IRI, tuple(triples(STORY, *turtle)))])


def exposed(*turtle: str, **keys: object) -> Exposure:
    return expose(store_of(*turtle), policy(**keys))


def policy(**keys: object) -> RedactionPolicy:
    return RedactionPolicy(**{"version": 1, "name": "test"} | keys)  # type: ignore[arg-type]


def names(nodes: Iterable[object]) -> set[str]:
    return {local_name(item).removeprefix("urn:x-") for item in nodes}


def claim(name: str, kind: str, rest: str) -> str:
    return f":{name} a ag:Claim, ag:Action, ag:{kind} ; ag:reportedIn :story ; {rest} ."


# --- Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta QUILL", "marta quill"),
        ("Žofia Łoś", "zofia los"),
        ("Straße", "strasse"),
        ("O’Dubhda-Lund", "o dubhda lund"),
        ("Mar\u00adta", "marta"),
        ("Ｍａｒｔａ", "marta"),
        ("Bjørn Đặng", "bjorn dang"),
        ("नमस्ते", "नमसते"),
        ("  ¿Quién?  ", "quien"),
        ("", ""),
    ],
)
def test_text_is_folded(text: str, expected: str) -> None:
    assert folded(text) == expected
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Marta Quill", False, ["marta", "quill"]),
        ("Dr Marta de Quill", False, ["marta", "quill"]),
        ("Okonkwo-Straße", False, ["okonkwo", "strasse"]),
        # A description names nobody, unless it is all that there is.
        ("the tall fisherman", False, []),
        ("the tall fisherman", True, ["fisherman", "tall"]),
        ("ნინო", False, ["ნინო"]),
        ("欧阳雪", False, ["欧阳雪"]),
    ],
)
def test_the_words_of_a_name(name: str, label: bool, expected: list[str]) -> None:
    assert name_words(name, is_label=label) == expected


@pytest.mark.parametrize(("word", "uncased"), [("欧阳", True), ("نعم", True), ("étoile", False)])
def test_scripts_without_capitals(word: str, uncased: bool) -> None:
    assert is_uncased(word) is uncased


@pytest.mark.parametrize(
    ("text", "reveals"),
    [
        ("QUILL was here", True),
        ("the Quills", True),
        ("a quilt", False),
        ("Ann", True),
        ("planning", False),
        ("the Green House of Oslo", True),
        ("green houses", False),
        ("在欧阳雪家", True),
    ],
)
def test_a_text_reveals_words_and_phrases(text: str, reveals: bool) -> None:
    words = frozenset({"quill", "ann", "欧阳雪"})
    exposure = Exposure(frozenset(), frozenset(), words, frozenset({"green house"}))
    assert exposure.reveals(text) is reveals


# --- Who is exposed


def test_properties_are_read_by_their_local_names() -> None:
    facts = read_facts(triples(":a x:protected true ; x:label 'Ada' ; x:other 1 ."))
    assert is_marked(facts, node("a"), AG.protected)
    assert facts.value(node("a"), RDFS.label) == "Ada"


@pytest.mark.parametrize(
    ("value", "marked"),
    [("true", True), ('"Yes"', True), ('"unclear"', True), ("false", False), ('" False "', False)],
)
def test_only_a_clear_no_unmarks(value: str, marked: bool) -> None:
    facts = read_facts(triples(f":a ag:protected {value} ."))
    assert is_marked(facts, node("a"), AG.protected) is marked


@pytest.mark.parametrize(
    "turtle",
    [
        ":a a ag:Person .",
        ":a a ag:Place .",
        ":a ag:protected false .",
        ":a ag:unnamed true .",
        ":c a ag:Claim ; ag:target :a .",
        ":c a ag:Claim ; ag:attributedTo :a .",
    ],
)
def test_who_appears_in_a_graph(turtle: str) -> None:
    assert names(actors_in(read_facts(triples(turtle)))) == {"a"}


@pytest.mark.parametrize(
    ("turtle", "protected"),
    [
        # Namesakes, in whole or in part.
        (':m a ag:Person ; rdfs:label "Quill" .', {"marta", "m"}),
        (':m a ag:Person ; rdfs:label "Dr Marta Anna Quill" .', {"marta", "m"}),
        (':m a ag:Person ; rdfs:label "Marta Stone" .', {"marta"}),
        (':m a ag:Organisation ; rdfs:label "Quill" .', {"marta"}),
        # The same, in either direction and over two steps.
        (":m a ag:Person ; owl:sameAs :marta .", {"marta", "m"}),
        (":marta owl:sameAs :m . :m a ag:Person .", {"marta", "m"}),
        (
            ":n a ag:Person ; owl:sameAs :m . :m a ag:Person ; owl:sameAs :marta .",
            {"marta", "m", "n"},
        ),
    ],
)
def test_who_is_protected_with_somebody(turtle: str, protected: set[str]) -> None:
    assert names(exposed(MARTA, turtle).protected) == protected


@pytest.mark.parametrize(
    ("kind", "role", "who", "is_victim"),
    [
        ("Assault", "target", "a ag:Group", True),
        ("Coerce", "recipient", "a ag:Group", True),
        ("Threaten", "target", "a ag:Person ; ag:unnamed true", True),
        ("Death", "agent", "a ag:Group", True),
        ("Assault", "agent", "a ag:Group", False),
        ("Aid", "target", "a ag:Group", False),
        ("Assault", "target", "a ag:Person", False),
        ("Assault", "target", "a ag:Group ; skos:exactMatch wd:Q1", False),
    ],
)
def test_unnamed_victims_are_protected(kind: str, role: str, who: str, is_victim: bool) -> None:
    turtle = (f":v {who} .", claim("c", kind, f"ag:{role} :v"))
    assert (node("v") in exposed(*turtle).protected) is is_victim
    assert node("v") not in exposed(*turtle, victims=False).protected


def test_listed_names_are_protected_with_all_their_words() -> None:
    exposure = exposed(GRETA, names=("greta LIND",))
    assert names(exposure.protected) == {"greta"}
    assert exposure.words == {"greta", "lind"}
    assert exposure.phrases == {"greta lind"}


def test_a_protected_body_is_withheld_by_its_one_word() -> None:
    exposure = exposed(':b a ag:Organisation ; rdfs:label "Heron" ; ag:protected true .')
    assert (exposure.words, exposure.phrases) == (frozenset(), {"heron"})


def test_an_unnamed_document_is_not_withheld() -> None:
    exposure = exposed(":d a ag:Document ; ag:unnamed true .", SOURCE)
    assert names(exposure.unnamed) == {"source"}


@pytest.mark.parametrize(
    "turtle",
    [
        ':m ag:protected true ; rdfs:label "Marta Quill" .',
        claim("c", "Aid", 'ag:target "Marta Quill"'),
        claim("c", "Aid", "ag:target [ a ag:Person ]"),
        claim("c", "Aid", "ag:target :Marta-Quill"),
    ],
)
def test_whom_nobody_can_classify_stops_redaction_and_is_not_named(turtle: str) -> None:
    with pytest.raises(GraphError) as error:
        exposed(turtle)
    assert "cannot be redacted" in str(error.value)
    assert "Quill" not in str(error.value)


# --- Policies


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in CHOICES.items() for value in values]
)
def test_each_choice_of_a_policy_is_read(key: str, value: str, tmp_path: Path) -> None:
    assert getattr(read_policy(written(tmp_path, f"{key} = '{value}'")), key) == value


def written(folder: Path, line: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(f"version = 1\nname = 'test'\n{line}\n", "utf-8")
    return path


@pytest.mark.parametrize("key", sorted(CHOICES))
def test_another_choice_is_refused_with_those_there_are(key: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=f"{key} is 'never'.*{CHOICES[key][0]}"):
        read_policy(written(tmp_path, f"{key} = 'never'"))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("k = 2", "k is 2"),
        ("k = true", "k is True"),
        ("k = 3.5", "k is 3.5"),
        ("names = ['']", "names"),
        ("names = [1]", "names"),
        ("names = 'Marta'", "names"),
        ("victims = 'yes'", "victims"),
        ("Names = ['Marta']", "unknown key 'Names'"),
    ],
)
def test_a_wrong_value_is_refused_at_its_key(line: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=key) as error:
        read_policy(written(tmp_path, line))
    assert "policy.toml" in str(error.value)


@pytest.mark.parametrize("line", ["k = 3", "names = []", "names = ['Marta Quill']"])
def test_a_right_value_is_read(line: str, tmp_path: Path) -> None:
    key, _, value = line.partition(" = ")
    assert str(getattr(read_policy(written(tmp_path, line)), key)) in (
        value,
        "()",
        "('Marta Quill',)",
    )


@pytest.mark.parametrize("text", ["name = 'a'", "version = 1", "version = 1\nname = ''"])
def test_a_policy_needs_name_and_version(text: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError, match="version"):
        read_policy(path)


@pytest.mark.parametrize("name", ["nothing", "nowhere.toml", "../secrets"])
def test_a_policy_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="policy"):
        read_policy(name)


def test_the_packaged_policy_is_the_default() -> None:
    packaged = read_policy()
    assert packaged == RedactionPolicy(version=1, name=packaged.name)


# --- Standings


def standing(turtle: str, **keys: object) -> str:
    facts = read_facts(triples(turtle))
    marks: dict[str, frozenset[ox.NamedNode]] = {}
    for mark, flag in (("protected", AG.protected), ("unnamed", AG.unnamed)):
        marks[mark] = frozenset(
            actor for actor in actors_in(facts) if is_marked(facts, actor, flag)
        )
    exposure = Exposure(marks["protected"], marks["unnamed"], frozenset(), frozenset())
    return Standings(facts, exposure, policy(**keys)).of(node("a"))


AT_RISK_GROUP = ":a a ag:Group ; ag:protected true ; ag:atLeast"


@pytest.mark.parametrize(
    ("turtle", "keys", "expected"),
    [
        (":a a ag:Person .", {}, "open"),
        (":a a ag:Person ; ag:protected true .", {}, "merge"),
        (":a a ag:Person ; ag:protected true .", {"protected": "pseudonym"}, "pseudonym"),
        (":a a ag:Person ; ag:protected true .", {"protected": "suppress"}, "suppress"),
        (f"{AT_RISK_GROUP} 60 .", {}, "group"),
        (f"{AT_RISK_GROUP} 60 .", {"protected": "suppress"}, "suppress"),
        (f"{AT_RISK_GROUP} 9 .", {}, "merge"),
        (f"{AT_RISK_GROUP} 9 .", {"protected": "suppress"}, "merge"),
        (f"{AT_RISK_GROUP} 9 .", {"k": 5}, "group"),
        (":a a ag:Person ; ag:unnamed true .", {}, "pseudonym"),
        (":a a ag:Person ; ag:unnamed true .", {"unnamed": "suppress"}, "suppress"),
        (":a a ag:Government ; ag:unnamed true .", {}, "nobody"),
        (":a a ag:Government ; ag:unnamed true .", {"bodies": "suppress"}, "suppress"),
        # Protection comes before being unnamed.
        (":a a ag:Person ; ag:unnamed true ; ag:protected true .", {}, "merge"),
    ],
)
def test_the_standing_of_an_actor(turtle: str, keys: dict[str, object], expected: str) -> None:
    assert standing(turtle, **keys) == expected


@pytest.mark.parametrize(
    ("bounds", "minimum"),
    [
        ("ag:atLeast 60", 50),
        ("ag:atLeast 10", 10),
        ("ag:atLeast 9", None),
        ("ag:atLeast 60 ; ag:atMost 12", 10),
        ("ag:atMost 60", None),
        ('ag:atLeast "many"', None),
        ("ag:atLeast 1999", 1000),
    ],
)
def test_numbers_are_rounded_down(bounds: str, minimum: int | None) -> None:
    facts = read_facts(triples(f":a {bounds} ."))
    nobody = Exposure(frozenset(), frozenset(), frozenset(), frozenset())
    assert Standings(facts, nobody, DEFAULT).minimum(node("a")) == minimum


# --- Actors


@pytest.mark.parametrize(
    ("turtle", "label", "identity"),
    [
        (':a a ag:Person ; rdfs:label "Greta Lind" ; skos:exactMatch wd:Q5 .', "Greta Lind", "Q5"),
        (':a a ag:Group ; rdfs:label "five governments" .', "group ", ""),
        (':a a ag:Group ; rdfs:label "12 men" .', "group ", ""),
        (':a a ag:Person ; rdfs:label "Five Star" .', "Five Star", ""),
        (':a a ag:Person ; rdfs:label "Aunt of Quill" ; skos:exactMatch wd:Q5 .', "person ", ""),
        (
            (
                ':a a ag:Person ; rdfs:label "Greta" ; skos:altLabel "Quill’s aunt" ;'
                " skos:exactMatch wd:Q5 ."
            ),
            "Greta",
            "",
        ),
        (":a a ag:Place .", "place ", ""),
        (':a a ag:Person ; rdfs:label "Bo" ; skos:exactMatch <urn:Marta> .', "Bo", ""),
    ],
)
def test_what_is_shown_of_an_open_actor(turtle: str, label: str, identity: str) -> None:
    facts = read_facts(triples(turtle))
    exposure = Exposure(frozenset(), frozenset(), frozenset({"quill"}), frozenset())
    standings = Standings(facts, exposure, DEFAULT)
    actors = RedactedActors(facts, exposure, standings, Pseudonyms(KEY))
    shown = actors.mention(node("a"))
    written = Facts(actors.triples())
    assert written.label(shown).startswith(label)
    assert written.actor(shown).identity.rpartition("/")[2] == identity
    assert written.actor(shown).aliases == ()


@pytest.mark.parametrize(
    "text",
    [AT_RISK, f"{AT_RISK}, 50 or more", NOBODY, ARTICLE, POLICY, "person 12ab", "true", "50"],
)
def test_words_of_redaction_are_known(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Marta Quill", f"{AT_RISK} of Quill", "person Quill", ""])
def test_words_of_articles_are_not_of_redaction(text: str) -> None:
    assert not is_placeholder(text)


def test_pseudonyms_depend_on_key_kind_and_name() -> None:
    made = {
        Pseudonyms(key).iri(kind, name)
        for key in (b"a", b"b")
        for kind in ("actor", "claim")
        for name in ("urn:1", "urn:2")
    }
    assert len(made) == 8
    assert Pseudonyms(b"a").iri("actor", "urn:1") in made


# --- Ties


def ties_of(*turtle: str, **keys: object) -> Ties:
    facts = read_facts(triples(MARTA, SOURCE, GRETA, *turtle))
    exposure = Exposure(
        frozenset({node("marta")}), frozenset({node("source")}), frozenset(), frozenset()
    )
    return Ties(facts, exposure, policy(**keys))


@pytest.mark.parametrize(
    ("turtle", "guarded"),
    [
        ([claim("c", "Aid", "ag:agent :greta ; ag:target :marta")], {"c"}),
        ([claim("c", "Aid", "ag:agent :greta ; ag:place :marta")], {"c"}),
        ([claim("c", "Aid", "ag:agent :greta ; ag:attributedTo :source")], {"c"}),
        ([claim("c", "Aid", "ag:agent :greta")], set()),
        # The same help by the same actor, and the same event.
        (
            [
                claim("c", "Aid", "ag:agent :greta ; ag:target :marta"),
                claim("d", "Aid", "ag:agent :greta"),
            ],
            {"c", "d"},
        ),
        (
            [
                claim("c", "Aid", "ag:agent :greta ; ag:target :marta"),
                claim("d", "Aid", "ag:agent :bo"),
                claim("e", "Accuse", "ag:agent :greta"),
            ],
            {"c"},
        ),
        (
            [
                claim("c", "Assault", "ag:target :marta ; ag:sameEventAs :d"),
                claim("d", "Assault", "ag:agent :greta"),
                claim("e", "Assault", "ag:agent :greta ; ag:sameEventAs :d"),
            ],
            {"c", "d", "e"},
        ),
    ],
)
def test_claims_from_which_ties_are_cut(turtle: list[str], guarded: set[str]) -> None:
    assert names(ties_of(*turtle).guarded) == guarded


@pytest.mark.parametrize(
    ("kind", "rest", "cut"),
    [
        # A helper is cut, and whoever says so.
        ("Aid", "ag:agent :greta ; ag:target :marta", {"greta"}),
        ("Aid", "ag:agent :marta ; ag:attributedTo :greta", {"greta"}),
        # Whoever does harm stays; so does a victim of somebody withheld.
        ("Coerce", "ag:agent :greta ; ag:target :marta", set()),
        ("Coerce", "ag:agent :marta ; ag:target :greta", set()),
        ("Coerce", "ag:agent :police ; ag:target :marta, :greta", {"greta"}),
        ("Coerce", "ag:agent :greta ; ag:target :marta ; ag:negated true", {"greta"}),
        # The word of somebody withheld on what others did.
        ("Accuse", "ag:agent :greta ; ag:attributedTo :source", set()),
        ("Aid", "ag:agent :greta ; ag:attributedTo :source", {"greta"}),
    ],
)
def test_who_is_cut_from_a_claim(kind: str, rest: str, cut: set[str]) -> None:
    turtle = claim("c", kind, rest)
    assert names(ties_of(turtle).cut(node("c"))) == cut
    assert ties_of(turtle, ties="keep").cut(node("c")) == set()


@pytest.mark.parametrize(
    ("kind", "expected"), [("Aid", True), ("Move", True), ("Assault", False), ("Act", False)]
)
def test_classes_that_help(kind: str, expected: bool) -> None:
    assert is_help(kind) is expected


@pytest.mark.parametrize(
    ("keys", "rest", "kept", "gone"),
    [
        ({}, 'ag:time "2024-05-17"', '"2024-05"', "2024-05-17"),
        ({"times": "year"}, 'ag:time "2024-05-17"', '"2024"', "2024-05"),
        ({"times": "none"}, 'ag:time "2024-05-17"', "withheld", "2024"),
        ({}, 'ag:time "2024-05-17/2024-06"', "withheld", "2024"),
        ({}, 'ag:verb "hide quill"', '"aid"', "quill"),
        ({}, 'ag:verb "shelter"', '"shelter"', '"aid"'),
        ({}, "ag:confidence 0.8731", "0.8", "0.87"),
        ({}, 'ag:confidence "sure"', "0.5", "sure"),
        ({}, "ag:foundBy :own-rule", "of-another-tool", "own-rule"),
        ({}, "ag:atLeast 61", '"50"', "61"),
        ({}, "ag:place :oslo", "withheld", "Oslo"),
        ({}, "ag:place :norway", "Norway", "oslo"),
        ({"places": "none"}, "ag:place :norway", "withheld", "Norway"),
    ],
)
def test_what_a_guarded_claim_keeps(
    keys: dict[str, object], rest: str, kept: str, gone: str, tmp_path: Path
) -> None:
    lines = [f"{key} = '{value}'" for key, value in keys.items()]
    places = (
        ':oslo a ag:Place ; rdfs:label "Oslo" ; skos:exactMatch wd:Q585 .'
        ':norway a ag:Government ; rdfs:label "Norway" ; skos:exactMatch wd:Q20 .'
    )
    store = store_of(MARTA, places, claim("c", "Aid", f"ag:target :marta ; {rest}"))
    redacted = redact(store, written(tmp_path, "\n".join(lines)), key=KEY)
    text = "\n".join(map(str, redacted.triples()))
    assert kept in text
    assert gone not in text


@pytest.mark.parametrize(
    ("turtle", "count"),
    [
        (claim("c", "Aid", "ag:target :marta"), 1),
        (":c a ag:Claim, ag:Relation ; ag:reportedIn :story ; ag:object :marta .", 0),
        (":c a ag:Claim, ag:Relation ; ag:reportedIn :story ; ag:object :greta .", 1),
        (":c a ag:Claim, ag:LocatedIn ; ag:reportedIn :story ; ag:object :greta .", 0),
    ],
)
def test_relations_of_somebody_withheld_are_left_out(turtle: str, count: int) -> None:
    redacted = redact(store_of(MARTA, GRETA, turtle), key=KEY)
    assert sum(triple.object == AG.Claim for triple in redacted.triples()) == count


# --- Forgetting

SPANS = """
:story nif:isString "Greta Lind met Bo." .
<urn:x-story#char=0,10> a ag:Span ; nif:anchorOf "Greta Lind" .
<urn:x-story#char=15,17> a ag:Span ; nif:anchorOf "Bo" .
:greta ag:mention <urn:x-story#char=0,10> .
:bo a ag:Person ; rdfs:label "Bo" ; ag:mention <urn:x-story#char=15,17> .
"""


def left(who: str, *turtle: str) -> Facts:
    return Facts(forget(store_of(GRETA, SPANS, *turtle), who).triples())


def test_spans_go_with_the_last_reference_to_them() -> None:
    facts = left("Greta Lind")
    assert node("story#char=0,10") not in facts
    assert node("story#char=15,17") in facts
    shared = left("Greta Lind", ":c a ag:Claim ; ag:evidence <urn:x-story#char=0,10> .")
    assert node("story#char=0,10") in shared
    assert shared.values(node("story#char=0,10"), RDFS.label) == []


@pytest.mark.parametrize("who", ["Greta Lind", "greta LIND", "urn:x-greta", "Gréta"])
def test_an_actor_is_found_by_iri_or_any_name(who: str) -> None:
    facts = left(who, ':greta skos:altLabel "Greta" .')
    assert node("greta") not in facts
    assert "Greta" not in "".join(str(list(facts.triples(subject))) for subject in facts)


@pytest.mark.parametrize(
    ("turtle", "gone"),
    [
        (claim("c", "Aid", "ag:agent :greta"), {"c"}),
        (claim("c", "Aid", "ag:attributedTo :greta"), {"c"}),
        (claim("c", "Aid", "ag:agent :bo"), set()),
        (
            claim("c", "Statement", "ag:agent :greta")
            + claim("d", "Aid", "ag:agent :bo ; ag:saidIn :c")
            + claim("e", "Aid", "ag:agent :bo ; ag:saidIn :d"),
            {"c", "d", "e"},
        ),
        (":l a ag:IdentityLink ; ag:subject :greta .", {"l"}),
        (':greta ag:decision :d . :d ag:decided "same" .', {"d"}),
    ],
)
def test_what_goes_with_an_actor(turtle: str, gone: set[str]) -> None:
    before = Facts(store_of(GRETA, SPANS, turtle).triples())
    after = left("Greta Lind", turtle)
    removed = names(subject for subject in before if subject not in after)
    assert removed - {"greta", "char=0,10"} == gone


def test_a_label_that_has_the_name_is_replaced_and_other_texts_go() -> None:
    facts = left(
        "Greta Lind", ':b a ag:Document ; rdfs:label "Life of Greta Lind" ; ag:title "By Lind" .'
    )
    assert facts.label(node("b")) == "a name that was forgotten"
    assert not facts.has(node("b"), AG.title)


@pytest.mark.parametrize("article", ["urn:x-story"])
def test_an_article_is_forgotten_whole(article: str) -> None:
    assert forget(store_of(GRETA), article).articles() == []


def test_nobody_of_this_name() -> None:
    with pytest.raises(GraphError, match="name"):
        left("Eva Stone")
