"""Verifying a store: files unchanged, articles whole, and all its parts in step."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import ActorgraphError, StoreError
from actorgraph.stores.contract import ARTICLES, DERIVED, LINKS
from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk import edge_upkeep, link_upkeep
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.layout import SEAL, Layout, is_forgetting, read_layout
from actorgraph.stores.disk.ledger_file import index_fault
from actorgraph.stores.disk.parts import strays
from actorgraph.stores.disk.seal import break_seal, broken_files, check_seal
from actorgraph.stores.disk.wish import UNFINISHED
from actorgraph.stores.merging import merged_quad
from actorgraph.stores.packing import (
    PACKED,
    articles_in,
    common_triples,
    graph_triples,
    graphs_with,
    packed_articles,
    packed_text,
)

MOST_CHARACTERS = 200  # of an engine's own words


def verify(directory: Path | str, *, seal: bool = False) -> list[str]:
    """Return what is wrong with a store, one line each; an empty list if nothing is.

    With `seal`, a store whose seal is missing or damaged gets a new one if nothing else is wrong.
    Raises StoreError if there is no store, a part of it is missing, or another process is writing
    it.
    """
    layout = read_layout(Path(directory), create=False)
    if seal:
        with faults(layout.directory):
            return _verify_and_seal(layout)
    findings = [*broken_files(layout), *strays(layout)]
    if is_forgetting(layout.directory):
        # Nothing is read: what is to be forgotten must not be in the findings.
        remedy = "actorgraph compact --store DIR finishes it"
        return [*findings, f"{UNFINISHED}: {remedy}"]
    try:
        store = DiskStore(directory, readonly=True)
    except ActorgraphError as error:
        if not findings:
            raise
        return [*findings, str(error)]
    with store:
        findings += _check(store)
    return findings


def _verify_and_seal(layout: Layout) -> list[str]:
    path = layout.directory / SEAL
    try:
        check_seal(layout)
    except StoreError:
        damaged = path.read_bytes() if path.exists() else None
        # Marked as open, it vouches for nothing, and all else can be checked.
        break_seal(layout)
    else:
        return verify(layout.directory)
    findings = None
    try:
        findings = verify(layout.directory)
        if not findings:
            with DiskStore(layout.directory, create=False):
                pass  # closing seals
    finally:
        if findings != []:
            # What was wrong with the seal stays to be seen.
            if damaged is None:
                path.unlink()
            else:
                files.replace(path, damaged, private=True)
    return findings


def _check(store: DiskStore) -> list[str]:
    findings: list[str] = []
    for part, check in CHECKS.items():
        try:
            findings += check(store)
        except (ActorgraphError, OSError, RuntimeError, sqlite3.Error, KeyError) as error:
            reason = " ".join(str(error).split())[:MOST_CHARACTERS]
            findings.append(f"{part} cannot be read: {reason}")
    return findings


def _check_ledger(store: DiskStore) -> Iterator[str]:
    for finding in store.ledger.damage():
        yield f"ledger.sqlite: {finding}"
    begun = store.ledger.pending()
    if begun:
        yield (
            f"the writing of {len(begun)} articles was interrupted:"
            " open the store for writing to recover them"
        )
    fault = index_fault(store.layout.ledger)
    if fault:
        yield f"the search index is out of step: {fault}"


def _check_articles(store: DiskStore) -> Iterator[str]:
    for row in store.ledger.rows():
        try:
            triples = store.triples_of(ox.NamedNode(row.iri))
        except ActorgraphError as error:
            # A damaged article does not keep the others from being checked.
            yield f"{row.iri}: {error}"
            continue
        if not triples:
            yield f"{row.iri}: is missing"
        elif graph_digest(triples) != row.digest or not _has_common(store, row.iri, triples):
            yield f"{row.iri}: is not what was acknowledged"
        elif not _is_indexed(store, row.iri, triples):
            yield f"{row.iri}: its words in the search index are not those of its graph"


def _has_common(store: DiskStore, iri: str, triples: list[ox.Triple]) -> bool:
    """Return whether the named graph of a packed article has just its common triples."""
    article = ox.NamedNode(iri)
    if packed_text(store.quads, article) is None:
        return True
    named = store.quads.quads_for_pattern(None, None, None, article)
    return {quad.triple for quad in named} == set(common_triples(article, triples))


def _is_indexed(store: DiskStore, iri: str, triples: list[ox.Triple]) -> bool:
    """Return whether the index has just the passages of an article's graph."""
    indexed = Counter(store.ledger.passages_of(iri))
    return indexed == Counter(find_passages(triples))


def _check_graph_names(store: DiskStore) -> Iterator[str]:
    for name in store.graph_names():
        if not name.value.startswith(ARTICLES):
            continue
        if store.ledger.row(name.value) is None:
            yield f"{name.value}: a graph that the ledger does not know"


def _check_merged_graph(store: DiskStore) -> Iterator[str]:
    """Compare the merged graph with the others: with each triple, and with how many there are."""
    total = held = missing = 0
    for quad in store.quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            total += 1
            held += _is_in_named_graph(store, quad)
        elif quad.graph_name != PACKED:
            missing += merged_quad(quad) not in store.quads
    packed, packed_missing = _count_packed(store)
    surplus = total - held - packed
    missing += packed_missing
    if surplus or missing:
        yield (
            f"the merged graph has {surplus} triples too many and lacks {missing}:"
            " actorgraph compact --store DIR"
        )


def _count_packed(store: DiskStore) -> tuple[int, int]:
    """Count the triples that packed articles alone state: those merged, and those missing."""
    merged = missing = 0
    for article in packed_articles(store.quads):
        for triple in graph_triples(store.quads, article):
            if merged_quad(triple) not in store.quads:
                missing += 1
            elif not _is_in_named_graph(store, triple):
                merged += _is_first_to_state(store, article, triple)
    return merged, missing


def _is_in_named_graph(store: DiskStore, statement: ox.Quad | ox.Triple) -> bool:
    holders = store.quads.quads_for_pattern(
        statement.subject,
        statement.predicate,
        statement.object,
        None,
    )
    return any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in holders)


def _is_first_to_state(store: DiskStore, article: ox.NamedNode, triple: ox.Triple) -> bool:
    """Return whether no packed article with a smaller IRI states a triple, which counts once."""
    if articles_in(triple) == {article}:
        return True
    return graphs_with(store.quads, triple)[0] == article


def _check_edges(store: DiskStore) -> Iterator[str]:
    nodes = edge_upkeep.nodes_in(store.match(graph=DERIVED))
    counts = set()
    for _, count in edge_upkeep.count_claims(store.quads, nodes):
        if count:
            counts.add(count)
    if counts != set(store.ledger.edge_counts()):
        yield "the direct edges' numbers of claims are wrong: actorgraph compact --store DIR"


def _check_links(store: DiskStore) -> Iterator[str]:
    recorded = store.ledger.get(link_upkeep.KEY)
    is_known = recorded not in ("", link_upkeep.OUTDATED)
    codes = (link_upkeep.triple_code(quad.triple) for quad in store.match(graph=LINKS))
    if is_known and link_upkeep.links_digest(codes) != recorded:
        yield (
            "the links across articles are not what was acknowledged: actorgraph link --store DIR"
        )
    unknown = link_upkeep.unknown_ends(store.quads)
    if unknown:
        yield f"{len(unknown)} links tie what no article describes: actorgraph link --store DIR"


CHECKS: dict[str, Callable[[DiskStore], Iterator[str]]] = {
    "the ledger": _check_ledger,
    "articles": _check_articles,
    "the names of graphs": _check_graph_names,
    "the merged graph": _check_merged_graph,
    "direct edges": _check_edges,
    "links": _check_links,
}
