"""docs/scale.md says what benchmarks/scale.py computes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "benchmarks" / "scale.py"


def computed(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_table_is_the_computed_one() -> None:
    table = computed()
    assert "core-hours of extraction" in table
    assert table in (ROOT / "docs" / "scale.md").read_text("utf-8"), (
        "if intended: put its output into docs/scale.md"
    )


def test_the_table_follows_its_figures() -> None:
    told = computed("--words", "1000", "--words-per-second", "1000")
    assert "| core-hours of extraction | 278 h | 277,778 h |" in told
