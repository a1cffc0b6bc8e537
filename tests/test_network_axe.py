"""axe finds nothing serious in the page: at the start, with a node focused, a claim chosen, a
question answered.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import load
from tests.test_network import browser
from tests.visiting import Visit, axe_faults

__all__ = ["browser"]
SAMPLE = Path(__file__).parent.parent / "graph" / "sample"
MOST_CLAIMS = (
    "DATA.nodes.map((_, i) => i).filter(i => DATA.nodes[i].claim < 0)"
    ".sort((a, b) => claimsOf[b].size - claimsOf[a].size)[0]"
)
STATES = {
    "start": "null",
    "focused": f"choose({MOST_CLAIMS})",
    "claim": "choose(-1, 0)",
    "denied or alleged": (
        "choose(-1, Math.max(0, DATA.claims.findIndex("
        "claim => claim.denied || claim.certainty === 'alleged')))"
    ),
    "without what bears no date": "(() => { state.undated = false; update({}); })()",
    "nothing left": "(() => { state.levels.clear(); update({}); })()",
}
pytestmark = pytest.mark.browser


def grave(page: Any) -> list[str]:
    """What axe finds serious or critical."""
    return [fault for fault in axe_faults(page) if fault.startswith(("serious:", "critical:"))]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("axe") / "page.html"
    path.write_text(load(SAMPLE).view("network", with_sparql=True), encoding="utf-8")
    return path


@pytest.fixture(params=["light", "dark"])
def visit(request: pytest.FixtureRequest, browser: Any, drawn: Path) -> Iterator[Visit]:
    visit = Visit(browser, drawn, color_scheme=request.param)
    yield visit
    visit.context.close()


@pytest.mark.parametrize("state", STATES)
def test_nothing_serious_in_any_state(visit: Visit, state: str) -> None:
    visit.sees(STATES[state])
    assert grave(visit.page) == []
    assert visit.is_clean(), visit.faults


def test_nothing_serious_in_the_page_without_the_articles_words(
    browser: Any, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(load(SAMPLE).shareable().view("network"), encoding="utf-8")
    visit = Visit(browser, tmp_path / "page.html")
    visit.sees(STATES["claim"])
    assert grave(visit.page) == []
    visit.context.close()


def test_nothing_serious_while_a_question_is_answered(visit: Visit) -> None:
    visit.page.click("#asking > summary")
    visit.page.click("[data-question=everything-about]")
    visit.page.click("#run")
    visit.page.wait_for_selector("#results table")
    assert grave(visit.page) == []
    visit.page.fill("#query", "DROP ALL")
    visit.page.click("#run")
    visit.page.wait_for_selector("#asking[data-fault]")
    assert grave(visit.page) == []


@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_nothing_serious_on_a_phone_and_nothing_beyond_its_edge(
    browser: Any,
    drawn: Path,
    size: tuple[int, int],
) -> None:
    visit = Visit(browser, drawn, viewport={"width": size[0], "height": size[1]}, has_touch=True)
    for state in ("start", "focused", "claim"):
        visit.sees(STATES[state])
        assert visit.sees("document.documentElement.scrollWidth") <= size[0]
        assert grave(visit.page) == []
    visit.context.close()


def test_axe_sees_what_is_wrong(drawn: Path, browser: Any) -> None:
    visit = Visit(browser, drawn)
    visit.sees(
        "$('search').removeAttribute('aria-label'), $('search').removeAttribute('placeholder')"
    )
    assert any("label" in fault and "#search" in fault for fault in grave(visit.page))
    visit.context.close()
