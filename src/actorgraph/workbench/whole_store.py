"""Passes over a whole store: everything that it says with one property, or of one class."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import MERGED
from actorgraph.vocabulary.vocab import AG, RDF

CHARACTERS = re.compile(r"#char=(\d{1,15}),(\d{1,15})$")


def nodes(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield (subject, object) of a property, as IRIs."""
    for quad in store.quads_for_pattern(None, predicate, None, MERGED):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def texts_of(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield (subject's IRI, text) of a property."""
    for quad in store.quads_for_pattern(None, predicate, None, MERGED):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value


def first_texts(store: ox.Store, predicate: ox.NamedNode) -> dict[str, str]:
    """Return the first text of a property by subject, in the order of texts."""
    first: dict[str, str] = {}
    for subject, text in texts_of(store, predicate):
        if subject not in first or text < first[subject]:
            first[subject] = text
    return first


def flagged(store: ox.Store, predicate: ox.NamedNode) -> set[str]:
    """Return the subjects of a property that is true."""
    return {subject for subject, text in texts_of(store, predicate) if text == "true"}


def of_class(store: ox.Store, kind: str) -> Iterator[str]:
    """Yield the IRIs of the things of a class."""
    for quad in store.quads_for_pattern(None, RDF.type, AG[kind], MERGED):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def grouped(pairs: Iterable[tuple[str, str]], iris: Iterable[str] = ()) -> list[list[str]]:
    """Return groups of what pairs join, those of `iris` first and in this order."""
    leaders = {iri: iri for iri in iris}

    def leader(iri: str) -> str:
        leaders.setdefault(iri, iri)
        while leaders[iri] != iri:
            leaders[iri] = leaders[leaders[iri]]
            iri = leaders[iri]
        return iri

    for first, second in pairs:
        leaders[leader(first)] = leader(second)
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in leaders:
        groups[leader(iri)].append(iri)
    return list(groups.values())


def place_of_span(span: str) -> tuple[int, int]:
    """Return the offsets that the IRI of a span ends with; 0 and 0 if it has none."""
    found = CHARACTERS.search(span)
    if found is None:
        return 0, 0
    return int(found[1]), int(found[2])
