"""The network page: one self-contained HTML file, drawn through pyvis with our own template."""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.checking.check import of_sound
from actorgraph.stores.contract import Store
from actorgraph.views import sparql
from actorgraph.views.contents import contents
from actorgraph.views.layout import positions
from actorgraph.views.projection import Told, gather, project

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network

FOLDER = files("actorgraph.views").joinpath("page")
VENDORED = "vendor/vis-network.min.js"
SCRIPTS = (
    "text.js",
    "model.js",
    "history.js",
    "paths.js",
    "draw.js",
    "labels.js",
    "map.js",
    "words.js",
    "article.js",
    "cards.js",
    "lists.js",
    "timeline.js",
    "tour.js",
    "pen.js",
    "writers.js",
    "keys.js",
    "main.js",
)
STYLES = ("page.css",)
# What pyvis writes of every node; what differs was set by somebody who goes on styling.
USUAL = {"color": "#97c2fc", "shape": "custom", "physics": False}
STYLED = ("x", "y", "label", "color", "shape", "size", "from", "to", "width", "id")


@of_sound
def render(store: Store, *, title: str | None = None, with_sparql: bool = False) -> str:
    """Draw a store as a page that needs nothing else: the same store always gives the same bytes."""
    return str(network(store, title=title, with_sparql=with_sparql).generate_html(notebook=False))


def network(store: Store, *, title: str | None = None, with_sparql: bool = False) -> "Network":
    """Return the pyvis network of a store: directed, in place, without physics, rendered by our template.

    With SPARQL the page holds the engine and every quad, too, and answers the named questions and others.
    Whoever goes on styling it may add or colour nodes; everything that reaches the page is escaped there.
    """
    told = gather(store)
    return drawn_of(
        told,
        project(told),
        title=title,
        questions=sparql.questionable(store) if with_sparql else None,
    )


def drawn_of(
    told: Told,
    graph: "networkx.MultiDiGraph",
    *,
    title: str | None = None,
    home: str = "",
    questions: dict[str, Any] | None = None,
) -> "Network":
    """Draw what is told and its projection; `home` is the page that a community's page leads back to.

    `questions` is what sparql.questionable gives, where the page is to answer SPARQL.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    drawn.set_template_dir(str(Path(str(FOLDER))), "page.html.jinja")
    drawn.templateEnv = Environment(loader=FileSystemLoader(drawn.template_dir), autoescape=True)
    places = positions(graph)
    names = sorted(graph.nodes)
    index = {node: place for place, node in enumerate(names)}
    for node, place in index.items():
        x, y = places[node]
        drawn.add_node(
            place, label=graph.nodes[node]["label"] or " ", shape="custom", x=x, y=y, physics=False
        )
    for begin, end in graph.edges():
        drawn.add_edge(index[begin], index[end])
    held = contents(graph, told, names)
    heading = title or " · ".join(article["title"] for article in held["articles"])
    script = "".join(
        _stripped(_part(name)) for name in (*SCRIPTS, *([sparql.SCRIPT] if questions else []))
    )
    style = "".join(
        _stripped(_part(name)) for name in (*STYLES, *([sparql.STYLE] if questions else []))
    )
    own = len(held["nodes"]), graph.number_of_edges()
    drawn.templateEnv.globals["placed"] = lambda nodes, edges: placed(nodes, edges, *own)
    drawn.templateEnv.filters["harmless"] = harmless
    drawn.templateEnv.globals.update(
        title=heading,
        home=home,
        contents=held,
        script=script,
        style=style,
        vendored=_part(VENDORED),
        policy=sparql.allowing(_policy(script, style)) if questions else _policy(script, style),
        questions=questions,
    )
    return drawn


def harmless(value: Any) -> Any:
    """Write JSON that cannot end the script element it stands in."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for mark in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def placed(
    nodes: list[dict[str, Any]], edges: list[dict[str, Any]], drawn: int, tied: int
) -> dict[str, Any]:
    """Return what the page needs of pyvis's nodes and edges: places and styles of ours, and whatever was added to them.

    The first `drawn` nodes and `tied` edges are the graph's own, whose words stand in the contents.
    """
    ours = [_styled(node, ("x", "y", "color")) for node in nodes[:drawn]]
    return {
        "nodes": ours,
        "added": [_styled(node, STYLED) for node in nodes[drawn:]],
        "ties": [_styled(edge, STYLED) for edge in edges[tied:]],
    }


def _styled(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    plain = (str, int, float)
    return {
        key: row[key]
        for key in keys
        if isinstance(row.get(key), plain) and row[key] != USUAL.get(key)
    }


def _stripped(text: str) -> str:
    """Leave out indents, empty lines and the comments that stand on lines of their own."""
    lines = (line.strip() for line in re.sub(r"(?ms)^/\*\*.*?\*/$", "", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


@cache
def _part(name: str) -> str:
    return FOLDER.joinpath(*name.split("/")).read_text("utf-8")


def _policy(script: str, style: str) -> str:
    """The content security policy: these scripts, this style, and no connection at all."""
    scripts = " ".join(_hash(text) for text in (_part(VENDORED), script))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
