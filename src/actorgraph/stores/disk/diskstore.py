"""The store on the disk: an article is acknowledged once its graph and its row in the ledger have reached the disk."""

import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.disk import edges, linked
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import faults, flushed
from actorgraph.stores.disk.layout import FORMAT, LOCK, NAME, read_layout, sweep, write_layout
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.disk.lock import Lock
from actorgraph.stores.disk.passages import digest, passages
from actorgraph.stores.disk.seal import Seal, break_seal, write_seal
from actorgraph.stores.memory import DERIVED, LINKS, VOCABULARY, Store, in_both, vocabulary
from actorgraph.vocabulary.vocab import INDIVIDUALS

STALE = "stale"  # set while the derived edges may not be those that the policy accepts
POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's graph to be kept; `edges` are the direct edges of the store's policy, None where not yet derived."""

    graph: ArticleGraph
    edges: tuple[ox.Triple, ...] | None = None
    key: str = ""
    rank: str = ""
    source: str = ""


class DiskStore(Store):
    """Articles' graphs under a directory; as a writer it is alone, `readonly` it shares with other readers."""

    def __init__(
        self, directory: Path | str, *, create: bool = True, readonly: bool = False
    ) -> None:
        """Open a store. Raises StoreError where it is none, is newer, is being written, or the disk fails."""
        self.directory, self.readonly = Path(directory), readonly
        self.layout = read_layout(self.directory, create=create and not readonly)
        with faults(self.directory):
            self.directory.mkdir(parents=True, exist_ok=True)
            self.lock = Lock(self.directory / LOCK, shared=readonly)
        try:
            with faults(self.directory):
                self._open()
        except BaseException:
            self._let_go()
            self.lock.release()
            raise

    def _open(self) -> None:
        # Whoever held the lock before may have rebuilt the store in another folder.
        self.layout = read_layout(self.directory, create=not self.readonly)
        if self.readonly:
            if self.layout.form < FORMAT:
                what = f"the store has format {self.layout.form}, from before this version"
                raise StoreError(
                    what,
                    where=self.directory,
                    remedy="actorgraph compact --store DIR brings it up to date",
                )
            self.held: Seal = {}
            self.quads = ox.Store.read_only(str(self.layout.graphs))
            self.ledger = Ledger(self.layout.ledger, readonly=True)
            return
        self.held = break_seal(self.layout)
        if not (self.directory / NAME).exists():
            shutil.rmtree(
                self.layout.folder, ignore_errors=True
            )  # what another began and did not lay out
        self.layout.folder.mkdir(parents=True, exist_ok=True)
        self.quads = ox.Store(str(self.layout.graphs))
        if self.layout.form < FORMAT:
            from actorgraph.stores.disk.migration import migrate

            self.layout = migrate(self.layout, self.quads)
        self.ledger = Ledger(self.layout.ledger)
        self._refresh_vocabulary()
        self._settle()
        write_layout(self.layout)
        sweep(self.layout)

    def close(self) -> None:
        """Flush, seal and let others in; a second call does nothing. Raises StoreError."""
        if self.lock.file < 0:
            return
        try:
            with faults(self.directory):
                if not self.readonly:
                    flushed(self.quads, self.directory)
                self._let_go()
                if not self.readonly:
                    write_seal(self.layout, self.held)
        finally:
            self._let_go()
            self.lock.release()

    def _let_go(self) -> None:
        """Close both databases; what is closed already is left alone."""
        if hasattr(self, "ledger"):
            self.ledger.close()
        if hasattr(self, "quads"):
            del self.quads

    def add(self, graph: ArticleGraph) -> None:
        """Put an article's graph in the place of what stood under its name."""
        self.put([Entry(graph)])

    def add_file(self, path: Path) -> None:
        """Read one graph file and put each of its articles. Raises GraphError, StoreError."""
        read = Store.load(path)
        names = read.articles()
        found = {
            name: tuple(q.triple for q in read.quads.quads_for_pattern(None, None, None, name))
            for name in names
        }
        self.put(Entry(ArticleGraph(name, triples)) for name, triples in found.items())

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep articles, each in the place of what stood under its name; they are on the disk on return.

        Raises StoreError where the disk fails; what was not acknowledged is then settled when the store is opened again.
        """
        batch = {entry.graph.iri: entry for entry in entries}
        rows = {iri: _row(entry) for iri, entry in batch.items()}
        with faults(self.directory):
            self.ledger.intend(rows.values())
            touched = [node for entry in batch.values() for node in self._write(entry)]
            flushed(self.quads, self.directory)
            with self.ledger.writing():
                for iri, entry in batch.items():
                    self.ledger.record(rows[iri], passages(entry.graph.triples))
                self.ledger.tell(STALE, "1")
                linked.outdate(self.ledger)
                self.ledger.count(edges.counted(self.quads, dict.fromkeys(touched)))

    def remove(self, articles: Sequence[ox.NamedNode]) -> None:
        """Remove articles whole, with what rested on them; gone from the disk's answers on return. Raises StoreError."""
        with faults(self.directory):
            self.ledger.intend(Row(iri.value, "", 0) for iri in articles)
            touched = [node for iri in articles for node in self._replace(iri, (), ())]
            flushed(self.quads, self.directory)
            with self.ledger.writing():
                for iri in articles:
                    self.ledger.strike(iri.value)
                self.ledger.count(edges.counted(self.quads, dict.fromkeys(touched)))
                self.ledger.tell(STALE, "1")
                linked.outdate(self.ledger)

    def tie(self, articles: Iterable[ox.NamedNode], triples: Collection[ox.Triple]) -> None:
        """Add the direct edges that articles' claims make, and note that they have theirs. Raises StoreError."""
        with faults(self.directory):
            self.quads.load(in_both(DERIVED, triples), format=ox.RdfFormat.N_QUADS)
            flushed(self.quads, self.directory)
            with self.ledger.writing():
                for iri in articles:
                    self.ledger.mark_derived(iri.value)
                self.ledger.count(
                    edges.counted(self.quads, sorted(edges.nodes_in(triples), key=str))
                )

    def clear_edges(self) -> None:
        """Take all direct edges away, to derive them anew; until then the store has no policy. Raises StoreError."""
        with faults(self.directory):
            with self.ledger.writing():
                self.ledger.tell(POLICY, "")
                self.ledger.connection.execute("UPDATE articles SET derived = 0")
                self.ledger.connection.execute("DELETE FROM dyads")
            self.drop(DERIVED)
            flushed(self.quads, self.directory)

    def snapshot(self, target: Path | str) -> None:
        """Write what is in the store now into a new directory, as an Oxigraph database. Raises StoreError."""
        if Path(target).exists():
            raise StoreError("is there already", where=target, remedy="name a new directory")
        with faults(Path(target)):
            if not self.readonly:
                flushed(self.quads, self.directory)
            self.quads.backup(str(target))

    def articles(self) -> list[ox.NamedNode]:
        """Return the IRIs of the articles acknowledged, sorted."""
        with faults(self.directory):
            return [ox.NamedNode(row.iri) for row in self.ledger.rows()]

    def triples_of(self, article: ox.NamedNode) -> list[ox.Triple]:
        """Return an article's graph. Raises StoreError."""
        with faults(self.directory):
            return [quad.triple for quad in self.quads.quads_for_pattern(None, None, None, article)]

    def graph_of(self, article: ox.NamedNode) -> ArticleGraph:
        """Return an article's graph by its IRI. Raises StoreError."""
        return ArticleGraph(article, tuple(self.triples_of(article)))

    def known(self, name: str) -> ox.NamedNode | None:
        """Return the article that a name means: its IRI, the end of it, or its source; None where it means none or many."""
        with faults(self.directory):
            found = list(
                self.ledger.rows(
                    "iri IN (?, ?) OR source = ?", name, f"{INDIVIDUALS}article/{name}", name
                )
            )
        return ox.NamedNode(found[0].iri) if len(found) == 1 else None

    def find(self, name: str) -> ox.NamedNode:
        """Return the article that a name means. Raises StoreError where there is none."""
        found = self.known(name)
        if found is None:
            remedy = "name it by its IRI, the end of it, or its source"
            raise StoreError("no article of this store has this name", where=name, remedy=remedy)
        return found

    def pending(self) -> bool:
        """Tell whether a writer ended in the middle, so that the next one has to settle something."""
        with faults(self.directory):
            return bool(self.ledger.pending()) or self.ledger.told(linked.KEY) == linked.HALF

    def recount(self) -> None:
        """Count the claims of every direct edge anew; belongs into the ledger's `writing`."""
        self.ledger.connection.execute("DELETE FROM dyads")
        nodes = edges.nodes_in(self.quads.quads_for_pattern(None, None, None, DERIVED))
        self.ledger.count(edges.counted(self.quads, sorted(nodes, key=str)))

    def _write(self, entry: Entry) -> set[ox.NamedNode]:
        """Write one article in one transaction of its own; return the edges touched."""
        return self._replace(entry.graph.iri, entry.graph.triples, entry.edges or ())

    def _replace(
        self, iri: ox.NamedNode, triples: Sequence[ox.Triple], found: Sequence[ox.Triple]
    ) -> set[ox.NamedNode]:
        derived = edges.retracted(self.quads, edges.claims_of(self.quads, iri))
        told = set(self.quads.quads_for_pattern(None, None, None, iri))
        gone = {*told, *derived, *linked.resting(self.quads, iri, triples)}
        exchange(self.quads, gone, {iri: triples, DERIVED: found}, whole=iri)
        return edges.nodes_in(derived) | edges.nodes_in(found)

    def _refresh_vocabulary(self) -> None:
        terms = set(vocabulary())
        if terms != {
            quad.triple for quad in self.quads.quads_for_pattern(None, None, None, VOCABULARY)
        }:
            self.drop(VOCABULARY)
            self.quads.load(in_both(VOCABULARY, terms), format=ox.RdfFormat.N_QUADS)
            flushed(self.quads, self.directory)

    def _settle(self) -> None:
        """Bring the ledger into step with the graphs, where a writer ended between the two."""
        if self.ledger.told(linked.KEY) == linked.HALF:
            self.drop(LINKS)
            flushed(self.quads, self.directory)
            with self.ledger.writing():
                self.ledger.tell(linked.KEY, "")
        begun = self.ledger.pending()
        if not begun:
            return
        with self.ledger.writing():
            for row in begun:
                triples = self.triples_of(ox.NamedNode(row.iri))
                held, found = self.ledger.row(row.iri), digest(triples)
                if not triples:
                    self.ledger.strike(row.iri)
                elif found == row.digest:
                    self.ledger.record(row, passages(triples))
                elif held is None or held.digest != found:
                    self.ledger.record(Row(row.iri, found, len(triples)), passages(triples))
                else:
                    self.ledger.settle(row.iri)
            self.ledger.tell(STALE, "1")
            linked.outdate(self.ledger)
            self.recount()


def _row(entry: Entry) -> Row:
    graph, derived = entry.graph, entry.edges is not None
    triples = set(graph.triples)
    return Row(
        graph.iri.value, digest(triples), len(triples), entry.key, entry.rank, entry.source, derived
    )
