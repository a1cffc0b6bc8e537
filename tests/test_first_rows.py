"""First rows: those of the query as written, read by their values."""

from itertools import product

import pyoxigraph as ox
import pytest
from benchmarks.synthetic import articles

from actorgraph.errors import QueryError
from actorgraph.first_rows import narrowed
from actorgraph.query import ask
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import prefixes

PATTERNS = ["?claim ag:time ?time", " ?claim ag:agent ?time . ", "?claim ag:verb ?time\n"]
ORDERS = ["?time ?claim", "DESC(?time) ?claim", "asc( ?time ) ?claim"]
LIMITS = [0, 1, 20, 1000]


@pytest.fixture(scope="module")
def invented() -> MemoryStore:
    return MemoryStore.of(articles(12, actors=30))


@pytest.mark.parametrize(("pattern", "order", "limit"), product(PATTERNS, ORDERS, LIMITS))
def test_the_first_rows_are_those_of_the_query(
    invented: MemoryStore, pattern: str, order: str, limit: int
) -> None:
    query = f"SELECT ?claim ?time WHERE {{{pattern}}} ORDER BY {order} LIMIT {limit}"
    solutions = invented.quads.query(query, prefixes=prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    wanted = [tuple(solution) for solution in solutions]
    assert "VALUES ?time {" in narrowed(query, invented.query)
    assert list(ask(invented, query).rows) == wanted


def test_equal_values_fill_the_limit(invented: MemoryStore) -> None:
    query = "SELECT ?claim WHERE { ?claim ag:negated ?denied } ORDER BY ?denied LIMIT 50"
    assert len(ask(invented, query)) == 50


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a WHERE { ?a ag:time ?t } ORDER BY ?a LIMIT 3",
        "SELECT ?a WHERE { ?a ag:time ?t . ?a ag:verb ?v } ORDER BY ?t LIMIT 3",
        "SELECT ?a WHERE { ?a ag:time ?t } ORDER BY ?t LIMIT 3 OFFSET 2",
        "SELECT ?a WHERE { ?a ag:time ?t } ORDER BY ?t",
        "SELECT ?a WHERE { ?a ag:time ?t } ORDER BY ?t LIMIT 2000",
        "SELECT (COUNT(?a) AS ?n) WHERE { ?a ag:time ?t } GROUP BY ?t ORDER BY ?t LIMIT 3",
        "SELECT ?a WHERE { ?a ag:confidence ?t } ORDER BY ?t LIMIT 3",
        "SELECT ?a WHERE { OPTIONAL { ?a ag:time ?t } } ORDER BY ?t LIMIT 3",
    ],
)
def test_other_queries_stay_as_they_are(invented: MemoryStore, query: str) -> None:
    assert narrowed(query, invented.query) == query


def test_a_prefix_may_be_declared(invented: MemoryStore) -> None:
    head = "PREFIX own: <https://w3id.org/actorgraph/ontology#>\n"
    query = head + "SELECT ?a WHERE { ?a own:time ?t } ORDER BY ?t LIMIT 3"
    assert narrowed(query, invented.query) != query
    assert len(ask(invented, query)) == 3


def test_an_unknown_prefix_is_explained(invented: MemoryStore) -> None:
    with pytest.raises(QueryError, match="prefix"):
        ask(invented, "SELECT ?a WHERE { ?a none:time ?t } ORDER BY ?t LIMIT 3")
