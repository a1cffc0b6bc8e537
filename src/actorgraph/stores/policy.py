"""Acceptance policies: which claims make a direct edge between two actors, by a named rule set or one of your own."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from actorgraph.errors import QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.query import POLICY, check_query
from actorgraph.stores.memory import DERIVED, Store
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, PROV, RDF, carrying, ontology

if TYPE_CHECKING:
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.remote.remotestore import RemoteStore

DEFAULT = "default"
# What every policy selects: a claim, and the two actors between whom it makes an edge.
COLUMNS = {"claim", "from", "to"}
# So a policy says that it decides on each claim by what that claim's own article tells.
LOCAL = re.compile(r"^# scope: claim\s*$", re.M)
# Under these keys a store on the disk keeps its policy, and whether something changed since all edges were derived.
POLICY_KEY, STALE = "policy", "stale"
BATCH = 256  # articles whose edges are derived and flushed together
Edge = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]


def policies() -> list[str]:
    """Return the names of the packaged policies."""
    found = (path.name for path in files("actorgraph.queries").iterdir())
    return sorted(
        name.removeprefix(POLICY).removesuffix(".rq") for name in found if name.startswith(POLICY)
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy: its name and its SPARQL, which tells by itself whether it looks at one claim at a time."""

    name: str
    sparql: str

    @property
    def local(self) -> bool:
        """Whether an article's edges depend on that article alone."""
        return LOCAL.search(self.sparql) is not None


def accept(store: Store, policy: str | Path | None = None) -> None:
    """Derive the direct edges between actors that a policy accepts into their own graph, each with its claims.

    An edge is a triple `actor ag:supported actor` and a node of ag:DerivedEdge that lists what it rests on. `policy` is a
    name or a file of SPARQL; without one, edges derived before stay, and else the default derives them. Another policy
    replaces what was derived by the one before. On the disk only what changed is derived anew, where the policy looks at
    one claim at a time. Raises QueryError where there is no such policy or it is no policy, StoreError.
    """
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.remote.remotestore import RemoteStore
    from actorgraph.stores.remote.upkeep import keep_up

    if isinstance(store, DiskStore):
        _keep_up(store, policy)
        return
    if isinstance(store, RemoteStore):
        keep_up(store, policy)
        return
    derived = store.quads.contains_named_graph(DERIVED)
    if policy is None and derived:
        return
    found = [ox.Triple(*triple) for triple in _edges(store, find(policy or DEFAULT))]
    if derived:
        store.drop(DERIVED)
    store.quads.add_graph(DERIVED)
    store.insert(DERIVED, found)


def edges_of(graph: ArticleGraph, rule: Rule) -> tuple[ox.Triple, ...]:
    """Return the direct edges that one article's claims make by a policy that looks at one claim at a time."""
    return tuple(
        sorted({ox.Triple(*triple) for triple in _edges(Store.of([graph]), rule)}, key=str)
    )


def held_rule(store: "DiskStore | RemoteStore") -> Rule | None:
    """Return the policy by which a store's edges are derived; None where none are yet."""
    from actorgraph.stores.remote.remotestore import RemoteStore

    if isinstance(store, RemoteStore):
        return store.rule()
    told = store.ledger.told(POLICY_KEY)
    return Rule(*json.loads(told)) if told else None


def is_settled(store: "DiskStore", policy: str | Path | None = None) -> bool:
    """Tell whether a store's edges are those of a policy (without one: of its own) and nothing is left to derive."""
    held = held_rule(store)
    if held is None or (policy is not None and find(policy) != held):
        return False
    return (
        next(store.ledger.rows("derived = 0"), None) is None
        if held.local
        else not store.ledger.told(STALE)
    )


def _keep_up(store: "DiskStore", policy: str | Path | None) -> None:
    if is_settled(store, policy):
        return
    if store.readonly:
        raise StoreError(
            "its direct edges wait to be derived", where=store.directory, remedy="open it to write"
        )
    held = held_rule(store)
    rule = find(policy) if policy else held or find(DEFAULT)
    if not rule.local:
        found = {ox.Triple(*triple) for triple in _edges(store, rule)}
        store.clear_edges()
        store.tie(store.articles(), found)
    else:
        if rule != held:
            next(
                _edges(Store(), rule), None
            )  # a rule that is none is refused before anything is cleared
            store.clear_edges()
        while rows := list(islice(store.ledger.rows("derived = 0"), BATCH)):
            names = [ox.NamedNode(row.iri) for row in rows]
            triples = {
                t
                for iri in names
                for t in edges_of(ArticleGraph(iri, tuple(store.triples_of(iri))), rule)
            }
            store.tie(names, triples)
    with store.ledger.writing():
        store.ledger.tell(POLICY_KEY, json.dumps([rule.name, rule.sparql]))
        store.ledger.tell(STALE, "")


def find(policy: str | Path) -> Rule:
    """Return a policy by its name or its file. Raises QueryError where there is none."""
    return Rule(*_text(policy))


def _text(policy: str | Path) -> tuple[str, str]:
    """Return a policy's name and its SPARQL."""
    if isinstance(policy, Path) or str(policy).endswith(".rq"):
        try:
            return Path(policy).stem.removeprefix(POLICY), Path(policy).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise QueryError(
                "this policy's file cannot be read", where=str(policy), remedy="check the path"
            ) from error
    source = files("actorgraph.queries").joinpath(f"{POLICY}{policy}.rq")
    if policy not in policies():
        raise QueryError(
            "no acceptance policy has this name",
            where=policy,
            remedy=f"use {', '.join(policies())}",
        )
    return policy, source.read_text("utf-8")


def _rows(
    store: Store, name: str, text: str
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    check_query(text)
    prefixes = {key: iri for key, iri in ontology().prefixes.items() if key}
    try:
        found = store.quads.query(text, prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(
            "this policy is no SPARQL", where=name, remedy="mend it: " + str(error).split("\n")[0]
        ) from error
    if (
        not isinstance(found, ox.QuerySolutions)
        or {variable.value for variable in found.variables} != COLUMNS
    ):
        raise QueryError(
            "an acceptance policy selects ?claim ?from ?to",
            where=name,
            remedy="see queries/policy-default.rq",
        )
    for solution in found:
        row = solution["claim"], solution["from"], solution["to"]
        if all(isinstance(node, ox.NamedNode) for node in row):
            yield row


def _edges(store: Store, rule: Rule) -> Iterator[Edge]:
    """Yield the triples of the direct edges that a policy accepts; the query is done when the first is asked for."""
    by = ox.NamedNode(f"{INDIVIDUALS}policy/{rule.name}")
    for claim, begin, end in list(_rows(store, rule.name, rule.sparql)):
        for quad in store.quads.quads_for_pattern(claim, RDF.type, None, ox.DefaultGraph()):
            kind = quad.object if isinstance(quad.object, ox.NamedNode) else None
            for _, direct in carrying(AG.direct, kind) if kind else ():
                yield from _edge(claim, begin, AG[direct], end, by)


def _edge(
    claim: ox.NamedNode,
    begin: ox.NamedNode,
    edge: ox.NamedNode,
    end: ox.NamedNode,
    by: ox.NamedNode,
) -> Iterator[Edge]:
    code = hashlib.sha256(f"{begin} {edge} {end}".encode()).hexdigest()[:16]
    node = ox.NamedNode(f"{INDIVIDUALS}edge/{code}")
    yield begin, edge, end
    yield node, RDF.type, AG.DerivedEdge
    yield node, AG.subject, begin
    yield node, AG.object, end
    yield node, AG.directProperty, edge
    yield node, AG.restsOn, claim
    yield node, PROV.wasDerivedFrom, claim
    yield node, AG.byPolicy, by
    yield by, RDF.type, AG.Policy
