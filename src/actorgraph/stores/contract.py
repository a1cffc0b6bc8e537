"""The contract of a store of article graphs, in memory, on disk or behind an address.

Each article has a graph of its own, named by its IRI. Questions see all graphs merged, each triple
once. What only some stores can do is a protocol of its own below; `opening` decides which store a
place gives.

A store on disk has a change marker for those who answer from a copy of it, as the server does:
`stores.disk.change_marker.ChangeMarker(directory).read()` needs no lock and differs as soon as
removing or forgetting has begun, and again once forgetting is finished. From then on nobody may
be answered from an earlier copy.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.policy import Policy
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, ONTOLOGY, OWL

if TYPE_CHECKING:
    import rdflib

# The graphs that belong to no article: direct edges, inferences, links across articles, and the
# terms of the ontology by whose labels questions name classes.
DERIVED = ox.NamedNode(INDIVIDUALS + "derived")
INFERRED = ox.NamedNode(INDIVIDUALS + "inferred")
LINKS = ox.NamedNode(INDIVIDUALS + "links")
# The claims that other readers propose, with the verdicts on them.
AUDITS = ox.NamedNode(INDIVIDUALS + "audits")
VOCABULARY = ox.NamedNode(ONTOLOGY.removesuffix("#"))
# In the graph of links, each class of ties explains one kind of link between its two ends.
EXPLAINED = {
    AG.ActorTie: OWL.sameAs,
    AG.EventTie: AG.sameEventAs,
    AG.ContradictionTie: AG.contradicts,
}
MERGED = ox.DefaultGraph()
ARTICLES = f"{INDIVIDUALS}article/"

Resource = ox.NamedNode | ox.BlankNode | ox.Triple
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.DefaultGraph
QueryResult = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's graph to store, its direct edges if derived, and its source.

    `key` is the hash of the source and of how it was read; `rank` decides between sources of the
    same text.
    """

    graph: ArticleGraph
    edges: tuple[ox.Triple, ...] | None = None
    key: str = ""
    rank: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source from which a stored article was read: its key, its rank and its name."""

    key: str
    rank: str
    source: str


@dataclass(frozen=True, slots=True, order=True)
class EdgeCount:
    """A direct edge between two actors (IRIs), and the number of claims it rests on."""

    node: str
    subject: str
    edge: str
    object: str
    claims: int


class Store(Protocol):
    """Articles' graphs that can be read, queried and replaced one by one."""

    @property
    def where(self) -> str:
        """The store's directory or address, for messages; empty for a store in memory."""

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles, sorted."""

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article; none if the store does not have it."""

    def triples(self) -> list[ox.Triple]:
        """Return the triples of all articles, without derived edges, inferences and links."""

    def contents(self) -> list[ox.Quad]:
        """Return the quads of all named graphs, without the vocabulary."""

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""

    def query(self, sparql: str) -> QueryResult:
        """Run a query over the merged graphs with the ontology's prefixes.

        The caller has checked it.

        Raises SyntaxError or QueryError if the query is invalid, StoreError if the store fails.
        """

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: GraphName | None = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match in one graph, in all merged, or in each (None)."""

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article with this IRI, end of an IRI, or source; None if not exactly one."""

    def add(self, graph: ArticleGraph) -> None:
        """Store an article's graph; it replaces an earlier graph of the same article."""

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles and their direct edges."""

    def policy(self) -> Policy | None:
        """Return the policy by which the direct edges were derived; None if none are yet."""

    def derive(self, policy: str | Path | None = None) -> None:
        """Bring the direct edges up to date with a policy: its name, or a file of SPARQL.

        An edge is a triple `actor ag:supported actor` and a node of ag:DerivedEdge that lists the
        claims it rests on. Without a policy, the store keeps its own, or takes the default. Another
        policy replaces all edges. Raises QueryError if the policy does not exist or is not valid,
        StoreError.
        """

    def close(self) -> None:
        """Release what the store holds; a second call does nothing."""

    def outdated_links(self) -> int | None:
        """Return how many articles changed since linking; None if links are up to date."""
        return None

    def graph_of(self, article: ox.NamedNode) -> ArticleGraph:
        """Return an article's graph by its IRI."""
        return ArticleGraph(article, tuple(self.triples_of(article)))

    def find(self, name: str) -> ox.NamedNode:
        """Return the article with this IRI, end of an IRI, or source.

        Raises StoreError if there is none.
        """
        article = self.known(name)
        if article is None:
            raise StoreError(
                "the store has no article of this name",
                where=name,
                remedy="give its IRI, the end of its IRI, or its source",
            )
        return article

    def to_rdflib(self) -> "rdflib.Dataset":
        """Copy all named graphs, without the vocabulary, into an rdflib Dataset."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        quads = ox.serialize(self.contents(), format=ox.RdfFormat.N_QUADS) or b""
        dataset.parse(data=quads.decode(), format="nquads")
        return dataset

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class PersistentStore(Store, Protocol):
    """A store that outlives the process and remembers its sources, on disk or remote."""

    @property
    def report_folder(self) -> Path:
        """The folder for what a run leaves alongside the store: failures and shards."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Store articles; they are safe on return. Raises StoreError."""

    def tidy(self) -> None:
        """Make the store small after a run that wrote much, if that is worthwhile and it can."""
        return

    def has_read(self, key: str) -> bool:
        """Return whether the source with this key was read and acknowledged."""

    def origin_of(self, article: ox.NamedNode) -> Origin | None:
        """Return the source of a stored article; None if the store does not have the article."""

    def mark_read(self, sources: Iterable[tuple[str, ox.NamedNode]]) -> None:
        """Remember the keys of sources that have the text of an article already stored."""

    def stats(self) -> list[tuple[str, str]]:
        """Return what the store contains, as names and figures."""

    def edge_counts(self, limit: int = -1) -> list[EdgeCount]:
        """Return the direct edges with the most claims first; all of them without a limit."""


class Searchable(Protocol):
    """A store with a full-text index."""

    def passages(self, match: str, kinds: Collection[str], limit: int) -> list[tuple[str, ...]]:
        """Return kind, node, article and words of the passages that match, best first."""


class Copyable(Protocol):
    """A store whose database can be copied as files."""

    def snapshot(self, target: Path | str) -> None:
        """Write all quads into a new directory, as an Oxigraph database. Raises StoreError.

        Articles may be packed in it, see `stores.packing`.
        """
