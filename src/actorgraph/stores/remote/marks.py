"""Marks: what a store elsewhere keeps beside each article's edges about where the article came from and what was done."""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.stores.disk.ledger import Row
from actorgraph.stores.memory import DERIVED
from actorgraph.vocabulary.vocab import DCT, local_name

# An article's edges stand in a graph of their own, so that they are replaced whole with it; its marks stand beside them.
KEY = DCT.identifier  # the hash of a source that was read for this article
RANK = DCT.description  # what decides between sources of one text, of the source that was kept
SOURCE = DCT.source  # its name
DIGEST = DCT.hasVersion  # of the article's triples
RULE = DCT.conformsTo  # the policy by which the edges were derived
MARKS = (KEY, RANK, SOURCE, DIGEST, RULE)
POLICY = DCT.conformsTo  # of the store itself: the policy's name and SPARQL as JSON
VOCABULARY_MARK = DCT.hasVersion  # of the store itself: the digest of the vocabulary it holds


def edges_graph(article: ox.NamedNode) -> ox.NamedNode:
    """Return the name of the graph of an article's direct edges."""
    return ox.NamedNode(f"{DERIVED.value}/{local_name(article)}")


def marks(row: Row, keys: Iterable[str], rule: str) -> list[ox.Triple]:
    """Return the marks of an article; `rule` is the digest of the policy by which its edges are derived, or empty."""
    told = [
        (RANK, row.rank),
        (SOURCE, row.source),
        (DIGEST, row.digest),
        (RULE, rule),
        *((KEY, key) for key in keys),
    ]
    node = edges_graph(ox.NamedNode(row.iri))
    return [ox.Triple(node, role, ox.Literal(value)) for role, value in told if value]


def is_mark(triple: ox.Triple) -> bool:
    """Tell whether a triple is a mark and no part of an edge."""
    return triple.predicate in MARKS


def short(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
