"""How fast `build` is on one core, beside the bare parser; memory, early and late; the time to the
first picture.

    python benchmarks/speed.py [--first]        the first picture alone
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "article.txt"
ROUNDS = 5
PICTURES = 3
ARTICLES = 1000


# What the bare parser does in a process of its own: import, load, parse.
BARE = """
import sys, warnings
warnings.simplefilter("ignore")
import spacy
from pathlib import Path
from actorgraph.language.parsing import MODEL
text = Path(sys.argv[1]).read_text("utf-8")
list(spacy.load(MODEL).pipe(text.splitlines()))
"""


def first_picture() -> tuple[float, float, float]:
    """Return the seconds from the start of the command to the page on the disk.

    Then the processor's seconds of that, and those of the bare parser; each the least of a few,
    taken in turn.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = ("-m", "actorgraph.cli", "build", str(SAMPLE), "-o", folder)
        build = (*names, "--published", "2017-08")
        ours, bare = [], []
        for _ in range(PICTURES):
            ours.append(_spent(*build))
            bare.append(_spent("-c", BARE, str(SAMPLE)))
    clock = min(clock for clock, _ in ours)
    return clock, min(busy for _, busy in ours), min(busy for _, busy in bare)


def _spent(*arguments: str) -> tuple[float, float]:
    """Run Python; return its seconds by the clock and by the processor."""
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, busy


def words_per_second() -> float:
    """Return how many words of the sample are built a second once the model is loaded."""
    import actorgraph

    actorgraph.build(SAMPLE, published="2017-08")
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        actorgraph.build(SAMPLE, published="2017-08")
    return ROUNDS * len(SAMPLE.read_text("utf-8").split()) / (time.perf_counter() - begin)


def times_the_parser() -> float:
    """Return the time of the whole build divided by the bare parser's, both taken in one run."""
    import actorgraph
    from actorgraph.language.parsing import parse
    from actorgraph.text.reading import read

    article = read(SAMPLE)
    bare = whole = 0.0
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        parse(article)
        middle = time.perf_counter()
        actorgraph.build(SAMPLE, published="2017-08")
        bare, whole = bare + middle - begin, whole + time.perf_counter() - middle
    return whole / bare


def growth() -> tuple[float, float]:
    """Return the memory in use, in MiB, after a tenth of the articles and after all of them."""
    import actorgraph
    from actorgraph.text.reading import read_text

    paragraphs = [line for line in SAMPLE.read_text("utf-8").splitlines() if line.strip()]
    used = []
    for number in range(1, ARTICLES + 1):
        actorgraph.build(
            read_text(f"Number {number}\n\n{paragraphs[1 + number % (len(paragraphs) - 1)]}")
        )
        if number in (ARTICLES // 10, ARTICLES):
            used.append(
                int(Path("/proc/self/statm").read_text().split()[1])
                * resource.getpagesize()
                / 2**20
            )
    return used[0], used[1]


def main() -> None:
    """Print the numbers."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    clock, busy, bare = first_picture()
    print(f"first picture   {clock:8.1f} s, {busy:.1f} of the processor")
    print(f"first picture   {busy / bare:8.2f} times the bare parser's import, load and parse")
    if "--first" in sys.argv:
        return
    print(f"build           {words_per_second():8.0f} words a second on one core")
    print(f"build           {times_the_parser():8.2f} times the bare parser")
    if Path("/proc/self/statm").exists():
        early, late = growth()
        print(
            f"memory in use   {early:8.0f} MiB after {ARTICLES // 10} articles, "
            f"{late:.0f} after {ARTICLES}"
        )
    print(f"peak memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


if __name__ == "__main__":
    main()
