"""Reading the catalogue of a snapshot: one pass for each property, over the whole store."""

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT
from actorgraph.vocabulary.vocab import AG, DCT, NIF, OWL, RDFS, SKOS, local_name, subclasses
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow, ClaimRow, Gap, Tie
from actorgraph.workbench.catalogued_claims import CataloguedClaims
from actorgraph.workbench.haystack import Haystack
from actorgraph.workbench.whole_store import (
    first_texts,
    flagged,
    nodes,
    of_class,
    place_of_span,
    texts_of,
)

TIES = ("ActorTie", "EventTie", "ContradictionTie")
Texts = dict[str, list[str]]


def read_catalogue(store: ox.Store) -> Catalogue:
    """Read the catalogue of a snapshot."""
    articles = _articles(store)
    actors, numbers = _Actors(store).rows()
    places = {article.iri: article.number for article in articles}
    reader = CataloguedClaims(store, places, numbers)
    claims = reader.rows()
    _count(articles, actors, claims)
    _add_mentions(store, actors, numbers, places)
    _add_offices(store, claims, actors)
    texts = first_texts(store, NIF.isString)
    return Catalogue(
        articles=tuple(articles),
        actors=tuple(actors),
        claims=tuple(claims),
        ties=tuple(_ties(store)),
        gaps=tuple(_gaps(store, places)),
        numbers=numbers,
        texts=Haystack(texts.get(article.iri, "") for article in articles),
        words=Haystack(reader.words(claims, articles, texts)),
    )


def place_of(snapshot: Path) -> Path:
    """Return the file next to a snapshot that has its catalogue."""
    return snapshot.with_name(f"{snapshot.name}.catalogue")


def save_catalogue(store: ox.Store, snapshot: Path) -> None:
    """Read the catalogue of a snapshot, and save it next to it for all who read the snapshot.

    Raises OSError, MemoryError.
    """
    catalogue = read_catalogue(store)
    catalogue.prepare()
    with place_of(snapshot).open("wb") as file:
        pickle.dump(catalogue, file, pickle.HIGHEST_PROTOCOL)


def saved_catalogue(snapshot: Path) -> Catalogue | None:
    """Return the catalogue that was saved next to a snapshot; None if there is none."""
    try:
        # The folder is the server's own, and nobody else may write to it.
        with place_of(snapshot).open("rb") as file:
            catalogue = pickle.load(file)
    except FileNotFoundError:
        return None
    assert isinstance(catalogue, Catalogue)
    return catalogue


def _articles(store: ox.Store) -> list[ArticleRow]:
    titles = first_texts(store, DCT.title)
    issued = first_texts(store, DCT.issued)
    iris = sorted(set(of_class(store, "Article")))
    iris.sort(key=lambda iri: titles.get(iri, ""))
    iris.sort(key=lambda iri: issued.get(iri, ""), reverse=True)
    rows = []
    for number, iri in enumerate(iris):
        rows.append(ArticleRow(number, iri, titles.get(iri, ""), issued.get(iri, "")))
    return rows


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
    leaders = {iri: iri for iri in iris}

    def leader(iri: str) -> str:
        while leaders[iri] != iri:
            leaders[iri] = leaders[leaders[iri]]
            iri = leaders[iri]
        return iri

    for first, second in nodes(store, OWL.sameAs):
        if first in leaders and second in leaders:
            leaders[leader(first)] = leader(second)
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(leaders, key="<{}>".format):
        groups[leader(iri)].append(iri)
    return list(groups.values())


def _count(articles: list[ArticleRow], actors: list[ActorRow], claims: list[ClaimRow]) -> None:
    """Give each actor and article the numbers of its claims."""
    for claim in claims:
        articles[claim.article].claims.append(claim.number)
        for number in claim.participants:
            actors[number].claims.append(claim.number)
            actors[number].articles.add(claim.article)


def _add_mentions(
    store: ox.Store, actors: list[ActorRow], numbers: dict[str, int], articles: dict[str, int]
) -> None:
    for actor, span in nodes(store, AG.mention):
        article = span.partition("#")[0]
        if actor in numbers and article in articles:
            actors[numbers[actor]].articles.add(articles[article])


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


def _ties(store: ox.Store) -> Iterator[Tie]:
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
