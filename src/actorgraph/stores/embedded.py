"""A store in an Oxigraph database of this process: what memory and disk share."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import (
    AUDITS,
    DERIVED,
    INFERRED,
    LINKS,
    MERGED,
    VOCABULARY,
    GraphName,
    QueryResult,
    Resource,
    Store,
    Value,
)
from actorgraph.stores.merging import in_both, load, merged_quad, only_in
from actorgraph.vocabulary.vocab import prefixes


class EmbeddedStore(Store):
    """Reads and writes named graphs of an Oxigraph database, the merged graph in step."""

    quads: ox.Store

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article; none if the store does not have it."""
        return [quad.triple for quad in self.match(graph=article)]

    def triples(self) -> list[ox.Triple]:
        """Return the triples of all articles, without derived edges, inferences and links."""
        others = (DERIVED, INFERRED, LINKS, AUDITS, VOCABULARY)
        triples: list[ox.Triple] = []
        for name in self.quads.named_graphs():
            if name not in others:
                quads = self.quads.quads_for_pattern(None, None, None, name)
                triples += [quad.triple for quad in quads]
        return triples

    def contents(self) -> list[ox.Quad]:
        """Return the quads of all named graphs, without the vocabulary."""
        return [quad for quad in self._named() if quad.graph_name != VOCABULARY]

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""
        names = []
        for name in self.quads.named_graphs():
            # A blank name comes from a file of someone else's; no statement refers to it.
            if isinstance(name, ox.NamedNode):
                names.append(name)
        return sorted(names, key=str)

    def query(self, sparql: str) -> QueryResult:
        """Run a query over the merged graphs with the ontology's prefixes. Raises SyntaxError."""
        return self.quads.query(sparql, prefixes=prefixes())

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: GraphName | None = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match in one graph, in all merged, or in each (None)."""
        quads = self.quads.quads_for_pattern(subject, predicate, object, graph)
        if graph is not None:
            return quads
        # Oxigraph then looks in the merged graph, too.
        return (quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph))

    def insert(self, name: ox.NamedNode | ox.BlankNode, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph, and to the merged one."""
        load(self.quads, in_both(name, triples))

    def drop(self, name: ox.NamedNode) -> None:
        """Remove a named graph, and from the merged one what no other graph holds."""
        triples = (quad.triple for quad in self.match(graph=name))
        for triple in only_in(self.quads, name, triples):
            self.quads.remove(merged_quad(triple))
        self.quads.remove_graph(name)

    def _named(self) -> Iterator[ox.Quad]:
        """Yield the quads of all named graphs."""
        for name in self.quads.named_graphs():
            yield from self.quads.quads_for_pattern(None, None, None, name)
