"""How many claims there are for each value of each field that one can choose."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actorgraph.workbench.actor_table import ActorTable
from actorgraph.workbench.catalogue_rows import ArticleRow
from actorgraph.workbench.claim_table import ClaimTable
from actorgraph.workbench.ragged import Codes

# Of the actors and the articles, as many of the most frequent are counted by name.
MOST_COUNTED = 100
Counts = dict[str, Counter[str]]
# The fields in the order of the page.
ORDER = ("sure", "tone", "kind", "with", "by", "article", "when")


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """The tables of a catalogue: its articles, its actors and its claims."""

    articles: Sequence[ArticleRow]
    actors: ActorTable
    claims: ClaimTable


@dataclass(frozen=True, eq=False)
class Tally:
    """How many claims there are for each value of each field that one can choose."""

    coded: Mapping[str, NDArray[np.int64]]
    with_actor: NDArray[np.int64]
    by_actor: NDArray[np.int64]
    article: NDArray[np.int64]
    voices: Counter[str]
    denied: int

    @classmethod
    def of(cls, tables: Listed, numbers: NDArray[np.integer]) -> "Tally":
        """Count some claims."""
        claims, actors = tables.claims, len(tables.actors)
        coded = {}
        for name, codes in _coded(claims).items():
            coded[name] = np.bincount(codes.values[numbers], minlength=len(codes.names))
        return cls(
            coded=coded,
            with_actor=np.bincount(claims.participants.take(numbers).values, minlength=actors),
            by_actor=np.bincount(claims.speakers.take(numbers).values, minlength=actors),
            article=np.bincount(claims.article[numbers], minlength=len(tables.articles)),
            voices=Counter(claims.count_voices(numbers)),
            denied=int(claims.is_denied[numbers].sum()),
        )

    def __sub__(self, other: "Tally") -> "Tally":
        coded = {name: counts - other.coded[name] for name, counts in self.coded.items()}
        return Tally(
            coded=coded,
            with_actor=self.with_actor - other.with_actor,
            by_actor=self.by_actor - other.by_actor,
            article=self.article - other.article,
            voices=self.voices - other.voices,
            denied=self.denied - other.denied,
        )

    def counts(self, tables: Listed) -> Counts:
        """Return the numbers by the value of each field; actors and articles are paths.

        Of actors and articles only those of most claims are among them, and nobody is narrowed
        down to people at risk.
        """
        named: Counts = {}
        for name, codes in _coded(tables.claims).items():
            counts = self.coded[name]
            numbers = np.flatnonzero(counts).tolist()
            named[name] = Counter({codes.names[code]: int(counts[code]) for code in numbers})
        if self.denied:
            named["tone"]["denied"] = self.denied
        is_named = tables.actors.is_named
        named["with"] = self._actors(tables, np.where(is_named, self.with_actor, 0))
        named["by"] = self._actors(tables, np.where(is_named, self.by_actor, 0)) + self.voices
        articles = _most(self.article)
        rows = tables.articles
        named["article"] = Counter({rows[one].value: int(self.article[one]) for one in articles})
        return {name: named[name] for name in ORDER}

    def _actors(self, tables: Listed, counts: NDArray[np.int64]) -> Counter[str]:
        actors = tables.actors
        return Counter({actors[number].value: int(counts[number]) for number in _most(counts)})


def _coded(claims: ClaimTable) -> dict[str, Codes]:
    return {
        "sure": claims.level,
        "tone": claims.tone,
        "kind": claims.kind,
        "when": claims.month,
    }


def _most(counts: NDArray[np.int64]) -> list[int]:
    """Return the places of the greatest counts, the greatest first, without those of 0."""
    order = np.argsort(-counts, kind="stable")[:MOST_COUNTED]
    return [place for place in order.tolist() if counts[place]]
