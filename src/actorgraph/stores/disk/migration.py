"""From an older format to the current one, when a store is first opened to write."""

import os
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk.full_text import find_passages
from actorgraph.stores.disk.layout import Layout
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.merging import merged_quad
from actorgraph.vocabulary.vocab import AG, RDF


def migrate(layout: Layout, quads: ox.Store) -> None:
    """Give a store of format 1 what format 2 adds: a ledger and the merged graph."""
    # A database cannot be written through `files.replace`, which takes the content at once.
    new = layout.ledger.with_name(f".{layout.ledger.name}")
    new.unlink(missing_ok=True)
    ledger = Ledger(new)
    with ledger.writing():
        for article in _articles(quads):
            matches = quads.quads_for_pattern(None, None, None, article)
            triples = [quad.triple for quad in matches]
            row = Row(
                iri=article.value,
                digest=graph_digest(triples),
                triples=len(triples),
            )
            ledger.record(row, find_passages(triples))
    ledger.close()
    quads.extend(_merged(quads))
    os.replace(new, layout.ledger)


def _articles(quads: ox.Store) -> Iterator[ox.NamedNode]:
    for quad in quads.quads_for_pattern(None, RDF.type, AG.Article, None):
        article = quad.subject
        # An article's own graph has its name; other graphs may mention it.
        if isinstance(article, ox.NamedNode) and article == quad.graph_name:
            yield article


def _merged(quads: ox.Store) -> list[ox.Quad]:
    """Return the statements of all named graphs as quads of the merged one."""
    merged = []
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            merged.append(merged_quad(quad))
    return merged
