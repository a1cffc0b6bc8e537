"""Quads out and triples in, in one transaction: after an interruption nothing has happened."""

from collections.abc import Iterable, Mapping, Sequence, Set

import pyoxigraph as ox

from actorgraph.stores.merging import in_both

Added = Mapping[ox.NamedNode, Sequence[ox.Triple]]


def exchange(
    quads: ox.Store,
    removed: Set[ox.Quad],
    added: Added,
    dropped: ox.NamedNode | None = None,
) -> None:
    """Remove quads of named graphs, drop a graph whole, and add triples.

    What no other graph holds goes from the merged graph, too.

    Added triples, by their graph, go there and into the merged graph. Raises OSError.
    """
    if not removed:
        _load(quads, added)
        return
    # The steps of one update are one transaction.
    steps = [_deletion(quads, removed)]
    if dropped is not None:
        steps.append(f"DROP SILENT GRAPH {dropped}")
    steps.append(_insertion(added))
    quads.update(" ;\n".join(steps))


def _load(quads: ox.Store, added: Added) -> None:
    """Add triples; loading is a transaction, too, and quicker than an update."""
    parts = []
    for name, triples in added.items():
        parts.append(in_both(name, triples))
    quads.load(b"".join(parts), format=ox.RdfFormat.N_QUADS)


def _deletion(quads: ox.Store, removed: Set[ox.Quad]) -> str:
    """Return the step that removes quads, and from the merged graph what no other graph holds."""
    unmerged = []
    for triple in {quad.triple for quad in removed}:
        if not _is_held_elsewhere(quads, triple, removed):
            unmerged.append(triple)
    graphs = _graphs(_by_graph(removed))
    return f"DELETE DATA {{ {graphs} {_lines(unmerged)} }}"


def _insertion(added: Added) -> str:
    """Return the step that adds triples to their graphs and to the merged one."""
    merged = " ".join(_lines(triples) for triples in added.values())
    return f"INSERT DATA {{ {_graphs(added)} {merged} }}"


def _is_held_elsewhere(quads: ox.Store, triple: ox.Triple, removed: Set[ox.Quad]) -> bool:
    """Return whether a named graph holds a triple that is not removed from it."""
    holders = quads.quads_for_pattern(
        triple.subject,
        triple.predicate,
        triple.object,
        None,
    )
    for quad in holders:
        is_named = isinstance(quad.graph_name, ox.NamedNode)
        if is_named and quad not in removed:
            return True
    return False


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
