"""A child: it opens one snapshot, answers one job after another, and is ended whenever a job takes too long.

    python -m actorgraph.server.child SNAPSHOT MEMORY PREFIXES

MEMORY is in bytes, PREFIXES a JSON object. Jobs come on standard input and replies go to standard output, as frames.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from actorgraph.server import answering, frames, lookup
from actorgraph.server.answering import Reply

# Linux: a user's and a network's namespace of one's own. In it there is nothing to connect to, not even loopback.
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
Work = Callable[[ox.Store, dict[str, Any], dict[str, str]], Reply]


def main() -> None:
    """Serve jobs until standard input closes."""
    snapshot, memory, prefixes = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
    replies = private_output()
    sealed = seal()
    store = ox.Store.read_only(snapshot)
    bound(memory)
    serve(replies, lambda job: _reply(store, job, prefixes), ready={"sealed": sealed})


def private_output() -> BinaryIO:
    """Keep standard output for replies alone: whatever else prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its children itself
    return replies


def seal() -> bool:
    """Leave the network where the system lets us: the second wall behind the check for SERVICE. Tell whether it did."""
    try:
        leave = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return False
    return bool(leave(NEW_NETWORK) == 0 or leave(NEW_USER | NEW_NETWORK) == 0)


def bound(memory: int) -> None:
    """Allow so many bytes beyond what the process has mapped by now; whoever asks for more ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    mapped = Path("/proc/self/statm")
    pages = int(mapped.read_text("ascii").split()[0]) if mapped.exists() else 0
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def serve(
    replies: BinaryIO, work: Callable[[dict[str, Any]], Reply], *, ready: dict[str, Any]
) -> None:
    """Answer jobs as they come; an alarm ends a child whose server is gone."""
    replies.write(frames.packed(ready))
    replies.flush()
    while (job := frames.receive(sys.stdin.buffer)) is not None:
        signal.alarm(int(job[0]["deadline"]) + 2)
        try:
            head, body = work(job[0])
        except SyntaxError as error:
            head, body = {"status": 400, "message": "", "broken": str(error.msg)}, b""
        except ValueError as error:
            head, body = {"status": 400, "message": str(error)}, b""
        except MemoryError:
            head, body = (
                {
                    "status": 503,
                    "message": "the query needs more memory than one may have; narrow it",
                },
                b"",
            )
        signal.alarm(0)
        replies.write(frames.packed(head, body))
        replies.flush()


def _reply(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    works: dict[str, Work] = {
        "query": answering.query,
        "graph": answering.graph,
        "search": lookup.search,
    }
    return works[job["kind"]](store, job, prefixes)


if __name__ == "__main__":
    main()
