"""What is written of one article: graph, explanations, every format, page, redacted form."""

import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import actorgraph as ag
from recorded import normal
from recorded.running import Output, Run, run, save

EXPLAINED = 5  # one claim of so many is explained
DESCRIBED = 20  # one actor of so many is described
POLICIES = ("strict", "default", "generous")
CLAIMS = "SELECT DISTINCT ?claim WHERE { ?claim ag:reportedIn ?article } ORDER BY ?claim"
LABELS = "SELECT DISTINCT ?name WHERE { ?a ag:mention ?span ; rdfs:label ?name } ORDER BY ?name"
FORMATS: dict[str, Callable[[str], str]] = {
    "ttl": normal.normal_rdf,
    "longturtle": normal.normal_rdf,
    "ttl12": normal.normal_rdf,
    "nt": normal.normal_rdf,
    "rdf": normal.normal_rdf,
    "jsonld": normal.normal_json,
    "nq": normal.normal_rdf,
    "trig": normal.normal_rdf,
    "nanopub": normal.normal_rdf,
    "graphml": normal.normal_text,
    "gexf": normal.normal_text,
    "ftm": normal.normal_lines,
    "csv": normal.normal_lines,
}


def articles(given: Run) -> Iterator[Output]:
    """Yield what the API gives of each article: Turtle, what is uncoded, explanations."""
    for name, graph in given.graphs.items():
        yield f"{name}/graph.ttl", normal.normal_rdf(graph.to_turtle())
        yield f"{name}/shareable.ttl", normal.normal_rdf(graph.to_turtle(shareable=True))
        rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in graph.uncoded()]
        yield f"{name}/uncoded.jsonl", "".join(rows)
        claims = [str(row["claim"]) for row in graph.query(CLAIMS)]
        explained = map(graph.explain, claims[::EXPLAINED])
        yield f"{name}/explanations.txt", normal.normal_explanation("\n".join(explained))
        names = [str(row["name"]) for row in graph.query(LABELS)]
        described = map(graph.explain, names[::DESCRIBED])
        yield f"{name}/dossiers.txt", normal.normal_explanation("\n".join(described))


def builds(given: Run) -> Iterator[Output]:
    """Yield what `actorgraph build` writes for the committed articles, also from HTML."""
    for text in given.texts[:2]:
        Path(f"{text.name}.txt").write_text(text.text, "utf-8")
        lines = "".join(f"<p>{escape(line)}</p>\n" for line in text.text.splitlines())
        page = f"<html><body><article>\n{lines}</article></body></html>\n"
        Path(f"{text.name}-page.html").write_text(page, "utf-8")
        yield from _built("plain", f"{text.name}.txt")
        yield from _built("shareable", f"{text.name}.txt", "--shareable")
        yield from _built("fast", f"{text.name}.txt", "--fast")
        yield from _built("html", f"{text.name}-page.html")


def _built(case: str, file: str, *options: str) -> Iterator[Output]:
    """Yield what `actorgraph build` prints and writes for one file."""
    about = ("--published", "2017-08", "--uncoded")
    stem = Path(file).stem
    yield f"{stem}/{case}.txt", run("build", file, "-o", "built", *about, *options)
    graph = Path("built", stem, "graph.ttl").read_text("utf-8")
    yield f"{stem}/{case}.ttl", normal.normal_rdf(graph)


def exports(given: Run) -> Iterator[Output]:
    """Yield every format of some articles."""
    for name in given.shown:
        for form, normalise in FORMATS.items():
            yield f"{name}/{form}", normalise(_exported(name, "--format", form))
        for policy in POLICIES:
            nquads = _exported(name, "--format", "nq", "--policy", policy)
            yield f"{name}/nq-{policy}", normal.normal_rdf(nquads)
        run("export", f"{name}/graph.ttl", "-o", f"{name}/tables", "--format", "tables")
        for path in sorted(Path(name, "tables").iterdir()):
            yield f"{name}/tables/{path.name}", normal.normal_lines(path.read_text("utf-8"))


def redactions(given: Run) -> Iterator[Output]:
    """Yield the redacted form of some articles, and what is left where somebody is forgotten."""
    for name in given.shown:
        for form in ("ttl", "nq", "csv"):
            redacted = _exported(name, "--format", form, "--redact", "default")
            yield f"{name}/redacted.{form}", FORMATS[form](redacted)
        save("forgetting", given.graphs[name])
        somebody = next(iter(given.graphs[name].query(LABELS)), {"name": "nobody"})
        yield f"{name}/forget.txt", run("forget", str(somebody["name"]), "forgetting/graph.ttl")
        left = Path("forgetting/graph.ttl").read_text("utf-8")
        yield f"{name}/forgotten.ttl", normal.normal_rdf(left)


def _exported(name: str, *options: str) -> str:
    """Return what `export` writes, or its message where it writes nothing."""
    target = Path("exported")
    target.unlink(missing_ok=True)
    printed = run("export", f"{name}/graph.ttl", "-o", str(target), *options)
    return target.read_text("utf-8") if target.exists() else printed


def pages(given: Run) -> Iterator[Output]:
    """Yield the JSON that pages embed: of some articles, and of all together."""
    for name in given.shown:
        for part, text in normal.page_contents(given.graphs[name].view()).items():
            yield f"{name}/{part}.json", text
    merged = ag.load(*given.files)
    for file, page in merged.pages("all").items():
        for part, text in normal.page_contents(page).items():
            yield f"all/{file}/{part}.json", text
