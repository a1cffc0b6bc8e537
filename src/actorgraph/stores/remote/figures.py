"""What a store elsewhere holds, in figures that the engine counts."""

import pyoxigraph as ox

from actorgraph.stores.disk.ledger import Dyad
from actorgraph.stores.remote.remotestore import RemoteStore
from actorgraph.vocabulary.vocab import AG, RDF, iri_text


def figures(store: RemoteStore) -> list[tuple[str, str]]:
    """Return names and figures: articles, their triples, direct edges, the claims beneath them. Raises StoreError."""
    article = f"GRAPH ?g {{ ?g {RDF.type} {AG.Article} }}"
    counted = [
        ("articles", f"SELECT (COUNT(*) AS ?n) WHERE {{ {article} }}"),
        ("triples", f"SELECT (COUNT(*) AS ?n) WHERE {{ {article} GRAPH ?g {{ ?s ?p ?o }} }}"),
        (
            "direct edges",
            f"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {{ GRAPH ?g {{ ?e {RDF.type} {AG.DerivedEdge} }} }}",
        ),
        (
            "claims beneath",
            f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?e {AG.restsOn} ?claim }} }}",
        ),
    ]
    found = [("engine", store.address.engine or "any"), ("address", str(store.address))]
    return [*found, *((name, f"{_count(store, text):,}") for name, text in counted)]


def dyads(store: RemoteStore, limit: int) -> list[Dyad]:
    """Return the direct edges with the most claims first. Raises StoreError."""
    ends = f"?e {AG.subject} ?s ; {AG.directProperty} ?p ; {AG.object} ?o ; {AG.restsOn} ?claim"
    rows = store.quads.rows(
        f"SELECT ?e ?s ?p ?o (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ GRAPH ?g {{ {ends} }} }} "
        f"GROUP BY ?e ?s ?p ?o ORDER BY DESC(?n) ?e LIMIT {limit}"
    )
    told = ([iri_text(row[name]) for name in "espon"] for row in rows)
    return [
        Dyad(edge, begin, direct, end, int(claims)) for edge, begin, direct, end, claims in told
    ]


def _count(store: RemoteStore, sparql: str) -> int:
    row = next(store.quads.rows(sparql), None)
    term = row["n"] if row else None
    return int(term.value) if isinstance(term, ox.Literal) else 0
