"""Quads out and triples in, in one transaction: after an interruption nothing has happened."""

from collections.abc import Iterable, Mapping, Sequence, Set

import pyoxigraph as ox

from actorgraph.stores.merging import load
from actorgraph.stores.packing import (
    PACKED,
    common_triples,
    graph_triples,
    may_be_packed,
    pack,
    stated_as_own,
)

Added = Mapping[ox.NamedNode, Sequence[ox.Triple]]


def exchange(
    quads: ox.Store,
    removed: Set[ox.Quad],
    added: Added,
    dropped: ox.NamedNode | None = None,
) -> None:
    """Remove quads of named graphs, drop an article's graph whole, and add triples.

    What no other graph holds goes from the merged graph, too.

    Added triples, by their graph, go there and into the merged graph; those of the dropped graph
    are packed. Raises OSError.
    """
    stored = _stored(added, dropped)
    if not removed:
        _load(quads, added, stored)
        return
    staying = set(added.get(dropped, ())) if dropped is not None else set()
    # The steps of one update are one transaction.
    steps = [_deletion(quads, removed, staying, dropped)]
    if dropped is not None:
        steps.append(f"DROP SILENT GRAPH {dropped}")
        steps.append(f"DELETE WHERE {{ GRAPH {PACKED} {{ {dropped} {PACKED} ?text }} }}")
    steps.append(_insertion(added, stored, {quad.triple for quad in removed} & staying))
    quads.update(" ;\n".join(steps))


def pack_article(quads: ox.Store, article: ox.NamedNode) -> None:
    """Pack the named graph of an article that is stored as earlier versions did. Raises OSError."""
    triples = graph_triples(quads, article)
    named = set(common_triples(article, triples))
    own = [triple for triple in triples if triple not in named]
    text = _lines([ox.Triple(article, PACKED, pack(triples))])
    quads.update(
        f"DELETE DATA {{ GRAPH {article} {{ {_lines(own)} }} }} ;\n"
        f"INSERT DATA {{ GRAPH {PACKED} {{ {text} }} }}"
    )


def _stored(added: Added, article: ox.NamedNode | None) -> dict[object, Sequence[ox.Triple]]:
    """Return what named graphs get: of an article only the common triples, and its text."""
    stored: dict[object, Sequence[ox.Triple]] = {}
    for name, content in added.items():
        stored[name] = content
    if article is None:
        return stored
    triples = added.get(article, ())
    if triples and may_be_packed(article):
        stored[article] = common_triples(article, triples)
        stored[PACKED] = [ox.Triple(article, PACKED, pack(triples))]
    return stored


def _load(quads: ox.Store, added: Added, stored: Mapping[object, Sequence[ox.Triple]]) -> None:
    """Add triples; loading is a transaction, too, and quicker than an update."""
    parts = [_serialized(triples) for triples in added.values()]
    for name, triples in stored.items():
        parts.append(_serialized(triples).replace(b" .\n", f" {name} .\n".encode()))
    load(quads, b"".join(parts))


def _deletion(
    quads: ox.Store,
    removed: Set[ox.Quad],
    staying: Set[ox.Triple],
    dropped: ox.NamedNode | None,
) -> str:
    """Return the step that removes quads, and from the merged graph what no other graph holds."""
    gone = {quad.triple for quad in removed} - staying
    stated = stated_as_own(quads, gone, dropped)
    unmerged = []
    for triple in gone - stated:
        if not _is_held_elsewhere(quads, triple, removed):
            unmerged.append(triple)
    graphs = _by_graph(quad for quad in removed if quad.graph_name != dropped)
    return f"DELETE DATA {{ {_graphs(graphs)} {_lines(unmerged)} }}"


def _insertion(
    added: Added,
    stored: Mapping[object, Sequence[ox.Triple]],
    merged_already: Set[ox.Triple],
) -> str:
    """Return the step that adds triples to their graphs and to the merged one."""
    merged = []
    for triples in added.values():
        merged += [triple for triple in triples if triple not in merged_already]
    return f"INSERT DATA {{ {_graphs(stored)} {_lines(merged)} }}"


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


def _graphs(graphs: Mapping[object, Sequence[ox.Triple]]) -> str:
    """Write triples by graph as SPARQL's data blocks have them."""
    return " ".join(
        f"GRAPH {name} {{ {_lines(triples)} }}" for name, triples in graphs.items() if triples
    )


def _lines(triples: Iterable[ox.Triple]) -> str:
    return _serialized(triples).decode()


def _serialized(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
