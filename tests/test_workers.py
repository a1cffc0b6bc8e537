"""Child processes: how they start, answer, fail and are replaced."""

import asyncio
import io
import os
import resource
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from actorgraph.workers import frames, inside
from actorgraph.workers.child import Child, Ended, NotReady, Overdue, Program, how_it_ended
from actorgraph.workers.pool import Pool

ROOT = Path(__file__).parent.parent


def program(*arguments: str, **settings: Any) -> Program:
    return Program("tests.echo", arguments, search_path=(str(ROOT), *sys.path), **settings)


def with_child(use: Callable[[Child], Awaitable[Any]], *arguments: str) -> Any:
    async def run() -> Any:
        child = await Child.start(program(*arguments))
        try:
            return await use(child)
        finally:
            await child.end()

    return asyncio.run(run())


def with_pool(use: Callable[[Pool], Awaitable[Any]], size: int = 1, places: int = 1) -> Any:
    async def run() -> Any:
        pool = Pool(program(), size, places)
        await pool.start()
        try:
            return await use(pool)
        finally:
            await pool.stop()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({}, b""),
        ({"query": "ASK {}"}, b"\x00\xff"),
        ({"title": "Über \ud800 alles"}, b"x" * 100_000),
    ],
)
def test_a_frame_comes_back_as_it_went(head: dict[str, Any], body: bytes) -> None:
    packed = frames.pack(head, body)
    stream = io.BytesIO(packed + packed)
    assert frames.read_frame(stream) == (head, body)
    assert frames.read_frame(stream) == (head, body)
    assert frames.read_frame(stream) is None


def test_half_a_frame_is_not_a_frame() -> None:
    async def receive() -> None:
        stream = asyncio.StreamReader()
        stream.feed_data(frames.pack({"a": 1}, b"body")[:-1])
        stream.feed_eof()
        await frames.receive_frame(stream)

    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(receive())


@pytest.mark.parametrize(
    ("code", "words"),
    [(0, "code 0"), (3, "code 3"), (-signal.SIGKILL, "SIGKILL"), (-signal.SIGSEGV, "SIGSEGV")],
)
def test_how_a_process_ended_is_said_in_words(code: int, words: str) -> None:
    assert words in how_it_ended(code)


def test_a_child_sees_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_UPDATE_TOKEN", "secret")

    async def ready(child: Child) -> Any:
        return child.ready

    assert with_child(ready) == {"manner": "", "settings": []}


def test_a_child_answers_and_what_it_prints_is_no_reply() -> None:
    async def ask(child: Child) -> Any:
        await child.work({"print": "noise"})
        return await child.work({"say": "hello"}, b"\xff")

    head, body = with_child(ask)
    assert (head["said"], body) == ("hello", b"\xff")


def test_jobs_given_ahead_are_answered_in_order() -> None:
    async def ask(child: Child) -> Any:
        jobs = [child.work({"say": number, "sleep": 0.05}) for number in range(4)]
        return [head["said"] for head, _ in await asyncio.gather(*jobs)]

    assert with_child(ask) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("manner", "reason", "remedy"),
    [("end", "code 3", ""), ("hang", "0.5 seconds", ""), ("refuse", "no model", "install one")],
)
def test_a_child_that_does_not_get_ready(manner: str, reason: str, remedy: str) -> None:
    patience = 0.5 if manner == "hang" else 30.0
    with pytest.raises(NotReady, match=reason) as caught:
        asyncio.run(Child.start(program(manner, patience=patience)))
    assert caught.value.remedy == remedy


def test_a_child_that_ends_fails_the_job_it_had_begun_and_no_other() -> None:
    async def ask(child: Child) -> Any:
        jobs = (child.work({"exit": 7}), child.work({"say": "next"}))
        return await asyncio.gather(*jobs, return_exceptions=True)

    first, second = with_child(ask)
    assert isinstance(first, Ended)
    assert isinstance(second, Ended)
    assert (first.code, first.begun, second.begun) == (7, True, False)


def test_a_child_is_ended_at_the_deadline() -> None:
    async def ask(child: Child) -> float:
        began = time.monotonic()
        with pytest.raises(Overdue, match=r"longer than 0\.2 seconds"):
            await child.work({"sleep": 60}, deadline=0.2)
        assert not child.is_running
        return time.monotonic() - began

    assert with_child(ask) < 10


def test_each_deadline_begins_when_the_job_before_is_done() -> None:
    async def ask(child: Child) -> Any:
        jobs = [child.work({"say": n, "sleep": 0.3}, deadline=2.0) for n in range(8)]
        return len(await asyncio.gather(*jobs))

    assert with_child(ask) == 8


def test_a_reply_that_waits_in_the_pipe_is_read_after_the_deadline() -> None:
    """The parent was busy elsewhere, the child was not late."""

    async def ask(child: Child) -> Any:
        working = asyncio.ensure_future(child.work({"say": "in time"}, deadline=0.5))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        time.sleep(1.0)
        head, _ = await working
        return head["said"]

    assert with_child(ask) == "in time"


def test_an_alarm_ends_a_child_whose_parent_forgot_it() -> None:
    async def ask(child: Child) -> Any:
        await child.work({"sleep": 60, "deadline": 0})

    with pytest.raises(Ended, match="SIGALRM"):
        with_child(ask)


def test_a_pool_replaces_who_ends() -> None:
    async def use(pool: Pool) -> Any:
        first = await pool.take()
        with pytest.raises(Ended):
            await first.work({"exit": 1})
        await pool.give_back(first)
        second = await asyncio.wait_for(pool.take(), 30)
        head, _ = await second.work({"say": "here"})
        await pool.give_back(second)
        return first is not second, head["said"], pool.free

    assert with_pool(use) == (True, "here", 1)


def test_a_pool_never_hands_out_a_child_that_has_ended() -> None:
    async def use(pool: Pool) -> bool:
        child = await pool.take()
        await pool.give_back(child)
        child.process.kill()
        await child.process.wait()
        return await asyncio.wait_for(pool.take(), 30) is not child

    assert with_pool(use)


def test_each_child_has_its_places() -> None:
    async def use(pool: Pool) -> Any:
        taken = [await pool.take() for _ in range(4)]
        assert pool.free == 0
        # The first places of all children come before the second ones.
        return len(set(taken[:2])), len(set(taken))

    assert with_pool(use, size=2, places=2) == (2, 2)


def test_a_child_that_retires_leaves_its_place_to_another() -> None:
    async def use(pool: Pool) -> Any:
        child = await pool.take()
        pool.retire(child)
        another = await asyncio.wait_for(pool.take(), 30)
        head, _ = await child.work({"say": "still at work"})
        await pool.replace(child)
        await pool.give_back(another)
        return head["said"], pool.free, child.is_running

    assert with_pool(use) == ("still at work", 1, False)


def test_a_pool_switches_to_another_program() -> None:
    async def use(pool: Pool) -> Any:
        busy = await pool.take()
        await pool.switch(program("new"))
        manners = []
        for _ in range(2):
            child = await asyncio.wait_for(pool.take(), 30)
            manners.append(child.ready["manner"])
            if len(manners) == 1:
                await pool.give_back(busy)
        return manners

    assert with_pool(use, size=2) == ["new", "new"]


def test_a_pool_that_cannot_start_leaves_nobody_behind() -> None:
    async def start() -> None:
        pool = Pool(program("end"), 2)
        try:
            await pool.start()
        finally:
            assert not pool.children

    with pytest.raises(NotReady):
        asyncio.run(start())


def test_a_pool_says_why_it_cannot_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actorgraph.workers.pool.PAUSE_IN_SECONDS", 0.01)

    async def use(pool: Pool) -> str:
        await pool.switch(program("refuse"))
        while pool.failure is None:
            await asyncio.sleep(0.05)
        return pool.failure.reason

    assert with_pool(use) == "no model"


def _in_a_fork(function: Callable[[], int]) -> int:
    """Run a function in a process of its own, as limits cannot be undone; return its exit code."""
    pid = os.fork()
    if pid == 0:
        os._exit(function())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.parametrize("limit", [inside.limit_growth, inside.limit_total])
def test_memory_is_limited(limit: Callable[[int], None]) -> None:
    def devour() -> int:
        limit(1 << 30)
        try:
            bytearray(2 << 30)
        except MemoryError:
            return 42
        return 0

    assert _in_a_fork(devour) == 42


def test_growth_counts_from_what_is_mapped() -> None:
    def measure() -> int:
        inside.limit_growth(1 << 20)
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        return 42 if soft == hard > 1 << 20 else 0

    assert _in_a_fork(measure) == 42
