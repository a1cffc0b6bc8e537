"""What the acceptance policy took: the derived edges, each with the claims it rests on."""

from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.stores.contract import DERIVED, Store
from actorgraph.vocabulary.vocab import AG, RDF, iri_text, local_name


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One direct edge between two actors: their IRIs, its property's local name, its node, the claims' IRIs, the policy."""

    begin: str
    direct: str
    end: str
    node: str
    claims: tuple[str, ...]
    policy: str


def edges(store: Store) -> list[Edge]:
    """Return the derived edges that a store holds, sorted; none before a policy was asked. Raises GraphError."""
    nodes = store.match(None, RDF.type, AG.DerivedEdge, DERIVED)
    return sorted(
        _edge(store, quad.subject) for quad in nodes if isinstance(quad.subject, ox.NamedNode)
    )


def _edge(store: Store, node: ox.NamedNode) -> Edge:
    def objects(predicate: ox.NamedNode) -> list[str]:
        return sorted(
            iri_text(quad.object)
            for quad in store.match(node, predicate, None, DERIVED)
        )

    ends = [objects(predicate) for predicate in (AG.subject, AG.object, AG.directProperty)]
    if any(len(found) != 1 for found in ends):
        raise GraphError(
            "this derived edge does not name its two ends",
            where=node.value,
            remedy="give a --policy",
        )
    (begin,), (end,), (direct,) = ends
    policy = ", ".join(map(local_name, objects(AG.byPolicy)))
    return Edge(begin, local_name(direct), end, node.value, tuple(objects(AG.restsOn)), policy)


def taking_part(store: Store) -> set[tuple[str, str]]:
    """Return (claim's IRI, actor's IRI) for each end of each derived edge."""
    return {
        (claim, actor)
        for edge in edges(store)
        for claim in edge.claims
        for actor in (edge.begin, edge.end)
    }
