"""The notebooks of the documentation run, and what is stored in them is what comes.

`python tests/test_notebooks.py` stores what comes; `make graph` does so, too. Outputs are stored as
plain text without counters, so that the same run gives the same bytes.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
# Run as a script, too.
sys.path.insert(0, str(ROOT))
from tests.transcripts import prepare  # noqa: E402

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
SECONDS = 300


def executed(path: Path, folder: Path) -> str:
    """The notebook as JSON after a run in a folder with the sample and the examples."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return stored(notebook)


def stored(notebook: Any) -> str:
    """The notebook as JSON, with nothing in it that differs from run to run."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
            cell["outputs"] = [plain(output) for output in cell["outputs"]]
    notebook["metadata"]["language_info"] = {"name": "python"}
    lines = json.loads(json.dumps(notebook))
    for cell in lines["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return json.dumps(lines, indent=1, ensure_ascii=False) + "\n"


def plain(output: Any) -> dict[str, Any]:
    """An output as a stream of text; a picture or a page is left out."""
    text = output.get("text") or output.get("data", {}).get("text/plain", "")
    return {
        "name": output.get("name", "stdout"),
        "output_type": "stream",
        "text": "".join(text).splitlines(keepends=True),
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_happens(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient", reason="pip install actorgraph[dev] brings nbclient")
    prepare(tmp_path)
    assert executed(path, tmp_path) == path.read_text("utf-8"), "if intended: make graph"


def test_there_are_two_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["corpus-network", "one-article"]


if __name__ == "__main__":
    for notebook in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as place:
            prepare(Path(place))
            notebook.write_text(executed(notebook, Path(place)), "utf-8")
