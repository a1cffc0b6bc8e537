"""Quads out and triples in, in one transaction: what is cut off in the middle has not happened."""

from collections.abc import Iterable, Mapping, Sequence, Set

import pyoxigraph as ox

from actorgraph.stores.memory import in_both

Coming = Mapping[ox.NamedNode, Sequence[ox.Triple]]


def exchange(
    quads: ox.Store, gone: Set[ox.Quad], coming: Coming, whole: ox.NamedNode | None = None
) -> None:
    """Take quads of named graphs out, and of the merged one what nothing else tells; drop a graph `whole`.

    What comes, by the graph it is for, is put there and into the merged one. Raises OSError.
    """
    if not gone:
        written = b"".join(in_both(name, triples) for name, triples in coming.items())
        quads.load(written, format=ox.RdfFormat.N_QUADS)
        return
    told = {quad.triple for quad in gone}
    unsaid = [triple for triple in told if not _is_told_beside(quads, triple, gone)]
    out = "".join(
        f"GRAPH {name} {{ {_lines(triples)} }}" for name, triples in _by_graph(gone).items()
    )
    new = "".join(f"GRAPH {name} {{ {_lines(t)} }} {_lines(t)}" for name, t in coming.items() if t)
    steps = [f"DELETE DATA {{ {out} {_lines(unsaid)} }}", f"INSERT DATA {{ {new} }}"]
    if whole is not None:
        steps.insert(1, f"DROP SILENT GRAPH {whole}")
    quads.update(" ;\n".join(steps))


def _is_told_beside(quads: ox.Store, triple: ox.Triple, gone: Set[ox.Quad]) -> bool:
    """Tell whether a triple stands in a named graph and is not among what goes."""
    found = quads.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(isinstance(quad.graph_name, ox.NamedNode) and quad not in gone for quad in found)


def _by_graph(quads: Iterable[ox.Quad]) -> dict[object, list[ox.Triple]]:
    graphs: dict[object, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    return graphs


def _lines(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
