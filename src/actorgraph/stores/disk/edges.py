"""Direct edges by article: what must go from the derived graph when an article's claims go, and each edge's count."""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.stores.disk.ledger import Dyad
from actorgraph.stores.memory import DERIVED
from actorgraph.vocabulary.vocab import AG, PROV, RDF, iri_text


def claims_of(quads: ox.Store, article: ox.NamedNode) -> set[ox.NamedNode]:
    """Return the claims that an article's graph reports."""
    found = quads.quads_for_pattern(None, AG.reportedIn, article, article)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def retracted(quads: ox.Store, claims: Iterable[ox.NamedNode]) -> list[ox.Quad]:
    """Return the derived quads that rest on these claims alone, and the ties of the other edges to them."""
    gone: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
    for claim in claims:
        for quad in quads.quads_for_pattern(None, AG.restsOn, claim, DERIVED):
            if isinstance(quad.subject, ox.NamedNode):
                gone[quad.subject] |= {
                    quad,
                    ox.Quad(quad.subject, PROV.wasDerivedFrom, claim, DERIVED),
                }
    bare = [
        node
        for node, ties in gone.items()
        if set(quads.quads_for_pattern(node, AG.restsOn, None, DERIVED)) <= ties
    ]
    found = {quad for ties in gone.values() for quad in ties}
    for node in bare:
        found |= _whole(quads, node)
    return [*found, *_idle_rules(quads, set(bare))]


def _whole(quads: ox.Store, node: ox.NamedNode) -> set[ox.Quad]:
    """Return all that tells of an edge: its node and the direct triple."""
    told = set(quads.quads_for_pattern(node, None, None, DERIVED))
    ends = {quad.predicate: quad.object for quad in told}
    direct = ox.Quad(ends[AG.subject], ends[AG.directProperty], ends[AG.object], DERIVED)  # type: ignore[arg-type]
    return told | {direct}


def _idle_rules(quads: ox.Store, bare: set[ox.NamedNode]) -> list[ox.Quad]:
    """Return the types of the policies by which no edge is left."""
    rules = {
        quad.object
        for node in bare
        for quad in quads.quads_for_pattern(node, AG.byPolicy, None, DERIVED)
    }
    return [
        ox.Quad(rule, RDF.type, AG.Policy, DERIVED)
        for rule in rules
        if isinstance(rule, ox.NamedNode)
        and all(
            quad.subject in bare
            for quad in quads.quads_for_pattern(None, AG.byPolicy, rule, DERIVED)
        )
    ]


def nodes_in(quads: Iterable[ox.Quad] | Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the edges' nodes that some derived statements speak of."""
    return {
        q.subject
        for q in quads
        if q.predicate == AG.restsOn and isinstance(q.subject, ox.NamedNode)
    }


def counted(quads: ox.Store, nodes: Iterable[ox.NamedNode]) -> list[tuple[str, Dyad | None]]:
    """Return each edge with the number of claims it rests on now, None for an edge that is no more."""
    found: list[tuple[str, Dyad | None]] = []
    for node in nodes:
        told = list(quads.quads_for_pattern(node, None, None, DERIVED))
        ends = {quad.predicate: iri_text(quad.object) for quad in told}
        claims = sum(quad.predicate == AG.restsOn for quad in told)
        dyad = (
            Dyad(node.value, ends[AG.subject], ends[AG.directProperty], ends[AG.object], claims)
            if claims
            else None
        )
        found.append((node.value, dyad))
    return found
