"""The server's parts in this process: formats, requests, updates, limits, answers, schedules."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pyoxigraph as ox
import pytest
from starlette.requests import Request

from actorgraph.errors import QueryError
from actorgraph.query import with_prefixes
from actorgraph.server import answering, requests
from actorgraph.server.formats import GRAPHS, RESULTS, choose, read_accept
from actorgraph.server.guard import PART_IN_BYTES, Guard
from actorgraph.server.limits import LONGEST_URL_IN_BYTES, Limits
from actorgraph.server.metrics import Metrics, RequestLog
from actorgraph.server.records import individual, kinds, path_of
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.server.scheduler import Scheduler
from actorgraph.server.search_page import plain_rows
from actorgraph.server.updates import checked
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF
from actorgraph.workbench import neighbourhood
from tests.test_commands import article

HTML, TURTLE, JSONLD = "text/html", "text/turtle", "application/ld+json"
OFFERED = [HTML, TURTLE, JSONLD]


# ── formats ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", HTML),
        ("*/*", HTML),
        ("*", HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle", TURTLE),
        ("text/turtle;q=0.5, application/ld+json", JSONLD),
        ("text/turtle;q=0.5, application/ld+json;q=0.4", TURTLE),
        ("text/*", HTML),
        ("text/*, text/html;q=0", TURTLE),
        ("text/*;q=0.1, */*", JSONLD),
        ("application/*", JSONLD),
        ("text/html, application/xhtml+xml, */*;q=0.8", HTML),
        ("text/turtle; charset=utf-8; q=1", TURTLE),
        ("text/turtle;q=broken, application/ld+json;q=0.1", JSONLD),
        ("text/turtle;q=7, text/html", HTML),
        ("text/turtle;q=-1, */*;q=0.1", HTML),
        (",,;q=1, text/turtle", TURTLE),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/html;q=0", None),
    ],
)
def test_the_format_is_the_one_that_a_client_prefers(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


def test_an_endless_accept_header_is_read_up_to_a_limit() -> None:
    accept = ",".join(f"a/b{number}" for number in range(10_000)) + ",text/turtle"
    assert len(read_accept(accept)) == 100
    assert choose(accept, OFFERED) is None


def test_every_format_on_offer_is_chosen_by_its_own_name() -> None:
    for formats in (RESULTS, GRAPHS):
        assert [choose(media, list(formats)) for media in formats] == list(formats)


# ── requests ──────────────────────────────────────────────────────────────────────────────────


def request(query: str = "", **headers: str) -> Request:
    names = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/",
            "query_string": query.encode(),
            "headers": names,
            "server": ("localhost", 80),
            "scheme": "http",
        }
    )


def refused(status: int, call: Callable[[], Any], words: str = "") -> None:
    with pytest.raises(Refusal, match=words) as caught:
        call()
    assert caught.value.status == status
    assert "\n" not in caught.value.message


def test_fields_come_in_order_and_may_be_empty() -> None:
    fields = requests.url_fields(request("a=1&b=&a=2&c=%20x"))
    assert fields == [("a", "1"), ("b", ""), ("a", "2"), ("c", " x")]
    assert requests.values(fields, "a") == ["1", "2"]
    assert requests.single(fields, "b") == ""
    assert requests.single(fields, "none") is None
    refused(400, lambda: requests.single(fields, "a"), "more than one a")


@pytest.mark.parametrize("query", ["a=%FF", "&".join(["a=1"] * 201)])
def test_fields_that_are_not_utf8_or_too_many_are_refused(query: str) -> None:
    refused(400, lambda: requests.url_fields(request(query)), "UTF-8")


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "11", "x", "", "٣", "123456789"])
def test_a_number_out_of_bounds_is_refused(text: str) -> None:
    refused(400, lambda: requests.number([("n", text)], "n", default=1, most=10), "1 to 10")


@pytest.mark.parametrize(("fields", "found"), [([], 5), ([("n", "1")], 1), ([("n", "10")], 10)])
def test_a_number_in_bounds_is_read(fields: requests.Fields, found: int) -> None:
    assert requests.number(fields, "n", default=5, most=10) == found


@pytest.mark.parametrize(
    ("headers", "media"),
    [
        ({}, ""),
        ({"content_type": "Text/Turtle"}, "text/turtle"),
        ({"content_type": 'text/turtle; charset="UTF-8"'}, "text/turtle"),
        ({"content_type": "text/turtle;charset=us-ascii", "content_encoding": "identity"}, TURTLE),
    ],
)
def test_the_type_of_a_body(headers: dict[str, str], media: str) -> None:
    assert requests.media_of(request(**headers)) == media


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/turtle; charset=utf-16"},
        {"content_type": "text/turtle", "content_encoding": "gzip"},
    ],
)
def test_a_body_that_is_not_plain_utf8_is_refused(headers: dict[str, str]) -> None:
    refused(415, lambda: requests.media_of(request(**headers)))


def test_what_a_client_accepts_is_chosen_or_refused() -> None:
    assert requests.accepted(request(accept="text/turtle"), OFFERED) == TURTLE
    refused(406, lambda: requests.accepted(request(accept="image/png"), OFFERED), TURTLE)


def test_iris_must_be_absolute() -> None:
    fields = [("g", "http://a.example/x"), ("h", "relative iri")]
    assert requests.iris(fields, "g") == ["http://a.example/x"]
    assert requests.iris(fields, "none") is None
    refused(400, lambda: requests.iris(fields, "h"), "absolute IRI")


def test_paths_and_iris_of_our_own_things() -> None:
    iri = individual("actor/Q142")
    assert path_of(iri.value) == "actor/Q142"
    assert path_of("http://a.example/x") is None
    refused(404, lambda: individual("actor/<x>"))


# ── updates ───────────────────────────────────────────────────────────────────────────────────

G, N = "http://a.example/g", "http://a.example/n"


@pytest.mark.parametrize(
    ("text", "using", "named", "expected"),
    [
        ("CLEAR ALL", [], [], "CLEAR ALL"),
        (
            "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            [G],
            [N],
            f"DELETE {{ ?s ?p ?o }} USING <{G}> USING NAMED <{N}> WHERE {{ ?s ?p ?o }}",
        ),
        (
            "INSERT { ?s ?p 'WHERE' } WHERE { ?s ?p ?where }",
            [G],
            [],
            f"INSERT {{ ?s ?p 'WHERE' }} USING <{G}> WHERE {{ ?s ?p ?where }}",
        ),
        ("INSERT DATA { <a:b> <a:load> 'LOAD' }", [], [], None),
        ("INSERT DATA { load:a load:b 1 }", [], [], None),
    ],
)
def test_an_update_gets_the_graphs_that_a_request_names(
    text: str, using: list[str], named: list[str], expected: str | None
) -> None:
    assert checked(text, using, named) == (expected or text)


@pytest.mark.parametrize(
    ("text", "using", "words"),
    [
        ("LOAD <http://a.example/x>", [], "LOAD"),
        ("CLEAR ALL ; load silent <http://a.example/x>", [], "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <a:b> { ?s ?p ?o } }", [], "SERVICE"),
        ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", [G], "its own graphs"),
        ("DELETE { ?s ?p ?o } USING <a:b> WHERE { ?s ?p ?o }", [G], "its own graphs"),
        ("DELETE WHERE { ?s ?p ?o }", [G], "DELETE WHERE"),
        ("INSERT DATA { " + "( " * 101, [], "deep"),
    ],
)
def test_an_update_that_would_call_out_or_confuse_is_refused(
    text: str, using: list[str], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        checked(text, using, [])


# ── the guard ─────────────────────────────────────────────────────────────────────────────────


def guarded(
    headers: list[tuple[bytes, bytes]],
    *,
    method: str = "GET",
    path: str = "/",
    body: list[bytes] = [b""],  # noqa: B006 (it is only read)
    answer: bytes = b"fine",
    limits: Limits = Limits(body=100),  # noqa: B008 (it is frozen)
    fails: bool = False,
) -> tuple[int, dict[str, str], list[bytes], Guard]:
    """Send one request through the guard to an application that reads its body and answers."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if fails:
            raise RuntimeError("a secret of the reader")
        while (await receive()).get("more_body"):
            pass
        length = str(len(answer)).encode()
        start = {"type": "http.response.start", "status": 200}
        await send({**start, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": answer})

    sent: list[dict[str, Any]] = []
    parts = iter(body)

    async def receive() -> dict[str, Any]:
        part = next(parts)
        return {"type": "http.request", "body": part, "more_body": part != body[-1]}

    async def send(message: Any) -> None:
        sent.append(message)

    guard = Guard(app, hosts=frozenset({"localhost"}), limits=limits, metrics=Metrics())
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
    }
    asyncio.run(guard(scope, receive, send))
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, [message["body"] for message in sent[1:]], guard


HOST = (b"host", b"localhost:8000")


@pytest.mark.parametrize(
    ("headers", "settings", "status"),
    [
        ([HOST], {}, 200),
        ([(b"host", b"LOCALHOST")], {}, 200),
        ([], {}, 421),
        ([HOST, HOST], {}, 421),
        ([(b"host", b"evil.example")], {}, 421),
        ([(b"host", b"localhost.evil.example")], {}, 421),
        ([HOST], {"path": "/" + "x" * LONGEST_URL_IN_BYTES}, 414),
        ([HOST, (b"content-length", b"1"), (b"transfer-encoding", b"chunked")], {}, 400),
        ([HOST, (b"content-length", b"101")], {}, 413),
        ([HOST, (b"content-length", b"-1")], {}, 413),
        ([HOST, (b"content-length", b"100")], {}, 200),
        ([HOST], {"method": "POST", "body": [b"x" * 60, b"y" * 41]}, 413),
        ([HOST], {"answer": b"x" * 101, "limits": Limits(unread=100)}, 503),
        ([HOST], {"fails": True}, 500),
    ],
)
def test_the_guard_lets_through_what_may_pass(
    headers: list[tuple[bytes, bytes]], settings: dict[str, Any], status: int
) -> None:
    found, head, parts, guard = guarded(headers, **settings)
    assert found == status
    assert head["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in head["content-security-policy"]
    assert guard.unread == 0
    if status != 200:
        assert b"".join(parts).count(b"\n") == 1
        assert b"secret" not in b"".join(parts)


def test_a_refused_body_ends_the_connection() -> None:
    _, head, _, _ = guarded([HOST, (b"content-length", b"500")], method="POST")
    assert head["connection"] == "close"


def test_a_long_answer_is_sent_in_parts() -> None:
    _, _, parts, _ = guarded([HOST], answer=b"x" * (2 * PART_IN_BYTES + 1))
    assert [len(part) for part in parts] == [PART_IN_BYTES, PART_IN_BYTES, 1]


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "page"),
        ("/sparql", "sparql"),
        ("/sparql/", "sparql"),
        ("/id/actor/x", "id"),
        ("/../etc", "page"),
        ("/made-up-by-a-client", "page"),
    ],
)
def test_a_path_becomes_a_label_only_if_it_is_a_route(path: str, route: str) -> None:
    assert RequestLog("GET", path).route == route


# ── refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("refusal", "header", "value"),
    [
        (Refusal(503, "busy", retry=True), "retry-after", "2"),
        (Refusal(503, "too much"), "retry-after", None),
        (Refusal(401, "token"), "www-authenticate", "Bearer"),
        (Refusal(404, "none"), "www-authenticate", None),
        (Refusal(400, "no\nline\r\nbreaks"), "cache-control", "no-store"),
    ],
)
def test_a_refusal_is_one_line_with_its_headers(
    refusal: Refusal, header: str, value: str | None
) -> None:
    response = refusal.response()
    assert response.headers.get(header) == value
    assert bytes(response.body).count(b"\n") == 1


def test_a_reply_that_is_an_error_becomes_a_refusal() -> None:
    check_reply({"status": 200}, "")
    refused(404, lambda: check_reply({"status": 404, "message": "none"}, ""))
    broken = {"status": 400, "message": "", "broken": "error at 1:5: expected one of"}
    refused(400, lambda: check_reply(broken, "ASK ?"), "line 1")
    with pytest.raises(Refusal) as caught:
        check_reply({"status": 503, "message": "busy"}, "")
    assert caught.value.retry


# ── answers ───────────────────────────────────────────────────────────────────────────────────


def database(size: int) -> ox.Store:
    store = ox.Store()
    graph = ox.NamedNode(G)
    for number in range(size):
        subject, value = ox.NamedNode(f"a:{number:03}"), ox.Literal(f"value\t{number}")
        for name in (graph, ox.DefaultGraph()):
            store.add(ox.Quad(subject, ox.NamedNode("a:p"), value, name))
    return store


def job(text: str = "", media: str = "text/csv", **settings: Any) -> dict[str, Any]:
    usual = {"rows": 100, "answer": 10_000, "default": None, "named": None, "from": []}
    return {**usual, "text": text, "media": media, "root": "a:", **settings}


SELECT = "SELECT ?s ?o WHERE { ?s <a:p> ?o } ORDER BY ?s"


@pytest.mark.parametrize(
    ("settings", "cut", "rows"),
    [({}, "", 5), ({"rows": 5}, "", 5), ({"rows": 4}, "rows", 4), ({"answer": 1}, "bytes", 1)],
)
@pytest.mark.parametrize("media", ["text/csv", "text/tab-separated-values"])
def test_rows_are_cut_and_say_so(media: str, settings: dict[str, Any], cut: str, rows: int) -> None:
    head, body = answering.query(database(5), job(SELECT, media, **settings), {})
    assert (head["status"], head["cut"]) == (200, cut)
    assert len(body.splitlines()) == rows + 1


def test_rows_come_whole_through_every_format() -> None:
    for media in RESULTS:
        head, body = answering.query(database(2), job(SELECT, media), {})
        assert head["status"] == 200
        parsed = ox.parse_query_results(body, format=RESULTS[media]) if "csv" not in media else None
        if isinstance(parsed, ox.QuerySolutions):
            values = [solution["o"] for solution in parsed]
            assert values == [ox.Literal("value\t0"), ox.Literal("value\t1")]


@pytest.mark.parametrize(
    ("text", "found"), [("ASK { ?s ?p ?o }", True), ("ASK { <a:x> ?p 1 }", False)]
)
def test_truth_is_answered(text: str, found: bool) -> None:
    _, body = answering.query(database(1), job(text, "application/json"), {})
    assert json.loads(body)["boolean"] is found


def test_rows_that_bind_nothing_are_counted_or_refused() -> None:
    text = "SELECT * WHERE { <a:000> <a:p> 'value\t0' }"
    _, body = answering.query(database(1), job(text, "application/json"), {})
    assert len(json.loads(body)["results"]["bindings"]) == 1
    with pytest.raises(MemoryError):
        answering.query(database(1), job(text, "application/json", answer=3), {})


def test_triples_are_cut_and_come_once() -> None:
    text = "CONSTRUCT { ?s <a:q> 1 } WHERE { { ?s <a:p> ?o } UNION { ?s <a:p> ?o } }"
    head, body = answering.query(database(5), job(text, "application/n-triples"), {})
    assert (head["cut"], len(body.splitlines())) == ("", 5)
    head, body = answering.query(database(5), job(text, "application/n-triples", rows=3), {})
    assert (head["cut"], len(body.splitlines())) == ("rows", 3)


def test_a_dataset_is_the_one_that_is_named() -> None:
    for default, named, found in (([G], [], True), (["a:none"], [], False), ([], [G], False)):
        asked = job("ASK { ?s ?p ?o }", "application/json", default=default, named=named)
        assert json.loads(answering.query(database(1), asked, {})[1])["boolean"] is found


def test_a_graph_that_is_not_there_is_refused() -> None:
    head, _ = answering.query(database(1), job("ASK {}", **{"from": ["a:none"]}), {})
    assert (head["status"], "a:none" in head["message"]) == (400, True)
    head, _ = answering.graph(database(1), job(media="text/turtle", graph="a:none"), {})
    assert head["status"] == 404
    head, body = answering.graph(database(3), job(media="application/n-triples", graph=G), {})
    assert (head["cut"], len(body.splitlines())) == ("", 3)


# ── what is drawn and listed ──────────────────────────────────────────────────────────────────


def quads() -> ox.Store:
    store = ox.Store()
    for number, claims in ((1, 3), (2, 1)):
        graph = article(number, claims=claims)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, graph.iri) for t in graph.triples)
    return store


@pytest.mark.parametrize(
    ("most", "claims", "is_cut"), [(10, 3, False), (3, 3, False), (2, 2, True)]
)
def test_a_network_has_at_most_so_many_claims(most: int, claims: int, is_cut: bool) -> None:
    part, cut = neighbourhood.within(quads(), article(1).iri, most)
    found = {quad.subject for quad in part.match(None, RDF.type, AG.Claim)}
    assert (len(found), cut) == (claims, is_cut)


@pytest.mark.parametrize(("hops", "most", "claims"), [(1, 10, 4), (2, 10, 4), (2, 1, 1)])
def test_a_neighbourhood_has_the_claims_of_an_actor(hops: int, most: int, claims: int) -> None:
    actor = ox.NamedNode(f"{INDIVIDUALS}actor/mara-quill")
    part, cut = neighbourhood.around(quads(), actor, hops, most)
    assert isinstance(part, MemoryStore)
    assert len({quad.subject for quad in part.match(None, RDF.type, AG.Claim)}) == claims
    assert cut is (most < claims or most == 1)
    assert not list(part.match(None, AG.mention, None))


def test_kinds_leave_out_the_abstract_ones_if_there_is_another() -> None:
    from actorgraph.graph.facts import Facts

    facts = Facts(article(1).triples)
    claim = ox.NamedNode(f"{INDIVIDUALS}claim/{1:016x}-0-aid")
    assert kinds(facts, claim) == ["Aid"]
    only = Facts([ox.Triple(claim, RDF.type, AG.Claim)])
    assert kinds(only, claim) == ["Claim"]


def test_sparql_declares_the_prefixes_it_uses() -> None:
    declared = with_prefixes("ASK { ?s a ag:Claim ; dct:title ?t }")
    assert declared.count("PREFIX") == 2
    assert with_prefixes("ASK {}") == "ASK {}"


def test_rows_are_plain_texts() -> None:
    bindings = [{"a": {"type": "literal", "value": "x"}}, {}]
    body = json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}}).encode()
    assert plain_rows(body) == (["a", "b"], [{"a": "x", "b": None}, {"a": None, "b": None}])


# ── the scheduler ─────────────────────────────────────────────────────────────────────────────


def scheduled(use: Callable[[Scheduler], Awaitable[Any]], **limits: Any) -> Any:
    usual = {
        "children": 1,
        "quick": 0.2,
        "deadline": 3.0,
        "lingering": 1,
        # At the lowest priority a busy machine might never end the job.
        "yields": False,
    }

    async def run() -> Any:
        scheduler = Scheduler.of(Limits(**{**usual, **limits}), "tests.echo", "one", ())
        await scheduler.start()
        try:
            return await use(scheduler)
        finally:
            await scheduler.stop()

    return asyncio.run(run())


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never held")


async def status_of(running: Awaitable[Any]) -> int:
    try:
        await running
    except Refusal as refusal:
        return refusal.status
    return 200


def test_a_long_query_lingers_while_others_are_answered() -> None:
    async def use(scheduler: Scheduler) -> Any:
        long = asyncio.ensure_future(scheduler.run({"say": "long", "spin": 1}))
        await until(lambda: scheduler.lingering == 1)
        short, _ = await scheduler.run({"say": "short"})
        assert not long.done()
        head, _ = await long
        return short["said"], head["said"], scheduler.lingering, scheduler.ended

    assert scheduled(use, deadline=20.0) == ("short", "long", 0, 1)


def test_at_the_deadline_a_query_is_stopped() -> None:
    async def use(scheduler: Scheduler) -> Any:
        return await status_of(scheduler.run({"sleep": 60})), scheduler.ended

    assert scheduled(use, deadline=1.0) == (504, 1)


def test_a_child_that_ends_costs_its_query_alone() -> None:
    async def use(scheduler: Scheduler) -> Any:
        first = await status_of(scheduler.run({"exit": 1}))
        return first, await status_of(scheduler.run({"say": "next"}))

    assert scheduled(use, deadline=20.0) == (503, 200)


def test_too_many_queries_are_refused_at_once() -> None:
    async def use(scheduler: Scheduler) -> Any:
        jobs = []
        for _ in range(4):
            jobs.append(asyncio.ensure_future(status_of(scheduler.run({"sleep": 0.5}))))
            await asyncio.sleep(0.01)
        return [await job for job in jobs]

    assert scheduled(use, queue=1, deadline=20.0) == [200, 200, 503, 503]


def test_too_many_long_queries_are_refused() -> None:
    async def use(scheduler: Scheduler) -> Any:
        jobs = [status_of(scheduler.run({"spin": 1})) for _ in range(2)]
        return sorted(await asyncio.gather(*jobs))

    assert scheduled(use, children=2, deadline=20.0) == [200, 503]


def test_a_query_is_long_by_what_it_computes_and_not_by_what_it_waits() -> None:
    async def use(scheduler: Scheduler) -> Any:
        # No place to linger: whatever counts as long is refused.
        waiting = await status_of(scheduler.run({"sleep": 1}))
        return waiting, await status_of(scheduler.run({"spin": 1}))

    assert scheduled(use, lingering=0, deadline=20.0) == (200, 503)


def test_another_snapshot_is_read_by_other_children() -> None:
    async def use(scheduler: Scheduler) -> Any:
        before, _ = await scheduler.run({})
        await scheduler.switch("two")
        after, _ = await scheduler.run({})
        (child,) = scheduler.pool.children
        return before["pid"] != after["pid"], child.ready["manner"], scheduler.snapshot

    assert scheduled(use, deadline=20.0) == (True, "two", "two")
