"""Machines that fail: disks without room, devices in the place of files, odd clocks, huge input."""

import ast
import errno
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph import cli
from actorgraph.errors import GraphError, QueryError
from actorgraph.folders import save
from actorgraph.redaction import redact
from actorgraph.redaction.rules import (
    LARGEST_FILE_IN_BYTES,
    LONGEST_NAME_IN_CHARACTERS,
    LONGEST_NAME_IN_WORDS,
    read_policy,
)
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import SEAL
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.memory import MemoryStore
from tests.serving import GRAPH, Endpoint, serving
from tests.snippets import ARTICLE, MEETING, node, triples
from tests.test_forgetting import invoke
from tests.test_server import reporting

SOURCE = Path(cli.__file__).parent
FULL = Path("/dev/full")
posix = pytest.mark.skipif(os.name != "posix", reason="needs devices and limits of POSIX")


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "actorgraph.cli", *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **options,
    )


# ── disks ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["--help"], ["query", "who-urged-whom", GRAPH]])
def test_output_to_a_full_disk_ends_with_one_line(command: list[object]) -> None:
    with FULL.open("w") as full:
        done = run(*command, stdout=full)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), "/x/y: the disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "the output: the disk is full"),
        (OSError(errno.EIO, "Input/output error", "f"), "f: the disk failed"),
        (RuntimeError("IO error: No space left on device"), "the store: the disk is full"),
    ],
)
def test_a_failure_of_the_disk_is_an_error_of_ours(error: Exception, words: str) -> None:
    assert str(cli._of_the_disk(error)).startswith(words)


@pytest.mark.parametrize(
    "error", [RuntimeError("x"), KeyError("x"), FileNotFoundError(errno.ENOENT, "x")]
)
def test_a_bug_of_ours_is_none_of_the_disk(error: Exception) -> None:
    with pytest.raises(type(error)):
        cli._of_the_disk(error)


def test_without_room_the_remedy_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("actorgraph.folders.replace_all", fails)
    with pytest.raises(GraphError, match="free some space"):
        save(tmp_path / "new", {"a": "b"})
    assert not (tmp_path / "new").exists()


def test_what_was_not_written_is_not_announced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.checking.reasoning.contradictions", lambda store: [])
    (tmp_path / "file").write_text("")
    outcome = invoke("reason", GRAPH, "--inferred", tmp_path / "file" / "inferred.nq")
    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert "inferred:" not in outcome.stderr


SEALING = """
import resource, sys
from actorgraph import cli
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
sys.argv = ["actorgraph", "verify", "--seal", "--store", sys.argv[1]]
cli.main()
"""


@posix
@pytest.mark.parametrize("seal", [None, b"damaged"])
def test_a_seal_that_cannot_be_written_is_reported(tmp_path: Path, seal: bytes | None) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as store:
        store.add(reporting(1))
    path = place / SEAL
    path.unlink()
    if seal is not None:
        path.write_bytes(seal)
    done = subprocess.run(
        [sys.executable, "-c", SEALING, str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "the disk is full" in done.stderr
    assert [name for name in os.listdir(place) if name.startswith(".")] == []
    assert (path.read_bytes() if path.exists() else None) == seal
    assert verify(place, seal=True) == []
    assert verify(place) == []


# ── policies ──────────────────────────────────────────────────────────────────────────────────────


def policy(folder: Path, *names: str) -> Path:
    path = folder / "policy.toml"
    listed = ", ".join(f'"{name}"' for name in names)
    path.write_text(f'version = 1\nname = "x"\nnames = [{listed}]\n', "utf-8")
    return path


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null", "/tmp", "fifo"])
def test_a_policy_is_a_file(device: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    if device == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(device)
    with pytest.raises(QueryError, match="no redaction policy"):
        read_policy(path)


def test_a_policy_of_any_size_is_not_read(tmp_path: Path) -> None:
    path = policy(tmp_path, "Ann")
    with path.open("a") as file:
        file.write("# " + "x" * LARGEST_FILE_IN_BYTES)
    with pytest.raises(QueryError):
        read_policy(path)


@pytest.mark.parametrize(
    "name",
    [
        "a " * (LONGEST_NAME_IN_WORDS + 1),
        "a-" * (LONGEST_NAME_IN_WORDS + 1),
        "a'" * (LONGEST_NAME_IN_WORDS + 1),
        "a" * (LONGEST_NAME_IN_CHARACTERS + 1),
    ],
)
def test_a_name_of_any_length_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="too long"):
        read_policy(policy(tmp_path, name))
    read_policy(policy(tmp_path, name[: LONGEST_NAME_IN_WORDS - 1]))


def meeting() -> MemoryStore:
    store = MemoryStore()
    store.insert(node("article"), triples(ARTICLE + MEETING))
    return store


@pytest.mark.parametrize(
    "names",
    [
        # Text, not patterns.
        ["(a+)+$", "(.*)*x", "[a-z]{1,99999}", ".*", "^", "a|" * 15],
        # What redaction writes in place of names.
        ["a person", "person", "Person 1", "withheld", "a name that was forgotten"],
        # Each within the next.
        [" ".join("abcdefghijklmnop"[:count]) for count in range(1, 16)],
        ["Mara Quill"] * 1_000,
        list("abcdefghijklmnopqrstuvwxyz"),
        ["Actor", "Claim", "article", "https", "w3id", "string", "true"],
        [" . ", "\u200b", "\u0301", "…"],
    ],
)
def test_rules_that_match_each_other_end(names: list[str], tmp_path: Path) -> None:
    path = policy(tmp_path, *names)
    once = redact(meeting(), path)
    # What was put in place of names is not taken for names.
    assert len(redact(once, path).articles()) == 1


def test_names_of_a_policy_cost_what_they_are_long(tmp_path: Path) -> None:
    def cost(count: int) -> float:
        names = [f"Ivan{number % 97} Petrov{number}" for number in range(count)]
        path = policy(tmp_path, *names)
        began = time.process_time()
        redact(meeting(), path)
        return time.process_time() - began

    cost(10)
    assert cost(4_000) < 10 * cost(1_000)


# ── clocks ────────────────────────────────────────────────────────────────────────────────────────

WALL_CLOCKS = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "date.today"}


def calls(path: Path) -> Iterator[str]:
    for part in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(part, ast.Call):
            yield ast.unparse(part.func)


def test_nothing_waits_for_a_clock_that_can_jump() -> None:
    for path in SOURCE.rglob("*.py"):
        # It writes down when somebody decided, and waits for nothing.
        if path.parts[-3:] == ("graph", "review", "deciding.py"):
            continue
        assert WALL_CLOCKS.isdisjoint(calls(path)), path


@posix
@pytest.mark.parametrize("years", [-60, -1, 1, 80])
def test_a_store_of_another_time_is_whole(years: int, tmp_path: Path) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as store:
        store.add(reporting(1))
    moment = time.time() + years * 31_557_600
    for path in [*place.rglob("*"), place]:
        os.utime(path, (moment, moment))
    with DiskStore(place) as store:
        store.add(reporting(2))
        assert len(store.articles()) == 2
    assert verify(place) == []


@pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")
@pytest.mark.parametrize("when", ["1970-01-02 00:00:00", "2105-01-01 00:00:00"])
def test_a_command_works_at_any_time(when: str, tmp_path: Path) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as store:
        store.add(reporting(1))
    prefix = ["faketime", "-f", f"@{when}", sys.executable, "-m", "actorgraph.cli"]
    for command in ("compact", "verify", "stats"):
        done = subprocess.run(
            [*prefix, command, "--store", str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


# ── bodies ────────────────────────────────────────────────────────────────────────────────────────

PATHS = ["/sparql", "/update", "/graphs", "/search?q=x", "/api/actors", "/id/actor/Q37", "/nowhere"]
PART = b"x" * 65_536
SHAPES = {
    "50 MB": (b"Content-Length: 52428800\r\n\r\n", PART),
    "no end": (b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + PART + b"\r\n"),
    "no end of an extension": (b"Transfer-Encoding: chunked\r\n\r\n1;", PART),
    "no end of trailers": (b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"x: yyyy\r\n" * 8_000),
}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with serving(tmp_path_factory.mktemp("bodies"), GRAPH, token="t" * 20) as running:
        yield running


@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_body_without_end_is_refused_everywhere(
    shape: str, method: str, endpoint: Endpoint
) -> None:
    before = memory(endpoint)
    for path in PATHS:
        for media in ("application/sparql-query", "application/x-www-form-urlencoded"):
            head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media}\r\n"
            head += f"Authorization: Bearer {'t' * 20}\r\n"
            status = send_without_end(endpoint, head.encode(), shape)
            # Who asks and sends a body that means nothing is answered, and the body is dropped.
            may_be_answered = method == "GET" and shape.startswith("no end")
            assert may_be_answered or status == "" or status.startswith("4"), (path, status)
    assert endpoint.ask("/health").status == 200
    assert memory(endpoint) - before < 64 << 10


def send_without_end(endpoint: Endpoint, head: bytes, shape: str) -> str:
    """Send a head and parts of a body until the server has had enough; return the status."""
    rest, part = SHAPES[shape]
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=30) as line:
        try:
            line.sendall(head + rest)
            for _ in range(160):
                line.sendall(part)
        except OSError:
            pass
        try:
            return line.recv(4_096).partition(b" ")[2][:3].decode()
        except OSError:
            return ""


def memory(endpoint: Endpoint) -> int:
    """Return the most memory that the server has used, in kilobytes; 0 if the system is silent."""
    status = Path(f"/proc/{endpoint.process.pid}/status")
    if not status.exists():
        return 0
    lines = status.read_text("ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
