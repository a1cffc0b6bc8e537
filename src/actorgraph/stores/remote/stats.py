"""What a remote store contains, in figures that its engine counts."""

import pyoxigraph as ox

from actorgraph.stores.contract import EdgeCount
from actorgraph.stores.remote.address import Address
from actorgraph.stores.remote.endpoint import Endpoint
from actorgraph.vocabulary.vocab import AG, RDF, iri_text

ARTICLE = f"GRAPH ?g {{ ?g {RDF.type} {AG.Article} }}"
# What is counted, and how: a count and the pattern it counts over.
FIGURES = {
    "articles": ("COUNT(*)", ARTICLE),
    "triples": ("COUNT(*)", f"{ARTICLE} GRAPH ?g {{ ?s ?p ?o }}"),
    "direct edges": ("COUNT(DISTINCT ?e)", f"GRAPH ?g {{ ?e {RDF.type} {AG.DerivedEdge} }}"),
    "claims beneath": ("COUNT(*)", f"GRAPH ?g {{ ?e {AG.restsOn} ?claim }}"),
}
EDGES = f"""
SELECT ?edge ?start ?relation ?end (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{
  GRAPH ?g {{
    ?edge {AG.subject} ?start ; {AG.directProperty} ?relation ; {AG.object} ?end ;
      {AG.restsOn} ?claim
  }}
}}
GROUP BY ?edge ?start ?relation ?end ORDER BY DESC(?claims) ?edge
"""


def stats(endpoint: Endpoint, address: Address) -> list[tuple[str, str]]:
    """Return names and figures: articles, their triples, direct edges, the claims beneath them.

    Raises StoreError.
    """
    figures = [("engine", address.engine or "any"), ("address", str(address))]
    for name, (count, pattern) in FIGURES.items():
        number = _number(endpoint, f"SELECT ({count} AS ?n) WHERE {{ {pattern} }}")
        figures.append((name, f"{number:,}"))
    return figures


def edge_counts(endpoint: Endpoint, limit: int) -> list[EdgeCount]:
    """Return the direct edges with the most claims first; all of them if the limit is negative.

    Raises StoreError.
    """
    sparql = EDGES if limit < 0 else f"{EDGES} LIMIT {limit}"
    counts = []
    for row in endpoint.rows(sparql):
        counts.append(
            EdgeCount(
                node=iri_text(row["edge"]),
                subject=iri_text(row["start"]),
                edge=iri_text(row["relation"]),
                object=iri_text(row["end"]),
                claims=int(iri_text(row["claims"])),
            )
        )
    return counts


def _number(endpoint: Endpoint, sparql: str) -> int:
    """Return the number in the one row of a query."""
    for row in endpoint.rows(sparql):
        if isinstance(row["n"], ox.Literal):
            return int(row["n"].value)
    return 0
