"""Validation against the ontology: unknown terms, and the SHACL shapes."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from actorgraph.checking.findings import Finding
from actorgraph.vocabulary.vocab import (
    ONTOLOGY,
    RDF,
    RDFS,
    defined,
    iri_text,
    local_name,
    ontology,
    ontology_text,
)

if TYPE_CHECKING:
    import rdflib


def unknown_terms(triples: list[ox.Triple]) -> Iterator[Finding]:
    """Yield every use of a class or property of ours that the ontology does not define."""
    for triple in triples:
        term: object = triple.predicate
        if term == RDF.type:
            term = triple.object
        if _is_unknown(term):
            message = f"the ontology does not define ag:{local_name(term)}"
            node = iri_text(triple.subject)
            yield Finding(
                node,
                "closed-vocabulary",
                message,
                "use a term of ontology/",
            )


def _is_unknown(term: object) -> bool:
    if not isinstance(term, ox.NamedNode):
        return False
    return term.value.startswith(ONTOLOGY) and not defined(term)


def misshapen(triples: list[ox.Triple]) -> Iterator[Finding]:
    """Yield every node of one graph that breaks a shape of `ontology/shapes.ttl`."""
    import pyshacl
    from rdflib import SH

    graph = _rdflib([*triples, *_hierarchy()])
    _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes())
    for result in report.objects(None, SH.result):
        constraint = report.value(result, SH.sourceConstraint)
        if constraint:
            # A rule of the article about another node gives that node as its value.
            node = report.value(result, SH.value)
            rule = constraint
        else:
            node = report.value(result, SH.focusNode)
            rule = report.value(result, SH.sourceShape)
        message, _, remedy = str(report.value(result, SH.resultMessage)).partition("; ")
        yield Finding(str(node), local_name(str(rule)), message, remedy)


def _rdflib(triples: list[ox.Triple]) -> "rdflib.Graph":
    import rdflib

    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=lines.decode(), format="nt")


@cache
def _shapes() -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")


@cache
def _hierarchy() -> tuple[ox.Triple, ...]:
    """Return the subclass axioms, so that a shape for claims also finds an `ag:Assault`."""
    axioms = ontology().store.quads_for_pattern(None, RDFS.subClassOf, None)
    return tuple(quad.triple for quad in axioms)
