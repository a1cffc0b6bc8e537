"""From the format of an older version to this one's, at the first opening."""

import os

import pyoxigraph as ox

from actorgraph.stores.disk.layout import FORMAT, Layout
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.disk.passages import digest, passages
from actorgraph.vocabulary.vocab import AG, RDF


def migrate(layout: Layout, quads: ox.Store) -> Layout:
    """Bring a store of format 1, which had graphs and no ledger, to format 2, which merges the graphs, too; returns its layout."""
    beside = layout.ledger.with_name(f".{layout.ledger.name}")
    beside.unlink(missing_ok=True)
    ledger = Ledger(beside)
    with ledger.writing():
        for quad in quads.quads_for_pattern(None, RDF.type, AG.Article, None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name:
                triples = [
                    found.triple
                    for found in quads.quads_for_pattern(None, None, None, quad.subject)
                ]
                ledger.record(
                    Row(quad.subject.value, digest(triples), len(triples)), passages(triples)
                )
    ledger.close()
    # Format 1 had no merged graph.
    quads.extend(
        [
            ox.Quad(q.subject, q.predicate, q.object)
            for q in quads
            if not isinstance(q.graph_name, ox.DefaultGraph)
        ]
    )
    os.replace(beside, layout.ledger)
    return Layout(layout.directory, FORMAT, layout.name)
