"""What is acknowledged stays: kill -9, a full disk, poisonous articles, two writers, bits that
flip.
"""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.corpus.builders import Task
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.report import Report
from actorgraph.corpus.sources import Corpus
from actorgraph.corpus.work import Settings
from actorgraph.errors import StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import MERGED, Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import FAILURES, FORMAT, read_layout
from actorgraph.stores.disk.seal import break_seal
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.edges import edges_of
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.packing import PACKED, graph_triples, match_named
from actorgraph.stores.policy import find_policy
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, RDF

ROOT = Path(__file__).parent.parent
PLAIN = "tests.workers:process_plain"
OPENS = 1000 if os.environ.get("CI") else 100  # snapshots that a reader opens while a writer writes
TOWNS = ("Linden", "Marrow", "Quay", "Tallis")
PEOPLE = ("Mara Quill", "Jon Abbot", "Edda Lund")


def rows(count: int) -> list[dict[str, str]]:
    """Tiny articles of which no two are alike."""
    return [
        {
            "text": f"Harbour strike number {n} in Port {TOWNS[n % 4]}\n\n"
            f"Dockers stopped work for the {n}th time, their union said on Sunday. "
            f"Norway's foreign minister, {PEOPLE[n % 3]}, urged Iceland to end the dispute. "
            f'"We need {n} mediators," {PEOPLE[n % 3]} told reporters. '
            f"Sweden helped the dockers of Port {TOWNS[n % 4]}.",
            "published": f"2019-05-{n % 28 + 1:02}",
        }
        for n in range(count)
    ]


def write_lines(path: Path, told: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in told), "utf-8")
    return path


def command(corpus: Path, store: Path, *more: object) -> list[str]:
    return [
        sys.executable,
        "-m",
        "actorgraph.cli",
        *map(str, ["ingest", corpus, "--store", store, "--fast", *more]),
    ]


def nquads(store: Path) -> bytes:
    """Everything the store tells, as sorted N-Quads."""
    with DiskStore(store, readonly=True) as held:
        return b"".join(
            sorted(
                (ox.serialize(held.contents(), format=ox.RdfFormat.N_QUADS) or b"").splitlines(
                    keepends=True
                )
            )
        )


def acknowledged(store: Path) -> dict[str, str]:
    """Return the digest of each article acknowledged so far, read while another process writes."""
    for path in store.glob("data-*/ledger.sqlite"):
        ledger = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0)
        try:
            return dict(ledger.execute("SELECT iri, digest FROM articles").fetchall())
        except sqlite3.Error:
            return {}
        finally:
            ledger.close()
    return {}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A corpus, and what a run that nothing disturbs makes of it."""
    folder = tmp_path_factory.mktemp("undisturbed")
    corpus = write_lines(folder / "corpus.jsonl", rows(150))
    subprocess.run(command(corpus, folder / "store"), check=True, capture_output=True)
    assert verify(folder / "store") == []
    return corpus, nquads(folder / "store")


PLAINLY = """
import sys
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.builders import Task
from actorgraph.corpus.sources import Corpus
from actorgraph.corpus.work import Settings
from actorgraph.stores.disk.diskstore import DiskStore
from tests.test_durability import PLAIN
with DiskStore(sys.argv[2]) as store:
    ingest(store, Corpus(sys.argv[1]), Task(Settings("none"), PLAIN), jobs=2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_thirty_times_at_any_moment_a_store_is_whole(tmp_path: Path) -> None:
    """From the first moments on, when the store is only being laid out; articles take no time, so
    that kills fall anywhere.
    """
    texts = [{"text": f"Article {n}\n\nCalm, {n} times."} for n in range(400)]
    corpus, store, chance = (
        write_lines(tmp_path / "corpus.jsonl", texts),
        tmp_path / "store",
        random.Random(30),
    )
    command = [sys.executable, "-c", PLAINLY, str(corpus)]
    subprocess.run([*command, str(tmp_path / "whole")], cwd=ROOT, check=True)
    for turn in range(30):
        running = subprocess.Popen([*command, str(store)], cwd=ROOT, stderr=subprocess.DEVNULL)
        begun = time.monotonic()
        while running.poll() is None and not store.exists() and time.monotonic() - begun < 60:
            time.sleep(0.001)
        time.sleep(chance.random() ** 2 * 1.5)
        told = acknowledged(store)
        running.send_signal(signal.SIGKILL)
        running.wait()
        with DiskStore(store):
            pass
        assert verify(store) == [], turn
        kept = acknowledged(store)
        assert told.items() <= kept.items()
        if len(kept) > 300:
            shutil.rmtree(store)
    subprocess.run([*command, str(store)], cwd=ROOT, check=True)
    assert nquads(store) == nquads(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_twenty_times_nothing_acknowledged_is_lost(
    undisturbed: tuple[Path, bytes], tmp_path: Path
) -> None:
    corpus, whole = undisturbed
    store, chance, midway = tmp_path / "store", random.Random(8), 0
    for _ in range(20):
        before = acknowledged(store)
        running = subprocess.Popen(
            command(corpus, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while running.poll() is None and len(acknowledged(store)) <= len(before):
            time.sleep(0.005)
        time.sleep(chance.random() * 0.7)
        told = acknowledged(store)
        midway += running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
        with DiskStore(store, create=False):
            pass  # a writer settles what was under way
        assert verify(store) == []
        kept = acknowledged(store)
        assert told.items() <= kept.items()
        if len(kept) == 150:
            shutil.rmtree(store)
    assert midway >= 15, "the runs ended before they could be killed"
    subprocess.run(command(corpus, store), check=True, capture_output=True)
    assert nquads(store) == whole
    assert verify(store) == []


def test_order_and_number_of_processes_change_no_byte(
    undisturbed: tuple[Path, bytes], tmp_path: Path
) -> None:
    told = [json.loads(line) for line in undisturbed[0].read_text("utf-8").splitlines()]
    random.Random(1).shuffle(told)
    corpus = write_lines(tmp_path / "shuffled.jsonl", told)
    subprocess.run(
        command(corpus, tmp_path / "store", "--jobs", 2), check=True, capture_output=True
    )
    assert nquads(tmp_path / "store") == undisturbed[1]


def test_edges_kept_article_by_article_are_those_derived_at_once(
    undisturbed: tuple[Path, bytes],
) -> None:
    memory = MemoryStore()
    for quad in ox.parse(undisturbed[1], format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, ox.NamedNode) and "/article/" in quad.graph_name.value:
            memory.insert(quad.graph_name, [quad.triple])
    memory.derive()
    lines = (ox.serialize(memory.contents(), format=ox.RdfFormat.N_QUADS) or b"").splitlines(
        keepends=True
    )
    assert b"".join(sorted(lines)) == undisturbed[1]


# ── one process does not bring the others down ───────────────────────────────


def run_plain(folder: Path, texts: list[str], **task: float) -> Report:
    corpus = write_lines(folder / "corpus.jsonl", [{"text": text} for text in texts])
    with DiskStore(folder / "store") as store:
        return ingest(store, Corpus(corpus), Task(Settings("none"), PLAIN, **task), jobs=2)  # type: ignore[arg-type]


def test_poisonous_articles_fall_alone(tmp_path: Path) -> None:
    kinds = ("CRASH", "HANG", "DEVOUR", "DEFECT")
    texts = [
        f"Article {n}\n\n{kinds[n // 50 % 4] if n % 50 == 0 else 'Calm.'}" for n in range(1000)
    ]
    begun = time.monotonic()
    report = run_plain(tmp_path, texts, deadline=1.0, memory=1 << 30)
    assert time.monotonic() - begun < 600
    assert (report.added, report.failed) == (980, 20)
    failed = [
        json.loads(line) for line in (tmp_path / "store" / FAILURES).read_text("utf-8").splitlines()
    ]
    assert sorted(failure["source"] for failure in failed) == sorted(
        f"corpus.jsonl:{n * 50 + 1}" for n in range(20)
    )
    assert all(failure["remedy"] for failure in failed)
    reasons = {failure["reason"] for failure in failed}
    assert {reason.split()[0] for reason in reasons} == {"its", "took", "needs", "RuntimeError:"}
    assert verify(tmp_path / "store") == []


def test_a_run_goes_on_where_it_was_and_counts_what_it_holds(tmp_path: Path) -> None:
    texts = [f"Article {n}\n\nCalm." for n in range(5)]
    assert run_plain(tmp_path, texts[:3]).added == 3
    # The first was in the store before this run, however often it comes; the last was not.
    again = run_plain(tmp_path, [*texts, texts[0], texts[4]])
    assert again == Report(added=2, known=4, duplicates=1)


# ── one writer ───────────────────────────────────────────────────────────────


def test_the_second_writer_names_the_first_within_a_second(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "corpus.jsonl", rows(1))
    with DiskStore(tmp_path / "store"):
        begun = time.monotonic()
        with pytest.raises(
            StoreError, match=rf"lock: process {os.getpid()} is writing this store; wait"
        ):
            DiskStore(tmp_path / "store")
        assert time.monotonic() - begun < 1
        done = subprocess.run(
            command(corpus, tmp_path / "store"), capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert f"process {os.getpid()} is writing this store" in done.stderr
    assert done.stderr.count("\n") == 1
    DiskStore(tmp_path / "store").close()


def test_readers_share_and_keep_a_writer_out(tmp_path: Path) -> None:
    DiskStore(tmp_path / "store").close()
    first, second = (DiskStore(tmp_path / "store", readonly=True) for _ in range(2))
    with first, second, pytest.raises(StoreError, match="another process is reading this store"):
        DiskStore(tmp_path / "store")


# ── a disk that fails ────────────────────────────────────────────────────────

PLACE = """
import json, sys
from pathlib import Path
from tests.test_durability import entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.verify import verify
from actorgraph.errors import StoreError
place = Path(sys.argv[1])
filler, note = place / "filler", Path(sys.argv[1] + ".told")
"""
FILL = (
    PLACE
    + """
told = []
with DiskStore(place / "store") as store:
    store.put([entry(0)])
    told.append(entry(0).graph.iri)
filler.write_bytes(b"x" * int(sys.argv[2]))
try:
    with DiskStore(place / "store") as store:
        for number in range(1, 400):
            store.put([entry(number, 20_000)])
            told.append(entry(number).graph.iri)
    print("never full")
except StoreError as error:
    print(error)
note.write_text(json.dumps([iri.value for iri in told]))
"""
)
AGAIN = (
    PLACE
    + """
filler.unlink()
told = json.loads(note.read_text())
with DiskStore(place / "store") as store:
    assert set(told) <= {iri.value for iri in store.articles()}, "an acknowledged article is lost"
    store.put([entry(999)])
assert verify(place / "store") == [], verify(place / "store")
print("opened", len(told))
"""
)


def entry(number: int, length: int = 10) -> Entry:
    """An article's graph whose title has a length, of signs that do not pack."""
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    title = "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz ", k=length))
    triples = (ox.Triple(iri, RDF.type, AG.Article), ox.Triple(iri, DCT.title, ox.Literal(title)))
    return Entry(ArticleGraph(iri, triples), ())


@pytest.mark.parametrize("room", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_full_disk_is_reported_and_survived(room: int, tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, to mount a small disk")
    mount = f"mount -t tmpfs -o size=12m tmpfs {tmp_path}"
    probe = ["unshare", "-rm", "sh", "-c", mount]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    inner = f'{mount} && "$0" -c "$1" {tmp_path} {(room + 1) * 600_000} && "$0" -c "$2" {tmp_path}'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", inner, sys.executable, FILL, AGAIN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    first, last = done.stdout.splitlines()
    assert "the disk is full; free some space" in first
    assert last.startswith("opened")


FAIL = (
    PLACE
    + """
import resource, signal
if sys.argv[2:]:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
told = []
try:
    with DiskStore(place / "store") as store:
        for number in range(12 if not sys.argv[2:] else 200):
            store.put([entry(number, 2_000 if not sys.argv[2:] else 20_000)])
            told.append(entry(number).graph.iri.value)
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
note.write_text(json.dumps(told))
"""
)


def opens_again(place: Path) -> None:
    """Assert that a store whose disk failed holds what it acknowledged, and can be written."""
    note = Path(f"{place}.told")
    told = json.loads(note.read_text("utf-8"))
    with DiskStore(place / "store") as store:
        assert set(told) <= {iri.value for iri in store.articles()}, (
            "an acknowledged article is lost"
        )
        store.put([entry(999)])
    assert verify(place / "store") == []


@pytest.mark.parametrize(
    ("call", "when"),
    [(call, when) for call in ("fdatasync", "fsync", "pwrite64") for when in (1, 4, 20, 60)],
)
def test_a_disk_that_errs_is_reported_and_survived(call: str, when: int, tmp_path: Path) -> None:
    """The system answers one call with EIO: in the laying out of the store, or later."""
    if shutil.which("strace") is None:
        pytest.skip("needs strace, to make a call fail")
    place = tmp_path / "place"
    place.mkdir()
    inject = [
        "strace",
        "-f",
        "-o",
        os.devnull,
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:error=EIO:when={when}",
    ]
    done = subprocess.run(
        [*inject, sys.executable, "-c", FAIL, str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not Path(f"{place}.told").exists():
        pytest.skip("strace may not trace here")
    assert done.stderr == ""
    assert re.fullmatch(
        r"[^\n]*store: the disk failed: [^\n]+; check the disk and run it again\n", done.stdout
    )
    opens_again(place)


@pytest.mark.parametrize(
    "most", [0, 1_000, 4_096, 20_000, 60_000, 100_000, 200_000, 400_000, 800_000, 1_600_000]
)
def test_a_quota_is_reported_and_survived(most: int, tmp_path: Path) -> None:
    """No file may grow beyond so many bytes."""
    place = tmp_path / "place"
    place.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAIL, str(place), str(most)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    # SQLite takes a file that may not grow for an error of the disk.
    assert re.fullmatch(
        r"[^\n]*store: the disk (is full; free|failed: disk I/O error; check)[^\n]+\n", done.stdout
    )
    opens_again(place)


def test_a_read_only_disk_is_reported(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, to mount a small disk")
    mount = f"mount -t tmpfs -o size=30m tmpfs {tmp_path}"
    if subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount], capture_output=True, check=False
    ).returncode:
        pytest.skip("no disk can be mounted here")
    fill = (
        "from pathlib import Path; import sys; from tests.test_durability import filled; "
        "filled(Path(sys.argv[1]))"
    )
    remount = f"mount -o remount,ro,size=30m {tmp_path}"
    command = '"$0" -m actorgraph.cli'
    inner = (
        f'{mount} && "$0" -c "$1" {tmp_path} && {remount} && '
        f"{{ {command} compact --store {tmp_path}/store; echo $?;"
        f" {command} stats --store {tmp_path}/store; }} 2>&1"
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", inner, sys.executable, fill],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told, code, *rest = done.stdout.splitlines()
    assert told.endswith(
        "store: it cannot be written here; make it writable, or copy it to a place that is"
    ), done
    assert code == "2"
    assert any("articles" in line for line in rest), "what can only be read can be asked"


def test_a_store_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "diary.txt").write_text("x")
    for place, words in (
        ("file", "no directory"),
        ("other", "not empty"),
        ("file/store", "no directory"),
    ):
        with pytest.raises(StoreError) as raised:
            DiskStore(tmp_path / place)
        assert words in str(raised.value).casefold().replace("not a directory", "no directory")
    with pytest.raises(StoreError, match="no store here"):
        DiskStore(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


# ── formats ──────────────────────────────────────────────────────────────────


def filled(folder: Path, count: int = 3) -> Path:
    with DiskStore(folder / "store") as store:
        store.put(entry(number, 200) for number in range(count))
        store.derive()
    return folder / "store"


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    store = filled(tmp_path)
    told = json.loads((store / "store.json").read_text())
    (store / "store.json").write_text(json.dumps(told | {"format": FORMAT + 1}))
    with pytest.raises(
        StoreError, match=f"has format {FORMAT + 1}, and this version reads up to {FORMAT}; upgrade"
    ):
        DiskStore(store)


def test_an_older_format_is_migrated(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / "data-1").mkdir(parents=True)
    graphs = ox.Store(str(store / "data-1" / "graphs"))
    for number in range(3):
        graph = entry(number, 200).graph
        graphs.extend(ox.Quad(t.subject, t.predicate, t.object, graph.iri) for t in graph.triples)
    graphs.flush()
    del graphs
    (store / "store.json").write_text('{"format": 1, "data": "data-1"}')
    with pytest.raises(StoreError, match="format 1"):
        DiskStore(store, readonly=True)
    with DiskStore(store) as held:
        assert held.articles() == [entry(number).graph.iri for number in range(3)]
    assert verify(store) == []
    assert json.loads((store / "store.json").read_text())["format"] == FORMAT


# ── bits that flip ───────────────────────────────────────────────────────────


def test_verify_finds_flipped_bits(tmp_path: Path) -> None:
    store, chance, found = filled(tmp_path, 40), random.Random(3), 0
    files = sorted(
        path
        for path in store.rglob("*")
        if path.is_file() and path.stat().st_size and path.name != "lock"
    )
    sizes = [path.stat().st_size for path in files]
    for _ in range(100):
        (path,) = chance.choices(files, sizes)
        content = path.read_bytes()
        place = chance.randrange(len(content))
        path.write_bytes(
            content[:place]
            + bytes([content[place] ^ 1 << chance.randrange(8)])
            + content[place + 1 :]
        )
        try:
            found += verify(store) != []
        except StoreError:
            found += 1
        path.write_bytes(content)
    assert found >= 95
    assert verify(store) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM articles WHERE iri LIKE '%0000000000000001'", "ledger does not know"),
        (
            "UPDATE articles SET digest = 'x' WHERE iri LIKE '%0000000000000001'",
            "not what was acknowledged",
        ),
        ("UPDATE passages SET words = 'x' WHERE id = 1", "words in the search index"),
        ("INSERT INTO search (rowid, words) VALUES (77, 'stray')", "search index"),
    ],
)
def test_verify_finds_what_is_out_of_step_without_its_seal(
    harm: str, words: str, tmp_path: Path
) -> None:
    store = filled(tmp_path)
    break_seal(read_layout(store, create=False))
    ledger = sqlite3.connect(store / "data-1" / "ledger.sqlite")
    ledger.execute(harm)
    ledger.commit()
    ledger.close()
    assert any(words in line for line in verify(store))


def test_verify_finds_an_article_that_is_gone(tmp_path: Path) -> None:
    store = filled(tmp_path)
    break_seal(read_layout(store, create=False))
    graphs = ox.Store(str(store / "data-1" / "graphs"))
    graphs.remove_graph(entry(1).graph.iri)
    for quad in graphs.quads_for_pattern(entry(1).graph.iri, PACKED, None, PACKED):
        graphs.remove(quad)
    graphs.flush()
    del graphs
    missing, merged = verify(store)
    assert missing == f"{entry(1).graph.iri.value}: is missing"
    assert merged.startswith("the merged graph has")


# ── readers next to a writer ─────────────────────────────────────────────────


def halves(number: int, turn: int) -> Entry:
    """An article whose hundred triples all carry the same turn."""
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    notes = (ox.Triple(iri, AG.note, ox.Literal(f"{place} of turn {turn}")) for place in range(100))
    return Entry(ArticleGraph(iri, (ox.Triple(iri, RDF.type, AG.Article), *notes)), ())


def test_a_snapshot_holds_whole_articles_only(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "store") as store:
        for turn in range(60):
            store.put(halves(number, turn) for number in range(3))
            store.snapshot(tmp_path / f"snapshot-{turn}")
            copy = ox.Store.read_only(str(tmp_path / f"snapshot-{turn}"))
            for number in range(3):
                graph = halves(number, turn).graph
                assert set(graph_triples(copy, graph.iri)) == set(graph.triples)
                merged = copy.quads_for_pattern(graph.iri, None, None, MERGED)
                assert {quad.triple for quad in merged} == set(graph.triples)
            del copy
            shutil.rmtree(tmp_path / f"snapshot-{turn}")
        with pytest.raises(StoreError, match="already exists"):
            store.snapshot(tmp_path)


def test_a_thousand_readers_beside_a_writer_see_whole_articles(tmp_path: Path) -> None:
    """Snapshots are taken and opened in a thread of their own, while the writer replaces three
    articles again and again.
    """
    over, seen, wrong = threading.Event(), Counter[str](), list[str]()
    names = [halves(number, 0).graph.iri for number in range(3)]

    def read(store: DiskStore) -> None:
        try:
            for turn in range(OPENS):
                store.snapshot(tmp_path / f"snapshot-{turn}")
                copy = ox.Store.read_only(str(tmp_path / f"snapshot-{turn}"))
                for name in names:
                    quads = match_named(copy, name, AG.note, None, name)
                    notes = [quad.object.value for quad in quads]
                    merged = copy.quads_for_pattern(name, AG.note, None, MERGED)
                    if {quad.object.value for quad in merged} != set(notes):
                        wrong.append(f"{turn}: the merged graph differs")
                    turns = {note.rpartition(" ")[2] for note in notes}
                    if len(notes) != 100 or len(turns) != 1:
                        wrong.append(f"{turn}: {len(notes)} of {turns}")
                    seen.update(turns)
                del copy
                shutil.rmtree(tmp_path / f"snapshot-{turn}")
        except BaseException as error:
            wrong.append(repr(error))
        over.set()

    with DiskStore(tmp_path / "store") as store:
        store.put(halves(number, 0) for number in range(3))
        reader = threading.Thread(target=read, args=(store,))
        reader.start()
        turn = 0
        while not over.is_set():
            turn += 1
            store.put(halves(number, turn) for number in range(3))
            over.wait(0.05)
        reader.join()
    assert wrong == []
    assert len(seen) > 10, "the writer wrote too little to be in the way"


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The system's calls of one writer that puts an article twice."""
    if shutil.which("strace") is None:
        pytest.skip("needs strace")
    folder = tmp_path_factory.mktemp("traced")
    code = (
        "import sys; from actorgraph.stores.disk.diskstore import DiskStore; "
        "from tests.test_durability import entry\n"
        "import os; store = DiskStore(sys.argv[1]); "
        "os.write(1, b'BEGIN'); store.put([entry(1, 500)]); os.write(1, b'END')"
    )
    calls = [
        "strace",
        "-f",
        "-y",
        "-e",
        "trace=write,pwrite64,fsync,fdatasync",
        "-o",
        str(folder / "calls"),
    ]
    done = subprocess.run(
        [*calls, sys.executable, "-c", code, str(folder / "store")], cwd=ROOT, check=False
    )
    if done.returncode:
        pytest.skip("strace may not trace here")
    lines = (folder / "calls").read_text("utf-8", "replace").splitlines()
    begin = next(place for place, line in enumerate(lines) if '"BEGIN"' in line)
    return lines[begin:]


def test_an_article_is_acknowledged_after_its_flush(traced: list[str]) -> None:
    """The graphs' last write is flushed before the ledger's last write, and that before the call
    returns.
    """
    end = next(place for place, line in enumerate(traced) if '"END"' in line)

    def last(name: str, call: str) -> int:
        return max(
            place for place, line in enumerate(traced[:end]) if f"{name}>" in line and call in line
        )

    assert last(".log", "write(") < last(".log", "sync(") < last("ledger.sqlite", "write")
    assert min(place for place, line in enumerate(traced) if ".sst>" in line) < last(
        "ledger.sqlite", "write"
    )
    assert last("ledger.sqlite", "write") < last("ledger.sqlite", "sync(")


def test_the_policy_of_a_worker_is_that_of_the_store() -> None:
    assert find_policy("default").is_local
    assert find_policy("strict").is_local
    assert not find_policy("generous").is_local
    assert edges_of(entry(1).graph, find_policy("default")) == ()
