"""The digest of a graph, by which a store knows whether an article is what was acknowledged."""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def graph_digest(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256, in hexadecimal, of the triples as sorted lines of N-Triples."""
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").split(b"\n")
    return hashlib.sha256(b"\n".join(sorted(line for line in lines if line))).hexdigest()
