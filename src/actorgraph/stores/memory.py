"""The store: one named graph per article in an embedded Oxigraph, all of them merged in its default graph; rdflib's door.

The default graph holds each triple once, however many articles tell it. Oxigraph's own union of named graphs does not: an
actor whom a hundred articles name would have a hundred labels, counts would be wrong and joins quadratic.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from actorgraph.errors import GraphError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, ONTOLOGY, RDF, RDFS, SKOS, ontology

if TYPE_CHECKING:
    import rdflib

# The graph of the direct edges, and the graph of the terms by whose labels questions speak.
DERIVED = ox.NamedNode(INDIVIDUALS + "derived")
INFERRED = ox.NamedNode(INDIVIDUALS + "inferred")
LINKS = ox.NamedNode(INDIVIDUALS + "links")
MERGED = ox.DefaultGraph()
LINKS_FILE = "links.nq"  # of a folder of links, which may be empty: nothing is tied
VOCABULARY = ox.NamedNode(ONTOLOGY.removesuffix("#"))
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}


@cache
def vocabulary() -> tuple[ox.Triple, ...]:
    """Return what questions need of the ontology, in a graph of its own: they speak of classes by their labels."""
    spoken = (
        RDF.type,
        RDFS.label,
        RDFS.subClassOf,
        SKOS.definition,
        AG.polarity,
        AG.direct,
        AG.ploverCode,
    )
    terms = (q for p in spoken for q in ontology().store.quads_for_pattern(None, p, None))
    own = (
        q
        for q in terms
        if isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(ONTOLOGY)
    )
    return tuple(quad.triple for quad in own)


def in_both(name: ox.NamedNode, triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Quads of a graph and of the merged one; `load` takes them twice as fast as `extend` does quads."""
    merged = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return merged + merged.replace(b" .\n", f" {name} .\n".encode())


def only_in(quads: ox.Store, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return those of a graph's triples that no other named graph tells, too."""
    own = (name, ox.DefaultGraph())
    return [
        triple
        for triple in list(triples)
        if all(
            quad.graph_name in own
            for quad in quads.quads_for_pattern(
                triple.subject, triple.predicate, triple.object, None
            )
        )
    ]


@cache
def _spoken() -> bytes:
    return in_both(VOCABULARY, vocabulary())


class Store:
    """Articles' graphs, each under its article's IRI; queries see them merged."""

    def __init__(self) -> None:
        self.quads = ox.Store()
        self.quads.load(_spoken(), format=ox.RdfFormat.N_QUADS)

    @staticmethod
    def open(directory: Path | str, *, create: bool = True) -> "Store":
        """Open the store on the disk under a directory, as its one writer; `close` it, or use it in a `with`.

        Without `create` it must be there. Raises StoreError, within a second where another process writes it.
        """
        from actorgraph.stores.disk.diskstore import DiskStore

        return DiskStore(directory, create=create)

    def snapshot(self, target: Path | str) -> None:
        """Write all quads into a new directory as an Oxigraph database of its own. Raises StoreError."""
        if Path(target).exists():
            raise StoreError("is there already", where=target, remedy="name a new directory")
        try:
            copy = ox.Store(str(target))
            copy.bulk_extend(self.quads)
            copy.flush()
        except OSError as error:
            raise StoreError(
                f"cannot be written: {error}", where=target, remedy="free some space"
            ) from error

    def close(self) -> None:
        """Let go of what the store holds; one in memory has nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @classmethod
    def of(cls, graphs: Iterable[ArticleGraph]) -> "Store":
        """Hold graphs just built."""
        store = cls()
        for graph in graphs:
            store.add(graph)
        return store

    @classmethod
    def load(cls, *paths: Path | str) -> "Store":
        """Read graph files (.ttl, .nt, .nq, .trig).

        Raises GraphError where a file is missing, is broken or speaks of no article in this vocabulary.
        """
        store = cls()
        for path in map(Path, paths):
            store.add_file(path)
        return store

    def add(self, graph: ArticleGraph) -> None:
        """Put an article's graph in the place of what stood under its name."""
        self.drop(graph.iri)
        self.insert(graph.iri, graph.triples)

    def insert(self, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph, and to the merged one."""
        self.quads.load(in_both(name, triples), format=ox.RdfFormat.N_QUADS)

    def drop(self, name: ox.NamedNode) -> None:
        """Remove a graph, and from the merged one what no other graph tells."""
        for triple in only_in(
            self.quads,
            name,
            (q.triple for q in self.quads.quads_for_pattern(None, None, None, name)),
        ):
            self.quads.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
        self.quads.remove_graph(name)

    def add_file(self, path: Path) -> None:
        """Read one graph file; each statement goes to the graph of the article it belongs to."""
        if path.suffix not in FORMATS:
            raise GraphError(
                "no graph format that can be read", where=path, remedy=f"give {', '.join(FORMATS)}"
            )
        try:
            with path.open("rb") as file:
                # Triples about triples, of RDF 1.2, repeat what the claims tell; RDF 1.1 holds the claims alone.
                quads = [
                    q
                    for q in ox.parse(file, format=FORMATS[path.suffix])
                    if not isinstance(q.object, ox.Triple)
                ]
        except OSError as error:
            raise GraphError(
                error.strerror or "cannot be read", where=path, remedy="check the path"
            ) from error
        except SyntaxError as error:
            raise GraphError(
                f"broken {path.suffix[1:]}: {error.msg}", where=path, remedy="build it again"
            ) from error
        articles = sorted(
            {q.subject for q in quads if q.predicate == RDF.type and q.object == AG.Article},
            key=str,
        )
        nothing_tied = not quads and path.name == LINKS_FILE
        if not articles and not nothing_tied and {q.graph_name for q in quads} != {LINKS}:
            raise GraphError(
                "no graph of this vocabulary: it speaks of no ag:Article",
                where=path,
                remedy="give a graph.ttl",
            )
        graphs: dict[ox.NamedNode, list[ox.Triple]] = {}
        for quad in quads:
            name = articles[0] if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
            graphs.setdefault(name, []).append(quad.triple)
        for name, triples in graphs.items():
            self.insert(name, triples)

    def query(self, sparql: str) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
        """Ask the merged graphs under the ontology's prefixes. The caller has checked the query. Raises SyntaxError."""
        prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
        return self.quads.query(sparql, prefixes=prefixes)

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | None = None,
        graph: ox.NamedNode | ox.DefaultGraph = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that fit what is given, in a named graph or in all of them merged."""
        return iter(self.quads.quads_for_pattern(subject, predicate, object, graph))

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles, sorted."""
        found = {
            quad.subject
            for quad in self.quads.quads_for_pattern(None, RDF.type, AG.Article, ox.DefaultGraph())
        }
        return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)

    def triples(self) -> list[ox.Triple]:
        """Return what the articles' graphs say, without what was derived, inferred or linked across articles."""
        others = (DERIVED, INFERRED, LINKS, VOCABULARY)
        return [q.triple for q in self._named() if q.graph_name not in others]

    def contents(self) -> list[ox.Quad]:
        """Return the quads of the articles' graphs and of the derived edges, without the vocabulary."""
        return [q for q in self._named() if q.graph_name != VOCABULARY]

    def _named(self) -> Iterator[ox.Quad]:
        return (quad for quad in self.quads if not isinstance(quad.graph_name, ox.DefaultGraph))

    def to_rdflib(self) -> "rdflib.Dataset":
        """Copy everything into an rdflib Dataset, named graphs and all."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dumped = ox.serialize(self.contents(), format=ox.RdfFormat.N_QUADS) or b""
        dataset.parse(data=dumped.decode(), format="nquads")
        return dataset
