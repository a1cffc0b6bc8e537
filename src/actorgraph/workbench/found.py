"""What a search finds in a catalogue: actors, claims and articles, and how many of each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from actorgraph.text.verdicts import SET_ASIDE, Verdict
from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.catalogue import Catalogue, Counts
from actorgraph.workbench.catalogue_rows import (
    NOBODY_NAMED,
    THE_ARTICLE,
    ActorRow,
    ArticleRow,
    ClaimRow,
    likeness,
    weight,
)
from actorgraph.workbench.haystack import plain
from actorgraph.workbench.search import Search

# A catalogue lists the claims of each value of these fields.
POSTED = ("sure", "tone", "kind", "when")
ACTOR_FIELDS = ("with", "by", "did", "to")
UNDECIDED = "no"


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
    def excluded(self) -> frozenset[int]:
        """The numbers of the claims that count nowhere: people rejected or replaced them."""
        if self.search.chosen.get("reviewed") in SET_ASIDE:
            return frozenset()
        judged = self.judged
        rejected = (number for number in judged if judged[number] in SET_ASIDE)
        return self.catalogue.set_aside.union(rejected)

    @cached_property
    def scope(self) -> Sequence[ClaimRow]:
        """The claims that fit what is chosen, whatever their words."""
        if self.is_unrestricted:
            return self._counting(self.catalogue.claims)
        name, numbers = self._narrowest()
        rest = {key: value for key, value in self.search.chosen.items() if key != name}
        rest.pop("sort", None)
        claims = self._counting([self.catalogue.claims[number] for number in numbers])
        for name, value in rest.items():
            claims = [claim for claim in claims if self._has(claim, name, value)]
        return claims

    @cached_property
    def claims(self) -> Sequence[ClaimRow]:
        """The claims whose words fit, by article and place."""
        if not self.search.words:
            return self.scope
        numbers = self.catalogue.words.find(self.search.words)
        if self.is_unrestricted:
            hits = [self.catalogue.claims[number] for number in sorted(numbers)]
            return self._counting(hits)
        return [claim for claim in self.scope if claim.number in numbers]

    def _counting(self, claims: Sequence[ClaimRow]) -> Sequence[ClaimRow]:
        """Return claims without those that count nowhere."""
        excluded = self.excluded
        if not excluded:
            return claims
        return [claim for claim in claims if claim.number not in excluded]

    @cached_property
    def actors(self) -> list[ActorRow]:
        """The actors whose names fit: a whole name, the beginning of one, then any word's."""
        catalogue = self.catalogue
        actors = catalogue.actors_by_weight
        words = self.search.words
        if words:
            numbers = catalogue.names.find(words)
            actors = sorted((catalogue.actors[number] for number in numbers), key=weight)
        if not self.is_unrestricted:
            taking_part = self._numbers_in_scope
            actors = [actor for actor in actors if actor.number in taking_part]
        kind = self.search.chosen.get("sort", "")
        if kind:
            actors = [actor for actor in actors if actor.kind == kind]
        if words:
            query = plain(words)
            actors = sorted(actors, key=lambda actor: likeness(actor, query))
        return list(actors)

    @cached_property
    def articles(self) -> list[ArticleRow]:
        """The articles whose title or text fits, the newest first."""
        catalogue = self.catalogue
        articles = list(catalogue.articles)
        words = self.search.words
        if words:
            numbers = catalogue.titles.find(words) | catalogue.texts.find(words)
            articles = [catalogue.articles[number] for number in sorted(numbers)]
        if self.is_unrestricted:
            return articles
        numbers = {claim.article for claim in self.scope}
        return [article for article in articles if article.number in numbers]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each sort of thing are found."""
        if self.is_everything:
            statements = len(self._counting(self.catalogue.statements))
        else:
            statements = sum(claim.is_statement for claim in self.claims)
        return {
            "actor": self._count_actors(),
            "claim": len(self.claims) - statements,
            "statement": statements,
            "article": len(self.articles),
        }

    def _count_actors(self) -> int:
        """Return how many actors are found; of a large store, without listing them."""
        if self.search.words or self.search.chosen.get("sort"):
            return len(self.actors)
        if self.is_unrestricted:
            return len(self.catalogue.actors)
        return len(self._numbers_in_scope)

    @property
    def is_everything(self) -> bool:
        """Whether all claims are found."""
        return self.is_unrestricted and not self.search.words

    @cached_property
    def shown_claims(self) -> Sequence[ClaimRow]:
        """The claims that the page lists: statements, other claims, or both."""
        thing = self.search.thing
        if thing in ("actor", "article"):
            return []
        if not thing:
            return self.claims
        is_wanted = thing == "statement"
        if self.is_everything:
            catalogue = self.catalogue
            return self._counting(catalogue.statements if is_wanted else catalogue.others)
        return [claim for claim in self.claims if claim.is_statement == is_wanted]

    @cached_property
    def counted_claims(self) -> Sequence[ClaimRow]:
        """The claims that the numbers of the facets count."""
        thing = self.search.thing
        if thing not in ("actor", "article"):
            return self.shown_claims
        if not self.search.words:
            return self.scope
        rows = self.actors if thing == "actor" else self.articles
        numbers = {number for row in rows for number in row.claims}
        if self.is_unrestricted:
            return self._counting([self.catalogue.claims[number] for number in sorted(numbers)])
        return [claim for claim in self.scope if claim.number in numbers]

    @cached_property
    def field_counts(self) -> Counts:
        """How many claims have each value of each field."""
        catalogue = self.catalogue
        if not self.is_everything:
            return catalogue.count(self.counted_claims)
        thing = self.search.thing if self.search.thing in ("claim", "statement") else ""
        rows = [catalogue.claims[number] for number in self.excluded]
        if thing:
            rows = [row for row in rows if row.is_statement == (thing == "statement")]
        whole = catalogue.whole[thing]
        if not rows:
            return whole
        less = catalogue.count(rows)
        return {name: whole[name] - less[name] for name in whole}

    @cached_property
    def verdict_counts(self) -> Counter[str]:
        """How many claims have each verdict, and how many have none."""
        claims = self.counted_claims
        counts: Counter[str] = Counter()
        if self.judged:
            numbers = self._judged_numbers(claims)
            counts.update(self.judged[number] for number in numbers)
        counts[UNDECIDED] = len(claims) - counts.total()
        return +counts

    def _judged_numbers(self, claims: Sequence[ClaimRow]) -> Collection[int]:
        """Return the numbers of those of some claims that people decided."""
        if not self.is_everything or self.search.thing in ("claim", "statement"):
            return self.judged.keys() & {claim.number for claim in claims}
        return self.judged.keys() - self.excluded

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

    def _narrowest(self) -> tuple[str, Sequence[int]]:
        """Return the choice that the fewest claims fit, and their numbers; an empty name for all.

        The claims of an actor are those it takes part in; whether it did something in them is
        another choice.
        """
        lists: list[tuple[str, Sequence[int]]] = []
        for name, actor in self.actors_chosen.items():
            if actor is not None:
                lists.append((name if name == "with" else "", actor.claims))
            elif self.search.chosen[name] not in (THE_ARTICLE, NOBODY_NAMED):
                return name, ()
        if "article" in self.search.chosen:
            article = self.article_chosen
            lists.append(("article", article.claims if article else ()))
        for name, value in self.search.chosen.items():
            if name in POSTED:
                lists.append((name, self.catalogue.postings.get((name, value), ())))
        everything = ("", range(len(self.catalogue.claims)))
        return min(lists, key=lambda pair: len(pair[1]), default=everything)

    def _has(self, claim: ClaimRow, name: str, value: str) -> bool:
        match name:
            case "sure":
                return claim.level == value
            case "tone":
                return claim.is_denied if value == "denied" else claim.tone == value
            case "kind":
                return claim.kind == value
            case "when":
                return value in (claim.month, claim.year)
            case "reviewed":
                return self.judged.get(claim.number, UNDECIDED) == value
            case "article":
                article = self.article_chosen
                return article is not None and claim.article == article.number
        return self._has_actor(claim, name, value)

    def _has_actor(self, claim: ClaimRow, name: str, value: str) -> bool:
        if name == "by" and value in (THE_ARTICLE, NOBODY_NAMED):
            return value == claim.voice
        actor = self.actors_chosen[name]
        if actor is None:
            return False
        if name == "with":
            return actor.number in claim.participants
        places = {"by": claim.speakers, "did": claim.doers, "to": claim.parties}
        return actor.number in places[name]

    @cached_property
    def _numbers_in_scope(self) -> set[int]:
        numbers: set[int] = set()
        for claim in self.scope:
            numbers.update(claim.doers, claim.parties, claim.speakers)
        return numbers


def _iri(value: str, folder: str) -> str:
    """Return the IRI of a value of a field: `actor/CODE`, or `CODE` alone."""
    path = value if value.startswith(f"{folder}/") else f"{folder}/{value}"
    return INDIVIDUALS + path
