"""A hostile graph: markup and script in every field, hovered, clicked, exported; none of it runs,
none of it leaves.
"""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.pipeline import Graph
from actorgraph.stores.memory import MemoryStore
from actorgraph.views import to_pyvis
from actorgraph.views.network import render
from actorgraph.vocabulary.vocab import AG
from tests.test_network import browser, graph
from tests.test_network_walk import PLACE
from tests.visiting import Visit

__all__ = ["browser", "graph"]
pytestmark = pytest.mark.browser
RUN = "window.hit=1"
STRINGS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"'><svg/onload={RUN}>",
    f"<svg onload={RUN}> href",
    f"<a href='javascript:{RUN}'>href</a>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://",
    f"data:text/html,<script>{RUN}</script>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>-->",
    f"--><script>{RUN}</script><!--",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"{{{{ {RUN} }}}}",
    f"{{% set x = 1 %}}<script>{RUN}</script>",
    f"${{{RUN}}}",
    f"`;{RUN};`",
    f"';{RUN};'",
    f'";{RUN};"',
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\u2028<script>{RUN}</script>\u2029",
    f"\u202e<script>{RUN}</script>",
    f"<scr\u0000ipt>{RUN}</scr\u0000ipt>",
    "__proto__",
    "constructor",
    f"<link rel=stylesheet href=https://example.org/x onload={RUN}>",
    "<img src=https://example.org/leak>",
    f"<form action=https://example.org><button autofocus onfocus={RUN}>",
    f"<object data='javascript:{RUN}'></object><base href=https://example.org/>",
]


def hostile(graph: Graph) -> MemoryStore:
    """Put a hostile string into every text of a graph, in turn; offsets, hashes and dates stay."""
    kept, held = {AG.sha256, AG.notBefore, AG.notAfter}, 0
    plain = "http://www.w3.org/2001/XMLSchema#string"
    parts = []
    for article in graph.articles():
        triples = []
        for triple in sorted(article.triples, key=str):
            thing = triple.object
            if (
                isinstance(thing, ox.Literal)
                and thing.datatype.value == plain
                and triple.predicate not in kept
            ):
                text = STRINGS[held % len(STRINGS)]
                held += 1
                triples.append(
                    ox.Triple(
                        triple.subject, triple.predicate, ox.Literal(text.replace("\0", "\x01"))
                    )
                )
            else:
                triples.append(triple)
        parts.append(ArticleGraph(article.iri, tuple(triples)))
    assert len(STRINGS) == 40
    assert held > len(STRINGS)
    return MemoryStore.of(parts)


def test_nothing_hostile_runs_wherever_one_hovers_and_clicks(
    browser: Any, graph: Graph, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(hostile(graph)), encoding="utf-8")
    visit = Visit(browser, page)
    for node in range(visit.sees("DATA.nodes.length")):
        visit.sees("choose(-1)")
        place = visit.sees(PLACE, node)
        visit.page.mouse.move(*place)
        visit.page.mouse.click(*place)
        visit.sees("i => { pick(i); toggle(i); toggle(i); markFirst(i); }", node)
    for claim in range(visit.sees("CLAIMS.length")):
        visit.sees(
            (
                "c => { choose(-1, c); addStop(c); stopAt(state.tour.length - 1);"
                " citation(c, today()); }"
            ),
            claim,
        )
    visit.sees("walkTo(0, 1)")
    for form in ("csv", "gexf", "graphml", "ttl", "svg"):
        assert visit.sees("form => FILES[form][0]().length", form) > 100
    visit.page.fill("#search", "<script>")
    visit.page.reload()
    visit.page.wait_for_selector("#shown:not(:empty)")
    assert (
        visit.page.locator("body :is(img, iframe, svg, object, form, base, video, math)").count()
        == 0
    )
    assert visit.page.locator("a:not([href^=http])").count() == 0
    assert visit.page.locator("script").count() == 4
    visit.page.emulate_media(media="print")
    assert visit.is_clean(), visit.faults
    visit.context.close()


def test_what_is_written_of_a_hostile_graph_is_still_read(
    browser: Any, graph: Graph, tmp_path: Path
) -> None:
    import io

    import networkx as nx

    page = tmp_path / "page.html"
    page.write_text(render(hostile(graph)), encoding="utf-8")
    visit = Visit(browser, page)
    assert len(list(ox.parse(visit.sees("turtleOf()").encode(), format=ox.RdfFormat.TURTLE))) > 100
    for form, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        found = read(io.BytesIO(visit.sees("form => FILES[form][0]()", form).encode()))
        assert len(found) == visit.sees("DATA.nodes.length")
    visit.context.close()


def test_what_a_caller_adds_through_pyvis_is_only_text(
    browser: Any, graph: Graph, tmp_path: Path
) -> None:
    drawn = to_pyvis(graph)
    drawn.heading = STRINGS[1]
    ours = drawn.nodes[0]["id"]
    for place, text in enumerate(STRINGS):
        drawn.add_node(
            f"{text} {place}", label=text, title=f"{text} href", color="#123456", shape="box"
        )
        drawn.add_edge(ours, f"{text} {place}", label=text, title=text)
    drawn.nodes[0]["title"] = STRINGS[2]
    drawn.nodes[0]["label"] = STRINGS[3]
    drawn.nodes[1]["color"] = f"red;</style><script>{RUN}</script>"
    page = tmp_path / "page.html"
    page.write_text(drawn.generate_html(), encoding="utf-8")
    visit = Visit(browser, page)
    assert visit.page.inner_text("h1") == STRINGS[1]
    assert visit.sees("nodes.length") == visit.sees("DATA.nodes.length") + len(STRINGS)
    visit.sees("network.fit()")
    for place in range(len(STRINGS)):
        spot = visit.sees(PLACE, f"+{place}")
        visit.page.mouse.move(*spot)
        visit.page.mouse.click(*spot)
    visit.sees("i => choose(i)", ours)
    assert json.loads(json.dumps(visit.sees("PLACED.added.map(node => node.label)"))) == STRINGS
    assert visit.is_clean(), visit.faults
    visit.context.close()
