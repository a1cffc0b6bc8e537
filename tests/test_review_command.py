"""`actorgraph review` and `quality` on an article's folder and on a store."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actorgraph.graph.facts import Facts
from actorgraph.pipeline import build, load
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.text.reading import read_text
from actorgraph.text.review import NAME
from actorgraph.text.review_file import read_verdicts
from actorgraph.vocabulary.vocab import AG, local_name
from tests.conftest import Run
from tests.test_verdicts import TEXT

TOOL = Path(__file__).parents[2] / "shared" / "score" / "annotate.py"
PRAISE, ARREST = "support", "coerce"


def name_of(kind: str, folder: Path) -> str:
    facts = Facts(load(folder).store.triples())
    (found,) = [node for node in facts.of_type("Claim") if node.value.endswith(f"-{kind}")]
    return local_name(found)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "talks"
    build(read_text(TEXT)).save(folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "talks"))


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    place = tmp_path / "corpus"
    keep(place, built)
    return place


def keep(place: Path, built: Path) -> None:
    with DiskStore(place) as opened:
        opened.put(Entry(graph) for graph in load(built).articles())
        opened.derive()


def contents(place: Path) -> set[str]:
    with DiskStore(place, readonly=True) as opened:
        return {str(quad) for quad in opened.contents()}


def test_list_begins_with_the_undecided(folder: Path, run: Run) -> None:
    name = name_of(PRAISE, folder)
    assert run("review", folder, "--accept", name, "--by", "the desk").returncode == 0
    lines = run("review", folder, "--list").stdout.splitlines()
    assert lines[0].startswith("undecided\t")
    assert lines[-1].startswith(f"accepted\t{name}\tSupport; who: Anna Petrova")
    assert "the article says so" in lines[-1]


def test_decisions_are_applied_and_undone(folder: Path, run: Run) -> None:
    before = (folder / "graph.ttl").read_bytes()
    name = name_of(PRAISE, folder)
    done = run(
        "review", folder, "--reject", name, "--reason", "not a claim", "--date", "2017-08-01"
    )
    assert (done.returncode, done.stdout) == (
        0,
        f"1  rejected  {name}  because: not a claim (2017-08-01)\n",
    )
    assert b"ag:Rejected" in (folder / "graph.ttl").read_bytes()
    assert "praised" not in run("query", "who-helped-whom", folder).stdout
    assert run("review", folder, "--undo", "1").returncode == 0
    assert (folder / "graph.ttl").read_bytes() == before


def test_a_correction(folder: Path, run: Run) -> None:
    name = name_of(ARREST, folder)
    done = run("review", folder, "--correct", name, "--set", "target=Norway", "--set", "source=")
    assert done.returncode == 0
    assert "target: Boris Ivanov → Norway" in done.stdout
    facts = Facts(load(folder).store.triples())
    revision = next(node for node in facts.claims if node.value.endswith("-corrected"))
    assert [facts.label(node) for node in facts.nodes(revision, AG.target)] == ["Norway"]
    assert not facts.has(revision, AG.attributedTo)


@pytest.mark.parametrize(
    "options",
    [
        ("--reject", "CLAIM"),
        ("--reason", "not a claim"),
        ("--correct", "CLAIM"),
        ("--set", "agent=Norway"),
        ("--correct", "CLAIM", "--set", "agent"),
        ("--accept", "nothing-like-it"),
        ("--undo", "3"),
    ],
)
def test_a_wrong_decision_saves_nothing(folder: Path, run: Run, options: tuple[str, ...]) -> None:
    name = name_of(PRAISE, folder)
    done = run("review", folder, *(name if word == "CLAIM" else word for word in options))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / NAME).exists()


def test_next_takes_one_key_a_decision(folder: Path, run: Run) -> None:
    done = run("review", folder, "--next", "--by", "the desk", stdin=b"ax2ujkaz?q")
    assert done.returncode == 0, done.stderr
    made = read_verdicts(folder)
    assert [verdict.verdict for verdict in made] == ["accepted", "rejected", "unsure"]
    assert made[1].reason == "wrong doer"
    assert "not that it happened" in done.stdout
    assert "1 of 8" in done.stdout


def test_a_store_is_reviewed_and_built_again(store: Path, built: Path, run: Run) -> None:
    name = name_of(PRAISE, built)
    assert run("review", store, "--reject", name, "--reason", "wrong doer").returncode == 0
    arrest = name_of(ARREST, built)
    assert run("review", store, "--correct", arrest, "--set", "target=Norway").returncode == 0
    judged = contents(store)
    assert any("Rejected" in quad for quad in judged)
    # Everything goes, except for what people decided.
    decided = (store / NAME).read_bytes()
    shutil.rmtree(store)
    store.mkdir()
    (store / NAME).write_bytes(decided)
    keep(store, built)
    assert contents(store) == judged


def test_decisions_are_imported_and_shared(folder: Path, store: Path, run: Run) -> None:
    name = name_of(PRAISE, folder)
    run("review", folder, "--accept", name)
    shared = run("review", folder, "--export", "shareable").stdout
    assert "words = " not in shared
    assert "digest = " in shared
    (folder / "shared.toml").write_text(shared, encoding="utf-8")
    assert run("review", store, "--import", folder / "shared.toml").returncode == 0
    assert any("Accepted" in quad for quad in contents(store))


def test_what_has_no_place_is_listed(folder: Path, run: Run) -> None:
    run("review", folder, "--accept", name_of(PRAISE, folder))
    text = (folder / NAME).read_text("utf-8")
    (folder / NAME).write_text(text.replace("Anna Petrova", "Somebody Else"), encoding="utf-8")
    listed = run("review", folder, "--list").stderr
    assert "Decisions without a place" in listed
    assert "something else" in listed


def test_quality(folder: Path, run: Run) -> None:
    assert run("quality", folder).stdout == "no claim was reviewed yet\n"
    run("review", folder, "--accept", name_of(PRAISE, folder))
    rows = json.loads(run("quality", folder, "--json").stdout)
    assert (rows[0]["layer"], rows[0]["decided"], rows[0]["right"]) == ("all", 1, 1)
    assert rows[0]["remark"]


def test_gold_is_read_by_the_tools_that_score(folder: Path, tmp_path: Path, run: Run) -> None:
    names = [name_of(PRAISE, folder), name_of(ARREST, folder)]
    options = [part for name in names for part in ("--accept", name)]
    assert run("review", folder, *options).returncode == 0
    done = run("review", folder, "--export", "gold", "-o", tmp_path / "gold")
    (annotation,) = (tmp_path / "gold").glob("*.ann")
    assert done.stdout == f"{annotation}\n"
    record = json.loads(annotation.with_suffix(".json").read_text("utf-8"))
    assert {claim["type"] for claim in record["claims"]} == {"Support", "Coerce"}
    if not TOOL.exists():
        pytest.skip("the tools that score are not here")
    read = subprocess.run(
        [sys.executable, TOOL, annotation, "-o", tmp_path / "again.json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stdout + read.stderr
    again = json.loads((tmp_path / "again.json").read_text("utf-8"))
    for claim in (*again["claims"], *record["claims"]):
        claim.pop("id")
    assert again["claims"] == record["claims"]
    assert again["actors"] == record["actors"]


def test_verdicts_go_with_the_article_that_is_forgotten(store: Path, built: Path, run: Run) -> None:
    run("review", store, "--accept", name_of(PRAISE, built))
    assert read_verdicts(store)
    assert run("forget", "Anna Petrova", "--store", store, "--yes").returncode == 0
    assert not read_verdicts(store)
    assert b"Petrova" not in (store / NAME).read_bytes()
