"""The child that answers queries: it opens one snapshot, and is ended if a job takes too long.

    python -m actorgraph.server.query_worker SNAPSHOT MEMORY PREFIXES [NICENESS]

MEMORY is in bytes, PREFIXES a JSON object, and NICENESS how much it yields to others. Jobs arrive
on standard input as frames; replies go to standard output.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.server import answering, resolve
from actorgraph.server.answering import Reply, error_reply
from actorgraph.stores.whole_graphs import WholeGraphs, place_of
from actorgraph.workers.frames import Frame
from actorgraph.workers.inside import answer_jobs, leave_network, limit_growth, prepare_child

Work = Callable[[ox.Store, dict[str, Any], dict[str, str]], Reply]
WORKS: dict[str, Work] = {
    "graph": answering.graph,
    "graphs": answering.list_graphs,
    "search": resolve.search,
}
NICENESS = 4  # the place of an argument
TOO_MUCH_MEMORY = "the query needs more memory than allowed; narrow it"


def main() -> None:
    """Answer jobs until standard input closes."""
    snapshot, memory = sys.argv[1], int(sys.argv[2])
    prefixes = json.loads(sys.argv[3])
    if len(sys.argv) > NICENESS:
        os.nice(int(sys.argv[NICENESS]))
    replies = prepare_child()
    # The second line of defence, after the check that refuses SERVICE.
    sealed = leave_network()
    store = ox.Store.read_only(snapshot)
    limit_growth(memory)

    graphs = WholeGraphs(store, place_of(Path(snapshot)), keeps=True)

    def work(job: dict[str, Any]) -> Reply:
        if job["kind"] == "query":
            return answering.query(store, job, prefixes, graphs)
        return WORKS[job["kind"]](store, job, prefixes)

    answer_jobs(replies, answering_errors(work), {"sealed": sealed})


def answering_errors(
    work: Callable[[dict[str, Any]], Reply],
) -> Callable[[dict[str, Any], bytes], Frame]:
    """Wrap a worker's function so that errors in a query become replies."""

    def answer(job: dict[str, Any], body: bytes) -> Frame:
        try:
            return work(job)
        except SyntaxError as error:
            # The server explains it: it knows the query as the client sent it.
            return {"status": 400, "message": "", "broken": str(error.msg)}, b""
        except (QueryError, ValueError) as error:
            return error_reply(400, str(error))
        except MemoryError:
            return error_reply(503, TOO_MUCH_MEMORY)

    return answer


if __name__ == "__main__":
    main()
