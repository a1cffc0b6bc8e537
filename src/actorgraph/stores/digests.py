"""The digest of a graph, by which a store knows whether an article is what was acknowledged."""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def graph_digest(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256, in hexadecimal, of the triples as sorted lines of N-Triples."""
    content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    lines = [line for line in content.split(b"\n") if line]
    # Sorted, since an engine returns the triples of a graph in an order of its own.
    lines.sort()
    return hashlib.sha256(b"\n".join(lines)).hexdigest()
