"""The child that opens the store itself, for a snapshot or an update and nothing else.

    python -m actorgraph.server.store_worker STORE MEMORY

An update that takes too long is ended with its process: the store then holds all of it or nothing.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import ActorgraphError, GraphError
from actorgraph.server.answering import Reply, error_reply
from actorgraph.server.query_worker import answering_errors
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import Store
from actorgraph.stores.policy import accept
from actorgraph.workers.inside import answer_jobs, leave_network, limit_growth, private_output


def main() -> None:
    """Answer jobs until standard input closes."""
    replies = private_output()
    sealed = leave_network()
    work = _work_on(sys.argv[1])
    limit_growth(int(sys.argv[2]))
    answer_jobs(replies, answering_errors(work), {"sealed": sealed})


def _work_on(directory: str) -> Callable[[dict[str, Any]], Reply]:
    """Return the function that does jobs on a store, or one that says why the store cannot be
    opened.
    """
    try:
        store = open_store(directory)
    except ActorgraphError as error:
        message = str(error)
        return lambda job: error_reply(503, message)
    return lambda job: do(store, job)


def open_store(directory: str) -> Store:
    """Open a store, or the plain database that a snapshot is, as its only writer.

    Raises ActorgraphError.
    """
    # Only a plain database has this file in its own directory.
    if not (Path(directory) / "CURRENT").exists():
        return Store.open(directory, create=False)
    store = Store()
    try:
        store.quads = ox.Store(directory)
    except OSError as error:
        remedy = "stop the process that writes it"
        raise GraphError("cannot be opened", where=directory, remedy=remedy) from error
    return store


def do(store: Store, job: dict[str, Any]) -> Reply:
    """Do one job: an update, or a snapshot."""
    if job["kind"] == "update":
        if isinstance(store, DiskStore):
            return error_reply(
                403, "this store is changed by ingest, build and remove, not by updates"
            )
        update(store, job)
        return {"status": 204}, b""
    return take_snapshot(store, job)


def update(store: Store, job: dict[str, Any]) -> None:
    """Run an update, and change the merged graph by what changed in the named graphs."""
    before = _named_triples(store)
    store.quads.update(job["text"], base_iri=job["root"], prefixes=job["prefixes"])
    after = _named_triples(store)
    for triple in before - after:
        store.quads.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
    store.quads.extend(ox.Quad(t.subject, t.predicate, t.object) for t in after)
    store.quads.flush()


def _named_triples(store: Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads if not isinstance(quad.graph_name, ox.DefaultGraph)}


def take_snapshot(store: Store, job: dict[str, Any]) -> Reply:
    """Copy the store to a new directory, and derive the direct edges there if the job asks for
    them.
    """
    try:
        store.snapshot(job["target"])
    except ActorgraphError as error:
        return error_reply(503, str(error))
    if job["derive"]:
        # In the snapshot, because serving a store must not write to it.
        snapshot = open_store(job["target"])
        accept(snapshot)
        snapshot.quads.flush()
    return {"status": 200}, b""


if __name__ == "__main__":
    main()
