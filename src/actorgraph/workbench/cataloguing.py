"""Reading the catalogue of a snapshot: one pass for each property, over the whole store."""

import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT
from actorgraph.stores.contract import MERGED
from actorgraph.text.verdicts import SET_ASIDE
from actorgraph.views.projection import polarity
from actorgraph.vocabulary.vocab import AG, DCT, NIF, OWL, RDF, RDFS, SKOS, local_name, subclasses
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow, ClaimRow, Gap, Tie
from actorgraph.workbench.haystack import Haystack

DOERS = ("agent", "possibleAgent", "subject", "holder")
PARTIES = ("target", "recipient", "object")
TIES = ("ActorTie", "EventTie", "ContradictionTie")
MONTH = re.compile(r"\d{4}(?:-\d\d)?")
CHARACTERS = re.compile(r"#char=(\d{1,15}),(\d{1,15})$")
Texts = dict[str, list[str]]


def read_catalogue(store: ox.Store) -> Catalogue:
    """Read the catalogue of a snapshot."""
    articles = _articles(store)
    actors, numbers = _Actors(store).rows()
    places = {article.iri: article.number for article in articles}
    reader = _Claims(store, places, numbers)
    claims = reader.rows()
    _count(articles, actors, claims)
    _add_mentions(store, actors, numbers, places)
    _add_offices(store, claims, actors)
    texts = _first_texts(store, NIF.isString)
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


def _nodes(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield (subject, object) of a property, as IRIs."""
    for quad in store.quads_for_pattern(None, predicate, None, MERGED):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def _texts(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield (subject's IRI, text) of a property."""
    for quad in store.quads_for_pattern(None, predicate, None, MERGED):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value


def _first_texts(store: ox.Store, predicate: ox.NamedNode) -> dict[str, str]:
    """Return the first text of a property by subject, in the order of texts."""
    first: dict[str, str] = {}
    for subject, text in _texts(store, predicate):
        if subject not in first or text < first[subject]:
            first[subject] = text
    return first


def _flagged(store: ox.Store, predicate: ox.NamedNode) -> set[str]:
    return {subject for subject, text in _texts(store, predicate) if text == "true"}


def _of_class(store: ox.Store, kind: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, RDF.type, AG[kind], MERGED):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def _place(span: str) -> tuple[int, int]:
    """Return the offsets that the IRI of a span ends with; 0 and 0 if it has none."""
    found = CHARACTERS.search(span)
    if found is None:
        return 0, 0
    return int(found[1]), int(found[2])


def _articles(store: ox.Store) -> list[ArticleRow]:
    titles = _first_texts(store, DCT.title)
    issued = _first_texts(store, DCT.issued)
    iris = sorted(set(_of_class(store, "Article")))
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
        self.labels = _first_texts(store, RDFS.label)
        self.unnamed = _flagged(store, AG.unnamed)
        self.protected = _flagged(store, AG.protected)
        self.aliases: Texts = defaultdict(list)
        for subject, text in _texts(store, SKOS.altLabel):
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
            for iri in _of_class(self.store, kind):
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

    for first, second in _nodes(store, OWL.sameAs):
        if first in leaders and second in leaders:
            leaders[leader(first)] = leader(second)
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(leaders, key="<{}>".format):
        groups[leader(iri)].append(iri)
    return list(groups.values())


class _Claims:
    """The claims of a store."""

    def __init__(self, store: ox.Store, articles: dict[str, int], actors: dict[str, int]) -> None:
        self.store = store
        self.articles = articles
        self.actors = actors
        self.evidence: dict[str, list[str]] = defaultdict(list)
        for claim, span in _nodes(store, AG.evidence):
            self.evidence[claim].append(span)

    def rows(self) -> list[ClaimRow]:
        """Return the claims by article and place, with all that is said about them."""
        rows = self._bare()
        by_iri = {row.iri: row for row in rows}
        self._add_kinds(by_iri)
        self._add_certainty(by_iri)
        self._add_times(by_iri)
        for role in DOERS:
            for row, actor in self._roles(by_iri, role):
                row.doers = _with(row.doers, actor)
        for role in PARTIES:
            for row, actor in self._roles(by_iri, role):
                row.parties = _with(row.parties, actor)
        self._add_speakers(by_iri)
        return rows

    def words(
        self, rows: Iterable[ClaimRow], articles: list[ArticleRow], texts: Mapping[str, str]
    ) -> Iterator[str]:
        """Yield the words of each claim, empty where they are withheld."""
        for row in rows:
            text = texts.get(articles[row.article].iri, "")
            places = sorted(map(_place, self.evidence.get(row.iri, ())))
            yield " ".join(text[begin:end] for begin, end in places)

    def _bare(self) -> list[ClaimRow]:
        found = {}
        for claim, article in _nodes(self.store, AG.reportedIn):
            if article in self.articles:
                place = min(map(_place, self.evidence.get(claim, ())), default=(0, 0))
                found[claim] = (self.articles[article], place, claim)
        places = sorted(found.values())
        return [ClaimRow(number, iri, article) for number, (article, _, iri) in enumerate(places)]

    def _add_kinds(self, rows: dict[str, ClaimRow]) -> None:
        for kind in sorted(subclasses("Claim") - ABSTRACT, reverse=True):
            for iri in _of_class(self.store, kind):
                if iri in rows:
                    rows[iri].kind = kind
                    rows[iri].tone = polarity(kind)

    def _add_certainty(self, rows: dict[str, ClaimRow]) -> None:
        attributed = {claim for claim, _ in _nodes(self.store, AG.attributedTo)}
        for claim, factuality in _nodes(self.store, AG.factuality):
            if claim in rows:
                level = local_name(factuality).casefold()
                is_reported = level == "asserted" and claim in attributed
                rows[claim].level = "reported" if is_reported else level
        for kind, level in (("Attitude", "attitude"), ("Statement", "statement")):
            for iri in _of_class(self.store, kind):
                if iri in rows:
                    rows[iri].level = level
        for claim, verdict in _nodes(self.store, AG.reviewed):
            if claim in rows and local_name(verdict).casefold() in SET_ASIDE:
                rows[claim].is_set_aside = True
        for iri in _flagged(self.store, AG.negated):
            if iri in rows:
                rows[iri].is_denied = True

    def _add_times(self, rows: dict[str, ClaimRow]) -> None:
        for claim, time in _first_texts(self.store, AG.time).items():
            found = MONTH.match(time)
            if claim in rows and found is not None:
                rows[claim].month = found[0]
        for claim, text in _texts(self.store, AG.confidence):
            if claim in rows:
                rows[claim].sure = _confidence(text)

    def _roles(self, rows: dict[str, ClaimRow], role: str) -> Iterator[tuple[ClaimRow, int]]:
        for claim, actor in sorted(_nodes(self.store, AG[role])):
            if claim in rows and actor in self.actors:
                yield rows[claim], self.actors[actor]

    def _add_speakers(self, rows: dict[str, ClaimRow]) -> None:
        for row, actor in self._roles(rows, "attributedTo"):
            row.speakers = _with(row.speakers, actor)
        for claim, statement in sorted(_nodes(self.store, AG.saidIn)):
            is_inside = claim in rows and statement in rows
            if is_inside and not rows[claim].speakers:
                rows[claim].speakers = rows[statement].doers


def _with(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return numbers if number in numbers else (*numbers, number)


def _confidence(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


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
    for actor, span in _nodes(store, AG.mention):
        article = span.partition("#")[0]
        if actor in numbers and article in articles:
            actors[numbers[actor]].articles.add(articles[article])


def _add_offices(store: ox.Store, claims: list[ClaimRow], actors: list[ActorRow]) -> None:
    titles = _first_texts(store, AG.title)
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
    firsts = dict(_nodes(store, AG.firstTied))
    seconds = dict(_nodes(store, AG.secondTied))
    for kind in TIES:
        for iri in sorted(_of_class(store, kind)):
            if iri in firsts and iri in seconds:
                yield Tie(kind, firsts[iri], seconds[iri])


def _gaps(store: ox.Store, articles: dict[str, int]) -> Iterator[Gap]:
    reasons = _first_texts(store, AG.reason)
    sentences = dict(_nodes(store, AG.evidence))
    found = []
    for iri in _of_class(store, "Gap"):
        span = sentences.get(iri, "")
        article = span.partition("#")[0]
        if article in articles:
            begin, end = _place(span)
            found.append(Gap(articles[article], begin, end, reasons.get(iri, "")))
    yield from sorted(found, key=lambda gap: (gap.article, gap.begin))
