"""Reading a graph in order to redact it: its claims, whoever appears in it, and their names."""

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node
from actorgraph.redaction.words import folded, name_words
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    OWL,
    RDF,
    RDFS,
    SKOS,
    local_name,
    subclasses,
)

ROLE_PROPERTIES = tuple(AG[role] for role in ROLES)
# Every property that redaction reads, by its local name.
READ_PROPERTIES = {
    local_name(term): term
    for term in (
        *ROLE_PROPERTIES,
        RDF.type,
        RDFS.label,
        SKOS.altLabel,
        SKOS.exactMatch,
        OWL.sameAs,
        DCT.issued,
        AG.atLeast,
        AG.atMost,
        AG.confidence,
        AG.decision,
        AG.factuality,
        AG.foundBy,
        AG.mention,
        AG.mode,
        AG.negated,
        AG.office,
        AG.participant,
        AG.protected,
        AG.reportedIn,
        AG.reviewed,
        AG.saidIn,
        AG.sameEventAs,
        AG.sha256,
        AG.time,
        AG.title,
        AG.unnamed,
        AG.verb,
    )
}
MARKS = (AG.protected, AG.unnamed)
NO = ("false", "0")


def read_facts(triples: Iterable[ox.Triple]) -> Facts:
    """Read triples by the local names of their properties.

    Any vocabulary's `protected` protects, and any vocabulary's `label` is a name: it is safer to
    withhold too much.
    """
    return Facts(map(_in_our_terms, triples))


def _in_our_terms(triple: ox.Triple) -> ox.Triple:
    predicate = READ_PROPERTIES.get(local_name(triple.predicate), triple.predicate)
    if predicate == triple.predicate:
        return triple
    return ox.Triple(triple.subject, predicate, triple.object)


def kinds_of_actors() -> frozenset[str]:
    """Return the classes whose members can appear in a claim."""
    return subclasses("Actor") | {"Place", "Document"}


def is_marked(facts: Facts, node: Node, flag: ox.NamedNode) -> bool:
    """Return whether a flag is set. Only a clear no counts as no."""
    return any(value.strip().casefold() not in NO for value in facts.values(node, flag))


def claims_of(facts: Facts) -> list[ox.NamedNode]:
    """Return the claims, in the order of their IRIs."""
    claims = (node for node in facts if isinstance(node, ox.NamedNode))
    return sorted(
        (node for node in claims if "Claim" in facts.types(node)),
        key=lambda claim: claim.value,
    )


def participants(
    facts: Facts, claim: Node, roles: Iterable[ox.NamedNode] = ROLE_PROPERTIES
) -> Iterator[ox.NamedNode]:
    """Yield whoever has one of these roles in a claim, role by role."""
    for role in roles:
        yield from facts.nodes(claim, role)


def texts_in_roles(facts: Facts) -> set[str]:
    """Return the texts that claims have in a role, where there should be an actor."""
    found: set[str] = set()
    for claim in claims_of(facts):
        for role in ROLE_PROPERTIES:
            values = facts.objects(claim, role)
            found.update(value.value for value in values if isinstance(value, ox.Literal))
    return found


def actors_in(facts: Facts) -> set[ox.NamedNode]:
    """Return whoever takes part in a claim, is its source, is marked, or has an actor's class."""
    kinds = kinds_of_actors()
    actors: set[ox.NamedNode] = set()
    for claim in claims_of(facts):
        actors.update(participants(facts, claim))
    for node in facts:
        is_actor = any(facts.has(node, mark) for mark in MARKS) or facts.types(node) & kinds
        if is_actor and isinstance(node, ox.NamedNode):
            actors.add(node)
    return actors


def names_of(facts: Facts, actor: Node) -> list[str]:
    """Return the labels of an actor, then its other names."""
    return list(chain(facts.values(actor, RDFS.label), facts.values(actor, SKOS.altLabel)))


def identifying_words(
    facts: Facts,
    actor: ox.NamedNode,
) -> Iterator[str]:
    """Yield the folded single words that identify a person: those of names, not of descriptions."""
    if "Person" not in facts.types(actor):
        return
    labels = facts.values(actor, RDFS.label)
    is_unnamed = is_marked(facts, actor, AG.unnamed)
    for name in names_of(facts, actor):
        words = set(name_words(name, is_label=name in labels))
        # `his brother` would make every brother's label one that reveals him.
        if not is_unnamed or not words <= word_set("closeNouns"):
            yield from sorted(words)


def identifying_names(
    facts: Facts,
    actor: ox.NamedNode,
) -> Iterator[str]:
    """Yield the folded labels of a person, reduced to the words that identify them."""
    words = set(identifying_words(facts, actor))
    for label in facts.values(actor, RDFS.label):
        name = " ".join(word for word in folded(label).split() if word in words)
        if name:
            yield name


def folded_names(facts: Facts, actor: ox.NamedNode) -> set[str]:
    """Return all names of an actor, folded."""
    return {folded(name) for name in names_of(facts, actor)}
