"""What several tests share: the command line as a user runs it, the sample's graph, and the
browser's rule.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample" / "article.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where none is, except in CI, where its absence is a failure."""
    if shutil.which("chromium") or os.environ.get("CI"):
        return
    missing = pytest.mark.skip(reason="needs Debian's Chromium: apt-get install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


@pytest.fixture(scope="session", autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what programs remember for their user out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="module", autouse=True)
def checkout() -> Iterator[None]:
    """Fail a module whose tests leave a file in the checkout."""
    before = in_checkout()
    yield
    left = in_checkout() - before
    assert not left, f"a test left {sorted(left)}; write to tmp_path"


def in_checkout() -> set[str]:
    """The files at the top of the checkout; not what tools keep, nor what a build needs."""
    names = {path.name for path in ROOT.iterdir() if path.is_file()}
    return {name for name in names if not name.startswith(".")}


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `actorgraph` in a process of its own."""

    def run(
        *arguments: object, cwd: Path | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "actorgraph.cli", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=cwd, input=stdin, capture_output=True, timeout=300, check=False
        )
        return subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """Build the sample article once; return the folder with its graph.ttl and page.html."""
    folder = tmp_path_factory.mktemp("built")
    done = run("build", SAMPLE, "-o", folder, "--published", "2017-08")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "article"
