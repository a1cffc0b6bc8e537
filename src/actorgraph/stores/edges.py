"""Direct edges: what an acceptance policy makes of the claims of one article, or of all articles merged."""

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.sparql import check_query
from actorgraph.stores.merging import empty_database, in_both
from actorgraph.stores.policy import Policy
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, PROV, RDF, carrying, prefixes

# What every policy selects: a claim, and the two actors between whom it makes an edge.
COLUMNS = ("claim", "from", "to")

Accepted = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]


def edges_of(graph: ArticleGraph, policy: Policy) -> tuple[ox.Triple, ...]:
    """Return the direct edges that one article's claims make by a local policy, sorted."""
    quads = empty_database()
    quads.load(in_both(graph.iri, graph.triples), format=ox.RdfFormat.N_QUADS)
    return tuple(sorted(find_edges(quads, policy), key=str))


def find_edges(quads: ox.Store, policy: Policy) -> set[ox.Triple]:
    """Return the direct edges that a policy makes of all claims. Raises QueryError if the policy is not valid."""
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
        claim, start, end = (solution[column] for column in COLUMNS)
        if (
            isinstance(claim, ox.NamedNode)
            and isinstance(start, ox.NamedNode)
            and isinstance(end, ox.NamedNode)
        ):
            yield claim, start, end


def _has_columns(result: object) -> bool:
    if not isinstance(result, ox.QuerySolutions):
        return False
    return {variable.value for variable in result.variables} == set(COLUMNS)


def _relations(quads: ox.Store, claim: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yield the properties of the direct edges that a claim's classes stand for, such as ag:supported."""
    for quad in quads.quads_for_pattern(claim, RDF.type, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode):
            for _, name in carrying(AG.direct, quad.object):
                yield AG[name]


def _edge(
    claim: ox.NamedNode,
    start: ox.NamedNode,
    relation: ox.NamedNode,
    end: ox.NamedNode,
    made_by: ox.NamedNode,
) -> Iterator[ox.Triple]:
    # The same edge gets the same node from each claim: its name is the hash of its ends and relation.
    code = hashlib.sha256(f"{start} {relation} {end}".encode()).hexdigest()[:16]
    node = ox.NamedNode(f"{INDIVIDUALS}edge/{code}")
    yield ox.Triple(start, relation, end)
    yield ox.Triple(node, RDF.type, AG.DerivedEdge)
    yield ox.Triple(node, AG.subject, start)
    yield ox.Triple(node, AG.object, end)
    yield ox.Triple(node, AG.directProperty, relation)
    yield ox.Triple(node, AG.restsOn, claim)
    yield ox.Triple(node, PROV.wasDerivedFrom, claim)
    yield ox.Triple(node, AG.byPolicy, made_by)
    yield ox.Triple(made_by, RDF.type, AG.Policy)
