"""The page's pure functions, in the browser that runs them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import Graph
from tests.test_network import browser, graph
from tests.visiting import Visit

__all__ = ["browser", "graph"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Any, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path: Path = tmp_path_factory.mktemp("units") / "page.html"
    path.write_text(graph.view("network"), encoding="utf-8")
    visit = Visit(browser, path)
    yield visit.sees
    visit.context.close()


WAYS = [[0, 1, 1], [1, 2, 3], [0, 3, 2], [3, 2, 2], [2, 4, 0], [5, 6, 0]]


@pytest.mark.parametrize(
    ("ends", "walked"),
    [((0, 2), [2, 3]), ((0, 4), [2, 3, 4]), ((4, 0), [4, 3, 2]), ((0, 0), []), ((0, 5), None)],
)
def test_shortest_way_prefers_the_stronger_steps(
    page: Any, ends: tuple[int, int], walked: list[int] | None
) -> None:
    script = (
        "([ways, a, b]) => shortest(ways.map(([from, to, weak]) => ({ from, to, weak })),"
        " a, b, edge => edge.weak)"
    )
    assert page(script, [WAYS, *ends]) == walked


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        (" -1", "' -1"),
        ('a"b', '"a""b"'),
        ("a,b", '"a,b"'),
        ("plain", "plain"),
    ],
)
def test_cell_is_quoted_and_never_a_formula(page: Any, value: str, written: str) -> None:
    assert page("value => cell(value)", value) == written


def test_xml_and_turtle_escape_what_they_must(page: Any) -> None:
    assert (
        page("xml('<a b=\"c\">&\\u0001\\ud800\\u{1f3a3}')")
        == "&#60;a b=&#34;c&#34;&#62;&#38;\ufffd\ufffd🎣"
    )
    assert page("quoted('a\"\\\\\\n\\u0001')") == '"a\\"\\\\\\n\\u0001"'
    assert page("angle('https://example.org/a b<c>')") == "<https://example.org/a%20b%3cc%3e>"


@pytest.mark.parametrize(
    ("time", "lane"),
    [
        ("2017", "year"),
        ("2017~", "year"),
        ("2017-05", "month"),
        ("2017-05-31?", "day"),
        ("2017-21", "other"),
        ("2017/2018", "other"),
    ],
)
def test_lane_is_the_precision(page: Any, time: str, lane: str) -> None:
    assert page("time => precision(time)", time) == lane


def test_link_and_state_say_the_same(page: Any) -> None:
    script = """() => {
      const s = { ...fresh(), node: 1, claim: 2, from: "2017", to: "2018-01", undated: false,
        theme: "dark", all: true, step: 0, mark: 0, path: [0, 1],
        folded: new Set([0]), opened: new Set([1]), pins: new Map([[2, [-3, 4.5]]]),
        tour: [{ claim: 1, words: "a & b=c #d" }] };
      s.levels.delete("alleged"); s.kinds.delete("Place");
      return [written(s), written(readFrom(written(s)))];
    }"""
    first, second = page(script)
    assert first == second
    assert page("written(fresh())") == ""


def test_own_text_is_read_as_the_tool_reads_it(page: Any) -> None:
    assert page("asRead(new TextEncoder().encode('\\ufeffa\\r\\nb\\rc'))") == "a\nb\nc"
    assert page("asRead(new Uint8Array([0xff, 0xfe]))") is None
    assert page("short('🎣'.repeat(40))") == "🎣" * 33 + "…"
