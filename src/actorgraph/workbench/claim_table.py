"""The claims of a catalogue in columns: to be filtered and counted all at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.catalogue_rows import NOBODY_NAMED, THE_ARTICLE, ClaimRow, year_of
from actorgraph.workbench.ragged import Codes, Numbers, Ragged, Texts, joined, taken

CLAIMS = f"{INDIVIDUALS}claim/"
# How an IRI is written that does not begin as ours do.
FOREIGN = "<"
# The fields of a claim by how they are packed.
CODED = ("kind", "level", "tone", "month")
FLAGS = ("is_denied", "is_set_aside")
LISTS = ("doers", "parties", "speakers", "places", "inside")
Mask = NDArray[np.bool_]
Row = TypeVar("Row")


@dataclass(frozen=True, eq=False)
class Rows(Sequence[Row], Generic[Row]):
    """Some rows of a table, each made when it is looked at."""

    row: Callable[[int], Row]
    numbers: NDArray[np.integer]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> "Rows[Row]": ...

    def __getitem__(self, place: int | slice) -> "Row | Rows[Row]":
        if isinstance(place, slice):
            return Rows(self.row, self.numbers[place])
        return self.row(int(self.numbers[place]))

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, self.numbers.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)


@dataclass(frozen=True, eq=False)
class ClaimTable:
    """Claims by number, in the order of their articles; actors and articles are numbers."""

    iris: Texts
    article: Numbers
    kind: Codes
    level: Codes
    tone: Codes
    month: Codes
    sure: NDArray[np.float64]
    is_denied: Mask
    is_set_aside: Mask
    doers: Ragged
    parties: Ragged
    speakers: Ragged
    places: Ragged
    inside: Ragged

    @classmethod
    def of(cls, rows: Sequence[ClaimRow]) -> "ClaimTable":
        """Pack claims."""
        columns: dict[str, Any] = {}
        for name in CODED:
            columns[name] = Codes.of(getattr(row, name) for row in rows)
        for name in FLAGS:
            columns[name] = np.array([getattr(row, name) for row in rows], np.bool_)
        for name in LISTS:
            columns[name] = Ragged.of([getattr(row, name) for row in rows])
        return cls(
            iris=Texts.of(short(row.iri, CLAIMS) for row in rows),
            article=np.array([row.article for row in rows], np.uint32),
            sure=np.array([row.sure for row in rows], np.float64),
            **columns,
        )

    def __len__(self) -> int:
        return len(self.article)

    def __iter__(self) -> Iterator[ClaimRow]:
        return map(self.row, range(len(self)))

    def __getitem__(self, number: int) -> ClaimRow:
        return self.row(number)

    def iri(self, number: int) -> str:
        """Return the IRI of a claim."""
        return long(self.iris[number], CLAIMS)

    def row(self, number: int) -> ClaimRow:
        """Return a claim."""
        values: dict[str, Any] = {}
        for name in CODED:
            values[name] = getattr(self, name)[number]
        for name in FLAGS:
            values[name] = bool(getattr(self, name)[number])
        for name in LISTS:
            values[name] = tuple(getattr(self, name)[number].tolist())
        return ClaimRow(
            number=number,
            iri=self.iri(number),
            article=int(self.article[number]),
            sure=float(self.sure[number]),
            **values,
        )

    def rows(self, numbers: NDArray[np.integer]) -> Rows[ClaimRow]:
        """Return some claims."""
        return Rows(self.row, numbers)

    def take(self, places: NDArray[np.integer]) -> "ClaimTable":
        """Return some claims, in this order."""
        columns = {item.name: getattr(self, item.name) for item in fields(self)}
        return ClaimTable(**{name: taken(column, places) for name, column in columns.items()})

    def followed_by(self, other: "ClaimTable") -> "ClaimTable":
        """Return these claims and then those of another table."""
        columns = {}
        for item in fields(self):
            first, second = getattr(self, item.name), getattr(other, item.name)
            columns[item.name] = joined(first, second)
        return ClaimTable(**columns)

    def moved(
        self,
        articles: NDArray[np.int64],
        actors: NDArray[np.int64],
        claims: NDArray[np.int64],
    ) -> "ClaimTable":
        """Return the same claims with the new numbers of articles, actors and claims."""
        return replace(
            self,
            article=articles[self.article].astype(np.uint32),
            doers=_moved(self.doers, actors),
            parties=_moved(self.parties, actors),
            speakers=_moved(self.speakers, actors),
            places=_moved(self.places, actors),
            inside=_moved(self.inside, claims),
        )

    @cached_property
    def is_statement(self) -> Mask:
        """Which claims are somebody's words."""
        return self.level.are("statement")

    @cached_property
    def participants(self) -> Ragged:
        """All who take part in each claim or say so, each once."""
        pairs = []
        for roles in (self.doers, self.parties, self.speakers):
            pairs.append(np.stack((roles.owners, roles.values.astype(np.int64)), axis=1))
        every = np.unique(np.concatenate(pairs), axis=0)
        counts = np.bincount(every[:, 0], minlength=len(self))
        starts = np.concatenate(([0], np.cumsum(counts)))
        return Ragged(starts, every[:, 1].astype(np.uint32))

    def by(self, voice: str) -> Mask:
        """Return the claims that no actor says so: the article does, or nobody named."""
        is_unsaid = self.speakers.lengths == 0
        is_alleged = self.level.are("alleged")
        found: Mask = is_unsaid & ~is_alleged
        if voice == NOBODY_NAMED:
            found = is_unsaid & is_alleged
        return found

    def count_voices(self, numbers: NDArray[np.integer]) -> dict[str, int]:
        """Return for how many of some claims the article or nobody named says so."""
        counts = {
            voice: int(self.by(voice)[numbers].sum()) for voice in (THE_ARTICLE, NOBODY_NAMED)
        }
        return {voice: count for voice, count in counts.items() if count}

    def at(self, time: str) -> Mask:
        """Return the claims of a month, of a year, or undated ones."""
        names = {name for name in self.month.names if time in (name, year_of(name))}
        return self.month.among(names)

    def with_role(self, roles: Ragged, actor: int) -> Mask:
        """Return the claims in which an actor has one of the roles."""
        return roles.having(roles.values == actor)

    def inside_of(self, statements: Mask) -> Mask:
        """Return the claims that are said in one of some statements."""
        return self.inside.having(statements[self.inside.values])


def _moved(ragged: Ragged, moves: NDArray[np.int64]) -> Ragged:
    return ragged.with_values(moves[ragged.values].astype(np.uint32))


def short(iri: str, beginning: str) -> str:
    """Return an IRI without its usual beginning."""
    if iri.startswith(beginning):
        return iri.removeprefix(beginning)
    return FOREIGN + iri


def long(text: str, beginning: str) -> str:
    """Return the IRI that was shortened."""
    if text.startswith(FOREIGN):
        return text.removeprefix(FOREIGN)
    return beginning + text
