"""What a search finds in a catalogue: actors, claims and articles, and how many of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actorgraph.text.verdicts import SET_ASIDE, Verdict
from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_rows import (
    NOBODY_NAMED,
    THE_ARTICLE,
    ActorRow,
    ArticleRow,
    ClaimRow,
)
from actorgraph.workbench.claim_table import Mask, Rows
from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.search import Search
from actorgraph.workbench.tally import Counts, Tally

ACTOR_FIELDS = ("with", "by", "did", "to")
UNDECIDED = "no"
# More actors whose names have the words are listed without looking at which fits best.
MOST_COMPARED = 5_000
Places = NDArray[np.integer]


@dataclass(frozen=True)
class Found:
    """What a search finds in a catalogue, with the decisions of people by claim's code."""

    catalogue: Catalogue
    search: Search
    verdicts: Mapping[str, Verdict]

    @cached_property
    def judged(self) -> dict[int, str]:
        """What people decided, by the number of the claim."""
        judged = {}
        for code, verdict in self.verdicts.items():
            claim = self.catalogue.claim(code)
            if claim is not None:
                judged[claim.number] = verdict.verdict
        return judged

    @cached_property
    def counting(self) -> Mask:
        """The claims that count: people did not reject or replace them."""
        if self.search.chosen.get("reviewed") in SET_ASIDE:
            return np.ones(len(self.catalogue.claims), np.bool_)
        return self.catalogue.counting(self.verdicts)

    @cached_property
    def in_scope(self) -> Mask:
        """The claims that fit what is chosen, whatever their words."""
        fitting = self.counting
        for name, value in self.search.chosen.items():
            if name != "sort":
                fitting = fitting & self._fitting(name, value)
        return fitting

    @cached_property
    def numbers(self) -> Places:
        """The numbers of the claims whose words fit, by article and place."""
        if not self.search.words:
            return np.flatnonzero(self.in_scope)
        numbers = self.catalogue.words.find(self.search.words)
        return numbers[self.in_scope[numbers]]

    @property
    def claims(self) -> Sequence[ClaimRow]:
        """The claims whose words fit, by article and place."""
        return self.catalogue.claims.rows(self.numbers)

    @cached_property
    def actor_numbers(self) -> Places:
        """The numbers of the actors whose names fit."""
        catalogue = self.catalogue
        words = self.search.words
        numbers: Places = catalogue.order
        if words:
            numbers = catalogue.names.find(words)
            numbers = numbers[np.argsort(catalogue.ranks[numbers])]
        if not self.is_unrestricted:
            numbers = numbers[self._taking_part[numbers]]
        kind = self.search.chosen.get("sort", "")
        if kind:
            numbers = numbers[catalogue.actors.kind.are(kind)[numbers]]
        if not words or len(numbers) > MOST_COMPARED:
            return numbers
        query = plain(words)
        alike = sorted(
            numbers.tolist(), key=lambda number: catalogue.actors.likeness(number, query)
        )
        return np.array(alike, np.int64)

    @property
    def actors(self) -> Rows[ActorRow]:
        """The actors whose names fit: a whole name, the beginning of one, then any word's."""
        return self.catalogue.actors.rows(self.actor_numbers)

    @property
    def actor_kinds(self) -> Counter[str]:
        """How many of these actors are of each kind."""
        return Counter(self.catalogue.actors.kind.count(self.actor_numbers))

    @cached_property
    def articles(self) -> Sequence[ArticleRow]:
        """The articles whose title or text fits, the newest first."""
        catalogue = self.catalogue
        articles = np.ones(len(catalogue.articles), np.bool_)
        words = self.search.words
        if words:
            articles[:] = False
            articles[catalogue.titles.find(words)] = True
            articles[catalogue.texts.find(words)] = True
        if not self.is_unrestricted:
            having = np.zeros(len(catalogue.articles), np.bool_)
            having[catalogue.claims.article[self.in_scope]] = True
            articles &= having
        return [catalogue.articles[number] for number in np.flatnonzero(articles).tolist()]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each sort of thing are found."""
        statements = int(self.catalogue.claims.is_statement[self.numbers].sum())
        return {
            "actor": len(self.actor_numbers),
            "claim": len(self.numbers) - statements,
            "statement": statements,
            "article": len(self.articles),
        }

    @property
    def is_everything(self) -> bool:
        """Whether all claims are found."""
        return self.is_unrestricted and not self.search.words

    @cached_property
    def shown_numbers(self) -> Places:
        """The numbers of the claims that the page lists: statements, other claims, or both."""
        thing = self.search.thing
        if thing in ("actor", "article"):
            return self.numbers[:0]
        if not thing:
            return self.numbers
        is_statement = self.catalogue.claims.is_statement[self.numbers]
        return self.numbers[is_statement if thing == "statement" else ~is_statement]

    @property
    def shown_claims(self) -> Rows[ClaimRow]:
        """The claims that the page lists."""
        return self.catalogue.claims.rows(self.shown_numbers)

    @cached_property
    def counted_numbers(self) -> Places:
        """The numbers of the claims that the facets count."""
        thing = self.search.thing
        if thing not in ("actor", "article"):
            return self.shown_numbers
        if not self.search.words:
            return np.flatnonzero(self.in_scope)
        catalogue = self.catalogue
        counted = np.zeros(len(catalogue.claims), np.bool_)
        if thing == "actor":
            counted[catalogue.actors.claims.take(self.actor_numbers).values] = True
        else:
            for article in self.articles:
                counted[article.claims] = True
        return np.flatnonzero(counted & self.in_scope)

    @cached_property
    def field_counts(self) -> Counts:
        """How many claims have each value of each field."""
        return self._tally().counts(self.catalogue.tables)

    def _tally(self) -> Tally:
        catalogue = self.catalogue
        if not self.is_everything:
            return Tally.of(catalogue.tables, self.counted_numbers)
        # All claims were counted before; only those that count nowhere are looked at.
        thing = self.search.thing
        excluded = ~self.counting
        is_statement = catalogue.claims.is_statement
        if thing == "statement":
            return catalogue.whole_statements - self._tally_of(excluded & is_statement)
        if thing == "claim":
            others = catalogue.whole - catalogue.whole_statements
            return others - self._tally_of(excluded & ~is_statement)
        return catalogue.whole - self._tally_of(excluded)

    def _tally_of(self, claims: Mask) -> Tally:
        return Tally.of(self.catalogue.tables, np.flatnonzero(claims))

    @cached_property
    def verdict_counts(self) -> Counter[str]:
        """How many claims have each verdict, and how many have none."""
        numbers = self.counted_numbers
        counts: Counter[str] = Counter()
        if self.judged:
            judged = np.intersect1d(numbers, list(self.judged))
            counts.update(self.judged[number] for number in judged.tolist())
        counts[UNDECIDED] = len(numbers) - counts.total()
        return +counts

    def find_actor(self, value: str) -> ActorRow | None:
        """Return the actor that a value of a field names."""
        return self.catalogue.actor(_iri(value, "actor"))

    def find_article(self, value: str) -> ArticleRow | None:
        """Return the article that a value of a field names."""
        return self.catalogue.article(_iri(value, "article"))

    @cached_property
    def actors_chosen(self) -> dict[str, ActorRow | None]:
        """The actors that are chosen, by field; None for a name that is unknown."""
        chosen = self.search.chosen
        return {name: self.find_actor(chosen[name]) for name in ACTOR_FIELDS if name in chosen}

    @cached_property
    def article_chosen(self) -> ArticleRow | None:
        """The article that is chosen."""
        return self.find_article(self.search.chosen.get("article", ""))

    @property
    def is_unrestricted(self) -> bool:
        """Whether no claim is left out but those that count nowhere."""
        return not self.search.chosen.keys() - {"sort"}

    def _fitting(self, name: str, value: str) -> Mask:
        """Return the claims that have a value of a field."""
        claims = self.catalogue.claims
        match name:
            case "sure":
                return claims.level.are(value)
            case "tone":
                return claims.is_denied if value == "denied" else claims.tone.are(value)
            case "kind":
                return claims.kind.are(value)
            case "when":
                return claims.at(value)
            case "reviewed":
                return self._reviewed(value)
            case "article":
                article = self.article_chosen
                return self._only(article.claims if article else ())
        return self._with_actor(name, value)

    def _reviewed(self, value: str) -> Mask:
        if value == UNDECIDED:
            return ~self._only(list(self.judged))
        return self._only([number for number in self.judged if self.judged[number] == value])

    def _with_actor(self, name: str, value: str) -> Mask:
        claims = self.catalogue.claims
        if name == "by" and value in (THE_ARTICLE, NOBODY_NAMED):
            return claims.by(value)
        actor = self.actors_chosen[name]
        if actor is None:
            return self._only(())
        if name == "with":
            return self._only(actor.claims)
        roles = {"by": claims.speakers, "did": claims.doers, "to": claims.parties}
        return claims.with_role(roles[name], actor.number)

    def _only(self, numbers: "Sequence[int] | Places") -> Mask:
        """Return where the numbers of claims are."""
        mask = np.zeros(len(self.catalogue.claims), np.bool_)
        mask[np.asarray(numbers, np.int64)] = True
        return mask

    @cached_property
    def _taking_part(self) -> Mask:
        """The actors that take part in claims in scope."""
        found = np.zeros(len(self.catalogue.actors), np.bool_)
        scope = np.flatnonzero(self.in_scope)
        found[self.catalogue.claims.participants.take(scope).values] = True
        return found


def _iri(value: str, folder: str) -> str:
    """Return the IRI of a value of a field: `actor/CODE`, or `CODE` alone."""
    path = value if value.startswith(f"{folder}/") else f"{folder}/{value}"
    return INDIVIDUALS + path
