"""How fast the server answers 32 connections, quiet and with one endless query a second beside
them.

    python benchmarks/server.py [GRAPH...] [--seconds 20]

Drives a server of its own by wrk (Debian: apt-get install wrk). Prints JSON: requests per second,
the 99th percentile in milliseconds, errors, and the resident memory of the server with its children
before and after, in megabytes. On a machine that others use, only the ratio of the two runs means
something.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
LIGHT = "SELECT ?s ?n WHERE { ?s a ag:Government ; rdfs:label ?n } LIMIT 5"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("graphs", nargs="*", default=[str(ROOT / "graph" / "sample" / "graph.ttl")])
    parser.add_argument("--seconds", type=int, default=20)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        print("the server is not measured: wrk is missing (Debian: apt-get install wrk)")
        return
    command = [sys.executable, "-m", "actorgraph.cli", "serve", "--port", "0", *given.graphs]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stderr=log) as server:
        try:
            port = port_of(server, log)
            drive(port, 3)
            before = resident(server.pid)
            quiet = drive(port, given.seconds)
            over = threading.Event()
            hostile = threading.Thread(target=attack, args=(port, over))
            hostile.start()
            attacked = drive(port, given.seconds)
            over.set()
            hostile.join()
            time.sleep(12)
            found = {
                "quiet": quiet,
                "attacked": attacked,
                "p99_ratio": round(attacked["p99_ms"] / quiet["p99_ms"], 2),
                "resident_mb": {"before": before, "after": resident(server.pid)},
                "load": os.getloadavg()[0],
            }
            print(json.dumps(found, indent=2))
        finally:
            server.terminate()


def port_of(server: subprocess.Popen, log) -> int:
    for _ in range(600):
        log.seek(0)
        told = re.search(rb'"address": "[^"]*:(\d+)"', log.read())
        if told:
            return int(told[1])
        if server.poll() is not None:
            raise SystemExit("the server did not start")
        time.sleep(0.1)
    raise SystemExit("the server did not come up")


def drive(port: int, seconds: int) -> dict:
    """Let 32 connections ask a light query as fast as they are answered."""
    address = f"http://127.0.0.1:{port}/sparql?query={quote(LIGHT)}"
    command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "--timeout", "30s", "--latency", address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(r"Socket errors: (.*)", text)
    return {
        "requests_per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p99_ms": round(float(value) * UNITS[unit], 2),
        "not_2xx": int(refused[1]) if refused else 0,
        "socket_errors": broken[1] if broken else "none",
    }


def attack(port: int, over: threading.Event) -> None:
    """Send an endless query each second, and wait for none."""
    while not over.wait(1):
        threading.Thread(target=endless, args=(port,), daemon=True).start()


def endless(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/sparql?query={quote(ENDLESS)}")
    connection.getresponse().read()


def resident(pid: int) -> int:
    """Return the resident memory of a process and of its children, in megabytes."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    return sum(rss for own, parent, rss in rows if pid in (own, parent)) // 1024


if __name__ == "__main__":
    main()
