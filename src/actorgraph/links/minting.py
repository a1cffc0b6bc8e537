"""The graph of links: every link with a node that explains it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pyoxigraph as ox

from actorgraph.graph.mint import VERSION, slug
from actorgraph.links.actors import Tie
from actorgraph.links.event_reports import EventReport
from actorgraph.links.origins import Origin
from actorgraph.links.scoring import Feature, Score
from actorgraph.links.shared_events import CONTRADICTION
from actorgraph.links.shared_events import RULE as SAME_EVENT
from actorgraph.stores.contract import EXPLAINED, LINKS
from actorgraph.stores.disk.link_units import Unit
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF, RDFS, XSD

# The class of the ties that a rule makes; all others are ties of actors.
TIE_CLASSES = {SAME_EVENT: AG.EventTie, CONTRADICTION: AG.ContradictionTie}
CODE_LENGTH = 16


def tie_node(tie: Tie) -> ox.NamedNode:
    """Return the IRI of the node that explains a tie: the same for the same ends and property."""
    code = _code(tie.first, str(_property(tie)), tie.second)
    return ox.NamedNode(f"{INDIVIDUALS}tie/{code}")


def quads(
    ties: Iterable[Tie],
    clusters: Iterable[Sequence[EventReport]],
    origins: Iterable[Origin],
) -> Iterator[ox.Quad]:
    """Yield the graph of links, each quad once: ties, shared events and origins."""
    for unit in units(ties, clusters, origins):
        for triple in unit.triples():
            yield ox.Quad(
                triple.subject,
                triple.predicate,
                triple.object,
                LINKS,
            )


def units(
    ties: Iterable[Tie],
    clusters: Iterable[Sequence[EventReport]],
    origins: Iterable[Origin],
) -> Iterator[Unit]:
    """Yield the graph of links in units, each once: ties and their rules, events, origins."""
    yield from _tie_units(ties)
    yield from map(_event_unit, clusters)
    yield from map(_origin_unit, origins)


def _tie_units(ties: Iterable[Tie]) -> Iterator[Unit]:
    nodes: set[str] = set()
    rules: set[str] = set()
    for tie in ties:
        # If two decisions link the same actors, the first gives the reason.
        node = tie_node(tie).value
        if node not in nodes:
            nodes.add(node)
            yield Unit(node, _content_of_tie(tie), partial(_triples_of_tie, tie))
        if tie.rule not in rules:
            rules.add(tie.rule)
            yield Unit(_rule(tie).value, tie.rule, partial(_triples_of_rule, tie))


def _content_of_tie(tie: Tie) -> str:
    """Return all that a tie's triples depend on."""
    parts = [tie.first, tie.second, tie.rule, tie.reason]
    if tie.score is not None:
        parts.append(str(tie.score.points))
        parts.extend(map(_feature_text, tie.score.features))
    return "\n".join(parts)


def _triples_of_rule(tie: Tie) -> Iterator[ox.Triple]:
    rule = _rule(tie)
    yield ox.Triple(rule, RDF.type, AG.Rule)
    yield ox.Triple(rule, RDFS.label, ox.Literal(tie.rule))


def _event_unit(cluster: Sequence[EventReport]) -> Unit:
    claims = sorted(report.iri for report in cluster)
    node = f"{INDIVIDUALS}happening/{_code(*claims)}"
    label = min(report.lemma for report in cluster)
    content = "\n".join((label, *claims))
    return Unit(node, content, partial(_triples_of_event, node, label, claims))


def _triples_of_event(iri: str, label: str, claims: Iterable[str]) -> Iterator[ox.Triple]:
    node = ox.NamedNode(iri)
    yield ox.Triple(node, RDF.type, AG.Happening)
    yield ox.Triple(node, RDFS.label, ox.Literal(label))
    for claim in claims:
        yield ox.Triple(ox.NamedNode(claim), AG.tellsOf, node)


def _origin_unit(origin: Origin) -> Unit:
    node = f"{INDIVIDUALS}origin/{_code(*origin.claims)}"
    content = "\n".join((origin.name, origin.reason, *origin.claims))
    return Unit(node, content, partial(_triples_of_origin, node, origin))


def _triples_of_origin(iri: str, origin: Origin) -> Iterator[ox.Triple]:
    node = ox.NamedNode(iri)
    yield ox.Triple(node, RDF.type, AG.Origin)
    yield ox.Triple(node, RDFS.label, ox.Literal(origin.name))
    yield ox.Triple(node, AG.reason, ox.Literal(origin.reason))
    for claim in origin.claims:
        yield ox.Triple(ox.NamedNode(claim), AG.origin, node)


def _triples_of_tie(tie: Tie) -> Iterator[ox.Triple]:
    first = ox.NamedNode(tie.first)
    second = ox.NamedNode(tie.second)
    node = tie_node(tie)
    yield ox.Triple(first, _property(tie), second)
    yield ox.Triple(node, RDF.type, _class(tie))
    yield ox.Triple(node, RDF.type, AG.Tie)
    yield ox.Triple(node, AG.firstTied, first)
    yield ox.Triple(node, AG.secondTied, second)
    yield ox.Triple(node, AG.reason, ox.Literal(tie.reason))
    yield ox.Triple(node, AG.tiedBy, _rule(tie))
    if tie.score is not None:
        yield from _triples_of_score(node, tie.score)


def _triples_of_score(
    node: ox.NamedNode,
    score: Score,
) -> Iterator[ox.Triple]:
    # Written as a store writes a decimal, so that a store gives back what was put in.
    points = f"{score.points:.2f}".rstrip("0").rstrip(".")
    yield ox.Triple(node, AG.score, ox.Literal(points, datatype=XSD.decimal))
    for feature in score.features:
        yield ox.Triple(node, AG.feature, ox.Literal(_feature_text(feature)))


def _feature_text(feature: Feature) -> str:
    return f"{feature}: {feature.words}"


def _rule(tie: Tie) -> ox.NamedNode:
    return ox.NamedNode(f"{INDIVIDUALS}rule/{slug(tie.rule)}/{VERSION}")


def _class(tie: Tie) -> ox.NamedNode:
    return TIE_CLASSES.get(tie.rule, AG.ActorTie)


def _property(tie: Tie) -> ox.NamedNode:
    return EXPLAINED[_class(tie)]


def _code(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:CODE_LENGTH]
