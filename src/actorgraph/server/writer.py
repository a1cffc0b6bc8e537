"""The writer: the one process that opens the store itself, for a snapshot or for an update, and nothing else.

    python -m actorgraph.server.writer STORE MEMORY

An update that takes too long is ended with its process: the store then holds all of it or nothing.
"""

import sys
from dataclasses import dataclass
from typing import Any

from actorgraph.errors import ActorgraphError
from actorgraph.server.answering import Reply
from actorgraph.server.child import bound, private_output, seal, serve
from actorgraph.stores.contract import Copyable
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.snapshot import SnapshotStore, is_snapshot


def main() -> None:
    """Serve jobs until standard input closes."""
    replies = private_output()
    sealed = seal()
    try:
        store = opened(sys.argv[1])
    except ActorgraphError as error:
        refusal = str(error)
        serve(
            replies,
            lambda job: ({"status": 503, "message": refusal}, b""),
            ready={"sealed": sealed},
        )
        return
    bound(int(sys.argv[2]))
    serve(replies, lambda job: _reply(store, job), ready={"sealed": sealed})


@dataclass(frozen=True, slots=True)
class Opened:
    """What can be copied, and what can be changed by SPARQL updates: a snapshot, but not a store with a ledger."""

    store: Copyable
    updatable: SnapshotStore | None


def opened(directory: str) -> Opened:
    """Open a store or a snapshot as its one writer. Raises ActorgraphError."""
    if is_snapshot(directory):
        snapshot = SnapshotStore(directory)
        return Opened(snapshot, snapshot)
    return Opened(DiskStore(directory, create=False), None)


def _reply(opened: Opened, job: dict[str, Any]) -> Reply:
    if job["kind"] == "update":
        if opened.updatable is None:
            return {
                "status": 403,
                "message": "this store is changed by ingest, build and remove, not by updates",
            }, b""
        opened.updatable.update(job["text"], root=job["root"], prefixes=job["prefixes"])
        return {"status": 204}, b""
    try:
        opened.store.snapshot(job["target"])
    except ActorgraphError as error:
        return {"status": 503, "message": str(error)}, b""
    if job["derive"]:
        # The direct edges belong to the snapshot: what is served is never written to for the sake of serving it.
        copy = SnapshotStore(job["target"])
        copy.derive()
        copy.flush()
    return {"status": 200}, b""


if __name__ == "__main__":
    main()
