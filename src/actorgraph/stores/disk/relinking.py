"""Links across articles put in the place of those before: only what differs is written, and so much at once as fits memory."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from actorgraph.stores.disk import linked
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import faults, flushed
from actorgraph.stores.memory import LINKS

T = TypeVar("T")
STROKE = 10_000  # triples in one transaction, which is held in memory


def relink(store: DiskStore, triples: Callable[[], Iterable[ox.Triple]]) -> None:
    """Make what `triples` gives the store's graph of links, on the disk on return; it is asked twice, and gives nothing twice.

    What is cut off in the middle leaves the links before or the new ones, which nobody vouches for; or none, where so
    many are new that one transaction would not hold them. Raises StoreError.
    """
    with faults(store.directory):
        wanted = linked.digest(map(linked.code, triples()))
        if store.ledger.told(linked.KEY) == wanted:
            return
        _tell(store, "")
        # What is met again is taken off: at the end only what must go is left.
        left = {linked.code(quad.triple) for quad in _links(store.quads)}
        coming = (triple for triple in triples() if not _met(linked.code(triple), left))
        stroke = _some(coming)
        while len(stroke) == STROKE:
            _tell(store, linked.HALF)
            exchange(store.quads, set(), {LINKS: stroke})
            stroke = _some(coming)
        gone = (
            quad
            for quad in (_links(store.quads) if left else ())
            if linked.code(quad.triple) in left
        )
        going = _some(gone)
        while len(going) == STROKE:
            _tell(store, linked.HALF)
            exchange(store.quads, set(going), {})
            going = _some(gone)
        exchange(store.quads, set(going), {LINKS: stroke})
        flushed(store.quads, store.directory)
        _tell(store, wanted)


def _met(code: bytes, left: set[bytes]) -> bool:
    """Tell whether a triple is there already, and take it off what is left."""
    known = code in left
    left.discard(code)
    return known


def _links(quads: ox.Store) -> Iterator[ox.Quad]:
    return quads.quads_for_pattern(None, None, None, LINKS)


def _some(items: Iterator[T]) -> list[T]:
    return list(islice(items, STROKE))


def _tell(store: DiskStore, state: str) -> None:
    if store.ledger.told(linked.KEY) != state:
        with store.ledger.writing():
            store.ledger.tell(linked.KEY, state)
