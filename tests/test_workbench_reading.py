"""The pages of claims, articles and actors in a browser: reading, walking by keys, deciding."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.text.review_file import read_review
from tests.conftest import Run
from tests.serving import ARTICLE, Endpoint, serving
from tests.signed_in import reader_context, stored_twice
from tests.test_network import browser
from tests.visiting import axe_faults

__all__ = ["browser"]
pytestmark = pytest.mark.browser
# The second of two articles about the same events, whose words are withheld.
WITHHELD = "fd86cfedaf372f3f"
SPEAKER = f"actor/{ARTICLE}-tanya-lokshina"
CLAIM = f"claim/{ARTICLE}-2884-2916-request"
PAGES = {
    "claim": CLAIM,
    "withheld claim": f"claim/{WITHHELD}-3389-3570-request",
    "article": f"article/{ARTICLE}",
    "withheld article": f"article/{WITHHELD}",
    "said": SPEAKER,
    "did": f"{SPEAKER}?tab=did",
    "differ": f"{SPEAKER}?tab=differ",
    "timeline": f"{SPEAKER}?tab=timeline",
    "table": f"{SPEAKER}?tab=table",
}
SIZES = {"wide": (1440, 900), "phone": (390, 844), "narrow": (320, 640)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    return stored_twice(tmp_path_factory.mktemp("read") / "corpus", run)


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    with serving(folder, "--store", store, "--children", 1, "--review", "Ada") as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(endpoint: Endpoint, browser: Any) -> Iterator[Any]:
    """A reader's window, in which cookies stay."""
    context = reader_context(browser, endpoint)
    yield context
    context.close()


@pytest.fixture
def window(signed_in: Any) -> Iterator[Any]:
    page = signed_in.new_page()
    page.set_default_timeout(12_000)
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    assert page.faults == []
    page.close()


def address(endpoint: Endpoint, path: str) -> str:
    return f"http://127.0.0.1:{endpoint.port}/id/{path}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    endpoint: Endpoint, browser: Any, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for name, path in PAGES.items():
        page.goto(address(endpoint, path))
        found[name] = axe_faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_keys_walk_from_claim_to_claim_and_open_them_in_place(
    endpoint: Endpoint, window: Any
) -> None:
    window.goto(address(endpoint, f"article/{ARTICLE}"))
    # The first two are about the title, which is above the text.
    for _ in range(3):
        window.keyboard.press("j")
    number = window.evaluate("document.activeElement.dataset.line")
    assert number == window.locator("a[data-line]").nth(2).get_attribute("data-line")
    assert window.locator(f'.mark.on[data-claims~="{number}"]').count() > 0
    window.keyboard.press("Enter")
    window.locator(f"#card-{number} .fields").wait_for()
    assert "who says so" in window.locator(f"#card-{number}").inner_text()
    # The page of the article is still there.
    assert "/id/article/" in window.url


def test_one_key_decides_and_the_focus_goes_on(
    endpoint: Endpoint, window: Any, store: Path
) -> None:
    window.goto(address(endpoint, f"article/{ARTICLE}"))
    before = len(read_review(store).verdicts)
    window.keyboard.press("j")
    first = window.evaluate("document.activeElement.dataset.line")
    window.keyboard.press("a")
    window.locator(f"#line-{first} .done").wait_for()
    assert window.locator(f"#line-{first} .done").inner_text() == "✓ accepted"
    assert window.evaluate("document.activeElement.dataset.line") != first
    assert "accepted. 1 of" in window.locator("#live").inner_text()
    second = window.evaluate("document.activeElement.dataset.line")
    window.keyboard.press("x")
    window.locator(f"#card-{second} details.reasons[open]").wait_for()
    window.keyboard.press("2")
    window.locator(f"#line-{second} .done").wait_for()
    verdicts = read_review(store).verdicts[before:]
    assert [(verdict.verdict, verdict.reason) for verdict in verdicts] == [
        ("accepted", ""),
        ("rejected", "wrong doer"),
    ]
    window.keyboard.press("z")
    window.wait_for_function("document.querySelectorAll('.beside .done').length === 1")
    assert len(read_review(store).verdicts) == before + 1


def test_a_claim_is_decided_on_its_page(endpoint: Endpoint, window: Any) -> None:
    window.goto(address(endpoint, CLAIM))
    window.keyboard.press("u")
    window.locator("#history .badge, #history ~ ol .badge").first.wait_for()
    assert "Ada" in window.locator("section:has(#history)").inner_text()


def test_boxes_hide_marks_and_show_clauses_without_a_claim(endpoint: Endpoint, window: Any) -> None:
    window.goto(address(endpoint, f"article/{ARTICLE}"))
    lines = window.locator(".aside").first
    window.uncheck("#show-lines")
    assert not lines.is_visible()
    window.check("#show-gaps")
    window.check("#show-lines")
    window.locator("details.gaps summary").first.click()
    assert "“" in window.locator("details.gaps li").first.inner_text()


def test_ones_own_copy_fills_an_article_whose_words_are_withheld(
    endpoint: Endpoint, window: Any, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another text.", "utf-8")
    window.goto(address(endpoint, f"article/{WITHHELD}"))
    window.set_input_files("#attach input", other)
    window.wait_for_function("document.getElementById('live').textContent.includes('another')")
    assert window.locator(".withheld").count() == 1


def test_all_that_matters_works_without_script(endpoint: Endpoint, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(endpoint, f"article/{ARTICLE}"))
    page.locator("a[data-line]").first.click()
    assert "/id/claim/" in page.url
    page.goto(address(endpoint, f"actor/{WITHHELD}-tanya-lokshina"))
    assert page.url.endswith(SPEAKER)
    page.click("text=How the articles differ")
    page.locator("table").first.wait_for()
    context.close()
