"""The merged graph: Oxigraph's default graph, with each triple of the named graphs once.

Oxigraph's own union of named graphs does not: an actor whom a hundred articles name would have a
hundred labels, counts would be wrong and joins quadratic.
"""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox

from actorgraph.stores.contract import VOCABULARY
from actorgraph.stores.packing import stated_as_own
from actorgraph.vocabulary.vocab import AG, ONTOLOGY, RDF, RDFS, SKOS, ontology

# What questions need of the ontology's terms.
SPOKEN = (
    RDF.type,
    RDFS.label,
    RDFS.subClassOf,
    SKOS.definition,
    AG.polarity,
    AG.direct,
    AG.ploverCode,
)


@cache
def vocabulary() -> tuple[ox.Triple, ...]:
    """Return what questions need of the ontology: they name classes by their labels."""
    triples = []
    for predicate in SPOKEN:
        for quad in ontology().store.quads_for_pattern(None, predicate, None):
            subject = quad.subject
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(ONTOLOGY):
                triples.append(quad.triple)
    return tuple(triples)


def empty_database() -> ox.Store:
    """Return a database in memory that holds the vocabulary alone."""
    quads = ox.Store()
    load(quads, _written_vocabulary())
    return quads


def load(quads: ox.Store, content: bytes) -> None:
    """Read into a database what `in_both` wrote."""
    # What was a triple is valid: read without a check of its terms, it takes two thirds of the
    # time.
    quads.load(content, format=ox.RdfFormat.N_QUADS, lenient=True)


def in_both(name: ox.NamedNode | ox.BlankNode, triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Quads of a named graph and of the merged one.

    `Store.load` reads them twice as fast as `Store.extend` takes quads.
    """
    merged = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return merged + merged.replace(b" .\n", f" {name} .\n".encode())


def merged_quad(statement: ox.Triple | ox.Quad) -> ox.Quad:
    """Return a statement as a quad of the merged graph."""
    return ox.Quad(
        statement.subject,
        statement.predicate,
        statement.object,
    )


def only_in(
    quads: ox.Store,
    name: ox.NamedNode,
    triples: Iterable[ox.Triple],
) -> list[ox.Triple]:
    """Return those of a graph's triples that no other graph holds, packed or not."""
    own = (name, ox.DefaultGraph())
    # The caller removes what is returned, so nothing may be read from the database any more.
    triples = list(triples)
    stated = stated_as_own(quads, triples, name)
    alone = []
    for triple in triples:
        holders = quads.quads_for_pattern(
            triple.subject,
            triple.predicate,
            triple.object,
            None,
        )
        if triple not in stated and all(quad.graph_name in own for quad in holders):
            alone.append(triple)
    return alone


@cache
def _written_vocabulary() -> bytes:
    return in_both(VOCABULARY, vocabulary())
