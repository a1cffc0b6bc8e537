"""Bringing a catalogue up to date: only the articles that changed are read again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyoxigraph as ox

from actorgraph.stores.contract import AUDITS, INFERRED, MERGED
from actorgraph.stores.packing import graph_triples
from actorgraph.vocabulary.vocab import AG, OWL
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_merging import merged
from actorgraph.workbench.cataloguing import read_catalogue
from actorgraph.workbench.claim_table import Mask
from actorgraph.workbench.whole_store import grouped, nodes

# The digest of each article's graph, by the article's IRI.
Digests = Mapping[str, str]
# If more than this share of the articles is read again, reading all takes no longer.
MOST_READ_AGAIN = 0.25
# What these graphs say of an article's claims and actors is in no article's own graph.
ABOUT_ARTICLES = (INFERRED, AUDITS)


def renewed(old: Catalogue, store: ox.Store, before: Digests, after: Digests) -> Catalogue | None:
    """Return the catalogue of a snapshot, from that of an earlier one.

    `before` and `after` are the digests of the articles then and now. Returns None where all has
    to be read again.
    """
    if any(next(store.quads_for_pattern(None, None, None, name), None) for name in ABOUT_ARTICLES):
        return None
    changes = _Changes(old, store, before, after)
    if len(changes.to_read) > MOST_READ_AGAIN * len(after):
        return None
    part = changes.part()
    return merged(old, read_catalogue(part), store, changes.dropped, changes.dirty, changes.actors)


@dataclass
class _Changes:
    """What differs between a catalogue and a store.

    `to_read` are the articles to read again, `dropped` and `dirty` say of which articles and actors
    of the catalogue all or something has changed, and `actors` are the IRIs of those to read again.
    """

    old: Catalogue
    store: ox.Store
    before: Digests
    after: Digests
    to_read: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        kept = {iri for iri in self.before if self.after.get(iri) == self.before[iri]}
        self.to_read = set(self.after) - kept
        self.groups = grouped(nodes(self.store, OWL.sameAs))
        self.dropped = self._articles_but(kept)
        self.dirty: Mask = np.zeros(len(self.old.actors), np.bool_)
        self._read_split_actors_again()
        self.dirty |= self._actors_of(self.dropped)
        self._add_subjects()
        self._add_groups()

    def _articles_but(self, kept: Iterable[str]) -> Mask:
        dropped = np.ones(len(self.old.articles), np.bool_)
        for iri in kept:
            article = self.old.article(iri)
            if article is not None:
                dropped[article.number] = False
        return dropped

    def _read_split_actors_again(self) -> None:
        """Read the articles of actors again that are not together any more."""
        whole = np.zeros(len(self.old.actors), np.bool_)
        for group in self.groups:
            for number, count in self._numbers(group).items():
                whole[number] = count == self.old.actors.members[number]
        is_split = (self.old.actors.members > 1) & ~whole
        split = np.flatnonzero(is_split)
        numbers = np.unique(self.old.actors.articles.take(split).values)
        self.dropped[numbers] = True
        again = {self.old.articles[number].iri for number in numbers.tolist()}
        self.to_read |= again & set(self.after)
        self.dirty |= is_split

    def _numbers(self, group: Iterable[str]) -> Counter[int]:
        """Return how many of a group each actor of the catalogue is."""
        found = (self.old.identities.get(iri) for iri in group)
        return Counter(number for number in found if number is not None)

    def _actors_of(self, articles: Mask) -> Mask:
        """Return the actors that any of some articles has."""
        of_actors = self.old.actors.articles
        return of_actors.having(articles[of_actors.values])

    def _add_subjects(self) -> None:
        """Add the actors that the articles to read again have."""
        for article in self.to_read:
            triples = graph_triples(self.store, ox.NamedNode(article))
            subjects = {triple.subject for triple in triples}
            for iri in [node.value for node in subjects if isinstance(node, ox.NamedNode)]:
                number = self.old.identities.get(iri)
                if number is not None:
                    self.dirty[number] = True
                    self.actors.add(iri)

    def _add_groups(self) -> None:
        """Add all who are the same as an actor to read again, or are so only now."""
        for group in self.groups:
            numbers = self._numbers(group)
            is_same = len(numbers) == 1 and numbers.total() == len(group)
            if not is_same or any(self.dirty[number] for number in numbers):
                self.dirty[list(numbers)] = True
                self.actors.update(group)
        for number in np.flatnonzero(self.dirty).tolist():
            self.actors.add(self.old.actors[number].iri)

    def part(self) -> ox.Store:
        """Return what is read again as a store: articles, and all about their actors."""
        part = ox.Store()
        for article in self.to_read:
            _copy(part, graph_triples(self.store, ox.NamedNode(article)))
        for iri in self.actors:
            quads = self.store.quads_for_pattern(ox.NamedNode(iri), None, None, MERGED)
            _copy(part, (quad for quad in quads if quad.predicate != AG.mention))
        return part


def _copy(part: ox.Store, statements: Iterable[ox.Triple | ox.Quad]) -> None:
    part.extend(ox.Quad(said.subject, said.predicate, said.object) for said in statements)
