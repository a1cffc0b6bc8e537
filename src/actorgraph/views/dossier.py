"""What a graph says about an actor: names, kinds, the link to Wikidata and reviewers' decisions."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ActorFacts
from actorgraph.vocabulary.vocab import (
    AG,
    RDF,
    SKOS,
    local_name,
)

WIDTH = 13
# More mentions than this are of no use to a reader.
MOST_MENTIONS = 12


def describe_actor(facts: Facts, name: str) -> str:
    """Describe every actor of this name or IRI, ignoring case; empty where there is none."""
    wanted = name.strip().casefold()
    actors = [facts.actor(node) for node in facts.mentioned]
    fitting = [actor for actor in actors if actor.iri.value == name or wanted in _names(actor)]
    fitting.sort(key=lambda actor: actor.iri.value)
    paragraphs = []
    for actor in fitting:
        lines = _lines(facts, actor)
        paragraphs.append("\n".join(lines) + "\n")
    return "\n".join(paragraphs)


def _names(actor: ActorFacts) -> set[str]:
    return {text.casefold() for text in (actor.label, *actor.aliases)}


def _lines(facts: Facts, actor: ActorFacts) -> Iterator[str]:
    kinds = [local_name(kind) for kind in facts.objects(actor.iri, RDF.type)]
    yield f"{actor.label}  {actor.iri.value}"
    yield row("is", ", ".join(kinds))
    if actor.aliases:
        yield row(
            "also called",
            "; ".join(facts.values(actor.iri, SKOS.altLabel)),
        )
    if actor.unnamed:
        yield row("unnamed", "never linked to an identity")
    if actor.protected:
        yield row("protected", "never linked to an identity")
    yield from _links(facts, actor.iri)
    for decision in facts.nodes(actor.iri, AG.decision):
        yield row("decided", facts.value(decision, AG.decided))
    yield row("mentioned", _mentions(facts, actor.iri))


def _links(facts: Facts, actor: ox.NamedNode) -> Iterator[str]:
    """Yield which identity the actor was linked to, with the reason and the score."""
    for link in facts.of_type("IdentityLink"):
        if actor in facts.objects(link, AG.subject):
            identity = local_name(facts.value(link, AG.identity))
            reason = facts.value(link, AG.reason)
            score = facts.value(link, AG.confidence)
            yield row("linked to", f"{identity}: {reason} (score {score})")


def _mentions(facts: Facts, actor: ox.NamedNode) -> str:
    spans = facts.spans(actor, AG.mention)
    shown = [f"“{span.words}” @{span.begin}" for span in spans[:MOST_MENTIONS]]
    listed = ", ".join(shown)
    hidden = len(spans) - MOST_MENTIONS
    if hidden > 0:
        return f"{listed} and {hidden} more"
    return listed


def row(name: str, value: str) -> str:
    """Return a line of a description: a name, padded, and a value."""
    return f"  {name:<{WIDTH}} {value}"
