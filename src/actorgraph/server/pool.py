"""The pool: children that answer, are ended at the deadline, and are replaced."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from actorgraph.server import frames
from actorgraph.server.limits import Limits
from actorgraph.sparql import explain_fault

LOWEST = 19
STARTING = 30.0  # seconds within which a child must have opened its snapshot
MODULE = "actorgraph.server.child"


class Refusal(Exception):
    """What the server answers instead of a result: a status and one line."""

    def __init__(self, status: int, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.status, self.message, self.retry = status, " ".join(message.split()), retry


def check_reply(reply: dict[str, Any], text: str) -> None:
    """Raise Refusal where a child's reply is one; `text` is the SPARQL it was given."""
    if "broken" in reply:
        raise Refusal(400, f"no SPARQL: {explain_fault(SyntaxError(reply['broken']), text)}")
    if reply["status"] >= 400:
        raise Refusal(reply["status"], reply["message"], retry=reply["status"] == 503)


@dataclass(slots=True)
class Child:
    """One process, and the snapshot it reads."""

    process: asyncio.subprocess.Process
    ready: dict[str, Any]
    snapshot: str

    @classmethod
    async def start(cls, snapshot: str, *arguments: str, module: str = MODULE) -> "Child":
        """Start a process and wait until it is ready; raises Refusal where it does not come up."""
        plain = {
            key: value for key, value in os.environ.items() if not key.startswith("ACTORGRAPH_")
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, snapshot, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=plain,
        )
        child = cls(process, {}, snapshot)
        try:
            child.ready, _ = await asyncio.wait_for(child._receive(), STARTING)
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await child.end()
            raise Refusal(503, "the store cannot be read just now", retry=True) from error
        return child

    async def work(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Give a job and wait for its reply; raises Refusal where the child dies over it."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(frames.packed(job))
            await self.process.stdin.drain()
            return await self._receive()
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Refusal(
                503, "the query needs more than one may have, and was ended; narrow it"
            ) from error

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        assert self.process.stdout is not None
        return await frames.receive_soon(self.process.stdout)

    def yield_to_others(self) -> None:
        """Go on at the lowest priority."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, LOWEST)

    async def end(self) -> None:
        """Kill the process, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass(slots=True)
class Pool:
    """Children over one snapshot; `turn` gives them another one."""

    limits: Limits
    snapshot: str
    arguments: tuple[str, ...]
    module: str = MODULE
    free: "asyncio.Queue[Child]" = field(default_factory=asyncio.Queue)
    tasks: "set[asyncio.Task[Any]]" = field(default_factory=set)
    waiting: int = 0
    lingering: int = 0
    ended: int = 0
    sealed: bool = False

    async def start(self) -> None:
        """Start all children; raises Refusal where one does not come up."""
        for child in await asyncio.gather(*(self._child() for _ in range(self.limits.children))):
            self.free.put_nowait(child)

    async def stop(self) -> None:
        """End all children."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        while not self.free.empty():
            await self.free.get_nowait().end()

    async def turn(self, snapshot: str) -> None:
        """Let whoever is free, and everyone once free, give way to a child over a new snapshot."""
        self.snapshot = snapshot
        while not self.free.empty():
            await self.free.get_nowait().end()
            self._reexplain_fault()

    async def run(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return a child's reply to a job.

        Raises Refusal where all are busy (503), the deadline passes (504), or the child dies over it (503).
        """
        child = await self._taken()
        work = asyncio.ensure_future(child.work({**job, "deadline": self.limits.deadline}))
        kept = replaced = False
        try:
            done, _ = await asyncio.wait({work}, timeout=self.limits.quick)
            if done:
                reply = work.result()
                kept = child.snapshot == self.snapshot
                return reply
            async with self._place_to_linger():
                replaced = True
                self._reexplain_fault()
                child.yield_to_others()
                done, _ = await asyncio.wait(
                    {work}, timeout=self.limits.deadline - self.limits.quick
                )
            if done:
                return work.result()
            raise Refusal(
                504,
                f"the query took longer than {self.limits.deadline:g} s and was ended; narrow it",
            )
        finally:
            if kept:
                self.free.put_nowait(child)
            else:
                work.cancel()
                self.ended += 1
                await child.end()
                if not replaced:
                    self._reexplain_fault()

    async def _taken(self) -> Child:
        """Wait in the queue for a free child."""
        if self.free.empty() and self.waiting >= self.limits.queue:
            raise Refusal(503, "too many queries are waiting; try again", retry=True)
        self.waiting += 1
        try:
            while True:
                child = await asyncio.wait_for(self.free.get(), self.limits.deadline)
                if child.process.returncode is None and child.snapshot == self.snapshot:
                    return child
                await child.end()
                self._reexplain_fault()
        except TimeoutError as error:
            raise Refusal(503, "all are busy with other queries; try again", retry=True) from error
        finally:
            self.waiting -= 1

    @contextlib.asynccontextmanager
    async def _place_to_linger(self) -> AsyncIterator[None]:
        if self.lingering >= self.limits.lingering:
            raise Refusal(
                503, "too many long queries are running; try again, or narrow yours", retry=True
            )
        self.lingering += 1
        try:
            yield
        finally:
            self.lingering -= 1

    def _reexplain_fault(self) -> None:
        """Start one more child in the background."""
        task = asyncio.ensure_future(self._refill())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _refill(self) -> None:
        while True:
            try:
                self.free.put_nowait(await self._child())
                return
            except Refusal:
                await asyncio.sleep(1)

    async def _child(self) -> Child:
        child = await Child.start(self.snapshot, *self.arguments, module=self.module)
        self.sealed = bool(child.ready.get("sealed"))
        return child
