"""The remote store: one named graph per article in whatever engine answers, each replaced whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import (
    ARTICLES,
    DERIVED,
    MERGED,
    VOCABULARY,
    EdgeCount,
    Entry,
    GraphName,
    Origin,
    PersistentStore,
    QueryResult,
    Resource,
    Value,
)
from actorgraph.stores.digests import graph_digest
from actorgraph.stores.edges import edges_of
from actorgraph.stores.merging import vocabulary
from actorgraph.stores.policy import DEFAULT, Policy, find_policy
from actorgraph.stores.remote import stats
from actorgraph.stores.remote.address import read_address, state_folder
from actorgraph.stores.remote.endpoint import Endpoint, parse_triples
from actorgraph.stores.remote.marks import (
    DIGEST,
    KEY,
    POLICY,
    RANK,
    RULE,
    SOURCE,
    VOCABULARY_DIGEST,
    edges_graph,
    is_mark,
    marks,
    policy_mark,
)
from actorgraph.stores.remote.wire import PATIENCE_IN_SECONDS, Wire
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF, iri_text, local_name

GRAPHS_A_PAGE = 1_000  # names asked for at once: engines cut longer answers
OF_EDGES = f'FILTER (STRSTARTS(STR(?g), "{DERIVED.value}/"))'
# Signs that no IRI has, so that a name with one of them is not looked for as an IRI.
NOT_IN_IRIS = set('<>"{}|\\^` \n\t')


class RemoteStore(PersistentStore):
    """Articles' graphs behind an address.

    An article is acknowledged by its second graph: its edges and marks.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE_IN_SECONDS) -> None:
        """Connect to a store. Raises StoreError if the address is not valid or nothing answers."""
        self.address = read_address(address)
        self.wire = Wire(self.address, patience=patience)
        self.endpoint = Endpoint(self.wire)
        self.endpoint.truth("ASK { ?s ?p ?o }")

    def close(self) -> None:
        """Close the connection."""
        self.wire.close()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    @property
    def where(self) -> str:
        """The store's address, without credentials."""
        return str(self.address)

    @property
    def report_folder(self) -> Path:
        """A folder of the user's own: a remote store has none."""
        return state_folder(self.address)

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles, sorted. Raises StoreError."""
        return list(self._each_article())

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article; none if the store does not have it.

        Raises StoreError.
        """
        return self._read(article)

    def triples(self) -> list[ox.Triple]:
        """Return the triples of all articles, without direct edges. Raises StoreError."""
        triples = []
        for article in self.articles():
            triples += self._read(article)
        return triples

    def contents(self) -> list[ox.Quad]:
        """Return the quads of the articles and, in one graph, of their direct edges."""
        # Two articles may have the same edge: a dictionary keeps each once, in order.
        quads: dict[ox.Quad, None] = {}
        for article in self.articles():
            triples = self._read(article)
            edges = self._read(edges_graph(article))
            quads |= dict.fromkeys(_in_graph(article, triples))
            quads |= dict.fromkeys(_in_graph(DERIVED, _without_marks(edges)))
        return list(quads)

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of the graphs that other stores have, sorted."""
        names = [*self.articles(), DERIVED, VOCABULARY]
        return sorted(names, key=str)

    def query(self, sparql: str) -> QueryResult:
        """Run a query over all graphs with the ontology's prefixes. The caller has checked it.

        Raises QueryError if the engine refuses it, StoreError if the engine fails.
        """
        return self.endpoint.query(sparql)

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: GraphName | None = MERGED,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match: of one named graph, or of each of them. Raises StoreError."""
        if graph is None or isinstance(graph, ox.DefaultGraph):
            return self.endpoint.match(subject, predicate, object)
        if graph == DERIVED:
            return self._match_edges(subject, predicate, object)
        return self.endpoint.match(subject, predicate, object, graph)

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article with this IRI, end of an IRI, or source; None if not exactly one."""
        iri = name if name.startswith(INDIVIDUALS) else f"{ARTICLES}{name}"
        if NOT_IN_IRIS.isdisjoint(iri):
            article = ox.NamedNode(iri)
            if self.endpoint.has_graph(article):
                return article
        matches = list(self.endpoint.match(None, SOURCE, ox.Literal(name)))
        if len(matches) != 1:
            return None
        # The mark is about the graph of the article's edges, which has the article's own code.
        graph = matches[0].subject
        return ox.NamedNode(f"{ARTICLES}{local_name(graph)}")

    def stats(self) -> list[tuple[str, str]]:
        """Return what the store contains, as names and figures. Raises StoreError."""
        return stats.stats(self.endpoint, self.address)

    def edge_counts(self, limit: int = -1) -> list[EdgeCount]:
        """Return the direct edges with the most claims first; all of them without a limit.

        Raises StoreError.
        """
        return stats.edge_counts(self.endpoint, limit)

    # ── articles ──────────────────────────────────────────────────────────────────────────────────

    def add(self, graph: ArticleGraph) -> None:
        """Store an article's graph; it replaces an earlier graph of the same article.

        Raises StoreError.
        """
        self.put([Entry(graph)])

    def put(self, entries: Iterable[Entry]) -> None:
        """Store articles; the engine has acknowledged them on return.

        Each replaces an earlier one of its IRI.

        An interruption leaves an article without marks, which the next run stores again. Raises
        StoreError.
        """
        self._bring_vocabulary()
        mark = policy_mark(self.policy())
        batch = {entry.graph.iri: entry for entry in entries}
        for entry in batch.values():
            self._put(entry, mark)

    def _put(self, entry: Entry, mark: str) -> None:
        article = entry.graph.iri
        keys = {entry.key}
        if entry.key:
            # The keys of other sources of the same text stay.
            keys |= self._keys(article)
        # Edges and marks go first and come last: without them the article is not acknowledged.
        self.wire.delete(edges_graph(article).value)
        self.wire.put(article.value, write_lines(entry.graph.triples))
        own_marks = marks(
            article,
            Origin(entry.key, entry.rank, entry.source),
            digest=graph_digest(entry.graph.triples),
            keys=keys,
            rule=mark if entry.edges is not None else "",
        )
        edges = entry.edges or ()
        self.wire.put(edges_graph(article).value, write_lines([*edges, *own_marks]))

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles and their direct edges. Raises StoreError."""
        for article in articles:
            self.wire.delete(edges_graph(article).value)
            self.wire.delete(article.value)

    # ── sources ───────────────────────────────────────────────────────────────────────────────────

    def has_read(self, key: str) -> bool:
        """Return whether the source with this key was read and acknowledged. Raises StoreError."""
        return self.endpoint.truth(f"ASK {{ GRAPH ?g {{ ?g {KEY} {ox.Literal(key)} }} }}")

    def origin_of(self, article: ox.NamedNode) -> Origin | None:
        """Return the source of a stored article; None if it was not acknowledged.

        Raises StoreError.
        """
        values = dict(self._marks(article))
        if DIGEST not in values:
            return None
        return Origin(values.get(KEY, ""), values.get(RANK, ""), values.get(SOURCE, ""))

    def mark_read(self, sources: Iterable[tuple[str, ox.NamedNode]]) -> None:
        """Remember the keys of sources that have the text of an article already stored.

        Raises StoreError.
        """
        for key, article in sources:
            node = edges_graph(article)
            triple = f"{node} {KEY} {ox.Literal(key)}"
            self.wire.update(f"INSERT DATA {{ GRAPH {node} {{ {triple} }} }}")

    def _keys(self, article: ox.NamedNode) -> set[str]:
        """Return the keys of the sources that were read for an article."""
        return {value for role, value in self._marks(article) if role == KEY}

    def _marks(self, article: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, str]]:
        node = edges_graph(article)
        for quad in self.endpoint.match(node, None, None, node):
            if isinstance(quad.object, ox.Literal):
                yield quad.predicate, quad.object.value

    # ── direct edges ──────────────────────────────────────────────────────────────────────────────

    def policy(self) -> Policy | None:
        """Return the policy by which the direct edges are derived; None if none are yet.

        Raises StoreError.
        """
        return Policy.from_json(self._setting(POLICY))

    def derive(self, policy: str | Path | None = None) -> None:
        """Bring the direct edges up to date with a policy, article by article.

        Raises QueryError if the policy does not exist or looks at more than one claim at a time,
        StoreError.
        """
        current = self.policy()
        chosen = current or find_policy(DEFAULT)
        if policy:
            chosen = find_policy(policy)
        if chosen != current and not chosen.is_local:
            raise QueryError(
                "the policy looks at more than one claim at a time",
                where=chosen.name,
                remedy="use strict or default, or a store on disk",
            )
        for article in self._underived(chosen):
            graph = self.graph_of(article)
            self._replace_edges(article, edges_of(graph, chosen), chosen)
        if chosen != current:
            self._set({POLICY: chosen.to_json()})

    def _underived(self, policy: Policy) -> Iterator[ox.NamedNode]:
        """Yield the articles whose edges are not yet derived by a policy."""
        # Both lists come in the order of their names, so that neither is ever held whole.
        mark = ox.Literal(policy_mark(policy))
        derived = self._graphs(RULE, mark, after=DERIVED.value)
        name = next(derived, "")
        for article in self._each_article():
            wanted = edges_graph(article).value
            while name and name < wanted:
                name = next(derived, "")
            if name != wanted:
                yield article

    def _replace_edges(
        self,
        article: ox.NamedNode,
        edges: Iterable[ox.Triple],
        policy: Policy,
    ) -> None:
        name = edges_graph(article)
        others = []
        for triple in self._read(name):
            if is_mark(triple) and triple.predicate != RULE:
                others.append(triple)
        mark = ox.Triple(name, RULE, ox.Literal(policy_mark(policy)))
        self.wire.put(name.value, write_lines([*edges, *others, mark]))

    def _match_edges(
        self,
        subject: Resource | None,
        predicate: ox.NamedNode | None,
        object: Value | None,
    ) -> Iterator[ox.Quad]:
        """Yield the matching quads of all articles' edges as those of one graph, each once."""
        seen = set()
        matches = self.endpoint.match(
            subject,
            predicate,
            object,
            condition=OF_EDGES,
        )
        for quad in matches:
            triple = quad.triple
            if triple in seen or is_mark(triple):
                continue
            seen.add(triple)
            yield from _in_graph(DERIVED, [triple])

    # ── graphs ────────────────────────────────────────────────────────────────────────────────────

    def _each_article(self) -> Iterator[ox.NamedNode]:
        """Yield the IRIs of the articles in order, page by page."""
        return map(ox.NamedNode, self._graphs(RDF.type, AG.Article, after=INDIVIDUALS))

    def _graphs(
        self,
        role: ox.NamedNode,
        value: ox.NamedNode | ox.Literal,
        *,
        after: str,
    ) -> Iterator[str]:
        """Yield the graphs that say this of themselves, by name, page by page."""
        while True:
            sparql = (
                f"SELECT ?g WHERE {{ GRAPH ?g {{ ?g {role} {value} }}"
                f" FILTER (STR(?g) > {ox.Literal(after)}) }}"
                f" ORDER BY ?g LIMIT {GRAPHS_A_PAGE}"
            )
            rows = self.endpoint.rows(sparql)
            page = [iri_text(row["g"]) for row in rows]
            yield from page
            if len(page) < GRAPHS_A_PAGE:
                return
            after = page[-1]

    def _read(self, graph: ox.NamedNode) -> list[ox.Triple]:
        try:
            return parse_triples(self.wire.get(graph.value))
        except SyntaxError as error:
            raise StoreError(
                f"a graph is not valid N-Triples: {str(error.msg)[:100]}",
                where=self.address,
                remedy="check the server",
            ) from error

    # ── the store itself ──────────────────────────────────────────────────────────────────────────

    def _setting(self, role: ox.NamedNode) -> str:
        """Return a value about the store itself; empty if it has none."""
        for quad in self.endpoint.match(DERIVED, role, None, DERIVED):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        return ""

    def _set(self, changes: Mapping[ox.NamedNode, str]) -> None:
        """Set values about the store itself; the others stay."""
        # A graph is replaced whole, so that what does not change is written again.
        triples = []
        for role in (POLICY, VOCABULARY_DIGEST):
            value = changes[role] if role in changes else self._setting(role)
            if value:
                triples.append(ox.Triple(DERIVED, role, ox.Literal(value)))
        self.wire.put(DERIVED.value, write_lines(triples))

    def _bring_vocabulary(self) -> None:
        """Send the terms by whose labels questions name classes, unless the store has them."""
        terms = vocabulary()
        digest = graph_digest(terms)
        if self._setting(VOCABULARY_DIGEST) != digest:
            self.wire.put(VOCABULARY.value, write_lines(terms))
            self._set({VOCABULARY_DIGEST: digest})


def write_lines(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as sorted N-Triples."""
    content = ox.serialize(set(triples), format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(content.splitlines(keepends=True)))


def _in_graph(name: ox.NamedNode, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    for triple in triples:
        yield ox.Quad(
            triple.subject,
            triple.predicate,
            triple.object,
            name,
        )


def _without_marks(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    for triple in triples:
        if not is_mark(triple):
            yield triple
