"""The projection: actors, actions and statements become nodes, roles and relations edges."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.roles import ACTING, roles_of
from actorgraph.vocabulary.vocab import literals, subclasses

if TYPE_CHECKING:
    import networkx

Attributes = dict[str, Any]
Edge = tuple[ox.NamedNode, ox.NamedNode, Attributes]


def projection(store: Store) -> "networkx.MultiDiGraph":
    """Project a store; see `project`."""
    return project(Facts(store.triples()))


def project(facts: Facts) -> "networkx.MultiDiGraph":
    """Project a graph: nodes are IRIs; attributes are texts, numbers, booleans, lists of texts.

    A node's `kind` is Person, Organisation, Government, Group, Place, Document, Action or
    Statement. An actor's edge leads to the action that it does, and from the action to those it
    affects; a relation is an edge of its own. `count` is the number of claims at a node.

    Raises LookupError if a claim lacks what every claim must have.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    every_claim = map(facts.claim, facts.claims)
    # Attitudes connect nobody on the map: questions ask for them.
    claims = [claim for claim in every_claim if not claim.is_attitude]
    for claim in claims:
        if not claim.is_relation:
            graph.add_node(claim.iri.value, **_claim_node(claim))
    for claim in claims:
        check_deadline()
        for begin, end, attributes in _edges(claim):
            _add_actor(graph, facts, begin)
            _add_actor(graph, facts, end)
            graph.add_edge(begin.value, end.value, **attributes)
    _count_claims(graph)
    return graph


@cache
def polarity(kind: str) -> str:
    """Return whether a class of claims is harm, help or neutral."""
    return next(iter(literals(kind, "polarity")), "neutral")


def _claim_node(claim: ClaimFacts) -> Attributes:
    is_statement = claim.kind in subclasses("Statement")
    return {
        "label": claim.verb,
        "kind": "Statement" if is_statement else "Action",
        "action": claim.kind,
        "polarity": polarity(claim.kind),
        "certainty": claim.certainty,
        "denied": claim.negated,
        "time": claim.time or claim.time_text,
    }


def _add_actor(graph: "networkx.MultiDiGraph", facts: Facts, node: ox.NamedNode) -> None:
    """Add an actor, unless it or the claim of this IRI is a node already."""
    if node.value in graph:
        return
    actor = facts.actor(node)
    graph.add_node(
        node.value,
        label=actor.label,
        kind=actor.kind,
        aliases=list(actor.aliases),
        unnamed=actor.unnamed,
        protected=actor.protected,
        same=actor.identity,
    )


def _edges(claim: ClaimFacts) -> Iterator[Edge]:
    """Yield (from, to, attributes) for every role in a claim."""
    shared = {
        "claim": claim.iri.value,
        "certainty": claim.certainty,
        "denied": claim.negated,
        "polarity": polarity(claim.kind),
    }
    if claim.is_relation:
        title = claim.title or label(claim.kind)
        begin, end = claim.roles["subject"][0], claim.roles["object"][0]
        yield begin, end, {"role": claim.kind, "label": title, **shared}
        return
    for role in roles_of("Action"):
        attributes = {"role": role, "label": role, **shared}
        for actor in claim.in_roles(role):
            # An edge leads from whoever acts to the action, and from there to everyone else.
            if role in ACTING:
                yield actor, claim.iri, attributes
            else:
                yield claim.iri, actor, attributes
    if claim.said_in is not None:
        yield (
            claim.said_in,
            claim.iri,
            {
                "role": "saidIn",
                "label": "says",
                **shared,
            },
        )


def _count_claims(graph: "networkx.MultiDiGraph") -> None:
    claims_at: dict[str, set[str]] = defaultdict(set)
    for begin, end, claim in graph.edges(data="claim"):
        claims_at[begin].add(claim)
        claims_at[end].add(claim)
    for node, attributes in graph.nodes(data=True):
        attributes["count"] = len(claims_at[node])
