"""The quads of a store elsewhere, asked in the few ways in which rooms ask the embedded engine."""

import json
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.query import LEXEME
from actorgraph.stores.remote.wire import TRIPLES, Wire
from actorgraph.vocabulary.vocab import XSD

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
PLACES = ("s", "p", "o", "g")
TRUTH = {"1": "true", "0": "false"}  # so Virtuoso spells booleans in its answers
RETURNED = "__ASK_RETVAL"  # and so the column in which it answers ASK


class RemoteQuads:
    """What `Store.quads` is for a store elsewhere: `query` and `quads_for_pattern` ask it, nothing is kept."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask the union of all graphs. Raises QueryError where the engine refuses the query, StoreError where it fails."""
        lines = [
            f"PREFIX {name}: <{iri}>"
            for name, iri in sorted((prefixes or {}).items())
            if f"{name}:" in sparql
        ]
        text = "\n".join([*lines, sparql])
        if form(sparql) in ("construct", "describe"):
            return _triples(self.wire.ask(text, TRIPLES))
        try:
            return ox.parse_query_results(
                _plain(self.wire.ask(text)), format=ox.QueryResultsFormat.JSON
            )
        except (SyntaxError, ValueError) as error:
            remedy = "check that the address is a SPARQL endpoint's"
            raise StoreError(
                "answers with what is no SPARQL result", where=self.wire.address, remedy=remedy
            ) from error

    def rows(self, sparql: str) -> Iterator[ox.QuerySolution]:
        """Yield the rows of a SELECT. Raises as `query` does."""
        found = self.query(sparql)
        yield from found if isinstance(found, ox.QuerySolutions) else ()

    def truth(self, sparql: str) -> bool:
        """Return the truth of an ASK. Raises as `query` does."""
        found = self.query(sparql)
        return isinstance(found, ox.QueryBoolean) and bool(found)

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: Node | None,
        object: Node | None,
        graph: Node | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads of named graphs that fit what is given. Raises as `query` does."""
        named = (
            None if isinstance(graph, ox.DefaultGraph) else graph
        )  # of a store elsewhere the named ones are all there is
        given = dict(zip(PLACES, (subject, predicate, object, named), strict=True))
        s, p, o, g = (str(term) if term is not None else f"?{name}" for name, term in given.items())
        for row in list(self.rows(f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")):
            terms = (term if term is not None else row[name] for name, term in given.items())
            yield ox.Quad(*terms)  # type: ignore[arg-type]

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Tell whether a graph holds anything."""
        return self.truth(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")


def form(sparql: str) -> str:
    """Return what a query is, in small letters: select, ask, construct, describe; nothing where it is none of them."""
    words = (found[0].casefold() for found in LEXEME.finditer(sparql) if found["word"])
    return next((word for word in words if word in ("select", "ask", "construct", "describe")), "")


def _plain(content: bytes) -> bytes:
    """Bring results in JSON into the form of the recommendation: Virtuoso's names for literals, its 1 for true, its row for an ASK."""
    try:
        told = json.loads(content)
        rows = told.get("results", {}).get("bindings", ())
        if told["head"].get("vars") == [RETURNED]:
            return json.dumps(
                {"head": {}, "boolean": any(row[RETURNED]["value"] == "1" for row in rows)}
            ).encode()
        for row in rows:
            for term in row.values():
                if term.get("type") == "typed-literal":
                    term["type"] = "literal"
                if term.get("datatype") == XSD.boolean.value:
                    term["value"] = TRUTH.get(term["value"], term["value"])
    except (ValueError, AttributeError, TypeError, KeyError):
        return content  # what it is not, the parser tells
    return json.dumps(told).encode()


def _triples(content: bytes) -> ox.QueryTriples:
    held = ox.Store()
    held.extend(ox.Quad(*triple) for triple in parsed(content))
    found = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    return found


def parsed(content: bytes) -> list[ox.Triple]:
    """Read N-Triples. Raises SyntaxError."""
    return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)]
