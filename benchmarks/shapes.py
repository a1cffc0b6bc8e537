"""Eight shapes of query on our store on the disk, beside rdflib's memory store and owlready2's
SPARQL, in one run.

    python benchmarks/shapes.py [TRIPLES...]        by default 100,000 and 1,000,000

All three hold the same triples: invented articles, the direct edges of the default policy, the
terms. Each shape is asked of five actors in turn (or five times), each engine by what its users
call; a time is the median. How many rows come back must be the same everywhere, else the shape is a
failure of the benchmark. rdflib is asked once where one answer took it over five seconds.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean, median

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.synthetic import articles

from actorgraph.query import ask
from actorgraph.search import search
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.vocabulary.vocab import INDIVIDUALS, ontology

SIZES = (100_000, 1_000_000)
ACTORS = (20, 21, 22, 23, 24)
PATIENCE = 5.0  # seconds; a slower engine is asked once
BATCH = 64
AIMS = {"rdflib": 40.0, "owlready2": 10.0}
# Each with its SPARQL; $actor is one of ACTORS. owlready2 knows no CONSTRUCT: it selects what would
# be constructed.
SHAPES = {
    "lookup": "SELECT ?claim ?p ?o WHERE { ?claim ag:agent $actor . ?claim ?p ?o }",
    "three joins": """SELECT ?claim ?who ?whom ?day WHERE {
        ?claim ag:factuality ag:Alleged . ?claim ag:agent ?who . ?claim ag:target ?whom .
        ?claim ag:reportedIn ?article . ?article dct:issued ?day . ?who a ag:Government }""",
    "path": (
        "SELECT DISTINCT ?claim ?kind WHERE { ?claim ag:agent $actor . ?claim a ?kind ."
        " ?kind rdfs:subClassOf+ ag:Action }"
    ),
    "dyad counts": """SELECT ?a ?p ?b (COUNT(?claim) AS ?n) WHERE {
        ?edge ag:subject ?a . ?edge ag:directProperty ?p . ?edge ag:object ?b .
        ?edge ag:restsOn ?claim } GROUP BY ?a ?p ?b ORDER BY DESC(?n) LIMIT 20""",
    "optionals": """SELECT ?claim ?verb ?time ?place ?speech WHERE {
        ?claim ag:agent $actor . ?claim ag:verb ?verb .
        OPTIONAL { ?claim ag:time ?time } OPTIONAL { ?claim ag:place ?place }
        OPTIONAL { ?claim ag:saidIn ?speech } }""",
    "text": (
        "SELECT ?claim ?words WHERE { ?claim ag:evidence ?span . ?span nif:anchorOf ?words ."
        ' FILTER(CONTAINS(?words, "$word")) }'
    ),
    "order and limit": (
        "SELECT ?claim ?time WHERE { ?claim ag:time ?time } ORDER BY DESC(?time) LIMIT 20"
    ),
    "neighbourhood": (
        "CONSTRUCT { ?claim ?p ?o } WHERE { ?claim ag:agent|ag:target $actor . ?claim ?p ?o }"
    ),
}
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in ontology().prefixes.items() if name)
Asking = Callable[[str, int], int]


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine and how it is asked: name of the shape and number of the actor in, how many rows
    out.
    """

    name: str
    ask: Asking


def written(shape: str, actor: int) -> str:
    """Return a shape's SPARQL about an actor."""
    iri = f"<{INDIVIDUALS}actor/synthetic-{actor}>"
    return SHAPES[shape].replace("$actor", iri).replace("$word", rarely(actor))


def rarely(actor: int) -> str:
    """Return a word that few sentences hold."""
    return f"word{actor * 100}"


def filled(folder: Path, wanted: int) -> DiskStore:
    """Return a store on the disk with at least so many triples, and their direct edges."""
    store, batch, triples = DiskStore(folder), [], 0
    for graph in articles(10**9, worded=True):
        batch.append(Entry(graph))
        triples += len(graph.triples)
        if len(batch) == BATCH or triples >= wanted:
            store.put(batch)
            batch.clear()
        if triples >= wanted:
            break
    store.derive()
    return store


def ours(store: DiskStore) -> Engine:
    """Ask our store: edges are counted as they are kept, and words have their index."""

    def asked(shape: str, actor: int) -> int:
        if shape == "dyad counts":
            return len(store.edge_counts(20))
        if shape == "text":
            return len(search(store, rarely(actor), kinds=("evidence",), limit=10**6))
        return len(ask(store, written(shape, actor)))

    return Engine("actorgraph", asked)


def ours_by_sparql(store: DiskStore) -> Engine:
    """Ask our store by SPARQL alone."""
    return Engine("by SPARQL", lambda shape, actor: len(ask(store, written(shape, actor))))


def of_rdflib(dump: Path) -> Engine:
    """Load rdflib's memory store."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(dump, format="nt")
    return Engine(
        "rdflib", lambda shape, actor: len(list(graph.query(PREFIXES + written(shape, actor))))
    )


def of_owlready2(dump: Path, folder: Path) -> Engine:
    """Load owlready2's quad store on the disk."""
    import owlready2

    world = owlready2.World(filename=str(folder / "quads.sqlite3"), exclusive=True)
    world.get_ontology(dump.as_uri()).load()
    world.save()

    def asked(shape: str, actor: int) -> int:
        text = PREFIXES + written(shape, actor).replace(
            "CONSTRUCT { ?claim ?p ?o }", "SELECT DISTINCT ?claim ?p ?o"
        )
        return len(list(world.sparql(text, error_on_undefined_entities=False)))

    return Engine("owlready2", asked)


def timed(engine: Engine, shape: str) -> tuple[float, list[int]]:
    """Return the median time in seconds and how many rows came back about each actor."""
    times, counts = [], []
    for actor in ACTORS:
        begin = time.perf_counter()
        counts.append(engine.ask(shape, actor))
        times.append(time.perf_counter() - begin)
        if times[0] > PATIENCE:
            break
    return median(times), counts


def measured(size: int, folder: Path) -> None:
    """Print the table of one size, and the geometric means."""
    with filled(folder / "store", size) as store:
        dump = folder / "dump.nt"
        begin = time.perf_counter()
        with dump.open("wb") as file:
            merged = store.match()
            ox.serialize((quad.triple for quad in merged), file, ox.RdfFormat.N_TRIPLES)
        held = sum(1 for _ in dump.open("rb"))
        print(f"\n{held:,} triples; dumped in {time.perf_counter() - begin:.0f} s")
        engines = [ours(store), ours_by_sparql(store)]
        for load in (lambda: of_rdflib(dump), lambda: of_owlready2(dump, folder)):
            begin = time.perf_counter()
            engines.append(load())
            # Else each collection of garbage walks through rdflib's graph, whoever is asked.
            gc.freeze()
            print(
                f"loaded into {engines[-1].name} in {time.perf_counter() - begin:.0f} s", flush=True
            )
        print(f"{'':16}" + "".join(f"{engine.name:>12}" for engine in engines) + "     rows")
        ratios: dict[str, list[float]] = {}
        for shape in SHAPES:
            found = [timed(engine, shape) for engine in engines]
            for engine, (_, counts) in zip(engines, found, strict=True):
                assert counts == found[0][1][: len(counts)], (
                    shape,
                    engine.name,
                    counts,
                    found[0][1],
                )
            for engine, (seconds, _) in zip(engines[2:], found[2:], strict=True):
                ratios.setdefault(engine.name, []).append(seconds / found[0][0])
            cells = "".join(f"{seconds * 1000:9.2f} ms" for seconds, _ in found)
            print(f"{shape:16}{cells}  {found[0][1]}", flush=True)
        for name, each in ratios.items():
            mean, least = geometric_mean(each), min(each)
            print(
                f"times {name}: {mean:.1f} as the geometric mean (aim {AIMS[name]}), "
                f"{least:.2f} at the least"
            )


def main() -> None:
    """Print a table for each size."""
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as name:
            measured(size, Path(name))


if __name__ == "__main__":
    main()
