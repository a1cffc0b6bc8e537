"""A search over a catalogue: what an address asks for, and which actors, claims, articles it finds.

    /search?q=WORDS&is=claim&sure=alleged&with=actor/CODE&page=2

Everything chosen is in the address. `with`, `by`, `did` and `to` name an actor by its path,
`article` an article; `when` is a year, a month or `undated`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote, urlencode

from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.catalogue import (
    ActorRow,
    ArticleRow,
    Catalogue,
    ClaimRow,
    weight,
)
from actorgraph.workbench.haystack import plain
from actorgraph.workbench.visit import Visit

THINGS = ("actor", "claim", "statement", "article")
# In the order of the page; the last four narrow a search without a list of their own.
FIELDS = ("sure", "tone", "kind", "with", "by", "article", "when", "reviewed", "did", "to", "sort")
ACTOR_FIELDS = ("with", "by", "did", "to")
THE_ARTICLE, NOBODY_NAMED = "article", "nobody"
UNDECIDED = "no"
SET_ASIDE = ("rejected", "corrected")
LONGEST_IN_CHARACTERS = 200
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks for: words, the sort of thing, and a value of each chosen field."""

    words: str = ""
    thing: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, visit: Visit) -> "Search":
        """Return the search that an address describes; what it cannot mean is left out."""
        thing = visit.first("is")
        chosen = {name: visit.first(name) for name in FIELDS if visit.first(name)}
        return cls(
            words=" ".join(visit.first("q").split())[:LONGEST_IN_CHARACTERS],
            thing=thing if thing in THINGS else "",
            chosen=chosen,
            page=visit.number("page", default=1, most=MOST_PAGES),
        )

    @property
    def query(self) -> str:
        """The search as the query of an address, without its page."""
        fields = {"q": self.words, "is": self.thing, **self.chosen}
        given = {name: value for name, value in fields.items() if value}
        return urlencode(given, quote_via=quote, safe="/")

    @property
    def address(self) -> str:
        """The address of the first page of this search."""
        return f"/search?{self.query}"

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words and not self.chosen

    def to_page(self, page: int) -> str:
        """Return the address of a page."""
        return f"{self.address}&page={page}"

    def with_choice(self, name: str, value: str) -> "Search":
        """Return the same search with another choice."""
        return replace(self, chosen={**self.chosen, name: value}, page=1)

    def without(self, name: str) -> "Search":
        """Return the same search without a choice."""
        chosen = {key: value for key, value in self.chosen.items() if key != name}
        return replace(self, chosen=chosen, page=1)

    def of(self, thing: str) -> "Search":
        """Return the same search for one sort of thing; for all of them if it is empty."""
        return replace(self, thing=thing, page=1)

    def about(self, words: str) -> "Search":
        """Return the same search for other words."""
        return replace(self, words=words, page=1)


@dataclass(frozen=True)
class Found:
    """What a search finds in a catalogue, with the decisions of people by claim's code."""

    catalogue: Catalogue
    search: Search
    verdicts: Mapping[str, Verdict]

    @cached_property
    def scope(self) -> list[ClaimRow]:
        """The claims that fit what is chosen, whatever their words."""
        return [claim for claim in self._candidates() if self._fits(claim)]

    @cached_property
    def claims(self) -> list[ClaimRow]:
        """The claims whose words fit, by article and place."""
        if not self.search.words:
            return self.scope
        numbers = self.catalogue.words.find(self.search.words)
        if self._is_unrestricted:
            hits = [self.catalogue.claims[number] for number in sorted(numbers)]
            return [claim for claim in hits if self._fits(claim)]
        return [claim for claim in self.scope if claim.number in numbers]

    @cached_property
    def actors(self) -> list[ActorRow]:
        """The actors whose names fit: a whole name, the beginning of one, then any word's."""
        catalogue = self.catalogue
        actors = catalogue.actors_by_weight
        words = self.search.words
        if words:
            numbers = catalogue.names.find(words)
            actors = sorted((catalogue.actors[number] for number in numbers), key=weight)
        if not self._is_unrestricted:
            taking_part = self._numbers_in_scope()
            actors = [actor for actor in actors if actor.number in taking_part]
        kind = self.search.chosen.get("sort", "")
        if kind:
            actors = [actor for actor in actors if actor.kind == kind]
        if words:
            query = plain(words)
            actors = sorted(actors, key=lambda actor: _likeness(actor, query))
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
        if self._is_unrestricted:
            return articles
        numbers = {claim.article for claim in self.scope}
        return [article for article in articles if article.number in numbers]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each sort of thing are found."""
        statements = sum(claim.is_statement for claim in self.claims)
        return {
            "actor": len(self.actors),
            "claim": len(self.claims) - statements,
            "statement": statements,
            "article": len(self.articles),
        }

    @cached_property
    def shown_claims(self) -> list[ClaimRow]:
        """The claims that the page lists: statements, other claims, or both."""
        thing = self.search.thing
        if thing in ("claim", "statement"):
            is_wanted = thing == "statement"
            return [claim for claim in self.claims if claim.is_statement == is_wanted]
        return self.claims if thing == "" else []

    @cached_property
    def counted_claims(self) -> list[ClaimRow]:
        """The claims that the numbers of the facets count."""
        thing = self.search.thing
        if thing == "actor" and self.search.words:
            numbers = {number for actor in self.actors for number in actor.claims}
        elif thing == "article" and self.search.words:
            numbers = {number for article in self.articles for number in article.claims}
        elif thing in ("actor", "article"):
            return self.scope
        else:
            return self.shown_claims
        return [claim for claim in self.scope if claim.number in numbers]

    def verdict(self, claim: ClaimRow) -> str:
        """Return what people decided about a claim; `no` if nobody did."""
        verdict = self.verdicts.get(claim.code)
        return verdict.verdict if verdict else UNDECIDED

    def speakers(self, claim: ClaimRow) -> tuple[str, ...]:
        """Return who says that a claim is so, as values of the field `by`."""
        if claim.speakers:
            return tuple(self.value_of(number) for number in claim.speakers)
        return (NOBODY_NAMED,) if claim.level == "alleged" else (THE_ARTICLE,)

    def value_of(self, number: int) -> str:
        """Return an actor as a value of a field: its path."""
        return self.catalogue.actors[number].iri.removeprefix(INDIVIDUALS)

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
    def _is_unrestricted(self) -> bool:
        return not self.search.chosen.keys() - {"sort"}

    def _candidates(self) -> Iterator[ClaimRow]:
        """Yield the claims of a chosen actor or article, else all."""
        claims = self.catalogue.claims
        for actor in self.actors_chosen.values():
            if actor is not None:
                yield from (claims[number] for number in actor.claims)
                return
        if self.article_chosen is not None:
            yield from (claims[number] for number in self.article_chosen.claims)
            return
        yield from claims

    def _fits(self, claim: ClaimRow) -> bool:
        for name, value in self.search.chosen.items():
            if name != "sort" and not self._has(claim, name, value):
                return False
        if self.search.chosen.get("reviewed") in SET_ASIDE:
            return True
        # What a person rejected or replaced counts nowhere, unless it is asked for.
        return not claim.is_set_aside and self.verdict(claim) not in SET_ASIDE

    def _has(self, claim: ClaimRow, name: str, value: str) -> bool:
        match name:
            case "sure":
                return claim.level == value
            case "tone":
                return claim.is_denied if value == "denied" else claim.tone == value
            case "kind":
                return claim.kind == value
            case "when":
                return claim.month == value or claim.month.startswith(f"{value}-")
            case "reviewed":
                return self.verdict(claim) == value
            case "article":
                article = self.article_chosen
                return article is not None and claim.article == article.number
        return self._has_actor(claim, name, value)

    def _has_actor(self, claim: ClaimRow, name: str, value: str) -> bool:
        if name == "by" and value in (THE_ARTICLE, NOBODY_NAMED):
            return value in self.speakers(claim)
        actor = self.actors_chosen[name]
        if actor is None:
            return False
        places = {
            "with": claim.doers + claim.parties + claim.speakers,
            "by": claim.speakers,
            "did": claim.doers,
            "to": claim.parties,
        }
        return actor.number in places[name]

    def _numbers_in_scope(self) -> set[int]:
        numbers: set[int] = set()
        for claim in self.scope:
            numbers.update(claim.doers, claim.parties, claim.speakers)
        return numbers


def _iri(value: str, folder: str) -> str:
    """Return the IRI of a value of a field: `actor/CODE`, or `CODE` alone."""
    path = value if value.startswith(f"{folder}/") else f"{folder}/{value}"
    return INDIVIDUALS + path


def _likeness(actor: ActorRow, query: str) -> tuple[int, bool]:
    """Return the place of an actor: the whole name, its beginning, then a word of it."""
    names = [plain(name) for name in (actor.name, *actor.names)]
    if query in names:
        rank = 0
    elif any(name.startswith(query) for name in names):
        rank = 1
    else:
        rank = 2
    return rank, not actor.is_named
