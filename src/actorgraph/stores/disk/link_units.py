"""Links in units: a tie, a shared event, an origin or a rule, each with a node of its own.

A unit is written and removed as a whole, so that those that are the same need no look at their
triples.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk.link_upkeep import digest_of_sum, statements_of, sum_of, triple_code
from actorgraph.vocabulary.vocab import AG, RDF

CLASSES = (AG.Tie, AG.Happening, AG.Origin, AG.Rule)
CODE_BYTES = 8
WORD_BITS = 64
WORD = (1 << WORD_BITS) - 1


class Unit(NamedTuple):
    """One unit: the IRI of its node, all that its triples depend on, and a way to make these."""

    node: str
    content: str
    triples: Callable[[], Iterable[ox.Triple]]


class Row(NamedTuple):
    """A unit as it was written: the code of its content, and its part of the links' digest."""

    content: int
    triples: int
    total: int


Rows = Mapping[int, Row]


def code(text: str) -> int:
    """Return the digest of a text, 8 bytes."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=CODE_BYTES).digest())


def row_of(unit: Unit, known: Rows) -> tuple[int, Row]:
    """Return a unit's number and its row, which is made only if it is not known already."""
    number, content = code(unit.node), code(unit.content)
    row = known.get(number)
    if row is not None and row.content == content:
        return number, row
    return number, Row(content, *sum_of(map(triple_code, unit.triples())))


def digest_of(rows: Collection[Row]) -> str:
    """Return the digest of all triples, as `links_digest` does."""
    return digest_of_sum(sum(row.triples for row in rows), sum(row.total for row in rows))


@dataclass(frozen=True, slots=True)
class Difference:
    """How the units of a store must change: the numbers of those to write, and what must go."""

    written: frozenset[int]
    obsolete: list[ox.Quad]

    def triples(self, units: Iterable[Unit]) -> Iterator[ox.Triple]:
        """Yield the triples of the units to write."""
        for unit in units:
            if code(unit.node) in self.written:
                yield from unit.triples()


def compare(quads: ox.Store, rows: Rows, known: Rows) -> Difference:
    """Compare new rows with the units in a store, whose contents are known."""
    present = _present(quads)
    written = {
        number for number, row in rows.items() if number not in present or known.get(number) != row
    }
    obsolete: list[ox.Quad] = []
    for number, node in present.items():
        if number not in rows or number in written:
            obsolete.extend(statements_of(quads, node))
    return Difference(frozenset(written), obsolete)


def _present(quads: ox.Store) -> dict[int, ox.NamedNode]:
    """Return the nodes of all units in a store."""
    nodes: dict[int, ox.NamedNode] = {}
    for kind in CLASSES:
        for quad in quads.quads_for_pattern(None, RDF.type, kind, LINKS):
            if isinstance(quad.subject, ox.NamedNode):
                nodes[code(quad.subject.value)] = quad.subject
    return nodes


# ── rows as arrays ────────────────────────────────────────────────────────────────────────────────


def to_arrays(rows: Rows) -> dict[str, npt.NDArray[Any]]:
    """Return rows as arrays, to be saved."""
    columns = (
        ("units", (number for number in rows)),
        ("contents", (row.content for row in rows.values())),
        ("counts", (row.triples for row in rows.values())),
        ("high", (row.total >> WORD_BITS for row in rows.values())),
        ("low", (row.total & WORD for row in rows.values())),
    )
    return {name: np.fromiter(column, np.uint64, len(rows)) for name, column in columns}


def from_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[int, Row]:
    """Return the rows that arrays hold. Raises KeyError if there are none."""
    names = ("units", "contents", "counts", "high", "low")
    columns: list[list[int]] = [arrays[name].tolist() for name in names]
    rows = {}
    for number, content, count, high, low in zip(*columns, strict=True):
        rows[number] = Row(content, count, high << WORD_BITS | low)
    return rows
