"""The store in memory: article graphs just built, or read from files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import ARTICLES, DERIVED, INFERRED, Store
from actorgraph.stores.edges import find_edges
from actorgraph.stores.embedded import EmbeddedStore
from actorgraph.stores.graph_files import read_graphs
from actorgraph.stores.merging import empty_database, merged_quad
from actorgraph.stores.policy import DEFAULT, Policy, find_policy
from actorgraph.vocabulary.vocab import AG, RDF

# Triples that are inserted between two looks at the deadline.
TRIPLES_AT_A_TIME = 200_000


class MemoryStore(EmbeddedStore):
    """Article graphs in memory; nothing of them outlives the process."""

    def __init__(self, quads: ox.Store | None = None) -> None:
        """Begin empty, or with the quads of a database that is open."""
        self.quads = empty_database() if quads is None else quads
        self._policy: Policy | None = None
        # Whether an article was added or removed since the direct edges were derived.
        self._changed = False

    @classmethod
    def of(cls, graphs: Iterable[ArticleGraph]) -> Self:
        """Return a store of graphs just built."""
        store = cls()
        for graph in graphs:
            store.add(graph)
        return store

    @classmethod
    def load(cls, *paths: Path | str) -> Self:
        """Read graph files (.ttl, .nt, .nq, .trig) or the folders that have one.

        Raises GraphError.
        """
        store = cls()
        for path in paths:
            for name, triples in read_graphs(Path(path)).items():
                store.insert(name, triples)
        return store

    @classmethod
    def copy_of(cls, store: Store) -> Self:
        """Copy another store's graphs, its direct edges and its policy."""
        copy = cls()
        copy.extend(store.contents())
        copy._policy = store.policy()
        if copy._policy is not None:
            # A policy may have accepted nothing: the edges are derived, and there are none.
            copy.quads.add_graph(DERIVED)
        return copy

    @property
    def where(self) -> str:
        """Empty: a store in memory has no place."""
        return ""

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles, sorted."""
        articles = set()
        for quad in self.match(None, RDF.type, AG.Article):
            if isinstance(quad.subject, ox.NamedNode):
                articles.add(quad.subject)
        return sorted(articles, key=str)

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article with this IRI, or end of an IRI; sources are not remembered here."""
        for article in self.articles():
            if name in (article.value, article.value.removeprefix(ARTICLES)):
                return article
        return None

    def add(self, graph: ArticleGraph) -> None:
        """Store an article's graph; it replaces an earlier graph of the same article."""
        self.drop(graph.iri)
        for begin in range(0, len(graph.triples), TRIPLES_AT_A_TIME):
            check_deadline()
            part = graph.triples[begin : begin + TRIPLES_AT_A_TIME]
            self.insert(graph.iri, part)
        self._changed = True

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to the graphs they name, and to the merged one."""
        self.quads.extend(_with_merged(quads))

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles; their direct edges go when edges are next derived."""
        for article in articles:
            self.drop(article)
        self._changed = True

    def replace_inferences(self, triples: Iterable[ox.Triple]) -> None:
        """Replace the graph of inferences; afterwards it exists even if it is empty."""
        self.drop(INFERRED)
        self.quads.add_graph(INFERRED)
        self.insert(INFERRED, triples)

    def policy(self) -> Policy | None:
        """Return the policy by which direct edges were derived; None if read from a file."""
        return self._policy

    def derive(self, policy: str | Path | None = None) -> None:
        """Bring the direct edges up to date with a policy.

        Without one, edges that are up to date stay.

        Raises QueryError if the policy does not exist or is not valid.
        """
        derived = self.quads.contains_named_graph(DERIVED)
        if policy is None and derived and not self._changed:
            return
        chosen = self._policy or find_policy(DEFAULT)
        if policy is not None:
            chosen = find_policy(policy)
        edges = find_edges(self.quads, chosen)
        self.drop(DERIVED)
        self.quads.add_graph(DERIVED)
        self.insert(DERIVED, edges)
        self._policy = chosen
        self._changed = False

    def snapshot(self, target: Path | str) -> None:
        """Write all quads into a new directory, as an Oxigraph database. Raises StoreError."""
        if Path(target).exists():
            raise StoreError("already exists", where=target, remedy="name a new directory")
        try:
            copy = ox.Store(str(target))
            copy.bulk_extend(self.quads)
            copy.flush()
        except OSError as error:
            raise StoreError(
                f"cannot be written: {error}", where=target, remedy="free some space"
            ) from error

    def close(self) -> None:
        """Do nothing: memory is freed with the store."""


def _with_merged(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield each quad, and the same statement of the merged graph."""
    for quad in quads:
        yield quad
        yield merged_quad(quad)
