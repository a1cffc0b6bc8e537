"""The actors of a redacted article: by name, under a pseudonym, or as one of those at risk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.placeholders import AT_RISK, NOBODY, Pseudonyms, short_code
from actorgraph.redaction.standings import Standings
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.vocab import (
    AG,
    INDIVIDUALS,
    RDF,
    RDFS,
    SKOS,
    WD,
    XSD,
    local_name,
)

# The classes that an open actor keeps; a more precise one could identify somebody.
KEPT_KINDS = ("Person", "Organisation", "Government", "Group", "Place", "Document", "Actor")
TRUE = ox.Literal("true", datatype=XSD.boolean)
# An actor's IRI that is made of its Wikidata identity.
KNOWN_ACTOR = re.compile(r"/actor/Q\d+$")
IDENTITY = re.compile(r"Q\d+")
DIGITS = frozenset("0123456789")
# `14 Lantern Lane`, `Elm Row residents`, `Lindenstraße`, `ul. Lipowa`
STREET = re.compile(r"(?:straße|strasse|gasse|weg)\b|\bul\.|\bvul\.|ул\.|вул\.|улица|вулиця")
Pairs = Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]


@dataclass(slots=True)
class RedactedActors:
    """The actors of one article. Only those that the redacted claims mention are written."""

    facts: Facts
    exposure: Exposure
    standings: Standings
    pseudonyms: Pseudonyms
    _mentioned: set[ox.NamedNode | None] = field(default_factory=set)

    def mention(self, actor: ox.NamedNode | None) -> ox.NamedNode:
        """Return the node of an actor in the redacted graph; None is somebody without a name."""
        self._mentioned.add(actor)
        return self._node(actor)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what may be said about the actors that were mentioned."""
        for actor in sorted(self._mentioned, key=lambda actor: actor.value if actor else ""):
            node = self._node(actor)
            for predicate, value in self._properties(actor):
                yield ox.Triple(node, predicate, value)

    def _node(self, actor: ox.NamedNode | None) -> ox.NamedNode:
        standing = self.standings.of(actor)
        if actor is None or standing in ("merge", "nobody"):
            return self.pseudonyms.iri("actor", standing)
        known = KNOWN_ACTOR.search(actor.value)
        if standing == "open" and known and self._keeps_identity(actor):
            return ox.NamedNode(f"{INDIVIDUALS}{known[0][1:]}")
        return self.pseudonyms.iri("actor", actor.value)

    def _properties(self, actor: ox.NamedNode | None) -> Pairs:
        standing = self.standings.of(actor)
        if actor is None or standing == "nobody":
            yield from _described(AG.Actor, NOBODY, AG.unnamed)
        elif standing == "merge":
            yield from _described(AG.Group, AT_RISK, AG.protected)
        elif standing == "group":
            yield from self._group(actor)
        elif standing == "pseudonym":
            yield from self._person(actor)
        else:
            yield from self._open(actor)

    def _group(self, actor: ox.NamedNode) -> Pairs:
        minimum = self.standings.minimum(actor)
        yield from _described(AG.Group, f"{AT_RISK}, {minimum} or more", AG.protected)
        yield AG.atLeast, ox.Literal(str(minimum), datatype=XSD.integer)

    def _person(self, actor: ox.NamedNode) -> Pairs:
        flag = AG.unnamed
        if actor in self.exposure.protected:
            flag = AG.protected
        label = f"person {short_code(self._node(actor))}"
        yield from _described(AG.Person, label, flag)

    def _open(self, actor: ox.NamedNode) -> Pairs:
        """Yield classes, the label and the identity of an actor who is shown, without aliases."""
        types = self.facts.types(actor)
        kinds = [kind for kind in KEPT_KINDS if kind in types] or ["Actor"]
        for kind in kinds:
            yield RDF.type, AG[kind]
        label = self.facts.value(actor, RDFS.label)
        if self._has_hidden_name(actor):
            label = f"{kinds[0].casefold()} {short_code(self._node(actor))}"
        yield RDFS.label, ox.Literal(label)
        if self._keeps_identity(actor):
            for identity in self.facts.values(actor, SKOS.exactMatch):
                name = local_name(identity)
                if IDENTITY.fullmatch(name):
                    yield SKOS.exactMatch, WD[name]

    def _has_hidden_name(self, actor: ox.NamedNode) -> bool:
        """Return whether a name is left out: it gives a number or a street, or identifies someone
        protected.
        """
        labels = self.facts.values(actor, RDFS.label)
        if not labels:
            return True
        # `the five governments` would leave one over if four of them are named.
        if "Group" in self.facts.types(actor) and any(map(_gives_number, labels)):
            return True
        return any(map(_is_address, labels)) or any(map(self.exposure.reveals, labels))

    def _keeps_identity(self, actor: ox.NamedNode) -> bool:
        """Return whether no name of an actor identifies somebody protected."""
        if self._has_hidden_name(actor):
            return False
        return not any(map(self.exposure.reveals, self.facts.values(actor, SKOS.altLabel)))


def _described(
    kind: ox.NamedNode,
    label: str,
    flag: ox.NamedNode,
) -> Pairs:
    yield RDF.type, kind
    yield RDFS.label, ox.Literal(label)
    yield flag, TRUE


def _gives_number(label: str) -> bool:
    words = re.findall(r"[a-z]+|\d", label.casefold())
    return not (word_set("numberWords") | DIGITS).isdisjoint(words)


def _is_address(label: str) -> bool:
    """Return whether a name has a street, as `14 Lantern Lane` and `Elm Row residents`."""
    words = re.findall(r"\w+", label.casefold())
    return bool(STREET.search(label.casefold())) or any(
        word in word_set("streetWords") for word in words[1:]
    )
