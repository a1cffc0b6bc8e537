"""How fast `build` is on one core: words per second, peak memory and the time to the first picture."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "article.txt"
ROUNDS = 5


def first_picture() -> float:
    """Return the seconds from the start of the command to the page on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        command = [sys.executable, "-m", "actorgraph.cli", "build", str(SAMPLE), "-o", folder, "--published", "2017-08"]
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


def main() -> None:
    """Print the three numbers."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"first picture   {first_picture():8.1f} s")
    print(f"build           {words_per_second():8.0f} words a second on one core")
    print(f"peak memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


if __name__ == "__main__":
    main()
