"""Engines that tests start: `oxigraph serve` from PyPI, Virtuoso from Debian; each on a free port,
in a folder of its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 60.0  # seconds for an engine to answer
VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = {sql}
ServerThreads = 8
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
ServerRoot = .
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run `oxigraph serve` and give its address."""
    command = Path(sys.executable).with_name("oxigraph")
    if not command.exists():
        _missing("needs the oxigraph command: pip install oxigraph")
    port = free_port()
    line = [str(command), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    with _running(line, folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"sparql+http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path, *, rows: int = 100_000) -> Iterator[str]:
    """Run Virtuoso and give its address, its administrator's name and password in it."""
    if shutil.which("virtuoso-t") is None:
        _missing("needs Debian's Virtuoso: apt-get install virtuoso-opensource-7-bin")
    http = free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(sql=free_port(), http=http, rows=rows), "utf-8")
    line = ["virtuoso-t", "+configfile", "v.ini", "+foreground"]
    with _running(line, folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"):
        yield f"sparql+http://dba:dba@127.0.0.1:{http}/sparql"


ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def _missing(reason: str) -> None:
    """Skip, except in CI, where what is missing is a failure."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def _running(line: list[str], folder: Path, asked: str) -> Iterator[None]:
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(line, cwd=folder, stdout=log, stderr=log)
    try:
        begin = time.monotonic()
        while not _answers(asked):
            said = (folder / "out.log").read_text("utf-8", "replace")[-500:]
            assert process.poll() is None, f"{line[0]} ended: {said}"
            assert time.monotonic() - begin < PATIENCE, f"{line[0]} does not answer: {said}"
            time.sleep(0.2)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(asked: str) -> bool:
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
