"""Turtle in a fixed order: the same triples always give the same bytes."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.vocabulary.vocab import (
    NIF,
    RDF,
    ontology,
)

# Subjects that are sorted between two looks at the deadline.
SUBJECTS_BETWEEN_LOOKS = 1000


def turtle(triples: Iterable[ox.Triple]) -> str:
    """Write triples as Turtle under the ontology's prefixes: claims first, the many spans last."""
    ordered = in_order(triples)
    spans = {triple.subject for triple in ordered if triple.predicate == NIF.beginIndex}
    ordered.sort(key=lambda triple: triple.subject in spans)
    content = ox.serialize(
        ordered,
        format=ox.RdfFormat.TURTLE,
        prefixes=_prefixes(),
    )
    return (content or b"").decode()


def in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return triples by subject, the classes first; each once."""
    about: dict[ox.NamedNode | ox.BlankNode | ox.Triple, set[ox.Triple]] = defaultdict(set)
    for triple in triples:
        about[triple.subject].add(triple)
    ordered: list[ox.Triple] = []
    # To sort the few triples of each subject is faster than to sort them all.
    for number, subject in enumerate(sorted(about, key=str)):
        if number % SUBJECTS_BETWEEN_LOOKS == 0:
            check_deadline()
        ordered += sorted(about[subject], key=_key)
    return ordered


def _key(triple: ox.Triple) -> tuple[bool, str, str]:
    rank = _rank(triple.predicate)
    return *rank, str(triple.object)


@lru_cache(maxsize=1024)
def _rank(predicate: ox.NamedNode) -> tuple[bool, str]:
    return predicate != RDF.type, str(predicate)


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}
