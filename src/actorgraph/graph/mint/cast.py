"""What a graph says about an actor."""

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.graph.mint.naming import Naming
from actorgraph.graph.mint.spans import Spans
from actorgraph.graph.mint.terms import (
    Triples,
    boolean,
    bounds,
    decimal,
    optional_texts,
    text,
)
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    RDF,
    RDFS,
    SKOS,
    WD,
)


def actor_triples(
    actor: Actor,
    node: ox.NamedNode,
    naming: Naming,
    spans: Spans,
) -> Triples:
    """Yield the triples of an actor: names, classes, identity, decisions and mentions."""
    for kind in actor.kinds:
        yield node, RDF.type, AG[kind]
    yield node, RDFS.label, text(actor.name)
    for alias in actor.aliases:
        yield node, SKOS.altLabel, text(alias)
    yield from _identity(actor, node)
    yield from bounds(node, actor.at_least, actor.at_most)
    yield from _link(actor, node, naming, spans)
    for decision in actor.decisions:
        yield node, AG.decision, naming.decision(decision)
        yield from _decision(decision, naming.decision(decision))
    for mention in actor.mentions:
        yield node, AG.mention, spans.node(mention.span)


def _identity(actor: Actor, node: ox.NamedNode) -> Triples:
    if actor.unnamed:
        yield node, AG.unnamed, boolean(True)
    if actor.protected:
        yield node, AG.protected, boolean(True)
    # Whoever is unnamed or protected is never linked to an identity.
    if actor.wikidata and not (actor.unnamed or actor.protected):
        yield node, SKOS.exactMatch, WD[actor.wikidata]


def _link(
    actor: Actor,
    node: ox.NamedNode,
    naming: Naming,
    spans: Spans,
) -> Triples:
    """Yield which identity the actor was linked to, as a claim with a reason and a score."""
    link = actor.link
    if link is None:
        return
    claim = naming.link(actor, link.wikidata)
    named = (mention for mention in actor.mentions if mention.name == link.name)
    first = next(named, actor.mentions[0])
    yield claim, RDF.type, AG.IdentityLink
    yield claim, AG.subject, node
    yield claim, AG.identity, WD[link.wikidata]
    yield claim, AG.reason, text(link.reason)
    yield claim, AG.confidence, decimal(link.score)
    yield claim, AG.mention, spans.node(first.span)


def _decision(decision: Decision, node: ox.NamedNode) -> Triples:
    yield node, RDF.type, AG.IdentityDecision
    yield node, AG.decided, text(str(decision))
    yield from optional_texts(
        node,
        (AG.decidedBy, decision.by),
        (AG.note, decision.note),
        (DCT.date, decision.date),
    )
