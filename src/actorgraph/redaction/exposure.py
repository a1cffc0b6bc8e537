"""Who a graph would expose: the protected and unnamed actors, and the words that identify them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.redaction.people import (
    actors_in,
    claims_of,
    is_marked,
    kinds_of_actors,
    names_of,
    participants,
    read_facts,
    texts_in_roles,
)
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.redaction.words import (
    are_parts,
    contains_phrase,
    folded,
    is_uncased,
    name_words,
)
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.lexicon import kinds_with
from actorgraph.vocabulary.vocab import AG, OWL, RDFS, SKOS

# A word of so many letters is not within another word by accident.
LONG_WORD = 5
# Whose names of a single word are withheld as a whole.
BODIES = frozenset({"Organisation", "Place", "Government"})
Actors = set[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Exposure:
    """The protected and unnamed actors, and the words and phrases that no export may contain.

    Words and phrases are folded; a phrase may be the single word of a body's name.
    """

    protected: frozenset[ox.NamedNode]
    unnamed: frozenset[ox.NamedNode]
    words: frozenset[str]
    phrases: frozenset[str]

    def withholds(self, actor: ox.NamedNode) -> bool:
        """Return whether an actor is protected or unnamed."""
        return actor in self.protected or actor in self.unnamed

    def reveals(self, text: str) -> bool:
        """Return whether a text contains a word or phrase that identifies a protected actor."""
        plain = folded(text)
        if not self.words.isdisjoint(plain.split()):
            return True
        if contains_phrase(plain, self.phrases):
            return True
        # A long word is also found within others, as in compounds or names of relatives. Scripts
        # without capitals may not separate words.
        joined = plain.replace(" ", "")
        return any(word in joined for word in self.words if _is_distinct(word))


def _is_distinct(word: str) -> bool:
    return len(word) >= LONG_WORD or is_uncased(word)


def expose(store: Store, policy: RedactionPolicy) -> Exposure:
    """Find who must not be recognised.

    Raises GraphError if somebody has no class or no IRI: then it is unknown how to protect them.
    """
    _refuse_blank_nodes(store.triples())
    facts = read_facts(quad.triple for quad in store.contents())
    actors = actors_in(facts)
    _refuse_unclassified(facts, actors)
    listed = {folded(name) for name in policy.names}
    protected = {actor for actor in actors if is_marked(facts, actor, AG.protected)}
    # A victim whom the article does not name is at risk even if nobody marked it.
    if policy.victims:
        protected.update(_unnamed_victims(facts))
    protected = _with_namesakes(facts, actors, protected, listed)
    unnamed = {
        actor
        for actor in actors - protected
        if is_marked(facts, actor, AG.unnamed) and "Document" not in facts.types(actor)
    }
    return Exposure(
        protected=frozenset(protected),
        unnamed=frozenset(unnamed),
        words=_identifying_words(facts, protected, listed),
        phrases=_identifying_phrases(facts, protected, unnamed, listed),
    )


def _refuse_blank_nodes(triples: Iterable[ox.Triple]) -> None:
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise GraphError(
                "cannot be redacted: it has nodes without an IRI",
                remedy="give each node an IRI",
            )


def _refuse_unclassified(facts: Facts, actors: Actors) -> None:
    kinds = kinds_of_actors()
    unclassified = sum(facts.types(actor).isdisjoint(kinds) for actor in actors)
    unclassified += len(texts_in_roles(facts))
    if unclassified:
        # The message names nobody: it may be kept in a log.
        raise GraphError(
            f"cannot be redacted: {unclassified} of its actors have no class",
            remedy="give each a class such as ag:Person or ag:Group, or remove the mention",
        )


def _identifying_words(
    facts: Facts,
    protected: Actors,
    listed: set[str],
) -> frozenset[str]:
    words: set[str] = set()
    for actor in protected:
        words.update(identifying_words(facts, actor))
    for name in listed:
        words.update(name.split())
    # A single Latin letter is no word of a name, a single Chinese character may be one.
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def _identifying_phrases(
    facts: Facts, protected: Actors, unnamed: Actors, listed: set[str]
) -> frozenset[str]:
    """Return the names of several words, and the names of protected bodies of any length."""
    phrases = set(listed)
    for actor in protected | unnamed:
        phrases.update(_folded_names(facts, actor))
    phrases = {phrase for phrase in phrases if " " in phrase}
    for actor in protected:
        if not facts.types(actor).isdisjoint(BODIES):
            phrases.update(name for name in _folded_names(facts, actor) if name)
    return frozenset(phrases)


def _with_namesakes(
    facts: Facts,
    actors: Actors,
    protected: Actors,
    listed: set[str],
) -> Actors:
    """Add everyone who shares a protected name, in whole or in part, or is said to be the same."""
    found = set(protected)
    listed_names = [set(name.split()) for name in listed]
    persons = {actor for actor in actors if "Person" in facts.types(actor)}
    on_list = {actor for actor in actors if listed & _folded_names(facts, actor)}
    # Each namesake may have further names, so that others become namesakes.
    while True:
        names = [set(name.split()) for actor in found for name in identifying_names(facts, actor)]
        names.extend(listed_names)
        same = on_list | _said_to_be_the_same(facts, found)
        same.update(_sharing_names(facts, persons - found, names))
        if same <= found:
            return found
        found |= same


def _sharing_names(
    facts: Facts,
    persons: Actors,
    names: list[set[str]],
) -> Iterator[ox.NamedNode]:
    """Yield the persons of whose names one is part of these names, or contains one of them."""
    for person in persons:
        own_names = (set(name.split()) for name in _folded_names(facts, person))
        if any(are_parts(words, names) for words in own_names):
            yield person


def _said_to_be_the_same(facts: Facts, actors: Actors) -> Actors:
    """Return whoever is linked to one of these actors as the same, in either direction."""
    iris = {actor.value for actor in actors}
    linked: set[str] = set()
    for actor in actors:
        linked.update(facts.values(actor, OWL.sameAs))
    same: Actors = set()
    for node in facts:
        if not isinstance(node, ox.NamedNode):
            continue
        if node.value in linked or not iris.isdisjoint(facts.values(node, OWL.sameAs)):
            same.add(node)
    return same


def identifying_words(
    facts: Facts,
    actor: ox.NamedNode,
) -> Iterator[str]:
    """Yield the folded single words that identify a person: those of names, not of descriptions."""
    if "Person" not in facts.types(actor):
        return
    labels = facts.values(actor, RDFS.label)
    for name in names_of(facts, actor):
        yield from name_words(name, is_label=name in labels)


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


def _folded_names(facts: Facts, actor: ox.NamedNode) -> set[str]:
    return {folded(name) for name in names_of(facts, actor)}


def _unnamed_victims(facts: Facts) -> Iterator[ox.NamedNode]:
    """Yield those without a name who die, or whom somebody attacks, holds or threatens."""
    for claim in claims_of(facts):
        for actor in participants(facts, claim, _victim_roles(facts.types(claim))):
            # Somebody with an identity is publicly known.
            if facts.has(actor, SKOS.exactMatch):
                continue
            if "Group" in facts.types(actor) or is_marked(facts, actor, AG.unnamed):
                yield actor


def _victim_roles(types: frozenset[str]) -> tuple[ox.NamedNode, ...]:
    if not types.isdisjoint(kinds_with("harms")):
        return (AG.target, AG.recipient)
    if "Death" in types:
        return (AG.agent,)
    return ()
