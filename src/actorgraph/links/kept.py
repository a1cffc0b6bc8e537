"""Readings of a store on the disk: kept in its ledger, so that a second run reads only what has changed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import pyoxigraph as ox

from actorgraph.graph.mint import VERSION
from actorgraph.links.bearer import Bearer
from actorgraph.links.readings import Reading, Wording, read_article
from actorgraph.links.telling import Telling
from actorgraph.links.written import (
    read_bearers,
    read_tellings,
    read_wording,
    write_bearers,
    write_tellings,
    write_wording,
)
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.reading_cache import Part

BATCH = 200  # articles read and flushed together
# Whatever a reading depends on beside the article's graph: a change in any of it makes every reading anew.
RULES = (
    (
        "actorgraph.links",
        ("alike", "bearer", "origins", "readings", "telling", "topics", "written"),
    ),
    ("actorgraph.actors", ("named", "variants")),
)


class Kept:
    """The readings of a store that is open to write; `fresh` is how many articles had to be read."""

    def __init__(self, store: DiskStore) -> None:
        """Read what is new or changed, and keep it. Raises StoreError."""
        self.store = store
        with faults(store.directory):
            missing = store.readings.unread(rules())
            for begin in range(0, len(missing), BATCH):
                names = missing[begin : begin + BATCH]
                found = [(name, _parts(read_article(store, ox.NamedNode(name)))) for name in names]
                store.readings.save(rules(), found)
        self.fresh = len(missing)

    def bearers(self) -> Iterator[Bearer]:
        """Yield everybody of every article."""
        return (
            bearer
            for text in self.store.readings.every("bearers")
            for bearer in read_bearers(text)
        )

    def tellings(self) -> Iterator[Telling]:
        """Yield what every article tells."""
        return (
            telling
            for text in self.store.readings.every("tellings")
            for telling in read_tellings(text)
        )

    def wordings(self) -> Iterator[Wording]:
        """Yield what every text is made of."""
        return map(read_wording, self.store.readings.every("wording"))

    def wording(self, article: str) -> Wording:
        """Return what one text is made of, by the article's IRI."""
        return read_wording(self.store.readings.part_of("wording", article))


def _parts(reading: Reading) -> dict[Part, str]:
    return {
        "bearers": write_bearers(reading.bearers),
        "tellings": write_tellings(reading.tellings),
        "wording": write_wording(reading.wording),
    }


@cache
def rules() -> str:
    """Return the digest of all that a reading depends on beside its article: our modules, the ontology, the stemmer."""
    code = hashlib.sha256(f"{VERSION} {version('snowballstemmer')}".encode())
    for package, names in RULES:
        for name in names:
            code.update(files(package).joinpath(f"{name}.py").read_bytes())
    for path in sorted(files("actorgraph.ontology").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".ttl"):
            code.update(path.read_bytes())
    return code.hexdigest()
