"""Marks: what a remote store keeps about an article's source and policy."""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.stores.contract import DERIVED, Origin
from actorgraph.stores.policy import Policy
from actorgraph.vocabulary.vocab import DCT, local_name

# An article's edges are in a graph of their own, so that they are replaced whole with it. The marks
# are statements about that graph, in that graph.
KEY = DCT.identifier  # the hash of a source that was read for this article; there may be several
RANK = DCT.description  # of the source whose graph is stored
SOURCE = DCT.source  # its name
DIGEST = DCT.hasVersion  # of the article's triples
RULE = DCT.conformsTo  # the digest of the policy by which the edges were derived
MARKS = (KEY, RANK, SOURCE, DIGEST, RULE)
# Statements about the store itself, in the graph DERIVED.
POLICY = DCT.conformsTo  # the policy's name and SPARQL as JSON
VOCABULARY_DIGEST = DCT.hasVersion  # of the vocabulary it has


def edges_graph(article: ox.NamedNode) -> ox.NamedNode:
    """Return the name of the graph of an article's direct edges."""
    return ox.NamedNode(f"{DERIVED.value}/{local_name(article)}")


def marks(
    article: ox.NamedNode,
    origin: Origin,
    *,
    digest: str,
    keys: Iterable[str],
    rule: str,
) -> list[ox.Triple]:
    """Return the marks of an article.

    `rule` is the mark of the policy of its edges, empty if they are not derived.
    """
    values = [
        (RANK, origin.rank),
        (SOURCE, origin.source),
        (DIGEST, digest),
        (RULE, rule),
        *((KEY, key) for key in keys),
    ]
    node = edges_graph(article)
    return [ox.Triple(node, role, ox.Literal(value)) for role, value in values if value]


def is_mark(triple: ox.Triple) -> bool:
    """Return whether a triple is a mark, not part of an edge."""
    return triple.predicate in MARKS


def policy_mark(policy: Policy | None) -> str:
    """Return the digest that marks the policy of an article's edges; empty without one."""
    return hashlib.sha256(policy.to_json().encode()).hexdigest() if policy else ""
