"""What linking reads of one article, and nothing of any other: whoever is named, what is told, and what the text is made of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from actorgraph.links.bearer import Bearer, Facts, facts_of, read_bearers
from actorgraph.links.origins import Copy, runs
from actorgraph.links.telling import Telling, read_tellings
from actorgraph.links.topics import stems
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDFS, literals

# How far from either end of a text an agency's name is its credit and no mention.
CREDIT = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article's text is made of: how often it has each stem, what others may have copied, whose news it takes over."""

    article: str
    words: Mapping[str, int]
    copy: Copy
    agencies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as linking sees it; its tellings name those who take part as the article does."""

    article: str
    bearers: tuple[Bearer, ...]
    tellings: tuple[Telling, ...]
    wording: Wording


class Readings(Protocol):
    """The readings of many articles, in the order of their IRIs; they can be gone through again and again."""

    def bearers(self) -> Iterator[Bearer]:
        """Yield everybody of every article."""

    def tellings(self) -> Iterator[Telling]:
        """Yield what every article tells."""

    def wordings(self) -> Iterator[Wording]:
        """Yield what every text is made of."""

    def wording(self, article: str) -> Wording:
        """Return what one text is made of, by the article's IRI."""


class InMemory:
    """Readings of a store whose articles are few enough to be held at once."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.held = {reading.article: reading for reading in readings}

    @classmethod
    def of(cls, store: Store) -> "InMemory":
        """Read every article of a store."""
        return cls([read_article(store, article) for article in store.articles()])

    def bearers(self) -> Iterator[Bearer]:
        """Yield everybody of every article."""
        return (bearer for reading in self.held.values() for bearer in reading.bearers)

    def tellings(self) -> Iterator[Telling]:
        """Yield what every article tells."""
        return (telling for reading in self.held.values() for telling in reading.tellings)

    def wordings(self) -> Iterator[Wording]:
        """Yield what every text is made of."""
        return (reading.wording for reading in self.held.values())

    def wording(self, article: str) -> Wording:
        """Return what one text is made of, by the article's IRI."""
        return self.held[article].wording


def read_article(store: Store, article: ox.NamedNode) -> Reading:
    """Read one article's graph."""
    facts = facts_of(store, article)
    bearers = tuple(read_bearers(facts, article.value))
    tellings = sorted(read_tellings(facts, article.value), key=lambda telling: telling.iri)
    return Reading(article.value, bearers, tuple(tellings), _wording(facts, article))


def _wording(facts: Facts, article: ox.NamedNode) -> Wording:
    told = facts.get(article, {})
    text = next((o.value for o in told.get(NIF.isString, ())), "")
    title = next((o.value for o in told.get(RDFS.label, ())), "")
    publisher = next((o.value for o in told.get(DCT.publisher, ())), "")
    words = Counter(stems(text or _spoken(facts) or title))
    return Wording(
        article.value, words, Copy(runs(text), publisher or title), _agencies(text, publisher)
    )


def _spoken(facts: Facts) -> str:
    """Return the names and labels of a graph that carries no text."""
    return " ".join(
        o.value for told in facts.values() for p in (RDFS.label, AG.verb) for o in told.get(p, ())
    )


def _agencies(text: str, publisher: str) -> frozenset[str]:
    """Return the news agencies whose credit stands at either end of a text, or that published it."""
    ends = f"{publisher} | {text[:CREDIT]} | {text[-CREDIT:]}"
    names = literals("Origin", "newsAgency")
    return frozenset(n for n in names if re.search(rf"(?<![\w]){re.escape(n)}(?![\w])", ends))
