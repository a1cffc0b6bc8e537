"""The catalogue of a snapshot: every actor, claim and article in a few words, read once.

Home counts it and search looks through it; texts and cards are read from the store when shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from actorgraph.text.verdicts import Verdict
from actorgraph.workbench.actor_table import ActorTable
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow, ClaimRow, Gap, Tie
from actorgraph.workbench.claim_table import ClaimTable, Mask, Rows
from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.ragged import SEPARATOR, Numbers
from actorgraph.workbench.tally import Listed, Tally
from actorgraph.workbench.word_index import WordIndex

# A claim of a lower confidence, from 0 to 1, is one that the tool is unsure of.
SURE_ENOUGH = 0.6
HASH_BYTES = 8


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """Numbers by texts of which only hashes are remembered, sorted."""

    hashes: NDArray[np.uint64]
    numbers: Numbers

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> "Index":
        """Pack numbers by their texts."""
        hashes = np.array([_hash(text) for text in numbers], np.uint64)
        order = np.argsort(hashes)
        return cls(hashes[order], np.array(list(numbers.values()), np.uint32)[order])

    def moved(self, moves: NDArray[np.int64]) -> "Index":
        """Return the index of what is not gone, with new numbers."""
        numbers = moves[self.numbers]
        is_left = numbers >= 0
        return Index(self.hashes[is_left], numbers[is_left].astype(np.uint32))

    def followed_by(self, other: "Index") -> "Index":
        """Return an index of both; a text that both have has the other's number."""
        is_own = ~np.isin(self.hashes, other.hashes)
        hashes = np.concatenate((self.hashes[is_own], other.hashes))
        order = np.argsort(hashes)
        numbers = np.concatenate((self.numbers[is_own], other.numbers))
        return Index(hashes[order], numbers[order])

    def get(self, text: str) -> int | None:
        """Return the number of a text, or None."""
        wanted = np.uint64(_hash(text))
        place = int(np.searchsorted(self.hashes, wanted))
        if place == len(self.hashes) or self.hashes[place] != wanted:
            return None
        return int(self.numbers[place])


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=HASH_BYTES).digest())


@dataclass(frozen=True)
class Catalogue:
    """Everything in a snapshot; numbers are places in these tables.

    Articles are sorted from the newest, claims by article and then by their place in the text.
    `texts` are those of the articles and `words` those of the claims, empty where withheld.
    `identities` are the numbers of the actors by IRI, and `codes` those of the claims by its end.
    """

    articles: tuple[ArticleRow, ...]
    actors: ActorTable
    claims: ClaimTable
    ties: tuple[Tie, ...]
    gaps: tuple[Gap, ...]
    identities: Index
    codes: Index
    texts: WordIndex
    words: WordIndex

    def prepare(self) -> None:
        """Work out all that is about the whole, so that it is saved with the catalogue."""
        for thing in (self, self.claims):
            for name, value in vars(type(thing)).items():
                if isinstance(value, cached_property):
                    getattr(thing, name)

    @property
    def tables(self) -> Listed:
        """What is counted."""
        return Listed(self.articles, self.actors, self.claims)

    @cached_property
    def order(self) -> Numbers:
        """The numbers of all actors, those in most articles first."""
        return self.actors.by_weight()

    @cached_property
    def ranks(self) -> Numbers:
        """The place of each actor in that order."""
        ranks = np.empty(len(self.order), np.uint32)
        ranks[self.order] = np.arange(len(self.order), dtype=np.uint32)
        return ranks

    @cached_property
    def named_numbers(self) -> Numbers:
        """The numbers of those who have names of their own, those in most articles first."""
        return self.order[self.actors.is_named[self.order]]

    @property
    def named(self) -> Rows[ActorRow]:
        """Those who have names of their own, those in most articles first."""
        return self.actors.rows(self.named_numbers)

    @property
    def tied(self) -> Rows[ActorRow]:
        """Those who are one in several articles, those in most articles first."""
        return self.actors.rows(self.order[self.actors.members[self.order] > 1])

    @cached_property
    def groups_at_risk(self) -> int:
        """How many groups of people at risk there are."""
        return int(self.actors.is_protected.sum())

    @cached_property
    def names(self) -> WordIndex:
        """The words of the actors' names."""
        return WordIndex.of(self.actors.keys)

    @cached_property
    def titles(self) -> WordIndex:
        """The words of the articles' titles."""
        return WordIndex.of(article.title for article in self.articles)

    @cached_property
    def whole(self) -> Tally:
        """The numbers of all claims by each field."""
        return Tally.of(self.tables, np.arange(len(self.claims)))

    @cached_property
    def whole_statements(self) -> Tally:
        """The numbers of all statements by each field."""
        return Tally.of(self.tables, np.flatnonzero(self.claims.is_statement))

    @cached_property
    def levels(self) -> Counter[str]:
        """How many claims there are of each level, without those that are set aside."""
        return Counter(self.levels_of(np.arange(len(self.claims))))

    def levels_of(self, numbers: NDArray[np.integer]) -> dict[str, int]:
        """Return how many of some claims are of each level, without those that are set aside."""
        numbers = np.asarray(numbers)
        return self.claims.level.count(numbers[~self.claims.is_set_aside[numbers]])

    @cached_property
    def unsure(self) -> int:
        """How many claims the tool is unsure of."""
        is_unsure = self.claims.sure < SURE_ENOUGH
        return int((is_unsure & ~self.claims.is_set_aside).sum())

    @cached_property
    def statement_counts(self) -> Numbers:
        """How many statements each actor makes."""
        is_counted = self.claims.is_statement & ~self.claims.is_set_aside
        doers = self.claims.doers.take(np.flatnonzero(is_counted)).values
        return np.bincount(doers, minlength=len(self.actors)).astype(np.uint32)

    def speakers(self, most: int) -> Sequence[tuple[ActorRow, int]]:
        """Return those with names of their own and how many statements they make, at most some."""
        counts = np.where(self.actors.is_named, self.statement_counts, 0)
        order = np.lexsort((self.ranks, -counts.astype(np.int64)))[:most]
        return [(self.actors[number], int(counts[number])) for number in order if counts[number]]

    def claim(self, code: str) -> ClaimRow | None:
        """Return the claim with the end of an IRI."""
        number = self.codes.get(code)
        if number is None or self.claims.row(number).code != code:
            return None
        return self.claims.row(number)

    def overruled(self, verdicts: Mapping[str, Verdict]) -> Iterator[tuple[ClaimRow, bool]]:
        """Yield the claims that verdicts, by their codes, set aside or restore; True is restored.

        What the graph itself marks was decided before: the last verdict decides.
        """
        for code, verdict in verdicts.items():
            claim = self.claim(code)
            if claim is not None and claim.is_set_aside != verdict.is_set_aside:
                yield claim, claim.is_set_aside

    def counting(self, verdicts: Mapping[str, Verdict]) -> Mask:
        """Return the claims that count: people did not reject or replace them in the end."""
        counting: Mask = ~self.claims.is_set_aside
        for claim, is_restored in self.overruled(verdicts):
            counting[claim.number] = is_restored
        return counting

    def ties_of(self, kind: str) -> Sequence[Tie]:
        """Return the ties of one class."""
        return self._ties_by_kind.get(kind, ())

    @cached_property
    def _ties_by_kind(self) -> Mapping[str, tuple[Tie, ...]]:
        kinds = dict.fromkeys(tie.kind for tie in self.ties)
        return {kind: tuple(tie for tie in self.ties if tie.kind == kind) for kind in kinds}

    @cached_property
    def events_by_first(self) -> Mapping[str, Sequence[str]]:
        """The second claims of events in two articles, by the first; both by their codes."""
        events: dict[str, list[str]] = defaultdict(list)
        for tie in self.ties_of("EventTie"):
            first, second = (iri.rpartition("/")[2] for iri in (tie.first, tie.second))
            events[first].append(second)
        return dict(events)

    def actor(self, iri: str) -> ActorRow | None:
        """Return the actor with an IRI, also with that of another who is the same."""
        number = self.identities.get(iri)
        return None if number is None else self.actors[number]

    def own_name(self, name: str) -> str:
        """Return the first name of the only actor that has a name; else the name itself."""
        wanted = plain(name)
        found = []
        for number in self.names.find(name).tolist():
            if wanted in self.actors.keys[number].split(SEPARATOR):
                found.append(number)
        return self.actors.name[found[0]] if len(found) == 1 else name

    def article(self, iri: str) -> ArticleRow | None:
        """Return the article with an IRI."""
        return self._articles_by_iri.get(iri)

    @cached_property
    def _articles_by_iri(self) -> dict[str, ArticleRow]:
        return {article.iri: article for article in self.articles}
