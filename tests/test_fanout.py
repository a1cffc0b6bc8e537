"""Fanning out: a shard is kept once however often it is built, and a cluster that loses a machine
loses nothing.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from actorgraph.corpus.builders import Built, Task
from actorgraph.corpus.fanout import Fanout
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.report import Report
from actorgraph.corpus.shards import ARTICLES, DONE, INBOX, MANIFEST, Shards, process_shard
from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.work import Settings
from actorgraph.errors import ClusterError, StoreError
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.policy import find_policy
from actorgraph.stores.remote.remotestore import RemoteStore
from actorgraph.views.exports import export
from tests.engines import oxigraph
from tests.workers import Logged, process_plain

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).parent.parent
SOURCES = [
    Source(f"wire-{n}", f"Report {n}\n\nNorway urged Iceland to talk.".encode()) for n in range(200)
]
KILLS = int(os.environ.get("KILLS", "5" if os.environ.get("CI") else "1"))
STORE_MEMORY = 80_000_000  # bytes: Ray's least is 75 MB


def built(sources: list[Source]) -> Iterator[Built | Failure]:
    for source in sources:
        yield (
            Failure(source.name, "is odd", "")
            if b"ODD" in source.content
            else Built(source, process_plain(source, None))
        )


# ── shards ────────────────────────────────────────────────────────────────────────────────────────


def test_a_shard_is_named_by_its_sources(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "one")
    assert shards.name(SOURCES[:4]) == shards.name(SOURCES[3::-1]) == shards.offer(SOURCES[:4])
    others = [
        Shards(tmp_path, "two").name(SOURCES[:4]),
        shards.name(SOURCES[:5]),
        shards.name(SOURCES[1:5]),
    ]
    assert len({shards.name(SOURCES[:4]), *others}) == 4


def test_a_shard_holds_what_was_made_of_its_sources(tmp_path: Path) -> None:
    odd = [Source("odd", b"ODD \xff\xfe", title="a \ud800 title"), *SOURCES[:3]]
    shards = Shards(tmp_path, "one")
    name = shards.offer(odd)
    assert shards.sources(name) == odd
    assert process_shard(shards, name, built)
    found = list(shards.read(name))
    assert {o.source: o.quads for o in found if isinstance(o, Built)} == {
        s: process_plain(s, None) for s in SOURCES[:3]
    }
    assert [o for o in found if isinstance(o, Failure)] == [Failure("odd", "is odd", "")]
    manifest = json.loads((tmp_path / DONE / name / MANIFEST).read_text("ascii"))
    assert [entry["key"] for entry in manifest["articles"]] == sorted(
        source.key("one") for source in SOURCES[:3]
    )
    assert set(shards.finished()) == {source.key("one") for source in SOURCES[:3]}
    assert Shards(tmp_path, "two").finished() == {}


def test_a_shard_built_twice_is_kept_once(tmp_path: Path) -> None:
    """Two who were given the same shard both finish it: one of them keeps it, and the bytes are the
    same.
    """
    shards = Shards(tmp_path, "one")
    name = shards.offer(SOURCES[:4])
    met = threading.Barrier(2)

    def slowly(sources: Any) -> Iterator[Built | Failure]:
        met.wait(10)
        yield from built(sources)

    kept: list[bool] = []
    pair = [
        threading.Thread(target=lambda: kept.append(process_shard(shards, name, slowly)))
        for _ in range(2)
    ]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    before = (tmp_path / DONE / name / ARTICLES).read_bytes()
    assert sorted(kept) == [False, True]
    assert not process_shard(shards, name, slowly)
    assert (tmp_path / DONE / name / ARTICLES).read_bytes() == before
    assert [path.name for path in (tmp_path / DONE).iterdir()] == [name]


def test_what_ends_in_the_middle_leaves_no_shard(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "one")
    name = shards.offer(SOURCES[:4])

    def broken(sources: Any) -> Iterator[Built | Failure]:
        yield from built(sources[:2])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process_shard(shards, name, broken)
    assert not shards.is_done(name)
    assert process_shard(shards, name, built)


def test_a_shard_that_was_damaged_is_refused(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "one")
    name = shards.offer(SOURCES[:4])
    process_shard(shards, name, built)
    path = tmp_path / DONE / name / ARTICLES
    path.write_bytes(path.read_bytes().replace(b"Report", b"Rapport", 1))
    with pytest.raises(StoreError, match="a shard is damaged"):
        list(shards.read(name))
    (tmp_path / DONE / name / MANIFEST).write_bytes(b"{")
    with pytest.raises(StoreError, match="a shard cannot be read"):
        shards.finished()
    shards.sweep()
    assert not tmp_path.exists()


def test_without_a_cluster_it_is_one_line(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    (tmp_path / "one.txt").write_bytes(SOURCES[0].content)
    done = run(
        "ingest",
        tmp_path / "one.txt",
        "--fast",
        "--store",
        tmp_path / "store",
        "--ray",
        "127.0.0.1:9",
    )
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0), done.stderr
    assert "no cluster answers" in done.stderr


# ── a cluster of two machines ─────────────────────────────────────────────────────────────────────


def below(pid: int) -> list[int]:
    """The process and all that it started, and they."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(
                int(path.parent.name)
            )
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


class Machines:
    """A real cluster: this process's head and one more node, which can be lost."""

    def __init__(self) -> None:
        os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        import ray
        from ray.cluster_utils import Cluster

        self.each = {"num_cpus": 1, "object_store_memory": STORE_MEMORY, "include_dashboard": False}
        quick = {
            "health_check_initial_delay_ms": 0,
            "health_check_period_ms": 500,
            "health_check_failure_threshold": 3,
        }
        self.cluster = Cluster(
            initialize_head=True, head_node_args=self.each | {"_system_config": quick}
        )
        self.second = self.cluster.add_node(**self.each)
        self.cluster.wait_for_nodes(60)
        ray.init(address=self.cluster.address, log_to_driver=False, logging_level="error")

    def lose_one(self) -> None:
        """Kill a node with all that runs on it, as a loss of power would."""
        for pid in below(self.second.all_processes["raylet"][0].process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.cluster.remove_node(self.second, allow_graceful=False)

    def add_one(self) -> None:
        self.second = self.cluster.add_node(**self.each)

    def close(self) -> None:
        import ray

        ray.shutdown()
        self.cluster.shutdown()


@pytest.fixture
def machines() -> Iterator[Machines]:
    if not os.environ.get("CI"):
        pytest.importorskip("ray", reason="needs Ray: pip install actorgraph[ray]")
    before = dict(os.environ)
    held = Machines()
    yield held
    held.close()
    os.environ.clear()
    os.environ.update(before)


def logged(path: Path) -> list[list[str]]:
    """Who built what: an article's name and the number of the process."""
    return [line.split() for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def dumped(store: DiskStore | RemoteStore, path: Path) -> bytes:
    export(store, path)
    return path.read_bytes()


def losing(machines: Machines, due: Callable[[list[int]], bool], times: int) -> threading.Thread:
    """Kill the second node each time it is due, by the processes that run on it, and put another in
    its place.
    """

    def watch() -> None:
        for count in range(times):
            begin = time.monotonic()
            while not due(below(machines.second.all_processes["raylet"][0].process.pid)):
                assert time.monotonic() - begin < 120
                time.sleep(0.05)
            machines.lose_one()
            if count < times - 1:
                machines.add_one()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


@pytest.mark.slow
def test_machines_are_lost_and_nothing_else(machines: Machines, tmp_path: Path) -> None:
    """One of two nodes is killed while it works (KILLS times, another in its place each time):
    nothing is lost, nothing comes twice, and little is done again.
    """
    task = Task(Logged(tmp_path / "log", 0.15), "tests.workers:process_logged")
    plain = Task(Logged(tmp_path / "alone"), "tests.workers:process_logged")
    with DiskStore(tmp_path / "alone.store") as store:
        ingest(store, SOURCES, plain)
        wanted = dumped(store, tmp_path / "alone.nq")
    fanout = Fanout(task, "auto", tmp_path / "shards", size=4)

    def is_at_work(processes: list[int]) -> bool:
        return bool({pid for _, pid in logged(tmp_path / "log")} & {str(pid) for pid in processes})

    kills = losing(machines, is_at_work, KILLS)
    with DiskStore(tmp_path / "store") as store:
        report = ingest(store, SOURCES[::-1], task, fanout=fanout)
        kills.join(10)
        assert not kills.is_alive()
        assert report == Report(added=len(SOURCES))
        assert dumped(store, tmp_path / "store.nq") == wanted
    calls = Counter(name for name, _ in logged(tmp_path / "log"))
    assert set(calls) == {source.name for source in SOURCES}
    again = sum(calls.values()) - len(SOURCES)
    print(f"{again} of {len(SOURCES)} articles done again after {KILLS} kills")
    assert again <= KILLS * 2 * 4, "two shards for each kill"
    # A run whose writer was lost finds its shards, and builds none of them again, whatever the
    # store.
    shutil.rmtree(tmp_path / "store")
    with oxigraph(tmp_path) as address, RemoteStore(address) as remote:
        remote.directory = tmp_path  # type: ignore[attr-defined]
        assert ingest(
            remote, SOURCES, task, fanout=Fanout(task, "auto", tmp_path / "shards")
        ).added == len(SOURCES)
        assert dumped(remote, tmp_path / "remote.nq") == wanted
    assert len(logged(tmp_path / "log")) == len(SOURCES) + again
    fanout.sweep()
    assert not (tmp_path / "shards" / INBOX).exists()


DRIVER = """
import sys
from pathlib import Path
from actorgraph.corpus.fanout import Fanout
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.builders import Task
from actorgraph.stores.disk.diskstore import DiskStore
from tests.test_fanout import SOURCES
from tests.workers import Logged
folder, address = Path(sys.argv[1]), sys.argv[2]
task = Task(Logged(folder / "log", 0.1), "tests.workers:process_logged")
with DiskStore(folder / "store") as store:
    ingest(store, SOURCES, task, fanout=Fanout(task, address, folder / "shards", size=4))
"""


@pytest.mark.slow
def test_a_driver_is_killed_and_the_next_goes_on(machines: Machines, tmp_path: Path) -> None:
    with DiskStore(tmp_path / "alone.store") as store:
        ingest(store, SOURCES, Task(Logged(tmp_path / "alone"), "tests.workers:process_logged"))
        wanted = dumped(store, tmp_path / "alone.nq")
    command = [sys.executable, "-c", DRIVER, str(tmp_path), machines.cluster.address]
    for count in range(1, KILLS + 1):
        running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        begin = time.monotonic()
        while len({name for name, _ in logged(tmp_path / "log")}) < count * len(SOURCES) // (
            KILLS + 2
        ):
            assert running.poll() is None, "the driver ended before it could be killed"
            assert time.monotonic() - begin < 120
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
        running.wait()
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    with DiskStore(tmp_path / "store") as store:
        assert dumped(store, tmp_path / "store.nq") == wanted
    calls = Counter(name for name, _ in logged(tmp_path / "log"))
    assert set(calls) == {source.name for source in SOURCES}
    again = sum(calls.values()) - len(SOURCES)
    print(f"{again} of {len(SOURCES)} articles done again after {KILLS} killed drivers")
    assert again <= KILLS * 2 * 4, "two shards for each kill"


@pytest.mark.slow
def test_the_real_line_on_two_machines_of_which_one_is_lost(
    machines: Machines, tmp_path: Path
) -> None:
    names = ("Norway", "Iceland", "Germany", "France", "Chad", "Peru")
    pairs = [(a, b) for a in names for b in names if a != b]
    sources: list[Source | Failure] = [
        Source(
            f"{a}-{b}",
            (
                f"Talks {n}\n\n{a} urged {b} to end the dispute. "
                f"{b} rejected the plan, Erna Berg said."
            ).encode(),
        )
        for n, (a, b) in enumerate(pairs)
    ]
    sources.append(Source("empty", b""))
    task = Task(Settings(FAST_MODEL, find_policy("default")))
    with DiskStore(tmp_path / "alone.store") as store:
        alone = ingest(store, sources, task)
        assert alone.summary() == Report(added=30, failed=1).summary()
        reasons = [(reason.example, reason.count) for reason in alone.reasons()]
        assert reasons == [("empty", 1)]
        wanted = dumped(store, tmp_path / "alone.nq")
    fanout = Fanout(task, "auto", tmp_path / "shards", size=2)
    done = tmp_path / "shards" / DONE
    kills = losing(machines, lambda processes: len(list(done.glob(f"*/{MANIFEST}"))) >= 7, 1)
    with DiskStore(tmp_path / "store") as store:
        assert ingest(store, sources, task, fanout=fanout) == alone
        assert dumped(store, tmp_path / "store.nq") == wanted
    kills.join(10)
    assert not kills.is_alive()


@pytest.mark.slow
def test_an_actor_that_cannot_begin_says_so(machines: Machines, tmp_path: Path) -> None:
    task = Task(Settings("no_such_model", find_policy("default")))
    with (
        DiskStore(tmp_path / "store") as store,
        pytest.raises(ClusterError, match=r"an actor failed: .*spaCy model") as caught,
    ):
        ingest(store, SOURCES[:4], task, fanout=Fanout(task, "auto", tmp_path / "shards"))
    assert "\n" not in str(caught.value)
