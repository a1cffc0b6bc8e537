"""A running server: it stops answering with what is forgotten, and working for who has left."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from actorgraph.errors import GraphError
from actorgraph.server.children import Children
from actorgraph.server.engine import Engine
from actorgraph.server.guard import LEFT, Guard
from actorgraph.server.limits import Limits
from actorgraph.server.listening import watch
from actorgraph.server.metrics import Metrics
from actorgraph.server.refusal import Refusal
from actorgraph.server.snapshots import Snapshot, Snapshots
from actorgraph.server.sources import GraphFiles, StoreDirectory
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import WISH
from actorgraph.stores.memory import MemoryStore
from tests.serving import ARTICLE, GRAPH, Endpoint, serving
from tests.test_server import reporting
from tests.test_server_hostile import ENDLESS
from tests.test_server_units import scheduled, until

NAME = "Linas Linkevicius"
WORD = "linkevi"
ACTOR = f"/id/actor/{ARTICLE}-linas-linkevicius"
PATIENCE_IN_SECONDS = 5  # on a busy machine; the server looks twice a second
BY_NAME = 'SELECT ?s ?o WHERE { ?s ?p ?o FILTER(CONTAINS(LCASE(STR(?o)), "linkevi")) }'
PLACES = [
    "/",
    ACTOR,
    f"{ACTOR}.ttl",
    f"/id/article/{ARTICLE}",
    f"/id/article/{ARTICLE}.ttl",
    "/search?q=lithuania+foreign+minister",
    "/sparql?query=" + quote(BY_NAME),
    "/sparql?query=" + quote("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
    "/api/actors?limit=100",
    f"/api/articles/{ARTICLE}",
    "/api/search?q=minister",
    "/api/questions/who-urged-whom",
    "/graphs?default",
    "/network?actor=Q37",
]


# ── forgetting while a server runs ────────────────────────────────────────────────────────────


class Reader(threading.Thread):
    """Asks a server for everything, and notes when a question was last answered with the name."""

    def __init__(self, server: Endpoint, places: list[str]) -> None:
        super().__init__()
        self.server = server
        self.places = places
        self.is_over = threading.Event()
        self.last_seen = 0.0
        self.statuses: set[int] = set()

    def run(self) -> None:
        while not self.is_over.is_set():
            for place in self.places:
                self.read(place)
                time.sleep(0.02)

    def read(self, place: str) -> bool:
        """Return whether an answer has the name."""
        began = time.monotonic()
        reply = self.server.ask(place, accept="text/html, text/turtle;q=0.5, */*;q=0.1")
        self.statuses.add(reply.status)
        # A page that says that nothing is here repeats the address that it was asked for.
        is_answer = reply.status < 400
        has_name = is_answer and WORD in reply.body.decode("utf-8", "replace").casefold()
        if has_name:
            self.last_seen = began
        return has_name


def forget(*arguments: object, wish: Path | None = None) -> float:
    """Run `actorgraph forget`; return when it had begun to forget at the latest."""
    command = [sys.executable, "-m", "actorgraph.cli", "forget", NAME, *map(str, arguments)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (wish and wish.exists()):
            time.sleep(0.002)
        begun = time.monotonic()
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return begun


def check_forgetting(server: Endpoint, *arguments: object, wish: Path | None = None) -> set[int]:
    """Forget while a reader reads; return the statuses that the reader got."""
    reader = Reader(server, PLACES)
    assert [place for place in PLACES if reader.read(place)], "the name was never there"
    assert ACTOR in server.ask("/api/actors?limit=100").text
    reader.start()
    try:
        begun = forget(*arguments, wish=wish)
        time.sleep(PATIENCE_IN_SECONDS + 0.5)
    finally:
        reader.is_over.set()
        reader.join()
    assert reader.last_seen - begun <= PATIENCE_IN_SECONDS
    for _ in range(300):
        if server.ask("/").status == 200:
            break
        time.sleep(0.1)
    assert [place for place in PLACES if reader.read(place)] == []
    assert server.ask("/").status == 200
    return reader.statuses


def test_a_server_of_a_store_stops_answering_with_who_is_forgotten(tmp_path: Path) -> None:
    place = tmp_path / "store"
    other = MemoryStore.load(GRAPH)
    (article,) = other.articles()
    with DiskStore(place) as store:
        store.add(other.graph_of(article))
        store.add(reporting(1))
        store.derive()
    with serving(tmp_path, "--store", place) as server:
        statuses = check_forgetting(server, "--store", place, wish=place / WISH)
    assert statuses <= {200, 303, 404, 503}
    assert '"event": "error"' not in (tmp_path / "log").read_text("utf-8")


def test_a_server_of_graph_files_stops_answering_with_who_is_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    graph = Path(shutil.copy(GRAPH, folder))
    with serving(tmp_path, folder) as server:
        statuses = check_forgetting(server, graph)
        assert statuses <= {200, 303, 404, 503}
        # What cannot be read is not answered from; what comes back, is.
        text = graph.read_bytes()
        graph.write_text("broken")
        assert eventually(lambda: server.ask("/").status == 503)
        graph.unlink()
        graph.write_bytes(text)
        assert eventually(lambda: server.ask("/").status == 200)
    log = (tmp_path / "log").read_text("utf-8")
    assert '"event": "error"' not in log
    assert log.count("not renewed") <= 3


def eventually(holds: Callable[[], bool]) -> bool:
    for _ in range(200):
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_graph_files_are_loaded_again_once_they_have_changed(tmp_path: Path) -> None:
    graph = Path(shutil.copy(GRAPH, tmp_path / "graph.ttl"))
    folder = tmp_path / "loaded"
    folder.mkdir()
    files = GraphFiles([tmp_path], folder)
    first, marker = files.directory(), files.marker()
    assert files.directory() == first
    assert files.marker() == marker
    # The same size and time: only the system can tell.
    state = graph.stat()
    text = graph.read_bytes().replace(b"Linas", b"Xxxxx")
    graph.write_bytes(text)
    os.utime(graph, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert files.marker() != marker
    assert files.directory() != first
    assert not first.exists()
    graph.write_text("broken")
    with pytest.raises(GraphError, match="broken"):
        files.directory()
    assert list(folder.iterdir()) == []
    graph.unlink()
    assert files.marker() == (None,)
    with pytest.raises(GraphError):
        files.directory()
    graph.write_bytes(text)
    assert files.directory().is_dir()


class Changing:
    """A source whose marker changes, and may go back."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.state = 0
        self.later: list[int] = []

    def marker(self) -> int:
        if self.later:
            self.state = self.later.pop(0)
        return self.state

    def version(self) -> int:
        return self.state

    def is_being_written(self) -> bool:
        return False

    def directory(self) -> Path:
        return self.place


class Idle:
    """Children that do nothing."""

    snapshot = "0"

    async def switch(self, snapshot: str) -> None:
        self.snapshot = snapshot

    async def run(self, job: dict[str, Any]) -> Any:
        return {"status": 200}, b""


class Taking(Snapshots):
    """Snapshots of nothing."""

    async def take(self, *, derive: bool = True, hold: bool = False, first: Any = None) -> Snapshot:
        return Snapshot("1", None, {})


def renewable(folder: Path) -> tuple[Engine, Changing]:
    source = Changing(folder)
    idle: Any = Idle()
    engine = Engine(
        Taking(source, folder, folder, 1 << 30),
        Limits(),
        marker=0,
        children=Children(queries=idle, own=idle, pages=idle, workbench=idle),
    )
    return engine, source


def test_what_changes_while_a_snapshot_is_taken_is_not_answered(tmp_path: Path) -> None:
    engine, source = renewable(tmp_path)
    source.later = [1, 2]
    asyncio.run(engine.renew())
    assert engine.is_withdrawn
    with pytest.raises(Refusal):
        asyncio.run(engine.ask("ASK {}"))
    asyncio.run(engine.renew())
    assert not engine.is_withdrawn
    asyncio.run(engine.ask("ASK {}"))


def test_a_removal_is_noticed_while_a_snapshot_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.server.listening.PAUSE_BETWEEN_LOOKS_IN_SECONDS", 0.01)
    engine, source = renewable(tmp_path)
    taking = asyncio.Event()

    async def take(**_: Any) -> Snapshot:
        taking.set()
        await asyncio.sleep(60)
        raise AssertionError("it was waited for")

    async def run() -> None:
        # Something was added, so that a new snapshot is taken.
        monkeypatch.setattr(source, "version", lambda: "more")
        monkeypatch.setattr(engine, "snapshots", Taking(source, tmp_path, tmp_path, 1 << 30))
        monkeypatch.setattr(engine.snapshots, "take", take)
        watching = asyncio.ensure_future(watch(engine))
        await asyncio.wait_for(taking.wait(), 20)
        assert not engine.is_withdrawn
        source.state = 1
        await until(lambda: engine.is_withdrawn)
        watching.cancel()

    asyncio.run(run())


def test_a_wish_that_is_taken_back_does_not_close_the_server(tmp_path: Path) -> None:
    engine, source = renewable(tmp_path)
    source.state = 1
    assert asyncio.run(engine.withdraw_outdated())
    source.state = 0
    # Still withdrawn: it is for the caller to renew.
    assert asyncio.run(engine.withdraw_outdated())
    asyncio.run(engine.renew())
    assert not asyncio.run(engine.withdraw_outdated())


def test_answers_on_their_way_end_when_the_snapshot_is_withdrawn(tmp_path: Path) -> None:
    engine, source = renewable(tmp_path)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await asyncio.sleep(60)

    async def run() -> bool:
        guard = guard_of(app)
        engine.on_withdrawal = guard.drop_unread
        sending = asyncio.ensure_future(guard(scope_of("GET"), Client().receive, ignore))
        await until(lambda: len(guard.reading) == 1)
        source.state = 1
        await engine.withdraw_outdated()
        await asyncio.wait({sending}, timeout=30)
        return sending.cancelled()

    assert asyncio.run(run())


# ── clients that leave ────────────────────────────────────────────────────────────────────────


def guard_of(app: Any) -> Guard:
    return Guard(app, hosts=frozenset({"localhost"}), limits=Limits(), metrics=Metrics())


def scope_of(method: str) -> dict[str, Any]:
    return {
        "type": "http",
        "method": method,
        "path": "/sparql",
        "raw_path": b"/sparql",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }


async def ignore(message: Any) -> None:
    """Send nothing."""


class Client:
    """What a client sends: the parts of a body, and once `gone` is set, that it has left."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = list(parts) or [b""]
        self.gone = asyncio.Event()

    async def receive(self) -> Any:
        if self.parts:
            body = self.parts.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(self.parts)}
        await self.gone.wait()
        return {"type": "http.disconnect"}


@pytest.mark.parametrize(
    ("method", "parts"),
    [("GET", []), ("HEAD", []), ("GET", [b"a", b"b"]), ("POST", [b"a"]), ("POST", [b"a", b"b"])],
)
def test_the_work_for_a_client_that_leaves_is_stopped(method: str, parts: list[bytes]) -> None:
    began: list[bytes] = []
    stopped: list[bool] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if method == "POST":
            while (await receive())["more_body"]:
                pass
        began.append(b"")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.append(True)
            raise

    async def run() -> int:
        client = Client(*parts)
        guard = guard_of(app)
        statuses: list[int] = []
        guard.metrics.record = lambda log: statuses.append(log.status)  # type: ignore[method-assign]
        serving = asyncio.ensure_future(guard(scope_of(method), client.receive, ignore))
        await until(lambda: bool(began))
        assert not serving.done()
        client.gone.set()
        await asyncio.wait_for(serving, 30)
        return statuses[0]

    assert asyncio.run(run()) == LEFT
    assert stopped == [True]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_client_that_stays_is_answered(method: str) -> None:
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        assert message["type"] == "http.request"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": message["body"]})

    async def run() -> None:
        client = Client(b"")

        async def send(message: Any) -> None:
            sent.append(message)
            if message["type"] == "http.response.body":
                # As uvicorn does it: after the answer, the client counts as gone.
                client.gone.set()
                await asyncio.sleep(0)

        await guard_of(app)(scope_of(method), client.receive, send)

    asyncio.run(run())
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]


def test_a_long_job_ends_with_its_client_and_its_place_is_free() -> None:
    async def use(scheduler: Any) -> Any:
        job = asyncio.ensure_future(scheduler.run({"spin": 60}))
        await until(lambda: scheduler.lingering == 1)
        job.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await job
        return job.cancelled(), scheduler.lingering, scheduler.ended

    assert scheduled(use, deadline=60.0) == (True, 0, 1)


@pytest.mark.parametrize(
    ("job", "ended"), [({"sleep": 0.1}, 0), ({"spin": 60}, 1), ({"exit": 1}, 1)]
)
def test_a_job_whose_client_leaves_at_once_has_its_quick_seconds(
    job: dict[str, Any], ended: int
) -> None:
    async def use(scheduler: Any) -> Any:
        running = asyncio.ensure_future(scheduler.run(job))
        await until(lambda: scheduler.free == scheduler.limits.children - 1)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError, Refusal):
            await running
        await until(lambda: scheduler.free == scheduler.limits.children)
        # The child that stays is in step: it answers the next job, not the last.
        head, _ = await scheduler.run({"say": "next"})
        return head["said"], scheduler.ended, len(scheduler.abandoned)

    assert scheduled(use, deadline=60.0) == ("next", ended, 0)


def test_clients_that_leave_leave_no_query_behind(tmp_path: Path) -> None:
    query = quote(ENDLESS["product"])
    head = f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n"
    with serving(tmp_path, GRAPH, "--deadline", 120) as server:

        def gauge(name: str) -> float:
            lines = server.ask("/metrics").text.splitlines()
            return float(next(line.split()[1] for line in lines if line.startswith(name + " ")))

        for _ in range(3):
            with (
                leaving(server, head + "\r\n"),
                leaving(server, head + "Content-Length: 9\r\n\r\n"),
            ):
                assert eventually(lambda: gauge("actorgraph_queries_lingering") == 2)
            assert eventually(lambda: gauge("actorgraph_queries_lingering") == 0)
        assert eventually(lambda: gauge("actorgraph_children_free") == 3)
        assert server.query("ASK {}").status == 200
    assert '"event": "error"' not in (tmp_path / "log").read_text("utf-8")


@contextlib.contextmanager
def leaving(server: Endpoint, sent: str) -> Iterator[None]:
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(sent.encode())
        yield


def test_an_update_is_finished_without_its_client(tmp_path: Path) -> None:
    done: list[bool] = []

    class Slow(Taking):
        async def update(self, job: dict[str, Any], deadline: float) -> None:
            await asyncio.sleep(0.1)
            done.append(True)

    async def run() -> None:
        engine, source = renewable(tmp_path)
        engine.snapshots = Slow(source, tmp_path, tmp_path, 1 << 30)
        updating = asyncio.ensure_future(engine.update("INSERT DATA {}"))
        await asyncio.sleep(0.02)
        updating.cancel()
        await until(lambda: bool(done))

    asyncio.run(run())
    assert done == [True]


def test_a_store_that_is_no_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="not a store"):
        StoreDirectory(tmp_path / "missing")
