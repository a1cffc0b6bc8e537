"""Times every named question on a synthetic graph on the disk.

    python benchmarks/questions.py [TRIPLES]        by default a million

Each question is asked three times with each of its values in a process of its own, which is ended
after a minute. The time is that of the processor: a busy machine adds to the time of the clock,
which is printed, too. The last column is how many rows the values gave.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Process, Queue
from pathlib import Path
from queue import Empty

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.synthetic import articles

from actorgraph.query import ask, questions
from actorgraph.stores.contract import DERIVED, VOCABULARY
from actorgraph.stores.edges import find_edges
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.merging import merged_quad, vocabulary
from actorgraph.stores.policy import find_policy

TRIPLES = 1_000_000
RUNS = 3
MOST_SECONDS = 60.0
SLOW = 5.0  # seconds; what takes longer is asked once
# What a user would fill in: actors with thousands of claims, some and few.
GIVEN: dict[str, list[dict[str, str]]] = {
    "everything-about": [{"name": f"Person {number}"} for number in (1, 12, 40, 501)],
    "who-stands-between": [
        {"from": "Person 2", "to": "Person 3"},
        {"from": "Person 40", "to": "Organisation 57"},
        {"from": "Person 501", "to": "Person 3"},
        {"from": "Person 1000", "to": "Organisation 1007"},
    ],
    "what-changed-between": [
        {"from": "2017-03", "to": "2017-04"},
        {"from": "2010", "to": "2012"},
    ],
    "what-did-somebody-say": [{"name": "Person 1"}, {"name": "Person 12"}, {}],
    "what-happened-where": [{"name": "place-7"}, {}],
    "who-is-related-to-whom": [{"name": "Person 12"}, {}],
}
Times = list[tuple[float, float]]


def filled(folder: Path, wanted: int) -> int:
    """Write a store with so many triples and their direct edges; return how many there are."""
    store = ox.Store(str(folder))
    counts = [0]

    def quads() -> Iterator[ox.Quad]:
        yield from _in_both(VOCABULARY, vocabulary())
        for graph in articles(10**9, worded=True):
            yield from _in_both(graph.iri, graph.triples)
            counts[0] += len(graph.triples)
            if counts[0] >= wanted:
                return

    store.bulk_extend(quads())
    edges = find_edges(store, find_policy("default"))
    store.bulk_extend(_in_both(DERIVED, tuple(edges)))
    store.optimize()
    store.flush()
    return counts[0]


def _in_both(name: ox.NamedNode, triples: tuple[ox.Triple, ...]) -> Iterator[ox.Quad]:
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
        yield merged_quad(triple)


def asked(folder: Path, name: str, answers: "Queue[tuple[Times, list[int]]]") -> None:
    """Ask a question as often as it is to be asked."""
    store = MemoryStore(ox.Store.read_only(str(folder)))
    times, counts = [], []
    for given in GIVEN.get(name, [{}]):
        for _ in range(RUNS):
            begin = time.process_time(), time.perf_counter()
            count = len(ask(store, name, **given))
            spent = time.process_time() - begin[0], time.perf_counter() - begin[1]
            times.append(spent)
            if spent[0] > SLOW:
                break
        counts.append(count)
    answers.put((times, counts))


def percentile(values: list[float], part: float) -> float:
    """Return the value below which this part of the values is."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measured(folder: Path, name: str) -> str:
    """Return a line about a question."""
    answers: Queue[tuple[Times, list[int]]] = Queue()
    child = Process(target=asked, args=(folder, name, answers))
    child.start()
    try:
        times, counts = answers.get(timeout=MOST_SECONDS * len(GIVEN.get(name, [{}])))
    except Empty:
        child.kill()
        return f"{'':30}over {MOST_SECONDS:g} s  {name}"
    child.join()
    busy, clock = [list(each) for each in zip(*times, strict=True)]
    figures = (percentile(busy, 0.5), percentile(busy, 0.95), percentile(clock, 0.95))
    return "".join(f"{figure:9.2f}" for figure in figures) + f"  {name}  {json.dumps(counts)}"


def main() -> None:
    """Print a line for each question."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TRIPLES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("STORE", name)) / "store"
        if not folder.exists():
            print(f"{filled(folder, wanted):,} triples")
        print("      p50      p95    clock  in seconds")
        for question in questions():
            print(measured(folder, question.name), flush=True)


if __name__ == "__main__":
    main()
