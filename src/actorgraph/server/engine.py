"""The engine: snapshots, the children that read them, and the jobs they are given."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox

from actorgraph.server.limits import Limits
from actorgraph.server.metrics import Metrics
from actorgraph.server.pool import Pool, Refusal, check_reply
from actorgraph.server.snapshots import Snapshots
from actorgraph.stores.disk.layout import NAME
from actorgraph.vocabulary.vocab import INDIVIDUALS, ontology

PAINTER = "actorgraph.server.painter"
JSON = "application/sparql-results+json"


@dataclass(slots=True)
class Engine:
    """What the routes ask; `token` opens /update, and without one there is no such door."""

    snapshots: Snapshots
    limits: Limits
    token: str | None = None
    metrics: Metrics = field(default_factory=Metrics)
    pool: Pool | None = None
    painters: Pool | None = None
    renewing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare."""
        return {name: iri for name, iri in ontology().prefixes.items() if name}

    @property
    def queries(self) -> Pool:
        """The children; raises Refusal before they have come up."""
        if self.pool is None:
            raise Refusal(503, "the server is starting", retry=True)
        return self.pool

    async def start(self) -> None:
        """Take the first snapshot and start the children; raises Refusal."""
        snapshot = await self.snapshots.take(hold=self.token is not None)
        arguments = (str(self.limits.memory), json.dumps(self.prefixes))
        pool = Pool(self.limits, snapshot, arguments)
        painters = Pool(_for_painters(self.limits), snapshot, arguments, module=PAINTER)
        await asyncio.gather(pool.start(), painters.start())
        self.pool, self.painters = pool, painters

    async def stop(self) -> None:
        """End all children and throw the snapshots away."""
        for pool in filter(None, (self.pool, self.painters)):
            await pool.stop()
        await self.snapshots.close()

    async def renew(self) -> None:
        """Serve the store as it now is."""
        async with self.renewing:
            before = self.queries.snapshot
            snapshot = await self.snapshots.take(hold=self.token is not None)
            await asyncio.gather(
                *(pool.turn(snapshot) for pool in (self.queries, self.painters) if pool)
            )
            # Who still reads the old one has its files open; they go when it ends.
            self.snapshots.forget(before)

    async def update(self, text: str) -> None:
        """Run an update that was checked, and serve the store as it then is; raises Refusal."""
        job = {"kind": "update", "text": text, "root": INDIVIDUALS, "prefixes": self.prefixes}
        await self.snapshots.update(job, self.limits.deadline)
        await self.renew()

    async def query(
        self,
        text: str,
        media: str = JSON,
        *,
        described: tuple[str, ...] = (),
        default: list[str] | None = None,
        named: list[str] | None = None,
    ) -> tuple[bytes, str]:
        """Run a query that was checked; return its answer and what it was cut at, `rows` or `bytes`, if at all.

        `described` are the names behind FROM, as written; `default` and `named` the graphs that the request names.
        Raises Refusal.
        """
        absolute = [
            name[1:-1] for name in described if name.startswith("<") and _is_iri(name[1:-1])
        ]
        job = {"text": text, "media": media, "described": bool(described), "from": absolute}
        return await self._run({"kind": "query", "default": default, "named": named, **job})

    async def search(self, words: str, limit: int) -> list[dict[str, str]] | None:
        """Look words up in the index of the store: rows of kind, iri, words and article; None where it has none. Raises Refusal."""
        if not (self.snapshots.store / NAME).exists():
            return None
        reply, body = await self._replied(
            {"kind": "search", "words": words, "limit": limit, "store": str(self.snapshots.store)}
        )
        return json.loads(body) if reply["indexed"] else None

    async def graph(self, name: str | None, media: str) -> tuple[bytes, str]:
        """Return a named graph, or the union of all, as `query` does."""
        return await self._run({"kind": "graph", "graph": name, "media": media})

    async def draw(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Let a painter draw; return its reply and the page. Raises Refusal."""
        if self.painters is None:
            raise Refusal(503, "the server is starting", retry=True)
        reply, body = await self.painters.run(job)
        check_reply(reply, job.get("text", ""))
        return reply, body

    async def _run(self, job: Mapping[str, Any]) -> tuple[bytes, str]:
        reply, body = await self._replied(job)
        return body, reply.get("cut", "")

    async def _replied(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        bounds = {"rows": self.limits.rows, "answer": self.limits.answer, "root": INDIVIDUALS}
        reply, body = await self.queries.run({**job, **bounds})
        check_reply(reply, job.get("text", ""))
        return reply, body


def _for_painters(limits: Limits) -> Limits:
    """One painter at a time: a page takes a second, and whoever asks for one more waits."""
    return replace(limits, children=1, quick=limits.deadline / 2, lingering=1, queue=16)


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text).value)
    except ValueError:
        return False
