"""Times every named question on a synthetic graph of a million triples: `make bench`, or with
another number of triples.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.synthetic import articles

from actorgraph.query import ask, questions
from actorgraph.stores.memory import MemoryStore

TRIPLES = 1_000_000
RUNS = 3
PATIENCE = 5.0  # seconds; what takes longer is asked once
# What a user would fill in; the others are asked without.
GIVEN = {
    "everything-about": {"name": "Person 12"},
    "who-stands-between": {"from": "Person 40", "to": "Organisation 57"},
    "what-changed-between": {"from": "2017-03", "to": "2017-04"},
    "what-did-somebody-say": {"name": "Person 12"},
    "what-happened-where": {"name": "place-7"},
}


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TRIPLES
    store, triples = MemoryStore(), 0
    for graph in articles(10**9):
        store.add(graph)
        triples += len(graph.triples)
        if triples >= wanted:
            break
    store.derive()
    rows = []
    for question in questions():
        times, count = [], 0
        for _ in range(RUNS):
            begin = time.perf_counter()
            count = len(ask(store, question.name, **GIVEN.get(question.name, {})))
            times.append(time.perf_counter() - begin)
            if times[0] > PATIENCE:
                break
        print(f"{times[0]:8.2f} s  {question.name}", file=sys.stderr, flush=True)
        rows.append((statistics.median(times), question.name, count))
    print(
        f"{triples} triples of {len(store.articles())} articles; "
        f"median of {RUNS}, of one where it took longer than {PATIENCE:g} s"
    )
    for seconds, name, count in sorted(rows, reverse=True):
        print(f"{seconds:8.2f} s  {count:8} rows  {name}")


if __name__ == "__main__":
    main()
