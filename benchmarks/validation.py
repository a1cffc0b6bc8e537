"""Times what holds a graph of 100,000 triples against the shapes and the ontology: `make bench`, or
another number.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.synthetic import articles

from actorgraph.checking.check import check
from actorgraph.checking.inference import infer
from actorgraph.checking.reasoning import clashes, contradictions
from actorgraph.stores.memory import MemoryStore

TRIPLES = 100_000
SMALL = 9_000  # HermiT takes 10,000 at most


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TRIPLES
    large, small = _store(wanted), _store(SMALL)
    _timed("check (SHACL)", large, lambda: check(large))
    _timed("infer (OWL 2 RL)", large, lambda: infer(large))
    _timed("clashes (OWL 2 RL)", large, lambda: clashes(large))
    _timed("contradictions (HermiT)", small, lambda: contradictions(small))


def _store(wanted: int) -> MemoryStore:
    store, triples = MemoryStore(), 0
    for graph in articles(10**9):
        if triples + len(graph.triples) > wanted:
            return store
        store.add(graph)
        triples += len(graph.triples)
    return store


def _timed(name: str, store: MemoryStore, work: Callable[[], object]) -> None:
    begin = time.perf_counter()
    found = work()
    count = found if isinstance(found, int) else len(found) if isinstance(found, list) else 0
    print(
        f"{time.perf_counter() - begin:8.2f} s  "
        f"{name} over {len(store.triples())} triples: {count}",
        flush=True,
    )


if __name__ == "__main__":
    main()
