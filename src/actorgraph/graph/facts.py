"""Reading a graph: what it says about actors, claims, roles and spans, from any store's triples.

Everything that shows, compares, exports or redacts a graph reads it through `Facts`.
"""

from collections import defaultdict
from functools import cache, cached_property

import pyoxigraph as ox

from actorgraph.graph.records import (
    SOURCE,
    ActorFacts,
    ArticleFacts,
    ClaimFacts,
    SpanFacts,
)
from actorgraph.graph.triples import Node, Term, Triples
from actorgraph.text.article import Span
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

# Classes that say little where a more precise one is given, too.
ABSTRACT = frozenset({"Claim", "Action", "Attitude", "Relation", "Actor", "Context"})
# Of several classes, these do not become a node's kind.
WIDE = frozenset({"Claim", "Action", "Relation", "Place"})
# By these marks a person has rejected a claim, or replaced it by a correction.
SET_ASIDE_MARKS = frozenset({AG.Rejected, AG.Corrected})


class Facts(Triples):
    """What the triples of a graph say in our vocabulary."""

    def types(self, node: Node) -> frozenset[str]:
        """Return the local names of a node's classes."""
        return frozenset(map(local_name, self.objects(node, RDF.type)))

    def is_a(self, node: Node, name: str) -> bool:
        """Return whether a node is typed as one of our classes; superclasses are not inferred."""
        return AG[name] in self.objects(node, RDF.type)

    def kinds(self, node: Node) -> tuple[str, ...]:
        """Return the local names of those classes of a node that are ours, in a fixed order."""
        return _kinds(tuple(self.nodes(node, RDF.type)))

    def kind(self, node: Node) -> str:
        """Return the local name of the most precise class of ours that a node has, else `Place`."""
        kinds = self.kinds(node)
        if not kinds:
            return "Place"
        if len(kinds) == 1:
            return kinds[0]
        precise = (kind for kind in kinds if kind not in WIDE)
        return next(precise, kinds[0])

    def label(self, node: Node) -> str:
        """Return a node's label, or the local name of its IRI where it has none."""
        labels = self.objects(node, RDFS.label)
        if labels:
            return iri_text(labels[0])
        return local_name(node)

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
        """The claims that count, in a fixed order: none that a person rejected or corrected."""
        claims = self.of_type("Claim")
        return tuple(claim for claim in claims if not self.is_set_aside(claim))

    def is_set_aside(self, claim: Node) -> bool:
        """Return whether a person rejected a claim, or replaced it by a correction."""
        verdicts = self.objects(claim, AG.reviewed)
        return not SET_ASIDE_MARKS.isdisjoint(verdicts)

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
            length=self.whole(node, AG.length),
            text=next(iter(self.values(node, NIF.isString)), None),
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
            said_in=self._statement_with(node),
            article=self.node(node, AG.reportedIn),
        )

    def _statement_with(self, claim: ox.NamedNode) -> ox.NamedNode | None:
        """Return the innermost statement that contains a claim and was not rejected."""
        statements = self.nodes(claim, AG.saidIn)
        return next((node for node in statements if not self.is_set_aside(node)), None)

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
            begin=self.whole(node, NIF.beginIndex),
            end=self.whole(node, NIF.endIndex),
            words=self.value(node, NIF.anchorOf),
            iri=node.value,
        )

    def spans(self, node: Node, predicate: ox.NamedNode) -> list[SpanFacts]:
        """Return the spans that a property leads to, in the order of the text."""
        return sorted(self.span(span) for span in self.nodes(node, predicate))

    def stretches(self, node: Node, predicate: ox.NamedNode) -> tuple[Span, ...]:
        """Return the offsets alone of the spans that a property leads to."""
        return tuple(Span(span.begin, span.end) for span in self.spans(node, predicate))


@cache
def _role_properties() -> tuple[tuple[str, ox.NamedNode], ...]:
    return tuple((role, AG[role]) for role in ROLES)


@cache
def _kinds(types: tuple[ox.NamedNode, ...]) -> tuple[str, ...]:
    own = [kind for kind in types if kind.value.startswith(ONTOLOGY)]
    return tuple(map(local_name, own))
