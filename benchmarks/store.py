"""The store on the disk: bytes, memory, the time of a second writer, and how much quicker two cores
ingest than one.

    python benchmarks/store.py [--size FILE.jsonl]

`--size` only ingests a corpus (a file of JSON lines, as `actorgraph ingest` takes) and prints the
bytes an article takes by index of the engine and table of the ledger, as ingested and compacted.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "article.txt"
# How many numbers a field of RocksDB's manifest has, by its tag; one that is not here is a text.
NUMBERS = {2: 1, 3: 1, 4: 1, 6: 2, 9: 1, 10: 1, 202: 0, 203: 1, 300: 1}
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
    """Print the bytes an article by part of a store: the engine's indexes, the ledger's tables."""
    parts = {"log": 0, "other": 0}
    indexes = {
        name: index for path in folder.rglob("MANIFEST-*") for name, index in indexes_of(path)
    }
    for path in folder.rglob("*"):
        if path.suffix == ".sst":
            packing = "compressed" if b"LZ4" in path.read_bytes()[-4_000:] else "not compressed"
            name = f"{indexes[int(path.stem)]}, {packing}"
            parts[name] = parts.get(name, 0) + path.stat().st_size
        elif path.suffix == ".sqlite":
            for name, size_ in tables_of(path):
                parts[f"ledger {name}"] = size_
        elif path.is_file():
            parts["log" if path.suffix == ".log" else "other"] += path.stat().st_size
    print(f"bytes           {sum(parts.values()) // count:8,} an article {when}")
    for part, size_ in sorted(parts.items(), key=lambda item: -item[1]):
        if size_ >= count * 50:
            print(f"                {size_ // count:8,} {part}")


def indexes_of(manifest: Path) -> Iterator[tuple[int, str]]:
    """Yield the engine's tables by their numbers, each with the index that it is part of."""
    names = {0: "default"}
    for record in records(manifest.read_bytes()):
        fields = Fields(record)
        index, name, tables = fields.read()
        if name:
            names[index] = name
        for table in tables:
            yield table, names[index]


class Fields:
    """A record of RocksDB's manifest: what is added to an index, and what is deleted.

    Wanted are new indexes (tag 201) and new tables (103) of an index (200); the rest is skipped by
    its form: none to two numbers, or a text.
    """

    def __init__(self, record: bytes) -> None:
        """Begin at the record's first field."""
        self.record = record
        self.place = 0

    def read(self) -> tuple[int, str, list[int]]:
        """Return the number of an index, its name if it is new, and its new tables."""
        index, name, tables = 0, "", []
        while self.place < len(self.record):
            tag = self.number()
            if tag == 200:
                index = self.number()
            elif tag == 201:
                name = self.text().decode()
            elif tag == 103:
                tables.append(self.table())
            else:
                self.skip(tag)
        return index, name, tables

    def table(self) -> int:
        """Return the number of a new table: level, number, size, keys, sequence, and more."""
        _, table, _ = self.number(), self.number(), self.number()
        self.text(), self.text(), self.number(), self.number()
        while self.number() != 1:
            self.text()
        return table

    def skip(self, tag: int) -> None:
        """Skip a field that is not wanted."""
        if tag == 5:
            self.number()
        if tag not in NUMBERS:
            self.text()
        for _ in range(NUMBERS.get(tag, 0)):
            self.number()

    def number(self) -> int:
        """Return the next number, of which each byte has seven bits."""
        value = shift = 0
        while True:
            byte = self.record[self.place]
            self.place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text(self) -> bytes:
        """Return the next text, before which is its length."""
        length = self.number()
        self.place += length
        return self.record[self.place - length : self.place]


def records(log: bytes) -> Iterator[bytes]:
    """Yield the records of a log of the engine, which is cut into blocks of 32 kB."""
    place, record = 0, b""
    while place + 7 <= len(log):
        length, kind = int.from_bytes(log[place + 4 : place + 6], "little"), log[place + 6]
        left = 32_768 - place % 32_768
        if left < 7 or kind == 0:
            place += left
            continue
        record += log[place + 7 : place + 7 + length]
        place += 7 + length
        if kind in (1, 4):  # whole, or the last part
            yield record
            record = b""


def tables_of(ledger: Path) -> list[tuple[str, int]]:
    """Return the ledger's tables and indexes, each with its bytes."""
    connection = sqlite3.connect(ledger)
    try:
        return connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    except sqlite3.OperationalError:  # SQLite is built without it
        return [("tables", ledger.stat().st_size)]
    finally:
        connection.close()


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
