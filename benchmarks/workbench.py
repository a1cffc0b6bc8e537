"""How fast the pages for people are, over HTTP, next to what the same server showed before them.

    python benchmarks/workbench.py [--articles 10000] [--store DIR] [--rounds 20] [--only PAGE ...]

Serves invented articles (`newspaper.py`) and asks for each page again and again, in turn with its
counterpart: the linked data, the network page or the list of the same thing. Prints the median and
the 95th percentile in milliseconds, the same of the processor time of the server and its children,
the budget of a quiet machine with two cores, and by how much the page's 95th percentile is that of
its counterpart. On a machine that others use, only that ratio and the processor time mean
something. The store is made once and used again if `--store` names it.
"""

import argparse
import http.client
import itertools
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from newspaper import Newspaper, dictionary, names
from synthetic import CLAIMS

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import DERIVED, LINKS
from actorgraph.stores.disk.deriving import POLICY
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.ledger import Row
from actorgraph.stores.merging import in_both
from actorgraph.stores.policy import DEFAULT, find_policy

ARTICLES = 10_000
ROUNDS = 20
AT_A_TIME = 250  # articles that are loaded together
TRIPLES_AT_A_TIME = 100_000
IDENTITIES = "identities.json"  # in a store, for each name the codes of its actors
SIGN_IN = re.compile(rb"signs in once at http://[^/]+(\S+)")
STARTING_IN_SECONDS = 1_200
PATIENCE_IN_SECONDS = 30
PERCENT = 0.95
Dice = random.Random
Address = Callable[[Dice], str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its addresses, the budget of its 95th percentile in ms, and its counterpart's."""

    name: str
    address: Address
    budget: float = 0.0
    before: Address | None = None


@dataclass(slots=True)
class Times:
    """Milliseconds that answers took, those of processors, and how many were refused."""

    waited: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    refused: int = 0
    largest: int = 0


class Served:
    """A server of a store: asked by one client, who has signed in."""

    def __init__(self, store: Path, folder: Path) -> None:
        command = [sys.executable, "-m", "actorgraph.cli", "serve", "--port", "0"]
        command += ["--store", str(store), "--review", "Bench"]
        self.log = folder / "log"
        self.printed = folder / "printed"
        begin = time.monotonic()
        with self.log.open("wb") as log, self.printed.open("wb") as printed:
            self.process = subprocess.Popen(command, stderr=log, stdout=printed)
        try:
            self.port = self._port()
        except BaseException:
            self.end()
            raise
        self.started_in = time.monotonic() - begin
        self.cookie = ""
        self.cookie = self._sign_in()

    def _port(self) -> int:
        end = time.monotonic() + STARTING_IN_SECONDS
        while time.monotonic() < end:
            found = re.search(rb'"serving".*"address": "[^"]*:(\d+)"', self.log.read_bytes())
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise SystemExit(f"the server did not start:\n{self.log.read_text('utf-8')}")

    def _sign_in(self) -> str:
        found = SIGN_IN.search(self.printed.read_bytes())
        if not found:
            raise SystemExit("the server printed no link to sign in")
        _, headers, _ = self.ask(found[1].decode())
        return headers["set-cookie"].partition(";")[0]

    def ask(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """Return the status, the headers and the body of an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_IN_SECONDS)
        media = "*/*" if address.startswith("/api") else "text/html"
        line.request("GET", address, headers={"accept": media, "cookie": self.cookie})
        answer = line.getresponse()
        headers = {name.casefold(): value for name, value in answer.getheaders()}
        body = answer.read()
        line.close()
        return answer.status, headers, body

    def time(self, address: str, times: Times) -> None:
        """Ask once and note how long it took."""
        worked = self.processor_seconds()
        begin = time.perf_counter()
        try:
            status, headers, body = self.ask(address)
            while status == 303:
                status, headers, body = self.ask(headers["location"])
        except TimeoutError:
            status, body = 504, b""
        times.waited.append(1000 * (time.perf_counter() - begin))
        times.worked.append(1000 * max(0.0, self.processor_seconds() - worked))
        times.refused += status != 200
        times.largest = max(times.largest, len(body))

    def processor_seconds(self) -> float:
        """Return what the server and its children have used of processors, as far as they live."""
        return sum(map(_processor_seconds, self.processes()))

    def resident_megabytes(self) -> list[int]:
        """Return the memory of the server and of each child, the largest first."""
        found = []
        for process in self.processes():
            pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
            found.append(pages * os.sysconf("SC_PAGE_SIZE") // 2**20)
        return sorted(found, reverse=True)

    def processes(self) -> list[int]:
        """Return the server and its children."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [self.process.pid, *map(int, path.read_text().split())]

    def end(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(30)


def _processor_seconds(process: int) -> float:
    total = 0
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return total / 1e9


def make_store(place: Path, count: int) -> None:
    """Make a store of so many articles; one that was not finished is made again.

    They are loaded in bulk: `DiskStore.put` would take an hour.
    """
    if (place / IDENTITIES).exists():
        return
    shutil.rmtree(place, ignore_errors=True)
    newspaper = Newspaper()
    with DiskStore(place) as store:
        graphs = newspaper.articles(count)
        made = 0
        while batch := list(itertools.islice(graphs, AT_A_TIME)):
            _load(store, batch)
            made += len(batch)
            print(f"{made:,} of {count:,} articles made", file=sys.stderr)
        for begin in range(0, len(newspaper.ties), TRIPLES_AT_A_TIME):
            part = newspaper.ties[begin : begin + TRIPLES_AT_A_TIME]
            _bulk_load(store, in_both(LINKS, part))
        with store.ledger.writing():
            store.ledger.set(POLICY, find_policy(DEFAULT).to_json())
        # The pages read no direct edges, and deriving them takes longer than all the rest.
        store.quads.add_graph(DERIVED)
        store.quads.optimize()
    codes = {name: node.value.rpartition("/")[2] for name, node in newspaper.people.items()}
    (place / IDENTITIES).write_text(json.dumps(codes), "utf-8")


def _load(store: DiskStore, graphs: list[ArticleGraph]) -> None:
    _bulk_load(store, b"".join(in_both(graph.iri, graph.triples) for graph in graphs))
    with store.ledger.writing():
        for graph in graphs:
            row = Row(graph.iri.value, graph.iri.value, len(graph.triples), derived=True)
            store.ledger.record(row, find_passages(graph.triples))


def _bulk_load(store: DiskStore, lines: bytes) -> None:
    store.quads.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)


def pages(place: Path, count: int) -> list[Page]:
    """Return the pages to ask for: each address is drawn anew."""
    codes: dict[str, str] = json.loads((place / IDENTITIES).read_text("utf-8"))
    known = [name for name in names() if name in codes]

    def name(dice: Dice) -> str:
        # As often as articles name them: the first ones in every other article.
        return known[int(len(known) * dice.random() ** 3)]

    def actor(dice: Dice) -> str:
        return str(codes[name(dice)])

    def article(dice: Dice) -> str:
        return f"{dice.randrange(count):016x}"

    def claim(dice: Dice) -> str:
        return f"{article(dice)}-{dice.randrange(CLAIMS)}"

    def words(dice: Dice) -> str:
        kind = dice.randrange(4)
        if kind == 0:
            return quote(name(dice))
        if kind == 1:
            return quote(name(dice)[:3])
        often = dictionary()[int(dice.paretovariate(0.6)) % 2_000]
        return often if kind == 2 else f"{often}+{dice.choice(dictionary()[:200])}"

    def narrowed(dice: Dice) -> str:
        choices = ("sure=alleged", f"when={dice.randint(2010, 2024)}", "tone=harm", "is=actor")
        return f"/search?{dice.choice(choices)}&{dice.choice(('is=claim', 'is=statement', ''))}"

    def question(dice: Dice) -> str:
        return f"what-did-somebody-say?name={quote(known[dice.randrange(100, len(known))])}"

    return [
        Page("home", lambda dice: "/", 150, lambda dice: "/api/articles"),
        Page("search", lambda dice: "/search", 100, lambda dice: "/api/actors"),
        Page("search, narrowed", narrowed, 100, lambda dice: "/api/actors"),
        Page(
            "search, words",
            lambda dice: f"/search?q={words(dice)}",
            100,
            lambda dice: f"/api/search?q={words(dice)}",
        ),
        Page("suggestions", lambda dice: f"/suggest?q={quote(name(dice)[:3])}", 100),
        Page(
            "actor",
            lambda dice: f"/id/actor/{actor(dice)}",
            200,
            lambda dice: f"/network?actor={actor(dice)}",
        ),
        Page(
            "claim",
            lambda dice: f"/id/claim/{claim(dice)}",
            100,
            lambda dice: f"/id/claim/{claim(dice)}.ttl",
        ),
        Page(
            "article",
            lambda dice: f"/id/article/{article(dice)}",
            200,
            lambda dice: f"/network?article={article(dice)}",
        ),
        Page(
            "map of an article",
            lambda dice: f"/map?article={article(dice)}",
            0,
            lambda dice: f"/network?article={article(dice)}",
        ),
        Page(
            "map of an actor",
            lambda dice: f"/map?actor={actor(dice)}",
            0,
            lambda dice: f"/network?actor={actor(dice)}",
        ),
        Page("review, next claim", lambda dice: "/review", 150),
        Page("who is who", lambda dice: "/review/who"),
        Page(
            "question",
            lambda dice: f"/ask/{question(dice)}",
            0,
            lambda dice: f"/api/questions/{question(dice)}",
        ),
    ]


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of all do not exceed."""
    place = math.ceil(share * len(values)) - 1
    return sorted(values)[max(0, place)]


def measure(server: Served, page: Page, rounds: int) -> tuple[Times, Times]:
    """Ask for a page and for its counterpart in turn, with the same addresses in every run."""
    dice, dice_before = Dice(page.name), Dice(page.name)
    times, before = Times(), Times()
    # The first answer of a child reads what it then keeps.
    for _ in range(2):
        server.time(page.address(Dice(0)), Times())
    for _ in range(rounds):
        server.time(page.address(dice), times)
        if page.before is not None:
            server.time(page.before(dice_before), before)
    return times, before


def line(page: Page, times: Times, before: Times) -> str:
    """Return the figures of a page as a line of the table."""
    half, most = percentile(times.waited, 0.5), percentile(times.waited, PERCENT)
    worked = percentile(times.worked, PERCENT)
    cells = [f"{half:.0f}", f"{most:.0f}", f"{percentile(times.worked, 0.5):.0f}", f"{worked:.0f}"]
    cells.append(f"{page.budget:.0f}" if page.budget else "")
    cells.append(f"{worked / page.budget:.2f}" if page.budget else "")
    if before.waited:
        most_before = percentile(before.waited, PERCENT)
        cells += [f"{percentile(before.waited, 0.5):.0f}", f"{most_before:.0f}"]
        cells.append(f"{most / most_before:.2f}")
    else:
        cells += ["", "", ""]
    cells += [f"{times.largest / 1000:.0f}", f"{times.refused or ''} {before.refused or ''}"]
    return f"| {page.name} | {' | '.join(cells)} |"


HEAD = (
    "| page | p50 | p95 | its processor p50 | p95 | budget | processor/budget "
    "| before: p50 | p95 | p95/before | kB | refused |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def run(store: Path, given: argparse.Namespace) -> None:
    """Make the store unless it is there, serve it and print the table."""
    make_store(store, given.articles)
    with tempfile.TemporaryDirectory() as folder:
        server = Served(store, Path(folder))
        try:
            print(f"{given.articles:,} articles; served after {server.started_in:.0f} s")
            print(HEAD)
            for page in pages(store, given.articles):
                if given.only and page.name not in given.only:
                    continue
                print(line(page, *measure(server, page, given.rounds)), flush=True)
            print(f"memory in MB: {server.resident_megabytes()}; load {os.getloadavg()[0]:.1f}")
        finally:
            server.end()


def main() -> None:
    """Measure the pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", nargs="*", metavar="PAGE")
    given = parser.parse_args()
    if given.store is not None:
        run(given.store, given)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder) / "store", given)


if __name__ == "__main__":
    main()
