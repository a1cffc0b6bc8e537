"""The scheduler: gives jobs to children, ends a child at the deadline, lets long jobs linger."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from actorgraph.server.limits import Limits
from actorgraph.server.refusal import Refusal
from actorgraph.workers.child import Child, Ended, NotReady, Program
from actorgraph.workers.frames import Frame, Head
from actorgraph.workers.pool import Pool

STARTING_IN_SECONDS = 120.0  # within which a child must have opened its snapshot
SHORTEST_LOOK_IN_SECONDS = 0.02  # between two looks at a child's processor time
TOO_MUCH = "the query needed more resources than allowed and was stopped; narrow it"


async def start_child(program: Program) -> Child:
    """Start a child that is not part of a pool. Raises Refusal if it does not get ready."""
    try:
        return await Child.start(program)
    except NotReady as error:
        raise Refusal(503, "the store cannot be read just now", retry=True) from error


async def work(child: Child, job: Head) -> Frame:
    """Return a child's reply to a job. Raises Refusal if the child ends over it."""
    try:
        return await child.work(job)
    except Ended as error:
        raise Refusal(503, TOO_MUCH) from error


@dataclass(slots=True)
class Scheduler:
    """Gives jobs to the children of one module, all of which read the same snapshot.

    `waiting` and `lingering` count jobs; `ended` counts the children that a job cost.
    """

    limits: Limits
    module: str
    arguments: tuple[str, ...]
    pool: Pool
    snapshot: str
    waiting: int = 0
    lingering: int = 0
    ended: int = 0
    # Jobs that nobody waits for any longer; the loop itself keeps no reference to its tasks.
    abandoned: "set[asyncio.Task[None]]" = field(default_factory=set)

    @classmethod
    def of(
        cls, limits: Limits, module: str, snapshot: str, arguments: tuple[str, ...]
    ) -> "Scheduler":
        """Return a scheduler of children that are yet to be started."""
        program = _program(module, snapshot, arguments)
        return cls(limits, module, arguments, Pool(program, limits.children), snapshot)

    @property
    def free(self) -> int:
        """How many children are free."""
        return self.pool.free

    @property
    def sealed(self) -> bool:
        """Whether the children have left the network."""
        return any(child.ready.get("sealed") for child in self.pool.children)

    async def start(self) -> None:
        """Start all children. Raises Refusal if one does not get ready."""
        try:
            await self.pool.start()
        except NotReady as error:
            raise Refusal(503, "the store cannot be read just now", retry=True) from error

    async def stop(self) -> None:
        """End all children."""
        for task in list(self.abandoned):
            task.cancel()
        await self.pool.stop()

    async def switch(self, snapshot: str) -> None:
        """Read another snapshot: replace free children now, and the others once they are free."""
        self.snapshot = snapshot
        await self.pool.switch(_program(self.module, snapshot, self.arguments))

    async def switch_gently(self, snapshot: str, *more: str) -> None:
        """Read another snapshot once other children are ready; nobody waits for them.

        They get `more` arguments. Raises Refusal if they do not get ready; the earlier snapshot is
        then read as before.
        """
        program = _program(self.module, snapshot, (*self.arguments, *more))
        try:
            await self.pool.switch_gently(program)
        except NotReady as error:
            raise Refusal(503, "the store cannot be read just now", retry=True) from error
        self.snapshot = snapshot

    async def run(self, job: Head) -> Frame:
        """Return a child's reply to a job.

        Raises Refusal if all children are busy (503), the deadline passes (504) or the child ends
        over the job (503).
        """
        child = await self._take()
        # The child sets an alarm by the deadline, for the case that we are gone.
        job = {**job, "deadline": self.limits.deadline}
        working = asyncio.ensure_future(work(child, job))
        began = time.monotonic()
        try:
            is_quick = await self._is_quick(child, working)
        except asyncio.CancelledError:
            self._leave_alone(child, working)
            raise
        if is_quick:
            return await self._settle(child, working)
        left = self.limits.deadline - (time.monotonic() - began)
        try:
            return await self._linger(child, working, left)
        finally:
            await self._end(child, working)

    async def _settle(self, child: Child, working: "asyncio.Future[Frame]") -> Frame:
        """Return the reply to a job that is done, and make the child free again."""
        try:
            reply = working.result()
        except BaseException:
            await self._end(child, working)
            raise
        await self.pool.give_back(child)
        return reply

    async def _end(self, child: Child, working: "asyncio.Future[Frame]") -> None:
        """End a child that is late, broken or no longer of use: nothing else interrupts a query."""
        working.cancel()
        self.ended += 1
        await self.pool.replace(child)

    def _leave_alone(self, child: Child, working: "asyncio.Future[Frame]") -> None:
        """Let go of a job that nobody waits for any longer.

        It gets its quick seconds, since finishing most jobs costs less than starting another child.
        """
        task = asyncio.ensure_future(self._wind_up(child, working))
        self.abandoned.add(task)
        task.add_done_callback(self.abandoned.discard)

    async def _wind_up(self, child: Child, working: "asyncio.Future[Frame]") -> None:
        if not await self._is_quick(child, working):
            await self._end(child, working)
            return
        with contextlib.suppress(Refusal):
            await self._settle(child, working)

    async def _is_quick(self, child: Child, working: "asyncio.Future[Frame]") -> bool:
        """Wait until a job is done, or has had its quick seconds; return whether it is done.

        The seconds are those of the processor: on a busy machine a short job takes long.
        """
        began = time.monotonic()
        used_before = child.processor_seconds()
        left = self.limits.quick
        while left > 0:
            await asyncio.wait({working}, timeout=max(left, SHORTEST_LOOK_IN_SECONDS))
            if working.done():
                return True
            if time.monotonic() - began > self.limits.deadline / 2:
                return False
            left = self.limits.quick - (child.processor_seconds() - used_before)
        return False

    async def _linger(
        self,
        child: Child,
        working: "asyncio.Future[Frame]",
        seconds_left: float,
    ) -> Frame:
        """Let a long job go on at the lowest priority, while another child takes its place."""
        async with self._place_to_linger():
            # Short queries must not wait for long ones.
            self.pool.retire(child)
            if self.limits.yields:
                child.lower_priority()
            await asyncio.wait({working}, timeout=seconds_left)
        if working.done():
            return working.result()
        seconds = f"{self.limits.deadline:g} s"
        raise Refusal(504, f"the query took longer than {seconds} and was stopped; narrow it")

    async def _take(self) -> Child:
        """Wait in the queue for a free child."""
        if self.pool.free == 0 and self.waiting >= self.limits.queue:
            raise Refusal(503, "too many queries are waiting; try again", retry=True)
        self.waiting += 1
        try:
            return await asyncio.wait_for(self.pool.take(), self.limits.deadline)
        except TimeoutError as error:
            raise Refusal(
                503, "all workers are busy with other queries; try again", retry=True
            ) from error
        finally:
            self.waiting -= 1

    @contextlib.asynccontextmanager
    async def _place_to_linger(self) -> AsyncIterator[None]:
        if self.lingering >= self.limits.lingering:
            message = "too many long queries are running; try again, or narrow yours"
            raise Refusal(503, message, retry=True)
        self.lingering += 1
        try:
            yield
        finally:
            self.lingering -= 1


def _program(module: str, snapshot: str, arguments: tuple[str, ...]) -> Program:
    return Program(module, (snapshot, *arguments), patience=STARTING_IN_SECONDS)
