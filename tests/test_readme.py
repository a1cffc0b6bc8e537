"""README's shell transcript is run line by line, and what it shows is what comes.

`python tests/test_readme.py` writes what comes into README.md; `make graph` does so, too.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Run as a script, too.
sys.path.insert(0, str(ROOT))
from tests.transcripts import comparable, prepare, replayed  # noqa: E402

README = ROOT / "README.md"


def test_the_transcript_is_what_happens(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert text.count("\n$ actorgraph ") >= 3, "README shows no run"
    assert "actorgraph: " not in text
    came = replayed(text, tmp_path, prepare(tmp_path))
    assert comparable(came) == comparable(text), "if intended: make graph"


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.M | re.S)
    shutil.copytree(ROOT / "graph", tmp_path / "graph")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert "Angela Merkel" in str(names["answer"])
    assert str(names["turtle"]).startswith("@prefix")


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        text = README.read_text("utf-8")
        README.write_text(replayed(text, Path(place), prepare(Path(place))), "utf-8")
