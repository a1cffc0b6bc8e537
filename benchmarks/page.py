"""The page and the network in Chromium at 90, 1,000 and 3,000 nodes, next to stock pyvis with
physics off on the same nodes and edges.

    python benchmarks/page.py [--json FILE] [NODES ...]

Times are the median of some rounds in one run on this machine; only the ratios travel. The graphs
are invented and always the same: half the nodes are events between two actors each, and relations
bring the claims to two for each node. The sizes are those of the committed sample's page and of
a page without a claim.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

SEED = 20260
SIZES = (90, 1000, 3000)
ROUNDS = 3
VIEW = {"width": 1366, "height": 860}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--enable-precise-memory-info",
]
# What the page must keep; a ratio is to stock pyvis (`ready`) or to the network (`longest`).
RATIOS = {"ready": 0.5, "longest": 0.5}
# At 1,000 claims, so at 500 nodes and more; frames are the other way round.
LIMITS = {"focus": 100.0, "filter": 150.0, "search": 100.0, "pan": 50.0}
NODES_WITH_LIMITS = 1000
SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
# In bytes.
SAMPLE_BYTES, SAMPLE_GZIPPED, EMPTY_BYTES = 180_000, 45_000, 60_000
CLAIM_BYTES = 1000
UNITS = {
    "size": "KB",
    "gz": "KB",
    "ready": "ms",
    "longest": "ms",
    "search": "ms",
    "focus": "ms",
    "filter": "ms",
    "pan": "fps",
    "heap": "MB",
}
ACTS = ("Aid", "Assault", "Consult", "Request", "Coerce", "Support", "Threaten", "Agree")
KINDS = ("Person", "Organisation", "Government", "Group")
RELATIONS = ("MemberOf", "WorksFor", "Represents", "HeadOf")
LEVELS = ("Asserted", "Asserted", "Asserted", "Alleged", "Possible", "Intended", "Requested")
# Ready is the second frame after everything is there: the canvas of a network, which both networks
# call `network`, or the page, whose script has run before the document is complete.
WATCH = """
window.longest = 0; window.ready = null;
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
const watch = () => {
  let stands = false;
  try {
    stands = Boolean(network && network.body && document.querySelector("canvas"));
  } catch { stands = document.readyState !== "loading" && !!document.querySelector("#read"); }
  if (stands) requestAnimationFrame(() => requestAnimationFrame(() => {
    window.ready = performance.now();
    document.documentElement.dataset.ready = "";
  }));
  else requestAnimationFrame(watch);
};
requestAnimationFrame(watch);
window.timed = act => new Promise(settle => {
  const begin = performance.now();
  act();
  requestAnimationFrame(() => setTimeout(() => settle(performance.now() - begin), 0));
});
"""
BUSIEST = (
    "DATA.nodes.map((_, i) => i).filter(i => DATA.nodes[i].claim < 0)"
    ".sort((a, b) => claimsOf[b].size - claimsOf[a].size)"
)


# One page's figures by name, in the units of UNITS; what a page cannot do is missing.
Figures = dict[str, float]


def turtle(nodes: int) -> str:
    """Return, as Turtle, an article's graph of so many nodes on the map and two claims for each."""
    from actorgraph.vocabulary.vocab import INDIVIDUALS, ontology

    chance = random.Random(SEED)
    deeds = nodes // 2
    actors = nodes - deeds
    article = f"{INDIVIDUALS}article/bench"
    names = [f"Actor {number}" for number in range(actors)]
    # A few take part in much: that makes hubs, as in the news.
    weights = [1 / (place + 3) ** 0.6 for place in range(actors)]
    rows, sentences, at = [], [], 0
    for number in range(2 * nodes):
        one, other = chance.choices(range(actors), weights, k=2)
        if number < actors:
            one = number  # everybody takes part in something
        if one == other:
            other = (one + 1) % actors
        isdeed = number < deeds
        verb = "dealt with" if isdeed else "belongs to"
        sentence = f"{names[one]} {verb} {names[other]} in case {number}."
        span = f"<{article}#char={at},{at + len(sentence)}>"
        rows.append(f"{span} a ag:Span ; nif:beginIndex {at} ; nif:endIndex {at + len(sentence)} ;")
        rows.append(f'  nif:anchorOf "{sentence}" ; nif:referenceContext <{article}> .')
        kind = chance.choice(ACTS if isdeed else RELATIONS)
        parts = ("ag:agent", "ag:target") if isdeed else ("ag:subject", "ag:object")
        told = f'ag:verb "deal with {number}"' if isdeed else f'ag:title "member {number}"'
        month = f"20{chance.randrange(15, 18)}-{chance.randrange(1, 13):02}"
        dated = (
            f' ; ag:time "{month}" ; ag:timeText "in {month}"'
            if isdeed and chance.random() < 0.5
            else ""
        )
        says = (
            f" ; ag:attributedTo {_actor(chance.randrange(actors))}"
            if chance.random() < 0.2
            else ""
        )
        rows.append(
            f"<{INDIVIDUALS}claim/bench-{number}> a ag:Claim ,"
            f" ag:{'Action' if isdeed else 'Relation'} , ag:{kind} ;"
            f" {parts[0]} {_actor(one)} ; {parts[1]} {_actor(other)} ; {told} ;"
            f" ag:factuality ag:{chance.choice(LEVELS)} ;"
            f" ag:negated {str(chance.random() < 0.05).lower()} ;"
            f" ag:confidence 0.{chance.randrange(3, 9)} ;"
            f" ag:evidence {span} ; ag:reportedIn <{article}> ;"
            f" ag:foundBy <{INDIVIDUALS}rule/bench>{dated}{says} ."
        )
        sentences.append(sentence)
        at += len(sentence) + 1
    prefixes = [
        f"@prefix {name}: <{iri}> ." for name, iri in sorted(ontology().prefixes.items()) if name
    ]
    text = " ".join(sentences)
    people = [
        f'{_actor(number)} a ag:{KINDS[number % 4]} ; rdfs:label "{name}" .'
        for number, name in enumerate(names)
    ]
    head = (
        f'<{article}> a ag:Article , nif:Context ; nif:isString "{text}" ;'
        f' dct:title "An invented article of {nodes} nodes" ;'
    )
    facts = (
        f'  rdfs:label "An invented article" ; dct:issued "2017-08" ; ag:length {len(text)} ;'
        f' ag:sha256 "{"0" * 64}" .'
    )
    rule = f'<{INDIVIDUALS}rule/bench> a ag:Rule ; rdfs:label "invented" .'
    return "\n".join([*prefixes, head, facts, rule, *people, *rows]) + "\n"


def _actor(number: int) -> str:
    from actorgraph.vocabulary.vocab import INDIVIDUALS

    return f"<{INDIVIDUALS}actor/bench-{number}>"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One graph as the page, the network and stock pyvis, with its nodes and edges."""

    page: Path
    network: Path
    pyvis: Path
    nodes: int
    edges: int


def draw(nodes: int, folder: Path) -> Drawn:
    """Write the three pages of one graph into a folder."""
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.views.pages import render
    from actorgraph.views.projection import projection

    (folder / "graph.ttl").write_text(turtle(nodes), encoding="utf-8")
    store = MemoryStore.load(folder / "graph.ttl")
    graph = projection(store)
    texts = {
        "page": render(store),
        "network": render(store, form="network"),
        "pyvis": stock(graph),
    }
    paths = {}
    for name, text in texts.items():
        paths[name] = folder / f"{name}-{nodes}.html"
        paths[name].write_text(text, encoding="utf-8")
    return Drawn(**paths, nodes=len(graph), edges=graph.number_of_edges())


def stock(graph: Any) -> str:
    """Draw a projection by pyvis's own template, as its users do: everything in the file, physics
    off.
    """
    from pyvis.network import Network

    from actorgraph.views.network.layout import positions

    drawn = Network(height="820px", directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    places = positions(graph)
    for node in sorted(graph.nodes):
        x, y = places[node]
        drawn.add_node(
            node, label=graph.nodes[node]["label"], title=graph.nodes[node]["label"], x=x, y=y
        )
    for begin, end, told in graph.edges(data=True):
        drawn.add_edge(begin, end, label=told["label"])
    return str(drawn.generate_html(notebook=False))


def measure(browser: Any, path: Path, form: str) -> Figures:
    """Open a page, and time what can be done with it."""
    content = path.read_bytes()
    found: dict[str, list[float]] = {name: [] for name in UNITS}
    for _ in range(ROUNDS):
        context = browser.new_context(viewport=VIEW, offline=True, reduced_motion="reduce")
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(path.as_uri(), wait_until="domcontentloaded")
        page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
        found["ready"].append(page.evaluate("window.ready"))
        for name, act in ACTS_OF[form].items():
            found[name].append(page.evaluate(f"window.timed(() => {{ {act} }})"))
        found["pan"].append(frames(page, SURFACES[form]))
        found["longest"].append(page.evaluate("window.longest"))
        found["heap"].append(page.evaluate("performance.memory.usedJSHeapSize / 1e6"))
        context.close()
    found["size"] = [len(content) / 1e3]
    found["gz"] = [len(gzip.compress(content, mtime=0)) / 1e3]
    return {name: median(values) for name, values in found.items() if values}


# What is timed, as JavaScript; pyvis without its menus only selects.
ACTS_OF = {
    "page": {
        "search": (
            "const field = document.getElementById('query'); field.focus();"
            " field.value = 'actor 1'; field.dispatchEvent(new Event('input', {bubbles: true}));"
        ),
        "focus": "document.querySelector('#read .mark').click();",
        "filter": "document.querySelector('[data-tone=harm]').click();",
    },
    "network": {
        "search": "$('search').value = 'actor 1'; $('search').dispatchEvent(new Event('input'));",
        "focus": f"choose({BUSIEST}[0]);",
        "filter": "document.querySelector(\"[data-filter='polarities.harm']\").click();",
    },
    "pyvis": {
        "focus": (
            "const id = network.body.nodeIndices[0]; network.selectNodes([id]); "
            "network.focus(id, { animation: false }); network.redraw();"
        )
    },
}
SURFACES = {"page": ".stage", "network": "#net", "pyvis": "canvas"}


def frames(page: Any, surface: str) -> float:
    """Return the frames a second while the map is dragged from its corner to and fro."""
    box = page.locator(surface).first.bounding_box()
    x, y = box["x"] + 12, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(
        "window.frames_ = 0; window.moving = true; window.began = performance.now();"
        "requestAnimationFrame(function count() { window.frames_ += 1;"
        " if (window.moving) requestAnimationFrame(count); })"
    )
    for step in range(60):
        page.mouse.move(x + 4 * (step % 30), y + 2 * (step % 20))
    rate = page.evaluate(
        "(window.moving = false, 1000 * window.frames_ / (performance.now() - window.began))"
    )
    page.mouse.up()
    return float(rate)


def compared(measured: dict[str, Figures], nodes: int) -> tuple[Figures, list[str]]:
    """Return the ratios of one graph, and what misses its budget."""
    page = measured["page"]
    network = measured["network"]
    pyvis = measured["pyvis"]
    ratios = {
        "ready": page["ready"] / pyvis["ready"],
        "longest": page["longest"] / max(1.0, network["longest"]),
    }
    missed = [name for name, most in RATIOS.items() if ratios[name] > most]
    if nodes == NODES_WITH_LIMITS:
        missed += [name for name in LIMITS if _is_over(name, page[name])]
    return ratios, missed


def _is_over(name: str, figure: float) -> bool:
    limit = LIMITS[name]
    return figure < limit if name == "pan" else figure > limit


def table(title: str, measured: dict[str, Figures], missed: list[str]) -> str:
    """Return one graph's figures as lines, with a mark where a budget is missed."""
    head = f"{'':10}" + "".join(f"{name:>10}" for name in measured)
    lines = [title, head]
    for name, unit in UNITS.items():
        figures = [each.get(name) for each in measured.values()]
        shown = ["-" if figure is None else f"{figure:.0f}" for figure in figures]
        row = f"{name + ' ' + unit:10}" + "".join(f"{text:>10}" for text in shown)
        lines.append(row + ("  MISSED" if name in missed else ""))
    return "\n".join(lines)


def sizes() -> tuple[Figures, list[str]]:
    """Return the sizes of the sample's page, of an empty page and of a claim, in bytes."""
    from actorgraph.pipeline import build, load
    from actorgraph.text.reading import read_text
    from actorgraph.views.pages import render

    store = load(SAMPLE).store
    sample = render(store).encode()
    empty = render(build(read_text("It rained\n\nThe sky was grey.\n")).store).encode()
    claims = len(list(store.query("SELECT ?claim WHERE { ?claim a ag:Claim }")))
    figures = {
        "sample": len(sample),
        "sample gz": len(gzip.compress(sample, mtime=0)),
        "empty": len(empty),
        "claim": (len(sample) - len(empty)) / claims,
    }
    budgets = (SAMPLE_BYTES, SAMPLE_GZIPPED, EMPTY_BYTES, CLAIM_BYTES)
    missed = [
        name for (name, figure), most in zip(figures.items(), budgets, strict=True) if figure > most
    ]
    return figures, missed


def main() -> int:
    """Print a table for each size, and write the figures as JSON if asked to."""
    parser = argparse.ArgumentParser(description="Measure the page.")
    parser.add_argument("nodes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("the page        not measured: needs Debian's Chromium")
        return 1 if os.environ.get("CI") else 0
    report = {"bytes": _report_sizes(), **_report_times(chromium, options.nodes)}
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def _report_sizes() -> Figures:
    figures, missed = sizes()
    for name, figure in figures.items():
        print(f"{name:10}{figure:>10.0f} bytes" + ("  MISSED" if name in missed else ""))
    return figures


def _report_times(chromium: str, nodes: list[int]) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    report = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        busy = f"; load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
        print(f"Chromium {browser.version}, {os.cpu_count()} cores{busy}, median of {ROUNDS}")
        for count in nodes:
            drawn = draw(count, Path(name))
            measured = {
                "page": measure(browser, drawn.page, "page"),
                "network": measure(browser, drawn.network, "network"),
                "pyvis": measure(browser, drawn.pyvis, "pyvis"),
            }
            ratios, missed = compared(measured, count)
            title = f"{drawn.nodes} nodes, {drawn.edges} edges, {2 * count} claims"
            print("\n" + table(title, measured, missed))
            print("   ".join(f"{key} {ratio:.2f}" for key, ratio in ratios.items()), flush=True)
            report[str(count)] = {"ratios": ratios, "missed": missed, **measured}
        browser.close()
    return report


if __name__ == "__main__":
    sys.exit(main())
