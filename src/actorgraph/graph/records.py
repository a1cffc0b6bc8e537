"""What a graph says about one article, actor, claim or span, as a record; `Facts` reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

SOURCE = "attributedTo"
# How a certainty is worded for people, on pages, by the server and in the terminal: from the most
# to the least certain.
CERTAINTY_IN_WORDS = {
    "asserted": "the article says so",
    "reported": "somebody else says so",
    "alleged": "alleged",
    "possible": "may be so",
    "intended": "planned",
    "requested": "asked for",
}


@dataclass(frozen=True, slots=True, order=True)
class SpanFacts:
    """A stretch of an article's text: offsets in code points, end exclusive.

    `words` is empty where a shareable graph withholds them.
    """

    begin: int
    end: int
    words: str
    iri: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article: what its graph says about its publication, and its text unless that is withheld.

    `length` is in code points. Texts are empty where nothing is given.
    """

    iri: ox.NamedNode
    title: str
    publisher: str
    issued: str
    url: str
    sha256: str
    length: int
    text: str | None


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor, place or document: its label, other names, classes and whether it is protected.

    `kind` is its most precise class; `identity` the IRI of its Wikidata entry, or empty.
    """

    iri: ox.NamedNode
    label: str
    aliases: tuple[str, ...]
    types: frozenset[str]
    kind: str
    identity: str
    unnamed: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim: its classes, who takes part in which role, how certain it is, and its source.

    `kind` is the most precise class. `roles` maps the local name of a role to its actors, in the
    order of the ontology; empty roles are left out. `sources` are those whom the article attributes
    the claim to, `said_in` the statement that contains it. Texts are empty where nothing is given.
    """

    iri: ox.NamedNode
    types: frozenset[str]
    kind: str
    verb: str
    title: str
    factuality: str
    negated: bool
    time: str
    time_text: str
    roles: dict[str, tuple[ox.NamedNode, ...]]
    sources: tuple[ox.NamedNode, ...]
    said_in: ox.NamedNode | None
    article: ox.NamedNode | None

    @property
    def is_relation(self) -> bool:
        """Whether the claim ties two actors without an event."""
        return "Relation" in self.types

    @property
    def is_attitude(self) -> bool:
        """Whether the claim is about what somebody thinks of somebody."""
        return "Attitude" in self.types

    @property
    def participants(self) -> Iterator[ox.NamedNode]:
        """Yield everyone who takes part, role by role; not the sources."""
        for role, actors in self.roles.items():
            if role != SOURCE:
                yield from actors

    @property
    def doers(self) -> tuple[ox.NamedNode, ...]:
        """Whoever acts, is a relation's subject, or holds an attitude."""
        return self.in_roles("agent", "subject", "holder")

    @property
    def counterparts(self) -> tuple[ox.NamedNode, ...]:
        """Whoever the action, relation or attitude is directed at."""
        return self.in_roles("target", "recipient", "object")

    def in_roles(self, *roles: str) -> tuple[ox.NamedNode, ...]:
        """Return the actors in these roles, in the order of the roles."""
        actors: list[ox.NamedNode] = []
        for role in roles:
            actors.extend(self.roles.get(role, ()))
        return tuple(actors)

    @property
    def certainty(self) -> str:
        """One word: asserted, reported, alleged, possible, intended or requested.

        Raises LookupError if the claim has no factuality.
        """
        if not self.factuality:
            raise LookupError(f"no factuality: {self.iri.value}")
        # Whatever somebody else asserts is only reported by the article.
        if self.factuality == "Asserted" and self.sources:
            return "reported"
        return self.factuality.casefold()
