"""The server against those who mean it ill: endless queries, deep ones, calls for elsewhere, slow
and broken clients.
"""

import asyncio
import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from actorgraph.server.refusal import Refusal
from actorgraph.server.scheduler import start_child, work
from actorgraph.stores.memory import MemoryStore
from actorgraph.workers.child import Program
from tests.serving import ARTICLE, CLAIM, GRAPH, Endpoint, listener, serving

DEADLINE = 2
# The machine that runs the tests may be busy with others; the server's own clock is tighter.
PATIENCE = 8
CALM = list(hypothesis.HealthCheck)
VALUES = " ".join(f"VALUES ?v{place} {{ 0 1 2 3 4 5 6 7 8 9 }}" for place in range(12))
BINDS = " ".join(
    f"BIND (CONCAT({', '.join([f'?a{place}'] * 10)}) AS ?a{place + 1})" for place in range(9)
)
ENDLESS = {
    "product": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "order": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "values": f"SELECT (COUNT(*) AS ?n) WHERE {{ {VALUES} }}",
    "path": "SELECT (COUNT(*) AS ?n) WHERE "
    "{ ?a (ag:none|!ag:none)* ?b . ?c (ag:none|!ag:none)* ?d . ?e (!ag:none)* ?f }",
    "concat": f'SELECT (STRLEN(?a9) AS ?n) WHERE {{ BIND ("0123456789" AS ?a0) {BINDS} }}',
    "regex": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . "
    "FILTER REGEX(CONCAT(STR(?c), STR(?f)), '(.*)*(a|aa)+(.*)*x{40}$') }",
    "group": "SELECT ?c ?f (GROUP_CONCAT(?i) AS ?n) "
    "WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c ?f",
}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("server")
    with serving(folder, GRAPH, "--deadline", DEADLINE, "--memory", 512) as running:
        yield running


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_query_is_ended_and_others_are_answered(endpoint: Endpoint, name: str) -> None:
    began, ended = time.monotonic(), {}

    def run() -> None:
        ended["reply"] = endpoint.query(ENDLESS[name])
        ended["after"] = time.monotonic() - began

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)
    asked = time.monotonic()
    assert json.loads(endpoint.query("ASK { ?s a ag:Article }").body)["boolean"] is True
    assert time.monotonic() - asked < PATIENCE
    thread.join()
    assert ended["reply"].status in (503, 504)
    assert ended["reply"].text.count("\n") == 1
    assert ended["after"] < DEADLINE + PATIENCE


def test_many_endless_queries_leave_no_child_behind(endpoint: Endpoint) -> None:
    replies = []
    threads = [
        threading.Thread(target=lambda: replies.append(endpoint.query(ENDLESS["product"])))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {reply.status for reply in replies} <= {503, 504}
    assert {reply.headers.get("retry-after") for reply in replies if reply.status == 503} <= {"2"}
    for _ in range(600):
        text = endpoint.ask("/metrics").text
        if "actorgraph_children_free 3.0" in text:
            break
        time.sleep(0.1)
    assert "actorgraph_children_free 3.0" in text
    assert "actorgraph_queries_lingering 0.0" in text


@pytest.mark.parametrize("depth", [101, 1_000, 10_000, 100_000, 1_000_000])
@pytest.mark.parametrize(
    "opening", ["(", "{", "!", "[", "<<(", "{} UNION {", "OPTIONAL {", "-", "^"]
)
def test_depth_is_refused_and_the_server_lives(
    endpoint: Endpoint, opening: str, depth: int
) -> None:
    inside = opening * depth
    expression = opening[0] in "(!-"
    query = (
        f"ASK {{ FILTER ({inside}1) }}"
        if expression
        else f"ASK {{ ?s {'a' if opening == '[' else ''} {inside} }}"
    )
    if len(query) > 1 << 20:
        head = (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/sparql-query\r\n"
        )
        reply = endpoint.raw(head + f"Content-Length: {len(query)}\r\n\r\n".encode())
    else:
        reply = endpoint.post(query)
    assert reply is not None
    # A hundred signs in a row are no depth: they are answered, or they are no SPARQL.
    assert reply.status in ((200, 400) if depth == 101 and opening in "!-^" else (400, 413))
    assert reply.status == 200 or reply.text.count("\n") == 1
    assert endpoint.query("ASK {}").status == 200


CALLS = [
    "SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ service<{url}>{{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ SERVICESILENT<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ BIND (<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ SERVICE#comment\n<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ #\rSERVICE <{url}> {{ ?s ?p ?o }} }}",
    "PREFIX e: <{url}> SELECT * WHERE {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "PREFIX ex: <{url}> SELECT * WHERE {{ SERVICEex: {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ {{ SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * WHERE {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ ?s ?p '''a''' . SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SeRvIcE <{url}> {{ ?s ?p ?o }} }}",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <http://example.org/g>",
    "INSERT DATA {{ <{url}> <{url}> 1 }}",
    "DROP ALL",
    "CLEAR DEFAULT",
    "DELETE WHERE {{ ?s ?p ?o }}",
    "SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
]
INNOCENT = [
    'SELECT ("SERVICE <http://example.org/> { ?s ?p ?o }" AS ?text) WHERE {}',
    "PREFIX service: <http://example.org/service/> SELECT * WHERE { ?s service:load ?o }",
    "SELECT * WHERE { ?service ?load ?insert } LIMIT 1",
    "# SERVICE <http://example.org/> { }\nASK {}",
    "SELECT * WHERE { ?s <http://example.org/SERVICE> 'DROP ALL' }",
]


def test_nothing_is_called_and_nothing_is_changed(endpoint: Endpoint) -> None:
    before = endpoint.count()
    with listener() as (port, came):
        for call in CALLS:
            reply = endpoint.post(call.format(url=f"http://127.0.0.1:{port}/sparql"))
            assert reply.status == 400, call
            assert reply.text.count("\n") == 1
        time.sleep(0.3)
        assert came == []
    assert endpoint.count() == before


@pytest.mark.parametrize("query", INNOCENT)
def test_a_word_that_only_looks_like_a_call_passes(endpoint: Endpoint, query: str) -> None:
    assert endpoint.post(query).status == 200


def test_a_child_has_no_network_even_where_the_check_is_passed(tmp_path: Path) -> None:
    MemoryStore.load(GRAPH).snapshot(tmp_path / "snapshot")

    async def call(url: str) -> bool:
        arguments = (str(tmp_path / "snapshot"), str(1 << 30), "{}")
        child = await start_child(Program("actorgraph.server.query_worker", arguments))
        job = {
            "kind": "query",
            "text": f"ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
            "media": "application/json",
        }
        dataset = {
            "default": None,
            "named": None,
            "from": [],
            "root": "http://example.org/",
        }
        try:
            given = {**job, **dataset, "rows": 1, "answer": 1, "deadline": 5}
            await asyncio.wait_for(work(child, given), 20)
        except Refusal:
            pass
        finally:
            await child.end()
        return bool(child.ready["sealed"])

    with listener() as (port, came):
        sealed = asyncio.run(call(f"http://127.0.0.1:{port}/sparql"))
        time.sleep(0.3)
    if not sealed:
        pytest.skip("this system lets nobody leave the network")
    assert came == []


def test_slow_clients_are_dropped_and_others_served(endpoint: Endpoint) -> None:
    lines = [socket.create_connection(("127.0.0.1", endpoint.port), timeout=30) for _ in range(100)]
    try:
        for place, line in enumerate(lines):
            line.sendall(b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * place)
        for _ in range(12):
            began = time.monotonic()
            assert endpoint.query("ASK {}").status == 200
            assert time.monotonic() - began < PATIENCE
            for line in lines[:50]:
                _drip(line)
            time.sleep(1)
        assert [line.recv(1) for line in lines[50:]] == [b""] * 50
    except ConnectionResetError:
        pass
    finally:
        for line in lines:
            line.close()


def _drip(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.sendall(b"z")


def test_a_body_too_large_is_refused_before_it_is_read(endpoint: Endpoint) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    told = endpoint.raw(head + b"Content-Length: 104857600\r\n\r\n" + b"x" * 1_000)
    assert told is not None
    assert told.status == 413
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    # Whoever goes on sending may find the line cut before the answer has come.
    chunked = endpoint.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 100)
    assert chunked is None or chunked.status == 413
    assert endpoint.query("ASK {}").status == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        (b"GET /sparql HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421),
        (b"GET /sparql HTTP/1.1\r\nHost: evil.example:8000\r\n\r\n", 421),
        (b"GET http://evil.example/sparql HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        (b"GET /sparql HTTP/1.0\r\n\r\n", 421),
        (b"GET /sparql HTTP/1.1\r\n\r\n", 400),
        (b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET /sparql?query=" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"nonsense\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: 0\r\n\r\n",
            415,
        ),
        (
            b"OPTIONS /sparql HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n",
            403,
        ),
        (b"OPTIONS /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"TRACE /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"GET /static/../app.py HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /static/%2e%2e/app.py HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /static/..%2fapp.py HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /static//etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /static/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /id/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /id/%3E%20%3Cx HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /id/%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /page?iri=http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ],
)
def test_what_is_malformed_or_foreign_gets_one_line(
    endpoint: Endpoint, sent: bytes, status: int
) -> None:
    got = endpoint.raw(sent)
    assert got is not None
    assert got.status == status, got
    assert got.body.rstrip(b"\n").count(b"\n") == 0
    assert b"Traceback" not in got.body
    assert not [name for name in got.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/api/questions", "/nothing", "/static/server.css", "/query"]
)
def test_every_answer_carries_its_armour(endpoint: Endpoint, path: str) -> None:
    headers = endpoint.ask(path, origin="http://evil.example").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert not [name for name in headers if name.startswith("access-control") or name == "server"]


PATHS = list(
    json.loads(files("actorgraph.server").joinpath("templates", "openapi.json").read_text("utf-8"))[
        "paths"
    ]
)


@pytest.mark.parametrize("path", PATHS)
def test_the_json_routes_keep_to_their_description(endpoint: Endpoint, path: str) -> None:
    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{endpoint.port}/openapi.json")
    wanted = [
        checks.not_a_server_error,
        openapi.status_code_conformance,
        openapi.content_type_conformance,
        openapi.response_schema_conformance,
    ]

    @hypothesis.settings(
        max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=CALM
    )
    @hypothesis.given(case=schema[path]["GET"].as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=wanted)

    check()


def test_the_description_is_valid_and_its_real_answers_keep_to_it(endpoint: Endpoint) -> None:
    import openapi_spec_validator

    text = endpoint.ask("/openapi.json").text
    openapi_spec_validator.validate(json.loads(text))
    schema = schemathesis.openapi.from_dict(json.loads(text))
    schema.config.base_url = f"http://127.0.0.1:{endpoint.port}"
    real = {"/api/claims/{id}": CLAIM, "/api/articles/{id}": ARTICLE, "/api/actors/{id}": "Q142"}
    for path, name in real.items():
        case = schema[path]["GET"].Case(path_parameters={"id": name})
        assert case.call_and_validate().status_code == 200
    assert not re.search(r"https?://(?!127\.0\.0\.1)", json.dumps(json.loads(text)["paths"]))
