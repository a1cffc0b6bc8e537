"""Quads out and triples in, in one transaction: after an interruption nothing has happened."""

from collections.abc import Iterable, Mapping, Sequence, Set

import pyoxigraph as ox

from actorgraph.stores.merging import in_both


def exchange(
    quads: ox.Store,
    removed: Set[ox.Quad],
    added: Mapping[ox.NamedNode, Sequence[ox.Triple]],
    dropped: ox.NamedNode | None = None,
) -> None:
    """Remove quads of named graphs, and from the merged graph what no other graph holds; drop a graph whole.

    Added triples, by their graph, go there and into the merged graph. Raises OSError.
    """
    if not removed:
        # Loading is quicker than an update, and a transaction, too.
        written = b"".join(in_both(name, triples) for name, triples in added.items())
        quads.load(written, format=ox.RdfFormat.N_QUADS)
        return
    triples = {quad.triple for quad in removed}
    unmerged = [triple for triple in triples if not _is_held_elsewhere(quads, triple, removed)]
    steps = [f"DELETE DATA {{ {_graphs(_by_graph(removed))} {_lines(unmerged)} }}"]
    if dropped is not None:
        steps.append(f"DROP SILENT GRAPH {dropped}")
    merged = " ".join(_lines(triples) for triples in added.values() if triples)
    steps.append(f"INSERT DATA {{ {_graphs(added)} {merged} }}")
    quads.update(" ;\n".join(steps))


def _is_held_elsewhere(quads: ox.Store, triple: ox.Triple, removed: Set[ox.Quad]) -> bool:
    """Return whether a named graph holds a triple that is not removed from it."""
    holders = quads.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(
        isinstance(quad.graph_name, ox.NamedNode) and quad not in removed for quad in holders
    )


def _by_graph(quads: Iterable[ox.Quad]) -> dict[object, list[ox.Triple]]:
    graphs: dict[object, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    return graphs


def _graphs(
    graphs: Mapping[ox.NamedNode, Sequence[ox.Triple]] | Mapping[object, Sequence[ox.Triple]],
) -> str:
    """Write triples by graph as SPARQL's data blocks have them."""
    return " ".join(
        f"GRAPH {name} {{ {_lines(triples)} }}" for name, triples in graphs.items() if triples
    )


def _lines(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
