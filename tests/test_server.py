"""The server: SPARQL's protocols, pages and JSON routes, over a process as a user runs it."""

import json
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.merging import in_both
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, RDF, RDFS
from tests.conftest import Run
from tests.serving import ARTICLE, CLAIM, GRAPH, Endpoint, listener, serving

TOKEN = "a-token-of-the-tests-alone"
ARTICLE_IRI = f"{INDIVIDUALS}article/{ARTICLE}"
HOSTILE = "<script>alert('x')</script>\"'&\u202e{{7*7}}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose names are an attack on whoever prints them."""
    path = tmp_path_factory.mktemp("hostile") / "graph.nt"
    article, actor, claim, span = (
        ox.NamedNode(INDIVIDUALS + name)
        for name in ("article/bad", "actor/bad", "claim/bad-0-5-act", "article/bad#char=0,5")
    )
    words = ox.Literal(HOSTILE)
    triples = [
        ox.Triple(article, RDF.type, AG.Article),
        ox.Triple(article, RDFS.label, words),
        ox.Triple(actor, RDF.type, AG.Person),
        ox.Triple(actor, RDFS.label, words),
        ox.Triple(actor, AG.mention, span),
        ox.Triple(claim, RDF.type, AG.Claim),
        ox.Triple(claim, AG.factuality, AG.Asserted),
        ox.Triple(claim, AG.verb, words),
        ox.Triple(claim, AG.agent, actor),
        ox.Triple(claim, AG.attributedTo, actor),
        ox.Triple(claim, AG.reportedIn, article),
    ]
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    return path


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory, hostile: Path) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("server")
    with serving(folder, GRAPH, hostile, "--rows", 2000, "--deadline", 60) as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("", "application/sparql-results+json", b'{"head"'),
        ("application/json", "application/json", b'{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv;q=0.9, text/html", "text/csv", b"s,n\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", b"?s\t?n\n"),
        ("text/html, */*;q=0.1", "application/sparql-results+json", b'{"head"'),
    ],
)
def test_rows_come_in_every_format(
    endpoint: Endpoint, accept: str, media: str, begins: bytes
) -> None:
    reply = endpoint.query(
        "SELECT ?s ?n WHERE { ?s rdfs:label ?n } ORDER BY ?s ?n LIMIT 2", accept=accept
    )
    assert (reply.status, reply.media) == (200, media)
    assert reply.body.startswith(begins)


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_graphs_come_in_every_format(endpoint: Endpoint, media: str, form: ox.RdfFormat) -> None:
    sparql = "CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s a ag:Government ; rdfs:label ?n }"
    reply = endpoint.query(sparql, accept=media)
    assert (reply.status, reply.media) == (200, media)
    plain = endpoint.query(sparql, accept="application/n-triples")
    wanted = {quad.triple for quad in ox.parse(plain.body, format=ox.RdfFormat.N_TRIPLES)}
    assert len(wanted) > 5
    assert {quad.triple for quad in ox.parse(reply.body, format=form)} == wanted


def test_a_query_comes_by_get_form_or_body(endpoint: Endpoint) -> None:
    ask = "ASK { ?s a ag:Article }"
    form = urlencode({"query": ask}).encode()
    media = "application/x-www-form-urlencoded"
    replies = [
        endpoint.query(ask),
        endpoint.post(ask),
        endpoint.ask("/sparql/", method="POST", body=form, content_type=media),
    ]
    assert [json.loads(reply.body)["boolean"] for reply in replies] == [True] * 3


def test_the_dataset_is_the_one_that_the_request_names(endpoint: Endpoint) -> None:
    ask = "ASK { ?s a ag:Article }"
    here = urlencode({"query": ask, "default-graph-uri": ARTICLE_IRI})
    nowhere = urlencode({"query": ask, "default-graph-uri": "http://example.org/none"})
    inside = urlencode(
        {"query": "ASK { GRAPH ?g { ?s a ag:Article } }", "named-graph-uri": ARTICLE_IRI}
    )
    outside = urlencode({"query": ask, "named-graph-uri": ARTICLE_IRI})
    answers = [
        json.loads(endpoint.ask(f"/sparql?{it}").body)["boolean"]
        for it in (here, nowhere, inside, outside)
    ]
    assert answers == [True, False, True, False]


def test_from_names_graphs_of_the_store_alone(endpoint: Endpoint) -> None:
    within = endpoint.query(f"ASK FROM <{INDIVIDUALS}derived> {{ ?s a ag:Article }}")
    assert json.loads(within.body)["boolean"] is False
    with listener() as (port, came):
        foreign = endpoint.query(f"SELECT * FROM <http://127.0.0.1:{port}/x> {{ ?s ?p ?o }}")
    assert (foreign.status, came) == (400, [])
    assert "fetches none" in foreign.text


@pytest.mark.parametrize(
    ("path", "method", "body", "media", "status"),
    [
        ("/sparql?query=ASK%7B", "GET", None, "", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "GET", None, "", 400),
        ("/sparql?update=CLEAR%20ALL", "GET", None, "", 400),
        ("/sparql?nothing=1", "GET", None, "", 400),
        ("/sparql?query=%FF", "GET", None, "", 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", "GET", None, "", 400),
        ("/sparql", "PUT", b"ASK {}", "application/sparql-query", 405),
        ("/sparql", "DELETE", None, "", 405),
        ("/sparql", "POST", b"ASK {}", "text/plain", 415),
        ("/sparql", "POST", b"ASK {}", "", 415),
        (
            "/sparql",
            "POST",
            "ASK {}".encode("utf-16"),
            "application/sparql-query; charset=utf-16",
            415,
        ),
        ("/sparql", "POST", b"\xff\xfe", "application/sparql-query", 400),
        ("/sparql", "POST", b"CLEAR ALL", "application/sparql-query", 400),
        ("/sparql", "POST", b"CLEAR ALL", "application/sparql-update", 415),
        ("/update", "POST", b"CLEAR ALL", "application/sparql-update", 404),
        ("/update", "GET", None, "", 405),
        ("/graphs", "PUT", b"", "text/turtle", 405),
        ("/graphs?graph=relative", "GET", None, "", 400),
        ("/graphs?graph=http://example.org/none", "GET", None, "", 404),
        ("/graphs?default&graph=http://example.org/none", "GET", None, "", 400),
        ("/network", "GET", None, "", 400),
        ("/network?actor=Q142&hops=3", "GET", None, "", 400),
        ("/network?actor=nobody", "GET", None, "", 404),
        ("/api/questions/who-urgd-whom", "GET", None, "", 404),
        ("/api/questions/who-urged-whom?name=x", "GET", None, "", 400),
        ("/api/claims/none", "GET", None, "", 404),
        ("/api/actors?limit=0", "GET", None, "", 400),
        ("/nothing/here", "GET", None, "", 404),
    ],
)
def test_what_is_wrong_is_said_on_one_line(
    endpoint: Endpoint, path: str, method: str, body: bytes | None, media: str, status: int
) -> None:
    headers = {"content_type": media} if media else {}
    reply = endpoint.ask(path, method=method, body=body, **headers)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert 0 < len(reply.text) < 400
    assert reply.text.count("\n") <= 1
    assert "Traceback" not in reply.text


def test_what_no_format_fits_is_406(endpoint: Endpoint) -> None:
    assert endpoint.query("ASK {}", accept="image/png").status == 406
    assert endpoint.query("DESCRIBE <http://example.org/x>", accept="text/csv").status == 406
    assert endpoint.ask("/id/actor/Q142", accept="image/png").status == 406


def test_the_service_describes_itself(endpoint: Endpoint) -> None:
    reply = endpoint.ask("/sparql", accept="text/turtle")
    quads = list(ox.parse(reply.body, format=ox.RdfFormat.TURTLE))
    assert f"http://127.0.0.1:{endpoint.port}/sparql" in {
        getattr(quad.object, "value", "") for quad in quads
    }


def test_a_long_answer_is_cut_and_says_so(endpoint: Endpoint) -> None:
    rows = endpoint.query("SELECT * WHERE { ?s ?p ?o }", accept="text/csv")
    assert rows.headers["actorgraph-cut"] == "rows"
    assert rows.body.count(b"\r\n") >= 2001
    graph = endpoint.ask(f"/graphs?graph={quote(ARTICLE_IRI)}", accept="application/n-triples")
    assert (graph.headers["actorgraph-cut"], graph.body.count(b"\n")) == ("rows", 2000)
    assert "actorgraph-cut" not in endpoint.query("ASK {}").headers


def test_a_graph_is_listed_and_read(endpoint: Endpoint) -> None:
    listed = json.loads(endpoint.ask("/graphs").body)["results"]["bindings"]
    assert ARTICLE_IRI in {row["graph"]["value"] for row in listed}
    assert endpoint.ask("/graphs?default").media == "text/turtle"


@pytest.mark.parametrize("path", ["actor/Q142", f"claim/{CLAIM}", f"article/{ARTICLE}"])
def test_every_thing_has_a_page_and_rdf(endpoint: Endpoint, path: str) -> None:
    page = endpoint.ask(f"/id/{path}", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (page.status, page.media) == (200, "text/html")
    for ending, form in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        reply = endpoint.ask(f"/id/{path}.{ending}")
        about = [
            quad
            for quad in ox.parse(reply.body, format=form)
            if quad.subject.value == INDIVIDUALS + path
        ]
        assert len(about) > 2
    assert endpoint.ask(f"/id/{path}", accept="text/turtle").media == "text/turtle"


def test_a_claims_page_shows_certainty_sources_and_words(endpoint: Endpoint) -> None:
    page = endpoint.ask(f"/id/claim/{CLAIM}", accept="text/html").text
    for shown in (
        "the article says so",
        "Angela Merkel",
        "Vladimir Putin",
        "him to end the persecution",
    ):
        assert shown in page


def test_names_that_attack_are_escaped(endpoint: Endpoint) -> None:
    pages = [
        "/",
        "/id/actor/bad",
        "/id/article/bad",
        "/id/claim/bad-0-5-act",
        "/search?q=script",
        "/search?q=" + quote(HOSTILE),
    ]
    for path in pages:
        reply = endpoint.ask(path, accept="text/html")
        assert reply.status == 200
        assert "<script>" not in reply.text
        assert "49" not in reply.text.partition("{{")[2][:20]
    assert "&lt;script&gt;" in endpoint.ask("/id/actor/bad", accept="text/html").text


def test_search_finds_names_and_words(endpoint: Endpoint) -> None:
    found = json.loads(endpoint.ask("/api/search?q=chechnya").body)
    assert found[0]["kind"] == "name"
    assert {"name", "evidence"} <= {row["kind"] for row in found}
    assert all("chechnya" in row["words"].casefold() for row in found)


def test_the_json_routes_agree_with_each_other(endpoint: Endpoint) -> None:
    questions = json.loads(endpoint.ask("/api/questions").body)
    assert "who-urged-whom" in {question["name"] for question in questions}
    answer = json.loads(endpoint.ask("/api/questions/who-urged-whom").body)
    row = next(row for row in answer["rows"] if row["claim"].endswith(CLAIM))
    claim = json.loads(endpoint.ask(f"/api/claims/{CLAIM}").body)
    assert {role["role"]: role["label"] for role in claim["roles"]} == {
        "agent": row["asker"],
        "recipient": row["asked"],
    }
    actor = next(role for role in claim["roles"] if role["role"] == "agent")
    found = json.loads(endpoint.ask(f"/api/actors/{actor['path'].removeprefix('actor/')}").body)
    assert claim in found["claims"]
    article = json.loads(endpoint.ask(f"/api/articles/{ARTICLE}").body)
    assert claim in article["claims"]
    listed = json.loads(endpoint.ask("/api/actors?limit=3&offset=2").body)
    assert len(listed["items"]) == 3 < listed["total"]


def test_every_named_question_is_answered(endpoint: Endpoint) -> None:
    for question in json.loads(endpoint.ask("/api/questions").body):
        given = "&".join(f"{name}=France" for name in question["needs"])
        assert endpoint.ask(f"/api/questions/{question['name']}?{given}").status == 200
        if question["needs"]:
            assert endpoint.ask(f"/api/questions/{question['name']}").status == 400
        else:
            assert endpoint.post(question["sparql"]).status == 200


def test_a_network_is_drawn_on_demand(endpoint: Endpoint) -> None:
    for path in (
        "?actor=Q142",
        "?actor=Q142&hops=2",
        f"?article={ARTICLE}",
        f"?article={ARTICLE}&claims=5",
    ):
        page = endpoint.ask(f"/network{path}")
        assert (page.status, page.media) == (200, "text/html")
        assert "sha256-" in page.headers["content-security-policy"]
        assert '"nodes"' in page.text
    assert page.headers["actorgraph-cut"] == "claims"


def test_health_metrics_and_the_log_hold_no_query(endpoint: Endpoint) -> None:
    endpoint.query('ASK { ?s rdfs:label "a secret of the reader" }')
    assert endpoint.ask("/health").text == "ok\n"
    text = endpoint.ask("/metrics").text
    assert 'actorgraph_requests_total{route="sparql",status="200"}' in text
    lines = endpoint.log.read_text("utf-8").splitlines()
    assert {json.loads(line)["event"] for line in lines} >= {"serving", "request"}
    assert "secret" not in "".join(lines)


def test_updates_want_the_token(tmp_path: Path) -> None:
    insert = (
        "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> rdfs:label 'new' } }"
    )
    with serving(tmp_path, GRAPH, token=TOKEN) as server, listener() as (port, came):
        before = server.count()
        assert server.post(insert, "/update", "update").status == 401
        assert (
            server.post(insert, "/update", "update", authorization="Bearer of bad news").status
            == 401
        )
        allowed = {"authorization": f"Bearer {TOKEN}"}
        for refused in (
            f"LOAD <http://127.0.0.1:{port}/x>",
            f"CLEAR ALL ; LOAD SILENT <http://127.0.0.1:{port}/x> INTO GRAPH <http://example.org/g>",
            f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            "INSERT DATA { broken",
        ):
            assert server.post(refused, "/update", "update", **allowed).status == 400
        assert (server.count(), came) == (before, [])
        assert server.post(insert, "/update", "update", **allowed).status == 204
        assert server.count() == before + 1
        assert TOKEN not in server.log.read_text("utf-8")


def test_a_snapshot_is_served_and_renewed(tmp_path: Path) -> None:

    MemoryStore.load(GRAPH).snapshot(tmp_path / "store")
    with serving(tmp_path, "--store", tmp_path / "store") as server:
        assert server.count() > 1000
        beside = [
            path.name for path in tmp_path.iterdir() if path.name.startswith(".actorgraph-serve-")
        ]
        assert len(beside) == 1
        # Nobody holds the store: another process may write it while it is served, and the server
        # then renew its snapshot.
        store = ox.Store(str(tmp_path / "store"))
        before = server.count()
        written = ox.Triple(AG.Claim, RDFS.label, ox.Literal("written meanwhile"))
        store.load(
            in_both(ox.NamedNode("http://example.org/g"), [written]), format=ox.RdfFormat.N_QUADS
        )
        store.flush()
        assert server.count() == before
        del store
        server.process.send_signal(signal.SIGHUP)
        for _ in range(600):
            if server.count() == before + 1:
                break
            time.sleep(0.1)
        assert server.count() == before + 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".actorgraph-serve-")]


def reporting(number: int, claims: int = 1) -> ArticleGraph:
    """An article in which Mara Quill helps somebody so many times."""
    article = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    who = ox.NamedNode(f"{INDIVIDUALS}actor/mara-quill")
    told = [
        (article, RDF.type, AG.Article),
        (article, DCT.title, ox.Literal(f"Harbour strike, day {number}")),
    ]
    told += [(who, RDF.type, AG.Person), (who, RDFS.label, ox.Literal("Mara Quill"))]
    for place in range(claims):
        claim = ox.NamedNode(f"{INDIVIDUALS}claim/{number:016x}-{place:05}-aid")
        told += [
            (claim, RDF.type, AG.Claim),
            (claim, RDF.type, AG.Aid),
            (claim, AG.factuality, AG.Alleged),
        ]
        told += [
            (claim, AG.agent, who),
            (claim, AG.reportedIn, article),
            (claim, AG.quotation, ox.Literal(f"Boat {place}")),
        ]
    return ArticleGraph(article, tuple(ox.Triple(*each) for each in told))


def test_a_store_is_searched_by_its_index_and_shown_page_by_page(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "store") as store:
        store.add(reporting(1, 250))
        store.add(reporting(2))
    with serving(tmp_path, "--store", tmp_path / "store") as server:

        def found(words: str) -> list[tuple[str, str]]:
            return [
                (row["kind"], row["words"])
                for row in json.loads(server.ask(f"/api/search?q={quote(words)}").body)
            ]

        # One name in two articles is found once, by the beginning of its last word; words need not
        # stand side by side.
        assert found("mara qu") == found("quill mara") == [("name", "Mara Quill")]
        assert found("strike harb") == [("title", f"Harbour strike, day {day}") for day in (1, 2)]
        assert found("ara") == []
        assert server.ask("/api/search?q=%21%21").status == 400
        assert "Mara Quill" in server.ask("/search?q=mara").text
        first, last = (
            json.loads(server.ask(f"/api/actors/mara-quill?page={page}").body) for page in (1, 3)
        )
        assert [first[key] for key in ("claims_total", "claims_first", "claims_pages")] == [
            251,
            1,
            3,
        ]
        assert (len(first["claims"]), last["claims_first"], len(last["claims"])) == (100, 201, 51)
        assert server.ask("/api/actors/mara-quill?page=4").status == 404
        page = server.ask("/id/actor/mara-quill?page=2")
        assert "251 claims: 101 to 200" in page.text
        assert re.findall(r'page=(\d)>; rel="(\w+)"', page.headers["link"]) == [
            ("1", "prev"),
            ("3", "next"),
        ]
        # What is written meanwhile is in the index, and shown once the server takes another
        # snapshot.
        with DiskStore(tmp_path / "store") as store:
            store.add(reporting(3))
        assert len(found("harbour")) == 2
        server.process.send_signal(signal.SIGHUP)
        for _ in range(600):
            if len(found("harbour")) == 3:
                break
            time.sleep(0.1)
        assert len(found("harbour")) == 3


def test_what_cannot_be_served_is_said_on_one_line(run: Run, tmp_path: Path) -> None:
    for arguments in (
        (),
        (GRAPH, "--store", tmp_path),
        ("--store", tmp_path / "none"),
        (tmp_path / "none.ttl",),
    ):
        done = run("serve", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
