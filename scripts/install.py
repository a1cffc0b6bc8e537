"""Install locked requirements with pip, and say how far it is: `python scripts/install.py FILE…`.

The packages come by version and hash. On a terminal one line counts them; elsewhere there is a line
at the beginning and at the end. What pip itself wrote is shown only if it fails.
"""

import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off")
LOCKED = ("--require-hashes",)
REQUIREMENT = re.compile(r"^([\w.-]+)==", re.MULTILINE)
# What is for another Python or system is ignored, and counts as done.
NEXT_PACKAGE = re.compile(r"(?:Collecting|Ignoring|Requirement already satisfied:) ([\w.-]+)")
DOWNLOAD = re.compile(r"Downloading \S+ \(([\d.]+ [MG]B)\)")
UNPACKING = "Installing collected packages"
# Lines of pip that are kept to be shown if it fails.
LINES_KEPT = 40
CLEAR_LINE = "\r\x1b[K"


class Counter:
    """The line that counts packages; it is rewritten on a terminal, and not shown elsewhere."""

    def __init__(self, total: int, *, is_terminal: bool) -> None:
        self.total = total
        self.is_terminal = is_terminal
        self.names: set[str] = set()
        self.package = ""

    def take(self, line: str) -> None:
        """Take a line of pip, and show what it says."""
        package = NEXT_PACKAGE.match(line)
        download = DOWNLOAD.search(line)
        if package:
            self.package = package[1]
            self.names.add(self.package.casefold())
            self.show(self._place())
        elif download:
            self.show(f"{self._place()}, {download[1]}")
        elif line.startswith(UNPACKING):
            self.show(f"  unpacking {self.total} packages; this takes a minute")

    def show(self, text: str) -> None:
        """Replace the line."""
        if self.is_terminal:
            print(f"{CLEAR_LINE}{text}", end="", flush=True)

    def _place(self) -> str:
        return f"  {len(self.names)} of {self.total}: {self.package}"


def main(files: list[str]) -> int:
    """Install the requirements in some files; return pip's exit code."""
    total = sum(map(count_packages, files))
    print(f"installing {total} packages, by version and hash", flush=True)
    begin = time.monotonic()
    command = [sys.executable, *PIP, *LOCKED]
    for file in files:
        command += ["--requirement", file]
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    assert pip.stdout is not None
    counter = Counter(total, is_terminal=sys.stdout.isatty())
    last = follow(pip.stdout, counter)
    counter.show("")
    if pip.wait():
        print("\n".join(["pip could not install them:", *last]), file=sys.stderr)
        return pip.returncode
    print(f"installed in {time.monotonic() - begin:.0f} s")
    return 0


def follow(lines: Iterable[str], counter: Counter) -> list[str]:
    """Count what pip does, and return its last lines."""
    last: deque[str] = deque(maxlen=LINES_KEPT)
    for line in lines:
        counter.take(line.strip())
        last.append(line.rstrip())
    return list(last)


def count_packages(file: str) -> int:
    """Return the number of packages that a file of requirements pins."""
    return len(set(REQUIREMENT.findall(Path(file).read_text("utf-8"))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
