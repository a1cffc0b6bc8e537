"""The store on disk.

An article is acknowledged once its graph and its row in the ledger have reached the disk.
"""

import shutil
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.files import PRIVATE_FOLDER
from actorgraph.graph.article_graph import ArticleGraph
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
from actorgraph.stores.disk import edge_upkeep, link_upkeep, stats
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import backup, faults, flush
from actorgraph.stores.disk.forgetting import finish_forgetting
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.layout import (
    FORMAT,
    LOCK,
    Layout,
    is_forgetting,
    is_store,
    read_layout,
    sweep,
    write_layout,
)
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.disk.lock import Lock
from actorgraph.stores.disk.migration import migrate
from actorgraph.stores.disk.parts import check_parts, tighten
from actorgraph.stores.disk.reading_cache import ReadingCache
from actorgraph.stores.disk.recovery import (
    EDGES_OUTDATED,
    has_outdated_vocabulary,
    in_order,
    is_interrupted,
    load_vocabulary,
    recount,
    recover_articles,
)
from actorgraph.stores.disk.seal import Seal, break_seal, write_seal
from actorgraph.stores.disk.wish import refuse_while_forgetting
from actorgraph.stores.edges import check_policy, edges_of, find_edges
from actorgraph.stores.embedded import EmbeddedStore
from actorgraph.stores.policy import DEFAULT, Policy, find_policy

POLICY = "policy"  # the ledger's key of the policy by which the direct edges are derived
ARTICLES_A_FLUSH = 256  # whose edges are derived and flushed together


class DiskStore(EmbeddedStore, PersistentStore):
    """Articles' graphs under a directory.

    A writer has it alone; `readonly` shares it with other readers.
    """

    ledger: Ledger

    def __init__(
        self,
        directory: Path | str,
        *,
        create: bool = True,
        readonly: bool = False,
    ) -> None:
        """Open a store.

        Raises StoreError if it is not one, is newer, is being written, or the disk fails.
        """
        self.directory = Path(directory)
        self.readonly = readonly
        self._seal: Seal = {}
        # Before the lock, so that no directory is made for a place that cannot be a store.
        self.layout = read_layout(self.directory, create=create and not readonly)
        with faults(self.directory):
            self.directory.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self.lock = Lock(self.directory / LOCK, shared=readonly)
        try:
            with faults(self.directory):
                # Whoever held the lock before may have rebuilt the store in another folder.
                self.layout = read_layout(self.directory, create=create and not readonly)
                if is_store(self.directory):
                    check_parts(self.layout)
                if readonly:
                    self._open_to_read()
                else:
                    self._open_to_write()
        except BaseException:
            self._close_databases()
            self.lock.release()
            raise

    def _open_to_read(self) -> None:
        if self.layout.version < FORMAT:
            raise StoreError(
                f"the store has format {self.layout.version}, from before this version",
                where=self.directory,
                remedy="actorgraph compact --store DIR brings it up to date",
            )
        refuse_while_forgetting(self.directory)
        self.quads = ox.Store.read_only(str(self.layout.graphs))
        self.ledger = Ledger(self.layout.ledger, readonly=True)

    def _open_to_write(self) -> None:
        self._seal = break_seal(self.layout)
        if not is_store(self.directory):
            # What another writer began and did not lay out.
            shutil.rmtree(self.layout.folder, ignore_errors=True)
        self.layout.folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        self.quads = ox.Store(str(self.layout.graphs))
        if self.layout.version < FORMAT:
            self.layout = migrate(self.layout, self.quads)
        self.ledger = Ledger(self.layout.ledger)
        if has_outdated_vocabulary(self.quads):
            self.drop(VOCABULARY)
            load_vocabulary(self.quads, self.directory)
        if self.ledger.get(link_upkeep.KEY) == link_upkeep.HALF:
            self.drop_links()
        recover_articles(self.quads, self.ledger)
        write_layout(self.layout)
        sweep(self.layout)
        tighten(self.directory)
        finish_forgetting(self)

    def close(self) -> None:
        """Flush, seal and give the lock back; a second call does nothing. Raises StoreError."""
        if self.lock.is_released:
            return
        try:
            with faults(self.directory):
                if not self.readonly:
                    flush(self.quads, self.directory)
                self._close_databases()
                if not self.readonly:
                    tighten(self.directory)
                    write_seal(self.layout, self._seal)
        finally:
            self._close_databases()
            self.lock.release()

    def _close_databases(self) -> None:
        """Close both databases; what is closed already is left alone."""
        if hasattr(self, "ledger"):
            self.ledger.close()
        if hasattr(self, "quads"):
            # Oxigraph closes a database when nothing refers to it any more.
            del self.quads

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    @property
    def where(self) -> str:
        """The store's directory."""
        return str(self.directory)

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

    def is_interrupted(self) -> bool:
        """Return whether a writer was interrupted, and the next one has to recover."""
        with faults(self.directory):
            return is_forgetting(self.directory) or is_interrupted(self.ledger)

    def snapshot(self, target: Path | str) -> None:
        """Write what is in the store now into a new directory, as an Oxigraph database.

        Raises StoreError.
        """
        if Path(target).exists():
            raise StoreError("already exists", where=target, remedy="name a new directory")
        with faults(Path(target)):
            if not self.readonly:
                flush(self.quads, self.directory)
            backup(self.quads, Path(target))
            tighten(Path(target))

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
        batch = {entry.graph.iri: entry for entry in entries}
        rows = {iri: _row(entry) for iri, entry in batch.items()}
        with faults(self.directory):
            self.ledger.begin(rows.values())
            # In a fixed order, and each once.
            touched: dict[ox.NamedNode, None] = {}
            for iri, entry in batch.items():
                touched.update(
                    dict.fromkeys(self._replace(iri, entry.graph.triples, entry.edges or ()))
                )
            flush(self.quads, self.directory)
            with self.ledger.writing():
                for iri, entry in batch.items():
                    self.ledger.record(rows[iri], find_passages(entry.graph.triples))
                self._note_change(touched)

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
    ) -> set[ox.NamedNode]:
        """Replace one article in a transaction; return the nodes of the edges touched."""
        resting = edge_upkeep.edges_resting_on(self.quads, edge_upkeep.claims_of(self.quads, iri))
        removed = {
            *self.match(graph=iri),
            *resting,
            *link_upkeep.links_resting_on(self.quads, iri, triples),
        }
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
        return Policy.from_json(self.ledger.get(POLICY))

    def is_derived(self, policy: str | Path | None = None) -> bool:
        """Return whether the direct edges are up to date with a policy, or the store's own."""
        current = self.policy()
        if current is None:
            return False
        if policy is not None and find_policy(policy) != current:
            return False
        if current.is_local:
            return next(self.ledger.underived(), None) is None
        return not self.ledger.get(EDGES_OUTDATED)

    def derive(self, policy: str | Path | None = None) -> None:
        """Bring the direct edges up to date with a policy.

        With a local policy only the edges of changed articles are derived.

        Raises QueryError if the policy does not exist or is not valid, StoreError.
        """
        if self.is_derived(policy):
            return
        if self.readonly:
            raise StoreError(
                "its derived edges are out of date",
                where=self.directory,
                remedy="open the store for writing",
            )
        current = self.policy()
        chosen = current or find_policy(DEFAULT)
        if policy is not None:
            chosen = find_policy(policy)
        if chosen.is_local:
            self._derive_by_article(chosen, replace=chosen != current)
        else:
            edges = find_edges(self.quads, chosen)
            self._clear_edges()
            self._add_edges(self.articles(), edges)
        with self.ledger.writing():
            self.ledger.set(POLICY, chosen.to_json())
            self.ledger.set(EDGES_OUTDATED, "")

    def _derive_by_article(self, policy: Policy, *, replace: bool) -> None:
        if replace:
            # A policy that is not valid is refused before anything is cleared.
            check_policy(policy)
            self._clear_edges()
        while rows := list(islice(self.ledger.underived(), ARTICLES_A_FLUSH)):
            articles = [ox.NamedNode(row.iri) for row in rows]
            edges: set[ox.Triple] = set()
            for article in articles:
                edges.update(edges_of(self.graph_of(article), policy))
            self._add_edges(articles, edges)

    def _add_edges(
        self,
        articles: Iterable[ox.NamedNode],
        edges: Collection[ox.Triple],
    ) -> None:
        """Add the direct edges that articles' claims make, and note that they are derived."""
        with faults(self.directory):
            self.insert(DERIVED, edges)
            flush(self.quads, self.directory)
            with self.ledger.writing():
                for iri in articles:
                    self.ledger.mark_derived(iri.value)
                nodes = in_order(edge_upkeep.nodes_in(edges))
                self.ledger.set_counts(edge_upkeep.count_claims(self.quads, nodes))

    def _clear_edges(self) -> None:
        """Remove all direct edges; until they are derived again the store has no policy."""
        with faults(self.directory):
            with self.ledger.writing():
                self.ledger.set(POLICY, "")
                self.ledger.forget_edges()
            self.drop(DERIVED)
            flush(self.quads, self.directory)

    # ── links ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def readings(self) -> ReadingCache:
        """What linking read of each article."""
        return ReadingCache(self.ledger, self.directory)

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

    # ── rebuilding ────────────────────────────────────────────────────────────────────────────────

    def switch_to(self, layout: Layout) -> None:
        """Go on with the databases of another folder, which is current and holds the same articles.

        Raises OSError, sqlite3.Error.
        """
        self._close_databases()
        self.layout = layout
        self._seal = {}
        self.quads = ox.Store(str(layout.graphs))
        self.ledger = Ledger(layout.ledger)
        with self.ledger.writing():
            recount(self.quads, self.ledger)


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
