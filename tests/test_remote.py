"""The store elsewhere: what any engine keeps and answers, two real ones; and what is refused on the
way there.
"""

import http.server
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pyoxigraph as ox
import pytest

from actorgraph.corpus.builders import Task
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.source import Source
from actorgraph.corpus.work import Settings
from actorgraph.errors import QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.pipeline import build
from actorgraph.query import ask, questions
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.policy import find_policy
from actorgraph.stores.remote.address import PASSWORD, TOKEN, USER, is_remote, read_address
from actorgraph.stores.remote.remotestore import RemoteStore, write_lines
from actorgraph.text.reading import read_text
from actorgraph.views.exports import export
from actorgraph.views.tables import print_answer
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, RDF, XSD
from tests.engines import ENGINES, virtuoso

Run = Callable[..., CompletedProcess[str]]
FERRY = (
    "Ferry talks\n\nNorway urged Iceland to end the dispute, Erna Berg said on Monday. "
    "Germany rejected the plan. "
    "Angela Merkel met Vladimir Putin in Berlin."
)
HARBOUR = (
    "Harbour vote\n\nThe parliament of Iceland rejected the plan on Tuesday. "
    "Norway urged Iceland to talk. "
    "“We will not wait”, Erna Berg, the minister of fisheries, said. "
    "Angela Merkel met Vladimir Putin in Oslo."
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an engine that runs."""
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture
def empty(address: str) -> str:
    """The address of an engine that holds no article."""
    with RemoteStore(address) as store:
        store.remove(store.articles())
        store.wire.delete(f"{INDIVIDUALS}derived")
    return address


@pytest.fixture(scope="module")
def graphs() -> list[ArticleGraph]:
    return [
        build(read_text(text, published="2019-05"), model=FAST_MODEL).articles()[0]
        for text in (FERRY, HARBOUR)
    ]


def article(number: int, *values: ox.Literal) -> ArticleGraph:
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    triples = tuple(
        ox.Triple(ox.NamedNode(f"{iri.value}#char={place},9"), DCT.title, v)
        for place, v in enumerate(values)
    )
    return ArticleGraph(iri, (ox.Triple(iri, RDF.type, AG.Article), *triples))


# ── what two engines keep ────────────────────────────────────────────────────


def test_built_graphs_come_back_as_they_went(
    empty: str, graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    with RemoteStore(empty) as store, DiskStore(tmp_path / "disk") as disk:
        for kept in (store, disk):
            kept.put(map(Entry, graphs))
            kept.derive()
        assert (
            store.articles() == disk.articles() == sorted((graph.iri for graph in graphs), key=str)
        )
        export(store, tmp_path / "remote.nq")
        export(disk, tmp_path / "disk.nq")
    assert (tmp_path / "remote.nq").read_bytes() == (tmp_path / "disk.nq").read_bytes()
    assert (tmp_path / "remote.nq").read_text("utf-8").count("derived") > 5


def test_named_questions_answer_the_same_rows(empty: str, graphs: list[ArticleGraph]) -> None:
    here = MemoryStore.of(graphs)
    with RemoteStore(empty) as store:
        store.put(map(Entry, graphs))
        store.derive()
        answered = 0
        # Virtuoso 7.2.5 ends over the paths of who-stands-between; what needs no parameter it
        # answers.
        for question in (found.name for found in questions() if not found.needs):
            ours, theirs = ask(here, question), ask(store, question)
            assert theirs.columns == ours.columns
            assert sorted(map(str, theirs.rows)) == sorted(map(str, ours.rows)), question
            answered += len(ours)
        assert answered > 3
        about = ask(here, "everything-about", name="Norway").triples
        assert ask(store, "everything-about", name="Norway").triples == about
        assert about
        assert "Norway urged Iceland" in print_answer(ask(store, "who-urged-whom"), store=store)


@pytest.mark.parametrize(
    "literal",
    [
        ox.Literal('a “quoted” "word", a back\\slash, a tab\t and two lines\r\n😀 e\u0301'),
        ox.Literal("x" * 70_000),
        ox.Literal("é" * 5_000),
        ox.Literal("Ásgeir", language="is"),
        ox.Literal("0.60", datatype=XSD.decimal),
        ox.Literal("7", datatype=XSD.nonNegativeInteger),
        ox.Literal("2019-05-01T00:00:00Z", datatype=XSD.dateTime),
        ox.Literal("false", datatype=XSD.boolean),
        ox.Literal("https://news.example/a?b=c&d=é", datatype=XSD.anyURI),
    ],
    ids=lambda literal: literal.value[:12],
)
def test_each_kind_of_value_comes_back(empty: str, literal: ox.Literal) -> None:
    graph = article(1, literal)
    with RemoteStore(empty) as store:
        store.put([Entry(graph)])
        # Oxigraph, here as there, writes numbers in one way; Virtuoso does so with decimals alone.
        (embedded,) = (
            t.object for t in MemoryStore.of([graph]).triples() if t.predicate == DCT.title
        )
        wanted = (
            embedded
            if store.address.engine == "oxigraph" or literal.datatype == XSD.decimal
            else literal
        )
        assert set(store.triples_of(graph.iri)) == set(article(1, wanted).triples)
        found = list(store.match(None, DCT.title, None, graph.iri))
        assert [quad.object for quad in found] == [wanted]


def test_an_article_is_replaced_whole_and_removed_whole(
    empty: str, graphs: list[ArticleGraph]
) -> None:
    with RemoteStore(empty) as store:
        store.put([Entry(article(1, ox.Literal("one"), ox.Literal("two"))), *map(Entry, graphs)])
        store.put([Entry(article(1, ox.Literal("three")))])
        store.put([Entry(article(1, ox.Literal("three")))])
        assert set(store.triples_of(article(1).iri)) == set(article(1, ox.Literal("three")).triples)
        store.derive()
        edges = {quad for quad in store.contents() if quad.predicate == AG.restsOn}
        assert edges
        store.remove([graph.iri for graph in graphs])
        store.remove([graph.iri for graph in graphs])
        assert store.articles() == [article(1).iri]
        assert not [quad for quad in store.contents() if quad.predicate == AG.restsOn]
        assert dict(store.stats())["triples"] == "2"


def test_another_policy_derives_the_edges_again(empty: str, graphs: list[ArticleGraph]) -> None:
    with RemoteStore(empty) as store:
        store.put(map(Entry, graphs))
        for policy in ("strict", "default"):
            store.derive(policy)
            here = MemoryStore.of(graphs)
            here.derive(policy)
            assert set(store.contents()) == set(here.contents())
            assert store.policy() == find_policy(policy)
        assert sorted(store.edge_counts(9)) == sorted(store.edge_counts(99))
        with pytest.raises(QueryError, match="generous: the policy looks at more than one claim"):
            store.derive("generous")
        assert store.policy() == find_policy("default")


def test_what_was_cut_off_is_settled_by_the_next_run(
    empty: str, graphs: list[ArticleGraph], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that ends between an article and its marks has acknowledged nothing."""
    monkeypatch.chdir(tmp_path)
    (first, second) = (Source("one", FERRY.encode()), Source("two", HARBOUR.encode()))
    task = Task(Settings(FAST_MODEL, find_policy("default")))
    with RemoteStore(empty) as store:
        report = ingest(
            store, [first, second, Source("three", HARBOUR.encode(), published="2020")], task
        )
        assert (report.added, report.duplicates) == (2, 1)
        whole = write_lines(quad.triple for quad in store.contents())
        assert ingest(store, [first, second], task).known == 2
        store.wire.delete(f"{INDIVIDUALS}derived/{graphs[0].iri.value.rpartition('/')[2]}")
        report = ingest(
            store, [first, second, Source("three", HARBOUR.encode(), published="2020")], task
        )
        assert (report.added, report.known) == (1, 2)
        assert write_lines(quad.triple for quad in store.contents()) == whole


def test_the_commands_work_on_an_address(empty: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    rows = [
        {"text": FERRY, "id": "wire-7"},
        {"text": HARBOUR, "id": "wire-8"},
        {"text": "", "id": "wire-9"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "three.txt").write_text("Port news\n\nFrance accused Chad of delays.", "utf-8")
    done = run("ingest", path, "--fast", "--store", empty, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (
        1,
        "2 added, 0 already known, 0 duplicate, 0 skipped, 1 failed\n",
    ), done.stderr
    # The list is with what programs keep for the user, and not wherever the command was run.
    (place,) = re.findall(r"listed in (.+)$", done.stderr, re.MULTILINE)
    assert "wire-9" in Path(place).read_text("utf-8")
    assert not (tmp_path / "failures.jsonl").exists()
    done = run("build", "three.txt", "--fast", "--store", empty, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run("query", "who-urged-whom", "--store", empty)
    assert (done.returncode, done.stdout.count("Norway")) == (0, 2), done.stderr
    done = run("stats", "--store", empty, "--edges", 5)
    assert "articles          3\n" in done.stdout, done.stderr
    done = run("remove", "wire-7", "--store", empty)
    assert done.returncode == 0, done.stderr
    done = run("export", "--store", empty, "-o", "all.nq", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "all.nq").read_text("utf-8")
    assert "Harbour vote" in written
    assert "Ferry talks" not in written
    for done in (
        run("compact", "--store", empty, cwd=tmp_path),
        run("search", "x", "--store", empty, cwd=tmp_path),
    ):
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "works on a directory" in done.stderr
    assert not [name for name in tmp_path.iterdir() if "sparql" in name.name]


def test_a_query_that_the_engine_refuses_is_one_line(address: str) -> None:
    with (
        RemoteStore(address) as store,
        pytest.raises(QueryError, match="the engine refuses") as caught,
    ):
        store.query("SELECT ?x WHERE { ?x ?y }")
    assert "\n" not in str(caught.value)


def test_an_answer_that_an_engine_cuts_is_an_error(tmp_path: Path) -> None:
    with virtuoso(tmp_path, rows=50) as found, RemoteStore(found) as store:
        with pytest.raises(QueryError, match="the engine cut the answer at 50 rows"):
            store.query("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert list(store.endpoint.rows("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 9"))


def test_a_wrong_password_is_one_line(tmp_path: Path) -> None:
    with (
        virtuoso(tmp_path) as found,
        RemoteStore(found.replace("dba:dba", "dba:wrong-secret")) as store,
    ):
        with pytest.raises(StoreError, match="authentication failed") as caught:
            store.put([Entry(article(1))])
        assert "wrong-secret" not in f"{caught.value!r} {store.address!r} {store.address}"


# ── addresses ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "query", "update", "graphs"),
    [
        (
            "sparql+http://h:7878",
            "http://h:7878/query?union-default-graph=",
            "http://h:7878/update",
            "http://h:7878/store",
        ),
        (
            "sparql+https://h/query",
            "https://h/query?union-default-graph=",
            "https://h/update",
            "https://h/store",
        ),
        (
            "sparql+http://u:p@h/sparql",
            "http://h/sparql",
            "http://h/sparql-auth",
            "http://h/sparql-graph-crud-auth",
        ),
        (
            "sparql+https://h/ds/sparql?engine=virtuoso",
            "https://h/ds/sparql",
            "https://h/ds/sparql-auth",
            "https://h/ds/sparql-graph-crud-auth",
        ),
        (
            "sparql+https://h/ds/query?update=update&graph=data",
            "https://h/ds/query",
            "https://h/ds/update",
            "https://h/ds/data",
        ),
        (
            "sparql+https://h/r/1?update=/r/1/statements&graph=/r/1/g&infer=false",
            "https://h/r/1?infer=false",
            "https://h/r/1/statements",
            "https://h/r/1/g",
        ),
        ("sparql+https://h/any", "https://h/any", "https://h/any", "https://h/any"),
    ],
)
def test_an_address_says_where_the_endpoints_are(
    text: str, query: str, update: str, graphs: str
) -> None:
    found = read_address(text)
    assert is_remote(text)
    assert (found.query, found.update, found.graphs) == (query, update, graphs)


def test_credentials_come_from_the_address_or_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in ((USER, "ann"), (PASSWORD, "first-secret"), (TOKEN, "token-secret")):
        monkeypatch.setenv(name, value)
    from_environment, from_address = (
        read_address("sparql+https://h/sparql"),
        read_address("sparql+https://b%40:c%2F@h/"),
    )
    assert (from_environment.user, from_environment.password) == ("ann", "first-secret")
    assert from_environment.token == "token-secret"
    assert (from_address.user, from_address.password, from_address.token) == ("b@", "c/", "")
    assert "secret" not in f"{from_environment!r} {from_environment}"
    assert "c/" not in f"{from_address!r}{from_address}".replace("https://h/", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sparql+https://", "not the address"),
        ("sparql+ftp://h/x", "not the address"),
        ("sparql+http://u:secret@h:99999/x", "not the address"),
        ("sparql+https://h/q?engine=mine", "no engine is known as 'mine'"),
        (
            "sparql+https://u:secret@h/q?update=https://other.example/u",
            "an endpoint is on another host",
        ),
        ("sparql+https://u:secret@h/q?graph=http://h/u", "an endpoint is on another host"),
        ("sparql+https://h/q?graph=//other.example/u", "an endpoint is on another host"),
    ],
)
def test_a_text_that_is_not_an_address_is_refused(text: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


# ── the wire ─────────────────────────────────────────────────────────────────


@contextmanager
def server(
    answer: Callable[[http.server.BaseHTTPRequestHandler, int], None],
) -> Iterator[tuple[str, list[str]]]:
    """Run a server that answers as a function says; give its address and the list of what was
    asked.
    """
    asked: list[str] = []

    class Answering(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(
                f"{self.command} {self.path} {self.headers.get('Authorization', '')}".strip()
            )
            answer(self, len(asked))

        do_GET = do_PUT = do_DELETE = do_POST

        def log_message(self, *words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as held:
        threading.Thread(target=held.serve_forever, daemon=True).start()
        yield f"sparql+http://127.0.0.1:{held.server_port}/any", asked
        held.shutdown()


def reply(
    asked: http.server.BaseHTTPRequestHandler, code: int, body: bytes = b"", **heads: str
) -> None:
    asked.send_response(code)
    for name, value in ({"Content-Length": str(len(body))} | heads).items():
        asked.send_header(name.replace("_", "-"), value)
    asked.end_headers()
    asked.wfile.write(body)


TRUE = b'{"head":{},"boolean":true}'


def test_a_redirect_is_not_followed() -> None:
    with (
        server(lambda asked, number: reply(asked, 200, TRUE)) as (_, elsewhere),
        server(lambda asked, number: reply(asked, 307, Location="http://127.0.0.1:9/x")) as (
            address,
            asked,
        ),
        pytest.raises(StoreError, match="redirect, which is not followed"),
    ):
        RemoteStore(address)
    assert (len(asked), elsewhere) == (1, [])


def test_what_is_likely_to_pass_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    with server(
        lambda asked, number: reply(asked, 200 if number > 2 else 503, TRUE, Retry_After="3")
    ) as (
        address,
        asked,
    ):
        RemoteStore(address).close()
    assert len(asked) == 3
    assert pauses[:2] == [3.0, 3.0]


def test_a_server_that_stays_silent_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actorgraph.stores.remote.wire.PAUSES_IN_SECONDS", ())
    held = threading.Event()
    with server(lambda asked, number: held.wait(3) and None) as (address, _):
        with pytest.raises(StoreError, match=r"gave no answer for 0\.5 seconds"):
            RemoteStore(address, patience=0.5)
        held.set()
    with pytest.raises(StoreError, match="does not answer"):
        RemoteStore("sparql+http://127.0.0.1:9/query")


def test_an_endless_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actorgraph.stores.remote.wire.MOST_BYTES", 100_000)

    def endless(request: http.server.BaseHTTPRequestHandler, number: int) -> None:
        body = b" " * 300_000 + TRUE
        reply(request, 200, body, Content_Type="application/sparql-results+json")

    with (
        server(endless) as (address, _),
        pytest.raises(StoreError, match="answers with more than"),
    ):
        RemoteStore(address)


def test_a_reply_that_is_not_an_answer_is_a_one_line_error() -> None:
    for body in (b"<html>hello</html>", b'{"head":{}}', b"[1]", b""):
        with server(lambda asked, number, body=body: reply(asked, 200, body)) as (address, _):
            with pytest.raises(StoreError, match="not a SPARQL result") as caught:
                RemoteStore(address)
            assert "\n" not in str(caught.value)


def test_a_password_never_travels_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused over a network; `_is_local` is made to call this machine another one."""
    monkeypatch.setattr("actorgraph.stores.remote.wire._is_local", lambda host: False)
    with server(lambda asked, number: reply(asked, 401, WWW_Authenticate='Basic realm="x"')) as (
        address,
        asked,
    ):
        with pytest.raises(StoreError, match="the password would be sent unencrypted"):
            RemoteStore(address.replace("//", "//ann:secret@"))
        monkeypatch.setenv(TOKEN, "secret")
        with pytest.raises(StoreError, match="the token would be sent unencrypted"):
            RemoteStore(address)
    assert asked == ["POST /any"]


def test_basic_and_token_are_sent_where_they_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(asked: http.server.BaseHTTPRequestHandler, number: int) -> None:
        given = "Authorization" in asked.headers
        reply(asked, 200 if given else 401, TRUE, WWW_Authenticate='Basic realm="x"')

    with server(answer) as (address, asked):
        RemoteStore(address.replace("//", "//ann:secret@")).close()
        monkeypatch.setenv(TOKEN, "abc")
        RemoteStore(address).close()
    assert asked == ["POST /any", "POST /any Basic YW5uOnNlY3JldA==", "POST /any Bearer abc"]


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    import ssl
    import subprocess

    pem = tmp_path / "own.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    line = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-keyout",
        str(pem),
        "-out",
        str(tmp_path / "crt"),
    ]
    if subprocess.run([*line, *subject], capture_output=True, check=False).returncode:
        pytest.skip("needs openssl to make a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "crt", pem)
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), http.server.BaseHTTPRequestHandler
    ) as held:
        held.socket = context.wrap_socket(held.socket, server_side=True)
        threading.Thread(target=held.serve_forever, daemon=True).start()
        with pytest.raises(StoreError, match="its certificate cannot be verified"):
            RemoteStore(f"sparql+https://localhost:{held.server_port}/any")
        held.shutdown()
