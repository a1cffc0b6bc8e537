"""What many distinct articles take from their texts to a linked store that answers questions.

    python benchmarks/end_to_end.py SHARED [--articles 10000] [--jobs 2] [--keep DIR] [--record]

SHARED holds the development texts of the public sets. Those to be looked at are written again and
again, each time with other names of people and bodies and another date of publication, so that the
same names come back in articles that tell of different things. The articles are ingested, linked,
and linked once more after ten more have come; then every named question is asked once. Each step is
a command in a process of its own. Prints JSON: seconds, megabytes of memory at the peak, bytes on
the disk. With --keep the corpus and the store are kept there, and a step that is done is not done
again. With --record the figures go to `measured.json`, and bounds that they beat are tightened in
`baseline.json`.
"""

import argparse
import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import floors
from floors import BASELINE, MEASURED, Figure
from splits import columns

from actorgraph.files import size_of
from actorgraph.query import questions

SETS = ("dwie", "gum_news", "meantime", "muc4", "polnear", "timeset")
FEWEST, MOST = 150, 1200  # words of a text
MOST_SECONDS = 120.0  # of a question; other commands end when they are done
MORE = 10  # articles that come after the first linking
LABELS = {"PERSON", "ORG"}
ACTORGRAPH = Path(sys.executable).with_name("actorgraph")
# Every name is to come back as a name in the news does: a few often, most seldom.
SKEW = 3.0


@dataclass(frozen=True)
class Text:
    """A text, and where it names people and bodies: begin, end and label, in characters."""

    words: str
    names: tuple[tuple[int, int, str], ...]


def texts(shared: Path) -> list[Text]:
    """Return the texts of the public sets that may be looked at, with their names."""
    parser = _parser()
    found = []
    for name in SETS:
        lines = (shared / "bench" / name / "dev.jsonl").read_text("utf-8").splitlines()
        rows = {row["id"]: row["text"] for row in map(json.loads, lines) if "text" in row}
        for key in sorted(columns(rows)["looked at"]):
            if FEWEST <= len(rows[key].split()) <= MOST:
                marked = parser(rows[key])
                spans = [(e.start_char, e.end_char, e.label_) for e in marked.ents]
                names = tuple(span for span in spans if span[2] in LABELS)
                found.append(Text(rows[key], names))
    return found


@cache
def _parser():  # type: ignore[no-untyped-def]
    import spacy

    from actorgraph.language.parsing import MODEL

    return spacy.load(MODEL)


class Exchange:
    """Exchanges the names of a text for others of the same kind and form."""

    def __init__(self, known: Iterable[Text]) -> None:
        pools: dict[tuple[str, str], set[str]] = defaultdict(set)
        for text in known:
            for begin, end, label in text.names:
                name = text.words[begin:end]
                pools[label, _form(name)].add(name)
        self.pools = {kind: sorted(names) for kind, names in pools.items()}

    def exchanged(self, text: Text, number: int) -> str:
        """Return the text with other names; the same for the same number.

        A surname alone follows the full name that it ends.
        """
        rng = random.Random(number)
        given: dict[str, str] = {}
        spans = sorted(text.names, key=lambda span: span[0] - span[1])
        for begin, end, label in spans:
            name = text.words[begin:end]
            if name not in given:
                self._give(name, label, rng, given)
        pieces, at = [], 0
        for begin, end, _label in sorted(text.names):
            pieces += [text.words[at:begin], given[text.words[begin:end]]]
            at = end
        return "".join([*pieces, text.words[at:]])

    def _give(self, name: str, label: str, rng: random.Random, given: dict[str, str]) -> None:
        pool = self.pools[label, _form(name)]
        other = pool[int(len(pool) * rng.random() ** SKEW)]
        given[name] = other
        if label == "PERSON" and _form(name) == "full":
            given.setdefault(name.split()[-1], other.split()[-1])


def _form(name: str) -> str:
    if re.search(r"['’]s?$|\n", name):
        return "odd"
    if name.isupper():
        return "capitals"
    return "full" if len(name.split()) == 2 else f"{min(len(name.split()), 3)}"


def write_corpus(known: list[Text], target: Path, numbers: range) -> int:
    """Write the articles of these numbers as JSON lines; return how many words they have."""
    exchange, words = Exchange(known), 0
    with target.open("w", encoding="utf-8") as file:
        for number in numbers:
            text = exchange.exchanged(known[number % len(known)], number)
            words += len(text.split())
            day = f"{2010 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            row = {"id": f"article-{number}", "text": text, "published": day}
            file.write(json.dumps(row) + "\n")
    return words


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds by the clock and of processors, megabytes at the peak.

    A command that was stopped is not `done`.
    """

    clock: float
    busy: float
    memory: int
    done: bool


def run(*arguments: object, most: float | None = None) -> Spent:
    """Run a command of actorgraph, for so many seconds; one that fails ends the benchmark."""
    begin = time.perf_counter()
    command = [str(each) for each in (ACTORGRAPH, *arguments)]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        alarm = threading.Timer(most or 0, child.kill)
        if most:
            alarm.start()
        _, status, used = os.wait4(child.pid, 0)
        alarm.cancel()
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1, -signal.SIGKILL):
            errors.seek(0)
            raise SystemExit(f"{' '.join(command[1:])}: {errors.read()[-2000:].decode()}")
    clock = round(time.perf_counter() - begin, 1)
    busy = round(used.ru_utime + used.ru_stime, 1)
    return Spent(clock, busy, used.ru_maxrss // 1024, code >= 0)


def steps(shared: Path, folder: Path, count: int, jobs: int) -> Iterator[tuple[str, object]]:
    """Do each step; yield its name and what it took."""
    store, corpus, more = folder / "store", folder / "corpus.jsonl", folder / "more.jsonl"
    if not more.exists():
        known = texts(shared)
        yield "texts", len(known)
        yield "words", write_corpus(known, corpus, range(count))
        write_corpus(known, more, range(count, count + MORE))
    yield "ingest", vars(run("ingest", corpus, "--store", store, "--jobs", jobs))
    yield "bytes", size_of(store)
    yield "link", vars(run("link", "--store", store))
    yield "ingest ten more", vars(run("ingest", more, "--store", store))
    yield "link again", vars(run("link", "--store", store))
    yield "verify", vars(run("verify", "--store", store))
    yield "stats", _stats(store)
    often, next_often = _most_told_of(store)
    values = {"name": often, "of": often, "from": often, "to": next_often}
    for question in questions():
        given = [f"-p{key}={values[key]}" for key in question.parameters]
        if question.name == "what-changed-between":
            given = ["-pfrom=2017-03", "-pto=2017-04"]
        yield (
            question.name,
            vars(run("query", question.name, "--store", store, *given, most=MOST_SECONDS)),
        )


def figures(told: dict[str, Any], count: int) -> Iterator[Figure]:
    """Yield what a run took as figures, of which less is better."""
    took = {name: spent["busy"] for name, spent in told.items() if isinstance(spent, dict)}
    asked = sorted(took[each.name] for each in questions() if each.name in took)
    named = {
        "processor seconds to read and store an article": took["ingest"] / count,
        "kilobytes of an article as ingested": told["bytes"] / count / 1000,
        "processor seconds to link all": took["link"],
        "processor seconds to link ten more": took["link again"],
        "processor seconds to verify an article": took["verify"] / count,
        "processor seconds of a named question, median": asked[len(asked) // 2],
        "processor seconds of a named question, slowest": asked[-1],
    }
    for name, value in named.items():
        yield Figure(f"end to end, {count:,} articles: {name}", round(value, 2), True)


def record(told: dict[str, Any], count: int) -> None:
    """Keep the figures of a run, and tighten the bounds that they beat."""
    pairs = [("whole", figure) for figure in figures(told, count)]
    floors.save(MEASURED, floors.updated(floors.load(MEASURED), pairs))
    floors.save(BASELINE, floors.tightened(floors.load(BASELINE), pairs))


def _most_told_of(store: Path) -> list[str]:
    """Return the names of the two actors of whom most sources tell."""
    question = ["query", "who-is-told-of-by-most-sources", "--format", "csv", "--store"]
    told = subprocess.run([ACTORGRAPH, *question, store], capture_output=True, check=True)
    return [row["actor"] for row in csv.DictReader(told.stdout.decode().splitlines())][:2]


def _stats(store: Path) -> list[str]:
    told = subprocess.run([ACTORGRAPH, "stats", "--store", store], capture_output=True, check=True)
    return told.stdout.decode().splitlines()


def main() -> None:
    """Print a line of JSON for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        told: dict[str, Any] = {}
        for name, figure in steps(given.shared, folder, given.articles, given.jobs):
            told[name] = figure
            print(json.dumps({name: figure}), flush=True)
        if given.record:
            record(told, given.articles)


if __name__ == "__main__":
    main()
