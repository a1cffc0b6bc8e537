"""Turtle in a fixed order: the same triples always give the same bytes."""

from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import (
    NIF,
    RDF,
    ontology,
)


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
    return sorted(set(triples), key=_key)


def _key(triple: ox.Triple) -> tuple[str, bool, str, str]:
    is_no_class = triple.predicate != RDF.type
    return str(triple.subject), is_no_class, str(triple.predicate), str(triple.object)


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}
