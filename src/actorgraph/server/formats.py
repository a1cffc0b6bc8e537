"""Media types: what can be written, and which of it a caller wants."""

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
# By these endings a format is asked for in a path: /id/actor/Q142.ttl
ENDINGS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One entry of an Accept header: a type, which may hold `*`, and how much it is wanted, from 0 to 1."""

    media: str
    quality: float

    def fit(self, media: str) -> int:
        """Return how exactly this entry speaks of a type: 3 by its name, 2 by its kind, 1 by `*/*`, else 0."""
        if self.media == media:
            return 3
        return 2 if self.media == f"{media.partition('/')[0]}/*" else int(self.media == "*/*")


def wishes(accept: str) -> list[Wish]:
    """Read an Accept header; what is broken in it counts as not wanted."""
    found = []
    for entry in accept.split(",")[:100]:
        media, *parameters = (part.strip().casefold() for part in entry.split(";"))
        if media:
            found.append(Wish("*/*" if media == "*" else media, _quality(parameters)))
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def choose(accept: str, offered: list[str]) -> str | None:
    """Return the type that a caller wants most among those offered, the first where all are alike; None if none fits."""
    wanted = wishes(accept)
    if not wanted:
        return offered[0]
    best, best_quality = None, 0.0
    for media in offered:
        fitting = max(wanted, key=lambda wish: wish.fit(media))
        quality = fitting.quality if fitting.fit(media) else 0.0
        if quality > best_quality:
            best, best_quality = media, quality
    return best
