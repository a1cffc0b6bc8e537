"""In a child: one job against the snapshot, written in the format asked for and cut at its limits."""

import io
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from actorgraph.server.formats import GRAPHS, RESULTS

Reply = tuple[dict[str, Any], bytes]


def query(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Answer SPARQL that the server has checked; raises SyntaxError where it is broken."""
    missing = [iri for iri in job["from"] if not store.contains_named_graph(ox.NamedNode(iri))]
    if missing:
        return {
            "status": 400,
            "message": f"no graph of this store: {missing[0]}; the server fetches none",
        }, b""
    result = store.query(job["text"], base_iri=job["root"], prefixes=prefixes, **_dataset(job))
    if isinstance(result, ox.QueryBoolean):
        return {"status": 200}, result.serialize(format=RESULTS[job["media"]]) or b""
    if isinstance(result, ox.QueryTriples):
        return _written(result, job, prefixes)
    return _rows(result, job)


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset that the request names; without one, that of FROM, and without that, the merger of all graphs."""
    if job["default"] is None and job["named"] is None:
        return {}
    graphs = {key: [ox.NamedNode(iri) for iri in job[key] or ()] for key in ("default", "named")}
    return {"default_graph": graphs["default"], "named_graphs": graphs["named"]}


def _rows(solutions: ox.QuerySolutions, job: dict[str, Any]) -> Reply:
    """Write rows; they pass through TSV, whose terms are those of N-Triples, so that any number can be cut off."""
    names = [variable.value for variable in solutions.variables]
    form = RESULTS[job["media"]]
    if not names:
        return {"status": 200}, _without_columns(solutions, form, job["answer"])
    lines, size, cut = ["\t".join(f"?{name}" for name in names)], 0, ""
    for solution in solutions:
        cut = "rows" if len(lines) > job["rows"] else "bytes" if size > job["answer"] else ""
        if cut:
            break
        lines.append(
            "\t".join("" if solution[name] is None else str(solution[name]) for name in names)
        )
        size += len(lines[-1])
    text = ("\n".join(lines) + "\n").encode()
    if form == ox.QueryResultsFormat.TSV:
        return {"status": 200, "cut": cut}, text
    parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    return {"status": 200, "cut": cut}, parsed.serialize(format=form) or b""


def _without_columns(solutions: ox.QuerySolutions, form: ox.QueryResultsFormat, most: int) -> bytes:
    """Write rows that bind nothing; raises MemoryError where there are too many of them."""
    sink = _Sink(most)
    solutions.serialize(sink, form)
    return sink.getvalue()


class _Sink(io.BytesIO):
    """Bytes in memory, up to a number."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, part: Any) -> int:
        """Take bytes; raises MemoryError where they become too many."""
        if self.tell() + len(part) > self.most:
            raise MemoryError
        return super().write(part)


def graph(store: ox.Store, job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Write one named graph, or the merger of all where none is named."""
    if job["graph"] is None:
        quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    else:
        name = ox.NamedNode(job["graph"])
        if not store.contains_named_graph(name):
            return {"status": 404, "message": f"no graph of this store: {job['graph']}"}, b""
        quads = store.quads_for_pattern(None, None, None, name)
    return _written((quad.triple for quad in quads), job, prefixes)


def _written(triples: Iterable[ox.Triple], job: dict[str, Any], prefixes: dict[str, str]) -> Reply:
    """Write triples, each once, in the order in which they come."""
    kept: dict[ox.Triple, None] = {}
    size, cut = 0, ""
    for triple in triples:
        if triple in kept:
            continue
        cut = "rows" if len(kept) >= job["rows"] else "bytes" if size > job["answer"] else ""
        if cut:
            break
        kept[triple] = None
        size += len(str(triple))
    form = GRAPHS[job["media"]]
    return {"status": 200, "cut": cut}, ox.serialize(kept, format=form, prefixes=prefixes) or b""
