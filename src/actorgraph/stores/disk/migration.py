"""From an older format to the current one, when a store is first opened to write."""

import os
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.layout import FORMAT, Layout
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.vocabulary.vocab import AG, RDF


def migrate(layout: Layout, quads: ox.Store) -> Layout:
    """Bring a store of format 1 to format 2, which adds a ledger and the merged graph; return its layout."""
    # A database cannot be written through `files.replace`, which takes the content at once.
    new = layout.ledger.with_name(f".{layout.ledger.name}")
    new.unlink(missing_ok=True)
    ledger = Ledger(new)
    with ledger.writing():
        for article in _articles(quads):
            triples = [q.triple for q in quads.quads_for_pattern(None, None, None, article)]
            row = Row(article.value, graph_digest(triples), len(triples))
            ledger.record(row, find_passages(triples))
    ledger.close()
    quads.extend(_merged(quads))
    os.replace(new, layout.ledger)
    return Layout(layout.directory, FORMAT, layout.name)


def _articles(quads: ox.Store) -> Iterator[ox.NamedNode]:
    for quad in quads.quads_for_pattern(None, RDF.type, AG.Article, None):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name:
            yield quad.subject


def _merged(quads: ox.Store) -> list[ox.Quad]:
    """Return the statements of all named graphs as quads of the merged one."""
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if not isinstance(quad.graph_name, ox.DefaultGraph)
    ]
