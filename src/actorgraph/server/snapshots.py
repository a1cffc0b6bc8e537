"""Snapshots: what is served is a copy that nobody writes to, taken in milliseconds and thrown away after use."""

import asyncio
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actorgraph.errors import GraphError
from actorgraph.server.pool import Child, Refusal, check_reply

MODULE = "actorgraph.server.writer"
LONGEST_SNAPSHOT = 600.0  # seconds; deriving the direct edges of a large store takes the most of it


@dataclass(slots=True)
class Snapshots:
    """A store's directory, its writer, and the folder where its snapshots lie, the newest last."""

    store: Path
    folder: Path
    memory: int
    taken: int = 0
    writer: Child | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def beside(cls, store: Path, memory: int) -> "Snapshots":
        """Keep snapshots beside the store, where the file system links instead of copying; raises GraphError."""
        if not store.is_dir():
            raise GraphError(
                "no store is here", where=store, remedy="name the directory that --store was given"
            )
        try:
            folder = tempfile.mkdtemp(prefix=".actorgraph-serve-", dir=store.resolve().parent)
        except OSError:
            folder = tempfile.mkdtemp(prefix="actorgraph-serve-")
        return cls(store, Path(folder), memory)

    async def take(self, *, derive: bool = True, hold: bool = False) -> str:
        """Take a snapshot and return its path; with `hold` the writer stays, and nobody else may write the store.

        Raises Refusal where another process writes it.
        """
        async with self.turn:
            try:
                self.taken += 1
                target = str(self.folder / str(self.taken))
                await self._work(
                    {"kind": "snapshot", "target": target, "derive": derive}, LONGEST_SNAPSHOT
                )
                return target
            finally:
                if not hold:
                    await self._end()

    async def update(self, job: dict[str, Any], deadline: float) -> None:
        """Run an update; raises Refusal where it is broken, or takes longer than the deadline and changed nothing."""
        async with self.turn:
            await self._work(job, deadline)

    async def _work(self, job: dict[str, Any], deadline: float) -> None:
        if self.writer is None:
            self.writer = await Child.start(str(self.store), str(self.memory), module=MODULE)
        try:
            work = self.writer.work({**job, "deadline": deadline})
            reply, _ = await asyncio.wait_for(work, deadline)
        except (TimeoutError, Refusal) as error:
            await self._end()
            raise Refusal(
                504, f"this took longer than {deadline:g} s, or more than one may have"
            ) from error
        if reply["status"] == 503:
            await self._end()
        check_reply(reply, job.get("text", ""))

    async def _end(self) -> None:
        if self.writer is not None:
            await self.writer.end()
            self.writer = None

    def forget(self, snapshot: str) -> None:
        """Throw a snapshot away."""
        shutil.rmtree(snapshot, ignore_errors=True)

    async def close(self) -> None:
        """End the writer, and throw all snapshots away."""
        await self._end()
        shutil.rmtree(self.folder, ignore_errors=True)
