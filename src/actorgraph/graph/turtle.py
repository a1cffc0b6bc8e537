"""Turtle in a fixed order: the same triples always give the same bytes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.graph.mint.terms import TripleParts
from actorgraph.vocabulary.vocab import (
    NIF,
    RDF,
    ontology,
)

AnyTriple = TypeVar("AnyTriple", ox.Triple, TripleParts)

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


def in_order(triples: Iterable[AnyTriple]) -> list[AnyTriple]:
    """Return triples, or the parts of triples, by subject, the classes first; each once."""
    # Of each subject, the triples by their places among them.
    about: defaultdict[object, dict[tuple[str, str], AnyTriple]] = defaultdict(dict)
    for triple in triples:
        parts: Iterator[object] = iter(triple)
        subject, predicate, value = parts
        about[subject][_rank(predicate), str(value)] = triple
    ordered: list[AnyTriple] = []
    # To sort the few triples of each subject is faster than to sort them all.
    for number, subject in enumerate(sorted(about, key=str)):
        if number % SUBJECTS_BETWEEN_LOOKS == 0:
            check_deadline()
        described = about[subject]
        ordered += [described[place] for place in sorted(described)]
    return ordered


@lru_cache(maxsize=1024)
def _rank(predicate: object) -> str:
    if predicate == RDF.type:
        return ""
    return str(predicate)


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}
