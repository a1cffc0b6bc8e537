"""Questions, map and editor in a browser: a reader's tasks, keys, no script, and axe."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.question_stores import HOSTILE, graph
from tests.serving import Endpoint, serving
from tests.test_network import browser
from tests.visiting import axe_faults

__all__ = ["browser"]
pytestmark = pytest.mark.browser
WIDE, PHONE, NARROW = (1440, 900), (390, 844), (320, 640)
AGENTS = "SELECT ?claim ?actor WHERE { ?claim a ag:Claim ; ag:agent ?actor }"
PAGES = {
    "list": "/ask",
    "answer": "/ask/who-harmed-whom",
    "answer to a name": f"/ask/what-did-somebody-say?{urlencode({'name': HOSTILE})}",
    "no answer": "/ask/who-owns-what",
    "wrong date": "/ask/what-changed-between?from=soon",
    "waiting": "/ask/who-stands-between",
    "maps": "/map",
    "map of an article": "/map?article=one",
    "map of words": "/map?q=police&show=speech",
    "narrowed map": "/map?article=one&sure=alleged&line=0",
    "between two": "/map?article=one&at=one-brandt&at=council",
    "empty map": "/map?q=xyzzy",
    "editor": "/query",
    "rows": f"/query?{urlencode({'query': AGENTS})}",
    "fault": "/query?query=SELECT",
}
IS_WIDER = "document.documentElement.scrollWidth > innerWidth"
VIOLATIONS = (
    "window.broken = []; addEventListener('securitypolicyviolation',"
    " event => window.broken.push(event.violatedDirective))"
)
EDITOR = "#editor .cm-content"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "graph.nt").write_bytes(graph())
    with serving(folder, folder / "graph.nt") as running:
        yield running


@contextmanager
def window(browser: Any, size: tuple[int, int] = WIDE, **options: Any) -> Iterator[Any]:
    """Open a window, and check afterwards that nothing was blocked, run or complained of."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **options
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    has_script = options.get("java_script_enabled", True)
    if has_script:
        page.add_init_script(VIOLATIONS)
    try:
        yield page
        assert faults == []
        if has_script:
            assert page.evaluate("[window.broken, window.hit]") == [[], None]
    finally:
        context.close()


def visit(page: Any, endpoint: Endpoint, path: str) -> None:
    page.goto(f"http://127.0.0.1:{endpoint.port}{path}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(
    browser: Any, endpoint: Endpoint, size: tuple[int, int], scheme: str
) -> None:
    found = {}
    with window(browser, size, color_scheme=scheme) as page:
        for name, path in PAGES.items():
            visit(page, endpoint, path)
            found[name] = axe_faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [NARROW, PHONE], ids=["narrow", "phone"])
def test_nothing_scrolls_sideways(browser: Any, endpoint: Endpoint, size: tuple[int, int]) -> None:
    with window(browser, size) as page:
        wider = []
        for name, path in PAGES.items():
            visit(page, endpoint, path)
            if page.evaluate(IS_WIDER):
                wider.append(name)
    assert wider == []


def test_a_name_is_proposed_and_asked_for(browser: Any, endpoint: Endpoint) -> None:
    with window(browser) as page:
        visit(page, endpoint, "/ask")
        field = page.locator("#everything-about-name")
        field.press_sequentially("ada")
        option = page.locator("#everything-about-name-names option")
        option.first.wait_for(state="attached")
        assert option.first.get_attribute("value") == "Ada Brandt"
        field.fill("Ada Brandt")
        field.press("Enter")
        page.wait_for_url("**/ask/everything-about?name=Ada+Brandt")
        assert page.get_by_text("urged the harbour council").is_visible()
        assert page.get_by_text("thanked the dockers").is_visible()


def test_from_an_answer_to_its_map_and_its_claims(browser: Any, endpoint: Endpoint) -> None:
    with window(browser) as page:
        visit(page, endpoint, "/ask/who-harmed-whom")
        page.get_by_role("link", name="Show on map").click()
        page.get_by_role("link", name="alleged").first.click()
        card = page.locator("a.card", has_text="Police")
        card.focus()
        page.keyboard.press("Enter")
        panel = page.get_by_role("region", name="What is chosen")
        panel.get_by_text("Police detained three dockers").wait_for()
        panel.get_by_role("link", name="Map around").click()
        page.wait_for_url("**/map?actor=police")
        page.get_by_role("link", name="2 steps").click()
        page.wait_for_url("**steps=2")
        page.locator("a.line").first.dispatch_event("click")
        page.wait_for_url("**line=**")
        assert page.locator(".claim-line").count() > 0


def test_a_query_is_written_and_asked_by_keys(browser: Any, endpoint: Endpoint) -> None:
    with window(browser) as page:
        visit(page, endpoint, "/query")
        content = page.locator(EDITOR)
        content.wait_for()
        assert content.get_attribute("aria-label") == "Your query"
        content.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(AGENTS)
        page.keyboard.press("Control+Enter")
        page.locator("#answer table").wait_for()
        assert page.get_by_text("Police detained three dockers").is_visible()
        page.wait_for_url("**/query?query=**")
        # The editor keeps what was typed, and the keyboard leaves it.
        assert page.locator("#sparql").input_value() == AGENTS
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_the_editor_completes_terms(browser: Any, endpoint: Endpoint) -> None:
    with window(browser) as page:
        visit(page, endpoint, "/query")
        page.locator(EDITOR).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT * { ?claim ag:attributedT")
        page.locator("#editor .cm-tooltip-autocomplete li").first.wait_for()
        assert axe_faults(page) == []
        page.wait_for_timeout(120)
        page.keyboard.press("Enter")
        assert "ag:attributedTo" in page.locator("#sparql").input_value()


def test_a_fault_is_said_without_leaving_the_page(browser: Any, endpoint: Endpoint) -> None:
    with window(browser) as page:
        visit(page, endpoint, "/query")
        page.locator(EDITOR).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT")
        page.keyboard.press("Control+Enter")
        alert = page.locator("#answer [role=alert]")
        alert.wait_for()
        assert "invalid SPARQL" in alert.inner_text()
        assert page.locator(EDITOR).inner_text() == "SELECT"


def test_everything_works_without_script(browser: Any, endpoint: Endpoint) -> None:
    with window(browser, java_script_enabled=False) as page:
        visit(page, endpoint, "/query")
        area = page.locator("#sparql")
        assert area.is_visible()
        area.fill(AGENTS)
        page.get_by_role("button", name="Ask", exact=True).click()
        assert page.get_by_text("Police detained three dockers").is_visible()
        visit(page, endpoint, "/ask")
        page.locator("#what-changed-between-from").fill("2017-06")
        page.locator("#what-changed-between-from").press("Enter")
        assert page.get_by_text("struck the council").is_visible()
        visit(page, endpoint, "/map")
        page.locator("#map-q").fill("police")
        page.locator("#map-q").press("Enter")
        assert page.locator("svg.map").is_visible()
        page.get_by_role("combobox", name="One").select_option(label="Police")
        page.get_by_role("button", name="Show").click()
        assert "All between" in page.content()
