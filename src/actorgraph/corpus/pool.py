"""Processes that build articles: each loads the model once, works to a deadline, and falls alone."""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import Any

from actorgraph.corpus.source import Failure, Source
from actorgraph.errors import ActorgraphError, ModelError

AHEAD = 2  # articles that a process holds, so that it never waits for the writer
STARTUP = 180.0  # seconds for a process to load its model
TICK = 0.2
READY = "ready"


@dataclass(frozen=True, slots=True)
class Task:
    """What the processes do: a function by its name `module:function`, its settings, seconds and bytes for each."""

    settings: Any
    function: str = "actorgraph.corpus.work:process_article"
    deadline: float = 300.0
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Built:
    """A source and its graph as N-Quads."""

    source: Source
    quads: bytes


class Worker:
    """One process and the sources it was given; the first of them is the one it works on."""

    def __init__(self, task: Task) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()
        self.given: deque[Source] = deque()
        self.ready = False
        self.since = time.monotonic()

    def give(self, source: Source) -> None:
        """Hand it a source."""
        if not self.given and self.ready:
            self.since = time.monotonic()
        self.given.append(source)
        with suppress(OSError):  # it has just died, which the next look at its pipe tells
            self.pipe.send(source)

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """A number of processes at work on a stream of sources."""

    def __init__(self, task: Task, jobs: int) -> None:
        self.task, self.jobs = task, jobs
        self.workers: list[Worker] = []
        self.again: deque[Source] = deque()

    def run(self, sources: Iterator[Source]) -> Iterator[Built | Failure | None]:
        """Yield what becomes of each source as it is done, and None when a moment passes without one.

        Raises ModelError where a process cannot even begin.
        """
        try:
            self.workers = [Worker(self.task) for _ in range(self.jobs)]
            yield from self._serve(sources)
        finally:
            for worker in self.workers:
                worker.stop()

    def work(self, sources: Iterable[Source]) -> Iterator[Built | Failure]:
        """Yield what becomes of each source, and keep the processes for the next call. Raises ModelError."""
        self.workers = self.workers or [Worker(self.task) for _ in range(self.jobs)]
        yield from (outcome for outcome in self._serve(iter(sources)) if outcome is not None)

    def _serve(self, sources: Iterator[Source]) -> Iterator[Built | Failure | None]:
        while self._feed(sources):
            heard = wait([worker.pipe for worker in self.workers], TICK)
            for worker in [worker for worker in self.workers if worker.pipe in heard]:
                yield from self._hear(worker)
            yield from self._overdue()
            yield None

    def _feed(self, sources: Iterator[Source]) -> bool:
        """Give each process enough to do; return whether anything is under way."""
        for depth in range(AHEAD):
            for worker in self.workers:
                if len(worker.given) == depth:
                    source = self.again.popleft() if self.again else next(sources, None)
                    if source is None:
                        break
                    worker.give(source)
        return any(worker.given for worker in self.workers)

    def _hear(self, worker: Worker) -> Iterator[Built | Failure]:
        try:
            quads, reason, remedy = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            yield from self._fell(
                worker, _cause(worker.process.exitcode), "look at the article, or leave it out"
            )
            return
        worker.since = time.monotonic()
        if not worker.ready:
            if reason != READY:
                raise ModelError(reason, remedy=remedy)
            worker.ready = True
            return
        source = worker.given.popleft()
        yield Built(source, quads) if quads is not None else Failure(source.name, reason, remedy)

    def _overdue(self) -> Iterator[Failure]:
        for worker in list(self.workers):
            seconds = self.task.deadline if worker.ready else STARTUP
            if (
                worker.given
                and time.monotonic() - worker.since > seconds
                and not worker.pipe.poll()
            ):
                reason = f"took longer than {seconds:g} seconds"
                yield from self._fell(
                    worker, reason, "give it more: --deadline SECONDS, or leave it out"
                )

    def _fell(self, worker: Worker, reason: str, remedy: str) -> Iterator[Failure]:
        """Put another process in the place of one that fell; what it had not begun is given out again."""
        worker.stop()
        if not worker.ready:
            raise ModelError(
                f"a process could not load the model: {reason}", remedy="try --jobs 1, or --fast"
            )
        self.workers[self.workers.index(worker)] = Worker(self.task)
        if worker.given:
            yield Failure(worker.given.popleft().name, reason, remedy)
        self.again.extend(worker.given)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended with code {code}"


def serve(pipe: Connection, task: Task) -> None:
    """Work as one of the processes: read sources from the pipe until it closes, answer each with quads or a reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = (
        "1"  # the processes share the cores, and none of them needs more than one
    )
    _bound_memory(task.memory)
    module, _, name = task.function.partition(":")
    with suppress(EOFError, OSError):  # whoever asked is gone
        try:
            room = import_module(module)
            work = getattr(room, name)
            prepare = getattr(room, "prepare", None)
            if prepare:
                prepare(task.settings)
        except ActorgraphError as error:
            pipe.send((None, error.what, error.remedy))
            return
        pipe.send((None, READY, ""))
        while True:
            pipe.send(_answer(work, pipe.recv(), task.settings))


def _answer(work: Any, source: Source, settings: Any) -> tuple[bytes | None, str, str]:
    try:
        return work(source, settings), "", ""
    except ActorgraphError as error:
        return None, error.what, error.remedy
    except MemoryError:
        return (
            None,
            "needs more memory than a process may have",
            "give it more: --memory GIB, or leave it out",
        )
    except Exception as error:
        # A defect of ours in one article must not end the other ten thousand.
        return (
            None,
            f"{type(error).__name__}: {' '.join(str(error).split())[:300]}",
            "report it with the article",
        )


def _bound_memory(limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(
        resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )
