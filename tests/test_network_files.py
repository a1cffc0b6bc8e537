"""What leaves the page, and what the reader brings: files of what is shown, citations, the reader's
own copy.
"""

import csv
import io
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.pipeline import Graph, load
from actorgraph.vocabulary.vocab import AG, RDF
from tests.test_network import TEXT, browser, graph, visit
from tests.visiting import Visit, saved

__all__ = ["browser", "graph", "visit"]
pytestmark = pytest.mark.browser


def test_networks_are_read_by_networkx_and_say_how_sure(visit: Visit) -> None:
    import networkx as nx

    visit.page.click("[data-filter='polarities.help']", modifiers=["Shift"])
    nodes, edges = visit.sees("[shownNodes(), seen.edges.filter(Boolean).length]")
    assert 0 < nodes < visit.sees("DATA.nodes.length")
    for ending, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        found = read(io.BytesIO(saved(visit, ending)))
        assert (len(found), found.number_of_edges()) == (nodes, edges)
        assert {held["certainty"] for *_, held in found.edges(data=True)} == set(
            visit.sees(
                "DATA.edges.filter((_, id) => seen.edges[id])"
                ".map(edge => CLAIMS[edge.claim].certainty)"
            )
        )
        assert any("(alleged)" in held["label"] for *_, held in found.edges(data=True))
        assert any(held["denied"] for *_, held in found.edges(data=True))
        # No edge ties two actors but a relation; a deed stands between them.
        for a, b, held in found.edges(data=True):
            assert "Action" in {found.nodes[a]["kind"], found.nodes[b]["kind"]} or held["role"] in {
                *("agent", "recipient", "saidIn", "HeadOf", "MemberOf", "WorksFor")
            }
    assert visit.is_clean(), visit.faults


def test_turtle_holds_the_claims_that_are_shown_and_no_direct_edge(
    visit: Visit, graph: Graph, tmp_path: Path
) -> None:
    visit.page.click("[data-filter='levels.possible']", modifiers=["Shift"])
    text = saved(visit, "ttl")
    (tmp_path / "shown.ttl").write_bytes(text)
    triples = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    whole = set(graph.store.triples())
    extra = {t for t in triples if t not in whole and t.predicate != AG.confidence}
    assert extra == set()  # the page tells nothing that the graph does not
    claims = {t.subject for t in triples if (t.predicate, t.object) == (RDF.type, AG.Claim)}
    assert len(claims) == visit.sees("shownClaims()")
    factual = {t.subject for t in triples if t.predicate == AG.factuality}
    assert factual == claims
    named = {t.subject for t in triples if t.predicate == RDF.type} - claims
    assert not [
        t
        for t in triples
        if t.subject in named and t.object in named and t.predicate.value.startswith("ag")
    ]
    again = load(tmp_path / "shown.ttl")
    assert len(list(again.query("what-is-alleged-and-by-whom"))) == len(
        list(graph.query("what-is-alleged-and-by-whom"))
    )
    assert "shown" in again.view("network")


def test_table_is_safe_in_a_spreadsheet(visit: Visit) -> None:
    visit.sees("DATA.claims[0].verb = '=HYPERLINK(1)'; DATA.claims[1].verb = 'a \"b\", c\\n@d'")
    rows = list(csv.DictReader(io.StringIO(saved(visit, "csv").decode(), newline="")))
    assert len(rows) == visit.sees("DATA.claims.length")
    assert rows[0]["verb"] == "'=HYPERLINK(1)"
    assert rows[1]["verb"] == 'a "b", c\n@d'
    assert {row["certainty"] for row in rows} >= {"asserted", "alleged", "possible"}
    assert (
        next(row for row in rows if row["certainty"] == "alleged")["according to"]
        == "Human Rights Watch"
    )


def test_pictures_are_whole(visit: Visit) -> None:
    import xml.etree.ElementTree as ET

    visit.sees("choose(-1, DATA.claims.findIndex(claim => claim.verb === 'torture'))")
    drawing = ET.fromstring(saved(visit, "svg"))
    words = " ".join(
        element.text or "" for element in drawing.iter() if element.tag.endswith("text")
    )
    assert "torture (alleged)" in words
    assert "prisoners" in words
    assert len([element for element in drawing.iter() if element.tag.endswith("path")]) > 20
    assert not [
        element for element in drawing.iter() if element.tag.endswith(("script", "foreignObject"))
    ]
    assert saved(visit, "png")[:8] == b"\x89PNG\r\n\x1a\n"
    assert visit.is_clean(), visit.faults


def test_citation_says_what_one_needs_to_find_it_again(visit: Visit, graph: Graph) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.sees("choose(-1, DATA.claims.findIndex(claim => claim.verb === 'torture'))")
    visit.page.click("#card button:has-text('Copy citation')")
    visit.page.wait_for_selector("#flash:not([hidden])")
    text = visit.sees("navigator.clipboard.readText()")
    begin, end = visit.sees("CLAIMS[state.claim].evidence[0]")
    assert "(alleged, according to Human Rights Watch)" in text
    assert f"“{TEXT[begin:end]}”" in text
    for part in (
        "The Example",
        "2017-08-15",
        f"{begin}–{end}",
        visit.sees("DATA.articles[0].sha256.slice(0, 16)"),
    ):
        assert part in text
    assert visit.is_clean(), visit.faults


@pytest.fixture
def shared(browser: Any, graph: Graph, tmp_path: Path) -> Visit:
    path = tmp_path / "shared.html"
    path.write_text(graph.shareable().view("network"), encoding="utf-8")
    return Visit(browser, path)


@pytest.mark.parametrize(
    "spelt", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()]
)
def test_own_copy_of_the_article_is_checked_and_shown(
    shared: Visit, tmp_path: Path, spelt: bytes
) -> None:
    own = tmp_path / "own.txt"
    own.write_bytes(spelt)
    shared.sees("choose(-1, 0)")
    shared.page.set_input_files("#own", own)
    shared.page.wait_for_selector("#text mark")
    claims = shared.sees("CLAIMS.length")
    assert f"The words of {claims} claims" in shared.page.inner_text("#text")
    for number in range(shared.sees("DATA.claims.length")):
        shared.sees("c => choose(-1, c)", number)
        spans = shared.sees("c => DATA.claims[c].evidence", number)
        marked = shared.sees(
            "[...document.querySelectorAll('#text mark')].map(mark => mark.textContent).join('')"
        )
        assert marked == "".join(TEXT[begin:end] for begin, end in spans)
    assert shared.is_clean(), shared.faults
    shared.context.close()


@pytest.mark.parametrize(
    "wrong", [TEXT.replace("May", "Mai").encode(), b"", "Füße".encode("latin-1")]
)
def test_another_text_is_refused_in_words(shared: Visit, tmp_path: Path, wrong: bytes) -> None:
    own = tmp_path / "own.txt"
    own.write_bytes(wrong)
    shared.page.set_input_files("#own", own)
    shared.page.wait_for_selector("#text p[role=status]")
    told = shared.page.inner_text("#text p[role=status]")
    assert "Nothing was attached" in told
    assert "This is a different text" in told or "not UTF-8 text" in told
    assert shared.sees("DATA.articles[0].text") is None
    assert shared.is_clean(), shared.faults
    shared.context.close()
