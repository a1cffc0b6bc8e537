"""The queue of claims to judge: the likeliest mistakes first, filtered, with what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.graph.review.applying import unreviewed
from actorgraph.graph.review.judged import is_guarded
from actorgraph.graph.review.queue import Item
from actorgraph.graph.review.queue import queue as queue_of_article
from actorgraph.stores.contract import LINKS
from actorgraph.text.verdicts import Verdict
from actorgraph.views.page.entries import joined
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, PROV, RDF, RDFS, literals, local_name
from actorgraph.workbench.claims import ATTITUDE, STATEMENT
from actorgraph.workbench.desk import MERGED, Desk, individual
from actorgraph.workbench.neighbourhood import same_as
from actorgraph.workbench.visit import Visit

# A queue over more articles takes longer to make than a reader waits.
ARTICLES_AT_A_TIME = 40
MOST_ARTICLES_REMEMBERED = 400
DOERS = ("agent", "possibleAgent", "subject", "holder")
PARTIES = ("target", "recipient", "object")
UNDECIDED, UNSURE, DISAGREED, ALL = "undecided", "unsure", "disagreed", "all"
STATES = {
    UNDECIDED: "Undecided",
    UNSURE: "Unsure",
    DISAGREED: "Disagreed",
    ALL: "All",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A claim in the queue: what it says in short, why it may be wrong, and why it matters.

    `article` and `actors` are the ends of IRIs, `level` is one of LEVEL_WORDS, `names` are those of
    all who take part, folded.
    """

    iri: ox.NamedNode
    code: str
    article: str
    kind: str
    level: str
    tone: str
    says: str
    rule: str
    confidence: float
    doubt: str
    weights: tuple[str, ...]
    urgency: float
    actors: frozenset[str]
    names: frozenset[str]

    @property
    def order(self) -> tuple[bool, float, str]:
        """Its place: with a reason to doubt it first, then by how much it matters."""
        return not self.doubt, -self.urgency, self.code

    @property
    def kind_words(self) -> str:
        """The label of its class."""
        return label(self.kind)


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

    def has_state(self, case: Case, state: str) -> bool:
        """Return whether a claim is in a state that one may choose."""
        if state == ALL:
            return True
        if state == DISAGREED:
            return case.code in self.disagreed
        decided = self.state(case)
        return decided == "unsure" if state == UNSURE else not decided

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
        quads = self.desk.store.quads_for_pattern(None, None, None, article)
        triples = list(unreviewed(quad.triple for quad in quads))
        own = {triple.subject for triple in triples}
        # What two articles report is said in neither.
        triples += [triple for triple in self._shared_events if triple.subject in own]
        facts = Facts(triples)
        for item in queue_of_article(facts):
            yield _case(facts, item, local_name(article))

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
    for place, case in enumerate(cases):
        if case.code == code:
            return [*cases[place + 1 :], *cases[:place]]
    return list(cases)


def _case(facts: Facts, item: Item, article: str) -> Case:
    claim = facts.claim(item.claim)
    actors = [actor for role in claim.roles.values() for actor in role]
    return Case(
        iri=item.claim,
        code=local_name(item.claim),
        article=article,
        kind=claim.kind,
        level=_level(claim),
        tone=next(iter(literals(claim.kind, "polarity")), "neutral"),
        says=_says(facts, claim),
        rule=_rule(facts, item.claim),
        confidence=item.confidence,
        doubt=item.doubt,
        weights=tuple(_weights(facts, claim)),
        urgency=round((1 - item.confidence) * item.weight, 6),
        actors=frozenset(map(local_name, actors)),
        names=frozenset(facts.label(actor).casefold() for actor in actors),
    )


def _level(claim: ClaimFacts) -> str:
    if claim.is_attitude:
        return ATTITUDE
    if claim.kind == "Statement":
        return STATEMENT
    # Someone else's graph may have a claim without any certainty.
    return claim.certainty if claim.factuality else "asserted"


def _says(facts: Facts, claim: ClaimFacts) -> str:
    doers = joined([facts.label(actor) for actor in claim.in_roles(*DOERS)])
    parties = joined([facts.label(actor) for actor in claim.in_roles(*PARTIES)])
    verb = claim.verb or label(claim.kind)
    return " · ".join(part for part in (doers, verb, parties) if part)


def _rule(facts: Facts, claim: ox.NamedNode) -> str:
    rule = facts.node(claim, AG.foundBy)
    return facts.value(rule, RDFS.label) if rule else ""


def _weights(facts: Facts, claim: ClaimFacts) -> Iterator[str]:
    if "harm" in literals(claim.kind, "polarity"):
        yield "it is about harm"
    if claim.factuality == "Alleged":
        yield "it is alleged"
    if any(is_guarded(facts, actor) for actor in claim.participants):
        yield "it is about people at risk or unnamed people"
    if facts.has(claim.iri, AG.sameEventAs):
        yield "several claims report the same event"


def counts_by(cases: Iterable[Case], name: str) -> Mapping[str, int]:
    """Count cases by one of their fields, the most frequent first."""
    counts: dict[str, int] = {}
    for case in cases:
        value = getattr(case, name)
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
