"""The desk: a snapshot of a store to read from, and the decisions of people about it."""

from collections.abc import Hashable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.files import state_of
from actorgraph.graph.facts import Facts
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review import NAME
from actorgraph.text.review_file import Review, read_review
from actorgraph.text.verdicts import Verdict, latest
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF
from actorgraph.workbench.neighbourhood import closure, facts_of

MERGED = ox.DefaultGraph()


class Desk:
    """Reads a snapshot; decisions are read again whenever their file has changed.

    `folder` is where `review.toml` is, or None where nobody can decide anything.
    """

    def __init__(self, store: ox.Store, folder: Path | None) -> None:
        self.store = store
        self.folder = folder
        self._state: Hashable = None
        self._review = Review()
        self._verdicts: dict[str, Verdict] = {}
        # Articles that were read, the last one at the end: see article_reading.
        self.articles_read: dict[ox.NamedNode, Any] = {}

    @property
    def review(self) -> Review:
        """The decisions as the file has them now. Raises ReviewError if it cannot be read."""
        self._refresh()
        return self._review

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict on each claim, by the end of the claim's IRI. Raises ReviewError."""
        self._refresh()
        return self._verdicts

    def _refresh(self) -> None:
        if self.folder is None:
            return
        state = state_of(self.folder / NAME)
        if state != self._state:
            self._review = read_review(self.folder)
            judged = latest(self._review.verdicts)
            self._verdicts = {verdict.claim: verdict for verdict in judged}
            self._state = state

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

    def value(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        """Return the first text of a property, in the order of texts; empty if it has none."""
        quads = self.store.quads_for_pattern(node, predicate, None, MERGED)
        texts = [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]
        return min(texts, default="")

    def facts(self, node: ox.NamedNode) -> Facts:
        """Return what is said about one node."""
        quads = self.store.quads_for_pattern(node, None, None, MERGED)
        return Facts(quad.triple for quad in quads)

    def part(self, claims: Iterable[ox.NamedNode]) -> MemoryStore:
        """Return claims, in this order, with everything they name, as a store of its own."""
        return closure(self.store, list(claims))

    def facts_of(self, claims: Iterable[ox.NamedNode]) -> Facts:
        """Return claims with everything they name as facts: what pages read."""
        return facts_of(self.store, list(claims))

    @cached_property
    def articles(self) -> tuple[ox.NamedNode, ...]:
        """All articles, sorted by IRI."""
        return tuple(self.subjects(RDF.type, AG.Article))


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
