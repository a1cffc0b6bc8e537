"""What `make` shows while it installs: packages are counted, and pip is heard only if it fails."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import load_script

SCRIPT = Path(__file__).parent.parent / "scripts" / "install.py"
LINES = (
    "Ignoring colorama: markers 'sys_platform == \"win32\"' don't match your environment",
    "Collecting click==8.1 (from -r run.txt (line 2))",
    "  Downloading click-8.1-py3-none-any.whl (97 kB)",
    "Collecting spacy==3.8 (from -r run.txt (line 3))",
    "  Downloading spacy-3.8.whl (31.5 MB)",
    "Requirement already satisfied: click in ./lib",
    "Installing collected packages: click, spacy",
)


@pytest.fixture(scope="module")
def install() -> ModuleType:
    return load_script("install")


def test_a_terminal_counts_packages(
    install: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = install.Counter(3, is_terminal=True)
    assert install.follow(LINES, counter) == list(LINES)
    shown = [part.strip() for part in capsys.readouterr().out.split(install.CLEAR_LINE)]
    assert shown[1:] == [
        "1 of 3: colorama",
        "2 of 3: click",
        "3 of 3: spacy",
        "3 of 3: spacy, 31.5 MB",
        # It was counted before.
        "3 of 3: click",
        "unpacking 3 packages; this takes a minute",
    ]


def test_a_log_is_not_filled(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    install.follow(LINES, install.Counter(3, is_terminal=False))
    assert capsys.readouterr().out == ""


def test_packages_of_several_pythons_are_counted_once(install: ModuleType, tmp_path: Path) -> None:
    lines = (
        "# comment\na-b==1 \\\n    --hash=sha256:00\nnumpy==1 ; python_version < '3.12' \\\n"
        "numpy==2 ; python_version >= '3.12' \\\n    # via spacy==3\n"
    )
    (tmp_path / "run.txt").write_text(lines, "utf-8")
    assert install.count_packages(str(tmp_path / "run.txt")) == 2


def test_what_pip_said_is_shown_if_it_fails(tmp_path: Path) -> None:
    requirements = tmp_path / "run.txt"
    requirements.write_text("click==0.0.0 --hash=sha256:" + "0" * 64 + "\n--no-index\n", "utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPT, requirements], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert done.stdout == "installing 1 packages, by version and hash\n"
    assert "could not install" in done.stderr
    assert "click" in done.stderr
