"""axe finds nothing in the page: at first, chosen, filtered, searching, in a dialog; in both
themes and at three widths.
"""

from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import build, load
from actorgraph.text.reading import read_text
from actorgraph.views.page.drawing import render
from tests.page_visits import SAMPLE, SIZES, path, visiting
from tests.test_network import browser
from tests.visiting import Visit, axe_faults

__all__ = ["browser", "path"]
# What a reader does to get there.
STATES = {
    "first": [],
    "chosen": ["press j", "press j"],
    "filtered": ["press 3"],
    "searching": ["fill Germ"],
    "nothing found": ["fill xyz"],
    "actor": ["fill lokshina", "press Enter"],
    "help": ["press ?"],
    "who": ["press g", "press w"],
    "timeline": ["press g", "press t"],
    "quotes": ["press g", "press q"],
    "table": ["press g", "press b", "press 2"],
}
pytestmark = pytest.mark.browser


def act(visit: Visit, step: str) -> None:
    """Do one step: `press KEY`, or `fill WORDS` into the search field."""
    verb, _, rest = step.partition(" ")
    if verb == "press":
        visit.page.keyboard.press(rest)
    else:
        visit.page.fill("#query", rest)


@pytest.fixture(scope="module")
def shareable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("axe-shareable") / "page.html"
    path.write_text(render(load(SAMPLE).shareable().store), encoding="utf-8")
    return path


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_in_any_state(browser: Any, path: Path, size: str, scheme: str) -> None:
    found = {}
    for state, steps in STATES.items():
        with visiting(browser, path, size, color_scheme=scheme) as visit:
            for step in steps:
                act(visit, step)
            found[state] = axe_faults(visit.page)
            assert visit.is_clean(), visit.faults
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_nothing_without_the_articles_words(browser: Any, shareable: Path, scheme: str) -> None:
    with visiting(browser, shareable, color_scheme=scheme) as visit:
        visit.page.keyboard.press("j")
        assert axe_faults(visit.page) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_in_a_page_without_a_claim(
    browser: Any, tmp_path: Path, size: str, scheme: str
) -> None:
    graph = build(read_text("It rained\n\nThe sea was grey and the wind was cold.\n"))
    (tmp_path / "page.html").write_text(render(graph.store, network="network.html"))
    with visiting(browser, tmp_path / "page.html", size, color_scheme=scheme) as visit:
        assert axe_faults(visit.page) == []
        visit.page.fill("#query", "wind")
        assert axe_faults(visit.page) == []
        assert visit.sees("document.documentElement.scrollWidth <= innerWidth")
        assert visit.is_clean(), visit.faults


def test_axe_sees_what_is_wrong(browser: Any, path: Path) -> None:
    with visiting(browser, path) as visit:
        visit.sees("document.getElementById('query').removeAttribute('aria-label')")
        visit.sees("document.getElementById('query').removeAttribute('placeholder')")
        assert any("#query" in fault for fault in axe_faults(visit.page))
