"""How fast `build` is on one core, beside the bare parser; memory, early and late; the time to the
first picture.
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
ARTICLES = 1000


def first_picture() -> float:
    """Return the seconds from the start of the command to the page on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "actorgraph.cli",
            "build",
            str(SAMPLE),
            "-o",
            folder,
            "--published",
            "2017-08",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin


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
    print(f"first picture   {first_picture():8.1f} s")
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
