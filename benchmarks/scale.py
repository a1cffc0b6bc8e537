"""What a million and a billion articles cost, computed from what one core and some hundred articles
were measured to take.

    python benchmarks/scale.py [--measure] [--words-per-second N] [--words N] [--triples N] ...

Figures come from baseline.json where it has them (`scale: …`), else from arguments, else from the
run that this file was written with. `--measure ADDRESS…` measures how fast engines take the
sample's graph under ever new names.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "graph" / "sample" / "article.txt"
SIZES = (1_000_000, 1_000_000_000)
COPIES = 200  # graphs that --measure puts


@dataclass(frozen=True)
class Measured:
    """What was measured, each of one article or of one core."""

    words_per_second: float = 2300.0  # on one core, model loaded, to sorted N-Quads with edges
    words: float = 846.0  # of the sample article, of which all figures are
    triples: float = 5356.0  # with its direct edges
    bytes_nquads: float = 1_275_428.0  # sorted, plain
    bytes_packed: float = 45_617.0  # the same by gzip
    bytes_oxigraph: float = (
        532_011.0  # a store on the disk, compacted, with its ledger and index of words
    )
    oxigraph_per_second: float = (
        14_048.0  # triples that `oxigraph serve` takes a second by PUT from one writer
    )
    virtuoso_per_second: float = (
        43_162.0  # triples that Virtuoso takes a second by PUT from one writer
    )


# Quoted, not measured: see docs/scale.md for where each stands.
QUOTED = {"Oxigraph, bulk": 600_000.0, "QLever, bulk": 1e9 / 3600}


def table(told: Measured) -> str:
    """Return the table of docs/scale.md."""
    rows = [("", *(f"{size:,} articles" for size in SIZES))]

    def row(name: str, each: float, unit: str, per: float = 1.0) -> None:
        rows.append((name, *(f"{figure(size * each / per)} {unit}" for size in SIZES)))

    row("words", told.words, "")
    row("core-hours of extraction", told.words / told.words_per_second, "h", 3600)
    row("days on 64 cores", told.words / told.words_per_second / 64, "d", 86_400)
    row("triples", told.triples, "")
    row("N-Quads, plain", told.bytes_nquads, "TB", 1e12)
    row("N-Quads, gzip", told.bytes_packed, "TB", 1e12)
    row("Oxigraph on one disk, compacted", told.bytes_oxigraph, "TB", 1e12)
    row(
        "days to put into Oxigraph, one writer",
        told.triples / told.oxigraph_per_second,
        "d",
        86_400,
    )
    row(
        "days to put into Virtuoso, one writer",
        told.triples / told.virtuoso_per_second,
        "d",
        86_400,
    )
    for name, speed in QUOTED.items():
        row(f"days to load: {name} (quoted)", told.triples / speed, "d", 86_400)
    rows.insert(1, ("---", *("---:" for _ in SIZES)))
    return "\n".join(f"| {' | '.join(cell.strip() for cell in cells)} |" for cells in rows)


def figure(value: float) -> str:
    """Write a number with three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def measure(address: str) -> float:
    """Return how many triples a second a store at an address takes, with edges and marks; it is
    emptied before.
    """
    import pyoxigraph as ox

    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.pipeline import build
    from actorgraph.stores.contract import Entry
    from actorgraph.stores.edges import edges_of
    from actorgraph.stores.policy import find_policy
    from actorgraph.stores.remote.remotestore import RemoteStore

    (graph,) = build(SAMPLE, published="2017-08").articles()
    code, lines = (
        graph.iri.value.rpartition("/")[2],
        ox.serialize(graph.triples, format=ox.RdfFormat.N_TRIPLES) or b"",
    )
    entries = []
    for number in range(COPIES):
        name = f"{number:016x}"
        text = lines.replace(code.encode(), name.encode())
        triples = tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
        named = ArticleGraph(ox.NamedNode(graph.iri.value.replace(code, name)), triples)
        entries.append(Entry(named, edges_of(named, find_policy("default")), name, name, name))
    with RemoteStore(address) as store:
        store.remove(store.articles())
        begin = time.perf_counter()
        store.put(entries)
        return COPIES * len(graph.triples) / (time.perf_counter() - begin)


def recorded() -> Measured:
    """Return what baseline.json holds under `scale: …`, and for the rest what was measured when
    this was written.
    """
    floors = json.loads((HERE / "baseline.json").read_text("utf-8"))
    names = {field.name: f"scale: {field.name.replace('_', ' ')}" for field in fields(Measured)}
    return replace(
        Measured(), **{name: floors[key] for name, key in names.items() if key in floors}
    )


def main() -> int:
    """Print the table, or what an engine takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs="+", metavar="ADDRESS", default=())
    for field in fields(Measured):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=float)
    given = vars(parser.parse_args())
    for address in given.pop("measure"):
        print(f"{measure(address):10,.0f} triples a second  {address.rpartition('@')[2]}")
    print(
        table(
            replace(
                recorded(), **{name: value for name, value in given.items() if value is not None}
            )
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
