"""The page of the SPARQL editor: examples, answers in words, faults, files, and the policy."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from actorgraph.workbench.desk import Desk
from actorgraph.workbench.editor import terms
from actorgraph.workbench.questions import forms
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Answer, Visit
from tests.question_stores import HOSTILE, desk, graph
from tests.serving import Endpoint, Reply, serving

AGENTS = "SELECT ?claim ?actor WHERE { ?claim a ag:Claim ; ag:agent ?actor } ORDER BY ?claim"


@pytest.fixture(scope="module")
def small() -> Desk:
    return desk()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("query")
    (folder / "graph.nt").write_bytes(graph())
    with serving(folder, folder / "graph.nt") as running:
        yield running


def edited(desk: Desk, path: str = "", **fields: str) -> Answer:
    return show(desk, Visit("query", path, {name: (value,) for name, value in fields.items()}))


def opened(endpoint: Endpoint, query: str, path: str = "/query", **headers: str) -> Reply:
    return endpoint.ask(f"{path}?{urlencode({'query': query})}", accept="text/html", **headers)


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_question_opens_in_the_editor_and_is_valid(small: Desk, name: str) -> None:
    values = {field.name: "2017" for field in forms()[name].fields}
    page = edited(small, name, **values).html
    assert f'href="/query/{name}"' in page
    text = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
        text = text.replace(escaped, sign)
    query = text.replace("&amp;", "&")
    assert query.startswith("PREFIX")
    # A graph of everything takes long; that it is read is enough.
    ox.Store().query(query)


def test_tables_and_faults_have_their_style(small: Desk) -> None:
    assert 'href="/static/questions.css"' in edited(small).html


def test_the_fields_of_a_question_are_filled_in(small: Desk) -> None:
    page = edited(small, "what-did-somebody-say", name="Ada Brandt").html
    assert "VALUES ?name { &#34;Ada Brandt&#34;" in page
    assert edited(small, "who-ate-the-cake").status == 404


def test_what_is_typed_stays_text(small: Desk) -> None:
    page = edited(small, query=f"</textarea>{HOSTILE}").html
    assert "<script>window" not in page
    assert "</textarea>&lt;" not in page
    assert page.count("</textarea>") == 1


def test_terms_of_the_vocabulary_are_completed() -> None:
    assert {"SELECT", "ag:agent", "ag:Claim", "rdfs:label"} <= set(terms())
    assert len(terms()) == len(set(terms()))


def test_rows_show_words_and_names_instead_of_iris(endpoint: Endpoint) -> None:
    page = opened(endpoint, AGENTS).text
    main = page.partition('id="answer"')[2]
    assert "Police detained three dockers" in main
    assert 'href="/id/actor/police"' in main
    assert "https://w3id.org" not in main
    assert "<script>window" not in page
    assert "7 rows" in main


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { ?a ag:agent ?b }", "<b>Yes</b>"),
        ("ASK { ?a ag:agent ag:Nobody }", "<b>No</b>"),
        ("CONSTRUCT WHERE { ?a ag:agent ?b }", "7 triples"),
        ("SELECT ?a { ?a ag:agent ag:Nobody }", "No row"),
        ("SELECT (1 AS ?one) ?nothing {}", "1 row"),
        ("SELECT ('<b>^^' AS ?word) {}", "&lt;b&gt;^^"),
        ("SELECT ?a ?b ?c { ?a ?b ?c }", "300 rows</b> and more"),
    ],
)
def test_every_form_has_its_answer(endpoint: Endpoint, query: str, words: str) -> None:
    reply = opened(endpoint, query)
    assert reply.status == 200
    assert words in reply.text.partition('id="answer"')[2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT", "invalid SPARQL"),
        ("DELETE WHERE { ?a ?b ?c }", "only read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * FROM <http://example.org/none> { ?a ?b ?c }", "no graph of this store"),
    ],
)
def test_a_fault_is_said_on_the_page(endpoint: Endpoint, query: str, words: str) -> None:
    reply = opened(endpoint, query)
    assert reply.status == 400
    alert = reply.text.partition('role="alert"')[2].partition("</p>")[0]
    assert words in alert


def test_results_cannot_be_given_in_the_address(endpoint: Endpoint) -> None:
    made_up = {"result": '{"boolean": true}', "form": "ask", "fault": "Call 555", "cut": "rows"}
    reply = endpoint.ask(f"/query?{urlencode(made_up)}", accept="text/html")
    assert reply.status == 200
    assert "Yes" not in reply.text.partition('id="answer"')[2].partition("</section>")[0]
    assert "555" not in reply.text


def test_another_site_opens_the_editor_without_an_answer(endpoint: Endpoint) -> None:
    headers = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    reply = opened(endpoint, AGENTS, **headers)
    assert reply.status == 200
    assert "ag:agent ?actor" in reply.text
    assert "Police detained" not in reply.text


def test_an_answer_is_saved_as_a_file(endpoint: Endpoint) -> None:
    reply = opened(endpoint, AGENTS, "/query.csv")
    assert reply.media == "text/csv"
    assert reply.text.splitlines()[0] == "claim,actor"
    assert 'filename="answer.csv"' in reply.headers["content-disposition"]
    found = json.loads(opened(endpoint, AGENTS, "/query.json").body)
    assert found["head"]["vars"] == ["claim", "actor"]
    reply = opened(endpoint, "CONSTRUCT WHERE { ?a ag:agent ?b }", "/query.ttl")
    assert reply.media == "text/turtle"
    assert opened(endpoint, AGENTS, "/query.ttl").status == 400
    assert opened(endpoint, AGENTS, "/query.exe").status == 404
    assert opened(endpoint, "DROP ALL", "/query.csv").status == 400


def test_the_page_keeps_the_strict_policy_and_loads_from_here(endpoint: Endpoint) -> None:
    reply = endpoint.ask("/query", accept="text/html")
    assert "unsafe" not in reply.headers["content-security-policy"]
    assert "http" not in reply.text
    for path in ("vendor/codemirror.min.js", "query.js", "workbench.css"):
        assert endpoint.ask(f"/static/{path}").status == 200


@pytest.mark.parametrize("path", ["/ask", "/ask/who-harmed-whom", "/map", "/map?q=police"])
def test_the_other_pages_come_from_the_server(endpoint: Endpoint, path: str) -> None:
    reply = endpoint.ask(path, accept="text/html")
    assert (reply.status, reply.media) == (200, "text/html")
    assert "<h1" in reply.text


def test_a_saved_answer_has_its_name(endpoint: Endpoint, tmp_path: Path) -> None:
    reply = endpoint.ask("/ask/who-harmed-whom.csv")
    assert reply.media == "text/csv"
    assert 'filename="who-harmed-whom.csv"' in reply.headers["content-disposition"]
