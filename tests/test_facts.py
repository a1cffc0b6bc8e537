"""Reading a graph: each question of `Facts` on the smallest graphs that tell it apart."""

import pyoxigraph as ox
import pytest

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import SpanFacts
from actorgraph.vocabulary.vocab import AG, DCT, RDF, RDFS, SKOS
from tests.snippets import ARTICLE, MEETING, facts, node, triples

ANN, BOB, MEETING_NODE = node("ann"), node("bob"), node("meeting")


def test_every_subject_is_listed_once_in_a_fixed_order() -> None:
    ordered = triples(ARTICLE + MEETING)
    one, two = Facts(ordered), Facts([*reversed(ordered), *ordered])
    assert list(one) == list(two)
    assert len(one) == len(two) == len({triple.subject for triple in ordered})


def test_an_unknown_node_has_nothing_and_stays_unknown() -> None:
    known = facts(ARTICLE)
    nobody = node("nobody")
    assert known.objects(nobody, RDFS.label) == []
    assert known.nodes(nobody, RDF.type) == []
    assert known.node(nobody, RDF.type) is None
    assert known.value(nobody, RDFS.label) == ""
    assert known.value(nobody, RDFS.label, "?") == "?"
    assert known.properties(nobody) == {}
    assert not known.flag(nobody, AG.unnamed)
    assert nobody not in known


def test_triples_about_triples_are_ignored() -> None:
    inner = ox.Triple(ANN, AG.consulted, BOB)
    assert list(Facts([ox.Triple(MEETING_NODE, RDF.reifies, inner)])) == []


def test_values_are_sorted_whatever_order_they_come_in() -> None:
    known = facts('ex:ann skos:altLabel "b" , "a" , "c" .')
    assert known.values(ANN, SKOS.altLabel) == ["a", "b", "c"]
    assert known.value(ANN, SKOS.altLabel) == "a"


def test_nodes_leave_literals_out_and_values_do_not() -> None:
    known = facts('ex:meeting ag:agent ex:ann , "somebody" .')
    assert known.nodes(MEETING_NODE, AG.agent) == [ANN]
    assert set(known.values(MEETING_NODE, AG.agent)) == {"somebody", ANN.value}


def test_what_is_required_and_missing_is_an_error_that_names_it() -> None:
    known = facts(ARTICLE)
    assert known.required(node("article"), DCT.title) == "Port strike"
    with pytest.raises(LookupError, match=r"factuality.*example\.org/ann"):
        known.required(ANN, AG.factuality)


@pytest.mark.parametrize(
    ("turtle", "kind"),
    [
        ("ex:x a ag:Claim , ag:Action , ag:Consult .", "Consult"),
        ("ex:x a ag:Claim , ag:Relation , ag:MemberOf .", "MemberOf"),
        ("ex:x a ag:Claim , ag:Action .", "Action"),
        ("ex:x a ag:Place .", "Place"),
        ("ex:x a ag:Place , ag:Government .", "Government"),
        ("ex:x a ag:Person .", "Person"),
        ("ex:x a schema:Person .", "Place"),
        ('ex:x rdfs:label "x" .', "Place"),
    ],
)
def test_the_kind_is_the_most_precise_class_of_ours(turtle: str, kind: str) -> None:
    assert facts(turtle).kind(node("x")) == kind


def test_kinds_are_ours_and_types_are_all() -> None:
    known = facts("ex:x a ag:Person , schema:Patient .")
    assert known.kinds(node("x")) == ("Person",)
    assert known.types(node("x")) == {"Person", "Patient"}
    assert known.is_a(node("x"), "Person")
    assert not known.is_a(node("x"), "Actor")


@pytest.mark.parametrize(
    ("turtle", "label"),
    [
        ('ex:ann rdfs:label "Ann" .', "Ann"),
        ('ex:ann rdfs:label "Z" , "Ann" .', "Ann"),
        ('ex:ann rdfs:label "" .', ""),
        ('ex:ann skos:altLabel "Dr Ann" .', "ann"),
    ],
)
def test_a_label_or_the_end_of_the_iri(turtle: str, label: str) -> None:
    assert facts(turtle).label(ANN) == label


def test_claims_articles_and_actors_are_listed() -> None:
    known = facts(ARTICLE + MEETING)
    assert known.claims == (MEETING_NODE,)
    assert known.articles == (node("article"),)
    assert known.actors == (ANN, BOB)
    assert known.of_type("Rule") == [node("rule")]
    assert known.of_type("Statement") == []


def test_whoever_the_text_mentions_is_not_a_link() -> None:
    known = facts(ARTICLE + 'ex:link a ag:IdentityLink ; ag:mention ex:s1 ; ag:reason "its name" .')
    assert known.mentioned == (ANN, BOB)


def test_only_keeps_what_is_wanted() -> None:
    part = facts(ARTICLE + MEETING).only(lambda subject: subject == ANN)
    assert list(part) == [ANN]
    assert part.claims == ()


def test_triples_of_a_node_are_those_it_was_read_from() -> None:
    given = triples(ARTICLE)
    known = Facts(given)
    assert {triple for subject in known for triple in known.triples(subject)} == set(given)


def test_an_article_is_read_with_and_without_its_text() -> None:
    article = facts(ARTICLE).article(node("article"))
    assert (article.title, article.publisher, article.issued) == (
        "Port strike",
        "The Example",
        "2017-08",
    )
    assert (article.length, article.url) == (80, "")
    assert article.text == "Ann met Bob. Bob slept."
    withheld = facts("ex:article a ag:Article .").article(node("article"))
    assert withheld.text is None
    assert withheld.length == 0


def test_an_actor_is_read() -> None:
    ann = facts(ARTICLE + "ex:ann ag:protected true .").actor(ANN)
    assert (ann.label, ann.aliases, ann.kind) == ("Ann", ("Dr Ann",), "Person")
    assert ann.protected
    assert not ann.unnamed
    assert ann.identity == ""


def test_a_claim_is_read_by_its_roles() -> None:
    claim = facts(ARTICLE + MEETING).claim(MEETING_NODE)
    assert claim.roles == {"agent": (ANN,), "target": (BOB,)}
    assert (claim.doers, claim.counterparts) == ((ANN,), (BOB,))
    assert list(claim.participants) == [ANN, BOB]
    assert (claim.verb, claim.kind, claim.title) == ("meet", "Consult", "")
    assert claim.article == node("article")
    assert claim.said_in is None
    assert not claim.is_relation
    assert not claim.is_attitude


def test_sources_are_a_role_but_do_not_take_part() -> None:
    claim = facts(MEETING + "ex:meeting ag:attributedTo ex:cem .").claim(MEETING_NODE)
    assert claim.sources == (node("cem"),)
    assert node("cem") not in list(claim.participants)
    assert claim.in_roles("attributedTo", "agent") == (node("cem"), ANN)


@pytest.mark.parametrize(
    ("factuality", "source", "certainty"),
    [
        ("Asserted", "", "asserted"),
        ("Asserted", "ag:attributedTo ex:cem ;", "reported"),
        ("Alleged", "", "alleged"),
        ("Alleged", "ag:attributedTo ex:cem ;", "alleged"),
        ("Requested", "ag:attributedTo ex:cem ;", "requested"),
    ],
)
def test_certainty_in_one_word(factuality: str, source: str, certainty: str) -> None:
    known = facts(f"ex:x a ag:Claim ; {source} ag:factuality ag:{factuality} .")
    assert known.claim(node("x")).certainty == certainty


def test_a_claim_without_factuality_has_no_certainty() -> None:
    claim = facts("ex:x a ag:Claim .").claim(node("x"))
    with pytest.raises(LookupError, match="factuality"):
        _ = claim.certainty


def test_spans_come_in_the_order_of_the_text() -> None:
    known = facts(
        "ex:x ag:evidence ex:b , ex:a . ex:a nif:beginIndex 10 ; nif:endIndex 12 ."
        ' ex:b nif:beginIndex 9 ; nif:endIndex 10 ; nif:anchorOf "b" .'
    )
    assert known.spans(node("x"), AG.evidence) == [
        SpanFacts(9, 10, "b", node("b").value),
        SpanFacts(10, 12, "", node("a").value),
    ]
