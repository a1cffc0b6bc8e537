"""The desk: a snapshot of a store to read from, and the decisions of people about it."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.facts import SET_ASIDE_MARKS, Facts
from actorgraph.graph.review.applying import unreviewed
from actorgraph.stores.contract import MERGED
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.packing import graph_triples
from actorgraph.text.review import NAME
from actorgraph.text.review_file import OWN_FILES, Review, ReviewReader, own_file
from actorgraph.text.verdicts import Verdict, latest
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF, local_name
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.cataloguing import read_catalogue
from actorgraph.workbench.neighbourhood import closure, facts_of, groups_of
from actorgraph.workbench.whole_store import flagged

# Reading more takes minutes and gigabytes: such a store is not counted, and searched by name only.
MOST_ARTICLES_CATALOGUED = 20_000
MOST_ARTICLES_CACHED = 4


class TooLarge(Exception):
    """The store has too many articles to be counted and searched as a whole."""


class Desk:
    """Reads a snapshot; decisions are read again whenever their file has changed.

    `folder` is where `review.toml` is, or None where nobody can decide anything. With `is_blind`
    each reader has a file of their own; `reader` is who is shown a page, empty for anybody else.
    """

    def __init__(self, store: ox.Store, folder: Path | None, *, is_blind: bool = False) -> None:
        self.store = store
        self.folder = folder
        self.is_blind = is_blind
        self.reader = ""
        self._files: dict[Path, ReviewReader] = {}
        self._judged: tuple[tuple[Review, ...], dict[str, Verdict]] = ((), {})
        self._articles_as_found: dict[ox.NamedNode, Facts] = {}

    @property
    def review(self) -> Review:
        """The decisions that the reader may see. Raises ReviewError if they cannot be read."""
        if self.is_blind and self.reader:
            return self.own_review(self.reader)
        return self.common_review

    @property
    def common_review(self) -> Review:
        """The decisions of all readers, or, if they are blind, what they settled together."""
        return self._read(self.folder / NAME) if self.folder else Review()

    def own_review(self, reader: str) -> Review:
        """Return the decisions of one reader who does not see the others'. Raises ReviewError."""
        if self.folder is None:
            return Review()
        return self._read(own_file(self.folder, reader))

    @property
    def readers(self) -> tuple[str, ...]:
        """Those who have decided without seeing each other's decisions, sorted."""
        if self.folder is None:
            return ()
        paths = (self.folder / OWN_FILES).glob("*.toml")
        return tuple(sorted(path.stem for path in paths if not path.name.startswith(".")))

    def _read(self, path: Path) -> Review:
        if path not in self._files:
            self._files[path] = ReviewReader(path)
        return self._files[path].read()

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict on each claim that the reader may see, by the end of the claim's IRI.

        Raises ReviewError.
        """
        reviews = (self.review, self.common_review)
        judged, verdicts = self._judged
        # A review that has changed is another object.
        if [id(review) for review in judged] != [id(review) for review in reviews]:
            verdicts = last_verdicts(reviews[0])
            settled = last_verdicts(reviews[1])
            # Nobody sees what was settled before they have decided.
            verdicts |= {claim: settled[claim] for claim in verdicts.keys() & settled.keys()}
            self._judged = reviews, verdicts
        return verdicts

    def is_set_aside(self, claim: ox.NamedNode) -> bool:
        """Return whether people rejected or replaced a claim: the last verdict decides."""
        verdict = self.verdicts.get(local_name(claim))
        if verdict is not None:
            return verdict.is_set_aside
        return not SET_ASIDE_MARKS.isdisjoint(self.objects(claim, AG.reviewed))

    def contains(self, node: ox.NamedNode) -> bool:
        """Return whether anything is said about a node."""
        return next(self.store.quads_for_pattern(node, None, None, MERGED), None) is not None

    def objects(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the nodes to which a property leads, sorted."""
        quads = self.store.quads_for_pattern(node, predicate, None, MERGED)
        nodes = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
        return sorted(nodes, key=str)

    def subjects(self, predicate: ox.NamedNode, node: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the nodes from which a property leads to a node, sorted."""
        quads = self.store.quads_for_pattern(None, predicate, node, MERGED)
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return sorted(nodes, key=str)

    def linked(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the nodes that a property links to another one, in either direction, sorted."""
        found = {*self.objects(node, predicate), *self.subjects(predicate, node)}
        return sorted(found - {node}, key=str)

    def value(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        """Return the first text of a property, in the order of texts; empty if it has none."""
        quads = self.store.quads_for_pattern(node, predicate, None, MERGED)
        texts = [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]
        return min(texts, default="")

    def texts(self, node: ox.NamedNode, predicate: ox.NamedNode) -> set[str]:
        """Return all texts of a property."""
        quads = self.store.quads_for_pattern(node, predicate, None, MERGED)
        return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}

    def named(self, name: str, predicate: ox.NamedNode) -> set[ox.NamedNode]:
        """Return the nodes that have a text without language as a property."""
        quads = self.store.quads_for_pattern(None, predicate, ox.Literal(name), MERGED)
        return {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}

    def article_as_found(self, article: ox.NamedNode) -> Facts:
        """Return the facts of an article as the tool found them, before anybody judged them."""
        if article not in self._articles_as_found:
            facts = Facts(unreviewed(graph_triples(self.store, article)))
            while len(self._articles_as_found) >= MOST_ARTICLES_CACHED:
                self._articles_as_found.pop(next(iter(self._articles_as_found)))
            self._articles_as_found[article] = facts
        return self._articles_as_found[article]

    def facts(self, node: ox.NamedNode) -> Facts:
        """Return what is said about one node."""
        quads = self.store.quads_for_pattern(node, None, None, MERGED)
        return Facts(quad.triple for quad in quads)

    def part(self, claims: Iterable[ox.NamedNode]) -> MemoryStore:
        """Return claims, in this order, with everything they name, as a store of its own."""
        return closure(self.store, list(claims), self.groups)

    def facts_of(self, claims: Iterable[ox.NamedNode]) -> Facts:
        """Return claims with everything they name as facts: what pages read."""
        return facts_of(self.store, list(claims), self.groups)

    @cached_property
    def groups(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        """Those who are the same in several articles, by each of them."""
        return groups_of(self.store)

    @cached_property
    def contradictions(self) -> tuple[tuple[ox.NamedNode, ox.NamedNode], ...]:
        """The pairs of claims that contradict each other, each once and in order."""
        pairs: dict[tuple[ox.NamedNode, ox.NamedNode], None] = {}
        for quad in self.store.quads_for_pattern(None, AG.contradicts, None, MERGED):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                first, second = sorted((quad.subject, quad.object), key=str)
                pairs[first, second] = None
        return tuple(sorted(pairs, key=str))

    @cached_property
    def protected(self) -> frozenset[str]:
        """The IRIs of the groups of people at risk."""
        return frozenset(flagged(self.store, AG.protected))

    @cached_property
    def articles(self) -> tuple[ox.NamedNode, ...]:
        """All articles, sorted by IRI."""
        return tuple(self.subjects(RDF.type, AG.Article))

    @property
    def has_catalogue(self) -> bool:
        """Whether the store is small enough to be counted and searched as a whole."""
        return "catalogue" in vars(self) or len(self.articles) <= MOST_ARTICLES_CATALOGUED

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every actor, claim and article in a few words, to count and to search."""
        if not self.has_catalogue:
            raise TooLarge
        return read_catalogue(self.store)


def last_verdicts(review: Review) -> dict[str, Verdict]:
    """Return the last verdict on each claim, by the end of the claim's IRI."""
    return {verdict.claim: verdict for verdict in latest(review.verdicts)}


def individual(path: str) -> ox.NamedNode | None:
    """Return the IRI of one of our own things by its path; None if that is not a valid IRI."""
    try:
        return ox.NamedNode(INDIVIDUALS + path)
    except ValueError:
        return None


def path_of(iri: str) -> str:
    """Return the path of one of our own things; empty for any other IRI."""
    if not iri.startswith(INDIVIDUALS):
        return ""
    return iri.removeprefix(INDIVIDUALS)
