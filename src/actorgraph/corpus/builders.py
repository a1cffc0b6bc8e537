"""Builders: processes that build articles, each to a deadline; each fails alone."""

import asyncio
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from actorgraph.corpus.source import Failure, Source
from actorgraph.errors import ModelError
from actorgraph.workers.child import Child, Ended, NotReady, Overdue, Program
from actorgraph.workers.frames import Head, pack
from actorgraph.workers.pool import Pool

MODULE = "actorgraph.corpus.build_worker"
# Articles that a process is given at a time, so that it never waits for us.
AHEAD = 2
LOADING_IN_SECONDS = 180.0  # for a process to load its model
TICK_IN_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Task:
    """What the processes do: a `module:function`, its settings, seconds and bytes an article."""

    settings: Any
    function: str = "actorgraph.corpus.work:process_article"
    deadline: float = 300.0
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Built:
    """A source and its graph as N-Quads."""

    source: Source
    quads: bytes


Outcome = Built | Failure


class Builders:
    """A number of processes that build a stream of sources."""

    def __init__(self, task: Task, jobs: int) -> None:
        self.task = task
        self.pool = Pool(_program(task), jobs, places=AHEAD)
        self._building: set[asyncio.Task[Outcome]] = set()
        self._runner: asyncio.Runner | None = None

    def run(self, sources: Iterator[Source]) -> Iterator[Outcome | None]:
        """Yield the outcome for each source when it is known.

        Yield None when a moment passes without one. Raises ModelError if a process cannot load the
        model.
        """
        try:
            yield from self._build(sources)
        finally:
            self.stop()

    def work(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """Yield the outcome for each source, and keep the processes for the next call.

        Raises ModelError.
        """
        for outcome in self._build(iter(sources)):
            if outcome is not None:
                yield outcome

    def stop(self) -> None:
        """End the processes."""
        if self._runner is not None:
            self._runner.run(self._stop())
            self._runner.close()
            self._runner = None

    async def _stop(self) -> None:
        for task in self._building:
            task.cancel()
        await asyncio.gather(*self._building, return_exceptions=True)
        self._building.clear()
        await self.pool.stop()

    def _build(self, sources: Iterator[Source]) -> Iterator[Outcome | None]:
        # The loop runs only while we wait. In between, the caller writes to its store and the
        # processes work ahead.
        runner = self._started()
        while True:
            given = list(islice(sources, self._wanted()))
            if not given and not self._building:
                return
            yield from runner.run(self._step(given))
            yield None

    def _started(self) -> asyncio.Runner:
        if self._runner is None:
            self._runner = asyncio.Runner()
            try:
                self._runner.run(self.pool.start())
            except NotReady as error:
                raise _model_error(error) from error
        return self._runner

    def _wanted(self) -> int:
        """Return how many more sources the processes can take."""
        if self.pool.free == 0 and not self._building:
            return 1  # all processes are being replaced: wait for them with a source at hand
        return self.pool.free

    async def _step(self, sources: list[Source]) -> list[Outcome]:
        """Give out sources, and wait a moment for outcomes."""
        for source in sources:
            self._building.add(asyncio.create_task(self._build_one(source)))
        done, self._building = await asyncio.wait(
            self._building,
            timeout=TICK_IN_SECONDS,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if self.pool.failure is not None:
            raise _model_error(self.pool.failure)
        return [task.result() for task in done]

    async def _build_one(self, source: Source) -> Outcome:
        while True:
            child = await self.pool.take()
            try:
                return await self._build_with(child, source)
            except Ended:
                # It failed at the article before this one, which goes to another process.
                continue

    async def _build_with(self, child: Child, source: Source) -> Outcome:
        """Build a source. Raises Ended if the process ended before it began."""
        try:
            reply, quads = await child.work(
                _job(source), source.content, deadline=self.task.deadline
            )
        except Overdue as error:
            await self.pool.replace(child)
            remedy = "allow more time: --deadline SECONDS, or leave it out"
            return Failure(source.name, str(error), remedy)
        except Ended as error:
            await self.pool.replace(child)
            if not error.begun:
                raise
            return Failure(
                source.name, f"its process {error}", "check the article, or leave it out"
            )
        await self.pool.give_back(child)
        if "reason" in reply:
            return Failure(source.name, reply["reason"], reply["remedy"], reply["kind"])
        return Built(source, quads)


def _program(task: Task) -> Program:
    return Program(
        MODULE,
        # Settings may be any object, so they travel pickled, from us to our own child.
        greeting=pack({}, pickle.dumps(task)),
        patience=LOADING_IN_SECONDS,
        quiet=False,
        # The function may be in a module that only this process knows how to find.
        search_path=tuple(sys.path),
    )


def _job(source: Source) -> Head:
    fields = asdict(source)
    del fields["content"]  # it is the body of the frame
    return fields


def _model_error(error: NotReady) -> ModelError:
    if error.remedy:
        return ModelError(error.reason, remedy=error.remedy)
    what = f"a process could not load the model: {error.reason}"
    return ModelError(what, remedy="try --jobs 1, or --fast")
