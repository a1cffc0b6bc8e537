"""What a store on disk that is open for writing offers to the modules that rewrite it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from actorgraph.stores.contract import MERGED, GraphName, Resource, Value
from actorgraph.stores.disk.layout import Layout
from actorgraph.stores.disk.ledger import Ledger


class OpenStore(Protocol):
    """A store on disk with its databases, see diskstore.py."""

    directory: Path
    layout: Layout
    quads: ox.Store
    ledger: Ledger

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles acknowledged, sorted."""

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article."""

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

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles and what rested on them."""

    def drop_links(self) -> None:
        """Remove all links across articles."""

    def snapshot(self, target: Path | str) -> None:
        """Write what is in the store now into a new directory."""

    def switch_to(self, layout: Layout) -> None:
        """Go on with the databases of another folder."""
