"""Acceptance policies: which claims make a direct edge between two actors, by a named rule set or one of your own."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.query import POLICY, check_query
from actorgraph.store import DERIVED, Store
from actorgraph.vocab import AG, INDIVIDUALS, PROV, RDF, carrying, ontology

DEFAULT = "default"
# What every policy selects: a claim, and the two actors between whom it makes an edge.
COLUMNS = {"claim", "from", "to"}


def policies() -> list[str]:
    """Return the names of the packaged policies."""
    found = (path.name for path in files("actorgraph.queries").iterdir())
    return sorted(name.removeprefix(POLICY).removesuffix(".rq") for name in found if name.startswith(POLICY))


def accept(store: Store, policy: str | Path | None = None) -> None:
    """Derive the direct edges between actors that a policy accepts into their own graph, each with its claims.

    An edge is a triple `actor ag:supported actor` and a node of ag:DerivedEdge that lists what it rests on. `policy` is a
    name or a file of SPARQL; without one, edges derived before stay, and else the default derives them. Another policy
    replaces what was derived by the one before. Raises QueryError where there is no such policy or it is no policy.
    """
    derived = store.quads.contains_named_graph(DERIVED)
    if policy is None and derived:
        return
    name, text = _text(policy or DEFAULT)
    edges = [triple for row in list(_rows(store, name, text)) for triple in _derived(store, *row, name)]
    if derived:
        store.drop(DERIVED)
    store.quads.add_graph(DERIVED)
    store.put(DERIVED, edges)


def _text(policy: str | Path) -> tuple[str, str]:
    """Return a policy's name and its SPARQL."""
    if isinstance(policy, Path) or str(policy).endswith(".rq"):
        try:
            return Path(policy).stem.removeprefix(POLICY), Path(policy).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise QueryError("this policy's file cannot be read", where=str(policy), remedy="check the path") from error
    source = files("actorgraph.queries").joinpath(f"{POLICY}{policy}.rq")
    if policy not in policies():
        raise QueryError("no acceptance policy has this name", where=policy, remedy=f"use {', '.join(policies())}")
    return policy, source.read_text("utf-8")


def _rows(store: Store, name: str, text: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    check_query(text)
    prefixes = {key: iri for key, iri in ontology().prefixes.items() if key}
    try:
        found = store.quads.query(text, prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(
            "this policy is no SPARQL", where=name, remedy="mend it: " + str(error).split("\n")[0]
        ) from error
    if not isinstance(found, ox.QuerySolutions) or {variable.value for variable in found.variables} != COLUMNS:
        raise QueryError(
            "an acceptance policy selects ?claim ?from ?to", where=name, remedy="see queries/policy-default.rq"
        )
    for solution in found:
        row = solution["claim"], solution["from"], solution["to"]
        if all(isinstance(node, ox.NamedNode) for node in row):
            yield row


def _derived(
    store: Store, claim: ox.NamedNode, begin: ox.NamedNode, end: ox.NamedNode, policy: str
) -> Iterator[ox.Triple]:
    for quad in store.quads.quads_for_pattern(claim, RDF.type, None, ox.DefaultGraph()):
        kind = quad.object if isinstance(quad.object, ox.NamedNode) else None
        for _, direct in carrying(AG.direct, kind) if kind else ():
            edge = AG[direct]
            code = hashlib.sha256(f"{begin} {edge} {end}".encode()).hexdigest()[:16]
            node = ox.NamedNode(f"{INDIVIDUALS}edge/{code}")
            rule = ox.NamedNode(f"{INDIVIDUALS}policy/{policy}")
            told = (
                (begin, edge, end),
                (node, RDF.type, AG.DerivedEdge),
                (node, AG.subject, begin),
                (node, AG.object, end),
                (node, AG.directProperty, edge),
                (node, AG.restsOn, claim),
                (node, PROV.wasDerivedFrom, claim),
                (node, AG.byPolicy, rule),
                (rule, RDF.type, AG.Policy),
            )
            yield from (ox.Triple(*triple) for triple in told)
