"""Who is protected with others: namesakes, those said to be the same, and those close to them.

Each of them has namesakes and kin, too. Every actor is looked at once, so that the search costs
what the graph and the policy are long.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.kin import Kin
from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.people import folded_names, identifying_names, names_of
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.redaction.words import folded
from actorgraph.vocabulary.vocab import OWL

Actors = set[ox.NamedNode]


def with_ties(facts: Facts, actors: Actors, protected: Actors, policy: RedactionPolicy) -> Actors:
    """Add whoever a policy lists, and whoever is tied to somebody protected or listed.

    Ties are a shared name in whole or in part, in any spelling, an identity, and being described
    as somebody's kin, lawyer or neighbour.
    """
    ties = _Ties.among(facts, actors)
    found = protected | ties.listed(policy.names) | ties.kin.of_those_at_risk
    if policy.victims:
        found |= ties.kin.of_victims
    for actor in sorted(found, key=str):
        found = found | ties.near(actor)
    waiting = sorted(found, key=str)
    while waiting:
        new = ties.of(waiting.pop()) - found
        found |= new
        waiting.extend(sorted(new, key=str))
    return found


@dataclass(slots=True)
class _Ties:
    """The ties between the actors of a graph."""

    facts: Facts
    persons: NameIndex
    bodies: NameIndex
    by_name: dict[str, Actors]
    same: dict[str, Actors]
    kin: Kin

    @classmethod
    def among(cls, facts: Facts, actors: Actors) -> "_Ties":
        """Read the ties between these actors."""
        persons, bodies = NameIndex(), NameIndex()
        by_name: dict[str, Actors] = defaultdict(set)
        for actor in sorted(actors, key=str):
            index = bodies
            if "Person" in facts.types(actor):
                index = persons
            for name in names_of(facts, actor):
                index.add(actor, name)
            for folded_name in folded_names(facts, actor):
                by_name[folded_name].add(actor)
        kin = Kin.among(facts, actors)
        return cls(facts, persons, bodies, by_name, _identities(facts), kin)

    def listed(self, names: tuple[str, ...]) -> Actors:
        """Return those whom these names mean, and those described as close to them."""
        found: Actors = set()
        for name in names:
            found |= self.by_name.get(folded(name), set())
            found |= self.bodies.equal(name)
            found |= self.persons.sharing(name, is_listed=True)
            found |= self.kin.of_name(name)
        return found

    def near(self, actor: ox.NamedNode) -> Actors:
        """Return those to whom an actor is close: `Bo Dahl` of `the wife of Bo Dahl`."""
        found = self.kin.near(actor)
        for name in self.kin.names_near(actor):
            found |= self.persons.sharing(name)
        return found

    def of(self, actor: ox.NamedNode) -> Actors:
        """Return those who are tied to one actor."""
        names = list(identifying_names(self.facts, actor))
        found = set(self.same.get(actor.value, ()))
        for name in names:
            found |= self.persons.sharing(name)
        found |= self.kin.of(actor, names)
        if "Person" not in self.facts.types(actor):
            # `a friend of the couple`
            found |= self.kin.of_group(names_of(self.facts, actor))
        return found


def _identities(facts: Facts) -> dict[str, Actors]:
    """Return whoever is said to be the same as an actor, in either direction."""
    same: dict[str, Actors] = defaultdict(set)
    nodes = {node.value: node for node in _named(facts)}
    for node in nodes.values():
        for other in facts.values(node, OWL.sameAs):
            same[other].add(node)
            if other in nodes:
                same[node.value].add(nodes[other])
    return same


def _named(facts: Facts) -> Iterator[ox.NamedNode]:
    for node in facts:
        if isinstance(node, ox.NamedNode):
            yield node
