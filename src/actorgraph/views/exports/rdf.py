"""RDF in the formats that Oxigraph writes: triples, quads with the derived edges, and RDF 1.2."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.turtle import turtle
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import (
    AG,
    RDF,
    carrying,
    ontology,
)

# Characters that XML cannot hold, not even escaped.
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_triples(store: Store) -> list[ox.Triple]:
    """Return what the articles' graphs say, sorted, in RDF 1.1.

    Triples about triples are left out, because few tools read them.
    """
    plain = {triple for triple in store.triples() if not isinstance(triple.object, ox.Triple)}
    return sorted(plain, key=str)


def prefixes() -> dict[str, str]:
    """Return the ontology's prefixes, sorted."""
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}


def serialize(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, **more: str
) -> str:
    """Write triples or quads under the ontology's prefixes, and `more` where a format needs it."""
    content = ox.serialize(statements, format=form, prefixes=prefixes() | more)
    return (content or b"").decode()


def turtle_11(store: Store) -> str:
    """Write Turtle like `graph.ttl`."""
    return turtle(plain_triples(store))


def turtle_12(store: Store) -> str:
    """Write Turtle of RDF 1.2: each claim also reifies the direct edges that it reports.

    No edge is asserted.
    """
    triples = plain_triples(store)
    return 'VERSION "1.2"\n' + turtle([*triples, *_reified(Facts(triples))])


def n_triples(store: Store) -> str:
    """Write N-Triples, a line for each triple, sorted."""
    return serialize(plain_triples(store), ox.RdfFormat.N_TRIPLES)


def n_quads(store: Store) -> str:
    """Write N-Quads: a graph for each article, and one for the derived edges."""
    return serialize(_quads(store), ox.RdfFormat.N_QUADS)


def trig(store: Store) -> str:
    """Write TriG: a graph for each article, and one for the derived edges."""
    return serialize(_quads(store), ox.RdfFormat.TRIG)


def _quads(store: Store) -> list[ox.Quad]:
    plain = {quad for quad in store.contents() if not isinstance(quad.object, ox.Triple)}
    return sorted(plain, key=_quad_key)


def _quad_key(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _reified(facts: Facts) -> Iterator[ox.Triple]:
    """Yield `claim rdf:reifies <<( from direct to )>>` for every claim, however uncertain."""
    for claim in facts:
        if not isinstance(claim, ox.NamedNode):
            continue
        names = list(_direct_properties(facts, claim))
        if not names:
            continue
        begins = facts.nodes(claim, AG.agent)
        # The links to Wikidata have a subject, too, but no factuality.
        if facts.has(claim, AG.factuality):
            begins += facts.nodes(claim, AG.subject)
        ends = facts.claim(claim).counterparts
        for name, begin, end in product(names, begins, ends):
            yield ox.Triple(claim, RDF.reifies, ox.Triple(begin, AG[name], end))


def _direct_properties(facts: Facts, claim: ox.NamedNode) -> Iterator[str]:
    """Yield the direct properties for the classes of a claim."""
    for kind in facts.nodes(claim, RDF.type):
        for _, name in carrying(AG.direct, kind):
            yield name
