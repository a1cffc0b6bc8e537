"""Quads out and quads in, in one transaction: what is cut off in the middle has not happened."""

from collections.abc import Iterable, Set

import pyoxigraph as ox


def exchange(quads: ox.Store, gone: Set[ox.Quad], coming: bytes, whole: ox.NamedNode | None = None) -> None:
    """Take quads of named graphs out, and of the merged one what nothing else tells; put others in; drop a graph `whole`.

    What comes is N-Quads, and names the merged graph itself. Raises OSError.
    """
    if not gone:
        quads.load(coming, format=ox.RdfFormat.N_QUADS)
        return
    told = {quad.triple for quad in gone}
    unsaid = [ox.Quad(t.subject, t.predicate, t.object) for t in told if not _is_told_beside(quads, t, gone)]
    steps = [
        f"DELETE DATA {{ {_blocks([*gone, *unsaid])} }}",
        f"INSERT DATA {{ {_blocks(ox.parse(coming, format=ox.RdfFormat.N_QUADS))} }}",
    ]
    if whole is not None:
        steps.insert(1, f"DROP SILENT GRAPH {whole}")
    quads.update(" ;\n".join(steps))


def _is_told_beside(quads: ox.Store, triple: ox.Triple, gone: Set[ox.Quad]) -> bool:
    """Tell whether a triple stands in a named graph and is not among what goes."""
    found = quads.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(isinstance(quad.graph_name, ox.NamedNode) and quad not in gone for quad in found)


def _blocks(quads: Iterable[ox.Quad]) -> str:
    """Write quads as SPARQL names them, graph by graph."""
    graphs: dict[ox.NamedNode | None, list[ox.Triple]] = {}
    for quad in quads:
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
        graphs.setdefault(name, []).append(quad.triple)
    lines = {name: (ox.serialize(t, format=ox.RdfFormat.N_TRIPLES) or b"").decode() for name, t in graphs.items()}
    return "\n".join(f"GRAPH {name} {{ {text} }}" if name else text for name, text in lines.items())
