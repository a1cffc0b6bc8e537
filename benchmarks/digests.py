"""Record digests of everything the tool writes, and compare them after a refactoring.

    python benchmarks/digests.py record FILE.json
    python benchmarks/digests.py compare FILE.json [--groups articles,exports] [--keep FOLDER]

`record` writes the SHA-256 digest of each output into FILE.json, and the outputs into FILE.d/.
`compare` makes the outputs again and prints, for each that differs, the first line that differs.
Its exit code is 1 where an output differs, is missing or is new; `--keep` keeps the new outputs.

Only the public API and the command line are used, so that the same script runs on both trees.
Names of rules, versions, sizes and times are left out: see recorded/normal.py.
The articles of the dev sets are those beside the project, in ../shared.
"""

import argparse
import hashlib
import json
import secrets
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import zip_longest
from pathlib import Path

# Redaction makes a key for each export: here it is always the same one.
secrets.token_bytes = lambda nbytes=None: bytes(nbytes or 32)

from recorded import across, articles, questions, stores  # noqa: E402
from recorded.running import Output, Run  # noqa: E402

GROUPS: dict[str, Callable[[Run], Iterator[Output]]] = {
    "articles": articles.articles,
    "builds": articles.builds,
    "exports": articles.exports,
    "redactions": articles.redactions,
    "pages": articles.pages,
    "questions": questions.questions,
    "links": across.links,
    "differences": across.differences,
    "findings": across.findings,
    "decisions": across.decisions,
    "errors": across.errors,
    "stores": stores.stores,
}
WIDTH = 200  # characters of a line that are shown


def outputs(groups: list[str]) -> Iterator[Output]:
    """Make the outputs of some groups in a scratch folder."""
    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        given = Run()
        for group in groups:
            begun = time.monotonic()
            count = 0
            for name, text in GROUPS[group](given):
                count += 1
                yield f"{group}/{name}", text
            spent = time.monotonic() - begun
            print(f"{group:<12}{count:5} outputs  {spent:6.1f} s", file=sys.stderr)


def record(file: Path, groups: list[str]) -> int:
    """Write the digests into a file, and the outputs beside it."""
    folder = file.with_suffix(".d")
    shutil.rmtree(folder, ignore_errors=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    digests: dict[str, str] = {}
    for name, text in outputs(groups):
        assert name not in digests, f"two outputs are called {name}"
        digests[name] = digest(text)
        keep(folder, name, text)
    file.write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(digests)} outputs recorded in {file}")
    return 0


def compare(file: Path, groups: list[str], kept: Path | None) -> int:
    """Make the outputs again and print what differs from those recorded; return the exit code."""
    recorded: dict[str, str] = json.loads(file.read_text("utf-8"))
    missing = {name for name in recorded if name.partition("/")[0] in groups}
    count = differing = 0
    for name, text in outputs(groups):
        count += 1
        missing.discard(name)
        if kept:
            keep(kept, name, text)
        if recorded.get(name) == digest(text):
            continue
        differing += 1
        print(name if name in recorded else f"{name}  is new")
        if name in recorded:
            show(file.with_suffix(".d") / name, text)
    for name in sorted(missing):
        print(f"{name}  is missing")
    print(f"{count} outputs compared, {differing} differ or are new, {len(missing)} are missing")
    return 1 if differing or missing else 0


def show(before: Path, after: str) -> None:
    """Print the first line in which two texts differ."""
    lines = before.read_text("utf-8").split("\n")
    pairs = zip_longest(lines, after.split("\n"))
    for number, (old, new) in enumerate(pairs, 1):
        if old != new:
            print(f"  line {number}")
            print(f"  - {_short(old)}")
            print(f"  + {_short(new)}")
            return


def _short(line: str | None) -> str:
    return "(no line)" if line is None else line[:WIDTH]


def keep(folder: Path, name: str, text: str) -> None:
    """Write an output under a folder, by its name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def digest(text: str) -> str:
    """Return the SHA-256 digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> int:
    """Run the command given on the command line; return the exit code."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description="Record or compare digests of all outputs.")
    parser.add_argument("action", choices=("record", "compare"))
    parser.add_argument("file", type=Path, help="the file of digests")
    parser.add_argument("--groups", default=",".join(GROUPS), help="some of the groups")
    parser.add_argument("--keep", type=Path, help="a folder for the new outputs of compare")
    given = parser.parse_args()
    groups = given.groups.split(",")
    unknown = set(groups) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    file = given.file.resolve()
    if given.action == "record":
        return record(file, groups)
    return compare(file, groups, given.keep and given.keep.resolve())


if __name__ == "__main__":
    sys.exit(main())
