"""Verifying: is every file what was written, every article whole, and ledger, index and edges in step with the graphs?"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import ActorgraphError
from actorgraph.stores.disk import edges, linked
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import read_layout
from actorgraph.stores.disk.passages import Passage, digest, passages
from actorgraph.stores.disk.seal import broken
from actorgraph.stores.memory import DERIVED, LINKS
from actorgraph.vocabulary.vocab import INDIVIDUALS

ARTICLES = f"{INDIVIDUALS}article/"


def verify(directory: Path | str) -> list[str]:
    """Return what is wrong with a store, a line each; the list is empty where nothing is.

    Raises StoreError where no store is there, or another process writes it.
    """
    layout = read_layout(Path(directory), create=False)
    findings = broken(layout)
    try:
        store = DiskStore(directory, readonly=True)
    except ActorgraphError as error:
        if not findings:
            raise
        return [*findings, str(error)]
    with store:
        looks = (_sqlite, _articles, _strangers, _merger, _edges, _links)
        for look in looks:
            try:
                findings += look(store)
            except (ActorgraphError, OSError, RuntimeError, sqlite3.Error, KeyError) as error:
                findings.append(
                    f"{look.__name__.strip('_')}: cannot be read: {' '.join(str(error).split())[:200]}"
                )
    return findings


def _sqlite(store: DiskStore) -> Iterator[str]:
    for (said,) in store.ledger.connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"ledger.sqlite: {said}"
    begun = store.ledger.pending()
    if begun:
        yield f"{len(begun)} articles were being written when a writer ended: open the store to settle them"
    index = sqlite3.connect(store.layout.ledger, isolation_level=None)
    try:
        index.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if "readonly" not in str(error):
            yield f"the search index is out of step: {error}"
    finally:
        index.close()


def _articles(store: DiskStore) -> Iterator[str]:
    for row in store.ledger.rows():
        try:
            triples = store.triples_of(ox.NamedNode(row.iri))
        except ActorgraphError as error:
            yield f"{row.iri}: {error}"
            continue
        if not triples:
            yield f"{row.iri}: is missing"
        elif digest(triples) != row.digest:
            yield f"{row.iri}: is not what was acknowledged"
        elif Counter(_indexed(store, row.iri)) != Counter(passages(triples)):
            yield f"{row.iri}: its words in the search index are not those of its graph"


def _indexed(store: DiskStore, iri: str) -> list[Passage]:
    query = "SELECT kind, node, words FROM passages WHERE article = (SELECT id FROM articles WHERE iri = ?)"
    return [Passage(*found) for found in store.ledger.connection.execute(query, (iri,))]


def _strangers(store: DiskStore) -> Iterator[str]:
    for name in store.quads.named_graphs():
        if (
            isinstance(name, ox.NamedNode)
            and name.value.startswith(ARTICLES)
            and store.ledger.row(name.value) is None
        ):
            yield f"{name.value}: a graph that the ledger does not know"


def _merger(store: DiskStore) -> Iterator[str]:
    """The default graph holds what the named ones hold, each triple once; counted both ways, for it may be large."""
    merged, missing = 0, 0
    for quad in store.quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            named = store.quads.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            merged += all(isinstance(other.graph_name, ox.DefaultGraph) for other in named)
        else:
            missing += ox.Quad(quad.subject, quad.predicate, quad.object) not in store.quads
    if merged or missing:
        yield f"the merged graph has {merged} triples too many and lacks {missing}: actorgraph compact --store DIR"


def _edges(store: DiskStore) -> Iterator[str]:
    nodes = set()
    for quad in store.quads.quads_for_pattern(None, None, None, DERIVED):
        nodes |= edges.nodes_in([quad])
    counted = {dyad for _, dyad in edges.counted(store.quads, nodes) if dyad}
    if counted != set(store.ledger.dyads()):
        yield "the direct edges are not as often told as was counted: actorgraph compact --store DIR"


def _links(store: DiskStore) -> Iterator[str]:
    told = store.ledger.told(linked.KEY)
    held = (
        linked.code(quad.triple) for quad in store.quads.quads_for_pattern(None, None, None, LINKS)
    )
    if told not in ("", linked.STALE) and linked.digest(held) != told:
        yield "the links across articles are not what was acknowledged: actorgraph link --store DIR"
    loose = linked.loose(store.quads)
    if loose:
        yield f"{len(loose)} links tie what stands in no article: actorgraph link --store DIR"
