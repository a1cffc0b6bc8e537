"""Which sources a store elsewhere has read: asked of its marks, never kept here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from actorgraph.stores.disk.ledger import Row
from actorgraph.stores.remote.marks import DIGEST, KEY, RANK, SOURCE, edges_graph

if TYPE_CHECKING:
    from actorgraph.stores.remote.remotestore import RemoteStore


class Keys:
    """What ingest asks of a ledger, in the marks of a store elsewhere."""

    def __init__(self, store: "RemoteStore") -> None:
        self.store = store
        self.seen: dict[int, str] = {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Each mark is acknowledged by itself, so that nothing is to be bound together."""
        yield

    def knows(self, key: str) -> bool:
        """Tell whether a source was read and acknowledged. Raises StoreError."""
        return self.store.quads.truth(f"ASK {{ GRAPH ?g {{ ?g {KEY} {ox.Literal(key)} }} }}")

    def keys(self, iri: str) -> set[str]:
        """Return the keys of the sources that were read for an article. Raises StoreError."""
        return {value for role, value in self._told(iri) if role == KEY}

    def row(self, iri: str) -> Row | None:
        """Return what was marked for an article, None where it is not there. Raises StoreError."""
        told = dict(self._told(iri))
        if DIGEST not in told:
            return None
        return Row(
            iri, told[DIGEST], 0, told.get(KEY, ""), told.get(RANK, ""), told.get(SOURCE, "")
        )

    def number(self, iri: str) -> int:
        """Return a number by which `see` knows the article again."""
        self.seen[len(self.seen) + 1] = iri
        return len(self.seen)

    def see(self, key: str, article: int) -> None:
        """Remember that a source was read, where another's graph of the same text is kept. Raises StoreError."""
        node = edges_graph(ox.NamedNode(self.seen.pop(article)))
        self.store.wire.update(
            f"INSERT DATA {{ GRAPH {node} {{ {node} {KEY} {ox.Literal(key)} }} }}"
        )

    def _told(self, iri: str) -> list[tuple[ox.NamedNode, str]]:
        node = edges_graph(ox.NamedNode(iri))
        found = self.store.quads.quads_for_pattern(node, None, None, node)
        return [(q.predicate, q.object.value) for q in found if isinstance(q.object, ox.Literal)]
