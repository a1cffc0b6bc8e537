"""The SPARQL endpoint of a remote store, with results as the embedded engine gives them."""

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.nesting import TOO_DEEP, is_json_too_deep, is_too_deep
from actorgraph.sparql import query_form
from actorgraph.stores.contract import QueryResult, Resource, Value
from actorgraph.stores.remote.wire import TRIPLES, Wire
from actorgraph.vocabulary.vocab import XSD, prefixes

# Virtuoso spells booleans so in its answers, and answers ASK with a row of this column.
TRUTH = {"1": "true", "0": "false"}
ASK_COLUMN = "__ASK_RETVAL"


class Endpoint:
    """Queries over the union of a remote store's graphs; nothing is cached."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def query(self, sparql: str) -> QueryResult:
        """Run a query with the ontology's prefixes.

        Raises QueryError if the engine refuses the query, StoreError if it fails.
        """
        text = _with_prefixes(sparql)
        if query_form(sparql) in ("construct", "describe"):
            return self._graph(self.wire.ask(text, TRIPLES))
        answer = self.wire.ask(text)
        if is_json_too_deep(answer):
            raise self._broken(TOO_DEEP)
        content = _standard_json(answer)
        try:
            return ox.parse_query_results(
                content,
                format=ox.QueryResultsFormat.JSON,
            )
        except (SyntaxError, ValueError) as error:
            raise self._broken("the answer is not a SPARQL result") from error

    def _graph(self, answer: bytes) -> ox.QueryTriples:
        try:
            return _as_query_triples(answer)
        except SyntaxError as error:
            reason = str(error.msg)[:100]
            raise self._broken(f"the answer is not valid N-Triples: {reason}") from error

    def _broken(self, what: str) -> StoreError:
        return StoreError(
            what,
            where=self.wire.address,
            remedy="check that the address is a SPARQL endpoint's",
        )

    def rows(self, sparql: str) -> Iterator[ox.QuerySolution]:
        """Yield the rows of a SELECT. Raises as `query` does."""
        result = self.query(sparql)
        if isinstance(result, ox.QuerySolutions):
            yield from result

    def truth(self, sparql: str) -> bool:
        """Return the truth of an ASK. Raises as `query` does."""
        result = self.query(sparql)
        return isinstance(result, ox.QueryBoolean) and bool(result)

    def match(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        object: Value | None = None,
        graph: ox.NamedNode | None = None,
        *,
        condition: str = "",
    ) -> Iterator[ox.Quad]:
        """Yield the quads of named graphs that match.

        A condition in SPARQL may use ?s, ?p, ?o and ?g.

        Raises as `query` does.
        """
        terms = {"s": subject, "p": predicate, "o": object, "g": graph}
        known = {name: term for name, term in terms.items() if term is not None}
        s, p, o, g = (str(known.get(name, f"?{name}")) for name in terms)
        sparql = f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }} {condition} }}"
        # All rows are read first, so that the connection is free for whoever iterates.
        for row in list(self.rows(sparql)):
            values: list[Any] = []
            for name in terms:
                values.append(known[name] if name in known else row[name])
            yield ox.Quad(*values)

    def has_graph(self, graph: ox.NamedNode) -> bool:
        """Return whether a graph has any triples."""
        return self.truth(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")


def _with_prefixes(sparql: str) -> str:
    """Declare the ontology's prefixes that a query may use."""
    lines = []
    for name, iri in prefixes().items():
        if f"{name}:" in sparql:
            lines.append(f"PREFIX {name}: <{iri}>")
    return "\n".join([*lines, sparql])


def parse_triples(content: bytes) -> list[ox.Triple]:
    """Read N-Triples. Raises SyntaxError."""
    if is_too_deep(content):
        raise SyntaxError(TOO_DEEP)
    quads = ox.parse(content, format=ox.RdfFormat.N_TRIPLES)
    try:
        return [quad.triple for quad in quads]
    except MemoryError as error:
        # The parser holds one statement in memory, and no more than so much of it.
        raise SyntaxError("it has a name or text of more than 16 MB") from error


def _standard_json(content: bytes) -> bytes:
    """Bring results in JSON into their standard form.

    Virtuoso has a name of its own for literals, 1 for true, and a row for the answer to ASK.
    """
    try:
        results = json.loads(content)
        rows = results.get("results", {}).get("bindings", ())
        if results["head"].get("vars") == [ASK_COLUMN]:
            truth = any(row[ASK_COLUMN]["value"] == "1" for row in rows)
            return json.dumps({"head": {}, "boolean": truth}).encode()
        for row in rows:
            for term in row.values():
                _standardize(term)
    except (ValueError, AttributeError, TypeError, KeyError):
        return content  # the parser says what is wrong with it
    return json.dumps(results).encode()


def _standardize(term: dict[str, str]) -> None:
    if term.get("type") == "typed-literal":
        term["type"] = "literal"
    if term.get("datatype") == XSD.boolean.value:
        term["value"] = TRUTH.get(term["value"], term["value"])


def _as_query_triples(content: bytes) -> ox.QueryTriples:
    """Return N-Triples as the result of a CONSTRUCT. Raises SyntaxError."""
    quads = ox.Store()
    quads.extend(ox.Quad(*triple) for triple in parse_triples(content))
    result = quads.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(result, ox.QueryTriples)
    return result
