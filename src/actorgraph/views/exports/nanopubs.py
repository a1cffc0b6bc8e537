"""Nanopublications: each claim as a report with its source, in the format's four graphs."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import serialize
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    INDIVIDUALS,
    NIF,
    PROV,
    RDF,
    RDFS,
    local_name,
    ontology_text,
)

# What an assertion says about each participant, so that it can be read alone.
DESCRIPTION = (RDF.type, RDFS.label, AG.unnamed, AG.protected)
MAKERS = (PROV.wasGeneratedBy, AG.foundBy)
# The article's own words stay out of its nanopublications.
WITHHELD = (NIF.isString, AG.notice, AG.heading)
PARTS = ("Head", "assertion", "provenance", "pubinfo")
CODE_LENGTH = 16
Triples = Iterator[ox.Triple]


def nanopubs(store: Store) -> str:
    """Write a nanopublication per claim; it asserts the report, never what is reported."""
    facts = Facts(store.triples())
    quads: list[ox.Quad] = []
    for claim in facts.claims:
        quads += _nanopub(claim, facts)
    return serialize(quads, ox.RdfFormat.TRIG, np=_schema())


@cache
def _schema() -> str:
    """Return the namespace of nanopublications, which none of our own graphs uses."""
    parser = ox.parse(ontology_text("nanopub.ttl"), format=ox.RdfFormat.TURTLE)
    # The parser knows the prefixes once it has read the file.
    list(parser)
    return parser.prefixes["np"]


def _nanopub(claim: ox.NamedNode, facts: Facts) -> Iterator[ox.Quad]:
    name = _name(claim)
    whole = ox.NamedNode(name)
    head, assertion, provenance, pubinfo = (ox.NamedNode(f"{name}#{part}") for part in PARTS)
    yield from _quads(head, _head(whole, assertion, provenance, pubinfo))
    yield from _quads(assertion, _assertion(claim, facts))
    yield from _quads(provenance, _provenance(claim, assertion, facts))
    yield from _quads(pubinfo, _publication(whole, claim, facts))


def _quads(
    graph: ox.NamedNode,
    triples: Iterable[ox.Triple],
) -> Iterator[ox.Quad]:
    for triple in sorted(set(triples), key=str):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _name(claim: ox.NamedNode) -> str:
    local = local_name(claim)
    if claim.value != f"{INDIVIDUALS}claim/{local}":
        # The IRI of somebody else's claim: its end alone might not be unique.
        local = hashlib.sha256(claim.value.encode()).hexdigest()[:CODE_LENGTH]
    return f"{INDIVIDUALS}nanopub/{local}"


def _head(
    whole: ox.NamedNode,
    assertion: ox.NamedNode,
    provenance: ox.NamedNode,
    pubinfo: ox.NamedNode,
) -> Triples:
    schema = _schema()
    yield ox.Triple(whole, RDF.type, ox.NamedNode(f"{schema}Nanopublication"))
    yield ox.Triple(whole, ox.NamedNode(f"{schema}hasAssertion"), assertion)
    yield ox.Triple(whole, ox.NamedNode(f"{schema}hasProvenance"), provenance)
    yield ox.Triple(whole, ox.NamedNode(f"{schema}hasPublicationInfo"), pubinfo)


def _assertion(claim: ox.NamedNode, facts: Facts) -> Triples:
    """Yield the claim, and a short description of everything that it names."""
    for triple in facts.triples(claim):
        yield triple
        node = triple.object
        if not isinstance(node, ox.NamedNode | ox.BlankNode) or _is_source(node, facts):
            continue
        if triple.predicate not in MAKERS:
            yield from _only(facts.triples(node), DESCRIPTION)


def _only(triples: Triples, predicates: tuple[ox.NamedNode, ...]) -> Triples:
    return (triple for triple in triples if triple.predicate in predicates)


def _is_source(node: ox.NamedNode | ox.BlankNode, facts: Facts) -> bool:
    """Return whether a node is a span or the article, which the provenance describes."""
    return facts.has(node, NIF.beginIndex) or facts.has(node, AG.sha256)


def _provenance(
    claim: ox.NamedNode,
    assertion: ox.NamedNode,
    facts: Facts,
) -> Triples:
    """Yield where the report comes from: article, run, rule and spans."""
    yield ox.Triple(assertion, PROV.wasDerivedFrom, claim)
    for article in facts.nodes(claim, AG.reportedIn):
        yield ox.Triple(assertion, PROV.hadPrimarySource, article)
    for run in facts.nodes(claim, PROV.wasGeneratedBy):
        yield ox.Triple(assertion, PROV.wasGeneratedBy, run)
    for rule in facts.nodes(claim, AG.foundBy):
        yield ox.Triple(assertion, AG.foundBy, rule)
    for triple in facts.triples(claim):
        node = triple.object
        if isinstance(node, ox.NamedNode) and _is_source(node, facts):
            yield from _without(facts.triples(node), WITHHELD)


def _without(triples: Triples, predicates: tuple[ox.NamedNode, ...]) -> Triples:
    return (triple for triple in triples if triple.predicate not in predicates)


def _publication(
    whole: ox.NamedNode,
    claim: ox.NamedNode,
    facts: Facts,
) -> Triples:
    """Yield what made the nanopublication; no time, because a clock would change the bytes."""
    yield ox.Triple(whole, PROV.wasDerivedFrom, claim)
    for run in facts.nodes(claim, PROV.wasGeneratedBy):
        yield ox.Triple(whole, PROV.wasGeneratedBy, run)
        yield from facts.triples(run)
    for article in facts.nodes(claim, AG.reportedIn):
        yield ox.Triple(whole, DCT.source, article)
