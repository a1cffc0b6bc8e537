"""Install the wheel in a fresh environment of each Python and build the sample with it:

    python scripts/wheel.py [PYTHON…]

Without arguments it tries python3.11, python3.12 and python3.13, and says which of them are not
here. The graph must be, byte for byte, the one that this Python builds from the checkout. The
packages come from the registry that pip uses.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "graph" / "sample" / "article.txt"
PYTHONS = ("python3.11", "python3.12", "python3.13")
LONGEST_OUTPUT_IN_CHARACTERS = 3_000


class Failed(Exception):
    """A step failed; the message is the end of what it wrote."""


def main(pythons: list[str]) -> int:
    """Try the wheel with some Pythons; return 1 if one fails, or none of them is here."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = build_wheel(Path(folder))
        expected = build_sample([sys.executable, "-m", "actorgraph"], Path(folder) / "expected")
        content = expected.read_bytes()
        results = [try_python(python, wheel, content, Path(folder)) for python in pythons]
    tried = [result for result in results if result is not None]
    return 0 if tried and all(tried) else 1


def build_wheel(folder: Path) -> Path:
    """Build the wheel by way of the sdist, and return its path."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def build_sample(program: Sequence[object], out: Path) -> Path:
    """Build the graph of the sample, and return its path."""
    run(*program, "build", ARTICLE, "-o", out, "--published", "2017-08")
    return out / "article" / "graph.ttl"


def try_python(python: str, wheel: Path, expected: bytes, folder: Path) -> bool | None:
    """Return whether the wheel works with a Python; None if this Python is not here."""
    if not is_here(python):
        print(f"{python}: not here")
        return None
    begin = time.monotonic()
    environment = folder / f"environment-{len(list(folder.iterdir()))}"
    try:
        run(python, "-m", "venv", environment)
        install_and_build(environment, wheel, expected)
    except Failed as error:
        print(f"{python}: FAILED\n{error}")
        return False
    print(f"{python}: installed and built the same graph in {time.monotonic() - begin:.0f} s")
    return True


def is_here(python: str) -> bool:
    """Return whether a Python is here and runs; a version manager leaves names that do not."""
    path = shutil.which(python)
    if path is None:
        return False
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def install_and_build(environment: Path, wheel: Path, expected: bytes) -> None:
    """Install the wheel; build, ask and check the sample. Raises Failed."""
    binaries = environment / "bin"
    run(binaries / "python", "-m", "pip", "install", "--disable-pip-version-check", "-q", wheel)
    program = binaries / "actorgraph"
    graph = build_sample([program], environment / "out")
    if graph.read_bytes() != expected:
        raise Failed("the graph differs from that of the checkout")
    run(program, "query", "who-urged-whom", graph, "--evidence")
    run(program, "check", graph, "--article", ARTICLE)


def run(*command: object) -> None:
    """Run a command outside of the checkout. Raises Failed."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=tempfile.gettempdir(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(done.stdout[-LONGEST_OUTPUT_IN_CHARACTERS:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PYTHONS)))
