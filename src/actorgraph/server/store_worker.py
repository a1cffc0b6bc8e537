"""The child that opens the store itself, for a snapshot or an update and nothing else.

    python -m actorgraph.server.store_worker STORE MEMORY

An update that takes too long is ended with its process: the store then holds all of it or nothing.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actorgraph.errors import ActorgraphError
from actorgraph.graph.review.elsewhere import identity_decisions
from actorgraph.server.answering import Reply, error_reply
from actorgraph.server.query_worker import answering_errors
from actorgraph.stores.contract import Copyable
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.snapshot import SnapshotStore, is_snapshot
from actorgraph.text.review_file import read_review
from actorgraph.workbench.catalogue_file import save_catalogue
from actorgraph.workbench.desk import MOST_ARTICLES_CATALOGUED
from actorgraph.workers.inside import answer_jobs, leave_network, limit_growth, prepare_child

# A rejected claim has no part in an event that several articles tell of. Finding these again takes
# longer the more articles there are; in a larger store `actorgraph link` does it.
MOST_ARTICLES_TO_RELINK = 300


def main() -> None:
    """Answer jobs until standard input closes."""
    replies = prepare_child()
    sealed = leave_network()
    work = _work_on(sys.argv[1])
    limit_growth(int(sys.argv[2]))
    answer_jobs(replies, answering_errors(work), {"sealed": sealed})


def _work_on(directory: str) -> Callable[[dict[str, Any]], Reply]:
    """Return the function that does jobs on a store, or one that says why it cannot be opened."""
    try:
        opened = open_directory(directory)
    except ActorgraphError as error:
        message = str(error)
        return lambda job: error_reply(503, message)
    return lambda job: do(opened, job)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that can be copied; `updatable` is the same store if SPARQL updates can change it.

    They can change a snapshot, but not a store with a ledger, which is `counted`.
    """

    store: Copyable
    updatable: SnapshotStore | None = None
    counted: DiskStore | None = None

    def digests(self) -> dict[str, str]:
        """Return the digest of each article's graph that a ledger has. Raises StoreError."""
        if self.counted is None:
            return {}
        return self.counted.digests()

    def counts(self) -> dict[str, int]:
        """Return what a ledger counts; nothing for a snapshot. Raises StoreError."""
        if self.counted is None:
            return {}
        return {"articles": self.counted.count_articles()}


def open_directory(directory: str) -> Opened:
    """Open a store or a snapshot as its only writer. Raises ActorgraphError."""
    if is_snapshot(directory):
        snapshot = SnapshotStore(directory)
        return Opened(snapshot, updatable=snapshot)
    store = DiskStore(directory, create=False)
    return Opened(store, counted=store)


def do(opened: Opened, job: dict[str, Any]) -> Reply:
    """Do one job: an update, people's decisions, or a snapshot."""
    if job["kind"] == "update":
        return update(opened, job)
    if job["kind"] == "judge":
        return judge(opened, job)
    return take_snapshot(opened, job)


def update(opened: Opened, job: dict[str, Any]) -> Reply:
    """Run an update that was checked."""
    if opened.updatable is None:
        return error_reply(403, "this store is changed by ingest, build and remove, not by updates")
    opened.updatable.update(job["text"], root=job["root"], prefixes=job["prefixes"])
    return {"status": 204}, b""


def judge(opened: Opened, job: dict[str, Any]) -> Reply:
    """Apply the decisions of people to some articles, and to the links if there are any."""
    store = opened.counted
    if store is None:
        return error_reply(403, "a snapshot cannot be changed by decisions")
    try:
        store.judge_known(job["articles"])
        if job["relinks"] or _may_relink(store):
            _relink(store)
    except ActorgraphError as error:
        return error_reply(500, str(error))
    return {"status": 200}, b""


def _may_relink(store: DiskStore) -> bool:
    """Return whether a verdict may change links that are soon made again."""
    return store.has_links and store.count_articles() <= MOST_ARTICLES_TO_RELINK


def _relink(store: DiskStore) -> None:
    """Make the links across articles again, as decisions about identity have them."""
    # Whoever only takes snapshots does not need what finds links.
    from actorgraph.links.store_links import StoreLinks

    linking = StoreLinks.of(store)
    review = read_review(store.directory)
    linking.write(linking.find(identity_decisions(review.decisions, review.verdicts)))


def take_snapshot(opened: Opened, job: dict[str, Any]) -> Reply:
    """Copy the store to a new directory, and derive the direct edges there if asked."""
    try:
        opened.store.snapshot(job["target"])
        counts = opened.counts()
        digests = opened.digests()
    except ActorgraphError as error:
        return error_reply(503, str(error))
    if job["derive"]:
        # In the snapshot, because serving a store must not write to it.
        snapshot = SnapshotStore(job["target"])
        snapshot.derive()
        snapshot.flush()
        # Read once for all children: of 10,000 articles it takes about a minute the first time.
        if len(snapshot.articles()) <= MOST_ARTICLES_CATALOGUED:
            previous = Path(job["previous"]) if job["previous"] else None
            save_catalogue(snapshot.quads, Path(job["target"]), digests, previous)
    return {"status": 200, "counts": counts}, b""


if __name__ == "__main__":
    main()
