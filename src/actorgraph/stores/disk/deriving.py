"""Deriving: the direct edges of a store on disk, article by article where the policy is local."""

from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.disk import edge_upkeep
from actorgraph.stores.disk.faults import faults, flush
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.open_store import OpenStore
from actorgraph.stores.disk.recovery import EDGES_OUTDATED, in_order
from actorgraph.stores.edges import check_policy, edges_of, find_edges
from actorgraph.stores.policy import DEFAULT, Policy, find_policy

POLICY = "policy"  # the ledger's key of the policy by which the direct edges are derived
ARTICLES_A_FLUSH = 256  # whose edges are derived and flushed together


def current_policy(ledger: Ledger) -> Policy | None:
    """Return the policy by which the direct edges are derived; None if none are yet."""
    return Policy.from_json(ledger.get(POLICY))


def is_derived(ledger: Ledger, policy: str | Path | None = None) -> bool:
    """Return whether the direct edges are up to date with a policy, or the current one."""
    current = current_policy(ledger)
    if current is None:
        return False
    if policy is not None and find_policy(policy) != current:
        return False
    if current.is_local:
        return next(ledger.underived(), None) is None
    return not ledger.get(EDGES_OUTDATED)


def derive(store: OpenStore, policy: str | Path | None = None) -> None:
    """Bring the direct edges up to date with a policy.

    Raises QueryError if the policy does not exist or is not valid, StoreError.
    """
    if is_derived(store.ledger, policy):
        return
    if store.readonly:
        raise StoreError(
            "its derived edges are out of date",
            where=store.directory,
            remedy="open the store for writing",
        )
    current = current_policy(store.ledger)
    chosen = current or find_policy(DEFAULT)
    if policy is not None:
        chosen = find_policy(policy)
    if chosen.is_local:
        _derive_by_article(store, chosen, replace=chosen != current)
    else:
        edges = find_edges(store.quads, chosen)
        _clear_edges(store)
        _add_edges(store, store.articles(), edges)
    with faults(store.directory), store.ledger.writing():
        store.ledger.set(POLICY, chosen.to_json())
        store.ledger.set(EDGES_OUTDATED, "")


def _derive_by_article(store: OpenStore, policy: Policy, *, replace: bool) -> None:
    if replace:
        # A policy that is not valid is refused before anything is cleared.
        check_policy(policy)
        _clear_edges(store)
    while rows := list(islice(store.ledger.underived(), ARTICLES_A_FLUSH)):
        articles = [ox.NamedNode(row.iri) for row in rows]
        edges: set[ox.Triple] = set()
        for article in articles:
            edges.update(edges_of(store.graph_of(article), policy))
        _add_edges(store, articles, edges)


def _add_edges(
    store: OpenStore,
    articles: Iterable[ox.NamedNode],
    edges: Collection[ox.Triple],
) -> None:
    """Add the direct edges that articles' claims make, and note that they are derived."""
    with faults(store.directory):
        store.insert(DERIVED, edges)
        flush(store.quads, store.directory)
        with store.ledger.writing():
            for iri in articles:
                store.ledger.mark_derived(iri.value)
            nodes = in_order(edge_upkeep.nodes_in(edges))
            store.ledger.set_counts(edge_upkeep.count_claims(store.quads, nodes))


def _clear_edges(store: OpenStore) -> None:
    """Remove all direct edges; until they are derived again the store has no policy."""
    with faults(store.directory):
        with store.ledger.writing():
            store.ledger.set(POLICY, "")
            store.ledger.forget_edges()
        store.drop(DERIVED)
        flush(store.quads, store.directory)
