"""Ingesting: a stream of sources becomes articles in a store, in one run or several."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

import pyoxigraph as ox

from actorgraph.corpus.builders import Builders, Built, Task
from actorgraph.corpus.report import Report
from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.work import Settings
from actorgraph.errors import StoreError
from actorgraph.files import PRIVATE_FILE, PRIVATE_FOLDER
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.nesting import TOO_DEEP, is_too_deep
from actorgraph.stores.contract import DERIVED, Entry, Origin, PersistentStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.layout import FAILURES
from actorgraph.vocabulary.vocab import AG, RDF

if TYPE_CHECKING:
    from actorgraph.corpus.fanout import Fanout

MOST = 64  # articles that are flushed together
LONGEST_WAIT_IN_SECONDS = 0.5  # from an article's end to its flush
Follow = Callable[[Report], None]
DIGITS_OF_A_KEY = 16  # enough to tell the sources of a run apart


def ingest(
    store: PersistentStore,
    items: Iterable[Source | Failure],
    task: Task,
    *,
    jobs: int = 1,
    fanout: "Fanout | None" = None,
    follow: Follow = lambda report: None,
) -> Report:
    """Build each source that the store does not know and keep its graph.

    `task.settings` is a `work.Settings`. With `fanout` a cluster builds, else `jobs` processes of
    this machine. Each article is acknowledged once it is on disk, so that a run that is killed
    loses none of these. What failed or was skipped is listed in `failures.jsonl` in the store's
    `report_folder`.

    Raises StoreError, ModelError, and ArticleError if the corpus itself cannot be read.
    """
    store.derive()
    with faults(store.report_folder):
        store.report_folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path = store.report_folder / FAILURES
        # It may name people, and so is its owner's alone.
        path.touch(mode=PRIVATE_FILE)
        opened = path.open("w", encoding="utf-8", newline="\n")
    with opened as failures:
        run = _Run(store, task.settings, failures)
        builders = fanout or Builders(task, jobs)
        for outcome in builders.run(run.new(items)):
            run.take(outcome)
            follow(run.report)
        run.flush()
    store.derive()
    store.tidy()
    return run.report


class _Run:
    """One run over a corpus: what is under way, and what is built and not yet flushed."""

    def __init__(self, store: PersistentStore, settings: Settings, failures: TextIO) -> None:
        self.store = store
        self.settings = settings.code
        self.failures = failures
        self.derives = settings.rule is not None
        self.report = Report()
        # What this run was given, so that its own duplicates are not taken for known.
        self.given: set[int] = set()
        self.batch: list[Built] = []
        self.oldest = 0.0

    def new(self, items: Iterable[Source | Failure]) -> Iterator[Source]:
        """Yield the sources that are not known; the others are counted."""
        for item in items:
            if isinstance(item, Failure):
                self._fail(item)
                continue
            key = item.key(self.settings)
            number = int(key[:DIGITS_OF_A_KEY], 16)
            if number in self.given:
                self.report.duplicates += 1
            elif self.store.has_read(key):
                self.report.known += 1
            else:
                self.given.add(number)
                yield item

    def take(self, outcome: Built | Failure | None) -> None:
        """Take an outcome, and flush when it is time."""
        if isinstance(outcome, Failure):
            self._fail(outcome)
        elif outcome is not None:
            if not self.batch:
                self.oldest = time.monotonic()
            self.batch.append(outcome)
        if self._is_due():
            self.flush()

    def _is_due(self) -> bool:
        if not self.batch:
            return False
        waited = time.monotonic() - self.oldest
        return len(self.batch) >= MOST or waited > LONGEST_WAIT_IN_SECONDS

    def flush(self) -> None:
        """Keep what is built; it is on disk on return."""
        entries = [self._entry(built) for built in self.batch]
        made_by_hand = sum(self._is_made_by_hand(entry) for entry in entries)
        chosen = [entry for entry in _best(entries) if self._replaces(entry)]
        replaced = sum(self._is_duplicate(entry) for entry in chosen)
        self.store.put(chosen)
        chosen_keys = {entry.key for entry in chosen}
        others = [entry for entry in entries if entry.key not in chosen_keys]
        if others:
            # The next run then skips their sources.
            self.store.mark_read((entry.key, entry.graph.iri) for entry in others)
        self.report.added += len(chosen) - replaced
        self.report.known += made_by_hand
        self.report.duplicates += len(others) - made_by_hand + replaced
        self.batch.clear()

    def _replaces(self, entry: Entry) -> bool:
        """Return whether an entry replaces what the store holds of the same text.

        What a person built into the store by hand stays; what was read in another way is replaced.
        """
        present = self._present(entry)
        if present is None:
            return True
        if not present.key:
            return False
        return not _read_alike(present, entry) or entry.rank < present.rank

    def _is_made_by_hand(self, entry: Entry) -> bool:
        """Return whether a person built an article of this text into the store."""
        present = self._present(entry)
        return present is not None and not present.key

    def _is_duplicate(self, entry: Entry) -> bool:
        """Return whether the store holds this text from another source, read in the same way."""
        present = self._present(entry)
        return present is not None and _read_alike(present, entry)

    def _present(self, entry: Entry) -> Origin | None:
        """Return what the store knows of the article of an entry."""
        return self.store.origin_of(entry.graph.iri)

    def _entry(self, built: Built) -> Entry:
        """Return a built article as the store takes it."""
        own: list[ox.Triple] = []
        derived: list[ox.Triple] = []
        # A shard may come from another machine.
        if is_too_deep(built.quads):
            raise StoreError(TOO_DEEP, where=built.source.name, remedy="delete its shard")
        for quad in ox.parse(built.quads, format=ox.RdfFormat.N_QUADS):
            if quad.graph_name == DERIVED:
                derived.append(quad.triple)
            else:
                own.append(quad.triple)
        source = built.source
        return Entry(
            ArticleGraph(_article_of(own), tuple(own)),
            tuple(derived) if self.derives else None,
            source.key(self.settings),
            source.rank(self.settings),
            source.name,
        )

    def _fail(self, failure: Failure) -> None:
        self.report.fail(failure)
        with faults(self.store.report_folder):
            self.failures.write(failure.line() + "\n")
            self.failures.flush()


def _best(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entry with the smallest rank for each article."""
    best: dict[ox.NamedNode, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.rank):
        best.setdefault(entry.graph.iri, entry)
    return list(best.values())


def _article_of(triples: Iterable[ox.Triple]) -> ox.NamedNode:
    for triple in triples:
        if triple.predicate == RDF.type and triple.object == AG.Article:
            assert isinstance(triple.subject, ox.NamedNode)
            return triple.subject
    raise ValueError("a graph without an article")


def _read_alike(present: Origin, entry: Entry) -> bool:
    """Return whether two sources were read alike, by the first element of their ranks."""
    return _settings_of(present.rank) == _settings_of(entry.rank)


def _settings_of(rank: str) -> str:
    return rank.partition('", "')[0]
