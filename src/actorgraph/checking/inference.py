"""Inference: what follows from a graph and the ontology by the rules of OWL 2 RL, kept in a graph of its own."""

import tempfile
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import ONTOLOGY, OWL, RDF, iri_text, ontology


def infer(store: MemoryStore) -> int:
    """Derive what OWL 2 RL derives, put it into the graph `id/inferred` in the place of what stood there, and count it.

    Only what is new and speaks of the articles' own nodes is kept: no tautology, nothing about the vocabulary. Raises
    GraphError where the reasoner is not installed.
    """
    told = {_key(triple) for triple in store.triples()}
    found = {key for key in _closure(store) if key not in told and _is_telling(key)}
    store.replace_inferences(ox.Triple(*map(ox.NamedNode, key)) for key in sorted(found))
    return len(found)


def _closure(store: Store) -> set[tuple[str, str, str]]:
    """Return all that follows, and what it follows from, where subject and object are IRIs."""
    try:
        import reasonable
    except ImportError:
        remedy = "pip install 'actorgraph[reason]'"
        raise GraphError("the reasoner for OWL 2 RL is not installed", remedy=remedy) from None
    import rdflib

    reasoner = reasonable.PyReasoner()
    with tempfile.TemporaryDirectory() as folder:
        # It reads Turtle; through rdflib it would take ten times as long.
        path = Path(folder) / "all.ttl"
        told = [*(quad.triple for quad in ontology().store), *store.triples()]
        path.write_bytes(ox.serialize(told, format=ox.RdfFormat.TURTLE) or b"")
        reasoner.load_file(str(path))
    triples = (triple for triple in reasoner.reason() if isinstance(triple[2], rdflib.URIRef))
    return {(str(s), str(p), str(o)) for s, p, o in triples if isinstance(s, rdflib.URIRef)}


def _key(triple: ox.Triple) -> tuple[str, str, str]:
    return iri_text(triple.subject), iri_text(triple.predicate), iri_text(triple.object)


def _is_telling(key: tuple[str, str, str]) -> bool:
    """Tell whether a triple says something: of a node of an article, and more than that it is itself, or a thing."""
    subject, predicate, thing = key
    trivial = thing == OWL.Thing.value or (predicate == OWL.sameAs.value and subject == thing)
    about_words = subject.startswith(
        (ONTOLOGY, OWL.Thing.value.removesuffix("Thing"), RDF.type.value[:-4])
    )
    return (
        not trivial and not about_words and (predicate.startswith(ONTOLOGY) or predicate in _SAYING)
    )


_SAYING = (RDF.type.value, OWL.sameAs.value)
