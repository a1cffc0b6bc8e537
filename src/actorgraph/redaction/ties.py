"""Ties between named actors and those whom redaction withholds: which claims have them, and which
actors are cut from a claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.people import claims_of, is_marked, participants
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.vocabulary.lexicon import kinds_with
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, literals, subclasses

# The roles of those who act or are acted upon.
PART_ROLES = tuple(
    AG[role] for role in roles_of("Action", "Attitude", "Relation") if role != "place"
)
TOUCHING_ROLES = (*PART_ROLES, AG.participant, AG.place)
DOER_ROLES = (AG.agent, AG.possibleAgent)
VICTIM_ROLES = (AG.target, AG.recipient)
Actors = set[ox.NamedNode]


@dataclass(slots=True)
class Ties:
    """The ties of one article. `guarded` are the claims from which ties are cut."""

    facts: Facts
    exposure: Exposure
    policy: RedactionPolicy
    guarded: Actors = field(init=False)

    def __post_init__(self) -> None:
        """Find the guarded claims."""
        self.guarded = self._find_guarded(claims_of(self.facts))

    def withheld_in(self, claim: ox.NamedNode) -> Actors:
        """Return the withheld actors who take part in a claim, its place included."""
        actors = participants(self.facts, claim, TOUCHING_ROLES)
        return {actor for actor in actors if self.exposure.withholds(actor)}

    def withheld_sources(self, claim: ox.NamedNode) -> Actors:
        """Return the withheld actors to whom a claim is attributed."""
        sources = self.facts.nodes(claim, AG.attributedTo)
        return {source for source in sources if self.exposure.withholds(source)}

    def kinds(self, claim: ox.NamedNode) -> frozenset[str]:
        """Return those classes of a claim that are ours."""
        return self.facts.types(claim) & subclasses("Claim")

    def kind(self, claim: ox.NamedNode) -> str:
        """Return the most precise class of a claim, `Act` if it has none."""
        kinds = (self.kinds(claim) - {"Claim"}) or {"Act"}
        return min(kinds, key=lambda kind: (len(subclasses(kind)), kind))

    def is_harm(self, claim: ox.NamedNode) -> bool:
        """Return whether a claim says that somebody was killed, attacked, held or threatened."""
        # `did not arrest her`: nobody was harmed.
        if is_marked(self.facts, claim, AG.negated):
            return False
        return not self.kinds(claim).isdisjoint(kinds_with("harms") | {"Death"})

    def cut(self, claim: ox.NamedNode) -> Actors:
        """Return the named actors who are cut from a claim that involves somebody withheld.

        Only those who harmed somebody withheld, or whom somebody withheld harmed, stay.
        """
        if claim not in self.guarded or self.policy.ties == "keep":
            return set()
        withheld = self.withheld_in(claim)
        if not withheld and not is_help(self.kind(claim)):
            # Somebody withheld only reports what others did.
            return set()
        roles = PART_ROLES
        spared: Actors = set()
        if self.is_harm(claim):
            spared = self._other_side(claim, withheld)
        else:
            roles = (*PART_ROLES, AG.attributedTo)
        named = {
            actor
            for actor in participants(self.facts, claim, roles)
            if not self.exposure.withholds(actor)
        }
        return named - spared

    def _other_side(
        self,
        claim: ox.NamedNode,
        withheld: Actors,
    ) -> Actors:
        """Return who harmed those withheld or, if one of them did the harm, who was harmed."""
        victims = set(participants(self.facts, claim, VICTIM_ROLES))
        if withheld <= victims:
            return set(participants(self.facts, claim, DOER_ROLES))
        return victims

    def _find_guarded(self, claims: list[ox.NamedNode]) -> Actors:
        """Return the claims that involve somebody withheld or rest on their word, and their echoes.

        An echo is a claim about the same event, or about the same kind of help by the same actor.
        """
        guarded = {
            claim for claim in claims if self.withheld_in(claim) or self.withheld_sources(claim)
        }
        helping: set[tuple[str, ox.NamedNode]] = set()
        for claim in guarded:
            if not self.is_harm(claim) and is_help(self.kind(claim)):
                helping.update(self._kind_and_agents(claim))
        for claim in claims:
            if not helping.isdisjoint(self._kind_and_agents(claim)):
                guarded.add(claim)
        return self._with_same_events(guarded, claims)

    def _kind_and_agents(
        self,
        claim: ox.NamedNode,
    ) -> list[tuple[str, ox.NamedNode]]:
        kind = self.kind(claim)
        return [(kind, agent) for agent in self.facts.nodes(claim, AG.agent)]

    def _with_same_events(
        self,
        guarded: Actors,
        claims: Iterable[ox.NamedNode],
    ) -> Actors:
        """Add all claims that chains of the same event connect with these."""
        neighbours: dict[ox.NamedNode, Actors] = {}
        for claim in claims:
            for other in self.facts.nodes(claim, AG.sameEventAs):
                neighbours.setdefault(claim, set()).add(other)
                neighbours.setdefault(other, set()).add(claim)
        found = set(guarded)
        waiting = list(guarded)
        while waiting:
            new = neighbours.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found


def is_help(kind: str) -> bool:
    """Return whether a class of actions helps somebody; moving may be bringing to safety."""
    return kind == "Move" or "help" in literals(kind, "polarity")
