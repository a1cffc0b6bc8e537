"""Inference: what follows from a graph and the ontology by the rules of OWL 2 RL."""

import tempfile
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import ONTOLOGY, OWL, RDF, iri_text, ontology

# Subject, predicate and object as IRIs.
Key = tuple[str, str, str]
OWL_NAMESPACE = OWL.Thing.value.removesuffix("Thing")
RDF_NAMESPACE = RDF.type.value.removesuffix("type")
# Properties of other vocabularies whose inferences are kept.
KEPT_PROPERTIES = (RDF.type.value, OWL.sameAs.value)


def infer(store: MemoryStore) -> int:
    """Derive what OWL 2 RL derives, replace the graph `id/inferred` with it, and return its size.

    Only new triples about the articles' own nodes are kept: no tautologies, nothing about the
    vocabulary. Raises GraphError if the reasoner is not installed.
    """
    known = {_key(triple) for triple in store.triples()}
    new = [key for key in _closure(store) if key not in known and _is_informative(key)]
    store.replace_inferences(_triple(key) for key in sorted(new))
    return len(new)


def _closure(store: MemoryStore) -> set[Key]:
    """Return the premises and everything that follows from them, as far as it relates IRIs."""
    try:
        import reasonable
    except ImportError:
        remedy = "pip install 'actorgraph[reason]'"
        raise GraphError("the reasoner for OWL 2 RL is not installed", remedy=remedy) from None
    import rdflib

    reasoner = reasonable.PyReasoner()
    axioms = [quad.triple for quad in ontology().store]
    with tempfile.TemporaryDirectory() as folder:
        # The reasoner reads Turtle itself; through rdflib it would take ten times as long.
        path = Path(folder) / "all.ttl"
        content = ox.serialize([*axioms, *store.triples()], format=ox.RdfFormat.TURTLE)
        path.write_bytes(content or b"")
        reasoner.load_file(str(path))
    return {
        (str(subject), str(predicate), str(thing))
        for subject, predicate, thing in reasoner.reason()
        if isinstance(subject, rdflib.URIRef) and isinstance(thing, rdflib.URIRef)
    }


def _key(triple: ox.Triple) -> Key:
    return iri_text(triple.subject), iri_text(triple.predicate), iri_text(triple.object)


def _triple(key: Key) -> ox.Triple:
    subject, predicate, thing = key
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(thing))


def _is_informative(key: Key) -> bool:
    """Return whether a triple says something about an article's node, and more than the trivial."""
    subject, predicate, thing = key
    if subject.startswith((ONTOLOGY, OWL_NAMESPACE, RDF_NAMESPACE)):
        return False
    # Everything is a thing, and the same as itself.
    if thing == OWL.Thing.value:
        return False
    if predicate == OWL.sameAs.value and subject == thing:
        return False
    return predicate.startswith(ONTOLOGY) or predicate in KEPT_PROPERTIES
