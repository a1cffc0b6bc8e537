"""SPARQL in the page: the same answers as `actorgraph query`, from file://, under a policy that
allows nothing else.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.answer import Answer
from actorgraph.errors import GraphError
from actorgraph.pipeline import Graph, build, load
from actorgraph.query import ask, questions
from actorgraph.text.reading import read_text
from actorgraph.views.network import render
from tests.conftest import Run
from tests.test_network import browser  # noqa: F401
from tests.visiting import Visit

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
OPEN = [question.name for question in questions() if not question.parameters]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load(SAMPLE)


@pytest.fixture(scope="module")
def asked(browser: Any, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:  # noqa: F811
    path = tmp_path_factory.mktemp("asked") / "page.html"
    path.write_text(graph.view("network", with_sparql=True), encoding="utf-8")
    visit = Visit(browser, path)
    visit.page.click("#asking > summary")
    yield visit
    visit.context.close()


def rows(visit: Visit, sparql: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """Ask in the page; the rows sorted, as texts."""
    found = visit.sees("([text, values]) => SPARQL.ask(text, values)", [sparql, parameters])
    return sorted((tuple(term and term["value"] for term in row) for row in found["rows"]), key=str)


def expected(answer: Answer) -> list[tuple[str | None, ...]]:
    """The rows that the command line gives, as texts."""
    if answer.triples is not None:
        told = ((str(t.subject.value), t.predicate.value, t.object.value) for t in answer.triples)  # type: ignore[union-attr]
        return sorted(told, key=str)
    return sorted((tuple(row.values()) for row in answer), key=str)


def fault(visit: Visit, sparql: str) -> str:
    return str(
        visit.sees(
            "text => SPARQL.ask(text).then(() => 'no fault', error => error.message)", sparql
        )
    )


@pytest.mark.parametrize("name", OPEN)
def test_each_question_is_answered_as_on_the_command_line(
    asked: Visit, graph: Graph, name: str
) -> None:
    question = next(question for question in questions() if question.name == name)
    found = asked.sees("text => SPARQL.ask(text)", question.sparql)
    answer = ask(graph.store, name)
    assert found["columns"] == list(answer.columns)
    assert rows(asked, question.sparql) == expected(answer)


def test_some_questions_have_an_answer_here(graph: Graph) -> None:
    assert sum(bool(len(ask(graph.store, name))) for name in OPEN) > len(OPEN) / 2


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("everything-about", {"name": "France"}),
        ("everything-about", {"name": '"} ?claim ?property ?value } #\n\\'}),
        ("who-stands-behind", {}),
    ],
)
def test_parameters_are_bound_as_on_the_command_line(
    asked: Visit, graph: Graph, name: str, parameters: dict[str, str]
) -> None:
    question = next(question for question in questions() if question.name == name)
    assert rows(asked, question.sparql, **parameters) == expected(
        ask(graph.store, name, **parameters)
    )


def test_derived_edges_and_labels_of_the_vocabulary_are_there_and_the_store_is_left_alone(
    asked: Visit,
) -> None:
    graph = load(SAMPLE)
    before = len(graph.store.quads)  # type: ignore[attr-defined]
    render(graph.store, with_sparql=True)
    assert len(graph.store.quads) == before  # type: ignore[attr-defined]
    graph.store.derive()
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert rows(asked, count) == expected(ask(graph.store, count))
    assert rows(asked, "SELECT ?e WHERE { ?e a ag:DerivedEdge }") != []
    assert rows(asked, "SELECT ?l WHERE { ag:Request rdfs:label ?l }") == [("request",)]


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT is not allowed: questions only read"),
        ("PREFIX a: <x:a>\n# SELECT\ndelete where { ?s ?p ?o }", "DELETE is not allowed"),
        ("LOAD <https://example.org/>", "LOAD is not allowed"),
        ("SELECT ?s WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }", "not supported"),
        ("SELECT ?s WHERE {\n  ?s ?p }", "line 2, column 10"),
        ("SELECT ?s WHERE { ?s a nowhere:Thing }", "line 1, column"),
        ("SELECT ?s WHERE", "its end"),
        ("  # nothing\n", "empty"),
        ("SELECT * WHERE " + "{" * 5000 + "}" * 5000, "The engine failed"),
    ],
)
def test_what_is_no_question_is_refused_in_one_line(asked: Visit, sparql: str, said: str) -> None:
    found = fault(asked, sparql)
    assert said in found
    assert "\n" not in found
    assert rows(asked, "SELECT ?x WHERE { BIND(1 AS ?x) }") == [
        ("1",)
    ]  # and the next one is answered


def test_nothing_was_added_and_nothing_asked_for(asked: Visit) -> None:
    assert asked.is_clean(), asked.faults


def test_a_question_is_chosen_run_and_shown_on_the_map(asked: Visit, graph: Graph) -> None:
    page = asked.page
    page.click("[data-question=who-leads-what]")
    page.wait_for_selector("#results table")
    answer = ask(graph.store, "who-leads-what")
    assert page.inner_text("#answered") == f"{len(answer)} rows"
    assert page.locator("#results tbody tr").count() == len(answer)
    heads = page.locator("#results thead th").all_inner_texts()
    assert heads[1:] == list(answer.columns)
    page.locator("#results tbody tr").nth(2).get_by_role(
        "button", name="Show on the map"
    ).first.click()
    chosen = asked.sees("DATA.claims[state.claim].code")
    assert dict(list(answer)[2].items())["claim"].endswith(chosen)  # type: ignore[union-attr]


def test_by_keyboard_with_a_parameter(asked: Visit, graph: Graph) -> None:
    page = asked.page
    page.focus("[data-question=everything-about]")
    page.keyboard.press("Enter")
    page.keyboard.type("France")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results td span:text-is('France')")
    page.fill("#query", "ASK { ?who rdfs:label 'France' }")
    page.locator("[data-parameter=name]").fill("")
    page.focus("#query")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answered:text-is('yes')")
    assert page.is_hidden("#saved")


def test_csv_is_the_answer_and_no_formula(asked: Visit) -> None:
    page = asked.page
    page.fill(
        "#query", 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("=1+1" "a, \\"b\\"") ("\\t@x" UNDEF) } }'
    )
    page.click("#run")
    page.wait_for_selector("#saved:not([hidden])")
    with page.expect_download() as saved:
        page.click("#saved")
    text = Path(saved.value.path()).read_text("utf-8")
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["'=1+1", 'a, "b"'], ["'\t@x", ""]]


def test_a_question_that_takes_too_long_is_stopped(asked: Visit) -> None:
    page = asked.page
    page.fill("#query", "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.click("#run")
    page.wait_for_selector("#stop:not([hidden])")
    page.click("#stop")
    page.wait_for_selector("#answered:text-is('Stopped.')")
    assert rows(asked, "SELECT ?x WHERE { BIND(1 AS ?x) }") == [("1",)]
    asked.sees("SPARQL.limits.longest = 300")
    assert "Stopped after 0.3 seconds" in fault(asked, page.input_value("#query"))
    asked.sees("SPARQL.limits.longest = 60000")


def test_hostile_words_are_only_words(browser: Any, tmp_path: Path) -> None:  # noqa: F811
    hostile = "</script><img src=x onerror=window.hit=1>"
    built = build(
        read_text(f"{hostile}\n\nNorway sheltered the fishermen of {hostile}.", publisher=hostile)
    )
    (tmp_path / "page.html").write_text(built.view("network", with_sparql=True), encoding="utf-8")
    visit = Visit(browser, tmp_path / "page.html")
    visit.page.click("#asking > summary")
    visit.page.fill("#query", 'SELECT ?o WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), "onerror")) }')
    visit.page.click("#run")
    visit.page.wait_for_selector("#results table")
    assert "onerror" in visit.page.inner_text("#results")
    visit.page.fill("#query", "<img src=x onerror=window.hit=1>")
    visit.page.click("#run")
    visit.page.wait_for_selector("#asking[data-fault]")
    assert visit.is_clean(), visit.faults
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_holds_the_section_without_scrolling_sideways(
    browser: Any,  # noqa: F811
    graph: Graph,
    tmp_path: Path,
    scheme: str,
) -> None:
    (tmp_path / "page.html").write_text(graph.view("network", with_sparql=True), encoding="utf-8")
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": scheme}
    visit = Visit(browser, tmp_path / "page.html", **options)
    visit.page.click("#asking > summary")
    visit.page.click("[data-question=what-happened-when]")
    visit.page.wait_for_selector("#results table")
    assert visit.sees("document.documentElement.scrollWidth") <= 390
    visit.context.close()


def test_without_the_option_the_page_holds_neither_engine_nor_its_permissions(
    graph: Graph, run: Run
) -> None:
    plain, asking = graph.view("network"), graph.view("network", with_sparql=True)
    for mark in ("wasm-unsafe-eval", "worker-src", 'id="questions"', "WebAssembly"):
        assert mark not in plain
        assert mark in asking
    assert len(asking.encode()) <= 2_200_000
    assert asking == graph.view("network", with_sparql=True)
    assert "--with-sparql" in run("view", "--help").stdout


def test_a_graph_too_large_for_one_page_says_where_to_ask(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.views.network.communities.MOST_NODES", 1)
    with pytest.raises(GraphError, match="actorgraph query"):
        graph.pages(with_sparql=True)
