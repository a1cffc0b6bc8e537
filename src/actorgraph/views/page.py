"""The network page: one self-contained HTML file, drawn through pyvis with our own template."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.lexicon import label
from actorgraph.store import Store
from actorgraph.views.layout import positions
from actorgraph.views.projection import Told, certainty, gather, kind_of, projection
from actorgraph.vocab import AG, local_name

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network

FOLDER = files("actorgraph.views").joinpath("page")
VENDORED = "vendor/vis-network.min.js"
SCRIPTS = ("text.js", "model.js", "draw.js", "panel.js", "timeline.js", "main.js")
STYLES = ("page.css",)


def render(store: Store, *, title: str | None = None) -> str:
    """Draw a store as a page that needs nothing else: the same store always gives the same bytes."""
    return str(network(store, title=title).generate_html(notebook=False))


def network(store: Store, *, title: str | None = None) -> "Network":
    """Return the pyvis network of a store: directed, in place, without physics, rendered by our template.

    Whoever goes on styling it may add or colour nodes; everything that reaches the page is escaped there.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    graph = projection(store)
    told = gather(store)
    drawn = Network(directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    drawn.set_template_dir(str(Path(str(FOLDER))), "page.html.jinja")
    drawn.templateEnv = Environment(loader=FileSystemLoader(drawn.template_dir), autoescape=True)
    places = positions(graph)
    index = {node: place for place, node in enumerate(sorted(graph.nodes))}
    for node, place in index.items():
        x, y = places[node]
        drawn.add_node(place, label=graph.nodes[node]["label"] or " ", shape="custom", x=x, y=y, physics=False)
    for begin, end in graph.edges():
        drawn.add_edge(index[begin], index[end])
    contents = _contents(graph, told, index)
    heading = title or " · ".join(article["title"] for article in contents["articles"])
    script = "".join(_part(name) for name in SCRIPTS)
    style = "".join(_part(name) for name in STYLES)
    drawn.templateEnv.filters["harmless"] = harmless
    drawn.templateEnv.globals.update(
        title=heading,
        contents=contents,
        script=script,
        style=style,
        vendored=_part(VENDORED),
        policy=_policy(script, style),
    )
    return drawn


def harmless(value: Any) -> Any:
    """Write JSON that cannot end the script element it stands in."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for mark in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


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


def _contents(graph: "networkx.MultiDiGraph", told: Told, index: dict[str, int]) -> dict[str, Any]:
    """Gather what the page shows: articles, nodes, edges and claims, by number."""
    articles = sorted(s for s, facts in told.items() if AG.Article.value in facts.get("type", ()))
    claims = sorted(s for s, facts in told.items() if "factuality" in facts and AG.Attitude.value not in facts["type"])
    number = {claim: place for place, claim in enumerate(claims)}
    nodes = [{key: value for key, value in graph.nodes[node].items() if value not in (False, "", [])} for node in index]
    for node, shown in zip(index, nodes, strict=True):
        shown["claim"] = number.get(node, -1)
    edges = [
        {
            "from": index[a],
            "to": index[b],
            "role": told_of["role"],
            "label": told_of["label"],
            "claim": number[told_of["claim"]],
        }
        for a, b, told_of in sorted(graph.edges(data=True), key=lambda e: (index[e[0]], index[e[1]], str(e[2])))
    ]
    kinds = sorted({node["kind"] for node in nodes} | {kind_of(told[claim]) for claim in claims})
    return {
        "articles": [_article(told, article) for article in articles],
        "nodes": nodes,
        "edges": edges,
        "claims": [_claim(told, claim, articles, index, number) for claim in claims],
        "labels": {kind: label(kind) for kind in kinds},
    }


def _article(told: Told, article: str) -> dict[str, Any]:
    facts = told[article]
    first = {key: values[0] for key, values in facts.items() if values}
    return {
        "title": first.get("heading_title", ""),
        "publisher": first.get("publisher", ""),
        "issued": first.get("issued", ""),
        "url": first.get("url", ""),
        "sha256": first.get("sha256", ""),
        "length": int(first.get("length", 0)),
        "text": first.get("text"),
        "notices": sorted(_offsets(told, span) for span in facts.get("notice", ())),
        "headings": sorted(_offsets(told, span) for span in facts.get("heading", ())),
    }


def _claim(
    told: Told, claim: str, articles: list[str], index: dict[str, int], number: dict[str, int]
) -> dict[str, Any]:
    facts = told[claim]
    kind = kind_of(facts)
    names = {key: [index[actor] for actor in facts.get(role, ()) if actor in index] for key, role in _ROLES}
    return {
        "code": local_name(claim),
        "kind": kind,
        "verb": facts.get("verb", facts.get("title", [label(kind)]))[0],
        "certainty": certainty(facts),
        "polarity": _polarity(kind),
        "denied": facts["negated"] == ["true"],
        "time": facts.get("time", [""])[0],
        "written": facts.get("timeText", [""])[0],
        "tenure": facts.get("tenure", [""])[0],
        "article": articles.index(facts["reportedIn"][0]),
        "evidence": sorted(_offsets(told, span) for span in facts.get("evidence", ())),
        "content": sorted(_offsets(told, span) for span in facts.get("content", ())),
        "in": number[facts["saidIn"][0]] if facts.get("saidIn") else -1,
        "rule": told[facts["foundBy"][0]].get("label", [""])[0],
        "confidence": facts["confidence"][0],
        "sources": [told[source].get("label", [""])[0] for source in facts.get("attributedTo", ())],
        **names,
    }


_ROLES = (
    ("agents", "agent"),
    ("possible", "possibleAgent"),
    ("targets", "target"),
    ("recipients", "recipient"),
    ("places", "place"),
    ("subject", "subject"),
    ("object", "object"),
)


def _polarity(kind: str) -> str:
    from actorgraph.vocab import literals

    return (literals(kind, "polarity") or ["neutral"])[0]


def _offsets(told: Told, span: str) -> list[int]:
    return [int(told[span]["begin"][0]), int(told[span]["end"][0])]
