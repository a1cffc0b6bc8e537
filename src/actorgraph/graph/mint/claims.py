"""What a graph says about a claim."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from actorgraph.claims.claim import (
    Action,
    Attitude,
    Claim,
    Relation,
    Statement,
)
from actorgraph.graph.mint.naming import Naming
from actorgraph.graph.mint.spans import Spans
from actorgraph.graph.mint.terms import (
    Triples,
    boolean,
    bounds,
    decimal,
    moment,
    optional_texts,
    text,
)
from actorgraph.text.article import Article
from actorgraph.times.time import Time
from actorgraph.vocabulary.vocab import (
    AG,
    PROV,
    RDF,
    RDFS,
)

Roles = Sequence[tuple[ox.NamedNode, Sequence[int]]]


def participants(claim: Claim) -> Iterator[int]:
    """Yield the keys of those who take part in a claim or are its source."""
    if isinstance(claim, Relation):
        yield from (claim.subject, claim.object)
        return
    for role, actors in _roles(claim):
        if role != AG.place:
            yield from actors
    yield from claim.attributed_to


def places_of(claim: Claim) -> Sequence[int]:
    """Return the keys of the places where a claim says that something happens."""
    if isinstance(claim, Action):
        return claim.places
    return ()


def claim_triples(
    claim: Claim, node: ox.NamedNode, article: Article, naming: Naming, spans: Spans
) -> Triples:
    """Yield the triples of a claim: what it reports, how certain it is, and what it rests on."""
    yield from _report(claim, node, naming, spans)
    yield from _provenance(claim, node, naming)
    for role, actors in _roles(claim):
        for actor in actors:
            yield node, role, naming.actors[actor]
    match claim:
        case Relation():
            yield from _relation(claim, node)
        case Attitude():
            yield from _attitude(claim, node, spans)
        case Statement():
            yield from _action(claim, node, spans)
            yield from _statement(claim, node, article, spans)
        case Action():
            yield from _action(claim, node, spans)


def _report(
    claim: Claim,
    node: ox.NamedNode,
    naming: Naming,
    spans: Spans,
) -> Triples:
    """Yield what every claim has: classes, evidence, sources and certainty."""
    yield node, RDF.type, AG[claim.kind]
    yield node, RDF.type, AG.Claim
    yield node, RDF.type, _family(claim)
    yield node, AG.reportedIn, naming.article
    yield from spans.under(node, AG.evidence, claim.evidence)
    for actor in claim.attributed_to:
        yield node, AG.attributedTo, naming.actors[actor]
    if claim.said_in is not None:
        yield node, AG.saidIn, naming.claims[claim.said_in]
    for same in claim.same_events:
        yield node, AG.sameEventAs, naming.claims[same]
    yield from _certainty(claim, node, spans)


def _certainty(claim: Claim, node: ox.NamedNode, spans: Spans) -> Triples:
    """Yield how certain it is, and the words that say so: its own, or those above it."""
    yield node, AG.factuality, AG[claim.factuality]
    yield node, AG.negated, boolean(claim.negated)
    yield from optional_texts(node, (AG.markedBy, claim.marker))
    for governor in claim.governors:
        yield node, AG.governor, spans.node(governor.span)
        yield from optional_texts(node, (AG.governedBy, governor.entry))


def _provenance(claim: Claim, node: ox.NamedNode, naming: Naming) -> Triples:
    rule = naming.rule(claim.rule)
    yield node, AG.confidence, decimal(claim.confidence)
    yield node, AG.foundBy, rule
    yield rule, RDF.type, AG.Rule
    yield rule, RDFS.label, text(claim.rule)
    yield node, PROV.wasGeneratedBy, naming.run


def _family(claim: Claim) -> ox.NamedNode:
    """Return the class of claims that decides which roles there are."""
    if isinstance(claim, Relation):
        return AG.Relation
    if isinstance(claim, Attitude):
        return AG.Attitude
    return AG.Action


def _roles(claim: Claim) -> Roles:
    """Return the actors of a claim by role; the sources are not among them."""
    if isinstance(claim, Relation):
        return (AG.subject, [claim.subject]), (AG.object, [claim.object])
    if isinstance(claim, Attitude):
        return ((AG.holder, claim.holders),)
    if isinstance(claim, Action):
        return (
            (AG.agent, claim.agents),
            (AG.possibleAgent, claim.possible_agents),
            (AG.target, claim.targets),
            (AG.recipient, claim.recipients),
            (AG.place, claim.places),
        )
    return ()


def _relation(claim: Relation, node: ox.NamedNode) -> Triples:
    yield from optional_texts(
        node,
        (AG.title, claim.title),
        (AG.office, claim.office),
        (AG.tenure, claim.tenure),
    )


def _attitude(claim: Attitude, node: ox.NamedNode, spans: Spans) -> Triples:
    yield node, AG.verb, text(claim.verb)
    yield node, AG.cue, spans.node(claim.cue)
    yield from spans.under(node, AG.content, claim.content)


def _action(claim: Action, node: ox.NamedNode, spans: Spans) -> Triples:
    yield node, AG.verb, text(claim.verb)
    yield node, AG.cue, spans.node(claim.cue)
    yield from optional_texts(node, (AG.codedBy, claim.frame), (AG.nounOf, claim.noun_of))
    if claim.likelihood is not None:
        yield node, AG.eventLikelihood, decimal(round(claim.likelihood, 2))
    yield from bounds(node, claim.at_least, claim.at_most)
    if claim.time:
        yield from _time(claim.time, node, spans)


def _time(time: Time, node: ox.NamedNode, spans: Spans) -> Triples:
    yield node, AG.timeText, text(time.text)
    yield from optional_texts(node, (AG.time, time.edtf), (AG.countedFrom, time.counted_from))
    if time.span:
        yield node, AG.timeSpan, spans.node(time.span)
    if time.not_before:
        yield node, AG.notBefore, moment(time.not_before)
    if time.not_after:
        yield node, AG.notAfter, moment(time.not_after)


def _statement(
    claim: Statement,
    node: ox.NamedNode,
    article: Article,
    spans: Spans,
) -> Triples:
    yield node, AG.mode, AG[claim.mode]
    yield from spans.under(node, AG.content, claim.content)
    for span in claim.quotations:
        yield node, AG.quotation, text(article.quote(span))
