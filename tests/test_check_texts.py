"""Checks of spans and links, each on its smallest graph."""

import hashlib

import pyoxigraph as ox
import pytest

from actorgraph.checking.findings import Finding
from actorgraph.checking.links import check_links
from actorgraph.checking.shapes import unknown_terms
from actorgraph.checking.spans import check_text, matching_texts
from actorgraph.graph.article_graph import digest
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import LINKS
from actorgraph.stores.memory import MemoryStore

PREFIXES = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <urn:x-> .
"""
STORY = ox.NamedNode("urn:x-story")
TEXT = "Ada met Bo."
ARTICLE = (
    f':story a ag:Article ; ag:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}" ;'
    f" ag:length {len(TEXT)} ."
)


def triples(turtle: str) -> list[ox.Triple]:
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


def span(begin: int, end: int, rest: str = "", name: str = "") -> str:
    name = name or f"urn:x-story#char={begin},{end}"
    offsets = f"nif:beginIndex {begin} ; nif:endIndex {end} ; nif:referenceContext :story"
    return f"<{name}> {offsets} {rest} ."


def rules(findings: list[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings)


# --- Spans


@pytest.mark.parametrize(
    ("turtle", "rule"),
    [
        (span(0, 3, '; nif:anchorOf "Ada"'), None),
        (span(0, 3, f'; ag:digest "{digest("Ada")}"'), None),
        (span(0, 3), None),
        (span(0, 3, '; nif:anchorOf "Bo"'), "span-words"),
        (span(0, 3, '; nif:anchorOf ""'), "span-words"),
        (span(0, 3, f'; ag:digest "{digest("Bo")}"'), "span-words"),
        (span(8, 12, '; nif:anchorOf "Bo."'), "span-in-text"),
        (span(0, 3, name="urn:x-story#char=0,4"), "span-name"),
        (":c ag:reportedIn :story ; ag:quotation 'met Bo' .", None),
        (":c ag:reportedIn :story ; ag:quotation 'saw Bo' .", "quotation-words"),
        (":c ag:reportedIn :other ; ag:quotation 'saw Bo' .", None),
        # Without offsets, a span is a matter of the shapes.
        ("<urn:x-s> nif:referenceContext :story .", None),
        ("<urn:x-s> nif:referenceContext :story ; nif:beginIndex 0 ; nif:endIndex 'x' .", None),
    ],
)
def test_spans_are_compared_with_the_text(turtle: str, rule: str | None) -> None:
    findings = list(check_text(Facts(triples(ARTICLE + turtle)), STORY, TEXT))
    assert rules(findings) == ([rule] if rule else [])
    assert all(finding.remedy for finding in findings)


def test_a_changed_text_names_the_claims_it_affects() -> None:
    turtle = (
        ARTICLE
        + span(0, 3, '; nif:anchorOf "Ada"')
        + span(8, 10, '; nif:anchorOf "Bo"')
        + ":c ag:reportedIn :story ; ag:evidence <urn:x-story#char=0,3> ."
        + ":d ag:reportedIn :story ; ag:evidence <urn:x-story#char=8,10> ."
    )
    findings = list(check_text(Facts(triples(turtle)), STORY, "Ada met Al."))
    by_rule = {finding.rule: finding.message for finding in findings}
    assert set(by_rule) == {"text-hash", "span-words"}
    assert "1 of 2 claims" in by_rule["text-hash"]
    assert by_rule["text-hash"].endswith("urn:x-d")


def test_a_text_of_another_length_is_found() -> None:
    findings = list(check_text(Facts(triples(ARTICLE)), STORY, TEXT + "!"))
    assert rules(findings) == ["text-hash", "text-length"]


def test_the_text_in_the_graph_is_checked_too() -> None:
    turtle = f'{ARTICLE} :story nif:isString "Another text" .'
    assert rules(list(check_text(Facts(triples(turtle)), STORY, None))) == [
        "text-hash",
        "text-length",
    ]


def test_a_text_belongs_to_the_article_with_its_hash_or_to_the_only_one() -> None:
    store = MemoryStore()
    store.insert(STORY, triples(ARTICLE))
    assert matching_texts(store, None) == {}
    assert matching_texts(store, "other") == {STORY: "other"}
    store.insert(ox.NamedNode("urn:x-more"), triples(":more a ag:Article ."))
    assert matching_texts(store, "other") == {}
    assert matching_texts(store, TEXT) == {STORY: TEXT}


@pytest.mark.parametrize(
    ("turtle", "count"),
    [
        (":a a ag:Person .", 0),
        (":a a ag:Nonsense .", 1),
        (":a ag:nonsense 1 .", 1),
        (":a :b :c .", 0),
    ],
)
def test_terms_that_the_ontology_lacks(turtle: str, count: int) -> None:
    assert len(list(unknown_terms(triples(turtle)))) == count


# --- Links

ACTORS = ":story a ag:Article . :a a ag:Person . :b a ag:Person ."
LINK = ":a owl:sameAs :b ."
TIE = ":t a ag:ActorTie, ag:Tie ; ag:firstTied :a ; ag:secondTied :b ."


@pytest.mark.parametrize(
    ("graph", "links", "expected"),
    [
        (ACTORS, LINK + TIE, []),
        (ACTORS, LINK, ["link-explained"]),
        (ACTORS, TIE, ["tie-explains"]),
        (ACTORS, TIE.replace("ActorTie", "EventTie") + LINK, ["link-explained", "tie-explains"]),
        # A tie without ends is a matter of the shapes.
        (ACTORS, ":t a ag:ActorTie .", []),
        (":story a ag:Article . :a a ag:Person .", LINK + TIE, ["link-told"]),
        ("", LINK + TIE, []),
        (f"{ACTORS} :a ag:unnamed true .", LINK + TIE, ["link-withheld"]),
        (f"{ACTORS} :b ag:protected true .", LINK + TIE, ["link-withheld"]),
        (f"{ACTORS} :b ag:protected false .", LINK + TIE, []),
        # Whoever takes part in a linked claim must not be withheld, either.
        (f"{ACTORS} :a ag:place :p . :p ag:protected true .", LINK + TIE, ["link-withheld"]),
        (f"{ACTORS} :a ag:attributedTo :p . :p ag:protected true .", LINK + TIE, []),
    ],
)
def test_links_and_ties_explain_each_other(graph: str, links: str, expected: list[str]) -> None:
    store = MemoryStore()
    store.insert(STORY, triples(graph))
    store.insert(LINKS, triples(links))
    findings = list(check_links(store))
    assert rules(findings) == expected
    assert all(finding.node.startswith("urn:x-") for finding in findings)
