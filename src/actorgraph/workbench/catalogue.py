"""The catalogue of a snapshot: every actor, claim and article in a few words, read once.

Home counts it and search looks through it; texts and cards are read from the store when shown.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow, ClaimRow, Gap, Tie, weight
from actorgraph.workbench.haystack import Haystack

# A claim of a lower confidence, from 0 to 1, is one that the tool is unsure of.
SURE_ENOUGH = 0.6
# With more claims, who takes part in them takes too long to count.
MOST_TO_COUNT_ACTORS_OF = 5_000
Counts = dict[str, Counter[str]]


@dataclass(frozen=True)
class Catalogue:
    """Everything in a snapshot; numbers are places in these tuples.

    Articles are sorted from the newest, claims by article and then by their place in the text.
    `texts` are those of the articles and `words` those of the claims, empty where withheld.
    """

    articles: tuple[ArticleRow, ...]
    actors: tuple[ActorRow, ...]
    claims: tuple[ClaimRow, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[Gap, ...]
    numbers: Mapping[str, int]
    texts: Haystack
    words: Haystack

    def prepare(self) -> None:
        """Work out all that is about the whole, so that it is saved with the catalogue."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def actors_by_weight(self) -> Sequence[ActorRow]:
        """All actors, those in most articles first."""
        return sorted(self.actors, key=weight)

    @cached_property
    def named(self) -> Sequence[ActorRow]:
        """Those who have names of their own, those in most articles first."""
        return [actor for actor in self.actors_by_weight if actor.is_named]

    @cached_property
    def groups_at_risk(self) -> int:
        """How many groups of people at risk there are."""
        return sum(actor.is_protected for actor in self.actors)

    @cached_property
    def names(self) -> Haystack:
        """The names of the actors."""
        return Haystack(" ".join((actor.name, *actor.names)) for actor in self.actors)

    @cached_property
    def titles(self) -> Haystack:
        """The titles of the articles."""
        return Haystack(article.title for article in self.articles)

    @cached_property
    def postings(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The numbers of the claims that have a value of a field: `sure` and `alleged`."""
        numbers: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
        for claim in self.claims:
            numbers["sure", claim.level].append(claim.number)
            numbers["tone", claim.tone].append(claim.number)
            numbers["kind", claim.kind].append(claim.number)
            for time in {claim.year, claim.month}:
                numbers["when", time].append(claim.number)
            if claim.is_denied:
                numbers["tone", "denied"].append(claim.number)
            if claim.voice:
                numbers["by", claim.voice].append(claim.number)
        return dict(numbers)

    @cached_property
    def statements(self) -> Sequence[ClaimRow]:
        """The claims that are somebody's words."""
        return [claim for claim in self.claims if claim.is_statement]

    @cached_property
    def others(self) -> Sequence[ClaimRow]:
        """The claims that are not somebody's words."""
        return [claim for claim in self.claims if not claim.is_statement]

    @cached_property
    def set_aside(self) -> frozenset[int]:
        """The numbers of the claims that people rejected or replaced, as the graph has it."""
        return frozenset(claim.number for claim in self.claims if claim.is_set_aside)

    @cached_property
    def whole(self) -> Mapping[str, Counts]:
        """What `count` gives for all claims, for `statement` and for `claim`, which are others."""
        statements = self._counts(self.statements)
        others = self._counts(self.others)
        both = {name: statements[name] + others[name] for name in statements}
        return {"statement": statements, "claim": others, "": both}

    def count(self, claims: Sequence[ClaimRow]) -> Counts:
        """Count claims by each field that one can choose; actors and articles are paths."""
        if len(claims) > MOST_TO_COUNT_ACTORS_OF:
            return self._counts_without_actors(claims)
        return self._counts(claims)

    def _counts(self, claims: Sequence[ClaimRow]) -> Counts:
        partners: Counter[int] = Counter()
        speakers: Counter[int] = Counter()
        for claim in claims:
            partners.update(claim.participants)
            speakers.update(claim.speakers)
        voices = Counter(claim.voice for claim in claims if claim.voice)
        counts = self._counts_without_actors(claims)
        counts["with"] = self._by_path(partners)
        counts["by"] = self._by_path(speakers) + voices
        return counts

    def _counts_without_actors(self, claims: Sequence[ClaimRow]) -> Counts:
        tones = Counter(map(attrgetter("tone"), claims))
        tones.update("denied" for claim in claims if claim.is_denied)
        articles = Counter(map(attrgetter("article"), claims))
        return {
            "sure": Counter(map(attrgetter("level"), claims)),
            "tone": tones,
            "kind": Counter(map(attrgetter("kind"), claims)),
            "with": Counter(),
            "by": Counter(),
            "article": Counter(
                {self.articles[number].value: count for number, count in articles.items()}
            ),
            "when": Counter(map(attrgetter("month"), claims)),
        }

    def _by_path(self, numbers: Counter[int]) -> Counter[str]:
        """Return counts of actors by their paths; nobody is narrowed down to people at risk."""
        counts: Counter[str] = Counter()
        for number, count in numbers.items():
            if self.actors[number].is_named:
                counts[self.actors[number].value] = count
        return counts

    @cached_property
    def levels(self) -> Counter[str]:
        """How many claims there are of each level, without those that are set aside."""
        return Counter(claim.level for claim in self.claims if not claim.is_set_aside)

    @cached_property
    def unsure(self) -> Sequence[ClaimRow]:
        """The claims that the tool is unsure of."""
        claims = (claim for claim in self.claims if not claim.is_set_aside)
        return [claim for claim in claims if claim.sure < SURE_ENOUGH]

    @cached_property
    def speakers(self) -> Sequence[tuple[ActorRow, int]]:
        """Those with names of their own and how many statements they make, the most first."""
        counts: Counter[int] = Counter()
        for claim in self.claims:
            if claim.is_statement and not claim.is_set_aside:
                counts.update(claim.doers)
        return [
            (self.actors[number], count)
            for number, count in counts.most_common()
            if self.actors[number].is_named
        ]

    def claim(self, code: str) -> ClaimRow | None:
        """Return the claim with the end of an IRI."""
        return self._claims_by_code.get(code)

    @cached_property
    def _claims_by_code(self) -> dict[str, ClaimRow]:
        return {claim.code: claim for claim in self.claims}

    def ties_of(self, kind: str) -> list[Tie]:
        """Return the ties of one class."""
        return [tie for tie in self.ties if tie.kind == kind]

    def actor(self, iri: str) -> ActorRow | None:
        """Return the actor with an IRI, also with that of another who is the same."""
        number = self.numbers.get(iri)
        return None if number is None else self.actors[number]

    def article(self, iri: str) -> ArticleRow | None:
        """Return the article with an IRI."""
        return self._articles_by_iri.get(iri)

    @cached_property
    def _articles_by_iri(self) -> dict[str, ArticleRow]:
        return {article.iri: article for article in self.articles}
