"""Reading a graph: what it says about actors, claims, roles and spans, from any store's triples.

Everything that shows, compares, exports or redacts a graph reads it through `Facts`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import (
    AG,
    NIF,
    RDF,
    RDFS,
    SKOS,
    iri_text,
    local_name,
    subclasses,
)

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Node = ox.NamedNode | ox.BlankNode
Properties = dict[ox.NamedNode, list[Term]]
# Classes that say nothing where a more telling one is given, too.
ABSTRACT = frozenset({"Claim", "Action", "Attitude", "Relation", "Actor", "Context"})


@dataclass(frozen=True, slots=True, order=True)
class SpanFacts:
    """A stretch of an article's text: offsets in code points, end exclusive; `words` is empty if withheld."""

    begin: int
    end: int
    words: str
    iri: str


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor, place or document: its label, other names, classes and what the text withholds about it."""

    iri: ox.NamedNode
    label: str
    aliases: tuple[str, ...]
    types: frozenset[str]
    identity: str
    unnamed: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim: its classes, who takes part in which role, how certain it is, and what it rests on.

    `roles` maps the local name of a role to its actors, in the order of the ontology; empty roles are left out.
    `sources` are those whom the article attributes the claim to.
    """

    iri: ox.NamedNode
    types: frozenset[str]
    verb: str
    factuality: str
    negated: bool
    roles: dict[str, tuple[ox.NamedNode, ...]]
    sources: tuple[ox.NamedNode, ...]
    said_in: ox.NamedNode | None
    article: ox.NamedNode | None

    @property
    def participants(self) -> Iterator[ox.NamedNode]:
        """Yield everyone who takes part, role by role; not the sources."""
        for role, actors in self.roles.items():
            if role != "attributedTo":
                yield from actors


class Facts:
    """Triples by subject and property, each list in a fixed order. Asking about an unknown node gives nothing."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by_subject: dict[Node, Properties] = {}
        for triple in sorted(set(triples), key=str):
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                continue
            properties = self._by_subject.setdefault(triple.subject, defaultdict(list))
            properties[triple.predicate].append(triple.object)

    def __contains__(self, node: object) -> bool:
        return node in self._by_subject

    def __iter__(self) -> Iterator[Node]:
        """Yield every subject, in a fixed order."""
        return iter(self._by_subject)

    def __len__(self) -> int:
        return len(self._by_subject)

    def properties(self, node: Node) -> Properties:
        """Return everything said about a node, by property."""
        return self._by_subject.get(node, {})

    def objects(self, node: Node, predicate: ox.NamedNode) -> list[Term]:
        """Return the objects of a property."""
        return self._by_subject.get(node, {}).get(predicate, [])

    def nodes(self, node: Node, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the objects of a property that are IRIs."""
        return [term for term in self.objects(node, predicate) if isinstance(term, ox.NamedNode)]

    def values(self, node: Node, predicate: ox.NamedNode) -> list[str]:
        """Return the objects of a property as text: an IRI, or a literal's value."""
        return [iri_text(term) for term in self.objects(node, predicate)]

    def value(self, node: Node, predicate: ox.NamedNode, default: str = "") -> str:
        """Return the first object of a property as text."""
        return next(iter(self.values(node, predicate)), default)

    def texts(self, node: Node, predicate: ox.NamedNode) -> list[str]:
        """Return the literals of a property as text, sorted; its IRIs are left out."""
        literals = [term for term in self.objects(node, predicate) if isinstance(term, ox.Literal)]
        return sorted(literal.value for literal in literals)

    def flag(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return whether a boolean property is true."""
        return "true" in self.values(node, predicate)

    def types(self, node: Node) -> frozenset[str]:
        """Return the local names of a node's classes."""
        return frozenset(local_name(term) for term in self.objects(node, RDF.type))

    def label(self, node: Node) -> str:
        """Return a node's label, or the local name of its IRI where it has none."""
        return self.value(node, RDFS.label) or local_name(node)

    def of_type(self, name: str) -> list[ox.NamedNode]:
        """Return the nodes of one of our classes, in a fixed order; subclasses count only as far as they are typed."""
        wanted = AG[name]
        return [
            node
            for node in self
            if isinstance(node, ox.NamedNode) and wanted in self.objects(node, RDF.type)
        ]

    @cached_property
    def claims(self) -> tuple[ox.NamedNode, ...]:
        """The claims, in a fixed order."""
        return tuple(self.of_type("Claim"))

    @cached_property
    def actors(self) -> tuple[ox.NamedNode, ...]:
        """The nodes that are typed as an actor, a place or a document, in a fixed order."""
        kinds = subclasses("Actor") | {"Place", "Document"}
        return tuple(
            node for node in self if isinstance(node, ox.NamedNode) and self.types(node) & kinds
        )

    def actor(self, node: ox.NamedNode) -> ActorFacts:
        """Return what is said about an actor."""
        return ActorFacts(
            iri=node,
            label=self.label(node),
            aliases=tuple(sorted(self.values(node, SKOS.altLabel))),
            types=self.types(node),
            identity=self.value(node, SKOS.exactMatch),
            unnamed=self.flag(node, AG.unnamed),
            protected=self.flag(node, AG.protected),
        )

    def claim(self, node: ox.NamedNode) -> ClaimFacts:
        """Return what is said about a claim."""
        filled = {role: tuple(self.nodes(node, AG[role])) for role in ROLES}
        said_in = self.nodes(node, AG.saidIn)
        articles = self.nodes(node, AG.reportedIn)
        return ClaimFacts(
            iri=node,
            types=self.types(node),
            verb=self.value(node, AG.verb),
            factuality=local_name(self.value(node, AG.factuality)),
            negated=self.flag(node, AG.negated),
            roles={role: actors for role, actors in filled.items() if actors},
            sources=filled["attributedTo"],
            said_in=said_in[0] if said_in else None,
            article=articles[0] if articles else None,
        )

    def span(self, node: ox.NamedNode) -> SpanFacts:
        """Return the offsets and, unless withheld, the words of a span."""
        return SpanFacts(
            begin=int(self.value(node, NIF.beginIndex, "0")),
            end=int(self.value(node, NIF.endIndex, "0")),
            words=self.value(node, NIF.anchorOf),
            iri=node.value,
        )

    def spans(self, node: Node, predicate: ox.NamedNode) -> list[SpanFacts]:
        """Return the spans that a property leads to, in the order of the text."""
        return sorted(self.span(span) for span in self.nodes(node, predicate))
