"""The claims of a redacted article, without evidence, exact times and places, and ties to those
withheld.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.people import claims_of, is_marked
from actorgraph.redaction.placeholders import EVIDENCE, FOREIGN_RULE, RULES, Pseudonyms
from actorgraph.redaction.redacted_actors import RedactedActors
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.redaction.standings import Standings
from actorgraph.redaction.ties import PART_ROLES, Ties
from actorgraph.vocabulary.vocab import AG, ONTOLOGY, RDF, SKOS, XSD, local_name

# Kept if their values are terms of ours.
PLAIN_PROPERTIES = (AG.factuality, AG.foundBy, AG.reviewed, AG.mode)
# Kept if they are a few plain words.
TEXT_PROPERTIES = (AG.verb, AG.title, AG.office)
FEW_WORDS = re.compile(r"[a-z'’-]+( [a-z'’-]+){0,2}")
TIME = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?[~?%]?")
CONFIDENCE = re.compile(r"[01]\.\d")
BIRTH_VERBS = frozenset({"bear", "born"})
UNKNOWN_CONFIDENCE = "0.5"
Pairs = Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]


@dataclass(slots=True)
class RedactedClaims:
    """The claims of one article; `kept` are those that are not left out altogether."""

    facts: Facts
    exposure: Exposure
    policy: RedactionPolicy
    standings: Standings
    pseudonyms: Pseudonyms
    actors: RedactedActors
    ties: Ties = field(init=False)
    kept: dict[ox.NamedNode, None] = field(init=False)

    def __post_init__(self) -> None:
        """Find the ties, and the claims that are kept."""
        self.ties = Ties(self.facts, self.exposure, self.policy)
        claims = claims_of(self.facts)
        self.kept = dict.fromkeys(claim for claim in claims if not self._is_suppressed(claim))

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what may be said about the claims that are kept."""
        for claim in self.kept:
            node = self._node(claim)
            for predicate, value in self._properties(claim):
                yield ox.Triple(node, predicate, value)

    def _node(self, claim: ox.NamedNode) -> ox.NamedNode:
        return self.pseudonyms.iri("claim", claim.value)

    def _is_suppressed(self, claim: ox.NamedNode) -> bool:
        """Return whether a claim is left out altogether.

        A relation ties two actors, whatever is left out of it. A claim that involves somebody whom
        the policy suppresses says something about them.
        """
        if "LocatedIn" in self.ties.kinds(claim):
            return True
        # What a person rejected or corrected is not passed on.
        if self.facts.is_set_aside(claim):
            return True
        withheld = self.ties.withheld_in(claim)
        if withheld and "Relation" in self.facts.types(claim):
            return True
        involved = withheld | self.ties.withheld_sources(claim)
        return any(map(self.standings.is_suppressed, involved))

    def _properties(self, claim: ox.NamedNode) -> Pairs:
        for article in self.facts.values(claim, AG.reportedIn):
            yield AG.reportedIn, self.pseudonyms.iri("article", article)
        yield AG.withheld, ox.Literal(EVIDENCE)
        for kind in sorted(self.ties.kinds(claim)):
            yield RDF.type, AG[kind]
        yield from self._plain_properties(claim)
        yield from self._texts(claim)
        cut = self.ties.cut(claim)
        for role in PART_ROLES:
            for actor in self.facts.nodes(claim, role):
                if actor not in cut:
                    yield role, self.actors.mention(actor)
        yield from self._sources(claim, cut)
        yield from self._time_and_place(claim)
        if claim not in self.ties.guarded:
            for other in self.facts.nodes(claim, AG.sameEventAs):
                if other in self.kept:
                    yield AG.sameEventAs, self._node(other)

    def _plain_properties(self, claim: ox.NamedNode) -> Pairs:
        for predicate in PLAIN_PROPERTIES:
            for value in self.facts.objects(claim, predicate):
                if isinstance(value, ox.NamedNode) and value.value.startswith((ONTOLOGY, RULES)):
                    yield predicate, value
                elif predicate == AG.foundBy:
                    yield predicate, FOREIGN_RULE
        negated = str(is_marked(self.facts, claim, AG.negated)).lower()
        yield AG.negated, ox.Literal(negated, datatype=XSD.boolean)
        for confidence in self.facts.values(claim, AG.confidence)[:1]:
            # More digits would identify a claim in another export.
            rounded = UNKNOWN_CONFIDENCE
            tenths = CONFIDENCE.match(confidence)
            if tenths:
                rounded = tenths[0]
            yield AG.confidence, ox.Literal(rounded, datatype=XSD.decimal)

    def _texts(self, claim: ox.NamedNode) -> Pairs:
        for predicate in TEXT_PROPERTIES:
            for text in self.facts.values(claim, predicate)[:1]:
                if FEW_WORDS.fullmatch(text) and not self.exposure.reveals(text):
                    yield predicate, ox.Literal(text)
                elif predicate == AG.verb:
                    # A verb that could identify somebody is replaced by its class.
                    yield predicate, ox.Literal(self.ties.kind(claim).casefold())

    def _sources(
        self,
        claim: ox.NamedNode,
        cut: set[ox.NamedNode],
    ) -> Pairs:
        """Yield the sources of a claim.

        A source that is cut becomes somebody without a name: without any source, the claim would be
        the article's own.
        """
        for source in self.facts.nodes(claim, AG.attributedTo):
            if source in cut:
                yield AG.attributedTo, self.actors.mention(None)
            else:
                yield AG.attributedTo, self.actors.mention(source)
        # A statement by somebody who is cut must not lead to them.
        if cut:
            return
        for statement in self.facts.nodes(claim, AG.saidIn):
            if statement in self.kept:
                yield AG.saidIn, self._node(statement)

    def _time_and_place(self, claim: ox.NamedNode) -> Pairs:
        for edtf in self.facts.values(claim, AG.time):
            time = self._coarse_time(edtf)
            if time and not self._is_birth(claim):
                yield AG.time, ox.Literal(time)
        for place in self.facts.nodes(claim, AG.place):
            if claim not in self.ties.guarded or self._may_show(place):
                yield AG.place, self.actors.mention(place)
        minimum = self.standings.minimum(claim)
        if minimum is not None:
            yield AG.atLeast, ox.Literal(str(minimum), datatype=XSD.integer)

    def _is_birth(self, claim: ox.NamedNode) -> bool:
        """Return whether a claim may say when somebody withheld was born."""
        verbs = self.facts.values(claim, AG.verb)
        return claim in self.ties.guarded and not BIRTH_VERBS.isdisjoint(verbs)

    def _may_show(self, place: ox.NamedNode) -> bool:
        """Return whether a guarded claim may show a place: only a country, if the policy allows.

        A town or a republic within a country may also be typed as a government.
        """
        if self.policy.places != "state":
            return False
        identities = self.facts.values(place, SKOS.exactMatch)
        return any(local_name(identity) in _countries() for identity in identities)

    def _coarse_time(self, edtf: str) -> str:
        """Return a time no finer than the policy allows; empty if it has no plain year."""
        parts = TIME.fullmatch(edtf)
        if parts is None or self.policy.times == "none":
            return ""
        year, month = parts.groups()
        if month and self.policy.times == "month":
            return f"{year}-{month}"
        return str(year)


@cache
def _countries() -> frozenset[str]:
    """Return the Wikidata identities of all countries."""
    from rigour.territories import get_territories

    territories = get_territories()
    return frozenset(territory.qid for territory in territories if territory.is_country)
