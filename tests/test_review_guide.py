"""docs/review.md: every command in it runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

from actorgraph.text.review_file import read_verdicts
from tests.conftest import Run
from tests.serving import serving
from tests.signed_in import signed_in, stored
from tests.test_review_command import name_of
from tests.test_verdicts import TEXT

GUIDE = Path(__file__).parent.parent / "docs" / "review.md"
KINDS = {"PRAISE": "support", "FLIGHT": "move", "ARREST": "coerce", "ATTACK": "assault"}


def test_every_command_of_the_guide_runs(tmp_path: Path, run: Run) -> None:
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    first, *rest = "".join(blocks).splitlines()
    assert run(*first.split()[1:], cwd=tmp_path).returncode == 0
    names = {key: name_of(kind, tmp_path / "out" / "talks") for key, kind in KINDS.items()}
    own = f'actorgraph() {{ "{sys.executable}" -m actorgraph.cli "$@"; }}'
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join([own, *rest])],
        cwd=tmp_path,
        env={**os.environ, **names},
        input=b"q",
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    made = [verdict.verdict for verdict in read_verdicts(tmp_path / "corpus")]
    assert made == ["accepted", "rejected", "corrected"]
    assert list((tmp_path / "gold").glob("*.ann"))


def test_a_corpus_is_reviewed_with_a_colleague_as_the_guide_says(tmp_path: Path) -> None:
    found = re.search(r"^actorgraph serve --store corpus (.*)$", GUIDE.read_text("utf-8"), re.M)
    assert found is not None
    store = stored(tmp_path / "corpus")
    with serving(tmp_path, "--store", store, *found[1].split()) as running:
        ada, ben = signed_in(running, 0), signed_in(running, 1)
        for desk in (ada, ben):
            assert desk.decide("support").status == 303
        assert {path.stem for path in (store / "review").glob("[!.]*.toml")} == {"Ada", "Ben"}
        page = running.ask("/review/agreement", cookie=ada.cookie, accept="text/html").text
        assert "too few to say" in page
        assert ben.post("settle", alike=1, **{"with": "Ada"}).status == 303
    assert [verdict.by for verdict in read_verdicts(store)] == ["Ada and Ben"]
