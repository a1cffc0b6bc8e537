"""What a reporter wants of the workbench, from its first page and in a few acts.

An act is a click, a key or a word typed. The twelve questions are those of the page of one article,
asked about two articles that tell the same.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.text.review_file import read_review
from tests.conftest import Run
from tests.serving import ARTICLE, Endpoint, serving
from tests.signed_in import reader_context, stored_twice
from tests.test_network import browser

__all__ = ["browser"]
pytestmark = pytest.mark.browser
SPEAKER = f"{ARTICLE}-tanya-lokshina"
MOST_ACTS = 4
MOST_ACTS_FOR_TWO = 6
# From somebody to the map, and there to another one.
MOST_ACTS_ACROSS = 8
PATIENCE_IN_MILLISECONDS = 30_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    return stored_twice(tmp_path_factory.mktemp("tasks") / "corpus", run)


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    arguments = ("--store", store, "--children", 1, "--review", "Ada")
    with serving(folder, *arguments, "--deadline", 60) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(endpoint: Endpoint, browser: Any) -> Iterator[Any]:
    """A reporter's browser, in which cookies stay."""
    context = reader_context(browser, endpoint)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


class Reporter:
    """Somebody at the first page, who counts what they do."""

    def __init__(self, page: Any, endpoint: Endpoint) -> None:
        self.page = page
        self.root = f"http://127.0.0.1:{endpoint.port}"
        self.acts = 0
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE_IN_MILLISECONDS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text))
        page.goto(f"{self.root}/")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.acts += 1
        self.page.keyboard.type(words)

    def click(self, selector: str) -> None:
        self.acts += 1
        self.page.locator(selector).first.click()

    def follow(self, words: str, address: str) -> None:
        """Click a link with these words, which leads to an address."""
        self.click(f"main a:has-text('{words}')")
        self.page.wait_for_url(f"**{address}")

    def fill(self, selector: str, words: str) -> None:
        self.acts += 1
        self.page.locator(selector).first.fill(words)

    def choose(self, label: str, name: str) -> None:
        """Choose a name in a list."""
        self.acts += 1
        self.page.get_by_label(label, exact=True).select_option(label=name)

    def find(self, words: str) -> None:
        """Type into the search of each page, and choose the first suggestion."""
        self.press("/")
        self.type(words)
        # On a slow machine there are suggestions for the first letters before.
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_selector("#suggestions a")
        self.press("ArrowDown", "Enter")

    def reads(self, *words: str) -> None:
        """Wait until all of these words are on the page."""
        for each in words:
            self.page.locator("main", has_text=each).wait_for()

    def is_done(self, most: int = MOST_ACTS) -> bool:
        return 0 < self.acts <= most and self.faults == []


@pytest.fixture
def reporter(signed_in: Any, endpoint: Endpoint) -> Iterator[Reporter]:
    page = signed_in.new_page()
    yield Reporter(page, endpoint)
    page.close()


def test_who_is_she_and_what_did_she_say(reporter: Reporter) -> None:
    reporter.find("loksh")
    reporter.page.wait_for_url(f"**/id/actor/{SPEAKER}")
    reporter.reads("Tanya Lokshina", "programme director, Human Rights Watch", "in 2 articles")
    reporter.reads("The Chechen authorities have suspended the campaign, Lokshina said")
    assert reporter.is_done()


def test_what_is_only_alleged(reporter: Reporter) -> None:
    reporter.follow("Alleged", "/search?sure=alleged")
    reporter.reads("High-ranking officials allegedly supervised it")
    assert "agreed to cooperate" not in reporter.page.inner_text("main")
    assert reporter.is_done()


def test_who_helped_and_how_sure_is_that(reporter: Reporter) -> None:
    reporter.follow("Who helped whom?", "/ask/who-helped-whom")
    row = reporter.page.locator("tr", has_text="which granted them humanitarian visas").first
    assert "the article says so" in row.inner_text()
    assert "European governments" in row.inner_text()
    assert reporter.is_done()


def test_what_happened_in_may(reporter: Reporter) -> None:
    for name in ("from", "to"):
        reporter.fill(f"form[action$='what-changed-between'] [name={name}]", "2017-05")
    reporter.press("Enter")
    reporter.page.wait_for_url("**/ask/what-changed-between?from=2017-05&to=2017-05")
    reporter.reads("13 answers", "In May, the European Parliament adopted a resolution")
    assert reporter.is_done()


def test_all_between_two(reporter: Reporter) -> None:
    reporter.find("loksh")
    reporter.page.wait_for_url(f"**/id/actor/{SPEAKER}")
    reporter.press("m")
    reporter.page.wait_for_url(f"**/map?actor={SPEAKER}")
    reporter.choose("One", "Tanya Lokshina")
    reporter.choose("The other", "foreign governments")
    reporter.click("button:has-text('Show')")
    reporter.page.wait_for_url("**at=**at=**")
    panel = reporter.page.get_by_role("region", name="What is chosen")
    panel.locator(".claim-line", has_text="urged").first.wait_for()
    assert reporter.is_done(MOST_ACTS_ACROSS)


def test_what_is_denied(reporter: Reporter) -> None:
    reporter.follow("What was denied?", "/ask/what-was-denied")
    reporter.reads("that he had never been punished", "denied")
    assert reporter.is_done()


def test_how_articles_differ(reporter: Reporter) -> None:
    reporter.find("loksh")
    reporter.page.wait_for_url(f"**/id/actor/{SPEAKER}")
    reporter.follow("How the articles differ", "tab=differ")
    headings = reporter.page.locator("main th").all_inner_texts()
    assert sum("Chechens leave Russia" in words for words in headings) == 1
    assert sum("men hunted in Chechnya" in words for words in headings) == 1
    assert reporter.is_done(MOST_ACTS_FOR_TWO)


def test_who_says_that_people_were_executed(reporter: Reporter) -> None:
    reporter.press("/")
    reporter.type("executed")
    reporter.press("Enter")
    reporter.page.wait_for_url("**/search?q=executed")
    reporter.reads("three people were executed by Chechen officials", "the report says so")
    assert reporter.is_done()


def test_what_the_machine_did_not_read(reporter: Reporter) -> None:
    reporter.follow("sentences without a claim", "/search?is=gap")
    reporter.reads("sentences without a claim", "characters")
    assert reporter.is_done()


def test_a_citation(reporter: Reporter) -> None:
    reporter.find("loksh")
    reporter.page.wait_for_url(f"**/id/actor/{SPEAKER}")
    reporter.press("c")
    reporter.page.wait_for_function("document.querySelector('[role=status]')?.textContent")
    copied = reporter.page.evaluate("navigator.clipboard.readText()")
    assert "Tanya Lokshina" in copied
    assert SPEAKER in copied
    assert reporter.is_done(5)


def test_a_table_for_a_colleague(reporter: Reporter, tmp_path: Path) -> None:
    reporter.follow("Who accuses whom?", "/ask/who-is-accused-by-whom")
    shown = reporter.page.locator("main tbody tr").count()
    with reporter.page.expect_download() as waiting:
        reporter.click("main a:has-text('CSV')")
    path = tmp_path / "answer.csv"
    waiting.value.save_as(path)
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len(rows) >= shown > 0
    # A link to the same page is its address.
    assert reporter.page.url == f"{reporter.root}/ask/who-is-accused-by-whom"
    assert reporter.is_done()


def test_this_is_wrong(reporter: Reporter, store: Path) -> None:
    reporter.press("r")
    reporter.page.wait_for_url("**/review")
    claim = reporter.page.locator("#decide [name=claim]").input_value()
    reporter.press("x", "1")
    reporter.page.locator(f"#decide [value='{claim}']").wait_for(state="detached")
    assert reporter.is_done()
    (made,) = read_review(store).verdicts
    assert (made.claim, made.verdict, made.reason) == (claim, "rejected", "no such event")
    # What is rejected is found only by whoever looks for it.
    page = reporter.page
    page.goto(f"{reporter.root}/search?reviewed=rejected")
    page.locator(f"a[href$='{claim}']").first.wait_for()
