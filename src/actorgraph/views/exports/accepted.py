"""The direct edges that the acceptance policy derived, each with the claims it rests on."""

from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import DERIVED, Store
from actorgraph.vocabulary.vocab import AG, local_name


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One direct edge between two actors.

    `begin`, `end`, `node` and `claims` are IRIs, `direct` and `policy` local names.
    """

    begin: str
    direct: str
    end: str
    node: str
    claims: tuple[str, ...]
    policy: str


def edges(store: Store) -> list[Edge]:
    """Return the derived edges of a store, sorted; none before a policy was applied.

    Raises GraphError if an edge does not name its two ends.
    """
    facts = Facts(quad.triple for quad in store.match(graph=DERIVED))
    return sorted(_edge(facts, node) for node in facts.of_type("DerivedEdge"))


def _edge(facts: Facts, node: ox.NamedNode) -> Edge:
    policies = sorted(local_name(policy) for policy in facts.objects(node, AG.byPolicy))
    claims = sorted(facts.values(node, AG.restsOn))
    return Edge(
        begin=_single(facts, node, AG.subject),
        direct=local_name(_single(facts, node, AG.directProperty)),
        end=_single(facts, node, AG.object),
        node=node.value,
        claims=tuple(claims),
        policy=", ".join(policies),
    )


def _single(facts: Facts, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
    values = facts.values(node, predicate)
    if len(values) != 1:
        raise GraphError(
            "this derived edge does not name its two ends",
            where=node.value,
            remedy="give a --policy",
        )
    return values[0]


def accepted_claims(store: Store) -> set[str]:
    """Return the IRIs of the claims that some derived edge rests on."""
    accepted: set[str] = set()
    for edge in edges(store):
        accepted.update(edge.claims)
    return accepted


def taking_part(store: Store) -> set[tuple[str, str]]:
    """Return (claim's IRI, actor's IRI) for each end of each derived edge."""
    pairs = set()
    for edge in edges(store):
        for claim in edge.claims:
            pairs.update([(claim, edge.begin), (claim, edge.end)])
    return pairs
