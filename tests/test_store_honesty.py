"""A store never lies about itself: its parts, its seal, its modes, and a disk that fails."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actorgraph.corpus.report import Report
from actorgraph.errors import ActorgraphError, StoreError
from actorgraph.search import search_unlocked
from actorgraph.server.store_worker import open_directory
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import (
    FAILURES,
    LEDGER,
    LOCK,
    NAME,
    SEAL,
    WISH,
    Layout,
    read_layout,
    write_layout,
)
from actorgraph.stores.disk.parts import strays, tighten
from actorgraph.stores.disk.rebuild import back_up, compact
from actorgraph.stores.disk.seal import break_seal, broken_files, check_seal, read_seal, write_seal
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.opening import open_store
from tests.test_durability import run_plain
from tests.test_forgetting import NAME as SOMEBODY
from tests.test_forgetting import OTHER, article, invoke, iri, stored

ROOT = Path(__file__).parent.parent
Harm = Callable[[Path], None]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    return stored(folder, article(1, SOMEBODY), article(2, OTHER))


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "store")


def state(directory: Path) -> dict[str, bytes]:
    """The files of a directory and what they contain."""
    files = (path for path in directory.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


# ── missing parts ─────────────────────────────────────────────────────────────────────────────────


def delete(place: str) -> Harm:
    def harm(store: Path) -> None:
        path = store / place
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return harm


def write(place: str, content: bytes) -> Harm:
    return lambda store: (store / place).write_bytes(content) and None


def emptied(place: str) -> Harm:
    return write(place, b"")


LEDGER_FILE = f"data-1/{LEDGER}"
HARMS = {
    "the ledger is missing": delete(LEDGER_FILE),
    "the ledger is empty": emptied(LEDGER_FILE),
    "the ledger is a text": write(LEDGER_FILE, b"not a database, but some longer text"),
    "the data folder is missing": delete("data-1"),
    "the data folder is empty": lambda store: (delete("data-1")(store), (store / "data-1").mkdir())[
        0
    ],
    "the graphs are missing": delete("data-1/graphs"),
    "the graphs are empty": emptied("data-1/graphs/CURRENT"),
    "another data folder is named": write(NAME, b'{"format": 2, "data": "data-7", "seal": "x"}'),
    "a place outside is named": write(NAME, b'{"format": 2, "data": "../data-1", "seal": "x"}'),
    "store.json is missing": delete(NAME),
    "store.json is empty": emptied(NAME),
    "the seal is missing": delete(SEAL),
    "the seal is empty": emptied(SEAL),
    "the seal is a list": write(SEAL, b"[]"),
    "the seal has no digest": write(SEAL, b'{"open": true, "files": {}}'),
    "the seal is an old one": write(SEAL, b'{"store.json": [1, 2, "x"]}'),
}
COMMANDS = (
    "stats",
    "compact",
    "search Quill",
    "query who-helped-whom",
    "check",
    "export -o out.nq",
    "link",
    "remove wire-1",
    "forget wire-1",
    "backup copy",
    "view wire-1 -o page.html",
)


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_store_that_lacks_a_part_is_refused_and_left_as_it_is(
    harm: Harm, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    harm(store)
    before = state(store)
    for command in COMMANDS:
        outcome = invoke(*command.split(), "--store", store)
        assert outcome.exit_code == 2, (command, outcome)
        assert outcome.stderr.count("\n") == 1
        assert "; " in outcome.stderr, "a remedy is given"
    assert invoke("verify", "--store", store).exit_code in (1, 2)
    for opening in (open_store, open_directory, lambda path: search_unlocked(path, "x", limit=1)):
        with pytest.raises(ActorgraphError):
            opening(store)
    assert state(store) == before
    assert not (tmp_path / "copy").exists()


def test_a_ledger_without_tables_is_damaged(store: Path) -> None:
    (store / LEDGER_FILE).unlink()
    connection = sqlite3.connect(store / LEDGER_FILE)
    connection.execute("CREATE TABLE other (x)")
    connection.commit()
    connection.close()
    outcome = invoke("stats", "--store", store)
    assert outcome.exit_code == 2
    assert "damaged" in outcome.stderr


@pytest.mark.parametrize("lost", [(NAME,), (NAME, SEAL), (NAME, SEAL, LEDGER_FILE)])
def test_what_lost_its_name_is_not_taken_for_a_new_store(
    lost: tuple[str, ...], store: Path
) -> None:
    for place in lost:
        (store / place).unlink()
    before = state(store)
    with pytest.raises(StoreError, match="restore a backup"):
        DiskStore(store)
    assert state(store) == before


# ── the seal ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"open": false', '"open": true'),
        ("store.json", "store.jsom"),
        ('"digest": "', '"digest": "0'),
        ("1", "2"),
        ("}", "},"),
    ],
)
def test_a_changed_seal_is_found(old: str, new: str, store: Path) -> None:
    text = (store / SEAL).read_text("utf-8")
    assert old in text
    (store / SEAL).write_text(text.replace(old, new, 1), "utf-8")
    assert f"{SEAL} is damaged" in broken_files(read_layout(store, create=False))
    outcome = invoke("verify", "--store", store)
    assert outcome.exit_code == 1
    with pytest.raises(StoreError, match="seal is damaged"):
        DiskStore(store)


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_a_store_can_be_sealed_again_if_all_else_is_right(harm: str, store: Path) -> None:
    if harm == "missing":
        (store / SEAL).unlink()
    else:
        (store / SEAL).write_text("{}", "utf-8")
    assert invoke("stats", "--store", store).exit_code == 2
    assert invoke("verify", "--seal", "--store", store).exit_code == 0
    assert read_seal(read_layout(store, create=False))
    assert invoke("verify", "--store", store).exit_code == 0
    assert invoke("stats", "--store", store).exit_code == 0


@pytest.mark.parametrize("content", [None, b"{}"])
def test_a_damaged_store_is_not_sealed_again(content: bytes | None, store: Path) -> None:
    ledger = sqlite3.connect(store / LEDGER_FILE)
    ledger.execute("UPDATE articles SET digest = 'x'")
    ledger.commit()
    ledger.close()
    (store / SEAL).unlink()
    if content is not None:
        (store / SEAL).write_bytes(content)
    assert invoke("verify", "--seal", "--store", store).exit_code == 1
    if content is None:
        assert not (store / SEAL).exists()
    else:
        assert (store / SEAL).read_bytes() == content


def test_a_seal_that_is_intact_stays(store: Path) -> None:
    table = next((store / "data-1" / "graphs").glob("*.sst"))
    content = table.read_bytes()
    table.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    before = (store / SEAL).read_bytes()
    assert invoke("verify", "--seal", "--store", store).exit_code == 1
    assert (store / SEAL).read_bytes() == before


def test_a_store_of_an_earlier_version_may_lack_a_seal(store: Path) -> None:
    (store / NAME).write_text('{"format": 2, "data": "data-1"}\n', "utf-8")
    (store / SEAL).unlink()
    assert verify(store) == []
    with DiskStore(store) as opened:
        assert len(opened.articles()) == 2
    (store / SEAL).unlink()
    with pytest.raises(StoreError, match="seal is missing"):
        DiskStore(store)


def test_the_seal_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    layout = Layout(tmp_path, 2, "data-1", has_seal=False)
    layout.graphs.mkdir(parents=True)
    write_layout(layout)
    (layout.graphs / "1.sst").write_bytes(b"table")
    write_seal(layout, {})
    seal = read_seal(layout)
    (tmp_path / SEAL).write_text(json.dumps(seal), "utf-8")
    assert read_seal(layout) == seal
    assert broken_files(layout) == []
    check_seal(layout)
    (layout.graphs / "1.sst").write_bytes(b"tabel")
    assert broken_files(layout) == ["data-1/graphs/1.sst is not what was written"]


def test_an_open_store_says_so_and_is_no_finding(store: Path) -> None:
    with DiskStore(store) as opened:
        fields = json.loads((store / SEAL).read_text("utf-8"))
        assert fields["open"] is True
        check_seal(opened.layout)
        assert broken_files(opened.layout) == []
    layout = read_layout(store, create=False)
    assert break_seal(layout)
    # As if its writer had been killed.
    assert verify(store) == []
    with DiskStore(store):
        pass
    assert read_seal(layout)


def test_clocks_may_jump(store: Path) -> None:
    for moment in (0, 4_102_444_800):
        for path in store.rglob("*"):
            os.utime(path, (moment, moment))
        assert verify(store) == []
        with DiskStore(store) as opened:
            opened.put([article(moment + 5, OTHER)])
            compact(opened)
    assert verify(store) == []


# ── strays ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place",
    [
        "notes.txt",
        ".hidden",
        "folder/",
        "data-1/notes.txt",
        "data-1/graphs/notes.txt",
        "data-1/graphs/000001.sst~",
        "data-1/graphs/999999.sst",
        "data-1/graphs/folder/",
        "data-0/",
        ".actorgraph-12-0",
    ],
)
def test_what_does_not_belong_to_a_store_is_named(place: str, store: Path) -> None:
    path = store / place
    if place.endswith("/"):
        path.mkdir()
    else:
        path.write_text("x", "utf-8")
    outcome = invoke("verify", "--store", store)
    assert outcome.exit_code == 1
    assert place.rstrip("/") in outcome.stdout


@pytest.mark.parametrize("place", [NAME, SEAL, LEDGER_FILE, "data-1", "data-1/graphs", "more"])
def test_a_symbolic_link_is_named(place: str, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    if (store / place).exists():
        (store / place).rename(target)
    (store / place).symlink_to(target)
    outcome = invoke("verify", "--store", store)
    assert outcome.exit_code == 1
    assert f"{place} is a symbolic link" in outcome.stdout


def test_what_a_store_has_of_its_own_is_no_stray(store: Path) -> None:
    with DiskStore(store) as opened:
        compact(opened)
        for name in (FAILURES, "review.toml", WISH):
            (store / name).write_text("", "utf-8")
        (store / "shards").mkdir()
        (store / "shards" / "1.nq").write_text("", "utf-8")
        assert list(strays(opened.layout)) == []


def test_a_writer_sweeps_what_another_left(store: Path) -> None:
    (store / ".actorgraph-12-0").write_text(SOMEBODY, "utf-8")
    (store / "data-9").mkdir()
    with DiskStore(store):
        pass
    assert verify(store) == []


# ── modes ─────────────────────────────────────────────────────────────────────────────────────────


def modes(directory: Path) -> set[tuple[bool, int]]:
    paths = [directory, *directory.rglob("*")]
    return {(path.is_dir(), path.stat().st_mode & 0o777) for path in paths}


PRIVATE = {(True, 0o700), (False, 0o600)}
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs modes")


@posix
def test_a_store_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        report = run_plain(tmp_path, ["Article 1\n\nCalm.", "Article 2\n\nDEFECT"])
        assert isinstance(report, Report)
        store = tmp_path / "store"
        assert modes(store) == PRIVATE
        with DiskStore(store) as opened:
            opened.put([article(3, OTHER)])
            assert (store / "data-1").stat().st_mode & 0o777 == 0o700
            compact(opened)
            assert modes(opened.layout.folder) == PRIVATE
            back_up(opened, tmp_path / "copy")
            opened.snapshot(tmp_path / "snapshot")
        for directory in (store, tmp_path / "copy", tmp_path / "snapshot"):
            assert modes(directory) == PRIVATE
    finally:
        os.umask(before)
    assert verify(tmp_path / "copy") == []


@posix
def test_opening_tightens_what_was_open_to_all(store: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("x", "utf-8")
    outside.chmod(0o644)
    (store / "link").symlink_to(outside)
    for path in (store, *store.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o777)
    tighten(store)
    (store / "link").unlink()
    assert modes(store) == PRIVATE
    assert outside.stat().st_mode & 0o777 == 0o644


# ── a disk that fails at each command ─────────────────────────────────────────────────────────────

# Forks from a process that has opened no store, since Oxigraph's threads do not survive a fork.
LIMITED = """
import os, resource, shutil, signal, sys
from pathlib import Path
from tests import test_store_honesty as own
template, place = Path(sys.argv[1]), Path(sys.argv[2])
COMMANDS = ("compact", "backup COPY", "forget wire-1", "remove wire-1", "link")

def in_child(action):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os._exit(action() or 0)
    except BaseException:
        import traceback
        traceback.print_exc()
        os._exit(1)

def limited(command, most):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    arguments = command.replace("COPY", str(place / "copy")).split()
    outcome = own.invoke(*arguments, "--store", place / "store")
    assert outcome.exit_code == 2, (command, most, outcome)
    assert outcome.stderr.count("\\n") == 1, (command, most, outcome)
    assert "; " in outcome.stderr
    assert "disk" in outcome.stderr, outcome

for command in COMMANDS:
    for most in map(int, sys.argv[3:]):
        shutil.copytree(template, place / "store")
        assert in_child(lambda: limited(command, most)) == 0, (command, most)
        assert not (place / "copy").exists()
        assert in_child(lambda: own.is_whole(place / "store")) == 0, (command, most)
        shutil.rmtree(place / "store")
"""


def is_whole(path: Path) -> None:
    """Assert that a store whose disk failed opens, and that every article is whole."""
    with DiskStore(path) as opened:
        assert iri(2) in opened.articles()
        opened.put([article(9, OTHER)])
    assert verify(path) == []


@posix
def test_a_full_disk_ends_each_command_with_one_line(template: Path, tmp_path: Path) -> None:
    limits = (0, 6_000) if not os.environ.get("CI") else (0, 100, 3_000, 6_000, 20_000)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(template), str(tmp_path), *map(str, limits)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]


READ_ONLY = """
import shutil, subprocess, sys
from pathlib import Path
from tests import test_store_honesty as own
template, place = Path(sys.argv[1]), Path(sys.argv[2])
store = place / "store"
shutil.copytree(template, store)
def remount(how):
    subprocess.run(["mount", "-o", f"remount,{how},size=60m", str(place)], check=True)
remount("ro")
for command in ("stats", "search Quill", "verify", "query who-helped-whom"):
    outcome = own.invoke(*command.split(), "--store", store)
    assert outcome.exit_code == 0, (command, outcome)
for command in ("compact", f"backup {place}/copy", "forget wire-1", "remove wire-1", "link"):
    outcome = own.invoke(*command.split(), "--store", store)
    assert outcome.exit_code == 2, (command, outcome)
    assert "cannot be written here" in outcome.stderr, outcome
remount("rw")
(store / "forgetting.json").write_text('{"articles": [], "sources": [], "name": "x", "gone": []}')
remount("ro")
for command in ("stats", "search Quill", "verify", "query who-helped-whom"):
    outcome = own.invoke(*command.split(), "--store", store)
    assert outcome.exit_code == 1 + (command != "verify"), (command, outcome)
"""


def test_a_disk_that_can_only_be_read_is_reported_by_each_command(
    template: Path, tmp_path: Path
) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, to mount a small disk")
    mount = f"mount -t tmpfs -o size=60m tmpfs {tmp_path}"
    probe = ["unshare", "-rm", "sh", "-c", mount]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    inner = f'{mount} && "$0" -c "$1" {template} {tmp_path}'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", inner, sys.executable, READ_ONLY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
