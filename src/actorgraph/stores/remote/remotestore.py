"""The store elsewhere: one named graph per article in whatever engine answers, each replaced whole."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.disk.diskstore import Entry
from actorgraph.stores.disk.ledger import Row
from actorgraph.stores.disk.passages import digest
from actorgraph.stores.memory import DERIVED, VOCABULARY, Store, vocabulary
from actorgraph.stores.policy import Rule
from actorgraph.stores.remote.address import is_remote, read_address
from actorgraph.stores.remote.keys import Keys
from actorgraph.stores.remote.marks import (
    POLICY,
    RULE,
    SOURCE,
    VOCABULARY_MARK,
    edges_graph,
    is_mark,
    marks,
    short,
)
from actorgraph.stores.remote.quads import RemoteQuads, parsed
from actorgraph.stores.remote.wire import PATIENCE, Wire
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF

PAGE = 1_000  # articles asked for at once: engines cut longer answers


class RemoteStore(Store):
    """Articles' graphs behind an address. An article is acknowledged by its second graph: its edges and its marks."""

    quads: RemoteQuads  # type: ignore[assignment]

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        """Take up a connection to a store. Raises StoreError where the address is none or nobody answers."""
        self.address = read_address(address)
        self.wire = Wire(self.address, patience=patience)
        self.quads = RemoteQuads(self.wire)
        self.ledger = Keys(self)
        self.directory = Path()  # where the list of failures is kept
        self.quads.truth("ASK { ?s ?p ?o }")

    def close(self) -> None:
        """Let go of the connection; what was written is the engine's to keep."""
        self.wire.close()

    def snapshot(self, target: Path | str) -> None:
        """Refuse: a copy of a database is made where the database is. Raises StoreError."""
        raise StoreError(
            "is not copied from here",
            where=self.address,
            remedy="export it: actorgraph export -o FILE.nq",
        )

    def add(self, graph: ArticleGraph) -> None:
        """Put an article's graph in the place of what stood under its name. Raises StoreError."""
        self.put([Entry(graph)])

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep articles, each in the place of what stood under its name; the engine has acknowledged them on return.

        What is cut off in the middle is an article without marks, which the next run puts again. Raises StoreError.
        """
        self._bring_vocabulary()
        rule = self.rule()
        for entry in {entry.graph.iri: entry for entry in entries}.values():
            iri = entry.graph.iri
            known = self.ledger.keys(iri.value) if entry.key else set()
            self.wire.delete(edges_graph(iri).value)
            self.wire.put(iri.value, lines(entry.graph.triples))
            row = Row(
                iri.value, digest(entry.graph.triples), 0, entry.key, entry.rank, entry.source
            )
            told = marks(
                row, known | {entry.key}, rule_mark(rule) if entry.edges is not None else ""
            )
            self.wire.put(edges_graph(iri).value, lines([*(entry.edges or ()), *told]))

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles whole, with what rested on them. Raises StoreError."""
        for iri in articles:
            self.wire.delete(edges_graph(iri).value)
            self.wire.delete(iri.value)

    def tie(self, article: ox.NamedNode, edges: Iterable[ox.Triple], rule: Rule) -> None:
        """Put the direct edges that an article's claims make in the place of those it had. Raises StoreError."""
        name = edges_graph(article)
        kept = [t for t in parsed(self.wire.get(name.value)) if is_mark(t) and t.predicate != RULE]
        told = ox.Triple(name, RULE, ox.Literal(rule_mark(rule)))
        self.wire.put(name.value, lines([*edges, *kept, told]))

    def rule(self) -> Rule | None:
        """Return the policy by which the store's edges are derived; None where none are yet. Raises StoreError."""
        told = self._told(POLICY)
        return Rule(*json.loads(told)) if told else None

    def settle(self, rule: Rule) -> None:
        """Remember the policy by which the store's edges are derived. Raises StoreError."""
        self._tell({POLICY: json.dumps([rule.name, rule.sparql])})

    def underived(self, rule: Rule) -> Iterator[ox.NamedNode]:
        """Yield the articles whose edges are not yet derived by a policy. Raises StoreError."""
        # Both come in the order of their names, so that neither list is ever held whole.
        derived = self._graphs(RULE, ox.Literal(rule_mark(rule)), DERIVED.value)
        name = next(derived, "")
        for iri in self.each_article():
            while name and name < edges_graph(iri).value:
                name = next(derived, "")
            if name != edges_graph(iri).value:
                yield iri

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles, sorted. Raises StoreError."""
        return list(self.each_article())

    def each_article(self) -> Iterator[ox.NamedNode]:
        """Yield the IRIs of the articles in their order, page by page. Raises StoreError."""
        return map(ox.NamedNode, self._graphs(RDF.type, AG.Article, INDIVIDUALS))

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return an article's graph. Raises StoreError."""
        return self._read(article)

    def graph_of(self, article: ox.NamedNode) -> ArticleGraph:
        """Return an article's graph by its IRI. Raises StoreError."""
        return ArticleGraph(article, tuple(self.triples_of(article)))

    def triples(self) -> list[ox.Triple]:
        """Return what the articles' graphs say, without the derived edges. Raises StoreError."""
        return [triple for iri in self.articles() for triple in self._read(iri)]

    def contents(self) -> list[ox.Quad]:
        """Return the quads of the articles and, in the one graph in which other stores have them, of the edges."""
        return [*dict.fromkeys(self._quads())]

    def _quads(self) -> Iterator[ox.Quad]:
        for iri in self.articles():
            yield from (ox.Quad(t.subject, t.predicate, t.object, iri) for t in self._read(iri))
            found = self._read(edges_graph(iri))
            yield from (
                ox.Quad(t.subject, t.predicate, t.object, DERIVED) for t in found if not is_mark(t)
            )

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article that a name means: its IRI, the end of it, or its source; None where it means none or many."""
        full = name if name.startswith(INDIVIDUALS) else f"{INDIVIDUALS}article/{name}"
        if not set(full) & set('<>"{}|\\^` \n\t') and self.quads.contains_named_graph(
            ox.NamedNode(full)
        ):
            return ox.NamedNode(full)
        found = list(self.quads.quads_for_pattern(None, SOURCE, ox.Literal(name)))
        article = f"{INDIVIDUALS}article/"
        return (
            ox.NamedNode(found[0].subject.value.replace(f"{DERIVED.value}/", article))
            if len(found) == 1
            else None
        )  # type: ignore[union-attr]

    def find(self, name: str) -> ox.NamedNode:
        """Return the article that a name means. Raises StoreError where there is none."""
        found = self.known(name)
        if found is None:
            remedy = "name it by its IRI, the end of it, or its source"
            raise StoreError("no article of this store has this name", where=name, remedy=remedy)
        return found

    def _read(self, graph: ox.NamedNode) -> list[ox.Triple]:
        try:
            return parsed(self.wire.get(graph.value))
        except SyntaxError as error:
            what = f"sends a graph that is no N-Triples: {str(error.msg)[:100]}"
            raise StoreError(what, where=self.address, remedy="look at the server") from error

    def _graphs(
        self, role: ox.NamedNode, value: ox.NamedNode | ox.Literal, last: str
    ) -> Iterator[str]:
        """Yield the graphs that say this of themselves, in the order of their names after `last`, page by page."""
        while True:
            after = f"FILTER (STR(?g) > {ox.Literal(last)})"
            text = f"SELECT ?g WHERE {{ GRAPH ?g {{ ?g {role} {value} }} {after} }} ORDER BY ?g LIMIT {PAGE}"
            page = [str(row["g"].value) for row in self.quads.rows(text)]
            yield from page
            if len(page) < PAGE:
                return
            last = page[-1]

    def _told(self, role: ox.NamedNode) -> str:
        found = [quad.object for quad in self.quads.quads_for_pattern(DERIVED, role, None, DERIVED)]
        return str(found[0].value) if found else ""  # type: ignore[union-attr]

    def _tell(self, told: dict[ox.NamedNode, str]) -> None:
        kept = {role: self._told(role) for role in (POLICY, VOCABULARY_MARK)} | told
        self.wire.put(
            DERIVED.value,
            lines(ox.Triple(DERIVED, role, ox.Literal(v)) for role, v in kept.items() if v),
        )

    def _bring_vocabulary(self) -> None:
        """Bring the terms by whose labels questions speak, unless the store has them."""
        terms = vocabulary()
        code = digest(terms)
        if self._told(VOCABULARY_MARK) != code:
            self.wire.put(VOCABULARY.value, lines(terms))
            self._tell({VOCABULARY_MARK: code})


def rule_mark(rule: Rule | None) -> str:
    """Return the digest by which an article tells of the policy that its edges follow."""
    return short(json.dumps([rule.name, rule.sparql])) if rule else ""


def lines(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as sorted N-Triples."""
    content = ox.serialize(set(triples), format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(content.splitlines(keepends=True)))


def opened(address: str, *, patience: float = PATIENCE) -> RemoteStore:
    """Open the store at an address. Raises StoreError."""
    if not is_remote(address):
        raise StoreError(
            "is no address of a store", where=address, remedy="write sparql+https://HOST/PATH"
        )
    return RemoteStore(address, patience=patience)
