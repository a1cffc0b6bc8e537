"""Replacing the links across articles: what differs, in transactions that fit in memory."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk import link_units, link_upkeep
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import faults, flush
from actorgraph.stores.disk.link_memory import LinkMemory
from actorgraph.stores.disk.link_units import Row, Rows, Unit

T = TypeVar("T")
TRIPLES_A_TRANSACTION = 10_000  # a transaction is held in memory
Quads = Callable[[], Iterable[ox.Quad]]


def relink(
    store: DiskStore,
    units: Callable[[], Iterable[Unit]],
    known: Rows | None = None,
) -> dict[int, Row]:
    """Make some units the store's graph of links, on the disk on return; return their rows.

    `units` is called twice and must give the same distinct units. With the rows of what was written
    last, only units that differ are made and compared; whoever calls this saves the rows. An
    interruption makes these void, and leaves the earlier links or the new ones, marked as outdated;
    or none, if so many are new that one transaction would not hold them. Raises StoreError.
    """
    with faults(store.directory):
        rows = dict(link_units.row_of(unit, known or {}) for unit in units())
        digest = link_units.digest_of(rows.values())
        if store.ledger.get(link_upkeep.KEY) == digest:
            return rows
        LinkMemory(store.layout).drop()
        if known is None:
            triples = (triple for unit in units() for triple in unit.triples())
            _replace(store, triples, lambda: store.match(graph=LINKS), digest)
            return rows
        difference = link_units.compare(store.quads, rows, known)
        _replace(store, difference.triples(units()), lambda: difference.obsolete, digest)
        return rows


def _replace(
    store: DiskStore,
    triples: Iterable[ox.Triple],
    earlier: Quads,
    digest: str,
) -> None:
    """Replace earlier links by triples; what is in both stays."""
    # Until the end nothing vouches for the links.
    _set_state(store, "")
    # What is given again is taken off: at the end only what must go is left.
    obsolete = {link_upkeep.triple_code(quad.triple) for quad in earlier()}
    last_added = _add_new(store, _without_known(triples, obsolete))
    last_removed = _remove_obsolete(store, earlier, obsolete)
    # Few changes are one transaction, so that an interruption leaves the earlier links whole.
    exchange(store.quads, set(last_removed), {LINKS: last_added})
    flush(store.quads, store.directory)
    _set_state(store, digest)


def _add_new(store: DiskStore, triples: Iterator[ox.Triple]) -> list[ox.Triple]:
    """Add triples in full transactions; return the rest."""
    batch = _batch(triples)
    while len(batch) == TRIPLES_A_TRANSACTION:
        _set_state(store, link_upkeep.HALF)
        exchange(store.quads, set(), {LINKS: batch})
        batch = _batch(triples)
    return batch


def _remove_obsolete(store: DiskStore, earlier: Quads, obsolete: set[bytes]) -> list[ox.Quad]:
    """Remove the links of these codes in full transactions; return the rest."""
    if not obsolete:
        return []
    quads = _with_codes(earlier(), obsolete)
    batch = _batch(quads)
    while len(batch) == TRIPLES_A_TRANSACTION:
        _set_state(store, link_upkeep.HALF)
        exchange(store.quads, set(batch), {})
        batch = _batch(quads)
    return batch


def _with_codes(quads: Iterable[ox.Quad], codes: set[bytes]) -> Iterator[ox.Quad]:
    for quad in quads:
        if link_upkeep.triple_code(quad.triple) in codes:
            yield quad


def _without_known(triples: Iterable[ox.Triple], known: set[bytes]) -> Iterator[ox.Triple]:
    """Yield the triples whose code is not known, and take the others off what is known."""
    for triple in triples:
        code = link_upkeep.triple_code(triple)
        if code in known:
            known.discard(code)
        else:
            yield triple


def _batch(items: Iterator[T]) -> list[T]:
    return list(islice(items, TRIPLES_A_TRANSACTION))


def _set_state(store: DiskStore, state: str) -> None:
    if store.ledger.get(link_upkeep.KEY) != state:
        with store.ledger.writing():
            store.ledger.set(link_upkeep.KEY, state)
