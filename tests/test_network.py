"""The page in a real browser: nothing leaves it, nothing hostile runs, and what is shown is what
the graph says.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import Graph, build
from actorgraph.query import ask
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text
from actorgraph.views import to_pyvis
from actorgraph.views.network import render
from actorgraph.views.network.layout import HIGH, WIDE, positions
from tests.visiting import Visit

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]
TEXT = """Norway shelters the fishermen

Norway sheltered the fishermen in May. \
According to Human Rights Watch, soldiers allegedly tortured the prisoners.

"The war is over for all of us," said Angela Merkel. \
Chad did not expel the ambassador. 🎣 Sweden may help the refugees.
"""
HOSTILE = """</script><img src=x onerror=window.hit=1> & <b>bold</b>

Dr "</script><script>window.hit=1</script>" Ola Nordmann \
<a href="javascript:window.hit=1">praised</a> Norway.

Norway\u202e sheltered the \u202dfishermen\u2069 of {{ 7 * 7 }} \
</title><svg onload=window.hit=1> in Oslo. 🎣🎣 href href
"""
SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
PLACE_OF_NODE = (
    "i => { fit(); const p = network.canvasToDOM(network.getPosition(i)),"
    " b = document.querySelector('#net').getBoundingClientRect();"
    " return [p.x + b.x, p.y + b.y]; }"
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(read_text(TEXT, published="2017-08-15", publisher="The Example"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Any, graph: Graph, tmp_path: Path) -> Iterator[Visit]:
    path = tmp_path / "page.html"
    path.write_text(graph.view("network"), encoding="utf-8")
    visit = Visit(browser, path)
    yield visit
    visit.context.close()


def test_page_asks_nobody_for_anything(visit: Visit) -> None:
    visit.page.mouse.move(600, 400)
    visit.page.keyboard.press("+")
    assert visit.is_clean(), visit.faults


def test_a_click_on_a_claim_marks_exactly_its_characters(visit: Visit) -> None:
    claims = visit.sees("DATA.claims.map(claim => claim.evidence)")
    text = visit.sees("DATA.articles[0].text")  # Python counts code points, as the offsets do
    assert claims
    for number, spans in enumerate(claims):
        visit.sees("c => { state = fresh(); choose(-1, c); }", number)
        marked = visit.sees(
            "[...document.querySelectorAll('#text mark')].map(mark => mark.textContent).join('')"
        )
        assert marked == "".join(text[begin:end] for begin, end in spans)


def test_card_says_how_sure_and_according_to_whom(visit: Visit) -> None:
    visit.sees("choose(-1, DATA.claims.findIndex(claim => claim.verb === 'torture'))")
    card = visit.page.inner_text("#card .claim")
    assert "alleged" in card
    assert "according to Human Rights Watch" in card
    visit.sees("choose(-1, DATA.claims.findIndex(claim => claim.denied))")
    assert "[not]" in visit.page.inner_text("#card .claim strong")


@pytest.mark.parametrize("level", ["asserted", "reported", "alleged", "possible"])
def test_filters_count_what_the_graph_holds(visit: Visit, graph: Graph, level: str) -> None:
    attributed = {
        "asserted": "FILTER NOT EXISTS { ?c ag:attributedTo ?s }",
        "reported": "?c ag:attributedTo ?s .",
    }.get(level, "")
    factuality = {"reported": "Asserted"}.get(level, level.capitalize())
    query = (
        "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a ag:Claim ;"
        f" ag:factuality ag:{factuality} . {attributed} MINUS {{ ?c a ag:Attitude }} }}"
    )
    counted = int(next(iter(ask(graph.store, query)))["n"] or 0)
    label = visit.page.locator(f"[data-filter='levels.{level}'] .count")
    assert int(label.inner_text() if label.count() else 0) == counted
    if counted:
        visit.page.click(f"[data-filter='levels.{level}']", modifiers=["Shift"])
        shown, everything = visit.sees("[shownClaims(), DATA.claims.length]")
        assert everything - shown == counted
        assert visit.page.is_visible("#reset")


def test_keyboard_alone_finds_chooses_walks_and_undoes(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("norway")
    visit.page.keyboard.press("Enter")
    assert visit.page.inner_text("#card h2") == "Norway"
    assert "Norway chosen" in visit.page.inner_text("#live")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    assert visit.sees("[state.node, state.claim]") == [-1, -1]
    visit.page.keyboard.press("Control+z")
    assert visit.page.inner_text("#card h2") == "Norway"
    before = visit.sees("state.node")
    visit.sees("document.activeElement.blur()")
    reached = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        visit.sees("i => pick(i)", before)
        visit.page.keyboard.press(key)
        reached.add(visit.sees("state.node"))
    assert reached - {before} == set(visit.sees("i => neighbours(i)", before))


def test_link_carries_the_state(visit: Visit) -> None:
    visit.sees("choose(DATA.nodes.findIndex(node => node.label === 'Norway'))")
    visit.page.click("[data-filter='polarities.harm']", modifiers=["Shift"])
    visit.page.reload()
    visit.page.wait_for_selector("#shown:not(:empty)")
    assert visit.page.inner_text("#card h2") == "Norway"
    harm = visit.page.locator("[data-filter='polarities.harm']")
    assert harm.get_attribute("aria-pressed") == "false"


def test_hostile_text_is_only_text(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        build(read_text(HOSTILE, publisher="</script><img src=x onerror=window.hit=1>")).view(
            "network"
        ),
        encoding="utf-8",
    )
    visit = Visit(browser, path)
    assert "onerror" in visit.page.inner_text("h1")
    for node in range(visit.sees("DATA.nodes.length")):
        place = visit.sees(
            PLACE_OF_NODE,
            node,
        )
        visit.page.mouse.move(*place)
        visit.page.mouse.click(*place)
    assert visit.is_clean(), visit.faults
    visit.context.close()


def test_labels_from_a_hostile_graph_are_only_text(
    browser: Any, graph: Graph, tmp_path: Path
) -> None:
    hostile = "</script><img src=x onerror=window.hit=1 href>"
    turtle = (
        graph.to_turtle()
        .replace('"Norway"', json.dumps(hostile))
        .replace('"shelter"', json.dumps(hostile))
    )
    (tmp_path / "hostile.ttl").write_text(turtle, encoding="utf-8")
    (tmp_path / "page.html").write_text(
        render(MemoryStore.load(tmp_path / "hostile.ttl")), encoding="utf-8"
    )
    visit = Visit(browser, tmp_path / "page.html")
    assert hostile in visit.sees("DATA.nodes.map(node => node.label)")
    for node in range(visit.sees("DATA.nodes.length")):
        visit.sees("i => pick(i)", node)
    assert visit.is_clean(), visit.faults
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_shows_the_map_first_and_never_scrolls_sideways(
    browser: Any, graph: Graph, tmp_path: Path, scheme: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(graph.view("network"), encoding="utf-8")
    visit = Visit(
        browser, path, viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=scheme
    )
    assert visit.sees("document.documentElement.scrollWidth") <= 390
    tops = [
        visit.page.locator(name).bounding_box()["y"] for name in ("#map", "#evidence", "#filters")
    ]  # type: ignore[index]
    assert tops == sorted(tops)
    assert visit.is_clean(), visit.faults
    visit.context.close()


def test_shareable_page_shows_offsets_and_hash(browser: Any, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    shared = graph.shareable()
    path.write_text(shared.view("network"), encoding="utf-8")
    assert "sheltered the fishermen in May" not in path.read_text("utf-8")
    visit = Visit(browser, path)
    visit.sees("choose(-1, 0)")
    assert "characters" in visit.page.inner_text("#card .claim .words")
    assert visit.sees("DATA.articles[0].sha256") in visit.page.inner_text("#text")
    visit.context.close()


def test_tooltip_says_what_the_pointer_is_on(visit: Visit) -> None:
    alleged = visit.sees(
        "DATA.nodes.findIndex(node => node.certainty === 'alleged' && node.kind === 'Action')"
    )
    assert alleged >= 0
    visit.page.mouse.move(*visit.sees(PLACE_OF_NODE, alleged))
    visit.page.wait_for_selector("#tip:not([hidden])")
    assert "(alleged, according to Human Rights Watch)" in visit.page.inner_text("#tip")
    assert visit.sees("i => labelOf(i)", alleged).endswith("(alleged)")
    visit.page.mouse.move(5, 5)
    visit.page.wait_for_selector("#tip", state="hidden")
    assert visit.is_clean(), visit.faults


@pytest.mark.parametrize("size", [(1366, 860), (390, 844), (1920, 1080)])
def test_everything_fits_in_the_window_with_room_for_its_name(
    browser: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(MemoryStore.load(SAMPLE)), encoding="utf-8")
    visit = Visit(browser, path, viewport={"width": size[0], "height": size[1]})
    box = visit.page.locator("#net").bounding_box()
    assert box is not None
    xs, ys = visit.sees(
        "(() => { const places ="
        " DATA.nodes.map((_, i) => network.canvasToDOM(network.getPosition(i)));"
        " return [places.map(p => p.x), places.map(p => p.y)]; })()"
    )
    assert len(xs) > 100  # enough that the map has to shrink
    assert min(xs) >= 40
    assert max(xs) <= box["width"] - 40
    assert min(ys) >= 30
    assert max(ys) <= box["height"] - 30
    assert max(xs) - min(xs) > box["width"] / 2
    assert max(ys) - min(ys) > box["height"] / 2
    visit.context.close()


def test_no_two_nodes_stand_in_each_others_room() -> None:
    import networkx as nx

    graph = nx.MultiDiGraph([("hub", f"leaf {number}") for number in range(30)])
    graph.add_edges_from((f"pair {number}", f"other {number}") for number in range(8))
    graph.add_node("alone")
    placed = positions(graph)
    assert placed == positions(graph.copy())
    assert set(placed) == set(graph)
    for one, other in combinations(placed.values(), 2):
        assert abs(one[0] - other[0]) >= WIDE * 0.9 or abs(one[1] - other[1]) >= HIGH * 0.9


def test_article_without_claims_says_so(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        build(read_text("It rained\n\nThe sky was grey. It was cold.\n")).view("network"),
        encoding="utf-8",
    )
    visit = Visit(browser, path)
    assert visit.page.inner_text("#shown") == "0 of 0 claims shown"
    assert "No claim was found" in visit.page.inner_text("#card")
    assert visit.is_clean(), visit.faults
    visit.context.close()


def test_nothing_left_by_the_filters_says_how_to_come_back(visit: Visit) -> None:
    for box in visit.page.locator("[data-filter^='levels.']").all():
        box.click(modifiers=["Shift"])
    assert "Show all" in visit.page.inner_text("#card")
    visit.page.click("#reset")
    assert visit.sees("shownClaims() === DATA.claims.length")


def test_same_graph_same_bytes_and_nothing_beside(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert graph.view("network") == graph.view("network")
    assert list(tmp_path.iterdir()) == []


def test_network_goes_on_being_styled(graph: Graph) -> None:
    drawn = to_pyvis(graph.store)
    drawn.nodes[0]["color"] = "#123456"
    drawn.nodes[0]["title"] = "<img src=x onerror=alert(1)> href"
    html = drawn.generate_html()
    assert "#123456" in html
    assert "<img src=x" not in html
    assert drawn.directed
