"""The server serves its readers first: whatever strangers, slow clients and odd graphs do."""

import asyncio
import contextlib
import json
import resource
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.server import answering, records, search_page
from actorgraph.server.children import Children
from actorgraph.server.engine import Engine
from actorgraph.server.guard import Guard
from actorgraph.server.limits import Limits
from actorgraph.server.metrics import Metrics
from actorgraph.server.origins import check_site
from actorgraph.server.pages import html_page
from actorgraph.server.refusal import Refusal
from actorgraph.server.snapshots import Snapshots
from actorgraph.server.sources import StoreDirectory
from actorgraph.server.waiting import Waiting
from actorgraph.stores.disk.change_marker import ChangeMarker, Marker
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.forgetting import forget
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import INDIVIDUALS, prefixes
from actorgraph.workers.child import Child, Program
from tests.serving import ARTICLE, CLAIM, GRAPH, Endpoint, serving
from tests.snippets import ARTICLE as PORT_STRIKE
from tests.snippets import MEETING, node, triples
from tests.test_server import reporting
from tests.test_server_hostile import ENDLESS

DEADLINE = 4
HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
PLACES = [
    "/",
    "/search?q=russia",
    "/id/article/" + ARTICLE,
    "/id/claim/" + CLAIM,
    f"/id/claim/{CLAIM}.ttl",
    "/api/actors",
    "/api/articles?limit=1",
    "/api/questions/who-urged-whom",
    "/api/search?q=russia",
    "/graphs",
    "/health",
]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("readers")
    with serving(folder, GRAPH, "--deadline", DEADLINE, "--memory", 512) as running:
        yield running


# ── endless queries ───────────────────────────────────────────────────────────────────────────


def test_endless_queries_leave_every_page_and_list_answering(endpoint: Endpoint) -> None:
    is_over = threading.Event()
    refused: list[int] = []

    def ask_without_end() -> None:
        while not is_over.is_set():
            refused.append(endpoint.query(ENDLESS["product"]).status)

    threads = [threading.Thread(target=ask_without_end) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for place in PLACES * 2:
            assert endpoint.ask(place).status == 200, place
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert set(refused) <= {503, 504}


class Full:
    """Children that are all busy."""

    async def run(self, job: dict[str, Any]) -> Any:
        raise Refusal(503, "busy", retry=True)


class Counting:
    """A child that counts jobs, and answers 3 to each."""

    def __init__(self) -> None:
        self.jobs: list[dict[str, Any]] = []

    async def run(self, job: dict[str, Any]) -> Any:
        self.jobs.append(job)
        rows = [{"total": {"type": "literal", "value": "3"}}]
        body = {"head": {"vars": ["total"]}, "results": {"bindings": rows}}
        return {"status": 200, "indexed": False}, json.dumps(body).encode()


def engine_of(folder: Path, *, queries: Any, own: Any) -> Engine:
    snapshots = Snapshots(StoreDirectory(folder), folder, folder, 1 << 30)
    children = Children(queries=queries, own=own, pages=own, workbench=own)
    return Engine(snapshots, Limits(), children=children)


def test_the_servers_own_questions_have_places_of_their_own(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, queries=Full(), own=Counting())
    body, _ = asyncio.run(engine.ask("ASK {}"))
    assert b"total" in body
    assert asyncio.run(engine.search("words", 10)) is None
    with pytest.raises(Refusal, match="busy"):
        asyncio.run(engine.query("ASK {}"))
    with pytest.raises(Refusal, match="busy"):
        asyncio.run(engine.graph(None, "text/turtle"))


def test_what_the_ledger_counts_is_not_asked_and_the_rest_once(tmp_path: Path) -> None:
    own = Counting()
    engine = engine_of(tmp_path, queries=Full(), own=own)
    engine.counts = {"articles": 7}

    async def count(name: str) -> int:
        return await search_page.count_listed(engine, name)

    assert asyncio.run(count("articles")) == 7
    assert own.jobs == []
    assert [asyncio.run(count("actors")) for _ in range(3)] == [3, 3, 3]
    assert len(own.jobs) == 1


def test_a_child_says_how_much_of_the_processor_it_used() -> None:
    async def use(job: dict[str, Any]) -> float:
        child = await Child.start(Program("tests.echo"))
        before = child.processor_seconds()
        await child.work(job)
        used = child.processor_seconds() - before
        await child.end()
        return used

    assert asyncio.run(use({"sleep": 0.5})) < 0.3
    assert asyncio.run(use({"spin": 0.5})) >= 0.45


# ── other sites ───────────────────────────────────────────────────────────────────────────────

LINK = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]
WINDOW = [*LINK, ("sec-fetch-dest", "document")]
SCRIPT = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")]
EVIL = ("origin", "http://evil.example")
ALLOWED = [
    ("GET", "/sparql", []),
    ("POST", "/sparql", []),
    ("POST", "/sparql", [("origin", "http://localhost:8000")]),
    ("POST", "/sparql", [("origin", "https://LOCALHOST")]),
    ("POST", "/sparql", [("origin", "http://[::1]:8000")]),
    ("POST", "/sparql", [("sec-fetch-site", "same-origin"), ("origin", "null")]),
    ("POST", "/sparql", [("sec-fetch-site", "same-site"), ("origin", "http://localhost:3000")]),
    ("GET", "/sparql", [("sec-fetch-site", "none")]),
    ("GET", "/", WINDOW),
    ("GET", "/id/actor/Q142", WINDOW),
    ("HEAD", "/search", WINDOW),
    ("GET", "/network", [*WINDOW, ("sec-fetch-user", "?1")]),
]
REFUSED = [
    ("GET", "/sparql", WINDOW),
    ("GET", "/sparql", SCRIPT),
    ("POST", "/sparql", SCRIPT),
    ("POST", "/sparql", [EVIL]),
    ("GET", "/sparql", [EVIL]),
    ("OPTIONS", "/sparql", [EVIL]),
    ("POST", "/sparql", [("origin", "null")]),
    ("POST", "/sparql", [("origin", "http://localhost.evil.example")]),
    ("POST", "/sparql", [("origin", "http://[")]),
    ("POST", "/sparql", [("origin", "http://localhost"), EVIL]),
    ("POST", "/update", SCRIPT),
    ("GET", "/api/actors", WINDOW),
    ("GET", "/graphs", WINDOW),
    ("GET", "/health", SCRIPT),
    ("GET", "/", SCRIPT),
    ("POST", "/search", WINDOW),
    ("GET", "/search", [*LINK, ("sec-fetch-dest", "iframe")]),
    ("GET", "/search", [*LINK, ("sec-fetch-dest", "object")]),
    ("GET", "/search", [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]),
    ("GET", "/search", [("sec-fetch-site", "cross-site")]),
    ("GET", "/network", [*WINDOW, ("sec-purpose", "prefetch;prerender")]),
    ("GET", "/sparql", [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "Cross-Site")]),
]


def encoded(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers]


@pytest.mark.parametrize(("method", "path", "headers"), ALLOWED)
def test_tools_our_own_pages_and_links_are_served(
    method: str, path: str, headers: list[tuple[str, str]]
) -> None:
    check_site(method, path, encoded(headers), HOSTS)


@pytest.mark.parametrize(("method", "path", "headers"), REFUSED)
def test_another_site_starts_no_query(
    method: str, path: str, headers: list[tuple[str, str]]
) -> None:
    with pytest.raises(Refusal) as refused:
        check_site(method, path, encoded(headers), HOSTS)
    assert refused.value.status == 403


def test_the_endpoint_answers_another_site_with_one_line(endpoint: Endpoint) -> None:
    reply = endpoint.query("ASK {}", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors")
    assert reply.status == 403
    assert reply.text.count("\n") == 1
    assert "access-control-allow-origin" not in reply.headers
    assert endpoint.post("ASK {}", Origin="http://evil.example").status == 403
    assert endpoint.query("ASK {}", Sec_Fetch_Site="same-origin").status == 200
    assert endpoint.query("ASK {}").status == 200


# ── slow clients, and those who leave ─────────────────────────────────────────────────────────


class Line:
    """A connection that knows whether it was dropped."""

    def __init__(self) -> None:
        self.is_dropped = False

    def drop(self) -> None:
        self.is_dropped = True


def test_the_oldest_of_too_many_slow_clients_is_dropped() -> None:
    waiting = Waiting(most=4, most_of_one=2)
    first, second, third = lines = [Line() for _ in range(3)]
    for line in lines:
        waiting.add(line, "one")
        waiting.add(line, "one")
    assert [line.is_dropped for line in lines] == [True, False, False]
    others = [Line() for _ in range(3)]
    for number, line in enumerate(others):
        waiting.add(line, f"other {number}")
    assert (second.is_dropped, third.is_dropped, len(waiting)) == (True, False, 4)
    waiting.remove(third)
    waiting.remove(first)
    assert len(waiting) == 3
    assert not any(line.is_dropped for line in others)


@contextlib.contextmanager
def many_lines(count: int, port: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Open connections that send a beginning, and no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2 * count:
        pytest.skip("this system allows too few connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * count), hard))
    with contextlib.ExitStack() as stack:
        lines = []
        for _ in range(count):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            with contextlib.suppress(OSError):
                line.sendall(sent)
            lines.append(line)
        yield lines
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


HALF_HEAD = b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: y"
HALF_BODY = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
    b"Content-Type: application/sparql-query\r\n\r\nASK"
)


@pytest.mark.parametrize("sent", [HALF_HEAD, HALF_BODY, b""], ids=["head", "body", "nothing"])
def test_a_thousand_half_sent_requests_cost_nobody_else(endpoint: Endpoint, sent: bytes) -> None:
    with many_lines(1_050, endpoint.port, sent):
        for place in ("/", "/health", "/api/actors"):
            assert endpoint.ask(place).status == 200, place
        assert endpoint.query("ASK {}").status == 200


def test_a_reader_that_leaves_is_no_error(endpoint: Endpoint) -> None:
    for sent in (HALF_BODY, HALF_HEAD, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", endpoint.port)) as line:
            line.sendall(sent)
    large = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"
    with socket.create_connection(("127.0.0.1", endpoint.port)) as line:
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(large)}\r\n"
        head += "Content-Type: application/sparql-query\r\nAccept: text/csv\r\n\r\n"
        line.sendall(head.encode() + large.encode())
        line.recv(1_000)
    assert endpoint.query("ASK {}").status == 200
    time.sleep(0.5)
    log = [json.loads(entry) for entry in endpoint.log.read_text("utf-8").splitlines()]
    assert [entry for entry in log if entry["event"] == "error"] == []
    statuses = {entry["status"] for entry in log if entry["event"] == "request"}
    assert 499 in statuses
    assert 500 not in statuses


def test_who_does_not_read_an_answer_is_dropped_for_the_next() -> None:
    answers: dict[str, asyncio.Event] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"60")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x" * 60})

    async def run() -> tuple[bool, int, int]:
        guard = Guard(app, hosts=HOSTS, limits=Limits(unread=100), metrics=Metrics())

        def request(name: str, *, reads: bool) -> "asyncio.Task[None]":
            answers[name] = asyncio.Event()
            scope = {
                "type": "http",
                "method": "GET",
                "path": "/",
                "raw_path": b"/",
                "query_string": b"",
                "headers": [(b"host", b"localhost")],
            }

            async def send(message: Any) -> None:
                if message["type"] == "http.response.body" and not reads:
                    await asyncio.sleep(60)

            async def receive() -> Any:
                return {"type": "http.request", "body": b""}

            return asyncio.ensure_future(guard(scope, receive, send))

        slow = request("slow", reads=False)
        await asyncio.sleep(0.05)
        assert guard.unread == 60
        await request("quick", reads=True)
        with contextlib.suppress(asyncio.CancelledError):
            await slow
        return slow.cancelled(), guard.unread, len(guard.reading)

    assert asyncio.run(run()) == (True, 0, 0)


# ── what is removed while it is served ────────────────────────────────────────────────────────


def test_removals_are_counted_and_looked_up_only_after_a_change(tmp_path: Path) -> None:
    marker = ChangeMarker(tmp_path / "store")

    def count() -> int:
        return marker.read().removals

    assert count() == 0
    with DiskStore(tmp_path / "store") as store:
        store.put([])
        store.add(reporting(1))
        store.add(reporting(2))
        assert count() == 0
        store.remove([reporting(1).iri])
        assert count() == 1
        forget(store, [reporting(2).iri])
        assert count() == 2
    (tmp_path / "store" / "store.json").write_text("broken")
    assert count() == 2


def until(holds: Callable[[], bool]) -> bool:
    """Return whether something holds in the end, on a busy machine, too."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_a_running_server_stops_answering_with_what_is_removed(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as store:
        for number in (1, 2, 3):
            store.add(reporting(number))
    with serving(tmp_path, "--store", place) as server:

        def shows(number: int) -> bool:
            reply = server.ask("/api/articles")
            return f"day {number}" in reply.text or reply.status not in (200, 503)

        assert json.loads(server.ask("/api/articles").body)["total"] == 3
        with DiskStore(place) as store:
            store.remove([reporting(1).iri])
            # Another process still holds the store, so that no new snapshot can be taken.
            assert until(lambda: server.ask("/").status == 503)
            for path in ("/api/articles", "/search?q=mara", "/sparql?query=ASK%20%7B%7D"):
                reply = server.ask(path)
                assert (reply.status, reply.text.count("\n")) == (503, 1)
                assert reply.headers["retry-after"]
        assert until(lambda: server.ask("/").status == 200)
        assert not shows(1)
        assert shows(2)
        with DiskStore(place) as store:
            forget(store, [reporting(2).iri], "day 2")
        assert until(lambda: not shows(2))
        assert until(lambda: server.ask("/").status == 200)
        assert json.loads(server.ask("/api/articles").body)["total"] == 1
        assert shows(3)
        # What is added is shown without a word to the server.
        with DiskStore(place) as store:
            store.add(reporting(4))
        assert until(lambda: shows(4))
        assert json.loads(server.ask("/api/articles").body)["total"] == 2


# ── graphs that say odd things ────────────────────────────────────────────────────────────────

XSD = "http://www.w3.org/2001/XMLSchema#"
ODD: dict[str, Any] = {
    "a word": ox.Literal("very"),
    "not a number": ox.Literal("NaN", datatype=ox.NamedNode(f"{XSD}decimal")),
    "infinity": ox.Literal("-INF", datatype=ox.NamedNode(f"{XSD}double")),
    "nothing": ox.Literal(""),
    "a small digit": ox.Literal("²"),
    "many digits": ox.Literal("9" * 5_000),
    "a fraction": ox.Literal("1.5"),
    "a strange time": ox.Literal("../Y-170000002~%"),
    "an address": ox.NamedNode("http://example.com/"),
    "another address": ox.NamedNode("urn:x"),
    "no name": ox.BlankNode("b"),
    "a language": ox.Literal("x", language="en"),
    "a triple": ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")),
    "missing": None,
}
TIE = """
ex:tie a ag:ActorTie , ag:Tie ; ag:reason "one name" ; ag:firstTied ex:ann ; ag:secondTied ex:bob .
ex:bob ag:reportedIn ex:article .
"""


class Served:
    """An engine whose child is a store in memory."""

    def __init__(self, quads: ox.Store) -> None:
        self.quads = quads
        self.counts: dict[str, int] = {}

    async def ask(self, text: str, media: str = "application/sparql-results+json") -> Any:
        names = {name: iri for name, iri in prefixes().items() if name}
        dataset = {"from": [], "default": None, "named": None, "root": INDIVIDUALS}
        job = {"text": text, "media": media, "rows": 1_000, "answer": 1 << 20, **dataset}
        head, body = answering.query(self.quads, job, names)
        assert head["status"] == 200
        return body, ""

    async def count(self, name: str, query: str) -> int:
        return 0

    async def search(self, words: str, limit: int) -> None:
        return None


async def see_all(engine: Any) -> None:
    """Look at every record and page; a refusal is fine, and anything else is not."""
    for name in ("articles", "actors"):
        await search_page.listed(engine, name, limit=10)
    await search_page.search_for(engine, "ann", limit=10)
    with contextlib.suppress(Refusal):
        record = await records.one_claim(engine, node("meeting"))
        json.dumps(record, allow_nan=False)
        assert json.dumps(await records.links(engine, node("ann")), allow_nan=False)
    for name in ("ann", "bob", "article"):
        with contextlib.suppress(Refusal):
            record = await records.thing(engine, node(name))
            claims = await records.claims_page(engine, node(name), 1)
            ties = await records.links(engine, node(name))
            json.dumps([record, claims, ties], allow_nan=False)
            # A page is always of one of our own things.
            record["path"] = f"actor/{name}"
            html_page("thing", thing=record, **claims, room="actor", ties=ties)


@pytest.mark.parametrize("what", ODD)
def test_a_graph_that_says_odd_things_is_no_failure(what: str) -> None:
    graph = triples(PORT_STRIKE + MEETING + TIE)
    for predicate in sorted({triple.predicate for triple in graph}, key=str):
        changed = []
        for triple in graph:
            if triple.predicate != predicate:
                changed.append(triple)
            elif ODD[what] is not None:
                changed.append(ox.Triple(triple.subject, predicate, ODD[what]))
        store = MemoryStore()
        store.insert(node("article"), changed)
        asyncio.run(see_all(Served(store.quads)))


def test_a_confidence_that_is_not_a_number_counts_as_none() -> None:
    odd = MEETING.replace("ag:confidence 0.8", 'ag:confidence "high"')
    store = MemoryStore()
    store.insert(node("article"), triples(PORT_STRIKE + odd))
    engine: Any = Served(store.quads)
    record = asyncio.run(records.one_claim(engine, node("meeting")))
    assert (record["confidence"], record["begin"]) == (0.0, 0)


class Removing:
    """A child during whose job an article is removed."""

    engine: Engine

    async def run(self, job: dict[str, Any]) -> Any:
        self.engine.marker = Marker(7, is_forgetting=True)
        await self.engine.withdraw_outdated()
        return {"status": 200}, b"what was removed"


def test_a_job_is_not_answered_if_articles_are_removed_meanwhile(tmp_path: Path) -> None:
    removing = Removing()
    removing.engine = engine_of(tmp_path, queries=removing, own=Counting())
    with pytest.raises(Refusal, match="removed"):
        asyncio.run(removing.engine.query("ASK {}"))
    with pytest.raises(Refusal, match="removed") as refused:
        asyncio.run(removing.engine.ask("ASK {}"))
    assert (refused.value.status, refused.value.retry) == (503, True)
