"""The graph of links: every link stands there with a node that explains it, and with nothing else."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from actorgraph.graph.mint import VERSION, slug
from actorgraph.links.actors import BY_PERSON, Tie
from actorgraph.links.actors import RULE as SAME_ACTOR
from actorgraph.links.happenings import CONTRADICTION
from actorgraph.links.happenings import RULE as SAME_EVENT
from actorgraph.links.origins import Origin
from actorgraph.links.telling import Telling
from actorgraph.stores.contract import LINKS
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, OWL, RDF, RDFS, XSD

Object = ox.NamedNode | ox.Literal


def tie_node(tie: Tie) -> ox.NamedNode:
    """Return the IRI of the node that explains a tie: the same for the same two and the same property."""
    return ox.NamedNode(f"{INDIVIDUALS}tie/{_code(tie.first, str(_property(tie)), tie.second)}")


def quads(
    ties: Iterable[Tie], clusters: Iterable[Sequence[Telling]], origins: Iterable[Origin]
) -> Iterator[ox.Quad]:
    """Yield the graph of links: ties, happenings and origins; nothing twice."""
    told: set[ox.NamedNode] = set()
    for tie in ties:
        # Two decisions may tie the same two: the first gives the reason. A rule is told of once.
        if tie_node(tie) not in told:
            told |= {tie_node(tie)}
            yield from (ox.Quad(*triple, LINKS) for triple in _of_tie(tie))
        if _rule(tie) not in told:
            told |= {_rule(tie)}
            yield ox.Quad(_rule(tie), RDF.type, AG.Rule, LINKS)
            yield ox.Quad(_rule(tie), RDFS.label, ox.Literal(tie.rule), LINKS)
    for cluster in clusters:
        node = ox.NamedNode(f"{INDIVIDUALS}happening/{_code(*sorted(t.iri for t in cluster))}")
        yield ox.Quad(node, RDF.type, AG.Happening, LINKS)
        yield ox.Quad(node, RDFS.label, ox.Literal(min(t.lemma for t in cluster)), LINKS)
        for telling in cluster:
            yield ox.Quad(ox.NamedNode(telling.iri), AG.tellsOf, node, LINKS)
    for origin in origins:
        node = ox.NamedNode(f"{INDIVIDUALS}origin/{_code(*origin.claims)}")
        yield ox.Quad(node, RDF.type, AG.Origin, LINKS)
        yield ox.Quad(node, RDFS.label, ox.Literal(origin.name), LINKS)
        yield ox.Quad(node, AG.reason, ox.Literal(origin.reason), LINKS)
        for claim in origin.claims:
            yield ox.Quad(ox.NamedNode(claim), AG.origin, node, LINKS)


def _of_tie(tie: Tie) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
    first, second, node = ox.NamedNode(tie.first), ox.NamedNode(tie.second), tie_node(tie)
    yield first, _property(tie), second
    yield (
        node,
        RDF.type,
        {SAME_EVENT: AG.EventTie, CONTRADICTION: AG.ContradictionTie}.get(tie.rule, AG.ActorTie),
    )
    yield node, RDF.type, AG.Tie
    yield node, AG.firstTied, first
    yield node, AG.secondTied, second
    yield node, AG.reason, ox.Literal(tie.reason)
    yield node, AG.tiedBy, _rule(tie)
    if tie.score is not None:
        # As the store writes a decimal, so that what it gives back is what was put in.
        yield (
            node,
            AG.score,
            ox.Literal(f"{tie.score.points:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal),
        )
        for feature in tie.score.features:
            yield node, AG.feature, ox.Literal(f"{feature}: {feature.words}")


def _rule(tie: Tie) -> ox.NamedNode:
    return ox.NamedNode(f"{INDIVIDUALS}rule/{slug(tie.rule)}/{VERSION}")


def _property(tie: Tie) -> ox.NamedNode:
    properties = {SAME_ACTOR: OWL.sameAs, BY_PERSON: OWL.sameAs, SAME_EVENT: AG.sameEventAs}
    return properties.get(tie.rule, AG.contradicts)


def _code(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
