"""Direct edges as articles come and go: what goes with a claim, and counts of claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import DERIVED, EdgeCount
from actorgraph.stores.packing import match_named
from actorgraph.vocabulary.vocab import AG, PROV, RDF, iri_text


def claims_of(quads: ox.Store, article: ox.NamedNode) -> set[ox.NamedNode]:
    """Return the claims that an article's graph reports."""
    matches = match_named(quads, None, AG.reportedIn, article, article)
    return {quad.subject for quad in matches if isinstance(quad.subject, ox.NamedNode)}


def edges_resting_on(quads: ox.Store, claims: Iterable[ox.NamedNode]) -> set[ox.Quad]:
    """Return what to remove from the derived graph with some claims.

    Edges that rest on these claims alone go whole; the others lose their references to the claims.
    """
    references: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
    for claim in claims:
        for quad in quads.quads_for_pattern(None, AG.restsOn, claim, DERIVED):
            node = quad.subject
            if isinstance(node, ox.NamedNode):
                # An edge refers to each of its claims twice.
                derivation = ox.Quad(node, PROV.wasDerivedFrom, claim, DERIVED)
                references[node] |= {quad, derivation}
    resting: set[ox.Quad] = set()
    emptied = set()
    for node, own in references.items():
        resting |= own
        all_claims = quads.quads_for_pattern(node, AG.restsOn, None, DERIVED)
        if own.issuperset(all_claims):
            emptied.add(node)
            resting |= _whole_edge(quads, node)
    resting.update(_unused_policies(quads, emptied))
    return resting


def nodes_in(statements: Iterable[ox.Quad] | Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the nodes of the edges that some derived statements describe."""
    nodes = set()
    for statement in statements:
        node = statement.subject
        if statement.predicate == AG.restsOn and isinstance(node, ox.NamedNode):
            nodes.add(node)
    return nodes


def count_claims(
    quads: ox.Store,
    nodes: Iterable[ox.NamedNode],
) -> Iterator[tuple[str, EdgeCount | None]]:
    """Yield each edge with the number of claims it rests on now; None for an edge that is gone."""
    for node in nodes:
        statements = list(quads.quads_for_pattern(node, None, None, DERIVED))
        claims = sum(quad.predicate == AG.restsOn for quad in statements)
        if not claims:
            yield node.value, None
            continue
        values = {quad.predicate: iri_text(quad.object) for quad in statements}
        count = EdgeCount(
            node=node.value,
            subject=values[AG.subject],
            edge=values[AG.directProperty],
            object=values[AG.object],
            claims=claims,
        )
        yield node.value, count


def _whole_edge(quads: ox.Store, node: ox.NamedNode) -> set[ox.Quad]:
    """Return all statements about an edge: its node's, and the direct triple."""
    statements = set(quads.quads_for_pattern(node, None, None, DERIVED))
    values = {quad.predicate: quad.object for quad in statements}
    start = values[AG.subject]
    relation = values[AG.directProperty]
    assert isinstance(start, ox.NamedNode)
    assert isinstance(relation, ox.NamedNode)
    direct = ox.Quad(start, relation, values[AG.object], DERIVED)
    return {*statements, direct}


def _unused_policies(quads: ox.Store, emptied: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Yield the types of the policies that no edge is left of."""
    policies: set[object] = set()
    for node in emptied:
        statements = quads.quads_for_pattern(node, AG.byPolicy, None, DERIVED)
        policies.update(quad.object for quad in statements)
    for policy in policies:
        if not isinstance(policy, ox.NamedNode):
            continue
        edges = quads.quads_for_pattern(None, AG.byPolicy, policy, DERIVED)
        if all(quad.subject in emptied for quad in edges):
            yield ox.Quad(policy, RDF.type, AG.Policy, DERIVED)
