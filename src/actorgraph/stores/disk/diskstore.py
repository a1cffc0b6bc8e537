"""The store on disk: its articles, their sources, edges and links.

An article is acknowledged once its graph and its row in the ledger have reached the disk.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.review.applying import review
from actorgraph.stores.contract import (
    ARTICLES,
    DERIVED,
    LINKS,
    VOCABULARY,
    EdgeCount,
    Entry,
    Origin,
    PersistentStore,
)
from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk import deriving, edge_upkeep, link_upkeep, stats
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import faults, flush
from actorgraph.stores.disk.forgetting import finish_forgetting
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.layout import LOOSE
from actorgraph.stores.disk.ledger import Row
from actorgraph.stores.disk.open_directory import OpenDirectory
from actorgraph.stores.disk.reading_cache import ReadingCache
from actorgraph.stores.disk.rebuild import compact_if_loose
from actorgraph.stores.disk.recovery import (
    EDGES_OUTDATED,
    has_outdated_vocabulary,
    load_vocabulary,
    recover_articles,
)
from actorgraph.stores.policy import Policy
from actorgraph.text.review_file import read_verdicts


class DiskStore(OpenDirectory, PersistentStore):
    """Articles' graphs under a directory.

    A writer has it alone; `readonly` shares it with other readers.
    """

    def _recover(self) -> None:
        """Bring graphs and ledger into step after an interruption. Raises StoreError, OSError."""
        if has_outdated_vocabulary(self.quads):
            self.drop(VOCABULARY)
            load_vocabulary(self.quads, self.directory)
        if self.ledger.get(link_upkeep.KEY) == link_upkeep.HALF:
            self.drop_links()
        recover_articles(self.quads, self.ledger)

    def _finish(self) -> None:
        """Forget whom an interrupted forgetting left. Raises StoreError, OSError."""
        finish_forgetting(self)

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    @property
    def report_folder(self) -> Path:
        """The store's directory."""
        return self.directory

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles acknowledged, sorted. Raises StoreError."""
        with faults(self.directory):
            return [ox.NamedNode(row.iri) for row in self.ledger.rows()]

    def count_articles(self) -> int:
        """Return how many articles are acknowledged. Raises StoreError."""
        with faults(self.directory):
            return self.ledger.count_articles()

    def digests(self) -> dict[str, str]:
        """Return the digest of each article's graph by the article's IRI. Raises StoreError."""
        with faults(self.directory):
            return {row.iri: row.digest for row in self.ledger.rows()}

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of one article; none if the store does not have it.

        Raises StoreError.
        """
        with faults(self.directory):
            return super().triples_of(article)

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article with this IRI, end of an IRI, or source; None if not exactly one."""
        with faults(self.directory):
            rows = self.ledger.named(name, f"{ARTICLES}{name}")
        return ox.NamedNode(rows[0].iri) if len(rows) == 1 else None

    def passages(self, match: str, kinds: Collection[str], limit: int) -> list[tuple[str, ...]]:
        """Return kind, node, article and words of the passages that match, best first."""
        with faults(self.directory):
            return self.ledger.search(match, kinds, limit)

    def stats(self) -> list[tuple[str, str]]:
        """Return what the store contains, as names and figures. Raises StoreError."""
        with faults(self.directory):
            return stats.stats(self.quads, self.ledger, self.layout)

    def edge_counts(self, limit: int = -1) -> list[EdgeCount]:
        """Return the direct edges with the most claims first; all of them without a limit."""
        with faults(self.directory):
            return self.ledger.edge_counts(limit)

    # ── articles ──────────────────────────────────────────────────────────────────────────────────

    def add(self, graph: ArticleGraph) -> None:
        """Store an article's graph; it replaces an earlier graph of the same article.

        Raises StoreError.
        """
        self.put([Entry(graph)])

    def put(self, entries: Iterable[Entry]) -> None:
        """Store articles; they have reached the disk on return.

        Each replaces an earlier one of its IRI.

        Raises StoreError if the disk fails; what was not acknowledged is recovered when the store
        is next opened.
        """
        self._put(entries, keeps_links=False)

    def _put(self, entries: Iterable[Entry], *, keeps_links: bool) -> None:
        """Store articles; with `keeps_links` nothing changed on which a link rests."""
        batch = {entry.graph.iri: entry for entry in self._reviewed(entries)}
        rows = {iri: _row(entry) for iri, entry in batch.items()}
        with faults(self.directory):
            self.ledger.begin(rows.values())
            # In a fixed order, and each once.
            touched: dict[ox.NamedNode, None] = {}
            for iri, entry in batch.items():
                nodes = self._replace(
                    iri, entry.graph.triples, entry.edges or (), keeps_links=keeps_links
                )
                touched.update(dict.fromkeys(nodes))
            flush(self.quads, self.directory)
            with self.ledger.writing():
                for iri, entry in batch.items():
                    self.ledger.record(rows[iri], find_passages(entry.graph.triples))
                self.ledger.add(LOOSE, len(batch))
                self._note_change(touched)

    def tidy(self) -> None:
        """Compact the store if most of it is not compressed. Raises StoreError."""
        compact_if_loose(self)

    def _reviewed(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield entries with people's verdicts on their claims applied. Raises ReviewError."""
        verdicts = read_verdicts(self.directory)
        for entry in entries:
            graph = review(entry.graph, verdicts).graph
            if graph is entry.graph:
                yield entry
            else:
                # Its edges were derived before anybody's verdict.
                yield replace(entry, graph=graph, edges=None)

    def judge(self, articles: Iterable[ox.NamedNode]) -> None:
        """Apply the store's verdicts to articles again; they count on return. Raises StoreError."""
        verdicts = read_verdicts(self.directory)
        entries = []
        for article in articles:
            row = self.ledger.row(article.value)
            graph = self.graph_of(article)
            if row is None or set(review(graph, verdicts).graph.triples) == set(graph.triples):
                continue
            entries.append(Entry(graph, None, row.key, row.rank, row.source))
        if entries:
            # A verdict adds to an article's graph, and removes nobody and no claim.
            self._put(entries, keeps_links=True)
            self.derive()

    def judge_known(self, codes: Iterable[str]) -> None:
        """Judge those of some articles that the store has, by the ends of their IRIs."""
        known = {self.known(code) for code in set(codes)}
        self.judge(sorted(filter(None, known), key=str))

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles and what rested on them; they are gone from the disk's answers on return.

        Raises StoreError.
        """
        with faults(self.directory):
            self.ledger.begin_removal(Row(iri.value, "", 0) for iri in articles)
            touched: dict[ox.NamedNode, None] = {}
            for iri in articles:
                touched.update(dict.fromkeys(self._replace(iri, (), ())))
            flush(self.quads, self.directory)
            with self.ledger.writing():
                for iri in articles:
                    self.ledger.delete(iri.value)
                self._note_change(touched)

    def _replace(
        self,
        iri: ox.NamedNode,
        triples: Sequence[ox.Triple],
        edges: Sequence[ox.Triple],
        *,
        keeps_links: bool = False,
    ) -> set[ox.NamedNode]:
        """Replace one article in a transaction; return the nodes of the edges touched."""
        resting = edge_upkeep.edges_resting_on(self.quads, edge_upkeep.claims_of(self.quads, iri))
        removed = {*self.match(graph=iri), *resting}
        if not keeps_links:
            removed |= link_upkeep.links_resting_on(self.quads, iri, triples)
        exchange(self.quads, removed, {iri: triples, DERIVED: edges}, dropped=iri)
        return edge_upkeep.nodes_in(resting) | edge_upkeep.nodes_in(edges)

    def _note_change(self, touched: Iterable[ox.NamedNode]) -> None:
        """Note that articles changed: edges and links are outdated.

        Call within the ledger's `writing`.
        """
        self.ledger.set(EDGES_OUTDATED, "1")
        link_upkeep.mark_outdated(self.ledger)
        self.ledger.set_counts(edge_upkeep.count_claims(self.quads, touched))

    # ── sources ───────────────────────────────────────────────────────────────────────────────────

    def has_read(self, key: str) -> bool:
        """Return whether the source with this key was read and acknowledged."""
        return self.ledger.has_read(key)

    def origin_of(self, article: ox.NamedNode) -> Origin | None:
        """Return the source of a stored article; None if the store does not have the article."""
        row = self.ledger.row(article.value)
        return Origin(row.key, row.rank, row.source) if row else None

    def mark_read(self, sources: Iterable[tuple[str, ox.NamedNode]]) -> None:
        """Remember the keys of sources that have the text of an article already stored.

        Raises StoreError.
        """
        with faults(self.directory), self.ledger.writing():
            for key, article in sources:
                self.ledger.mark_read(key, self.ledger.article_id(article.value) or 0)

    # ── direct edges ──────────────────────────────────────────────────────────────────────────────

    def policy(self) -> Policy | None:
        """Return the policy by which the direct edges are derived; None if none are yet."""
        return deriving.current_policy(self.ledger)

    def is_derived(self, policy: str | Path | None = None) -> bool:
        """Return whether the direct edges are up to date with a policy, or the store's own."""
        return deriving.is_derived(self.ledger, policy)

    def derive(self, policy: str | Path | None = None) -> None:
        """Bring the direct edges up to date with a policy.

        With a local policy only the edges of changed articles are derived.

        Raises QueryError if the policy does not exist or is not valid, StoreError.
        """
        deriving.derive(self, policy)

    # ── links ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def readings(self) -> ReadingCache:
        """What linking read of each article."""
        return ReadingCache(self.ledger, self.directory)

    @property
    def has_links(self) -> bool:
        """Whether there are links across articles."""
        return link_upkeep.has_links(self.quads)

    def outdated_links(self) -> int | None:
        """Return how many articles changed since linking; None if links are up to date."""
        if not link_upkeep.is_outdated(self.quads, self.ledger):
            return None
        return self.readings.count_changed()

    def drop_links(self) -> None:
        """Remove all links across articles; after an interruption the next writer does it.

        Raises OSError.
        """
        if self.ledger.get(link_upkeep.KEY) != link_upkeep.HALF:
            with self.ledger.writing():
                self.ledger.set(link_upkeep.KEY, link_upkeep.HALF)
        self.drop(LINKS)
        flush(self.quads, self.directory)
        with self.ledger.writing():
            self.ledger.set(link_upkeep.KEY, "")


def _row(entry: Entry) -> Row:
    triples = set(entry.graph.triples)
    return Row(
        iri=entry.graph.iri.value,
        digest=graph_digest(triples),
        triples=len(triples),
        key=entry.key,
        rank=entry.rank,
        source=entry.source,
        derived=entry.edges is not None,
    )
