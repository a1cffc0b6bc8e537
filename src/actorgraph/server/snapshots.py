"""Snapshots: what is served is a copy that nobody writes to, deleted after use."""

import asyncio
import shutil
import tempfile
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actorgraph.errors import ActorgraphError
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.server.scheduler import start_child, work
from actorgraph.server.sources import Source
from actorgraph.stores import whole_graphs
from actorgraph.workbench.catalogue_file import place_of
from actorgraph.workers.child import Child, Program

MODULE = "actorgraph.server.store_worker"
# Most of it is needed to derive the direct edges of a large store.
LONGEST_SNAPSHOT_IN_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot: where it is, the source's version in it, and what the store's ledger counts."""

    path: str
    version: Hashable
    counts: dict[str, int]


@dataclass(slots=True)
class Snapshots:
    """A source's snapshots in a folder of their own, and the one child that may open its store."""

    source: Source
    store: Path
    folder: Path
    memory: int
    taken: int = 0
    # Where the last one is, from whose catalogue the next one begins.
    last: str = ""
    writer: Child | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(cls, source: Source, memory: int) -> "Snapshots":
        """Keep snapshots next to the store, where the file system can link instead of copying.

        Raises ActorgraphError, OSError if the source cannot be read.
        """
        store = source.directory()
        try:
            folder = tempfile.mkdtemp(prefix=whole_graphs.PREFIX, dir=store.resolve().parent)
        except OSError:
            # The store may be on a disk that can only be read.
            folder = tempfile.mkdtemp(prefix="actorgraph-serve-")
        return cls(source, store, Path(folder), memory)

    async def take(
        self,
        *,
        derive: bool = True,
        hold: bool = False,
        first: Mapping[str, Any] | None = None,
    ) -> Snapshot:
        """Take a snapshot.

        The job `first` may change the store before. With `hold` the store stays locked against
        other writers. Raises Refusal if another process is writing the store, or if a source cannot
        be read.
        """
        async with self.turn:
            try:
                await self._open_source()
                if first is not None:
                    await self._work(dict(first), LONGEST_SNAPSHOT_IN_SECONDS)
                # What the first job changed is in the snapshot, and is no reason for another one.
                version = await asyncio.to_thread(self.source.version)
                self.taken += 1
                target = str(self.folder / str(self.taken))
                job = {
                    "kind": "snapshot",
                    "target": target,
                    "derive": derive,
                    "previous": self.last,
                }
                reply = await self._work(job, LONGEST_SNAPSHOT_IN_SECONDS)
                self.last = target
                return Snapshot(target, version, reply.get("counts", {}))
            finally:
                if not hold:
                    await self._end_writer()

    async def _open_source(self) -> None:
        """Go on with the store that the source has now. Raises Refusal if it cannot be read."""
        try:
            # In a thread, because graph files may have to be loaded.
            store = await asyncio.to_thread(self.source.directory)
        except (ActorgraphError, OSError) as error:
            raise Refusal(503, str(error), retry=True) from error
        if store != self.store:
            # The child has the earlier store open.
            await self._end_writer()
            self.store = store

    async def update(self, job: dict[str, Any], deadline: float) -> None:
        """Run an update.

        Raises Refusal if it is invalid, or if the deadline passed and nothing was changed.
        """
        async with self.turn:
            await self._work(job, deadline)

    async def _work(self, job: dict[str, Any], deadline: float) -> dict[str, Any]:
        if self.writer is None:
            arguments = (str(self.store), str(self.memory))
            self.writer = await start_child(Program(MODULE, arguments))
        try:
            working = work(self.writer, {**job, "deadline": deadline})
            reply, _ = await asyncio.wait_for(working, deadline)
        except (TimeoutError, Refusal) as error:
            await self._end_writer()
            message = f"this took longer than {deadline:g} s, or needed more than allowed"
            raise Refusal(504, message) from error
        except asyncio.CancelledError:
            # Its reply would be taken for the one to the next job.
            await self._end_writer()
            raise
        if reply["status"] == 503:
            # It could not open the store; the next one may.
            await self._end_writer()
        check_reply(reply, job.get("text", ""))
        return reply

    async def _end_writer(self) -> None:
        if self.writer is not None:
            await self.writer.end()
            self.writer = None

    def delete(self, snapshot: str) -> None:
        """Delete a snapshot, its catalogue, and the graphs that were made for queries."""
        shutil.rmtree(snapshot, ignore_errors=True)
        shutil.rmtree(whole_graphs.place_of(Path(snapshot)), ignore_errors=True)
        place_of(Path(snapshot)).unlink(missing_ok=True)

    async def close(self) -> None:
        """End the writer and delete all snapshots."""
        await self._end_writer()
        shutil.rmtree(self.folder, ignore_errors=True)
