"""What leaves the page and what the reader brings: pictures, files, citations, stories, decisions
about claims, and the reader's own copy.
"""

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.pipeline import Graph, load
from actorgraph.vocabulary.vocab import AG, RDF
from tests.test_network import TEXT, browser, graph
from tests.visiting import PageVisit, saved

__all__ = ["browser", "graph"]
pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Any, graph: Graph, tmp_path: Path) -> Iterator[PageVisit]:
    opened = PageVisit(browser, graph.view(), tmp_path)
    yield opened
    opened.context.close()


@pytest.fixture
def shared(browser: Any, graph: Graph, tmp_path: Path) -> Iterator[PageVisit]:
    opened = PageVisit(browser, graph.shareable().view(), tmp_path)
    yield opened
    opened.context.close()


def claim_with(visit: PageVisit, verb: str) -> int:
    """Return the number of the first claim with a verb."""
    verbs = [row["verb"] for row in visit.contents["claims"]]
    return verbs.index(verb)


def choose(visit: PageVisit, verb: str) -> None:
    """Choose the claim with a verb by its first words in the article."""
    number = claim_with(visit, verb)
    visit.page.evaluate(
        "id => document.getElementById(id).closest('.mark').click()", f"claim-{number}"
    )


def test_networks_are_read_by_networkx_and_say_how_sure(visit: PageVisit) -> None:
    import networkx as nx

    for ending, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        found = read(io.BytesIO(saved(visit, ending)))
        edges = [held for *_, held in found.edges(data=True)]
        assert {"alleged", "asserted"} <= {held["certainty"] for held in edges}
        assert any("(alleged)" in held["label"] for held in edges)
        assert any(held["denied"] for held in edges)
        # An event stands between its actors: only a relation ties two of them.
        for begin, end, held in found.edges(data=True):
            kinds = {found.nodes[begin]["kind"], found.nodes[end]["kind"]}
            assert kinds & {"Action", "Statement"} or held["role"][0].isupper()
    assert visit.is_clean(), visit.faults


def test_turtle_holds_what_is_shown_and_nothing_more(
    visit: PageVisit, graph: Graph, tmp_path: Path
) -> None:
    (tmp_path / "shown.ttl").write_bytes(saved(visit, "ttl"))
    loaded = load(tmp_path / "shown.ttl")
    whole, triples = set(graph.store.triples()), set(loaded.store.triples())
    extra = {each for each in triples - whole if each.predicate != AG.confidence}
    assert extra == set()
    claims = {each.subject for each in triples if each.object == AG.Claim}
    assert len(claims) == len(visit.contents["claims"])
    asked = "what-is-alleged-and-by-whom"
    assert len(loaded.query(asked)) == len(graph.query(asked))
    visit.page.click("[data-sure=alleged]")
    fewer = ox.parse(saved(visit, "ttl"), format=ox.RdfFormat.TURTLE)
    kinds = [quad for quad in fewer if (quad.predicate, quad.object) == (RDF.type, AG.Claim)]
    assert 0 < len(kinds) < len(claims)


def test_the_table_is_safe_in_a_spreadsheet(browser: Any, graph: Graph, tmp_path: Path) -> None:
    page = graph.view().replace(',"shelter",[', ',"=HYPERLINK(1)",[')
    opened = PageVisit(browser, page, tmp_path)
    rows = list(csv.DictReader(io.StringIO(saved(opened, "csv").decode(), newline="")))
    assert len(rows) == len(opened.contents["claims"])
    assert "'=HYPERLINK(1)" in {row["verb"] for row in rows}
    alleged = next(row for row in rows if row["certainty"] == "alleged")
    assert alleged["according to"] == "Human Rights Watch"
    opened.context.close()


def test_a_picture_says_what_it_shows_and_cuts_nothing(visit: PageVisit) -> None:
    choose(visit, "torture")
    drawing = ET.fromstring(saved(visit, "svg"))
    texts = [element for element in drawing.iter() if element.tag.endswith("text")]
    words = " ".join(element.text or "" for element in texts)
    count = len(visit.contents["claims"])
    for part in (
        "Norway shelters the fishermen",
        "The Example, 2017-08-15",
        "soldiers allegedly tortured the prisoners",
        f"{count} of {count} claims",
        "check the sentence",
        "alleged, or may be so",
    ):
        assert part in words
    for element in drawing.iter():
        assert not element.tag.endswith(("script", "foreignObject", "image", "style"))
    png = saved(visit, "png")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (2 * int(drawing.get("width", 0)), 2 * int(drawing.get("height", 0)))
    assert visit.is_clean(), visit.faults


@pytest.mark.parametrize("tab", ["map", "who", "timeline", "quotes", "table"])
def test_every_view_has_a_picture(visit: PageVisit, tab: str) -> None:
    visit.page.click(f"#tab-{tab}")
    words = "".join(ET.fromstring(saved(visit, "svg")).itertext())
    assert "Norway" in words
    assert "nan" not in words.casefold().split()


def test_a_citation_begins_with_the_words_and_says_where_they_are(visit: PageVisit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(visit, "torture")
    visit.page.keyboard.press("c")
    visit.page.wait_for_selector("#live:has-text('citation')", state="attached")
    text = visit.page.evaluate("navigator.clipboard.readText()")
    number = claim_with(visit, "torture")
    begin, end = visit.contents["claims"][number]["evidence"][0]
    assert text.startswith(f"“{TEXT[begin:end]}”\n")
    for part in (
        "alleged, according to Human Rights Watch",
        "“Norway shelters the fishermen”, The Example, 2017-08-15",
        f"{begin}–{end}",
        visit.contents["articles"][0]["sha256"][:16],
        visit.contents["roots"]["claim"],
    ):
        assert part in text
    assert visit.is_clean(), visit.faults


def test_a_story_is_told_played_and_carried_by_the_link_and_a_file(
    visit: PageVisit, browser: Any, graph: Graph, tmp_path: Path
) -> None:
    page = visit.page
    for verb in ("shelter", "torture"):
        choose(visit, verb)
        page.keyboard.press("s")
        page.locator("#dialog textarea").last.fill(f"This is about {verb}.")
        page.keyboard.press("Escape")
        page.locator("#dialog").wait_for(state="hidden")
    page.keyboard.press("n")
    assert "This is about shelter." in page.inner_text("#caption")
    page.click("#caption button:has-text('Next')")
    assert "Slide 2 of 2" in page.inner_text("#caption")
    assert "tortured" in page.inner_text("#chosen blockquote")
    link = page.evaluate("location.hash")
    page.click("#share summary")
    page.click("[data-act=stories]")
    with page.expect_download() as waiting:
        page.click("#dialog button:has-text('Save story')")
    file = Path(waiting.value.path())
    assert [slide["words"] for slide in json.loads(file.read_text("utf-8"))["slides"]] == [
        "This is about shelter.",
        "This is about torture.",
    ]
    other = PageVisit(browser, graph.view(), tmp_path, link=link)
    assert "This is about torture." in other.page.inner_text("#caption")
    other.context.close()
    third = PageVisit(browser, graph.view(), tmp_path)
    third.page.click("#share summary")
    third.page.click("[data-act=stories]")
    third.page.set_input_files("#dialog input[type=file]", file)
    third.page.wait_for_selector("#dialog .slides li:nth-child(2)")
    third.context.close()
    assert visit.is_clean(), visit.faults


def test_a_file_that_is_no_story_is_refused(visit: PageVisit, tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text('{"slides": 3}', "utf-8")
    visit.page.click("#share summary")
    visit.page.click("[data-act=stories]")
    visit.page.set_input_files("#dialog input[type=file]", tmp_path / "story.json")
    visit.page.wait_for_selector("#dialog [role=alert]")
    assert "not a story" in visit.page.inner_text("#dialog")
    assert visit.is_clean(), visit.faults


def test_misread_claims_are_saved_in_the_documented_form(visit: PageVisit) -> None:
    page = visit.page
    choose(visit, "torture")
    page.click("#chosen [data-act=misread]")
    page.click("#dialog button:has-text('Keep')")
    assert "right or wrong" in page.inner_text("#dialog [role=alert]")
    page.check("#dialog [value=wrong]")
    page.select_option("#dialog select", "who")
    page.fill("#dialog textarea", "The police did.")
    page.locator("#dialog [name=struck]").first.check()
    page.click("#dialog button:has-text('Keep')")
    with page.expect_download() as waiting:
        page.click("#dialog button:has-text('Save 1 decision')")
    file = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert (file["actorgraph"], file["version"]) == ("decisions about claims", 1)
    assert file["articles"][0]["sha256"] == visit.contents["articles"][0]["sha256"]
    (decision,) = file["decisions"]
    number = claim_with(visit, "torture")
    row = visit.contents["claims"][number]
    assert decision["claim"] == visit.contents["roots"]["claim"] + row["code"]
    assert decision["evidence"] == row["evidence"]
    assert (decision["verdict"], decision["reason"]) == ("wrong", "who")
    assert decision["note"] == "The police did."
    assert decision["struck"][0]["label"] == "soldiers"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visit.is_clean(), visit.faults


@pytest.mark.parametrize(
    "spelt", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()]
)
def test_the_words_appear_once_the_hash_fits(
    shared: PageVisit, tmp_path: Path, spelt: bytes
) -> None:
    assert "tortured" not in shared.page.inner_text("#read")
    (tmp_path / "own.txt").write_bytes(spelt)
    shared.page.set_input_files("#attach input", tmp_path / "own.txt")
    shared.page.wait_for_selector("#read:has-text('tortured')")
    assert "This is the article" in shared.page.inner_text("#attach [role=status]")
    for number, claim in enumerate(shared.contents["claims"]):
        begin = claim["evidence"][0][0]
        mark = shared.page.locator(f"#claim-{number}").first
        words = mark.evaluate("place => place.closest('.mark').textContent")
        assert TEXT[begin:].startswith(words.strip()[:10])
    choose(shared, "torture")
    assert "tortured the prisoners" in shared.page.inner_text("#chosen blockquote")
    assert shared.is_clean(), shared.faults


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        (TEXT.replace("May", "Mayday").encode(), f"another text: {len(TEXT) + 3} characters"),
        (TEXT.replace("May", "Mai").encode(), "another text"),
        ("Füße".encode("latin-1"), "not UTF-8"),
        (b"", "another text: 0 characters"),
    ],
)
def test_another_text_is_refused_in_words(
    shared: PageVisit, tmp_path: Path, wrong: bytes, answer: str
) -> None:
    (tmp_path / "own.txt").write_bytes(wrong)
    shared.page.set_input_files("#attach input", tmp_path / "own.txt")
    shared.page.wait_for_selector("#attach [role=status]:not(:empty)")
    assert answer in shared.page.inner_text("#attach [role=status]")
    assert "tortured" not in shared.page.inner_text("#read")
    assert shared.is_clean(), shared.faults


def test_page_and_network_link_to_each_other_with_the_state(
    browser: Any, graph: Graph, tmp_path: Path
) -> None:
    graph.save(tmp_path)
    opened = PageVisit(browser, (tmp_path / "page.html").read_text("utf-8"), tmp_path)
    choose(opened, "torture")
    opened.page.click("[data-sure=alleged]", modifiers=["Shift"])
    opened.page.click("a[data-network]")
    opened.page.wait_for_selector("#shown:not(:empty)")
    assert opened.page.evaluate("CLAIMS[state.claim]?.verb ?? ''") in {"torture", ""}
    assert opened.page.evaluate("[...state.levels]") == ["alleged"]
    opened.page.evaluate("choose(-1, DATA.claims.findIndex(claim => claim.verb === 'torture'))")
    opened.page.click("#reader")
    opened.page.wait_for_selector("#bar")
    assert "tortured" in opened.page.inner_text("#chosen blockquote")
    assert opened.page.get_attribute("[data-sure=alleged]", "aria-pressed") == "true"
    assert opened.is_clean(), opened.faults
    opened.context.close()


def test_paper_has_the_article_the_note_and_no_controls(visit: PageVisit) -> None:
    visit.page.emulate_media(media="print")
    shown = {
        name: visit.page.is_visible(name)
        for name in ("#read", "#map", "#note", "#share", "#search")
    }
    assert shown == {
        "#read": True,
        "#map": True,
        "#note": True,
        "#share": False,
        "#search": False,
    }
    height = visit.page.evaluate("document.querySelector('#read').scrollHeight")
    box = visit.page.locator("#read").bounding_box()
    assert box is not None
    assert box["height"] >= height - 10
