"""The passages of an article that can be searched: title, names, quotations, evidence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, RDFS, SKOS

KINDS = ("title", "name", "quotation", "evidence")
ACTOR = f"{INDIVIDUALS}actor/"
NAMES = (RDFS.label, SKOS.altLabel)
WORDED = frozenset(
    [
        NIF.anchorOf,
        AG.evidence,
        AG.quotation,
        *NAMES,
        DCT.title,
    ]
)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words, their kind, and the IRI of the actor, claim or article that they belong to."""

    kind: str
    node: str
    words: str


def find_passages(triples: Iterable[ox.Triple]) -> list[Passage]:
    """Return the passages of one article's graph, sorted, each once."""
    worded = [triple for triple in triples if triple.predicate in WORDED]
    words = _words_of_spans(worded)
    passages: set[Passage] = set()
    for triple in worded:
        passages.update(_passages(triple, words))
    return sorted(passages)


def _words_of_spans(triples: Iterable[ox.Triple]) -> dict[object, str]:
    words: dict[object, str] = {}
    for triple in triples:
        value = triple.object
        if triple.predicate == NIF.anchorOf and isinstance(value, ox.Literal):
            words[triple.subject] = value.value
    return words


def _passages(triple: ox.Triple, words: Mapping[object, str]) -> Iterator[Passage]:
    if not isinstance(triple.subject, ox.NamedNode):
        return
    node = triple.subject.value
    predicate = triple.predicate
    value = triple.object
    # Evidence is a span, which has the words; all else is a literal.
    if predicate == AG.evidence and value in words:
        yield Passage("evidence", node, words[value])
    elif not isinstance(value, ox.Literal):
        return
    # Classes and rules have labels, too; only those of actors are names.
    elif predicate in NAMES and node.startswith(ACTOR):
        yield Passage("name", node, value.value)
    elif predicate == AG.quotation:
        yield Passage("quotation", node, value.value)
    elif predicate == DCT.title:
        yield Passage("title", node, value.value)
