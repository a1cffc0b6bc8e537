"""Nanopublications: each claim for itself, as a report with its source, in the four graphs that the format asks for."""

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import told, written
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

# Of those who take part the assertion tells these, so that it can be read alone.
SHOWN = (RDF.type, RDFS.label, AG.unnamed, AG.protected)
MAKERS = (PROV.wasGeneratedBy, AG.foundBy)
Facts = dict[object, list[ox.Triple]]


def nanopubs(store: Store) -> str:
    """Write a nanopublication per claim. Its assertion is the claim, which is a report, and never what it tells of."""
    facts: Facts = {}
    for triple in told(store):
        facts.setdefault(triple.subject, []).append(triple)
    claims = sorted(
        {t.subject for held in facts.values() for t in held if t.predicate == AG.factuality},
        key=str,
    )
    parts = [
        quad
        for claim in claims
        if isinstance(claim, ox.NamedNode)
        for quad in _nanopub(claim, facts)
    ]
    return written(parts, ox.RdfFormat.TRIG, np=_schema())


def _schema() -> str:
    """Return the namespace of nanopublications, which no graph of ours speaks of."""
    parser = ox.parse(ontology_text("nanopub.ttl"), format=ox.RdfFormat.TURTLE)
    list(parser)
    return parser.prefixes["np"]


def _nanopub(claim: ox.NamedNode, facts: Facts) -> Iterator[ox.Quad]:
    name = _name(claim)
    whole = ox.NamedNode(name)
    graphs = [
        ox.NamedNode(f"{name}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    ]
    parts = (
        _head(whole, graphs),
        _assertion(claim, facts),
        _provenance(claim, graphs[1], facts),
        _origin(whole, claim, facts),
    )
    for graph, triples in zip(graphs, parts, strict=True):
        for triple in sorted(set(triples), key=str):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _name(claim: ox.NamedNode) -> str:
    local = local_name(claim)
    ours = claim.value == f"{INDIVIDUALS}claim/{local}"
    return f"{INDIVIDUALS}nanopub/{local if ours else hashlib.sha256(claim.value.encode()).hexdigest()[:16]}"


def _head(whole: ox.NamedNode, graphs: list[ox.NamedNode]) -> Iterator[ox.Triple]:
    schema = _schema()
    yield ox.Triple(whole, RDF.type, ox.NamedNode(f"{schema}Nanopublication"))
    for role, graph in zip(
        ("hasAssertion", "hasProvenance", "hasPublicationInfo"), graphs[1:], strict=True
    ):
        yield ox.Triple(whole, ox.NamedNode(schema + role), graph)


def _assertion(claim: ox.NamedNode, facts: Facts) -> Iterator[ox.Triple]:
    for triple in facts[claim]:
        yield triple
        if not _is_source(triple.object, facts) and triple.predicate not in MAKERS:
            yield from (shown for shown in facts.get(triple.object, ()) if shown.predicate in SHOWN)


def _is_source(node: object, facts: Facts) -> bool:
    """Tell whether a node is a span or the article, of which the provenance tells."""
    return any(t.predicate in (NIF.beginIndex, AG.sha256) for t in facts.get(node, ()))


def _objects(claim: ox.NamedNode, predicate: ox.NamedNode, facts: Facts) -> list[ox.NamedNode]:
    found = (triple.object for triple in facts[claim] if triple.predicate == predicate)
    return [node for node in found if isinstance(node, ox.NamedNode)]


def _provenance(claim: ox.NamedNode, assertion: ox.NamedNode, facts: Facts) -> Iterator[ox.Triple]:
    """Yield where the report comes from: article, run and rule, and the spans; the article's whole text stays out."""
    yield ox.Triple(assertion, PROV.wasDerivedFrom, claim)
    for article in _objects(claim, AG.reportedIn, facts):
        yield ox.Triple(assertion, PROV.hadPrimarySource, article)
    for run in _objects(claim, PROV.wasGeneratedBy, facts):
        yield ox.Triple(assertion, PROV.wasGeneratedBy, run)
    for rule in _objects(claim, AG.foundBy, facts):
        yield ox.Triple(assertion, AG.foundBy, rule)
    left_out = (NIF.isString, AG.notice, AG.heading)
    for node in {triple.object for triple in facts[claim]}:
        if _is_source(node, facts):
            yield from (triple for triple in facts[node] if triple.predicate not in left_out)


def _origin(whole: ox.NamedNode, claim: ox.NamedNode, facts: Facts) -> Iterator[ox.Triple]:
    """Yield what made the nanopublication itself. It has no moment of its own: a clock would change the bytes."""
    yield ox.Triple(whole, PROV.wasDerivedFrom, claim)
    for run in _objects(claim, PROV.wasGeneratedBy, facts):
        yield ox.Triple(whole, PROV.wasGeneratedBy, run)
        yield from (triple for triple in facts.get(run, ()))
    for article in _objects(claim, AG.reportedIn, facts):
        yield ox.Triple(whole, DCT.source, article)
