"""Reading a few nodes of a store, without reading the whole store."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store


def facts_about(
    store: Store,
    nodes: Iterable[ox.NamedNode],
    following: ox.NamedNode,
) -> Facts:
    """Return what a store says about some nodes, and the nodes under one of their properties."""
    triples: list[ox.Triple] = []
    for node in nodes:
        own = list(_triples(store, node))
        triples += own
        for triple in own:
            if triple.predicate == following and isinstance(triple.object, ox.NamedNode):
                triples += _triples(store, triple.object)
    return Facts(triples)


def _triples(store: Store, node: ox.NamedNode) -> Iterator[ox.Triple]:
    return (quad.triple for quad in store.match(node))
