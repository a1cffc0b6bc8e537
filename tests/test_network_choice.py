"""Choosing in the network: the sentence stays in view, the best match comes first, a click shows
only this, and a picture says what it shows.
"""

import random
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import build, load
from actorgraph.text.reading import read_text
from tests.test_network import SAMPLE, browser, graph, visit
from tests.visiting import Visit, saved

__all__ = ["browser", "graph", "visit"]
pytestmark = pytest.mark.browser
IN_VIEW = """c => {
  choose(-1, c);
  const box = document.querySelector('#text').getBoundingClientRect();
  const mark = document.querySelector('#text mark').getBoundingClientRect();
  return mark.top >= box.top && mark.top < box.bottom;
}"""
NAMES = """Ruritanian bank sues

Old Ruritania Bank sued Ruritania. Ruritania expelled the bank. Ruritania arrested Ann Roe.

Old Ruritania Bank accused Ann Roe. Old Ruritania Bank praised Bob Loe.
Old Ruritania Bank thanked Bob Loe. Old Ruritania Bank fined Bob Loe.
"""


@pytest.fixture
def sample(browser: Any, tmp_path: Path) -> Iterator[Visit]:
    path = tmp_path / "network.html"
    path.write_text(load(SAMPLE).view("network"), encoding="utf-8")
    opened = Visit(browser, path)
    yield opened
    opened.context.close()


def test_the_words_of_every_claim_are_in_view_however_often_one_chooses(sample: Visit) -> None:
    claims = list(range(sample.sees("DATA.claims.length")))
    mixed = random.Random(19).sample(claims, len(claims))
    assert [c for c in [*claims, *mixed] if not sample.sees(IN_VIEW, c)] == []


def test_the_whole_name_comes_before_names_with_more_claims(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    path.write_text(build(read_text(NAMES)).view("network"), encoding="utf-8")
    opened = Visit(browser, path)
    opened.page.fill("#search", "ruritania")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#card h2") == "Ruritania"
    assert opened.sees("document.activeElement.getAttribute('aria-current')") == "true"
    # The order of words does not matter, but all must occur.
    opened.page.fill("#search", "bank old")
    assert opened.page.inner_text("#everyone li:first-child .name") == "Old Ruritania Bank"
    opened.page.fill("#search", "bank new")
    assert opened.page.locator("#everyone li").count() == 0
    opened.context.close()


def test_search_finds_the_words_of_the_article(visit: Visit) -> None:
    visit.page.fill("#search", "is over for all")
    visit.page.click("#everyone [data-said]")
    assert "The war is over for all of us" in visit.page.inner_text("#text mark")


def test_a_click_shows_only_this_and_shift_adds(visit: Visit) -> None:
    alleged = visit.page.locator("[data-filter='levels.alleged']")
    alleged.click()
    assert visit.sees("[...state.levels]") == ["alleged"]
    visit.page.click("[data-filter='levels.possible']", modifiers=["Shift"])
    assert visit.sees("[...state.levels].sort()") == ["alleged", "possible"]
    visit.page.click("[data-filter='levels.possible']", modifiers=["Shift"])
    alleged.click()
    assert visit.sees("state.levels.size === LEVELS.length")


def test_a_picture_names_its_source_and_its_lines_whole(visit: Visit) -> None:
    drawing = ET.fromstring(saved(visit, "svg"))
    words = " ".join(element.text or "" for element in drawing.iter() if element.text)
    for part in ("The Example", "2017-08-15", "check the sentence", "Alleged", "Harm"):
        assert part in words
    wide = float(drawing.get("width") or 0)
    starts = [float(text.get("x") or 0) for text in drawing.findall("{*}text")]
    assert starts
    assert max(starts) < wide
    png = saved(visit, "png")
    high = struct.unpack(">II", png[16:24])[1]
    assert high > visit.sees("document.querySelector('#net canvas').height")
    assert visit.is_clean(), visit.faults


def test_print_keeps_the_proportions_of_the_map(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    canvas = "getComputedStyle(document.querySelector('#net canvas')).objectFit"
    assert visit.sees(canvas) == "contain"
