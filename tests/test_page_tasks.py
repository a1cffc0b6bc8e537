"""What a reporter wants of the page, each in at most three acts: a click, a key, a word typed.

Between two actors, and how articles differ, may take six.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import build, load
from actorgraph.text.reading import read_text
from tests.page_visits import chosen, in_view, path, visiting
from tests.test_network import browser
from tests.visiting import Visit

__all__ = ["browser", "path"]
MOST_ACTS = 3
MOST_ACTS_FOR_TWO = 6
pytestmark = pytest.mark.browser


class Reporter:
    """A reader who counts what they do."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.acts = 0

    def press(self, key: str) -> None:
        self.acts += 1
        self.visit.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.acts += 1
        self.visit.page.keyboard.type(words)

    def click(self, selector: str, **options: Any) -> None:
        self.acts += 1
        self.visit.page.click(selector, **options)

    def card(self, name: str) -> None:
        """Click the card of the map with exactly this name."""
        self.acts += 1
        title = self.visit.page.locator(".layer:not([hidden]) .card .title", has_text=name)
        title.filter(has_text=name).first.click()

    def reads(self, place: str = "#foot") -> str:
        return str(self.visit.page.inner_text(place))

    def is_done(self, most: int = MOST_ACTS) -> bool:
        return 0 < self.acts <= most and self.visit.is_clean()


@pytest.fixture
def reporter(browser: Any, path: Path) -> Iterator[Reporter]:
    with visiting(browser, path) as visit:
        yield Reporter(visit)


def test_who_is_she_and_what_did_she_say(reporter: Reporter) -> None:
    reporter.press("/")
    reporter.type("loksh")
    reporter.press("Enter")
    found = reporter.reads()
    assert "Tanya Lokshina" in found
    assert "director of the Russia programme" in found
    assert "The Chechen authorities have suspended the campaign, Lokshina said" in found
    assert reporter.is_done()


def test_what_is_only_alleged(reporter: Reporter) -> None:
    reporter.click("[data-sure=alleged]")
    found = reporter.reads()
    assert "High-ranking officials allegedly supervised it" in found
    assert "agreed to cooperate" not in found
    assert reporter.is_done()


def test_who_helped_and_how_sure_is_that(reporter: Reporter) -> None:
    reporter.click("[data-tone=help]")
    rows = reporter.visit.page.locator("#chosen li").all_inner_texts()
    assert len(rows) > 10
    assert any("helped by European governments" in row for row in rows)
    # Each row says how sure it is, or who says so.
    assert all("say" in row for row in rows)
    assert reporter.is_done()


def test_what_happened_in_may(reporter: Reporter) -> None:
    reporter.click(".bin[data-from='2017-05-01']")
    found = reporter.reads()
    assert "the European Parliament adopted a resolution" in found
    assert "undated claims are left out" in reporter.reads("#strip")
    assert reporter.is_done()


def test_what_is_denied(reporter: Reporter) -> None:
    reporter.click("[data-tone=denied]")
    assert "The others did not" in reporter.reads()
    assert reporter.is_done()


def test_what_does_the_first_match_of_a_name_do(reporter: Reporter) -> None:
    reporter.press("/")
    reporter.type("russia")
    reporter.press("Enter")
    assert reporter.reads().startswith("Russian Federation")
    # The next key acts on what was chosen: the focus has left the field.
    assert reporter.visit.sees("document.activeElement.id") != "query"
    assert reporter.is_done()


def test_who_says_that_people_were_executed(reporter: Reporter) -> None:
    reporter.click("#read .mark >> text=executed by")
    found = reporter.reads()
    assert "three people were executed by Chechen officials" in found
    assert "somebody else says so" in found
    assert "report says so" in found
    assert in_view(reporter.visit, chosen(reporter.visit))
    assert reporter.is_done()


def test_what_a_passage_means_to_the_machine(reporter: Reporter) -> None:
    reporter.click(".mark:has-text('persecution of gay men')")
    found = reporter.reads()
    assert "who" in found
    assert "Read by the rule" in found
    assert reporter.is_done()


def test_a_citation(reporter: Reporter) -> None:
    reporter.visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reporter.press("j")
    reporter.press("c")
    reporter.visit.page.wait_for_selector(".flash")
    text = reporter.visit.sees("navigator.clipboard.readText()")
    assert text.startswith("“")
    assert "Characters" in text
    assert reporter.is_done()


def test_a_link_for_a_colleague(reporter: Reporter, browser: Any, path: Path) -> None:
    reporter.visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reporter.click("[data-sure=alleged]")
    reporter.click("#chosen li button >> nth=0")
    reporter.press("l")
    reporter.visit.page.wait_for_selector(".flash")
    link = reporter.visit.sees("navigator.clipboard.readText()")
    assert reporter.is_done()
    with visiting(browser, path, fragment=link.partition("#")[2]) as other:
        assert chosen(other) == chosen(reporter.visit) >= 0
        assert other.sees("document.querySelector('[data-sure=alleged]').ariaPressed") == "true"


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_for_print(reporter: Reporter, ending: str) -> None:
    reporter.click("#share summary")
    with reporter.visit.page.expect_download() as waiting:
        reporter.click(f"[data-save={ending}]")
    assert Path(waiting.value.path()).stat().st_size > 20_000
    assert reporter.is_done()


def test_a_claim_for_the_story(reporter: Reporter) -> None:
    reporter.press("j")
    reporter.press("s")
    reporter.visit.page.wait_for_selector("textarea:focus, input:focus")
    reporter.type("This comes first.")
    reporter.visit.page.keyboard.press("Escape")
    # The link follows a moment after the words.
    reporter.visit.page.wait_for_function("location.hash.includes('This+comes+first')")
    assert reporter.is_done()


def test_all_between_two(reporter: Reporter) -> None:
    reporter.card("Germany")
    reporter.press("b")
    reporter.card("Russian Federation")
    found = reporter.reads()
    assert "Germany" in found.splitlines()[0]
    assert "Russian Federation" in found.splitlines()[0]
    assert "Angela Merkel, met the Russian president" in found
    assert reporter.is_done(MOST_ACTS_FOR_TWO)


def test_how_two_articles_differ(browser: Any, tmp_path: Path) -> None:
    texts = {
        "one": "Norway attacked Sweden.",
        "two": "Norway did not attack Sweden.",
    }
    for name, text in texts.items():
        source = read_text(f"Report {name}\n\n{text}\n", publisher=f"Paper {name}")
        build(source).save(tmp_path / name)
    page = tmp_path / "page.html"
    page.write_text(load(tmp_path / "one", tmp_path / "two").view(), encoding="utf-8")
    with visiting(browser, page) as visit:
        reporter = Reporter(visit)
        reporter.click("[data-tone=denied]")
        reporter.click("#chosen li button >> nth=0")
        assert "Other reports of this event" in reporter.reads()
        reporter.click("#chosen .reports button >> nth=0")
        assert "Norway attacked Sweden" in reporter.reads("#chosen blockquote")
        assert in_view(visit, chosen(visit))
        assert reporter.is_done(MOST_ACTS_FOR_TWO)
