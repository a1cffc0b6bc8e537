"""Direct edges: what an acceptance policy makes of the claims of one or all articles."""

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.sparql import check_query
from actorgraph.stores.contract import MERGED
from actorgraph.stores.merging import empty_database, in_both, load
from actorgraph.stores.policy import Policy
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, PROV, RDF, carrying, prefixes

# What every policy selects: a claim, and the two actors between whom it makes an edge.
COLUMNS = ("claim", "from", "to")

DIGITS = 16  # of a hash, in the name of an edge's node

Accepted = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]


def edges_of(graph: ArticleGraph, policy: Policy) -> tuple[ox.Triple, ...]:
    """Return the direct edges that one article's claims make by a local policy, sorted."""
    quads = empty_database()
    load(quads, in_both(graph.iri, graph.triples))
    edges = find_edges(quads, policy)
    return tuple(sorted(edges, key=str))


def find_edges(quads: ox.Store, policy: Policy) -> set[ox.Triple]:
    """Return the direct edges that a policy makes of all claims.

    Raises QueryError if the policy is not valid.
    """
    made_by = ox.NamedNode(f"{INDIVIDUALS}policy/{policy.name}")
    edges: set[ox.Triple] = set()
    for claim, start, end in _accepted(quads, policy):
        for relation in _relations(quads, claim):
            edges.update(_edge(claim, start, relation, end, made_by))
    return edges


def check_policy(policy: Policy) -> None:
    """Raise QueryError if a policy is not valid."""
    list(_accepted(empty_database(), policy))


def _accepted(quads: ox.Store, policy: Policy) -> Iterator[Accepted]:
    """Yield the claims that a policy accepts, each with the two actors of its edge."""
    check_query(policy.sparql)
    try:
        result = quads.query(policy.sparql, prefixes=prefixes())
    except SyntaxError as error:
        reason = str(error).split("\n")[0]
        raise QueryError(
            "the policy is not valid SPARQL", where=policy.name, remedy=f"correct it: {reason}"
        ) from error
    if not _has_columns(result):
        raise QueryError(
            "an acceptance policy selects ?claim ?from ?to",
            where=policy.name,
            remedy="see queries/policy-default.rq",
        )
    assert isinstance(result, ox.QuerySolutions)
    for solution in result:
        nodes = []
        for column in COLUMNS:
            node = solution[column]
            if isinstance(node, ox.NamedNode):
                nodes.append(node)
        # A row with a literal or a gap makes no edge.
        if len(nodes) == len(COLUMNS):
            claim, start, end = nodes
            yield claim, start, end


def _has_columns(result: object) -> bool:
    if not isinstance(result, ox.QuerySolutions):
        return False
    names = {variable.value for variable in result.variables}
    return names == set(COLUMNS)


def _relations(quads: ox.Store, claim: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yield the properties that a claim's classes give its direct edge, such as ag:supported."""
    for quad in quads.quads_for_pattern(claim, RDF.type, None, MERGED):
        if not isinstance(quad.object, ox.NamedNode):
            continue
        for _, name in carrying(AG.direct, quad.object):
            yield AG[name]


def _edge(
    claim: ox.NamedNode,
    start: ox.NamedNode,
    relation: ox.NamedNode,
    end: ox.NamedNode,
    made_by: ox.NamedNode,
) -> Iterator[ox.Triple]:
    # The same edge gets the same node from each claim: its name is the hash of its ends and
    # relation.
    text = f"{start} {relation} {end}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    node = ox.NamedNode(f"{INDIVIDUALS}edge/{digest[:DIGITS]}")
    yield ox.Triple(start, relation, end)
    yield ox.Triple(node, RDF.type, AG.DerivedEdge)
    yield ox.Triple(node, AG.subject, start)
    yield ox.Triple(node, AG.object, end)
    yield ox.Triple(node, AG.directProperty, relation)
    yield ox.Triple(node, AG.restsOn, claim)
    yield ox.Triple(node, PROV.wasDerivedFrom, claim)
    yield ox.Triple(node, AG.byPolicy, made_by)
    yield ox.Triple(made_by, RDF.type, AG.Policy)
