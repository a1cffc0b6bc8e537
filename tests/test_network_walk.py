"""Going about on the page: by keyboard alone, back and forth, along a path, through a tour, and
back by a link.
"""

import itertools
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import Graph
from actorgraph.query import ask
from tests.test_network import browser, graph, visit
from tests.visiting import Visit

__all__ = ["browser", "graph", "visit"]
pytestmark = pytest.mark.browser
PLACE = (
    "i => { const p = network.canvasToDOM(network.getPosition(i)),"
    " b = document.querySelector('#net').getBoundingClientRect();"
    " return [p.x + b.x, p.y + b.y]; }"
)


def number(visit: Visit, name: str) -> int:
    found = int(visit.sees("name => DATA.nodes.findIndex(node => node.label === name)", name))
    assert found >= 0, name
    return found


def again(visit: Visit) -> None:
    """Open the page's own link anew."""
    visit.page.reload()
    visit.page.wait_for_selector("#shown:not(:empty)")


def test_a_full_round_by_keyboard(visit: Visit) -> None:
    press, read = visit.page.keyboard.press, visit.page.inner_text
    press("/")
    visit.page.keyboard.type("merk")
    assert "2 found" in read("#live")  # her name and her sentence
    press("ArrowDown")
    press("Enter")
    assert read("#card h2") == "Angela Merkel"
    press("m")
    assert "Angela Merkel is the start of a path" in read("#live")
    press("e")
    assert visit.sees("state.folded.size") == 1
    press("e")
    assert visit.sees("[state.folded.size, shownClaims() === DATA.claims.length]") == [0, True]
    visit.page.focus("#card .opener")
    press("Enter")
    assert (
        visit.sees("document.activeElement.className") == "opener"
    )  # the focus stays where it was
    assert visit.page.locator("#card .claim.on .chain li").count() >= 3
    press("t")
    assert visit.sees("state.tour.length") == 1
    press("n")
    assert "Stop 1 of 1" in read("#caption")
    press("Escape")
    assert not visit.page.is_visible("#caption")
    press("Escape")
    assert visit.sees("isFocused()") is False
    press("?")
    assert visit.page.is_visible("dialog kbd")
    press("Escape")
    assert not visit.page.is_visible("dialog")
    scale = visit.sees("network.getScale()")
    press("+")
    assert visit.sees("network.getScale()") > scale
    press("0")
    assert visit.sees("network.getScale()") == pytest.approx(scale, rel=0.2)
    assert visit.is_clean(), visit.faults


def test_lists_and_times_are_walked_by_arrows(visit: Visit) -> None:
    visit.page.focus("#everyone button")
    visit.page.keyboard.press("ArrowDown")
    assert (
        visit.sees(
            "[...document.querySelectorAll('#everyone button')].indexOf(document.activeElement)"
        )
        == 1
    )
    visit.page.focus("#when .bin")
    first = visit.sees("document.activeElement.dataset.bin")
    visit.page.keyboard.press("Enter")
    assert visit.sees("document.activeElement.dataset.bin") == first
    assert visit.sees("state.from") != ""
    visit.page.keyboard.press("ArrowRight")
    assert visit.sees("document.activeElement.dataset.bin") != first


def test_every_change_can_be_taken_back_and_done_again(visit: Visit) -> None:
    norway = number(visit, "Norway")
    start = visit.sees("written(state)")
    steps = [
        lambda: visit.sees("i => choose(i)", norway),
        lambda: visit.sees("i => toggle(i)", norway),
        lambda: visit.page.click("[data-filter='polarities.harm']", modifiers=["Shift"]),
        lambda: visit.sees("range('2017', '2017')"),
        lambda: visit.sees("addStop(0)"),
        lambda: visit.page.click("#theme"),
    ]
    links = [start]
    for step in steps:
        step()
        links.append(visit.sees("written(state)"))
    assert len(set(links)) == len(links)
    for link in reversed(links[:-1]):
        visit.page.keyboard.press("Control+z")
        assert visit.sees("written(state)") == link
    assert visit.page.is_disabled("#undo")
    for link in links[1:]:
        visit.page.click("#redo")
        assert visit.sees("written(state)") == link
    visit.page.keyboard.press("Control+z")
    visit.page.keyboard.press("Control+Shift+z")
    assert visit.sees("written(state)") == links[-1]
    assert visit.is_clean(), visit.faults


def test_link_restores_everything(visit: Visit) -> None:
    norway = number(visit, "Norway")
    visit.sees("i => { choose(i); toggle(i); }", norway)
    visit.page.click("[data-filter='levels.possible']", modifiers=["Shift"])
    visit.page.fill("#range-from", "2017-05")
    visit.page.keyboard.press("Tab")
    visit.page.click("[data-bin=undated]")
    visit.page.click("#theme")
    visit.sees(
        "c => { addStop(c); addStop(0); state.tour[0].words = 'Why & how, 100% “so”'; stopAt(0); }",
        1,
    )
    x, y = visit.sees(PLACE, number(visit, "Angela Merkel"))
    visit.sees("fit()")
    x, y = visit.sees(PLACE, number(visit, "Angela Merkel"))
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 40, y - 30, steps=4)
    visit.page.mouse.up()
    assert visit.sees("state.pins.size") == 1
    before, shown = visit.sees("written(state)"), visit.page.inner_text("#shown")
    place = visit.sees("i => network.getPosition(i)", number(visit, "Angela Merkel"))
    again(visit)
    assert visit.sees("written(state)") == before
    assert visit.page.inner_text("#shown") == shown
    assert "Why & how, 100% “so”" in visit.page.inner_text("#caption")
    assert visit.page.get_attribute("html", "data-theme") == "dark"
    now = visit.sees("i => network.getPosition(i)", number(visit, "Angela Merkel"))
    assert (now["x"], now["y"]) == (
        pytest.approx(place["x"], abs=1),
        pytest.approx(place["y"], abs=1),
    )
    assert visit.is_clean(), visit.faults


def test_link_to_nobody_here_does_no_harm(visit: Visit) -> None:
    visit.sees(
        "location.hash = "
        "'#n=Nobody&c=x&l=asserted.nonsense&f=soon&m=a%20b%20c&w=p&w=q&s=9&g=zz%20words&d=%3Cb%3E'"
    )
    visit.page.wait_for_timeout(50)
    assert visit.sees(
        "[state.node, state.claim, state.path.length, state.tour.length, state.step, state.theme]"
    ) == [*[-1, -1, 0, 0, -1, ""]]
    assert visit.sees("[...state.levels]") == ["asserted"]
    assert visit.is_clean(), visit.faults


def test_path_between_two_names_its_weakest_step(visit: Visit) -> None:
    first, second = number(visit, "Human Rights Watch"), number(visit, "prisoners")
    visit.sees("i => choose(i)", first)
    visit.sees("fit()")
    visit.page.keyboard.down("Shift")
    visit.page.mouse.click(*visit.sees(PLACE, second))
    visit.page.keyboard.up("Shift")
    card = visit.page.inner_text("#card")
    assert "From Human Rights Watch to prisoners" in card
    assert "the weakest of them is alleged" in card
    ends = visit.sees("pathOf().map(id => [DATA.edges[id].from, DATA.edges[id].to])")
    assert first in ends[0]
    assert second in ends[-1]
    assert all(set(a) & set(b) for a, b in itertools.pairwise(ends))
    visit.sees("([a, b]) => walkTo(a, b)", [first, number(visit, "Norway")])
    assert "no path between" in visit.page.inner_text("#card")


def test_collapse_shows_how_many_it_hides(visit: Visit) -> None:
    norway = number(visit, "Norway")
    around = visit.sees("i => neighbours(i).length", norway)
    visit.sees("i => choose(i)", norway)
    visit.page.click("#card button:has-text('Collapse')")
    assert visit.sees("i => seen.badges[i]", norway) == around
    assert visit.page.is_visible("#reset")
    assert "of" in visit.page.inner_text("#extent")
    visit.page.click(f"#card button:has-text('Expand +{around}')")
    assert visit.sees("shownNodes() === DATA.nodes.length")


def test_dates_filter_the_map(visit: Visit, graph: Graph) -> None:
    query = (
        "SELECT (COUNT(?c) AS ?n) WHERE { ?c a ag:Action ; ag:notBefore ?from ;"
        " ag:notAfter ?to ."
        ' FILTER (STR(?to) >= "2017-05-01" && STR(?from) <= "2017-05-31T24") }'
    )
    inside = int(next(iter(ask(graph.store, query)))["n"] or 0)
    assert inside
    visit.page.fill("#range-from", "2017-05")
    visit.page.fill("#range-to", "2017-05")
    visit.page.keyboard.press("Enter")
    assert visit.page.inner_text("#shown").startswith(f"{inside} of ")
    visit.page.fill("#range-to", "soon")
    visit.page.keyboard.press("Enter")
    assert "Write a date as" in visit.page.inner_text("#live")
    visit.page.click("#any-time")
    assert visit.sees("shownClaims() === DATA.claims.length")
    dated = visit.sees("DATA.claims.filter(claim => claim.span.length).length")
    visit.page.click("[data-bin=undated]")
    assert visit.page.inner_text("#shown").startswith(f"{dated} of ")


@pytest.mark.parametrize("polarity", ["harm", "help"])
def test_kinds_of_action_count_what_the_graph_holds(
    visit: Visit, graph: Graph, polarity: str
) -> None:
    query = (
        "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a ag:Claim , ?k ."
        f' ?k ag:polarity "{polarity}" MINUS {{ ?c a ag:Attitude }} }}'
    )
    counted = int(next(iter(ask(graph.store, query)))["n"] or 0)
    assert counted
    assert visit.page.inner_text(f"[data-filter='polarities.{polarity}'] .count") == str(counted)
    query = "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a ag:Statement }"
    statements = int(next(iter(ask(graph.store, query)))["n"] or 0)
    assert visit.page.inner_text("[data-filter='kinds.Statement'] .count") == str(statements)


def test_tour_is_written_ordered_saved_and_loaded(visit: Visit, tmp_path: Path) -> None:
    for claim in (0, 1, 2):
        visit.sees("c => { choose(-1, c); }", claim)
        visit.page.click("#card button:has-text('Add to tour')")
    visit.page.fill("#tour textarea >> nth=2", "Begin here.")
    visit.page.click("#tour [aria-label='Earlier: 3']")
    assert visit.sees("state.tour.map(stop => stop.claim)") == [0, 2, 1]
    visit.page.click("#tour [aria-label='Remove: 1']")
    visit.page.click("#tour button:has-text('Begin')")
    assert "Begin here." in visit.page.inner_text("#caption")
    visit.page.click("#caption button:has-text('Next')")
    assert visit.sees("[state.step, state.claim]") == [1, 1]
    assert visit.page.locator("#caption button:has-text('Next')").is_disabled()
    with visit.page.expect_download() as waiting:
        visit.page.click("#tour button:has-text('Save tour')")
    saved = tmp_path / "tour.json"
    waiting.value.save_as(saved)
    visit.sees("state = fresh(); update({})")
    visit.page.set_input_files("#tour-file", saved)
    visit.page.wait_for_selector("#tour .stops li")
    assert visit.sees("state.tour") == [
        {"claim": 2, "words": "Begin here."},
        {"claim": 1, "words": ""},
    ]
    (tmp_path / "no.json").write_text('{"stops": [{"claim": "of another page"}]}', encoding="utf-8")
    visit.page.set_input_files("#tour-file", tmp_path / "no.json")
    visit.page.wait_for_selector("#flash:has-text('not on this page')")
    assert visit.sees("state.tour.length") == 2
    assert visit.is_clean(), visit.faults


def test_chain_leads_from_the_action_to_the_reader(visit: Visit) -> None:
    visit.sees("choose(-1, DATA.claims.findIndex(claim => claim.verb === 'torture'))")
    steps = visit.page.locator("#card .chain li").all_inner_texts()
    assert "torture" in steps[0]
    assert "alleged" in steps[0]
    assert any("Human Rights Watch" in step for step in steps[1:-2])
    assert "The Example" in steps[-2]
    assert steps[-1] == "you, the reader"


def test_sources_that_contradict_stand_side_by_side(browser: Any, tmp_path: Path) -> None:
    from actorgraph.pipeline import build
    from actorgraph.text.reading import read_text

    text = (
        "Two voices\n\nNorway expelled the ambassador in May. "
        "Angela Merkel said Norway did not expel the ambassador.\n"
    )
    page = tmp_path / "page.html"
    page.write_text(build(read_text(text)).view("network"), encoding="utf-8")
    visit = Visit(browser, page)
    visit.sees(
        "choose(-1, DATA.claims.findIndex("
        "claim => claim.verb.startsWith('expel') && !claim.denied))"
    )
    rivals = visit.page.inner_text("#card .rivals")
    assert "Contradictory reports" in rivals
    assert rivals.index("Affirmed") < rivals.index("Denied")
    assert "[not]" in rivals
    visit.page.click("#card .rivals button:not([disabled])")
    assert visit.sees("CLAIMS[state.claim].denied")
    visit.context.close()


def test_attitudes_are_cards_of_their_holder_and_not_on_the_map(
    browser: Any, tmp_path: Path
) -> None:
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.views.network import render
    from tests.test_network import SAMPLE

    page = tmp_path / "page.html"
    page.write_text(render(MemoryStore.load(SAMPLE)), encoding="utf-8")
    visit = Visit(browser, page)
    holder = visit.sees(
        "DATA.attitudes.map(claim => claim.holders[0]).find(i => i < DATA.nodes.length)"
    )
    visit.sees("i => choose(i)", holder)
    assert "What they want, fear or think" in visit.page.inner_text("#card")
    mine = visit.sees("i => attitudesOf(i)", holder)
    visit.page.click(f"#card [data-claim='{mine[0]}'] .opener")
    marked = visit.sees(
        "[...document.querySelectorAll('#text mark')].map(mark => mark.textContent).join('')"
    )
    assert marked
    assert marked == visit.sees(
        "c => CLAIMS[c].evidence.map(span => wordsOf(CLAIMS[c], span)).join('')", mine[0]
    )
    assert visit.sees("DATA.edges.every(edge => edge.claim < DATA.claims.length)")
    visit.context.close()
