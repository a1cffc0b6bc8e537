"""The spans that an article's graph refers to."""

from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.graph.mint.naming import Naming
from actorgraph.graph.mint.terms import (
    Triples,
    integer,
    text,
)
from actorgraph.text.article import Article, Span
from actorgraph.vocabulary.vocab import (
    AG,
    NIF,
    RDF,
)


class Spans:
    """Collects every span that some triple refers to, so that each is described once."""

    def __init__(self, article: Article, naming: Naming) -> None:
        self._article = article
        self._naming = naming
        self._used: dict[Span, ox.NamedNode] = {}

    def node(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a span, which is described from now on."""
        if span not in self._used:
            self._used[span] = self._naming.span(span)
        return self._used[span]

    def under(
        self,
        node: ox.NamedNode,
        predicate: ox.NamedNode,
        spans: Iterable[Span],
    ) -> Triples:
        """Yield a triple for each span that a node has under a property."""
        for span in spans:
            yield node, predicate, self.node(span)

    def triples(self) -> Triples:
        """Yield what there is to say about the spans used so far: offsets, words and article."""
        for span, node in self._used.items():
            yield node, RDF.type, AG.Span
            yield node, NIF.beginIndex, integer(span.begin)
            yield node, NIF.endIndex, integer(span.end)
            yield node, NIF.anchorOf, text(self._article.quote(span))
            yield node, NIF.referenceContext, self._naming.article
