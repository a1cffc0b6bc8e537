"""The links of a store on disk: found and written so that a second run costs only what is new."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from actorgraph.links.alike import PROBABLE
from actorgraph.links.cached_readings import CachedReadings, rules_digest
from actorgraph.links.events import Nearness
from actorgraph.links.linking import Links, find_links
from actorgraph.links.pair_points import PairPoints
from actorgraph.stores.disk import link_units
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.link_memory import LinkMemory
from actorgraph.stores.disk.link_units import Row
from actorgraph.stores.disk.relinking import relink
from actorgraph.text.review import Decision


@dataclass(slots=True)
class StoreLinks:
    """The links of a store that is open for writing.

    What the last run weighed and wrote is used again where it still holds; the links are the same
    as without it.
    """

    store: DiskStore
    readings: CachedReadings
    weights: PairPoints
    known: dict[int, Row] | None

    @classmethod
    def of(cls, store: DiskStore) -> "StoreLinks":
        """Read what is new in a store, and what the last run left. Raises StoreError."""
        readings = CachedReadings(store)
        arrays = LinkMemory(store.layout).load(linking_digest())
        weights = PairPoints(readings.versions(), arrays)
        if arrays is None:
            return cls(store, readings, weights, None)
        return cls(store, readings, weights, link_units.from_arrays(arrays))

    def find(
        self,
        decisions: Sequence[Decision] = (),
        nearness: Nearness | None = None,
        *,
        bar: str = PROBABLE,
    ) -> Links:
        """Find the links, and write nothing. Raises ReviewError, as `find_links`."""
        return find_links(self.readings, decisions, nearness, bar=bar, weights=self.weights)

    def write(self, links: Links) -> None:
        """Make links the store's, and leave for the next run what it can use. Raises StoreError."""
        self.known = relink(self.store, links.units, self.known)
        arrays = {**self.weights.arrays(), **link_units.to_arrays(self.known)}
        with faults(self.store.directory):
            LinkMemory(self.store.layout).save(linking_digest(), arrays)


@cache
def linking_digest() -> str:
    """Return the digest of everything that links depend on, except articles and decisions."""
    code = hashlib.sha256(rules_digest().encode())
    for path in sorted(files("actorgraph.links").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".py"):
            code.update(path.read_bytes())
    return code.hexdigest()
