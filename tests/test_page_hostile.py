"""Hostile text is only text: in the page, in what leaves it, and in what a reader brings."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.pipeline import Graph, build
from actorgraph.text.reading import read_text
from tests.test_network import HOSTILE, browser
from tests.visiting import PageVisit, saved

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PUBLISHER = "</script><img src=x onerror=window.hit=1>"
TABS = ("map", "who", "timeline", "quotes", "table")
# The words of a claim, of a statement and of a name are hostile, too.
TEXT = f"""{HOSTILE}
Norway attacked Sweden & <b>Denmark</b>. Sweden did not attack Norway.

"<img src=x onerror=window.hit=1> is over," said Angela Merkel in May 2017.
"""
MARKUP = '"><img src=x onerror=window.hit=1>'


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(read_text(TEXT, publisher=PUBLISHER))


@pytest.fixture
def visit(browser: Any, graph: Graph, tmp_path: Path) -> Iterator[PageVisit]:
    opened = PageVisit(browser, graph.view(), tmp_path)
    yield opened
    opened.context.close()


def test_nothing_runs_wherever_one_looks(visit: PageVisit) -> None:
    page = visit.page
    assert "onerror" in page.inner_text("#read")
    for tab in TABS:
        page.click(f"#tab-{tab}")
    for _ in visit.contents["claims"]:
        page.keyboard.press("j")
    page.fill("#query", "<script>")
    page.keyboard.press("Escape")
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.locator("script").count() == 2
    assert visit.is_clean(), visit.faults


def test_the_policy_allows_these_scripts_and_no_other(visit: PageVisit) -> None:
    policy = visit.page.get_attribute("meta[http-equiv]", "content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    visit.page.evaluate(
        "() => { const script = document.createElement('script');"
        " script.textContent = 'window.hit = 1'; document.body.append(script); }"
    )
    assert visit.page.evaluate("window.hit") is None
    assert visit.page.evaluate("window.broken") == ["script-src-elem"]


def test_what_leaves_the_page_is_well_formed(visit: PageVisit) -> None:
    for ending in ("svg", "gexf", "graphml"):
        ET.fromstring(saved(visit, ending))
    assert list(ox.parse(saved(visit, "ttl"), format=ox.RdfFormat.TURTLE))
    rows = list(csv.reader(io.StringIO(saved(visit, "csv").decode(), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert saved(visit, "png").startswith(b"\x89PNG")
    assert visit.is_clean(), visit.faults


@pytest.mark.parametrize(
    "link",
    [
        f"#g=nowhere {MARKUP}&s=0",
        f"#c={MARKUP}&a={MARKUP}&k={MARKUP}&v=../x&d=red&l=constructor&p=__proto__",
        "#m=NaN Infinity x&f=2017-99-99&t=x&b=-1 1e9&e=99999&o=toString",
        "#%E0%A4%A",
        "#" + "g=x y&" * 500,
    ],
)
def test_a_hostile_link_opens_the_page(
    browser: Any, graph: Graph, tmp_path: Path, link: str
) -> None:
    opened = PageVisit(browser, graph.view(), tmp_path, link=link)
    opened.page.keyboard.press("j")
    assert opened.page.is_visible("#chosen blockquote")
    assert opened.is_clean(), opened.faults
    opened.context.close()


def test_a_story_with_markup_is_only_words(visit: PageVisit, tmp_path: Path) -> None:
    root = visit.contents["roots"]["claim"]
    claim = root + visit.contents["claims"][0]["code"]
    story = {"slides": [{"claim": claim, "words": MARKUP}, {"claim": "x", "words": ["y"]}]}
    (tmp_path / "story.json").write_text(json.dumps(story), "utf-8")
    visit.page.click("#share summary")
    visit.page.click("[data-act=stories]")
    visit.page.set_input_files("#dialog input[type=file]", tmp_path / "story.json")
    visit.page.wait_for_selector("#dialog .slides li")
    visit.page.click("#dialog button:has-text('Play')")
    assert MARKUP in visit.page.inner_text("#caption")
    assert visit.page.locator("img").count() == 0
    assert visit.is_clean(), visit.faults


def test_a_name_of_the_network_is_escaped(graph: Graph) -> None:
    from actorgraph.views.page.drawing import render

    page = render(graph.store, title=MARKUP, home=MARKUP, network=MARKUP)
    assert MARKUP not in page
    assert len(re.findall(r"<script", page)) == 2
