"""What a store on disk that is open for writing offers to the modules that rewrite it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import MERGED, GraphName, Resource, Value
from actorgraph.stores.disk.layout import Layout
from actorgraph.stores.disk.ledger import Ledger


class OpenStore(Protocol):
    """A store on disk with its databases, see diskstore.py."""

    directory: Path
    readonly: bool
    layout: Layout
    quads: ox.Store
    ledger: Ledger

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles acknowledged, sorted."""

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article."""

    def graph_of(self, article: ox.NamedNode) -> ArticleGraph:
        """Return an article's graph by its IRI."""

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: GraphName | None = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match."""

    def insert(self, name: ox.NamedNode | ox.BlankNode, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph, and to the merged one."""

    def drop(self, name: ox.NamedNode) -> None:
        """Remove a named graph, and from the merged one what no other graph holds."""

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles and what rested on them."""

    def drop_links(self) -> None:
        """Remove all links across articles."""

    def snapshot(self, target: Path | str) -> None:
        """Write what is in the store now into a new directory."""

    def switch_to(self, layout: Layout) -> None:
        """Go on with the databases of another folder."""
