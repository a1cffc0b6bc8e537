"""A catalogue that is brought up to date is the same as one that is read anew."""

import random
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.stores.contract import INFERRED, LINKS
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, OWL
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_changes import renewed
from actorgraph.workbench.cataloguing import read_catalogue
from actorgraph.workbench.found import Found
from actorgraph.workbench.search import Search
from tests.desks import Written, desk, own, tie

NAMES = ("Anna Holm", "Bo Lind", "Cy Dee", "The harbour police", "Eva Falk")
KINDS = ("Support", "Assault", "Statement")
# Everybody names these two by one IRI, as those that Wikidata has.
SHARED = {"Q1": "Norway", "Q2": "Kingdom of Norway"}
ARTICLES = 12


class Corpus:
    """A store of articles whose graphs change, and what each graph is at present."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.store = MemoryStore()
        self.digests: dict[str, str] = {}
        self.ties: dict[tuple[str, str], list[ox.Triple]] = {}
        self.people: dict[str, list[ox.NamedNode]] = {}

    def write(self, number: int) -> None:
        """Put an article, or another version of it."""
        article = self._article(number)
        self.store.drop(article.node)
        self.store.insert(article.node, article.triples)
        self.digests[article.node.value] = str(self.dice.random())

    def _article(self, number: int) -> Written:
        code = f"{number:016x}"
        cast = self.dice.sample(NAMES, 3)
        lines = [
            f"{name} met {self.dice.choice(NAMES)} on day {place}."
            for place, name in enumerate(cast)
        ]
        article = Written(code, f"Title {self.dice.randrange(4)} of {number}", " ".join(lines))
        nodes = {}
        for name, line in zip(cast, lines, strict=True):
            slug = name.casefold().replace(" ", "-")
            nodes[name] = article.actor(f"{code}-{slug}", name, line.partition(" met")[0])
        shared = self.dice.choice(list(SHARED))
        state = article.actor(shared, self.dice.choice(list(SHARED.values())), kind="Government")
        outer: ox.NamedNode | None = None
        for name, line in zip(cast, lines, strict=True):
            kind = self.dice.choice(KINDS)
            certainty = self.dice.choice(("Asserted", "Alleged"))
            said = {"certainty": certainty, "agent": nodes[name], "target": state}
            if outer is not None:
                said["inside"] = outer
            claim = article.claim(kind, line, "met", **said)
            outer = claim if kind == "Statement" else None
        office = article.claim("HeadOf", lines[0], "day", subject=nodes[cast[0]], object=state)
        article.add(office, AG.title, self.dice.choice(("minister", "judge")))
        if self.dice.random() < 0.3:
            article.gap(lines[-1], "no frame")
        for name, node in nodes.items():
            self.people.setdefault(name, []).append(node)
        return article

    def remove(self) -> None:
        article = self.dice.choice(sorted(self.digests))
        self.store.drop(ox.NamedNode(article))
        del self.digests[article]
        code = article.rpartition("/")[2]
        for ends in [ends for ends in self.ties if any(code in end for end in ends)]:
            del self.ties[ends]
        for nodes in self.people.values():
            nodes[:] = [node for node in nodes if code not in node.value]
        self.link()

    def add_tie(self) -> None:
        nodes = self.people.get(self.dice.choice(NAMES), [])
        if len(nodes) > 1:
            first, second = (
                self.dice.sample(sorted(set(nodes), key=str), 2)
                if len(set(nodes)) > 1
                else (nodes[0], nodes[0])
            )
            self.ties[first.value, second.value] = tie(first, second)
        self.link()

    def drop_tie(self) -> None:
        if self.ties:
            del self.ties[self.dice.choice(sorted(self.ties))]
        self.link()

    def link(self) -> None:
        self.store.drop(LINKS)
        self.store.insert(LINKS, [triple for triples in self.ties.values() for triple in triples])

    def reject(self) -> None:
        """Mark a claim as a person's decision does."""
        article = self.dice.choice(sorted(self.digests))
        quads = list(self.store.match(predicate=AG.reportedIn, graph=ox.NamedNode(article)))
        claim = self.dice.choice(sorted(quad.subject.value for quad in quads))
        mark = ox.Triple(ox.NamedNode(claim), AG.reviewed, AG.Rejected)
        self.store.insert(ox.NamedNode(article), [mark])
        self.digests[article] = str(self.dice.random())


def canonical(catalogue: Catalogue) -> dict[str, Any]:
    """Return all that a catalogue says, with IRIs for numbers."""
    actors = [actor.iri for actor in catalogue.actors]
    return {
        "articles": [(row.iri, row.title, len(row.claims)) for row in catalogue.articles],
        "claims": [tuple(described(catalogue, row.number, actors)) for row in catalogue.claims],
        "actors": sorted(actor_rows(catalogue)),
        "order": [actors[number] for number in catalogue.order],
        "ties": sorted(map(str, catalogue.ties)),
        "gaps": [(gap.article, gap.begin, gap.reason) for gap in catalogue.gaps],
        "levels": dict(catalogue.levels),
    }


def described(catalogue: Catalogue, number: int, actors: list[str]) -> Iterator[object]:
    row = catalogue.claims[number]
    yield from (row.iri, row.article, row.kind, row.level, row.tone, row.is_set_aside)
    for roles in (row.doers, row.parties, row.speakers, row.places):
        yield sorted(actors[actor] for actor in roles)
    yield [catalogue.claims.iri(statement) for statement in row.inside]
    assert catalogue.claim(row.code) == row
    assert row.number in catalogue.articles[row.article].claims


def actor_rows(catalogue: Catalogue) -> Iterator[tuple[object, ...]]:
    for row in catalogue.actors:
        found = catalogue.actor(row.iri)
        assert found is not None
        assert found.number == row.number
        claims = tuple(catalogue.claims[number].iri for number in row.claims)
        articles = tuple(catalogue.articles[number].iri for number in row.articles)
        yield (
            row.iri,
            row.name,
            row.kind,
            tuple(sorted(row.names)),
            row.offices,
            row.members,
            claims,
            articles,
        )


def searched(catalogue: Catalogue) -> Iterator[object]:
    """Yield what searches find and count."""
    for fields in ({"words": "holm"}, {"words": "title 2"}, {}, {"chosen": {"sure": "alleged"}}):
        found = Found(catalogue, Search(**fields), {})
        yield found.counts
        yield {name: dict(counts) for name, counts in found.field_counts.items()}
        yield [actor.iri for actor in found.actors]


@pytest.mark.parametrize("seed", range(12))
def test_an_updated_catalogue_is_that_of_the_store(seed: int) -> None:
    corpus = Corpus(seed)
    for number in range(ARTICLES):
        corpus.write(number)
    for _ in range(6):
        corpus.add_tie()
    catalogue = read_catalogue(corpus.store.quads)
    catalogue.prepare()
    before = dict(corpus.digests)
    updates = 0
    for step in range(12):
        change = corpus.dice.choice(("write", "again", "remove", "tie", "untie", "reject"))
        apply(corpus, change, step)
        again = renewed(catalogue, corpus.store.quads, before, corpus.digests)
        whole = read_catalogue(corpus.store.quads)
        if again is not None:
            updates += 1
            assert canonical(again) == canonical(whole), (step, change)
            assert list(searched(again)) == list(searched(whole)), (step, change)
        catalogue = again or whole
        catalogue.prepare()
        before = dict(corpus.digests)
    assert updates > 3


def apply(corpus: Corpus, change: str, step: int) -> None:
    changes = {
        "write": lambda: corpus.write(100 + step),
        "again": lambda: corpus.write(corpus.dice.randrange(ARTICLES)),
        "remove": corpus.remove,
        "tie": corpus.add_tie,
        "untie": corpus.drop_tie,
        "reject": corpus.reject,
    }
    changes[change]()


def test_inferences_are_read_as_a_whole() -> None:
    corpus = Corpus(0)
    corpus.write(0)
    catalogue = read_catalogue(corpus.store.quads)
    corpus.store.insert(INFERRED, [ox.Triple(own("actor/x"), OWL.sameAs, own("actor/y"))])
    assert renewed(catalogue, corpus.store.quads, corpus.digests, corpus.digests) is None


def test_all_names_of_an_actor_lead_to_its_own() -> None:
    article = Written("a" * 16, "Talks", "Norway left. Oslo stayed. Bo Lind slept. Bo Lind woke.")
    article.actor("Q1", "Kingdom of Norway", "Norway", "Oslo", kind="Government")
    article.actor("first", "Bo Lind", "Bo Lind")
    article.actor("second", "Bo Lind", "Bo Lind")
    catalogue = desk(article).catalogue
    assert catalogue.own_name("Oslo") == catalogue.own_name("norway") == "Kingdom of Norway"
    # Two actors have this name, and nobody the other one.
    assert catalogue.own_name("Bo Lind") == "Bo Lind"
    assert catalogue.own_name("Nobody") == "Nobody"
