"""The store on the disk: bytes, memory, the time of a second writer, and how much quicker two cores
ingest than one.

    python benchmarks/store.py [--size FILE.jsonl]

`--size` only ingests a corpus (a file of JSON lines, as `actorgraph ingest` takes) and prints the
bytes an article takes by part, as ingested and compacted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "article.txt"
ARTICLES = int(
    os.environ.get("ARTICLES", "120")
)  # that are parsed, once on one core and once on two
COPIES = int(os.environ.get("COPIES", "400"))  # of the sample's graph, that are only stored


def corpus(folder: Path) -> tuple[Path, int]:
    """Write articles of three paragraphs each, no two alike; return their file and the number of
    words.
    """
    paragraphs = [line for line in SAMPLE.read_text("utf-8").splitlines() if len(line) > 80]
    count = len(paragraphs)
    texts = [
        "\n\n".join(
            [f"Report number {n}", *(paragraphs[(n * step + step) % count] for step in (1, 3, 5))]
        )
        for n in range(ARTICLES)
    ]
    path = folder / "corpus.jsonl"
    path.write_text(
        "".join(json.dumps({"text": text, "published": "2017-08"}) + "\n" for text in texts),
        "utf-8",
    )
    return path, sum(len(text.split()) for text in texts)


def ingested(path: Path, store: Path, jobs: int) -> float:
    """Return how many articles a second reach the disk once the first ones have: a large corpus
    forgets the start.
    """
    from actorgraph.corpus.builders import Task
    from actorgraph.corpus.ingest import ingest
    from actorgraph.corpus.report import Report
    from actorgraph.corpus.sources import Corpus
    from actorgraph.corpus.work import Settings
    from actorgraph.language.parsing import MODEL
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.policy import find_policy

    kept: list[tuple[int, float]] = []

    def follow(report: Report) -> None:
        if report.added > (kept[-1][0] if kept else 0):
            kept.append((report.added, time.perf_counter()))

    with DiskStore(store) as held:
        report = ingest(
            held,
            Corpus(path),
            Task(Settings(MODEL, find_policy("default"))),
            jobs=jobs,
            follow=follow,
        )
        kept.append((report.added, time.perf_counter()))
    assert report.added == ARTICLES, report
    (few, begin), (all_, end) = kept[0], kept[-1]
    return (all_ - few) / (end - begin)


def copies() -> Iterator[tuple[str, bytes]]:
    """Yield the sample's graph under ever new names: IRI and N-Triples."""
    from actorgraph.pipeline import build

    (graph,) = build(SAMPLE, published="2017-08").articles()
    lines = ox.serialize(graph.triples, format=ox.RdfFormat.N_TRIPLES) or b""
    code = graph.iri.value.rpartition("/")[2]
    for number in range(COPIES):
        yield (
            graph.iri.value.replace(code, f"{number:016x}"),
            lines.replace(code.encode(), f"{number:016x}".encode()),
        )


def stored(folder: Path) -> None:
    """Store the copies; print bytes, speed and memory early and late."""
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.stores.contract import Entry
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import compact

    begin, batch = time.perf_counter(), []
    with DiskStore(folder) as store:
        for number, (iri, lines) in enumerate(copies(), start=1):
            triples = tuple(quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
            batch.append(Entry(ArticleGraph(ox.NamedNode(iri), triples), ()))
            if len(batch) == 16:
                store.put(batch)
                batch.clear()
            if number in (COPIES // 4, COPIES):
                print(f"memory in use   {memory():8.0f} MiB with {number} articles in the store")
        store.put(batch)
        seconds = time.perf_counter() - begin
        held = dict(store.stats())
        triples = int(held["triples"].replace(",", ""))
        print(
            f"stored          {triples / seconds:8.0f} triples a second, flushed, with their index"
        )
        print(
            f"bytes           {held['bytes an article']:>8} an article, "
            f"{held['bytes a triple']} a triple as written"
        )
        begin = time.perf_counter()
        compact(store)
        held = dict(store.stats())
        print(
            f"bytes           {held['bytes an article']:>8} an article, "
            f"{held['bytes a triple']} a triple compacted"
        )
        print(f"compacted       {time.perf_counter() - begin:8.1f} s for {triples:,} triples")
        begin = time.perf_counter()
        store.snapshot(folder.with_name("snapshot"))
        print(f"snapshot        {(time.perf_counter() - begin) * 1000:8.0f} ms")
        second(folder)


def second(folder: Path) -> None:
    """Print how soon a second writer is refused."""
    from actorgraph.errors import StoreError
    from actorgraph.stores.disk.diskstore import DiskStore

    begin = time.perf_counter()
    try:
        DiskStore(folder)
    except StoreError:
        print(f"second writer   {time.perf_counter() - begin:8.2f} s until it is refused")


def memory() -> float:
    """Return the memory in use, in MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def size(path: Path) -> None:
    """Print the bytes an article of a corpus takes, by part, as ingested and compacted."""
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.stores.disk.rebuild import compact

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "actorgraph", "ingest", path, "--store", folder],
            check=True,
            capture_output=True,
        )
        seconds = time.perf_counter() - begin
        with DiskStore(folder) as store:
            count = store.count_articles()
            triples = sum(row.triples for row in store.ledger.rows())
            print(f"articles        {count:8} of {triples / count:.0f} triples, in {seconds:.0f} s")
        print_parts("as ingested", folder, count)
        begin = time.perf_counter()
        with DiskStore(folder) as store:
            compact(store)
        print(f"compacted       {(time.perf_counter() - begin) / count * 1000:8.0f} ms an article")
        print_parts("compacted", folder, count)


def print_parts(when: str, folder: Path, count: int) -> None:
    """Print the bytes an article by part of a store: tables, the engine's log, the ledger."""
    parts = {"tables": 0, "log": 0, "ledger": 0, "other": 0}
    kinds = {".sst": "tables", ".log": "log", ".sqlite": "ledger"}
    for path in folder.rglob("*"):
        if path.is_file():
            parts[kinds.get(path.suffix, "other")] += path.stat().st_size
    told = ", ".join(f"{part} {bytes_ // count:,}" for part, bytes_ in parts.items())
    print(f"bytes           {sum(parts.values()) // count:8,} an article {when}: {told}")


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=Path, metavar="FILE.jsonl")
    chosen = parser.parse_args().size
    if chosen is not None:
        size(chosen)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, words = corpus(folder)
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[:1])
        one = ingested(path, folder / "one", 1)
        os.sched_setaffinity(0, cores[:2])
        two = ingested(path, folder / "two", 2)
        print(f"ingest          {words / ARTICLES * one:8.0f} words a second on one core")
        print(
            f"ingest          {words / ARTICLES * two:8.0f} words a second on two: "
            f"{two / one:.2f} times as many"
        )
        print(
            "worker memory   "
            f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:8.0f} MiB"
            " at its peak"
        )
        stored(folder / "copies")


if __name__ == "__main__":
    sys.exit(main())
