"""Readings of a store on disk, cached in it, so that a second run reads only what has changed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

import pyoxigraph as ox

from actorgraph.graph.mint import VERSION
from actorgraph.links.event_reports import EventReport
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.reading_json import (
    read_actors,
    read_reports,
    read_wording,
    write_actors,
    write_reports,
    write_wording,
)
from actorgraph.links.readings import Reading, Wording, read_article
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.reading_cache import Part

# The columns of the cache for actors, reports and wording.
ACTORS, REPORTS, WORDING = get_args(Part)
BATCH = 200  # articles that are read and saved together
# The modules that a reading depends on: a change in one of them invalidates the cached readings.
READING_MODULES = (
    ("actorgraph.graph", ("facts",)),
    (
        "actorgraph.links",
        (
            "event_reports",
            "named_actors",
            "origins",
            "reading_json",
            "readings",
            "topics",
        ),
    ),
    ("actorgraph.actors", ("spellings",)),
)


class CachedReadings:
    """The readings of a store that is open for writing.

    `fresh` is the number of articles that had to be read.
    """

    def __init__(self, store: DiskStore) -> None:
        """Read articles that are new or changed, and cache their readings. Raises StoreError."""
        self._cache = store.readings
        with faults(store.directory):
            unread = self._cache.unread(rules_digest())
            for begin in range(0, len(unread), BATCH):
                batch = unread[begin : begin + BATCH]
                readings = [read_article(store, ox.NamedNode(iri)) for iri in batch]
                parts = [(reading.article, _parts(reading)) for reading in readings]
                self._cache.save(rules_digest(), parts)
        self.fresh = len(unread)

    def versions(self) -> dict[str, str]:
        """Return the digest of every article's graph, by its IRI."""
        return self._cache.versions()

    def actors(self) -> Iterator[NamedActor]:
        """Yield the named actors of every article."""
        for text in self._cache.every(ACTORS):
            yield from read_actors(text)

    def reports(self) -> Iterator[EventReport]:
        """Yield the reports of every article."""
        for text in self._cache.every(REPORTS):
            yield from read_reports(text)

    def wordings(self) -> Iterator[Wording]:
        """Yield the wording of every article."""
        return map(read_wording, self._cache.every(WORDING))

    def wording(self, article: str) -> Wording:
        """Return the wording of one article, by its IRI."""
        return read_wording(self._cache.part_of(WORDING, article))


def _parts(reading: Reading) -> dict[Part, str]:
    return {
        ACTORS: write_actors(reading.actors),
        REPORTS: write_reports(reading.reports),
        WORDING: write_wording(reading.wording),
    }


@cache
def rules_digest() -> str:
    """Return the digest of everything that a reading depends on, except its article.

    That is our modules, the ontology and the stemmer.
    """
    code = hashlib.sha256(f"{VERSION} {version('snowballstemmer')}".encode())
    for package, modules in READING_MODULES:
        for module in modules:
            code.update(files(package).joinpath(f"{module}.py").read_bytes())
    for path in sorted(_ontology_files(), key=lambda path: path.name):
        code.update(path.read_bytes())
    return code.hexdigest()


def _ontology_files() -> Iterator[Traversable]:
    ontology = files("actorgraph.ontology")
    for folder in (ontology, ontology.joinpath("words")):
        for path in folder.iterdir():
            if path.name.endswith(".ttl"):
                yield path
