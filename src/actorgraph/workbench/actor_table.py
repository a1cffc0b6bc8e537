"""The actors of a catalogue in columns, merged from all who are the same."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.catalogue_rows import NAMED_KINDS, ActorRow
from actorgraph.workbench.claim_table import Mask, Rows, long, short
from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.ragged import (
    SEPARATOR,
    Codes,
    Numbers,
    Ragged,
    Texts,
    joined,
    split,
    taken,
)


@dataclass(frozen=True, eq=False)
class ActorTable:
    """Actors by number; their claims and articles are numbers, too.

    `names` are other names, `keys` all names without case and accents, the first one first.
    """

    iris: Texts
    name: Texts
    kind: Codes
    names: Texts
    keys: Texts
    offices: Texts
    is_unnamed: Mask
    is_protected: Mask
    members: Numbers
    claims: Ragged
    articles: Ragged

    @classmethod
    def of(
        cls,
        rows: Sequence[ActorRow],
        claims: Sequence[Sequence[int]],
        articles: Sequence[Collection[int]],
    ) -> "ActorTable":
        """Pack actors, with the numbers of the claims and the articles of each."""
        return cls(
            iris=Texts.of(short(row.iri, INDIVIDUALS) for row in rows),
            name=Texts.of(row.name for row in rows),
            kind=Codes.of(row.kind for row in rows),
            names=_joined(row.names for row in rows),
            keys=_joined(map(plain, (row.name, *row.names)) for row in rows),
            offices=_joined(row.offices for row in rows),
            is_unnamed=np.array([row.is_unnamed for row in rows], np.bool_),
            is_protected=np.array([row.is_protected for row in rows], np.bool_),
            members=np.array([row.members for row in rows], np.uint32),
            claims=Ragged.of(claims),
            articles=Ragged.of([sorted(numbers) for numbers in articles]),
        )

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[ActorRow]:
        return map(self.row, range(len(self)))

    def __getitem__(self, number: int) -> ActorRow:
        return self.row(number)

    def row(self, number: int) -> ActorRow:
        """Return an actor."""
        return ActorRow(
            number=number,
            iri=long(self.iris[number], INDIVIDUALS),
            name=self.name[number],
            kind=self.kind[number],
            names=split(self.names[number]),
            offices=split(self.offices[number]),
            is_unnamed=bool(self.is_unnamed[number]),
            is_protected=bool(self.is_protected[number]),
            members=int(self.members[number]),
            claims=self.claims[number],
            articles=self.articles[number],
        )

    def rows(self, numbers: NDArray[np.integer]) -> Rows[ActorRow]:
        """Return some actors."""
        return Rows(self.row, numbers)

    def take(self, places: NDArray[np.integer]) -> "ActorTable":
        """Return some actors, in this order."""
        columns = {item.name: getattr(self, item.name) for item in fields(self)}
        return ActorTable(**{name: taken(column, places) for name, column in columns.items()})

    def followed_by(self, other: "ActorTable") -> "ActorTable":
        """Return these actors and then those of another table."""
        columns = {}
        for item in fields(self):
            first, second = getattr(self, item.name), getattr(other, item.name)
            columns[item.name] = joined(first, second)
        return ActorTable(**columns)

    @property
    def is_named(self) -> Mask:
        """Which actors have names of their own, and are not a group or a place."""
        return self.kind.among(NAMED_KINDS) & ~self.is_unnamed & ~self.is_protected

    def by_weight(self) -> Numbers:
        """Return the numbers of all actors: those in most articles, with most claims, first."""
        articles = self.articles.lengths.tolist()
        claims = self.claims.lengths.tolist()
        names, iris = list(self.name), list(self.iris)

        def weight(number: int) -> tuple[int, int, str, str]:
            return -articles[number], -claims[number], names[number], iris[number]

        return np.array(sorted(range(len(self)), key=weight), np.uint32)

    def likeness(self, number: int, query: str) -> tuple[int, bool]:
        """Return the place of an actor: the whole name, its beginning, then a word of it."""
        keys = self.keys[number].split(SEPARATOR)
        if query in keys:
            rank = 0
        elif any(key.startswith(query) for key in keys):
            rank = 1
        else:
            rank = 2
        return rank, not self.is_named_one(number)

    def is_named_one(self, number: int) -> bool:
        """Return whether an actor has a name of its own."""
        if self.is_unnamed[number] or self.is_protected[number]:
            return False
        return self.kind[number] in NAMED_KINDS


def _joined(entries: Iterable[Iterable[str]]) -> Texts:
    """Pack several texts of each actor."""
    return Texts.of(map(SEPARATOR.join, entries))
