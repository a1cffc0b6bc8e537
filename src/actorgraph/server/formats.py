"""Media types: what the server can write, and which of it a client prefers."""

from dataclasses import dataclass

import pyoxigraph as ox

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/n3": ox.RdfFormat.N3,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
# A path may end in one of these to ask for a format: /id/actor/Q142.ttl
ENDINGS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
MOST_ENTRIES = 100


# Forty lines of our own: werkzeug reads these headers, too, but nothing else of it would be used
# here.
@dataclass(frozen=True, slots=True)
class Preference:
    """One entry of an Accept header: a type, perhaps with `*`, and its quality from 0 to 1."""

    media: str
    quality: float

    def specificity(self, media: str) -> int:
        """Return how exactly this names a type: 3 by name, 2 by `text/*`, 1 by `*/*`, else 0."""
        if self.media == media:
            return 3
        main_type = media.partition("/")[0]
        if self.media == f"{main_type}/*":
            return 2
        return int(self.media == "*/*")


def read_accept(accept: str) -> list[Preference]:
    """Read an Accept header; an entry with an invalid quality counts as not wanted."""
    preferences = []
    for entry in accept.split(",")[:MOST_ENTRIES]:
        media, *parameters = (part.strip().casefold() for part in entry.split(";"))
        if media == "*":
            media = "*/*"
        if media:
            preferences.append(Preference(media, _quality(parameters)))
    return preferences


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() != "q":
            continue
        try:
            return min(1.0, max(0.0, float(value)))
        except ValueError:
            return 0.0
    return 1.0


def choose(accept: str, offered: list[str]) -> str | None:
    """Return the offered type that a client prefers, the first in a draw; None if there is none."""
    preferences = read_accept(accept)
    if not preferences:
        return offered[0]
    best, best_quality = None, 0.0
    for media in offered:
        quality = _wanted(media, preferences)
        if quality > best_quality:
            best, best_quality = media, quality
    return best


def _wanted(media: str, preferences: list[Preference]) -> float:
    """Return how much a type is wanted, by the most specific entry that names it."""
    nearest = max(preferences, key=lambda preference: preference.specificity(media))
    if nearest.specificity(media) == 0:
        return 0.0
    return nearest.quality
