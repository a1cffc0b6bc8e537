"""How long linking a store takes, and how much memory: python benchmarks/linking.py [--articles N]
[--more N]

Invented articles of a few hundred words each, told of invented people and bodies, some of them
often; of every fourth event several articles tell. Links everything, adds some articles, links
again, and, with --check, holds that against a run from nothing.
"""

import argparse
import itertools
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.mint import slug
from actorgraph.links.store_links import StoreLinks
from actorgraph.stores.contract import LINKS, Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, RDF, RDFS, XSD, subclasses

SOUNDS = [
    a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "und")
]
DEEDS = sorted(subclasses("Action") - subclasses("Statement") - {"Action"})
EVENTS, WORDS, BATCH = 8, 250, 200
Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def word(dice: random.Random, length: int = 2) -> str:
    """Return an invented word."""
    return "".join(dice.choice(SOUNDS) for _ in range(length))


def cast(count: int) -> list[tuple[str, str]]:
    """Return so many people and bodies: a class, and a name."""
    dice = random.Random("cast")
    people = [
        ("Person", f"{word(dice).title()} {word(dice).title()}") for _ in range(count * 7 // 10)
    ]
    bodies = [
        ("Organisation", f"{word(dice).title()} {word(dice).title()} Fund")
        for _ in range(count - len(people))
    ]
    found = people + bodies
    dice.shuffle(found)
    return found


def articles(begin: int, end: int, *, actors: int) -> Iterator[ArticleGraph]:
    """Yield the articles of these numbers, each the same in every run."""
    people, dictionary = cast(actors), [word(random.Random(f"word {n}"), 3) for n in range(20_000)]
    for number in range(begin, end):
        yield _article(number, people, dictionary)


def _article(number: int, people: list[tuple[str, str]], dictionary: list[str]) -> ArticleGraph:
    dice = random.Random(f"article {number}")
    code = f"{number:016x}"
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{code}")
    day = number // 40  # forty articles a day
    issued = f"{2000 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
    text = " ".join(
        dictionary[min(int(dice.paretovariate(0.6)), len(dictionary) - 1)] for _ in range(WORDS)
    )
    told: dict[Triple, None] = {}

    def tell(
        subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal
    ) -> None:
        told[subject, predicate, value] = None

    def span(begin: int, length: int) -> ox.NamedNode:
        node = ox.NamedNode(f"{iri.value}#char={begin},{begin + length}")
        for predicate, value in ((RDF.type, AG.Span), (NIF.referenceContext, iri)):
            tell(node, predicate, value)
        tell(node, NIF.anchorOf, ox.Literal(text[begin : begin + length]))
        return node

    for predicate, words in (
        (RDFS.label, f"Article {number}"),
        (NIF.isString, text),
        (DCT.issued, issued),
    ):
        tell(iri, predicate, ox.Literal(words))
    tell(iri, RDF.type, AG.Article)
    for place in range(EVENTS):
        # Of a quarter of the events two or three articles tell on that day; of the others this
        # article alone.
        event = random.Random(
            f"event {day} {dice.randint(1, 50)}" if place % 4 == 0 else f"event {number} {place}"
        )
        kind, pair = event.choice(DEEDS), [int(len(people) * event.random() ** 3) for _ in range(2)]
        claim = ox.NamedNode(f"{INDIVIDUALS}claim/{code}-{place}")
        for predicate, value in ((RDF.type, AG[kind]), (RDF.type, AG.Claim), (RDF.type, AG.Action)):
            tell(claim, predicate, value)
        tell(claim, AG.reportedIn, iri)
        tell(claim, AG.factuality, AG.Asserted)
        tell(claim, AG.verb, ox.Literal(f"{kind.casefold()} {event.randint(1, 3)}"))
        tell(claim, AG.evidence, span(place * 80, 80))
        tell(claim, AG.cue, span(place * 80, 8))
        tell(
            claim,
            AG.negated,
            ox.Literal("true" if event.random() < 0.05 else "false", datatype=XSD.boolean),
        )
        if place % 4 == 0:
            for predicate, hour in ((AG.notBefore, "00:00:00"), (AG.notAfter, "23:59:59")):
                tell(claim, predicate, ox.Literal(f"{issued}T{hour}", datatype=XSD.dateTime))
        for role, who in zip((AG.agent, AG.target), pair, strict=True):
            actor = ox.NamedNode(f"{INDIVIDUALS}actor/{code}-{slug(people[who][1])}")
            tell(claim, role, actor)
            tell(actor, RDF.type, AG[people[who][0]])
            tell(actor, RDFS.label, ox.Literal(people[who][1]))
            tell(actor, AG.mention, span(place * 80, 12))
    return ArticleGraph(iri, tuple(ox.Triple(*triple) for triple in told))


def fill(store: DiskStore, begin: int, end: int, actors: int) -> None:
    """Put articles, many with one flush."""
    graphs = articles(begin, end, actors=actors)
    while batch := list(itertools.islice(graphs, BATCH)):
        store.put(map(Entry, batch))


def measured(directory: Path) -> str:
    """Link a store in a process of its own; return what it told."""
    import subprocess

    code = [sys.executable, __file__, "--link", str(directory)]
    return subprocess.run(code, check=True, capture_output=True, text=True).stdout.strip()


def link(directory: Path) -> None:
    """Link a store and say what it took; verbs are alike where they are the same, so that no parser
    is loaded.
    """
    begin = time.monotonic()
    with DiskStore(directory, create=False) as store:
        linking = StoreLinks.of(store)
        read = time.monotonic() - begin
        found = linking.find(nearness=lambda one, other: float(one == other))
        weighed = time.monotonic() - begin - read
        linking.write(found)
    spent = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = f"{found.count('same actor')} actors and {found.count('same event')} claims tied"
    phases = f"read {read:.1f} s, tied {weighed:.1f} s, written {spent - read - weighed:.1f} s"
    work = f"{linking.readings.fresh} articles read, {linking.weights.weighed} pairs weighed"
    cost = f"{time.process_time():.1f} s of a processor, {peak:.0f} MiB at most"
    print(f"{work}, {counts}: {spent:.1f} s ({phases}), {cost}")


def main() -> None:
    """Measure a first run, and a second after more articles came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--actors", type=int, default=5_000)
    parser.add_argument("--more", type=int, default=10)
    parser.add_argument(
        "--check", action="store_true", help="Hold the second run against one from nothing."
    )
    parser.add_argument("--link", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.link:
        link(asked.link)
        return
    total = asked.articles + asked.more
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("grown", "fresh")]
        with DiskStore(places[0]) as store:
            fill(store, 0, asked.articles, asked.actors)
        print("first run: ", measured(places[0]), flush=True)
        with DiskStore(places[0]) as store:
            fill(store, asked.articles, total, asked.actors)
        print("second run:", measured(places[0]), flush=True)
        print("third run: ", measured(places[0]))
        if asked.check:
            with DiskStore(places[1]) as store:
                fill(store, 0, total, asked.actors)
            print("from nothing:", measured(places[1]))
            held = []
            for place in places:
                with DiskStore(place, readonly=True) as store:
                    held.append(sorted(map(str, store.match(graph=LINKS))))
            print("the same bytes" if held[0] == held[1] else "NOT THE SAME")


if __name__ == "__main__":
    main()
