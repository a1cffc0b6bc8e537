"""Reading a graph: what it says about actors, claims, roles and spans, from any store's triples.

Everything that shows, compares, exports or redacts a graph reads it through `Facts`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    NIF,
    ONTOLOGY,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    iri_text,
    local_name,
    subclasses,
)

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Node = ox.NamedNode | ox.BlankNode
Properties = dict[ox.NamedNode, list[Term]]
# Classes that say little where a more precise one is given, too.
ABSTRACT = frozenset({"Claim", "Action", "Attitude", "Relation", "Actor", "Context"})
# Of several classes, these do not become a node's kind.
WIDE = frozenset({"Claim", "Action", "Relation", "Place"})
SOURCE = "attributedTo"


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

    `length` is in code points; `notices` and `headings` are in the order of the text.
    """

    iri: ox.NamedNode
    title: str
    publisher: str
    issued: str
    url: str
    sha256: str
    length: int
    text: str | None
    notices: tuple[SpanFacts, ...]
    headings: tuple[SpanFacts, ...]


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


class Facts:
    """Triples by subject and property, each list in a fixed order.

    Asking about an unknown node gives nothing and adds nothing. Triples about triples are ignored.
    """

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

    def only(self, wanted: Callable[[Node], bool]) -> "Facts":
        """Return the facts about those subjects that are wanted."""
        part = Facts(())
        for node, properties in self._by_subject.items():
            if wanted(node):
                part._by_subject[node] = properties
        return part

    def properties(self, node: Node) -> Properties:
        """Return everything said about a node, by property."""
        return self._by_subject.get(node, {})

    def triples(self, node: Node) -> Iterator[ox.Triple]:
        """Yield everything said about a node as triples, in a fixed order."""
        for predicate, objects in self.properties(node).items():
            for term in objects:
                yield ox.Triple(node, predicate, term)

    def objects(self, node: Node, predicate: ox.NamedNode) -> list[Term]:
        """Return the objects of a property."""
        return self._by_subject.get(node, {}).get(predicate, [])

    def has(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return whether a node has a property."""
        return predicate in self._by_subject.get(node, {})

    def nodes(self, node: Node, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the objects of a property that are IRIs."""
        return [term for term in self.objects(node, predicate) if isinstance(term, ox.NamedNode)]

    def node(self, node: Node, predicate: ox.NamedNode) -> ox.NamedNode | None:
        """Return the first object of a property that is an IRI."""
        return next(iter(self.nodes(node, predicate)), None)

    def values(self, node: Node, predicate: ox.NamedNode) -> list[str]:
        """Return the objects of a property as text: an IRI, or a literal's value."""
        return [iri_text(term) for term in self.objects(node, predicate)]

    def value(self, node: Node, predicate: ox.NamedNode, default: str = "") -> str:
        """Return the first object of a property as text."""
        objects = self.objects(node, predicate)
        return iri_text(objects[0]) if objects else default

    def required(self, node: Node, predicate: ox.NamedNode) -> str:
        """Return the first object of a property as text. Raises LookupError if there is none."""
        objects = self.objects(node, predicate)
        if not objects:
            raise LookupError(f"no {local_name(predicate)}: {iri_text(node)}")
        return iri_text(objects[0])

    def flag(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return whether a boolean property is true."""
        return "true" in self.values(node, predicate)

    def types(self, node: Node) -> frozenset[str]:
        """Return the local names of a node's classes."""
        return frozenset(local_name(term) for term in self.objects(node, RDF.type))

    def is_a(self, node: Node, name: str) -> bool:
        """Return whether a node is typed as one of our classes; superclasses are not inferred."""
        return AG[name] in self.objects(node, RDF.type)

    def kind(self, node: Node) -> str:
        """Return the local name of the most precise class of ours that a node has, else `Place`."""
        kinds = _kinds(tuple(self.nodes(node, RDF.type)))
        if len(kinds) == 1:
            return kinds[0]
        precise = (kind for kind in kinds if kind not in WIDE)
        return next(precise, kinds[0] if kinds else "Place")

    def label(self, node: Node) -> str:
        """Return a node's label, or the local name of its IRI where it has none."""
        labels = self.objects(node, RDFS.label)
        return iri_text(labels[0]) if labels else local_name(node)

    def of_type(self, name: str) -> list[ox.NamedNode]:
        """Return the nodes typed as one of our classes, in a fixed order."""
        return list(self._by_type.get(AG[name], ()))

    @cached_property
    def _by_type(self) -> dict[Term, list[ox.NamedNode]]:
        typed: dict[Term, list[ox.NamedNode]] = defaultdict(list)
        for node in self:
            if isinstance(node, ox.NamedNode):
                for kind in self.objects(node, RDF.type):
                    typed[kind].append(node)
        return typed

    @cached_property
    def articles(self) -> tuple[ox.NamedNode, ...]:
        """The articles, in a fixed order."""
        return tuple(self.of_type("Article"))

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

    @cached_property
    def mentioned(self) -> tuple[ox.NamedNode, ...]:
        """Whoever the text mentions, in a fixed order.

        The links to Wikidata have a mention, too, and are left out: they have a reason.
        """
        return tuple(
            node
            for node, properties in self._by_subject.items()
            if isinstance(node, ox.NamedNode)
            and AG.mention in properties
            and AG.reason not in properties
        )

    def article(self, node: ox.NamedNode) -> ArticleFacts:
        """Return what is said about an article."""
        return ArticleFacts(
            iri=node,
            title=self.value(node, DCT.title),
            publisher=self.value(node, DCT.publisher),
            issued=self.value(node, DCT.issued),
            url=self.value(node, SCHEMA.url),
            sha256=self.value(node, AG.sha256),
            length=int(self.value(node, AG.length, "0")),
            text=next(iter(self.values(node, NIF.isString)), None),
            notices=tuple(self.spans(node, AG.notice)),
            headings=tuple(self.spans(node, AG.heading)),
        )

    def actor(self, node: ox.NamedNode) -> ActorFacts:
        """Return what is said about an actor."""
        return ActorFacts(
            iri=node,
            label=self.label(node),
            aliases=tuple(sorted(self.values(node, SKOS.altLabel))),
            types=self.types(node),
            kind=self.kind(node),
            identity=self.value(node, SKOS.exactMatch),
            unnamed=self.flag(node, AG.unnamed),
            protected=self.flag(node, AG.protected),
        )

    def claim(self, node: ox.NamedNode) -> ClaimFacts:
        """Return what is said about a claim."""
        roles = self.roles(node)
        return ClaimFacts(
            iri=node,
            types=self.types(node),
            kind=self.kind(node),
            verb=self.value(node, AG.verb),
            title=self.value(node, AG.title),
            factuality=local_name(self.value(node, AG.factuality)),
            negated=self.flag(node, AG.negated),
            time=self.value(node, AG.time),
            time_text=self.value(node, AG.timeText),
            roles=roles,
            sources=roles.get(SOURCE, ()),
            said_in=self.node(node, AG.saidIn),
            article=self.node(node, AG.reportedIn),
        )

    def roles(self, claim: ox.NamedNode) -> dict[str, tuple[ox.NamedNode, ...]]:
        """Return the actors of a claim by the local name of their role, in the ontology's order."""
        properties = self.properties(claim)
        return {
            role: tuple(self.nodes(claim, predicate))
            for role, predicate in _role_properties()
            if predicate in properties
        }

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


@cache
def _role_properties() -> tuple[tuple[str, ox.NamedNode], ...]:
    return tuple((role, AG[role]) for role in ROLES)


@cache
def _kinds(types: tuple[ox.NamedNode, ...]) -> tuple[str, ...]:
    """Return the local names of those classes that are ours."""
    return tuple(local_name(kind) for kind in types if kind.value.startswith(ONTOLOGY))
