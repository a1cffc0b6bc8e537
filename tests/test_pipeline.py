"""The pipeline: each stage runs once for an article, and `Graph` reads what it made."""

from pathlib import Path
from typing import Any

import pytest

import actorgraph
from actorgraph import version
from actorgraph.errors import ActorgraphError, ArticleError, GraphError
from actorgraph.graph import extraction
from actorgraph.language import interviews, quotations
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.pipeline import Graph, build, extract, load, view
from actorgraph.text.reading import read_text
from actorgraph.times import find

TEXT = """Two doctors in Norway

Anna Petrova praised Norway on Monday. "We have lost everything we had," she said.

Russia met the victims of the war.
"""
STAGES = [
    (quotations, "find_quotations"),
    (quotations, "find_turns"),
    (find, "find_times"),
    (extraction, "parse"),
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(read_text(TEXT, published="2017-08-16"), model=FAST_MODEL)


@pytest.mark.parametrize(("module", "stage"), STAGES, ids=[name for _, name in STAGES])
def test_a_stage_runs_once_for_an_article(
    monkeypatch: pytest.MonkeyPatch, module: Any, stage: str
) -> None:
    calls = []
    original = getattr(module, stage)

    def counted(*arguments: Any, **keywords: Any) -> Any:
        calls.append(stage)
        return original(*arguments, **keywords)

    monkeypatch.setattr(module, stage, counted)
    extract(read_text(TEXT), model=FAST_MODEL)
    assert calls == [stage]


def test_no_module_keeps_a_document() -> None:
    for module in (interviews, quotations, find):
        cached = [name for name, value in vars(module).items() if hasattr(value, "cache_info")]
        assert set(cached) <= {"saying_verbs", "speech_verbs", "words", "word_sets"}


def test_the_cast_of_a_graph(graph: Graph) -> None:
    cast = {name: guarded for names, guarded in graph.cast().values() for name in names}
    assert cast["Anna Petrova"] is False
    assert cast["Norway"] is False
    assert {guarded for name, guarded in cast.items() if "ictims" in name} == {True}


def test_a_graph_of_an_article_is_its_only_one(graph: Graph) -> None:
    (article,) = graph.articles()
    assert len(article.triples) == len(graph)
    assert article.to_turtle() == graph.to_turtle()


def test_a_shareable_graph_leaves_the_words_out(graph: Graph) -> None:
    shared = graph.to_turtle(shareable=True)
    assert shared == graph.shareable().to_turtle()
    assert "We have lost" in graph.to_turtle()
    assert "We have lost" not in shared
    assert "ag:digest" in shared


def test_a_notebook_shows_the_page(graph: Graph) -> None:
    page = graph._repr_html_()
    assert page.startswith("<iframe srcdoc=")
    assert "&lt;html" in page or "&lt;!doctype" in page.casefold()


def test_a_graph_is_saved_and_loaded(tmp_path: Path, graph: Graph) -> None:
    graph.save(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["graph.ttl", "network.html", "page.html"]
    for path in (tmp_path / "out", tmp_path / "out" / "graph.ttl"):
        assert load(path).to_turtle() == graph.to_turtle()
    assert view(tmp_path / "out") == view(graph)


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        load(tmp_path / "none.ttl")
    with pytest.raises(ArticleError):
        build(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("where", "remedy", "message"),
    [
        (None, "", "is empty"),
        ("a.txt", "", "a.txt: is empty"),
        ("a.txt", "give a text", "a.txt: is empty; give a text"),
        ("a\nb", "give\n a  text", "a b: is empty; give a text"),
        (None, "give a text", "is empty; give a text"),
        (0, "", "0: is empty"),
    ],
)
def test_an_error_says_what_where_and_what_next(where: object, remedy: str, message: str) -> None:
    error = ActorgraphError("is empty", where=where, remedy=remedy)
    assert str(error) == message
    assert (error.what, error.remedy) == ("is empty", remedy)


def test_there_is_one_version() -> None:
    from importlib.metadata import version as installed

    from actorgraph.graph import mint

    assert actorgraph.__version__ == version.__version__ == mint.VERSION
    assert installed("actorgraph") == version.__version__
