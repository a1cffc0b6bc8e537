"""Reading the catalogue of a snapshot: one pass for each property, over the whole store."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT
from actorgraph.vocabulary.vocab import AG, DCT, NIF, OWL, RDFS, SKOS, local_name, subclasses
from actorgraph.workbench.actor_table import ActorTable
from actorgraph.workbench.catalogue import Catalogue, Index
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow, ClaimRow, Gap, Tie
from actorgraph.workbench.catalogued_claims import CataloguedClaims
from actorgraph.workbench.claim_table import ClaimTable
from actorgraph.workbench.whole_store import (
    first_texts,
    flagged,
    grouped,
    nodes,
    of_class,
    place_of_span,
    texts_of,
)
from actorgraph.workbench.word_index import WordIndex

TIES = ("ActorTie", "EventTie", "ContradictionTie")
Texts = dict[str, list[str]]
Thing = TypeVar("Thing")


def read_catalogue(store: ox.Store) -> Catalogue:
    """Read the catalogue of a snapshot."""
    articles = _articles(store)
    actors, numbers = _Actors(store).rows()
    places = {article.iri: article.number for article in articles}
    reader = CataloguedClaims(store, places, numbers)
    claims = reader.rows()
    _number_claims(articles, claims)
    _add_offices(store, claims, actors)
    texts = first_texts(store, NIF.isString)
    return Catalogue(
        articles=tuple(articles),
        actors=ActorTable.of(
            actors,
            _claims_of(actors, claims),
            _articles_of(store, claims, numbers, places, len(actors)),
        ),
        claims=ClaimTable.of(claims),
        ties=tuple(read_ties(store)),
        gaps=tuple(_gaps(store, places)),
        identities=Index.of(numbers),
        codes=Index.of({claim.code: claim.number for claim in claims}),
        texts=WordIndex.of(texts.get(article.iri, "") for article in articles),
        words=WordIndex.of(reader.words(claims, articles, texts)),
    )


def _articles(store: ox.Store) -> list[ArticleRow]:
    titles = first_texts(store, DCT.title)
    issued = first_texts(store, DCT.issued)
    rows = []
    for iri in set(of_class(store, "Article")):
        rows.append(ArticleRow(0, iri, titles.get(iri, ""), issued.get(iri, "")))
    ordered = newest_first(rows, lambda row: row)
    for number, row in enumerate(ordered):
        row.number = number
    return ordered


def newest_first(things: Iterable[Thing], row_of: Callable[[Thing], ArticleRow]) -> list[Thing]:
    """Return things that have an article in the order of a catalogue."""
    ordered = sorted(things, key=lambda thing: row_of(thing).iri)
    ordered.sort(key=lambda thing: row_of(thing).title)
    ordered.sort(key=lambda thing: row_of(thing).issued, reverse=True)
    return ordered


class _Actors:
    """The actors of a store; those who are the same become one."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.labels = first_texts(store, RDFS.label)
        self.unnamed = flagged(store, AG.unnamed)
        self.protected = flagged(store, AG.protected)
        self.aliases: Texts = defaultdict(list)
        for subject, text in texts_of(store, SKOS.altLabel):
            self.aliases[subject].append(text)

    def rows(self) -> tuple[list[ActorRow], dict[str, int]]:
        """Return the actors, and their numbers by the IRI of each who is the same."""
        kinds = self._kinds()
        groups = _groups(self.store, kinds)
        rows: list[ActorRow] = []
        numbers: dict[str, int] = {}
        for members in groups:
            number = len(rows)
            rows.append(self._row(number, members, kinds))
            numbers.update(dict.fromkeys(members, number))
        return rows, numbers

    def _kinds(self) -> dict[str, str]:
        kinds: dict[str, str] = {}
        for kind in sorted(subclasses("Actor") | {"Place", "Document"}, reverse=True):
            is_vague = kind in ABSTRACT or kind == "Place"
            for iri in of_class(self.store, kind):
                if not is_vague or iri not in kinds:
                    kinds[iri] = kind
        return kinds

    def _row(self, number: int, members: list[str], kinds: dict[str, str]) -> ActorRow:
        first = members[0]
        name = self.labels.get(first) or local_name(first)
        others: dict[str, None] = {}
        for member in members:
            names = [self.labels.get(member, ""), *sorted(self.aliases.get(member, ()))]
            others.update(dict.fromkeys(names))
        return ActorRow(
            number=number,
            iri=first,
            name=name,
            kind=kinds[first],
            names=tuple(other for other in others if other and other != name),
            is_unnamed=first in self.unnamed,
            is_protected=not self.protected.isdisjoint(members),
            members=len(members),
        )


def _groups(store: ox.Store, iris: Iterable[str]) -> list[list[str]]:
    """Return groups of those who are the same, each sorted as `same_as` does."""
    known = dict.fromkeys(sorted(iris, key="<{}>".format))
    ties = nodes(store, OWL.sameAs)
    return grouped((tie for tie in ties if tie[0] in known and tie[1] in known), known)


def _number_claims(articles: list[ArticleRow], claims: list[ClaimRow]) -> None:
    """Give each article the numbers of its claims, which are in a row."""
    counts = Counter(claim.article for claim in claims)
    begin = 0
    for article in articles:
        end = begin + counts[article.number]
        article.claims = range(begin, end)
        begin = end


def _claims_of(actors: list[ActorRow], claims: list[ClaimRow]) -> list[list[int]]:
    """Return the numbers of the claims in which each actor takes part, or says so."""
    found: list[list[int]] = [[] for _ in actors]
    for claim in claims:
        for number in claim.participants:
            found[number].append(claim.number)
    return found


def _articles_of(
    store: ox.Store,
    claims: list[ClaimRow],
    numbers: dict[str, int],
    articles: dict[str, int],
    count: int,
) -> list[set[int]]:
    """Return the numbers of the articles that have each actor in a claim or mention it."""
    found: list[set[int]] = [set() for _ in range(count)]
    for claim in claims:
        for number in claim.participants:
            found[number].add(claim.article)
    for actor, span in nodes(store, AG.mention):
        article = span.partition("#")[0]
        if actor in numbers and article in articles:
            found[numbers[actor]].add(articles[article])
    return found


def _add_offices(store: ox.Store, claims: list[ClaimRow], actors: list[ActorRow]) -> None:
    titles = first_texts(store, AG.title)
    for claim in claims:
        title = titles.get(claim.iri)
        if title is None or claim.is_set_aside:
            continue
        bodies = [actors[number].name for number in claim.parties]
        office = ", ".join([title, *bodies])
        for number in claim.doers:
            actor = actors[number]
            if office not in actor.offices:
                actor.offices = (*actor.offices, office)


def read_ties(store: ox.Store) -> Iterator[Tie]:
    """Yield what links articles."""
    firsts = dict(nodes(store, AG.firstTied))
    seconds = dict(nodes(store, AG.secondTied))
    for kind in TIES:
        for iri in sorted(of_class(store, kind)):
            if iri in firsts and iri in seconds:
                yield Tie(kind, firsts[iri], seconds[iri])


def _gaps(store: ox.Store, articles: dict[str, int]) -> Iterator[Gap]:
    reasons = first_texts(store, AG.reason)
    sentences = dict(nodes(store, AG.evidence))
    found = []
    for iri in of_class(store, "Gap"):
        span = sentences.get(iri, "")
        article = span.partition("#")[0]
        if article in articles:
            begin, end = place_of_span(span)
            found.append(Gap(articles[article], begin, end, reasons.get(iri, "")))
    yield from sorted(found, key=lambda gap: (gap.article, gap.begin))
