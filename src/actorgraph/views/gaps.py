"""What was not understood, for a terminal: each sentence without a claim, with its place and the reason."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.checking.check import of_sound
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, NIF, RDF


@of_sound
def uncoded(store: Store) -> list[tuple[int, int, str, str]]:
    """Return begin, end (code points), reason and words of each gap; no words where a shareable graph withholds them."""
    return sorted(_gaps(store))


def _gaps(store: Store) -> Iterator[tuple[int, int, str, str]]:
    for quad in store.match(None, RDF.type, AG.Gap):
        reason = _value(store, quad.subject, AG.reason)
        for found in store.match(
            quad.subject, AG.evidence, None):
            if isinstance(found.object, ox.NamedNode):
                begin, end = (
                    int(_value(store, found.object, p) or 0) for p in (NIF.beginIndex, NIF.endIndex)
                )
                yield (
                    begin,
                    end,
                    reason,
                    " ".join(_value(store, found.object, NIF.anchorOf).split()),
                )


def _value(store: Store, node: ox.NamedNode | ox.BlankNode | ox.Triple, role: ox.NamedNode) -> str:
    quad = next(store.match(node, role), None)  # type: ignore[arg-type]
    return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else ""
