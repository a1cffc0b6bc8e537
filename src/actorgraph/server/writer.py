"""The writer: the one process that opens the store itself, for a snapshot or for an update, and nothing else.

    python -m actorgraph.server.writer STORE MEMORY

An update that takes too long is ended with its process: the store then holds all of it or nothing.
"""

import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import ActorgraphError, GraphError
from actorgraph.server.answering import Reply
from actorgraph.server.child import bound, private_output, seal, serve
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import Store
from actorgraph.stores.policy import accept


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


def opened(directory: str) -> Store:
    """Open a store, or the plain database that a snapshot is, as its one writer; raises ActorgraphError."""
    if not (Path(directory) / "CURRENT").exists():
        return Store.open(directory, create=False)
    store = Store()
    try:
        store.quads = ox.Store(directory)
    except OSError as error:
        raise GraphError(
            "cannot be opened", where=directory, remedy="end whoever else writes it"
        ) from error
    return store


def update(store: Store, job: dict[str, Any]) -> None:
    """Run an update, and bring the merged graph in step with what it changed in the named ones."""
    before = _named(store)
    store.quads.update(job["text"], base_iri=job["root"], prefixes=job["prefixes"])
    after = _named(store)
    for triple in before - after:
        store.quads.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
    store.quads.extend(ox.Quad(t.subject, t.predicate, t.object) for t in after)
    store.quads.flush()


def _named(store: Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads if not isinstance(quad.graph_name, ox.DefaultGraph)}


def _reply(store: Store, job: dict[str, Any]) -> Reply:
    if job["kind"] == "update":
        if isinstance(store, DiskStore):
            return {
                "status": 403,
                "message": "this store is changed by ingest, build and remove, not by updates",
            }, b""
        update(store, job)
        return {"status": 204}, b""
    try:
        store.snapshot(job["target"])
    except ActorgraphError as error:
        return {"status": 503, "message": str(error)}, b""
    if job["derive"]:
        # The direct edges belong to the snapshot: what is served is never written to for the sake of serving it.
        copy = opened(job["target"])
        accept(copy)
        copy.quads.flush()
    return {"status": 200}, b""


if __name__ == "__main__":
    main()
