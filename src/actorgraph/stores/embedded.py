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
from actorgraph.stores.packing import PACKED, graph_names, graph_triples, match_named
from actorgraph.stores.whole_graphs import WholeGraphs
from actorgraph.vocabulary.vocab import prefixes


class EmbeddedStore(Store):
    """Reads and writes named graphs of an Oxigraph database, the merged graph in step."""

    quads: ox.Store
    # What queries that name graphs made last; a result may still be read from it.
    _whole_graphs: WholeGraphs | None = None

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article; none if the store does not have it."""
        return graph_triples(self.quads, article)

    def triples(self) -> list[ox.Triple]:
        """Return the triples of all articles, without derived edges, inferences and links."""
        others = (DERIVED, INFERRED, LINKS, AUDITS, VOCABULARY)
        triples: list[ox.Triple] = []
        for name in self._graphs():
            if name not in others:
                triples += graph_triples(self.quads, name)
        return triples

    def contents(self) -> list[ox.Quad]:
        """Return the quads of all named graphs, without the vocabulary."""
        return [quad for quad in self._named() if quad.graph_name != VOCABULARY]

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""
        return graph_names(self.quads)

    def query(self, sparql: str) -> QueryResult:
        """Run a query over the merged graphs with the ontology's prefixes. Raises SyntaxError."""
        if self._whole_graphs is None:
            self._whole_graphs = WholeGraphs(self.quads)
        return self._whole_graphs.query(sparql, prefixes=prefixes())

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: GraphName | None = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match in one graph, in all merged, or in each (None)."""
        if isinstance(graph, ox.DefaultGraph):
            return self.quads.quads_for_pattern(subject, predicate, object, graph)
        return match_named(self.quads, subject, predicate, object, graph)

    def insert(self, name: ox.NamedNode | ox.BlankNode, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph, and to the merged one."""
        load(self.quads, in_both(name, triples))

    def drop(self, name: ox.NamedNode) -> None:
        """Remove a named graph, and from the merged one what no other graph holds."""
        triples = (quad.triple for quad in self.match(graph=name))
        for triple in only_in(self.quads, name, triples):
            self.quads.remove(merged_quad(triple))
        for quad in self.quads.quads_for_pattern(name, PACKED, None, PACKED):
            self.quads.remove(quad)
        self.quads.remove_graph(name)

    def _graphs(self) -> list[ox.NamedNode | ox.BlankNode]:
        """Return the names of all graphs; those that are blank come from others' files."""
        blank = [name for name in self.quads.named_graphs() if isinstance(name, ox.BlankNode)]
        return [*self.graph_names(), *blank]

    def _named(self) -> Iterator[ox.Quad]:
        """Yield the quads of all named graphs."""
        for name in self._graphs():
            for triple in graph_triples(self.quads, name):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
