"""The claims of a catalogue, with all that is said about them: one pass for each property."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT
from actorgraph.text.verdicts import SET_ASIDE
from actorgraph.views.projection import polarity
from actorgraph.vocabulary.vocab import AG, local_name, subclasses
from actorgraph.workbench.catalogue_rows import ArticleRow, ClaimRow
from actorgraph.workbench.whole_store import (
    first_texts,
    flagged,
    nodes,
    of_class,
    place_of_span,
    texts_of,
)

DOERS = ("agent", "possibleAgent", "subject", "holder")
PARTIES = ("target", "recipient", "object")
MONTH = re.compile(r"\d{4}(?:-\d\d)?")


class CataloguedClaims:
    """The claims of a store."""

    def __init__(self, store: ox.Store, articles: dict[str, int], actors: dict[str, int]) -> None:
        self.store = store
        self.articles = articles
        self.actors = actors
        self.evidence: dict[str, list[str]] = defaultdict(list)
        for claim, span in nodes(store, AG.evidence):
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
        for row, actor in self._roles(by_iri, "place"):
            row.places = _with(row.places, actor)
        self._add_speakers(by_iri)
        return rows

    def words(
        self, rows: Iterable[ClaimRow], articles: list[ArticleRow], texts: Mapping[str, str]
    ) -> Iterator[str]:
        """Yield the words of each claim, empty where they are withheld."""
        for row in rows:
            text = texts.get(articles[row.article].iri, "")
            places = sorted(map(place_of_span, self.evidence.get(row.iri, ())))
            yield " ".join(text[begin:end] for begin, end in places)

    def _bare(self) -> list[ClaimRow]:
        found = {}
        for claim, article in nodes(self.store, AG.reportedIn):
            if article in self.articles:
                place = min(map(place_of_span, self.evidence.get(claim, ())), default=(0, 0))
                found[claim] = (self.articles[article], place, claim)
        places = sorted(found.values())
        return [ClaimRow(number, iri, article) for number, (article, _, iri) in enumerate(places)]

    def _add_kinds(self, rows: dict[str, ClaimRow]) -> None:
        for kind in sorted(subclasses("Claim") - ABSTRACT, reverse=True):
            for iri in of_class(self.store, kind):
                if iri in rows:
                    rows[iri].kind = kind
                    rows[iri].tone = polarity(kind)

    def _add_certainty(self, rows: dict[str, ClaimRow]) -> None:
        attributed = {claim for claim, _ in nodes(self.store, AG.attributedTo)}
        for claim, factuality in nodes(self.store, AG.factuality):
            if claim in rows:
                level = local_name(factuality).casefold()
                is_reported = level == "asserted" and claim in attributed
                rows[claim].level = "reported" if is_reported else level
        for kind, level in (("Attitude", "attitude"), ("Statement", "statement")):
            for iri in of_class(self.store, kind):
                if iri in rows:
                    rows[iri].level = level
        for claim, verdict in nodes(self.store, AG.reviewed):
            if claim in rows and local_name(verdict).casefold() in SET_ASIDE:
                rows[claim].is_set_aside = True
        for iri in flagged(self.store, AG.negated):
            if iri in rows:
                rows[iri].is_denied = True

    def _add_times(self, rows: dict[str, ClaimRow]) -> None:
        for claim, time in first_texts(self.store, AG.time).items():
            found = MONTH.match(time)
            if claim in rows and found is not None:
                rows[claim].month = found[0]
        for claim, text in texts_of(self.store, AG.confidence):
            if claim in rows:
                rows[claim].sure = _confidence(text)

    def _roles(self, rows: dict[str, ClaimRow], role: str) -> Iterator[tuple[ClaimRow, int]]:
        for claim, actor in sorted(nodes(self.store, AG[role])):
            if claim in rows and actor in self.actors:
                yield rows[claim], self.actors[actor]

    def _add_speakers(self, rows: dict[str, ClaimRow]) -> None:
        for row, actor in self._roles(rows, "attributedTo"):
            row.speakers = _with(row.speakers, actor)
        for claim, statement in sorted(nodes(self.store, AG.saidIn)):
            if claim not in rows or statement not in rows:
                continue
            row = rows[claim]
            row.inside = _with(row.inside, rows[statement].number)
            if not row.speakers:
                row.speakers = rows[statement].doers


def _with(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return numbers if number in numbers else (*numbers, number)


def _confidence(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
