"""What a writer does first: bring ledger and graphs into step after an interruption."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from actorgraph.stores.contract import DERIVED, VOCABULARY
from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk import edge_upkeep, link_upkeep
from actorgraph.stores.disk.faults import flush
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.merging import in_both, vocabulary
from actorgraph.stores.packing import graph_triples

# The ledger's key that is set while the derived edges may not be those that the policy accepts.
EDGES_OUTDATED = "stale"


def has_outdated_vocabulary(quads: ox.Store) -> bool:
    """Return whether the ontology changed since the store was last written."""
    matches = quads.quads_for_pattern(None, None, None, VOCABULARY)
    stored = {quad.triple for quad in matches}
    return stored != set(vocabulary())


def load_vocabulary(quads: ox.Store, place: Path) -> None:
    """Add the ontology's terms, of which the store has none. Raises StoreError, OSError."""
    quads.load(in_both(VOCABULARY, vocabulary()), format=ox.RdfFormat.N_QUADS)
    flush(quads, place)


def is_interrupted(ledger: Ledger) -> bool:
    """Return whether a writer was interrupted, and the next one has to recover."""
    return bool(ledger.pending()) or ledger.get(link_upkeep.KEY) == link_upkeep.HALF


def recover_articles(quads: ox.Store, ledger: Ledger) -> None:
    """Settle each article whose writing was begun: what the graphs have is what counts."""
    begun = ledger.pending()
    if not begun:
        return
    with ledger.writing():
        for row in begun:
            article = ox.NamedNode(row.iri)
            _recover(ledger, row, graph_triples(quads, article))
        ledger.set(EDGES_OUTDATED, "1")
        link_upkeep.mark_outdated(ledger)
        recount(quads, ledger)


def recount(quads: ox.Store, ledger: Ledger) -> None:
    """Count the claims of every direct edge again. Call within the ledger's `writing`."""
    edges = quads.quads_for_pattern(None, None, None, DERIVED)
    nodes = in_order(edge_upkeep.nodes_in(edges))
    ledger.forget_counts()
    ledger.set_counts(edge_upkeep.count_claims(quads, nodes))


def in_order(nodes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    """Return nodes sorted by their IRIs."""
    return sorted(nodes, key=str)


def _recover(ledger: Ledger, begun: Row, triples: list[ox.Triple]) -> None:
    """Record one article as the graphs have it: deleted, as was intended, or as before."""
    known = ledger.row(begun.iri)
    digest = graph_digest(triples)
    if not triples:
        ledger.delete(begun.iri)
    elif digest == begun.digest:
        # The writer ended after the graph and before its row.
        ledger.record(begun, find_passages(triples))
    elif known is not None and known.digest == digest:
        # The writer ended before the graph: the earlier one is still whole.
        ledger.finish(begun.iri)
    else:
        # Another writer's graph, of which nothing else is known.
        row = Row(begun.iri, digest, len(triples))
        ledger.record(row, find_passages(triples))
