"""The map has a place for everything it draws, and nothing on it touches anything else."""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from actorgraph.graph.facts import Facts
from actorgraph.pipeline import build, load
from actorgraph.text.reading import read_text
from actorgraph.views.page.attempt import HEIGHT, WIDTH
from actorgraph.views.page.curves import Box, Way, curves
from actorgraph.views.page.drawing import page_contents, render
from actorgraph.views.page.folding import fold, fold_speech
from actorgraph.views.page.labelling import labels
from actorgraph.views.page.mapping import draw_map
from actorgraph.views.page.measuring import LABEL, NAME, ROW
from actorgraph.views.page.placed import Placed
from actorgraph.views.page.placing import place
from actorgraph.views.page.spacing import not_decreasing
from tests.page_visits import path
from tests.scenes import Row, Scene
from tests.test_network import HOSTILE, browser
from tests.visiting import Visit

__all__ = ["browser", "path"]
ROOT = Path(__file__).parent.parent
GRAPHS = sorted(path.parent.name for path in (ROOT / "graph").glob("*/graph.ttl"))
ARTICLES = ROOT.parent / "shared" / "articles"
# None of these is a document that only checks.
NAMES = (
    "dwie-dw-1534424",
    "dwie-dw-16435183",
    "dwie-dw-18220142",
    "dwie-dw-19438601",
    "dwie-dw-38113580",
    "gum-clock",
    "gum-lanterns",
    "re3d-204532f7edd22a40e15407ada16ac058",
    "re3d-7ea8d40d4cbe1191b91c9b3503a07338",
    "wikinews-korea",
)
SIZES = {"small": (1440, 900), "large": (1920, 1080)}
needs_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"no articles at {ARTICLES}")


def contents_of(path: Path) -> Row:
    return page_contents(Facts(load(path).store.triples()))


def boxes_that_touch(placed: Placed) -> list[tuple[Box, Box]]:
    """The pairs of cards and labels that overlap; a card and its frame may."""
    cards = [card.box for card in placed.cards]
    words = [line.label.box for line in placed.lines]
    frames = [box for _, box in placed.frames]
    pairs = [*combinations([*cards, *words], 2)]
    pairs += [(frame, box) for frame in frames for box in words]
    return [pair for pair in pairs if pair[0].touches(pair[1])]


def is_inside(box: Box) -> bool:
    return box.x >= 0 and box.y >= 0 and box.right <= WIDTH and box.bottom <= HEIGHT


def check(placed: Placed) -> None:
    """Everything that is drawn is on the map, has its words, and touches nothing."""
    assert boxes_that_touch(placed) == []
    assert all(is_inside(card.box) for card in placed.cards)
    assert all(line.label.words and is_inside(line.label.box) for line in placed.lines)
    for card in placed.cards:
        shown = " ".join(card.face.name)
        assert shown == " ".join(card.card.label.split()) or len(shown) > 18


def many(seed: int, actors: int, events: int) -> Scene:
    """Events at random between many actors."""
    chance = random.Random(seed)
    scene = Scene()
    names = [f"Council of the {number} northern harbour towns" for number in range(actors)]
    scene.actor("Organisation", *names)
    for _ in range(events):
        one, other = chance.sample(names, 2)
        scene.claim("Aid", verb="hand over a letter", agents=[one], targets=[other])
    return scene


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("folding", [fold, fold_speech])
def test_nothing_touches_on_the_committed_graphs(graph: str, folding: Any) -> None:
    contents = contents_of(ROOT / "graph" / graph)
    placed = place(contents, folding(contents))
    check(placed)
    assert len(placed.cards) >= 10


@pytest.mark.parametrize("seed", range(6))
def test_nothing_touches_however_much_there_is(seed: int) -> None:
    contents = many(seed, 5 + 8 * seed, 4 + 14 * seed).contents
    folded = fold(contents)
    placed = place(contents, folded)
    check(placed)
    drawn = len(placed.cards) + len(placed.more)
    assert drawn == len(folded.cards) + len(folded.more)


@needs_articles
@pytest.mark.parametrize("name", NAMES)
def test_nothing_touches_on_given_articles(name: str) -> None:
    contents = contents_of_article(name)
    check(place(contents, fold(contents)))


def article_text(name: str) -> str:
    return (ARTICLES / f"{name}.txt").read_text("utf-8")


def contents_of_article(name: str) -> Row:
    graph = build(read_text(article_text(name)))
    return page_contents(Facts(graph.store.triples()))


def test_a_small_map_is_whole() -> None:
    scene = Scene()
    scene.actor("Person", "Anna Berg", "Jonas Lund")
    scene.claim("Aid", agents=["Anna Berg"], targets=["Jonas Lund"])
    placed = place(scene.contents, fold(scene.contents))
    check(placed)
    assert (len(placed.cards), len(placed.lines), placed.more, placed.dropped) == (2, 1, (), ())
    left, right = (card.box for card in placed.cards)
    assert left.y == right.y
    assert left.right < right.x


def test_a_map_of_nothing_is_empty() -> None:
    placed = place(Scene().contents, fold(Scene().contents))
    assert (placed.cards, placed.lines) == ((), ())


def test_the_same_graph_gives_the_same_map() -> None:
    contents = contents_of(ROOT / "graph" / "sample")
    assert draw_map(contents) == draw_map(contents_of(ROOT / "graph" / "sample"))


def test_every_event_of_the_sample_is_on_a_card_or_line() -> None:
    contents = contents_of(ROOT / "graph" / "sample")
    folded = fold(contents)
    shown = {claim for line in folded.lines for claim in line.claims}
    for card in folded.cards:
        shown.update(card.rows)
    types = contents["classes"]
    events = [
        number
        for number, claim in enumerate(contents["claims"])
        if not {"Statement", "Relation"} & set(types[claim["kind"]]["types"])
    ]
    assert [number for number in events if number not in shown] == []


def test_nobody_at_risk_is_a_card_or_a_member_by_name() -> None:
    drawn = draw_map(contents_of(ROOT / "graph" / "sample"))
    actors = contents_of(ROOT / "graph" / "sample")["nodes"]
    for card in drawn.contents["cards"]:
        members = [actors[member] for member in card.get("members", ())]
        at_risk = [row for row in members if row.get("protected")]
        assert all(row["kind"] == "Group" for row in at_risk)


def test_a_curve_leaves_and_arrives_level() -> None:
    boxes = {0: Box(0, 0, 100, 30), 1: Box(200, 90, 100, 30)}
    (curve,) = curves([Way(0, 1, ("right", "left"))], boxes)
    assert curve.path == "M100,23C149,23 149,97 198,97"


def test_a_line_leads_straight_down_to_the_next_card() -> None:
    boxes = {0: Box(0, 0, 100, 30), 1: Box(0, 66, 100, 30)}
    (curve,) = curves([Way(0, 1, ("bottom", "top"), shift=0.5)], boxes)
    assert curve.path == "M50,30L50,64"


def test_a_line_without_room_for_its_words_has_no_label() -> None:
    boxes = {0: Box(0, 0, 100, 30), 1: Box(110, 0, 100, 30)}
    found = curves([Way(0, 1, ("right", "left"))], boxes)
    room = Box(0, 0, 210, 30)
    assert labels(["handed over a letter"], found, list(boxes.values()), [], room) == [None]


def test_places_do_not_decrease() -> None:
    assert not_decreasing([3.0, 1.0, 2.0, 9.0]) == [2.0, 2.0, 2.0, 9.0]


def test_words_are_measured_and_broken() -> None:
    assert NAME.width("WW") > ROW.width("WW") > ROW.width("ll")
    assert LABEL.wrapped("one two three", LABEL.width("one two")) == ["one two", "three"]
    assert LABEL.balanced("agreed to cooperate", 2) == ["agreed to", "cooperate"]
    assert LABEL.balanced("one", 3) == ["one"]
    cut = NAME.cut("Incomprehensible Institute", 100)
    assert cut.endswith("…")
    assert NAME.width(cut) <= 100


TOUCHING = """() => {
  const box = node => node.getBoundingClientRect();
  const cards = [...document.querySelectorAll(".layer:not([hidden]) .card")].map(box);
  const labels = ".layer:not([hidden]) .line text:not(.near)";
  const words = [...document.querySelectorAll(labels)].map(box);
  const all = [...cards.map(b => ["card", b]), ...words.map(b => ["label", b])];
  const touching = [];
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const [a, b] = [all[i][1], all[j][1]];
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      touching.push([all[i][0], all[j][0], a.left, a.top, b.left, b.top]);
  }
  return [cards.length, words.length, touching];
}"""
CUT = """() => [...document.querySelectorAll(".layer:not([hidden]) .card .title")]
  .filter(node => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth)
  .map(node => node.textContent)"""


@pytest.fixture
def visit(browser: Any, path: Path) -> Iterator[Visit]:
    visit = Visit(browser, path, viewport={"width": 1440, "height": 900})
    yield visit
    visit.context.close()


def card_named(visit: Visit, name: str) -> Any:
    title = f'.title:text-is("{name}")'
    return visit.page.locator(f".layer:not([hidden]) .card:has({title})")


def lit(visit: Visit) -> set[str]:
    script = """() => [...document.querySelectorAll(".layer:not([hidden]) .card.lit .title")]
      .map(node => node.textContent)"""
    return set(visit.sees(script))


def wait_for_frame(visit: Visit) -> None:
    visit.sees("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


@pytest.mark.browser
@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("size", SIZES)
def test_measured_boxes_do_not_touch(browser: Any, tmp_path: Path, graph: str, size: str) -> None:
    (tmp_path / "page.html").write_text(render(load(ROOT / "graph" / graph).store))
    width, height = SIZES[size]
    visit = Visit(browser, tmp_path / "page.html", viewport={"width": width, "height": height})
    wait_for_frame(visit)
    assert_nothing_touches(visit)
    visit.page.click("#speech")
    assert_nothing_touches(visit)
    visit.context.close()


@needs_articles
@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_measured_boxes_of_given_articles_do_not_touch(
    browser: Any, tmp_path: Path, name: str
) -> None:
    store = build(read_text(article_text(name))).store
    (tmp_path / "page.html").write_text(render(store), encoding="utf-8")
    for width, height in SIZES.values():
        visit = Visit(browser, tmp_path / "page.html", viewport={"width": width, "height": height})
        wait_for_frame(visit)
        assert_nothing_touches(visit)
        visit.context.close()


def assert_nothing_touches(visit: Visit) -> None:
    cards, words, touching = visit.sees(TOUCHING)
    drawn = len(visit.sees("() => [...document.querySelectorAll('.layer:not([hidden]) .line')]"))
    assert touching == []
    assert cards > 0
    assert words == drawn
    assert all(len(name) > 18 for name in visit.sees(CUT))


# The names on the map that are not whole, or reach beyond the window or their card.
CUT_ON_PHONE = """() => [...document.querySelectorAll(".layer .card")].filter(card => {
  const name = card.querySelector(".title");
  const [inner, outer] = [name.getBoundingClientRect(), card.getBoundingClientRect()];
  const isIn = outer.left >= 0 && outer.right <= innerWidth && inner.bottom <= outer.bottom + 1;
  return !isIn || name.scrollHeight > name.clientHeight + 1;
}).map(card => card.innerText)"""


@pytest.mark.browser
@pytest.mark.parametrize("graph", GRAPHS)
def test_a_phone_shows_the_whole_map_with_names(browser: Any, tmp_path: Path, graph: str) -> None:
    (tmp_path / "page.html").write_text(render(load(ROOT / "graph" / graph).store))
    visit = Visit(browser, tmp_path / "page.html", viewport={"width": 390, "height": 844})
    visit.page.click("#bottom [data-tab=map]")
    wait_for_frame(visit)
    assert visit.sees(CUT_ON_PHONE) == []
    words = visit.page.locator(".layer:not([hidden]) .line text").first
    assert not words.is_visible()
    visit.page.click("#zoom-in")
    wait_for_frame(visit)
    assert words.is_visible()
    assert_nothing_touches(visit)
    visit.page.click("#zoom-fit")
    wait_for_frame(visit)
    assert visit.sees(CUT_ON_PHONE) == []
    assert visit.page.is_hidden("#foot")
    card_named(visit, "Russian Federation").click()
    assert visit.page.locator("#chosen li").first.is_visible()
    visit.page.click("#chosen .close")
    assert visit.page.is_hidden("#foot")
    assert visit.page.is_visible("#map")
    visit.context.close()


@pytest.mark.browser
def test_choosing_a_card_fades_the_rest(visit: Visit) -> None:
    card_named(visit, "Chechnya").click()
    assert {"Chechnya", "nobody named"} <= lit(visit)
    assert "a fifth country" not in lit(visit)
    faded = card_named(visit, "a fifth country").evaluate("node => getComputedStyle(node).opacity")
    assert float(faded) == pytest.approx(0.18)
    visit.page.keyboard.press("Escape")
    assert "a fifth country" in lit(visit)


@pytest.mark.browser
def test_a_card_is_unfolded_and_folded(visit: Visit) -> None:
    other = card_named(visit, "Other governments")
    other.click()
    visit.page.keyboard.press("e")
    assert "member states" in other.inner_text()
    visit.page.keyboard.press("e")
    assert "member states" not in other.inner_text()
    other.dblclick()
    assert "member states" in other.inner_text()


@pytest.mark.browser
def test_a_dragged_card_is_pinned_and_its_line_follows(visit: Visit) -> None:
    country = card_named(visit, "a fifth country")
    paths = "() => [...document.querySelectorAll('.stroke')].map(node => node.getAttribute('d'))"
    before = visit.sees(paths)
    box = country.bounding_box()
    visit.page.mouse.move(box["x"] + 30, box["y"] + 10)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 60, box["y"] + 90, steps=4)
    visit.page.mouse.up()
    assert country.bounding_box()["y"] == pytest.approx(box["y"] + 80, abs=2)
    assert visit.sees(paths) != before
    assert "m=" in visit.page.url
    visit.page.keyboard.press("Control+z")
    assert visit.sees(paths) == before


@pytest.mark.browser
def test_between_two_lists_all_claims_on_short_ways(visit: Visit) -> None:
    card_named(visit, "a fifth country").click()
    visit.page.keyboard.press("b")
    card_named(visit, "Lithuania").click()
    foot = visit.page.inner_text("#foot")
    assert "Between a fifth country and Lithuania" in foot
    assert "It has asked the network" in foot
    assert "agreed to cooperate with the network" in foot


@pytest.mark.browser
def test_the_map_is_enlarged_and_shows_more(visit: Visit) -> None:
    wait_for_frame(visit)
    before = card_named(visit, "Chechnya").bounding_box()["width"]
    for _ in range(3):
        visit.page.keyboard.press("+")
    wait_for_frame(visit)
    assert card_named(visit, "Chechnya").bounding_box()["width"] > 1.6 * before
    assert visit.page.locator(".layer:not([hidden]) .near").first.is_visible()
    visit.page.keyboard.press("0")
    wait_for_frame(visit)
    assert card_named(visit, "Chechnya").bounding_box()["width"] == pytest.approx(before)


@pytest.mark.browser
def test_arrow_keys_lead_to_the_nearest_card(visit: Visit) -> None:
    first = card_named(visit, "Russian Federation")  # in the middle column
    first.focus()
    visit.page.keyboard.press("ArrowLeft")
    left = visit.page.locator(".card:focus").bounding_box()
    assert left["x"] < first.bounding_box()["x"]


def test_a_long_office_has_two_lines_and_a_short_one_has_one() -> None:
    scene = Scene()
    scene.actor("Person", "Wilhelmina Halvorsen-Lindqvist", "Bo Ek")
    scene.actor("Government", "Norway", "Sweden")
    title = "minister of fisheries and coasts"
    scene.claim("HeadOf", verb=title, subject=["Wilhelmina Halvorsen-Lindqvist"], object=["Norway"])
    scene.claim("HeadOf", verb="envoy", subject=["Bo Ek"], object=["Sweden"])
    scene.claim("Aid", agents=["Norway"], targets=["Sweden"])
    for person, country in (("Wilhelmina Halvorsen-Lindqvist", "Sweden"), ("Bo Ek", "Norway")):
        scene.claim("Request", agents=[person], recipients=[country])
    placed = place(scene.contents, fold(scene.contents))
    faces = {card.card.label: card.face for card in placed.cards}
    assert [row.is_long for row in faces["Norway"].rows] == [True]
    assert [row.is_long for row in faces["Sweden"].rows] == [False]
    assert faces["Norway"].height - faces["Sweden"].height == pytest.approx(ROW.line)
    check(placed)


@pytest.mark.browser
def test_who_speaks_of_whom_is_a_toggle(visit: Visit) -> None:
    assert card_named(visit, "Morgan Johansson").count() == 0
    visit.page.click("#speech")
    assert card_named(visit, "Morgan Johansson").is_visible()
    visit.page.click("#speech")
    assert card_named(visit, "a fifth country").is_visible()


@pytest.mark.browser
def test_who_speaks_is_drawn_when_it_is_wanted(browser: Any, path: Path) -> None:
    assert 'data-view="speech"' not in path.read_text("utf-8")
    visit = Visit(browser, path)
    layers = "() => [...document.querySelectorAll('.layer')].map(layer => layer.dataset.view)"
    assert visit.sees(layers) == ["events"]
    visit.page.click("#speech")
    assert visit.sees(layers) == ["events", "speech"]
    visit.page.click("#speech")
    visit.page.click("#speech")
    assert visit.sees(layers) == ["events", "speech"]
    visit.context.close()


@pytest.mark.browser
def test_a_link_opens_who_speaks_with_its_pins_and_choice(browser: Any, path: Path) -> None:
    visit = Visit(browser, path)
    visit.page.click("#speech")
    card = card_named(visit, "Morgan Johansson")
    card.click()
    box = card.bounding_box()
    visit.page.mouse.move(box["x"] + 30, box["y"] + 10)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 30, box["y"] - 60, steps=4)
    visit.page.mouse.up()
    moved = card.bounding_box()
    assert moved["y"] == pytest.approx(box["y"] - 70, abs=2)
    link = "#" + visit.page.url.partition("#")[2]
    visit.context.close()
    again = Visit(browser, path, link=link)
    wait_for_frame(again)
    card = card_named(again, "Morgan Johansson")
    assert card.bounding_box()["y"] == pytest.approx(moved["y"], abs=2)
    assert "Morgan Johansson" in lit(again)
    assert "drug users" not in lit(again)
    assert again.is_clean(), again.faults
    again.context.close()


@pytest.mark.browser
def test_what_found_no_room_is_listed(visit: Visit) -> None:
    visit.page.click(".under details:not([hidden]) summary")
    visit.page.click(".under details:not([hidden]) li button >> nth=0")
    assert "claim" in visit.page.inner_text("#foot")


@pytest.mark.browser
def test_hostile_words_on_the_map_stay_words(browser: Any, tmp_path: Path) -> None:
    graph = build(read_text(HOSTILE, published="2017"))
    (tmp_path / "page.html").write_text(render(graph.store), encoding="utf-8")
    visit = Visit(browser, tmp_path / "page.html")
    visit.page.keyboard.press("+")
    assert visit.is_clean(), visit.faults
    visit.context.close()
