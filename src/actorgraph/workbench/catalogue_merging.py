"""Merging two catalogues: what has not changed of one, and what was read again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

from actorgraph.stores.contract import MERGED
from actorgraph.vocabulary.vocab import AG, subclasses
from actorgraph.workbench.actor_table import ActorTable
from actorgraph.workbench.catalogue import Catalogue, Index
from actorgraph.workbench.catalogue_rows import ArticleRow, Gap
from actorgraph.workbench.cataloguing import newest_first, read_ties
from actorgraph.workbench.claim_table import ClaimTable, Mask
from actorgraph.workbench.ragged import SEPARATOR, Texts, inverted, pairs_of
from actorgraph.workbench.word_index import WordIndex

# The new number of each thing; below 0 where it is gone.
Moves = NDArray[np.int64]


def merged(
    old: Catalogue,
    new: Catalogue,
    store: ox.Store,
    dropped: Mask,
    dirty: Mask,
    actors: Iterable[str],
) -> Catalogue:
    """Return a catalogue without `dropped` articles and `dirty` actors, and with those of another.

    `actors` are the IRIs of all actors that were read again; the store has the titles of offices
    and all ties.
    """
    merging = _Merging(old, new, dropped, dirty, tuple(actors))
    articles = merging.articles()
    claims = merging.claims
    table = merging.actor_table()
    catalogue = Catalogue(
        articles=tuple(_with_claims(articles, claims)),
        actors=table,
        claims=claims,
        ties=tuple(read_ties(store)),
        gaps=tuple(sorted(merging.gaps(), key=lambda gap: (gap.article, gap.begin))),
        identities=merging.identities(),
        codes=merging.codes(),
        texts=merging.texts(),
        words=merging.words(),
    )
    offices = _offices(store, catalogue, np.arange(merging.first_new, len(table)))
    catalogue = replace(catalogue, actors=replace(table, offices=offices))
    vars(catalogue)["names"] = merging.names()
    return catalogue


@dataclass
class _Merging:
    """Where everything of the two catalogues goes."""

    old: Catalogue
    new: Catalogue
    dropped: Mask
    dirty: Mask
    read_again: tuple[str, ...]

    @cached_property
    def _listed(self) -> list[tuple[bool, ArticleRow]]:
        """All articles, the newest first, and whether each was read again."""
        kept = [row for row in self.old.articles if not self.dropped[row.number]]
        every = [*((False, row) for row in kept), *((True, row) for row in self.new.articles)]
        return newest_first(every, lambda pair: pair[1])

    def articles(self) -> list[ArticleRow]:
        """Return the articles with their new numbers."""
        return [replace(row, number=number) for number, (_, row) in enumerate(self._listed)]

    @cached_property
    def article_moves(self) -> tuple[Moves, Moves]:
        """The new numbers of the articles of both catalogues."""
        moves = _nowhere(len(self.old.articles)), _nowhere(len(self.new.articles))
        for number, (is_new, row) in enumerate(self._listed):
            moves[is_new][row.number] = number
        return moves

    @property
    def first_new(self) -> int:
        """The number of the first actor that was read again: they come last."""
        return int((~self.dirty).sum())

    @cached_property
    def actor_moves(self) -> tuple[Moves, Moves]:
        """The new numbers of the actors of both catalogues."""
        moves = _nowhere(len(self.old.actors))
        moves[~self.dirty] = np.arange(self.first_new)
        for iri in self.read_again:
            before, after = self.old.identities.get(iri), self.new.identities.get(iri)
            if before is not None and after is not None:
                moves[before] = self.first_new + after
        return moves, self.first_new + np.arange(len(self.new.actors))

    @cached_property
    def _clean_moves(self) -> Moves:
        """The new numbers of the actors that were not read again."""
        return np.where(self.dirty, -1, self.actor_moves[0])

    @cached_property
    def _claim_order(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The claims that stay, and the places of these and the new ones in their order."""
        kept = np.flatnonzero(~self.dropped[self.old.claims.article])
        first, second = self.article_moves
        articles = np.concatenate(
            (first[self.old.claims.article[kept]], second[self.new.claims.article])
        )
        return kept, np.argsort(articles, kind="stable")

    @cached_property
    def claim_moves(self) -> tuple[Moves, Moves]:
        """The new numbers of the claims of both catalogues."""
        kept, order = self._claim_order
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        moves = _nowhere(len(self.old.claims))
        moves[kept] = places[: len(kept)]
        return moves, places[len(kept) :]

    @cached_property
    def claims(self) -> ClaimTable:
        """The claims of both, by article and place."""
        kept, order = self._claim_order
        tables = []
        for table, side in ((self.old.claims.take(kept), 0), (self.new.claims, 1)):
            tables.append(
                table.moved(
                    self.article_moves[side], self.actor_moves[side], self.claim_moves[side]
                )
            )
        return tables[0].followed_by(tables[1]).take(order)

    def actor_table(self) -> ActorTable:
        """Return the actors of both, with their claims and articles."""
        kept = np.flatnonzero(~self.dirty)
        table = self.old.actors.take(kept).followed_by(self.new.actors)
        count = len(table)
        having = [inverted(self.claims.participants, count)]
        pairs = [(having[0].owners, self.claims.article[having[0].values])]
        for catalogue, side in ((self.old, 0), (self.new, 1)):
            of_actors = catalogue.actors.articles
            actors = self.actor_moves[side][of_actors.owners]
            articles = self.article_moves[side][of_actors.values]
            is_left = (actors >= 0) & (articles >= 0)
            pairs.append((actors[is_left], articles[is_left]))
        return replace(table, claims=having[0], articles=pairs_of(pairs, count))

    def gaps(self) -> Iterator[Gap]:
        """Yield the sentences without a claim."""
        for catalogue, side in ((self.old, 0), (self.new, 1)):
            for gap in catalogue.gaps:
                number = int(self.article_moves[side][gap.article])
                if number >= 0:
                    yield replace(gap, article=number)

    def identities(self) -> Index:
        """Return the numbers of all actors by IRI."""
        # Whoever an actor was that was read again, and is not any more, must not be found.
        kept = self.old.identities.moved(self._clean_moves)
        return kept.followed_by(self.new.identities.moved(self.actor_moves[1]))

    def codes(self) -> Index:
        """Return the numbers of all claims by the end of the IRI."""
        return self.old.codes.moved(self.claim_moves[0]).followed_by(
            self.new.codes.moved(self.claim_moves[1])
        )

    def texts(self) -> WordIndex:
        """Return the words of the articles."""
        first, second = self.article_moves
        return self.old.texts.renumbered(first, self.new.texts, second, len(self._listed))

    def words(self) -> WordIndex:
        """Return the words of the claims."""
        first, second = self.claim_moves
        return self.old.words.renumbered(first, self.new.words, second, len(self.claims))

    def names(self) -> WordIndex:
        """Return the words of the names of the actors."""
        second = self.actor_moves[1]
        count = self.first_new + len(self.new.actors)
        return self.old.names.renumbered(self._clean_moves, self.new.names, second, count)


def _nowhere(count: int) -> Moves:
    return np.full(count, -1, np.int64)


def _with_claims(articles: list[ArticleRow], claims: ClaimTable) -> Iterator[ArticleRow]:
    """Yield articles with the numbers of their claims, which are in a row."""
    ends = np.searchsorted(claims.article, np.arange(len(articles)), side="right")
    begin = 0
    for article, end in zip(articles, ends.tolist(), strict=True):
        yield replace(article, claims=range(begin, end))
        begin = end


def _offices(store: ox.Store, catalogue: Catalogue, changed: NDArray[np.int64]) -> Texts:
    """Return the offices of all actors; read those that have to do with a changed actor."""
    claims = catalogue.claims
    relations = _relations(claims)
    holders = _holders(claims, relations, changed)
    held = claims.doers.having(np.isin(claims.doers.values, holders))
    offices: dict[int, dict[str, None]] = {number: {} for number in holders.tolist()}
    for number in np.flatnonzero(held & relations).tolist():
        office = _office(store, catalogue, number)
        for holder in claims.doers[number].tolist():
            if office and holder in offices:
                offices[holder][office] = None
    return _replaced(catalogue.actors.offices, offices)


def _replaced(texts: Texts, changed: Mapping[int, Iterable[str]]) -> Texts:
    """Return texts of which some are replaced."""
    places = np.arange(len(texts))
    places[list(changed)] = len(texts) + np.arange(len(changed))
    later = Texts.of(SEPARATOR.join(found) for found in changed.values())
    return texts.followed_by(later).take(places)


def _holders(claims: ClaimTable, relations: Mask, changed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return changed actors, and all who hold an office that names one of them."""
    concerned = np.zeros(len(claims), np.bool_)
    for roles in (claims.doers, claims.parties):
        concerned |= roles.having(np.isin(roles.values, changed))
    doers = claims.doers.take(np.flatnonzero(concerned & relations)).values
    return np.unique(np.concatenate((changed, doers.astype(np.int64))))


def _relations(claims: ClaimTable) -> Mask:
    """Return the claims that may name an office."""
    return ~claims.is_set_aside & claims.kind.among(subclasses("Relation"))


def _office(store: ox.Store, catalogue: Catalogue, number: int) -> str:
    """Return the office that a claim is about; empty if it has no title."""
    claims = catalogue.claims
    node = ox.NamedNode(claims.iri(number))
    quads = store.quads_for_pattern(node, AG.title, None, MERGED)
    titles = [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]
    if not titles:
        return ""
    bodies = [catalogue.actors.name[body] for body in claims.parties[number].tolist()]
    return ", ".join([min(titles), *bodies])
