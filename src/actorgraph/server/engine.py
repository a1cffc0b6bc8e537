"""The engine: snapshots, the children that read them, and the jobs they are given."""

import asyncio
import json
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from actorgraph.server.children import Children, prefixes
from actorgraph.server.limits import Limits
from actorgraph.server.metrics import Metrics
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.server.scheduler import Scheduler
from actorgraph.server.snapshots import Snapshots
from actorgraph.stores.disk.layout import NAME
from actorgraph.vocabulary.vocab import INDIVIDUALS

# Additions are shown after this time at the earliest; removals at once.
BETWEEN_SNAPSHOTS_IN_SECONDS = 1.0
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
    children: Children | None = None
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
    def started(self) -> Children:
        """The children. Raises Refusal before they are ready."""
        if self.children is None:
            raise Refusal(503, "the server is starting", retry=True)
        return self.children

    async def start(self) -> None:
        """Take the first snapshot and start the children. Raises Refusal."""
        snapshot = await self._take_snapshot()
        decisions = self.snapshots.source.decisions()
        self.children = await Children.start(
            self.limits, snapshot, decisions, is_blind=self.is_blind
        )

    async def stop(self) -> None:
        """End all children and delete the snapshots."""
        if self.children is not None:
            await self.children.stop()
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
            children = self.started
            before = children.queries.snapshot
            snapshot = await self._take_snapshot(first)
            is_gentle = gently or first is not None
            if self.is_withdrawn or not is_gentle:
                await children.switch(snapshot)
            else:
                # Nothing was removed, so the earlier snapshot may be read a little longer.
                await children.switch_gently(snapshot, reads_ahead=first is not None)
            # Something may have been removed since.
            self.is_withdrawn = await self._read_marker() != self.marker
            # A child that still reads the old snapshot has its files open; they are freed when it
            # ends.
            self.snapshots.delete(before)

    async def _take_snapshot(self, first: Mapping[str, Any] | None = None) -> str:
        """Take a snapshot, and remember what the ledger counts in it."""
        # Read before, so that a removal meanwhile makes the new snapshot outdated, too.
        marker = await self._read_marker()
        if self.children is not None:
            # Until the children read the new snapshot, nobody may ask the old one.
            self._withdraw_unless(marker)
        # With a token we keep the store locked, or another writer would undo our updates.
        snapshot = await self.snapshots.take(hold=self.token is not None, first=first)
        self.counts = snapshot.counts
        self.marker = marker
        self.version = snapshot.version
        self.renewed_at = time.monotonic()
        return snapshot.path

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
            "prefixes": prefixes(),
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
        reply, body = await self._run(job, self.started.own)
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

    async def list_graphs(self, media: str) -> tuple[bytes, str]:
        """Return the names and sizes of the named graphs, as `ask` does."""
        reply, body = await self._run({"kind": "graphs", "media": media}, self.started.own)
        return body, reply.get("cut", "")

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
        reply, body = await self._run(job, self.started.own)
        if not reply["indexed"]:
            return None
        rows: list[dict[str, str]] = json.loads(body)
        return rows

    async def draw(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Draw a page; return the child's reply and the page. Raises Refusal."""
        return await self._give(job, self.started.pages)

    async def show(self, visit: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Make a page for people; return the child's reply and the page. Raises Refusal."""
        return await self._give({"visit": visit}, self.started.workbench)

    async def _answer(self, job: Mapping[str, Any]) -> tuple[bytes, str]:
        reply, body = await self._run(job, self.started.queries)
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


def _is_absolute(name: str) -> bool:
    """Return whether a name of a query is an absolute IRI in angle brackets."""
    if not name.startswith("<"):
        return False
    try:
        return bool(ox.NamedNode(name[1:-1]).value)
    except ValueError:
        return False
