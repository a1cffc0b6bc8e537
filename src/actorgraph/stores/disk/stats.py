"""What a store contains, in figures."""

import pyoxigraph as ox

from actorgraph import files
from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk.full_text import KINDS
from actorgraph.stores.disk.layout import FORMAT, UNPACKED, Layout
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.link_upkeep import is_outdated
from actorgraph.stores.disk.reading_cache import ReadingCache
from actorgraph.stores.packing import packed_articles
from actorgraph.vocabulary.vocab import AG, RDF

TIES = {
    "tied actors": AG.ActorTie,
    "tied claims": AG.EventTie,
    "contradictions": AG.ContradictionTie,
}


def stats(quads: ox.Store, ledger: Ledger, layout: Layout) -> list[tuple[str, str]]:
    """Return names and figures: articles, triples, edges, passages by kind, links, bytes."""
    totals = ledger.totals()
    graph_bytes = files.size_of(layout.graphs)
    ledger_bytes = layout.ledger.stat().st_size
    all_bytes = graph_bytes + ledger_bytes
    figures = {
        "format": layout.version,
        "articles": totals["articles"],
        "triples": totals["triples"],
        "direct edges": totals["edges"],
        "claims beneath": totals["claims"],
    }
    for kind in KINDS:
        figures[f"{kind}s"] = totals.get(kind, 0)
    if layout.version < FORMAT or ledger.get(UNPACKED):
        packed = sum(1 for _ in packed_articles(quads))
        figures["articles to compact"] = totals["articles"] - packed
    figures |= _links(quads, ledger, layout)
    figures |= {
        "bytes of graphs": graph_bytes,
        "bytes of ledger": ledger_bytes,
        "bytes an article": _average(all_bytes, totals["articles"]),
        "bytes a triple": _average(all_bytes, totals["triples"]),
    }
    return [(name, f"{figure:,}") for name, figure in figures.items()]


def _links(quads: ox.Store, ledger: Ledger, layout: Layout) -> dict[str, int]:
    """Return the figures of the links across articles; none if there are none."""
    figures = {}
    for name, kind in TIES.items():
        # Counted one by one: a large store has more ties than fit in memory.
        ties = quads.quads_for_pattern(None, RDF.type, kind, LINKS)
        figures[name] = sum(1 for _ in ties)
    if not any(figures.values()):
        return {}
    if is_outdated(quads, ledger):
        cache = ReadingCache(ledger, layout.directory)
        figures["articles to link"] = cache.count_changed()
    return figures


def _average(total: int, count: int) -> int:
    return total // count if count else 0
