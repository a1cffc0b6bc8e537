"""What of an article's graph can be searched: names, quotations, the words of evidence, and the title; and its digest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, RDFS, SKOS

KINDS = ("title", "name", "quotation", "evidence")
ACTOR = f"{INDIVIDUALS}actor/"
_WORDED = frozenset([NIF.anchorOf, AG.evidence, AG.quotation, RDFS.label, SKOS.altLabel, DCT.title])


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words, what they are, and the IRI of the actor, claim or article that has them."""

    kind: str
    node: str
    words: str


def passages(triples: Iterable[ox.Triple]) -> list[Passage]:
    """Return the passages of one article's graph, sorted."""
    worded = [triple for triple in triples if triple.predicate in _WORDED]
    spans = [(t.subject, t.object) for t in worded if t.predicate == NIF.anchorOf]
    words: dict[object, str] = {
        span: told.value for span, told in spans if isinstance(told, ox.Literal)
    }
    return sorted({passage for triple in worded for passage in _of(triple, words)})


def _of(triple: ox.Triple, words: dict[object, str]) -> Iterator[Passage]:
    if not isinstance(triple.subject, ox.NamedNode):
        return
    node, told = triple.subject.value, triple.object
    if triple.predicate == AG.evidence and told in words:
        yield Passage("evidence", node, words[told])
    elif isinstance(told, ox.Literal):
        if triple.predicate in (RDFS.label, SKOS.altLabel) and node.startswith(ACTOR):
            yield Passage("name", node, told.value)
        elif triple.predicate == AG.quotation:
            yield Passage("quotation", node, told.value)
        elif triple.predicate == DCT.title:
            yield Passage("title", node, told.value)


def digest(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256, in hexadecimal, of the triples as sorted lines of N-Triples."""
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").split(b"\n")
    return hashlib.sha256(b"\n".join(sorted(line for line in lines if line))).hexdigest()
