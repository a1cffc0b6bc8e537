"""The engine: snapshots, the children that read them, and the jobs they are given."""

import asyncio
import json
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox

from actorgraph.server.limits import Limits
from actorgraph.server.metrics import Metrics
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.server.scheduler import Scheduler
from actorgraph.server.snapshots import Snapshots
from actorgraph.stores.disk.layout import NAME
from actorgraph.vocabulary.vocab import INDIVIDUALS, ontology

QUERY_WORKER = "actorgraph.server.query_worker"
PAGE_WORKER = "actorgraph.server.page_worker"
WORKBENCH_WORKER = "actorgraph.server.workbench_worker"
# How much the queries of clients yield to the server's own questions.
NICENESS_OF_CLIENTS = 5
# Additions are shown after this time at the earliest; removals at once.
BETWEEN_SNAPSHOTS_IN_SECONDS = 1.0
AHEAD = "ahead"  # has a child of the workbench read all it needs before it is ready
OWN_CHILDREN = 2
OWN_LINGERING = 4
WITHDRAWN = "articles were removed or changed; try again in a moment"
JSON = "application/sparql-results+json"


@dataclass(slots=True)
class Engine:
    """What the routes ask. `token` allows updates; without one there are none."""

    snapshots: Snapshots
    limits: Limits
    token: str | None = None
    # Whether readers do not see each other's decisions.
    is_blind: bool = False
    metrics: Metrics = field(default_factory=Metrics)
    query_workers: Scheduler | None = None
    own_workers: Scheduler | None = None
    page_workers: Scheduler | None = None
    workbench_workers: Scheduler | None = None
    counts: dict[str, int] = field(default_factory=dict)
    # What the source said of itself before the snapshot, and how often that has changed since.
    marker: Hashable = None
    withdrawals: int = 0
    # The version of the source that is served, and when its snapshot was taken.
    version: Hashable = None
    renewed_at: float = 0.0
    is_withdrawn: bool = False
    # Called when a snapshot is withdrawn: whoever sends answers from it must stop.
    on_withdrawal: Callable[[], None] | None = None
    renewing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare."""
        return {name: iri for name, iri in ontology().prefixes.items() if name}

    @property
    def queries(self) -> Scheduler:
        """The children that answer queries. Raises Refusal before they are ready."""
        return _started(self.query_workers)

    @property
    def own(self) -> Scheduler:
        """The children that answer the server's own questions. Raises Refusal as `queries`."""
        return _started(self.own_workers)

    @property
    def pages(self) -> Scheduler:
        """The children that draw pages. Raises Refusal before they are ready."""
        return _started(self.page_workers)

    @property
    def workbench(self) -> Scheduler:
        """The children that make pages for people. Raises Refusal before they are ready."""
        return _started(self.workbench_workers)

    @property
    def _schedulers(self) -> tuple[Scheduler | None, ...]:
        return (self.query_workers, self.own_workers, self.page_workers, self.workbench_workers)

    async def start(self) -> None:
        """Take the first snapshot and start the children. Raises Refusal."""
        snapshot = await self._take_snapshot()
        arguments = (str(self.limits.memory), json.dumps(self.prefixes))
        queries = Scheduler.of(
            self.limits, QUERY_WORKER, snapshot, (*arguments, str(NICENESS_OF_CLIENTS))
        )
        own = Scheduler.of(_for_own(self.limits), QUERY_WORKER, snapshot, arguments)
        pages = Scheduler.of(_for_pages(self.limits), PAGE_WORKER, snapshot, arguments)
        folder = str(self.snapshots.source.decisions() or "")
        blind = "blind" if self.is_blind else ""
        workbench = Scheduler.of(
            _for_workbench(self.limits), WORKBENCH_WORKER, snapshot, (*arguments, folder, blind)
        )
        started = (queries, own, pages, workbench)
        await asyncio.gather(*(scheduler.start() for scheduler in started))
        self.query_workers = queries
        self.own_workers = own
        self.page_workers = pages
        self.workbench_workers = workbench

    async def stop(self) -> None:
        """End all children and delete the snapshots."""
        for scheduler in self._schedulers:
            if scheduler is not None:
                await scheduler.stop()
        await self.snapshots.close()

    async def judge(self, articles: Sequence[str], *, relinks: bool) -> None:
        """Apply people's decisions to the store, and serve it as it is then. Raises Refusal.

        `articles` are the ends of the IRIs of those with new verdicts; with `relinks` the links
        across articles are made again.
        """
        await self.renew({"kind": "judge", "articles": list(articles), "relinks": relinks})

    async def renew(
        self,
        first: Mapping[str, Any] | None = None,
        *,
        gently: bool = False,
    ) -> None:
        """Serve the store as it is now, or once the job `first` has changed it. Raises Refusal.

        With `gently` the earlier snapshot may be read until the children of the new one are ready.
        """
        async with self.renewing:
            before = self.queries.snapshot
            snapshot = await self._take_snapshot(first)
            schedulers = (_started(scheduler) for scheduler in self._schedulers)
            is_gentle = gently or first is not None
            if self.is_withdrawn or not is_gentle:
                await asyncio.gather(*(each.switch(snapshot) for each in schedulers))
            else:
                # Nothing was removed, so the earlier snapshot may be read a little longer.
                for each in schedulers:
                    reads_ahead = first is not None and each is self.workbench_workers
                    more = (AHEAD,) if reads_ahead else ()
                    await each.switch_gently(snapshot, *more)
            # Something may have been removed since.
            self.is_withdrawn = await self._read_marker() != self.marker
            # A child that still reads the old snapshot has its files open; they are freed when it
            # ends.
            self.snapshots.delete(before)

    async def _take_snapshot(self, first: Mapping[str, Any] | None = None) -> str:
        """Take a snapshot, and remember what the ledger counts in it."""
        # Read before, so that a removal meanwhile makes the new snapshot outdated, too.
        marker = await self._read_marker()
        version = await asyncio.to_thread(self.snapshots.source.version)
        if self.query_workers is not None:
            # Until the children read the new snapshot, nobody may ask the old one.
            self._withdraw_unless(marker)
        # With a token we keep the store locked, or another writer would undo our updates.
        snapshot, self.counts = await self.snapshots.take(hold=self.token is not None, first=first)
        self.marker = marker
        self.version = version
        self.renewed_at = time.monotonic()
        return snapshot

    async def _read_marker(self) -> Hashable:
        # In a thread, because the ledger may be locked for a moment.
        return await asyncio.to_thread(self.snapshots.source.marker)

    async def is_behind(self) -> bool:
        """Return whether the source has changed, and a new snapshot can be taken now."""
        if time.monotonic() < self.renewed_at + BETWEEN_SNAPSHOTS_IN_SECONDS:
            return False
        return await asyncio.to_thread(self._has_changed)

    def _has_changed(self) -> bool:
        source = self.snapshots.source
        return source.version() != self.version and not source.is_being_written()

    async def withdraw_outdated(self) -> bool:
        """Stop answering if something was removed since the snapshot; return whether it stopped.

        Only `renew` lets the server answer again.
        """
        self._withdraw_unless(await self._read_marker())
        return self.is_withdrawn

    def _withdraw_unless(self, marker: Hashable) -> None:
        """Stop answering unless the marker is still the same."""
        if self.is_withdrawn or marker == self.marker:
            return
        self.is_withdrawn = True
        # Jobs that are under way are not answered either.
        self.withdrawals += 1
        if self.on_withdrawal is not None:
            self.on_withdrawal()

    async def update(self, text: str) -> None:
        """Run a checked update, and serve the store as it is then. Raises Refusal.

        A client that leaves does not interrupt it.
        """
        await asyncio.shield(asyncio.ensure_future(self._update(text)))

    async def _update(self, text: str) -> None:
        job = {
            "kind": "update",
            "text": text,
            "root": INDIVIDUALS,
            "prefixes": self.prefixes,
        }
        await self.snapshots.update(job, self.limits.deadline)
        await self.renew()

    async def query(
        self,
        text: str,
        media: str = JSON,
        *,
        from_names: tuple[str, ...] = (),
        default: list[str] | None = None,
        named: list[str] | None = None,
        most: int | None = None,
    ) -> tuple[bytes, str]:
        """Run a client's checked query; return its answer and what cut it short.

        That is `rows`, `bytes` or nothing. A page asks for `most` rows, fewer than a client gets.

        `from_names` are the names after FROM, as written; `default` and `named` are the graphs that
        the request names. Raises Refusal.
        """
        job: dict[str, Any] = {
            "kind": "query",
            "text": text,
            "media": media,
            "from": [name[1:-1] for name in from_names if _is_absolute(name)],
            "default": default,
            "named": named,
        }
        if most is not None:
            job["rows"] = min(most, self.limits.rows)
        return await self._answer(job)

    async def ask(self, text: str, media: str = JSON) -> tuple[bytes, str]:
        """Answer one of the server's own questions, as `query` does.

        They have children of their own: no client's query keeps them waiting.
        """
        job: dict[str, Any] = {
            "kind": "query",
            "text": text,
            "media": media,
            "from": [],
            "default": None,
            "named": None,
        }
        reply, body = await self._run(job, self.own)
        return body, reply.get("cut", "")

    async def count(self, name: str, query: str) -> int:
        """Return a number that the ledger counts, or else a query with a column `total`."""
        counts = self.counts
        if name not in counts:
            body, _ = await self.ask(query)
            (binding,) = json.loads(body)["results"]["bindings"]
            # Of this snapshot: another one brings counts of its own.
            counts[name] = int(binding["total"]["value"])
        return counts[name]

    async def graph(self, name: str | None, media: str) -> tuple[bytes, str]:
        """Return a named graph, or the union of all, as `query` does."""
        return await self._answer({"kind": "graph", "graph": name, "media": media})

    async def search(self, words: str, limit: int) -> list[dict[str, str]] | None:
        """Look words up in the index of the store: rows of kind, iri, words and article.

        Returns None if the store has no index. Raises Refusal.
        """
        if not (self.snapshots.store / NAME).exists():
            return None
        job = {
            "kind": "search",
            "words": words,
            "limit": limit,
            "store": str(self.snapshots.store),
        }
        reply, body = await self._run(job, self.own)
        if not reply["indexed"]:
            return None
        rows: list[dict[str, str]] = json.loads(body)
        return rows

    async def draw(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Draw a page; return the child's reply and the page. Raises Refusal."""
        return await self._give(job, self.pages)

    async def show(self, visit: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Make a page for people; return the child's reply and the page. Raises Refusal."""
        return await self._give({"visit": visit}, self.workbench)

    async def _answer(self, job: Mapping[str, Any]) -> tuple[bytes, str]:
        reply, body = await self._run(job, self.queries)
        return body, reply.get("cut", "")

    async def _run(
        self, job: Mapping[str, Any], scheduler: Scheduler
    ) -> tuple[dict[str, Any], bytes]:
        bounds = {
            "rows": self.limits.rows,
            "answer": self.limits.answer,
            "root": INDIVIDUALS,
        }
        return await self._give({**bounds, **job}, scheduler)

    async def _give(
        self, job: dict[str, Any], scheduler: Scheduler
    ) -> tuple[dict[str, Any], bytes]:
        """Give a job to a child. Raises Refusal if the snapshot is withdrawn by then."""
        withdrawals = self.withdrawals
        if self.is_withdrawn:
            raise Refusal(503, WITHDRAWN, retry=True)
        reply, body = await scheduler.run(job)
        if self.withdrawals != withdrawals:
            raise Refusal(503, WITHDRAWN, retry=True)
        check_reply(reply, job.get("text", ""))
        return reply, body


def _started(scheduler: Scheduler | None) -> Scheduler:
    if scheduler is None:
        raise Refusal(503, "the server is starting", retry=True)
    return scheduler


def _for_own(limits: Limits) -> Limits:
    """Return the limits of the server's own questions: places that no client's query takes."""
    return replace(
        limits,
        deadline=3 * limits.deadline,
        children=OWN_CHILDREN,
        lingering=OWN_LINGERING,
        yields=False,
    )


def _for_workbench(limits: Limits) -> Limits:
    """Return the limits of pages for people.

    Their children have read ahead, and are not given up for one page that takes a little longer.
    """
    return replace(_for_own(limits), quick=limits.deadline / 2)


def _for_pages(limits: Limits) -> Limits:
    """Return the limits for drawing: one page at a time, as each takes about a second."""
    return replace(limits, children=1, quick=limits.deadline / 2, lingering=1, queue=16)


def _is_absolute(name: str) -> bool:
    """Return whether a name of a query is an absolute IRI in angle brackets."""
    if not name.startswith("<"):
        return False
    try:
        return bool(ox.NamedNode(name[1:-1]).value)
    except ValueError:
        return False
