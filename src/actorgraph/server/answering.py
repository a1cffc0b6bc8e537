"""In a child: run one job on the snapshot and write the result, cut at its limits."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from actorgraph.server.formats import GRAPHS, RESULTS
from actorgraph.stores.packing import count_triples, graph_names, graph_triples, has_graph
from actorgraph.stores.whole_graphs import WholeGraphs

Reply = tuple[dict[str, Any], bytes]


def error_reply(status: int, message: str) -> Reply:
    """Return a reply that becomes a Refusal in the server."""
    return {"status": status, "message": message}, b""


def query(
    store: ox.Store,
    job: dict[str, Any],
    prefixes: dict[str, str],
    graphs: WholeGraphs | None = None,
) -> Reply:
    """Answer SPARQL that the server has checked; `graphs` makes those that it names.

    Raises SyntaxError or QueryError if it is invalid.
    """
    for iri in job["from"]:
        if not has_graph(store, ox.NamedNode(iri)):
            what = f"no graph of this store: {iri}"
            return error_reply(400, f"{what}; the server fetches none")
    result = (graphs or WholeGraphs(store)).query(
        job["text"],
        base_iri=job["root"],
        prefixes=prefixes,
        **_dataset(job),
    )
    if isinstance(result, ox.QueryBoolean):
        form = RESULTS[job["media"]]
        return {"status": 200}, result.serialize(format=form) or b""
    if isinstance(result, ox.QueryTriples):
        return _write_triples(result, job, prefixes)
    return _write_rows(result, job)


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset that the request names.

    Without one, the query's FROM decides, and without FROM, the union of all graphs is queried.
    """
    if job["default"] is None and job["named"] is None:
        return {}
    default = [ox.NamedNode(iri) for iri in job["default"] or ()]
    named = [ox.NamedNode(iri) for iri in job["named"] or ()]
    return {"default": default, "named": named}


class _Budget:
    """Counts the rows and bytes of an answer; `cut` says which of them ran out."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.rows, self.size = job["rows"], job["answer"]
        self.cut = ""

    def is_spent(self, rows: int, size: int) -> bool:
        """Return whether an answer of so many rows and bytes leaves no room for another row."""
        if rows >= self.rows:
            self.cut = "rows"
        elif size > self.size:
            self.cut = "bytes"
        return bool(self.cut)


def _write_rows(solutions: ox.QuerySolutions, job: dict[str, Any]) -> Reply:
    form = RESULTS[job["media"]]
    names = [variable.value for variable in solutions.variables]
    if not names:
        body = _without_columns(solutions, form, job["answer"])
        return {"status": 200}, body
    # The engine writes all solutions or none. As lines of TSV, whose terms are those of N-Triples,
    # they can be cut.
    budget = _Budget(job)
    header = "\t".join(f"?{name}" for name in names)
    return _reply_in(form, [header, *_lines(solutions, names, budget)], budget)


def _reply_in(form: ox.QueryResultsFormat, lines: list[str], budget: _Budget) -> Reply:
    """Return lines of TSV in the form that the client wants."""
    text = ("\n".join(lines) + "\n").encode()
    reply = {"status": 200, "cut": budget.cut}
    if form == ox.QueryResultsFormat.TSV:
        return reply, text
    tsv = ox.QueryResultsFormat.TSV
    parsed = ox.parse_query_results(text, format=tsv)
    assert isinstance(parsed, ox.QuerySolutions)
    return reply, parsed.serialize(format=form) or b""


def _lines(solutions: ox.QuerySolutions, names: list[str], budget: _Budget) -> Iterator[str]:
    size = 0
    for rows, solution in enumerate(solutions):
        if budget.is_spent(rows, size):
            return
        line = "\t".join(_cell(solution[name]) for name in names)
        size += len(line)
        yield line


def _cell(term: object) -> str:
    """Write a term as TSV does; what is not bound is empty."""
    if isinstance(term, ox.Triple):
        parts = " ".join(map(_cell, term))
        return f"<<( {parts} )>>"
    return "" if term is None else str(term)


def _without_columns(solutions: ox.QuerySolutions, form: ox.QueryResultsFormat, most: int) -> bytes:
    """Write rows that bind nothing. Raises MemoryError if there are too many of them."""
    sink = _Sink(most)
    solutions.serialize(sink, form)
    return sink.getvalue()


class _Sink(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, part: Any) -> int:
        """Take bytes. Raises MemoryError if they exceed the limit."""
        if self.tell() + len(part) > self.most:
            raise MemoryError
        return super().write(part)


def graph(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Write one named graph, or the union of all graphs if none is named."""
    if job["graph"] is None:
        quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return _write_triples((quad.triple for quad in quads), job, prefixes)
    name = ox.NamedNode(job["graph"])
    if not has_graph(store, name):
        return error_reply(404, f"no graph of this store: {job['graph']}")
    return _write_triples(graph_triples(store, name), job, prefixes)


def list_graphs(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Write the names of the graphs, and how many triples each has."""
    budget = _Budget(job)
    lines = ["?graph\t?triples"]
    for name in graph_names(store):
        triples = count_triples(store, name)
        # The engine also knows the names of graphs that were emptied.
        if not triples:
            continue
        if budget.is_spent(len(lines) - 1, 0):
            break
        lines.append(f"{name}\t{triples}")
    return _reply_in(RESULTS[job["media"]], lines, budget)


def _write_triples(
    triples: Iterable[ox.Triple], job: dict[str, Any], prefixes: dict[str, str]
) -> Reply:
    """Write triples, each once, in the order in which they come."""
    budget = _Budget(job)
    # A dictionary, because its keys keep their order.
    written: dict[ox.Triple, None] = {}
    size = 0
    for triple in triples:
        if triple in written:
            continue
        if budget.is_spent(len(written), size):
            break
        written[triple] = None
        size += len(str(triple))
    content = ox.serialize(written, format=GRAPHS[job["media"]], prefixes=prefixes)
    return {"status": 200, "cut": budget.cut}, content or b""
