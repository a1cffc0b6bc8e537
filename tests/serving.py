"""A server as a user runs it, for the tests: `actorgraph serve` in a process of its own."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
GRAPH = ROOT / "graph" / "sample" / "graph.ttl"
ARTICLE = "b2a3d0219b007bf5"
CLAIM = f"{ARTICLE}-2884-2916-request"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Endpoint:
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def printed(self) -> Path:
        """What the server printed: the links by which readers sign in."""
        return self.log.with_name("printed")

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        timeout: float = 60,
        **headers: str,
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        reply = Reply(
            answer.status,
            {key.casefold(): value for key, value in answer.getheaders()},
            answer.read(),
        )
        connection.close()
        return reply

    def query(self, sparql: str, **headers: str) -> Reply:
        return self.ask(f"/sparql?{urlencode({'query': sparql})}", **headers)

    def post(
        self, sparql: str, path: str = "/sparql", kind: str = "query", **headers: str
    ) -> Reply:
        media = f"application/sparql-{kind}"
        return self.ask(path, method="POST", body=sparql.encode(), content_type=media, **headers)

    def count(self) -> int:
        reply = self.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])

    def raw(self, sent: bytes, timeout: float = 20) -> Reply | None:
        """Send bytes as they are, and return the answer; None where the other side closes without
        one.
        """
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as line:
            with contextlib.suppress(OSError):
                line.sendall(sent)
            answer = http.client.HTTPResponse(line)
            try:
                answer.begin()
                headers = {key.casefold(): value for key, value in answer.getheaders()}
                return Reply(answer.status, headers, answer.read())
            except (OSError, http.client.HTTPException):
                return None


@contextlib.contextmanager
def serving(folder: Path, *arguments: object, token: str | None = None) -> Iterator[Endpoint]:
    """Run `actorgraph serve` on a free port until the block ends."""
    log = folder / "log"
    environment = {**os.environ, **({"ACTORGRAPH_UPDATE_TOKEN": token} if token else {})}
    command = [sys.executable, "-m", "actorgraph.cli", "serve", "--port", "0", *map(str, arguments)]
    with log.open("wb") as stream, log.with_name("printed").open("wb") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=stream, env=environment)
    try:
        yield Endpoint(_port(process, log), log, process)
    finally:
        process.terminate()
        process.wait(30)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    for _ in range(900):
        for line in log.read_text("utf-8").splitlines():
            if '"serving"' in line:
                return int(json.loads(line)["address"].rpartition(":")[2])
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the server did not come up")


@contextlib.contextmanager
def listener() -> Iterator[tuple[int, list[object]]]:
    """Listen on a loopback port, and note who connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        came: list[object] = []
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    line, address = server.accept()
                    came.append(address)
                    line.close()

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1], came
        finally:
            over.set()
            thread.join()
