"""The page in a real browser: choosing, filters, search, link, undo, keys, phone, no script."""

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from actorgraph.pipeline import build, load
from actorgraph.text.reading import read_text
from actorgraph.views.page.drawing import render
from tests.page_visits import CODES, SAMPLE, SIZES, chosen, in_view, path, visiting
from tests.test_network import HOSTILE, browser
from tests.visiting import Visit

__all__ = ["browser", "path"]
ROUNDS = 60
ORDER = """() => {
  const rows = JSON.parse(document.getElementById("contents").textContent).claims;
  const place = row => row[4][0];
  return rows.map((row, number) => [place(row), number]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([, number]) => number);
}"""
PASSING = "() => document.querySelector('#shown').textContent"
pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Any, path: Path) -> Iterator[Visit]:
    with visiting(browser, path) as visit:
        yield visit


def claims(visit: Visit) -> list[int]:
    """The numbers of the claims in the order of the text."""
    return list(visit.sees(ORDER))


def code_of(visit: Visit, number: int) -> str:
    return str(visit.sees(CODES)[number])


def test_the_page_asks_nobody_for_anything(visit: Visit) -> None:
    visit.page.keyboard.press("j")
    assert visit.is_clean(), visit.faults


@pytest.mark.parametrize("size", SIZES)
def test_all_claims_forwards_come_into_view(browser: Any, path: Path, size: str) -> None:
    with visiting(browser, path, size) as visit:
        for number in claims(visit):
            visit.page.keyboard.press("j")
            assert chosen(visit) == number
            assert in_view(visit, number)
        assert visit.is_clean(), visit.faults


@pytest.mark.parametrize("size", SIZES)
def test_claims_at_random_come_into_view(browser: Any, path: Path, size: str) -> None:
    with visiting(browser, path, size) as visit:
        order = claims(visit)
        codes = {number: code_of(visit, number) for number in order}
        drawn = random.Random(19)
        for _ in range(ROUNDS):
            number = drawn.choice(order)
            visit.sees("code => { location.hash = `c=${code}`; }", codes[number])
            chosen_mark = f".mark.on:has(#claim-{number}), #claim-{number}.mark.on"
            visit.page.wait_for_selector(chosen_mark, state="attached")
            assert in_view(visit, number)


def test_a_row_of_the_table_brings_its_words_into_view(visit: Visit) -> None:
    visit.page.click("#tab-table")
    rows = visit.page.locator("#table button[data-claim]")
    for place in (100, 3, 60, 60, 0):
        rows.nth(place).click()
        number = int(rows.nth(place).get_attribute("data-claim") or -1)
        assert chosen(visit) == number
        assert in_view(visit, number)


def test_a_second_click_goes_one_claim_outwards(visit: Visit) -> None:
    mark = visit.page.locator("#read .mark").filter(has_text="relocate victims").last
    over = [int(number) for number in (mark.get_attribute("data-claims") or "").split()]
    assert len(over) > 2
    for number in (*over, over[0]):
        mark.click()
        assert chosen(visit) == number


def test_only_the_chosen_claim_is_filled(visit: Visit) -> None:
    for _ in range(20):
        visit.page.keyboard.press("j")
    number = chosen(visit)
    filled = visit.sees(
        "[...document.querySelectorAll('.mark.on')].map(mark => mark.dataset.claims.split(' '))"
    )
    assert filled
    assert all(str(number) in over for over in filled)


def test_the_card_has_words_roles_and_the_chain(visit: Visit) -> None:
    visit.page.locator("#read .mark").filter(has_text="defending the honour").first.click()
    card = visit.page.inner_text("#chosen")
    assert "that they were defending the honour of the Chechen people" in card
    steps = visit.page.locator("#chosen .chain li").all_inner_texts()
    assert steps[-2:] == ["this article reports it", "you read it"]
    assert len(steps) == 4
    assert "Tanya Lokshina says so" in steps
    assert "Characters 4409–4466" in card


def test_a_click_on_the_bar_means_only_this(visit: Visit) -> None:
    visit.page.click("[data-sure=alleged]")
    assert visit.sees(PASSING) == "4 of 116 claims"
    assert visit.page.locator("#chosen li").count() == 4
    visit.page.click("[data-sure=possible]")
    assert visit.sees(PASSING) == "6 of 116 claims"
    visit.page.click("[data-sure=alleged]", modifiers=["Shift"])
    assert visit.sees(PASSING) == "10 of 116 claims"
    visit.page.click("[data-sure=possible]", modifiers=["Shift"])
    assert visit.sees(PASSING) == "4 of 116 claims"
    visit.page.click("#all")
    assert visit.sees(PASSING) == "2017-08 · 116 claims"
    assert visit.page.is_visible("#short")


def test_a_second_click_takes_the_filter_off(visit: Visit) -> None:
    for _ in range(2):
        visit.page.click("[data-tone=harm]")
    assert visit.sees(PASSING) == "2017-08 · 116 claims"


def test_nothing_passes_and_the_page_says_why(visit: Visit) -> None:
    visit.page.click("[data-sure=alleged]")
    visit.page.click("#strip .bin:has-text('May')")
    assert "No claim is both alleged and of May 2017." in visit.page.inner_text("#chosen")
    visit.page.click("#chosen [data-act=all]")
    assert visit.page.is_visible("#short")


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [("f=2017-05-01", "Since May 2017"), ("t=2017-05-31", "Until May 2017")],
)
def test_a_link_may_give_one_end_of_a_period(
    browser: Any, path: Path, fragment: str, heading: str
) -> None:
    with visiting(browser, path, fragment=fragment) as visit:
        assert heading in visit.page.inner_text("#chosen")
        assert visit.is_clean(), visit.faults


def test_a_bin_leaves_the_undated_out_and_says_so(visit: Visit) -> None:
    assert "undated claims stay in view" in visit.page.inner_text("#without")
    visit.page.hover("#strip .bin:has-text('May')")
    assert visit.sees(PASSING) == "2017-08 · 116 claims"
    visit.page.click("#strip .bin:has-text('May')")
    assert "are left out" in visit.page.inner_text("#without")
    assert visit.page.locator("#chosen li").count() > 2


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("russia", "Russian Federation"),
        ("lokshina", "Tanya Lokshina"),
        ("germany", "Germany"),
        ("human watch", "Human Rights Watch"),
    ],
)
def test_search_ranks_by_the_match(visit: Visit, query: str, first: str) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type(query)
    assert visit.page.locator("#hits [role=option] span").first.inner_text() == first


def test_search_finds_words_of_claims_and_of_the_text(visit: Visit) -> None:
    visit.page.fill("#query", "humanitarian visas")
    groups = visit.page.locator("#hits [role=group]")
    names = [group.get_attribute("aria-label") for group in groups.all()]
    assert names == ["Claims", "In the text"]
    visit.page.keyboard.press("Enter")
    assert in_view(visit, chosen(visit))
    assert visit.sees("document.activeElement.id") == "foot"


def test_a_sentence_without_a_claim_is_found_and_shown(visit: Visit) -> None:
    visit.page.fill("#query", "33 people")
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Enter")
    assert visit.sees("CSS.highlights.has('found')")
    box = visit.sees("[...CSS.highlights.get('found')][0].getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < SIZES["wide"][1]


def test_nothing_found_names_what_begins_alike(visit: Visit) -> None:
    visit.page.fill("#query", "germanium")
    hits = visit.page.inner_text("#hits")
    assert "No name and no sentence holds “germanium”." in hits
    assert "Germany" in hits


def test_choosing_an_actor_lists_the_claims(visit: Visit) -> None:
    visit.page.fill("#query", "lokshina")
    visit.page.keyboard.press("Enter")
    assert "Tanya Lokshina" in visit.page.inner_text("#chosen h3")
    assert visit.page.locator("#chosen li").count() > 5
    assert visit.sees("document.activeElement.id") != "query"


def test_the_first_claim_of_what_is_chosen_comes_into_view(visit: Visit) -> None:
    visit.page.fill("#query", "johansson")
    visit.page.keyboard.press("Enter")
    first = visit.page.locator("#chosen li button").first.get_attribute("data-claim")
    assert in_view(visit, int(first or -1))


def test_the_link_brings_everything_back(browser: Any, path: Path, visit: Visit) -> None:
    visit.page.click("[data-sure=reported]")
    visit.page.click("#tab-quotes")
    visit.page.keyboard.press("j")
    number, fragment = chosen(visit), visit.sees("location.hash.slice(1)")
    with visiting(browser, path, fragment=fragment) as again:
        assert chosen(again) == number
        assert again.page.get_attribute("[data-sure=reported]", "aria-pressed") == "true"
        assert again.page.is_visible("#quotes")
        assert in_view(again, number)


def test_a_link_names_what_is_gone(browser: Any, path: Path) -> None:
    fragment = "c=nowhere&g=nobody%20said&a=none&v=nothing&f=never&l=sure&s=9"
    with visiting(browser, path, fragment=fragment) as visit:
        assert "Two of the two chosen claims are not" in visit.page.inner_text("#notice")
        assert chosen(visit) == -1
        assert visit.is_clean(), visit.faults


def test_undo_and_redo_cover_the_state(visit: Visit) -> None:
    visit.page.keyboard.press("j")
    first = chosen(visit)
    visit.page.keyboard.press("j")
    visit.page.click("[data-tone=help]")
    visit.page.keyboard.press("Control+z")
    visit.page.keyboard.press("Control+z")
    assert chosen(visit) == first
    assert visit.sees(PASSING) == "2017-08 · 116 claims"
    visit.page.keyboard.press("Control+Shift+z")
    visit.page.keyboard.press("Control+Shift+z")
    assert visit.page.get_attribute("[data-tone=help]", "aria-pressed") == "true"


def test_keys_walk_the_claims_and_the_tabs(visit: Visit) -> None:
    order = claims(visit)
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("k")
    assert chosen(visit) == order[0]
    visit.page.keyboard.press("Escape")
    assert chosen(visit) == -1
    for key, tab in {"w": "who", "t": "timeline", "q": "quotes", "m": "map"}.items():
        visit.page.keyboard.press("g")
        visit.page.keyboard.press(key)
        assert visit.page.is_visible(f"#{tab}")
    visit.page.keyboard.press("3")
    assert visit.page.get_attribute("[data-sure=alleged]", "aria-pressed") == "true"
    visit.page.keyboard.press("Escape")
    assert visit.page.is_hidden("#all")
    visit.page.keyboard.press("?")
    assert visit.page.is_visible("#dialog h2")


def test_keys_do_nothing_in_a_field(visit: Visit) -> None:
    visit.page.click("#query")
    visit.page.keyboard.type("jjk")
    assert chosen(visit) == -1
    visit.page.keyboard.press("Escape")
    assert visit.sees("document.activeElement.id") != "query"


def test_o_leads_to_who_says_so(visit: Visit) -> None:
    visit.page.locator("#read .mark").filter(has_text="Canada was cooperating").first.click()
    inner = chosen(visit)
    visit.page.keyboard.press("o")
    assert chosen(visit) not in (-1, inner)
    assert "statement" in visit.page.inner_text("#chosen .badges")


def test_tab_crosses_the_article_in_one_step(visit: Visit) -> None:
    reachable = visit.sees("document.querySelectorAll('#read [tabindex=\"0\"]').length")
    assert reachable == 1
    visit.page.locator("#read .mark").first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    assert chosen(visit) >= 0
    name = visit.sees("document.activeElement.getAttribute('aria-label')")
    assert "the article says so" in name


def test_the_live_region_says_what_was_chosen(visit: Visit) -> None:
    visit.page.keyboard.press("j")
    assert "says so" in visit.page.inner_text("#live")
    visit.page.click("[data-sure=alleged]")
    assert visit.page.inner_text("#live") == "4 of 116 claims"


def test_the_table_sorts(visit: Visit) -> None:
    visit.page.click("#tab-table")
    visit.page.click("#table th:nth-child(2) button")
    names = visit.page.locator("#table td:nth-child(2)").all_inner_texts()
    filled = [name for name in names if name]
    assert filled == sorted(filled, key=str.casefold)
    assert visit.page.get_attribute("#table th:nth-child(2)", "aria-sort") == "ascending"


def test_a_phone_shows_one_view_and_a_sheet(browser: Any, path: Path) -> None:
    with visiting(browser, path, "phone") as visit:
        assert visit.page.is_visible("#read")
        assert visit.page.is_hidden("#map")
        visit.page.tap("#bottom [data-tab=quotes]")
        assert visit.page.is_visible("#quotes")
        assert visit.page.is_hidden("#read")
        visit.page.locator("#quotes button[data-claim]").nth(4).tap()
        number = chosen(visit)
        assert in_view(visit, number)
        sheet = visit.page.locator("#foot").bounding_box()
        assert sheet is not None
        assert sheet["y"] == pytest.approx(0.42 * SIZES["phone"][1], abs=2)
        visit.page.tap("#chosen [data-act=close]")
        assert visit.page.is_visible("#quotes")


def test_a_row_of_the_table_is_low_on_a_phone(browser: Any, path: Path) -> None:
    with visiting(browser, path, "phone") as visit:
        visit.page.tap("#bottom [data-tab=table]")
        rows = visit.sees(
            """() => [...document.querySelectorAll("#table tbody tr")]
              .map(row => [row.offsetHeight, row.querySelector("button").offsetHeight])"""
        )
        heights = [height for height, _ in rows]
        assert min(heights) <= 60
        assert median(heights) <= 84
        assert all(target >= 44 for _, target in rows)
        assert "the article says so" not in visit.page.inner_text("#table tbody")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(browser: Any, path: Path, size: str) -> None:
    with visiting(browser, path, size) as visit:
        for key in ("", "j", "g"):
            if key:
                visit.page.keyboard.press(key)
            assert visit.sees("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_without_script_everything_is_readable(browser: Any, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#read .mark").first.is_visible()
    assert page.locator(".tile").first.is_visible()
    assert page.locator("#table tr").nth(50).is_visible()
    assert "Most European capitals have condemned" in page.inner_text("#read")
    context.close()


def test_nothing_hostile_runs(browser: Any, tmp_path: Path) -> None:
    claim = "\n\nThe police arrested Ann Roe in Oslo.\n"
    nothing_told = HOSTILE.partition("\n\nNorway")[0]
    for text, tabs in (
        (nothing_told, ()),
        (HOSTILE + claim, ("who", "timeline", "quotes", "table")),
    ):
        graph = build(read_text(text, published="2017"))
        (tmp_path / "page.html").write_text(
            render(graph.store, title="</title><script>window.hit=1</script>"), encoding="utf-8"
        )
        with visiting(browser, tmp_path / "page.html") as visit:
            visit.page.keyboard.press("j")
            assert visit.page.locator("[role=tab]").count() == (len(tabs) and 5)
            for tab in tabs:
                visit.page.click(f"#tab-{tab}")
            visit.page.fill("#query", "<b>")
            assert visit.is_clean(), visit.faults
            assert "<img src=x onerror=window.hit=1>" in visit.page.inner_text("#read")


def test_a_text_without_a_claim_says_so(browser: Any, tmp_path: Path) -> None:
    graph = build(read_text("It rained.\n\nThe sea was grey and the wind was cold."))
    (tmp_path / "page.html").write_text(render(graph.store), encoding="utf-8")
    with visiting(browser, tmp_path / "page.html") as visit:
        visit.page.keyboard.press("j")
        assert "No claim was found here." in visit.page.inner_text("#foot")
        assert visit.page.locator("[role=tab], #bar, .card").count() == 0
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("wind")
        assert "the wind was cold" in visit.page.inner_text("#hits")
        visit.page.keyboard.press("Enter")
        assert visit.sees("() => [...CSS.highlights.get('found')].join()") == "wind"
        visit.page.click("#theme")
        assert "d=" in visit.page.url
        assert visit.is_clean(), visit.faults


def test_on_paper_the_chosen_claim_is_below_the_map(browser: Any, path: Path) -> None:
    """A sheet of paper is as narrow as a phone, and is none."""
    with visiting(browser, path, "phone") as visit:
        visit.page.keyboard.press("j")
        visit.page.emulate_media(media="print")
        places = """() => ["#read", "#map", "#foot"].map(place => {
          const { top, bottom } = document.querySelector(place).getBoundingClientRect();
          return [Math.round(top), Math.round(bottom)];
        })"""
        read, drawn, foot = visit.sees(places)
        assert read[1] <= drawn[0]
        assert drawn[1] <= foot[0]
        assert visit.sees("() => getComputedStyle(document.querySelector('#foot')).position") == (
            "static"
        )
        faded = "() => getComputedStyle(document.querySelector('.card:not(.lit)')).opacity"
        assert float(visit.sees(faded)) == pytest.approx(0.45)


def test_ones_own_copy_brings_the_words(browser: Any, tmp_path: Path) -> None:
    article = SAMPLE.parent / "article.txt"
    (tmp_path / "page.html").write_text(render(load(SAMPLE).shareable().store), encoding="utf-8")
    with visiting(browser, tmp_path / "page.html") as visit:
        assert "are not in this file" in visit.page.inner_text("#attach")
        assert "Kadyrov · order" in visit.page.inner_text("#short")
        visit.page.set_input_files("#attach input", str(article))
        visit.page.wait_for_selector("#read article:not(.withheld)")
        assert "Most European capitals have condemned" in visit.page.inner_text("#read")
        assert "to have ordered the campaign himself" in visit.page.inner_text("#short")
        for _ in range(12):
            visit.page.keyboard.press("j")
            assert in_view(visit, chosen(visit))
        assert visit.page.inner_text("#chosen blockquote").startswith("“")
        assert visit.is_clean(), visit.faults


def test_claims_come_into_view_without_their_words(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(render(load(SAMPLE).shareable().store), encoding="utf-8")
    with visiting(browser, tmp_path / "page.html") as visit:
        for number in claims(visit)[:40]:
            visit.page.keyboard.press("j")
            assert chosen(visit) == number
            assert in_view(visit, number)
