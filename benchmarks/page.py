"""The page in Chromium at 40, 1,000 and 3,000 nodes, beside stock pyvis with physics off on the
same nodes and edges.

Times are the median of some rounds in one run on this machine; only the ratios travel. The graphs
are invented and always the same: half the nodes are deeds that tie two actors each, and relations
bring the claims to two for each node.
"""

import gzip
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
SIZES = (40, 1000, 3000)
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
# What the page must keep at 1,000 and 3,000 nodes: at most so much; frames are the other way round.
BUDGETS: dict[int, dict[str, float]] = {
    40: {},
    1000: {
        "ready": 1500,
        "longest": 500,
        "search": 100,
        "focus": 200,
        "filter": 300,
        "pan": 30,
        "heap": 60,
    },
    3000: {"ready": 2500, "focus": 400, "filter": 700},
}
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
# Ready is the second frame after the network stands; both pages call it `network`.
WATCH = """
window.longest = 0; window.ready = null;
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
const watch = () => {
  let stands = false;
  try {
    stands = Boolean(network && network.body && document.querySelector("canvas"));
  } catch { stands = false; }
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


@dataclass(frozen=True, slots=True)
class Measured:
    """One page's figures by name, in the units of UNITS; what a page cannot do is missing."""

    figures: dict[str, float]


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


def pages(nodes: int, folder: Path) -> tuple[Path, Path, int, int]:
    """Write our page and pyvis's own of one graph; return them, and how many nodes and edges both
    draw.
    """
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.views.network import render
    from actorgraph.views.projection import projection

    (folder / "graph.ttl").write_text(turtle(nodes), encoding="utf-8")
    store = MemoryStore.load(folder / "graph.ttl")
    ours, theirs = folder / f"ours-{nodes}.html", folder / f"pyvis-{nodes}.html"
    ours.write_text(render(store), encoding="utf-8")
    graph = projection(store)
    theirs.write_text(stock(graph), encoding="utf-8")
    return ours, theirs, len(graph), graph.number_of_edges()


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


def measure(browser: Any, path: Path, *, ours: bool, everything: bool = False) -> Measured:
    """Open a page, and time what can be done with it; `everything` draws what a large page holds
    back at first.
    """
    content = path.read_bytes()
    found: dict[str, list[float]] = {name: [] for name in UNITS}
    for _ in range(ROUNDS):
        context = browser.new_context(viewport=VIEW, offline=True, reduced_motion="reduce")
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(path.as_uri(), wait_until="domcontentloaded")
        page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
        found["ready"].append(page.evaluate("window.ready"))
        if everything:
            page.evaluate(
                "new Promise(done => { $('whole').click();"
                " requestAnimationFrame(() => setTimeout(done, 500)); })"
            )
        for name, act in acts(ours=ours).items():
            found[name].append(page.evaluate(f"window.timed(() => {{ {act} }})"))
        found["pan"].append(frames(page))
        found["longest"].append(page.evaluate("window.longest"))
        found["heap"].append(page.evaluate("performance.memory.usedJSHeapSize / 1e6"))
        context.close()
    found["size"], found["gz"] = [len(content) / 1e3], [len(gzip.compress(content, mtime=0)) / 1e3]
    return Measured({name: median(values) for name, values in found.items() if values})


def acts(*, ours: bool) -> dict[str, str]:
    """Return what is timed, as JavaScript: the search, the focus and the filter; pyvis without its
    menus only selects.
    """
    if not ours:
        return {
            "focus": (
                "const id = network.body.nodeIndices[0]; network.selectNodes([id]); "
                "network.focus(id, { animation: false }); network.redraw();"
            )
        }
    return {
        "search": "$('search').value = 'actor 1'; $('search').dispatchEvent(new Event('input'));",
        "focus": f"choose({BUSIEST}[0]);",
        "filter": "document.querySelector(\"[data-filter='polarities.harm']\").click();",
    }


def frames(page: Any) -> float:
    """Return the frames a second while the map is dragged from its corner to and fro."""
    box = (
        page.locator("canvas").first.bounding_box()
        if page.locator("#net").count() == 0
        else page.locator("#net").bounding_box()
    )
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


def table(title: str, ours: Measured, theirs: Measured, budgets: dict[str, float]) -> str:
    """Print one graph's figures: ours, pyvis's, the ratio and the budget, with a mark where it is
    missed.
    """
    lines = [title, f"{'':10}{'page':>10}{'pyvis':>10}{'ratio':>8}{'budget':>10}"]
    for name, unit in UNITS.items():
        mine, other, most = ours.figures.get(name), theirs.figures.get(name), budgets.get(name)
        ratio = f"{mine / other:.2f}" if mine is not None and other else "-"
        kept = (
            ""
            if mine is None or most is None or (mine >= most if name == "pan" else mine <= most)
            else "  MISSED"
        )
        shown = ["-" if value is None else f"{value:.0f}" for value in (mine, other)]
        bound = "-" if most is None else f"{'>=' if name == 'pan' else '<='} {most:.0f}"
        lines.append(
            f"{name + ' ' + unit:10}{shown[0]:>10}{shown[1]:>10}{ratio:>8}{bound:>10}{kept}"
        )
    return "\n".join(lines)


def main() -> int:
    """Print a table for each size."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("the page        not measured: needs Debian's Chromium")
        return 1 if os.environ.get("CI") else 0
    from playwright.sync_api import sync_playwright

    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        busy = f"; load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
        print(
            f"the page in Chromium {browser.version} on {os.cpu_count()} cores{busy}, "
            f"median of {ROUNDS} rounds",
            flush=True,
        )
        for nodes in sizes:
            ours, theirs, drawn, edges = pages(nodes, Path(name))
            other = measure(browser, theirs, ours=False)
            budgets = BUDGETS.get(nodes, {})
            heading = f"{drawn} nodes, {edges} edges, {2 * nodes} claims"
            print(
                "\n" + table(heading, measure(browser, ours, ours=True), other, budgets), flush=True
            )
            if nodes > 1000:
                whole = measure(browser, ours, ours=True, everything=True)
                print("\n" + table(f"{heading}, all drawn", whole, other, budgets), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
