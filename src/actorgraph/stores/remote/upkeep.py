"""Direct edges of a store elsewhere: derived here, article by article, and put beside each article."""

from pathlib import Path

from actorgraph.errors import QueryError
from actorgraph.stores.policy import DEFAULT, Rule, edges_of, find
from actorgraph.stores.remote.remotestore import RemoteStore


def keep_up(store: RemoteStore, policy: str | Path | None = None) -> None:
    """Derive the edges that are not yet those of a policy; without one, of the store's own, or of the default.

    Raises QueryError where the policy looks at more than one claim at a time, StoreError.
    """
    held = store.rule()
    rule = find(policy) if policy else held or find(DEFAULT)
    if rule != held:
        check_local(rule)
    for iri in store.underived(rule):
        store.tie(iri, edges_of(store.graph_of(iri), rule), rule)
    if rule != held:
        store.settle(rule)


def check_local(rule: Rule) -> None:
    """Raise QueryError where a policy cannot be applied by article."""
    if not rule.local:
        remedy = "use strict or default, or a store on the disk"
        raise QueryError(
            "this policy looks at more than one claim at a time", where=rule.name, remedy=remedy
        )
