"""The queue of claims to judge: the likeliest mistakes first, filtered, with what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.review.applying import unreviewed
from actorgraph.stores.contract import LINKS, MERGED
from actorgraph.stores.packing import graph_triples
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, PROV, RDF, local_name
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.neighbourhood import same_as
from actorgraph.workbench.queued_case import Case, cases_in
from actorgraph.workbench.visit import Visit
from actorgraph.workbench.walking import rest_after

# A queue over more articles takes longer to make than a reader waits.
ARTICLES_AT_A_TIME = 40
MOST_ARTICLES_REMEMBERED = 400
UNDECIDED, UNSURE, DISAGREED, ALL = "undecided", "unsure", "disagreed", "all"
STATES = {
    UNDECIDED: "Undecided",
    UNSURE: "Unsure",
    DISAGREED: "Disagreed",
    ALL: "All",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a reader wants to judge; empty fields leave everything in."""

    article: str = ""
    actor: str = ""
    sure: str = ""
    kind: str = ""
    state: str = UNDECIDED

    @classmethod
    def of(cls, visit: Visit) -> "Wanted":
        """Read the filters of an address."""
        state = visit.first("state", UNDECIDED)
        if state not in STATES:
            state = UNDECIDED
        return cls(
            article=visit.first("article"),
            actor=visit.first("actor"),
            sure=visit.first("sure"),
            kind=visit.first("kind"),
            state=state,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out, apart from what is decided."""
        return any((self.article, self.actor, self.sure, self.kind))

    def address(self, path: str = "/review", **more: str) -> str:
        """Return the address of these filters, with more fields."""
        given = {item.name: getattr(self, item.name) for item in fields(self)}
        if self.state == UNDECIDED:
            given.pop("state")
        pairs = [(name, value) for name, value in {**given, **more}.items() if value]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def without(self, name: str) -> str:
        """Return the address without one filter."""
        empty = UNDECIDED if name == "state" else ""
        return replace(self, **{name: empty}).address()

    def fits(self, case: Case) -> bool:
        """Return whether a claim passes all filters but that of what was decided."""
        if self.sure and case.level != self.sure:
            return False
        if self.kind and case.kind != self.kind:
            return False
        return not self.actor or self._is_with_actor(case)

    def _is_with_actor(self, case: Case) -> bool:
        if self.actor in case.actors:
            return True
        words = self.actor.casefold()
        return any(words in name for name in case.names)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is decided: claims, those decided, and those somebody was unsure of."""

    total: int
    decided: int
    unsure: int

    @property
    def undecided(self) -> int:
        """The claims that nobody has judged."""
        return self.total - self.decided - self.unsure


class Queue:
    """The claims of a desk as cases; each article is read once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._cases: dict[ox.NamedNode, tuple[Case, ...]] = {}

    def of_article(self, article: ox.NamedNode) -> tuple[Case, ...]:
        """Return the cases of an article."""
        if article not in self._cases:
            if len(self._cases) >= MOST_ARTICLES_REMEMBERED:
                self._cases.clear()
            self._cases[article] = tuple(self._read(article))
        return self._cases[article]

    def case(self, code: str) -> Case | None:
        """Return the case of a claim by the end of its IRI; None if there is none."""
        article = self._article_of(code)
        if article is None:
            return None
        return next((case for case in self.of_article(article) if case.code == code), None)

    def cases(self, wanted: Wanted) -> list[Case]:
        """Return the cases that pass the filters, decided or not, in the order of the queue."""
        found = []
        for article in self._articles(wanted):
            found += [case for case in self.of_article(article) if wanted.fits(case)]
        return sorted(found, key=lambda case: case.order)

    def is_whole(self, wanted: Wanted) -> bool:
        """Return whether the queue has all articles that there are."""
        return bool(wanted.article) or len(self.desk.articles) <= ARTICLES_AT_A_TIME

    def state(self, case: Case) -> str:
        """Return what was decided: accepted, rejected, corrected, unsure, or empty."""
        verdict = self.desk.verdicts.get(case.code)
        return verdict.verdict if verdict else ""

    def with_state(self, cases: Iterable[Case], state: str) -> Iterator[Case]:
        """Yield the cases in a state that one may choose."""
        if state == ALL:
            yield from cases
            return
        if state == DISAGREED:
            disagreed = self.disagreed
            yield from (case for case in cases if case.code in disagreed)
            return
        # Looked up once: the desk looks at its files each time.
        verdicts = self.desk.verdicts
        decided = "unsure" if state == UNSURE else ""
        for case in cases:
            verdict = verdicts.get(case.code)
            if (verdict.verdict if verdict else "") == decided:
                yield case

    @property
    def disagreed(self) -> frozenset[str]:
        """The claims that two people decided differently."""
        return disagreements(self.desk.review.verdicts)

    def progress(self, wanted: Wanted, cases: Sequence[Case]) -> Progress:
        """Count what is decided of the claims that pass the filters, or of the whole store."""
        verdicts = self.desk.verdicts
        if wanted.is_narrow:
            codes = [case.code for case in cases]
            judged = [verdicts[code] for code in codes if code in verdicts]
            total = len(codes)
        else:
            judged = list(verdicts.values())
            total = max(self.claim_count, len(judged))
        unsure = sum(verdict.verdict == "unsure" for verdict in judged)
        return Progress(total, len(judged) - unsure, unsure)

    @cached_property
    def claim_count(self) -> int:
        """How many claims the tool made in the whole store."""
        store = self.desk.store
        claims = sum(1 for _ in store.quads_for_pattern(None, RDF.type, AG.Claim, MERGED))
        revised = sum(1 for _ in store.quads_for_pattern(None, PROV.wasRevisionOf, None, MERGED))
        return claims - revised

    def _articles(self, wanted: Wanted) -> Iterable[ox.NamedNode]:
        if wanted.article:
            node = individual(f"article/{wanted.article}")
            return [node] if node and self.desk.contains(node) else []
        if wanted.state in (UNSURE, DISAGREED):
            return self._judged_articles(wanted.state)
        if wanted.actor:
            return self._articles_with(wanted.actor)
        return self._next_articles()

    def _judged_articles(self, state: str) -> list[ox.NamedNode]:
        codes = self.disagreed
        if state == UNSURE:
            verdicts = self.desk.verdicts.values()
            codes = frozenset(verdict.claim for verdict in verdicts if verdict.verdict == "unsure")
        found = {self._article_of(code) for code in codes}
        return sorted(filter(None, found), key=str)[:ARTICLES_AT_A_TIME]

    def _articles_with(self, actor: str) -> Iterable[ox.NamedNode]:
        """Return the articles of one actor, or the next ones if a name was typed."""
        node = individual(f"actor/{actor}")
        if node is None or not self.desk.contains(node):
            return self._next_articles()
        found: set[ox.NamedNode] = set()
        for same in same_as(self.desk.store, node):
            for role in ROLES:
                for claim in self.desk.subjects(AG[role], same):
                    found.update(self.desk.objects(claim, AG.reportedIn))
        return sorted(found, key=str)[:ARTICLES_AT_A_TIME]

    def _next_articles(self) -> Iterator[ox.NamedNode]:
        """Yield the articles that fit in one queue: each has something to decide."""
        if len(self.desk.articles) <= ARTICLES_AT_A_TIME:
            yield from self.desk.articles
            return
        verdicts = self.desk.verdicts
        count = 0
        for article in self.desk.articles:
            if any(case.code not in verdicts for case in self.of_article(article)):
                yield article
                count += 1
            if count == ARTICLES_AT_A_TIME:
                return

    def _article_of(self, code: str) -> ox.NamedNode | None:
        claim = individual(f"claim/{code}")
        if claim is None:
            return None
        return next(iter(self.desk.objects(claim, AG.reportedIn)), None)

    def _read(self, article: ox.NamedNode) -> Iterator[Case]:
        triples = list(unreviewed(graph_triples(self.desk.store, article)))
        own = {triple.subject for triple in triples}
        # What two articles report is said in neither.
        triples += [triple for triple in self._shared_events if triple.subject in own]
        yield from cases_in(Facts(triples), local_name(article))

    @cached_property
    def _shared_events(self) -> list[ox.Triple]:
        quads = self.desk.store.quads_for_pattern(None, AG.sameEventAs, None, LINKS)
        found = []
        for quad in quads:
            found.append(quad.triple)
            if isinstance(quad.object, ox.NamedNode):
                found.append(ox.Triple(quad.object, AG.sameEventAs, quad.subject))
        return found


@lru_cache(maxsize=2)
def queue_of(desk: Desk) -> Queue:
    """Return the queue of a desk, which is kept as long as the desk."""
    return Queue(desk)


def disagreements(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Return the claims on which the last verdicts of two people differ."""
    by_claim: dict[str, dict[str, str]] = {}
    for verdict in verdicts:
        by_claim.setdefault(verdict.claim, {})[verdict.by] = verdict.verdict
    return frozenset(claim for claim, said in by_claim.items() if len(set(said.values())) > 1)


def following(cases: Sequence[Case], code: str) -> list[Case]:
    """Return the cases after one in the queue, and then those before it."""
    return rest_after(cases, next((case for case in cases if case.code == code), None))


def counts_by(cases: Iterable[Case], name: str) -> Mapping[str, int]:
    """Count cases by one of their fields, the most frequent first."""
    counts: dict[str, int] = {}
    for case in cases:
        value = getattr(case, name)
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
