"""Ingesting: a stream of sources becomes articles in a store; whatever ends it, the next run goes on where it was."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import pyoxigraph as ox

from actorgraph.corpus.pool import Built, Pool, Task
from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.work import Settings
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import DERIVED, Entry, Origin, PersistentStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.layout import FAILURES
from actorgraph.vocabulary.vocab import AG, RDF

if TYPE_CHECKING:
    from actorgraph.corpus.fanout import Fanout

MOST = 64  # articles that are flushed together
LONGEST_WAIT = 0.5  # seconds from an article's end to its flush


@dataclass(slots=True)
class Report:
    """What became of the sources: kept, held already, of the same text as one kept, and failed."""

    kept: int = 0
    held: int = 0
    same: int = 0
    failed: int = 0

    @property
    def seen(self) -> int:
        """All sources."""
        return self.kept + self.held + self.same + self.failed


def ingest(
    store: PersistentStore,
    items: Iterable[Source | Failure],
    task: Task,
    *,
    jobs: int = 1,
    fanout: "Fanout | None" = None,
    follow: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Build each source that the store does not hold and keep its graph; what fails is listed in `failures.jsonl`.

    `task.settings` is a `work.Settings`; `fanout` builds on a cluster what otherwise `jobs` processes build here. Each article is acknowledged once it is on the disk, so that a run that is
    killed loses none of those. Raises StoreError, ModelError, and ArticleError where the corpus cannot be read at all.
    """
    store.derive()
    with faults(store.report_folder):
        opened = (store.report_folder / FAILURES).open("w", encoding="utf-8", newline="\n")
    with opened as failures:
        run = _Run(store, task.settings, failures)
        for outcome in (fanout or Pool(task, jobs)).run(run.new(items)):
            run.take(outcome)
            follow(run.report)
        run.flush()
    store.derive()
    return run.report


class _Run:
    """One run over a corpus: what is under way, and what is done and not yet flushed."""

    def __init__(
        self, store: PersistentStore, settings: Settings, failures: TextIO
    ) -> None:
        self.store, self.settings, self.failures = store, settings.code, failures
        self.derives = settings.rule is not None
        self.report = Report()
        self.flying: set[str] = set()
        self.batch: list[Built] = []
        self.oldest = 0.0

    def new(self, items: Iterable[Source | Failure]) -> Iterator[Source]:
        """Yield the sources that are not held; the rest is counted."""
        for item in items:
            if isinstance(item, Failure):
                self._fail(item)
                continue
            key = item.key(self.settings)
            if key in self.flying or self.store.has_read(key):
                self.report.held += 1
                continue
            self.flying.add(key)
            yield item

    def take(self, outcome: Built | Failure | None) -> None:
        """Take what a process gave, and flush where it is time."""
        if isinstance(outcome, Failure):
            self._fail(outcome)
        elif outcome is not None:
            self.oldest = self.oldest if self.batch else time.monotonic()
            self.batch.append(outcome)
        if len(self.batch) >= MOST or (
            self.batch and time.monotonic() - self.oldest > LONGEST_WAIT
        ):
            self.flush()

    def flush(self) -> None:
        """Keep what is done; it is on the disk on return."""
        entries = [self._entry(built) for built in self.batch]
        best: dict[ox.NamedNode, Entry] = {}
        for entry in sorted(entries, key=lambda entry: entry.rank):
            best.setdefault(entry.graph.iri, entry)
        chosen = [entry for entry in best.values() if self._prevails(entry)]
        others = sum(self._stands_for(entry) for entry in chosen)
        self.store.put(chosen)
        kept = {entry.key for entry in chosen}
        beaten = [entry for entry in entries if entry.key not in kept]
        if beaten:
            self.store.mark_read((entry.key, entry.graph.iri) for entry in beaten)
        self.flying -= {entry.key for entry in entries}
        self.report.kept += len(chosen) - others
        self.report.same += len(beaten) + others
        self.batch.clear()

    def _prevails(self, entry: Entry) -> bool:
        """Tell whether an entry stands before the one that the store holds of the same text.

        What a person built into the store by hand stays; what was read otherwise is read anew.
        """
        held = self.store.origin_of(entry.graph.iri)
        return held is None or (
            bool(held.key) and (not _alike(held, entry) or entry.rank < held.rank)
        )

    def _stands_for(self, entry: Entry) -> bool:
        """Tell whether the store holds the same text from another source, read in the same way."""
        held = self.store.origin_of(entry.graph.iri)
        return held is not None and _alike(held, entry)

    def _entry(self, built: Built) -> Entry:
        quads = list(ox.parse(built.quads, format=ox.RdfFormat.N_QUADS))
        own = [quad for quad in quads if quad.graph_name != DERIVED]
        name = next(
            quad.subject for quad in own if quad.predicate == RDF.type and quad.object == AG.Article
        )
        edges = tuple(quad.triple for quad in quads if quad.graph_name == DERIVED)
        graph = ArticleGraph(
            ox.NamedNode(str(getattr(name, "value", name))), tuple(quad.triple for quad in own)
        )
        source = built.source
        return Entry(
            graph,
            edges if self.derives else None,
            source.key(self.settings),
            source.rank(self.settings),
            source.name,
        )

    def _fail(self, failure: Failure) -> None:
        self.report.failed += 1
        with faults(self.store.report_folder):
            self.failures.write(failure.line() + "\n")
            self.failures.flush()


def _alike(held: Origin, entry: Entry) -> bool:
    """Tell whether two sources were read in the same way, which is the first element of their ranks."""
    return held.rank.partition('", "')[0] == entry.rank.partition('", "')[0]
