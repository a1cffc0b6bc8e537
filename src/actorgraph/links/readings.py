"""What linking reads from each article: its named actors, its reports of events, its wording."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.links.event_reports import EventReport, read_reports
from actorgraph.links.named_actors import NamedActor, read_named_actors
from actorgraph.links.origins import Copy, runs
from actorgraph.links.topics import stems
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDFS, literals

# This close to either end of a text, an agency's name is a credit rather than a mention.
CREDIT_REACH_IN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's text for comparison: the count of each stem, its runs of words, its agencies."""

    article: str
    words: Mapping[str, int]
    copy: Copy
    agencies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as linking sees it; its reports name actors by the article's own IRIs."""

    article: str
    actors: tuple[NamedActor, ...]
    reports: tuple[EventReport, ...]
    wording: Wording


class Readings(Protocol):
    """The readings of many articles, in the order of their IRIs; they can be read repeatedly."""

    def actors(self) -> Iterator[NamedActor]:
        """Yield the named actors of every article."""

    def reports(self) -> Iterator[EventReport]:
        """Yield the reports of every article."""

    def wordings(self) -> Iterator[Wording]:
        """Yield the wording of every article."""

    def wording(self, article: str) -> Wording:
        """Return the wording of one article, by its IRI."""


class ReadingsInMemory:
    """The readings of a store that has few enough articles to keep them all in memory."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._by_article = {reading.article: reading for reading in readings}

    @classmethod
    def of(cls, store: Store) -> "ReadingsInMemory":
        """Read every article of a store."""
        return cls([read_article(store, article) for article in store.articles()])

    def actors(self) -> Iterator[NamedActor]:
        """Yield the named actors of every article."""
        for reading in self._by_article.values():
            yield from reading.actors

    def reports(self) -> Iterator[EventReport]:
        """Yield the reports of every article."""
        for reading in self._by_article.values():
            yield from reading.reports

    def wordings(self) -> Iterator[Wording]:
        """Yield the wording of every article."""
        for reading in self._by_article.values():
            yield reading.wording

    def wording(self, article: str) -> Wording:
        """Return the wording of one article, by its IRI."""
        return self._by_article[article].wording


def read_article(store: Store, article: ox.NamedNode) -> Reading:
    """Read the graph of one article."""
    facts = Facts(store.triples_of(article))
    actors = read_named_actors(facts, article)
    reports = sorted(read_reports(facts, article), key=lambda report: report.iri)
    return Reading(
        article.value,
        tuple(actors),
        tuple(reports),
        _wording(facts, article),
    )


def _wording(facts: Facts, article: ox.NamedNode) -> Wording:
    text = facts.value(article, NIF.isString)
    title = facts.value(article, RDFS.label)
    publisher = facts.value(article, DCT.publisher)
    # A shareable graph has no text: its labels and verbs replace it.
    words = Counter(stems(text or _labels_and_verbs(facts) or title))
    copy = Copy(runs(text), publisher or title)
    return Wording(
        article.value,
        words,
        copy,
        _agencies(text, publisher),
    )


def _labels_and_verbs(facts: Facts) -> str:
    texts: list[str] = []
    for node in facts:
        texts.extend(facts.values(node, RDFS.label))
        texts.extend(facts.values(node, AG.verb))
    return " ".join(texts)


def _agencies(text: str, publisher: str) -> frozenset[str]:
    """Return the news agencies that are credited at either end of a text, or that published it."""
    beginning = text[:CREDIT_REACH_IN_CHARACTERS]
    ending = text[-CREDIT_REACH_IN_CHARACTERS:]
    credits_of_text = f"{publisher} | {beginning} | {ending}"
    agencies = literals("Origin", "newsAgency")
    return frozenset(agency for agency in agencies if _contains_word(credits_of_text, agency))


def _contains_word(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text) is not None
