"""What would contradict if two actors were one, as `/review/who` and a terminal show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.review.judged import class_of, is_guarded
from actorgraph.links.event_reports import EventReport, comparable_reports, read_reports
from actorgraph.links.named_actors import NamedActor, read_named_actors
from actorgraph.links.one_actor import (
    Contradiction,
    contradicting_actors,
    contradicting_reports,
)
from actorgraph.stores.contract import MERGED
from actorgraph.stores.packing import match_named
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, RDF, XSD
from actorgraph.workbench.claims import ArticleLink, article_of
from actorgraph.workbench.desk import Desk, path_of

# Of somebody in more articles, as many are compared: a page must not take seconds.
MOST_COMPARED = 12
MOST_CLAIMS_COMPARED = 400
MOST_SHOWN = 8
TRUE = ox.Literal("true", datatype=XSD.boolean)
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Clash:
    """What contradicts, in words, and where: the articles of two actors, or two claims.

    `paths` are those of the claims' pages, empty where it is about actors; `count` is of how many
    pairs the same is true.
    """

    words: str
    places: tuple[ArticleLink, ArticleLink]
    paths: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Clashes:
    """All that contradicts: `shown` are the first ones; `is_whole` says that all was compared."""

    number: int
    shown: tuple[Clash, ...]
    is_whole: bool

    def lines(self) -> Iterator[str]:
        """Yield what contradicts, and in which articles, as lines of text."""
        for clash in self.shown:
            first, second = (_called(place) for place in clash.places)
            times = f", in {clash.count} pairs of articles" if clash.count > 1 else ""
            yield f"{clash.words}{times}: {first} and {second}"
        if self.number > sum(clash.count for clash in self.shown):
            yield f"these are the first of {self.number:,} contradictions"
        if not self.is_whole:
            yield "of so many articles only the first were compared"


def _called(article: ArticleLink) -> str:
    return f"{article.title} ({article.issued})" if article.issued else article.title


def clashes(desk: Desk, firsts: Sequence[Node], seconds: Sequence[Node]) -> Clashes:
    """Return what would contradict if some actors, and all who are one with each, were one.

    Of those who are one already only they themselves are compared.
    """
    group, others = _with_all_alike(desk, firsts), _with_all_alike(desk, seconds)
    if not set(group).isdisjoint(others):
        group, others = list(firsts), [node for node in seconds if node not in firsts]
    return _Comparison(desk, group, others).clashes()


def _with_all_alike(desk: Desk, nodes: Iterable[Node]) -> list[Node]:
    """Return actors with all who are one with any of them."""
    found: dict[Node, None] = {}
    for node in nodes:
        found.update(dict.fromkeys(desk.groups.get(node, [node])))
    return list(found)


class _Comparison:
    """Compares two sets of actors who may become one."""

    def __init__(self, desk: Desk, firsts: Sequence[Node], seconds: Sequence[Node]) -> None:
        self.desk = desk
        self.firsts = firsts
        self.seconds = seconds
        self.is_whole = True
        self.articles: dict[str, Node] = {}

    def clashes(self) -> Clashes:
        """Return what contradicts."""
        found = list(chain(self._of_actors(), self._of_claims()))
        shown = islice(self._told_once(found), MOST_SHOWN)
        return Clashes(len(found), tuple(shown), self.is_whole)

    def _told_once(self, found: Sequence[Contradiction]) -> Iterator[Clash]:
        """Yield contradictions, those in the same words as one."""
        alike: dict[str, list[Contradiction]] = defaultdict(list)
        for contradiction in found:
            is_of_claims = "/claim/" in contradiction.first
            key = str(contradiction) if is_of_claims else contradiction.words
            alike[key].append(contradiction)
        for contradictions in alike.values():
            yield self._clash(contradictions[0], len(contradictions))

    def _clash(self, contradiction: Contradiction, count: int) -> Clash:
        ends = (contradiction.first, contradiction.second)
        first, second = (article_of(self.desk, self.articles[end]) for end in ends)
        paths = tuple(path_of(end) for end in ends if "/claim/" in end)
        return Clash(contradiction.words, (first, second), paths, count)

    # ── actors ────────────────────────────────────────────────────────────────────────────────────

    def _of_actors(self) -> Iterator[Contradiction]:
        firsts = list(self._named_actors(self.firsts))
        seconds = list(self._named_actors(self.seconds))
        yield from contradicting_actors(firsts, seconds, self.desk.review.decisions)

    def _named_actors(self, nodes: Iterable[Node]) -> Iterator[NamedActor]:
        """Yield each actor in each of its articles, at most so many."""
        found = 0
        for node in nodes:
            for article in self._articles(node):
                if found == MOST_COMPARED:
                    self.is_whole = False
                    return
                facts = self._about(node, article)
                for actor in read_named_actors(facts, article):
                    if actor.iri == node.value:
                        found += 1
                        self.articles.setdefault(node.value, article)
                        yield actor

    def _articles(self, node: Node) -> list[Node]:
        quads = match_named(self.desk.store, node, AG.mention, None, None)
        names = {quad.graph_name for quad in quads}
        return sorted((name for name in names if isinstance(name, ox.NamedNode)), key=str)

    def _about(self, node: Node, article: Node) -> Facts:
        """Return what an article says of an actor, its offices and the bodies in which they are."""
        store = self.desk.store
        nodes = {node: None, article: None}
        for relation in self.desk.subjects(AG.subject, node):
            if article in self.desk.objects(relation, AG.reportedIn):
                nodes[relation] = None
                nodes.update(dict.fromkeys(self.desk.objects(relation, AG.object)))
        quads = chain.from_iterable(
            store.quads_for_pattern(about, None, None, MERGED) for about in nodes
        )
        return Facts(quad.triple for quad in quads)

    # ── claims ────────────────────────────────────────────────────────────────────────────────────

    def _of_claims(self) -> Iterator[Contradiction]:
        """Yield claims of both sides of which one denies the other, and does not already."""
        firsts, seconds = self._events(self.firsts), self._events(self.seconds)
        reports = self._reports(self._comparable(firsts, seconds))
        others = self._reports(self._comparable(seconds, firsts))
        for contradiction in contradicting_reports(reports, others):
            pair = sorted((Node(contradiction.first), Node(contradiction.second)), key=str)
            if tuple(pair) not in self.desk.contradictions:
                yield contradiction

    def _comparable(self, events: Mapping[Node, str], others: Mapping[Node, str]) -> list[Node]:
        """Return the events that are denied, and those of a class of which the others deny one."""
        denied = {others[claim] for claim in others if self._is_denied(claim)}
        return [claim for claim in events if events[claim] in denied or self._is_denied(claim)]

    def _events(self, nodes: Iterable[Node]) -> dict[Node, str]:
        """Return the class of each claim in which somebody takes part, and which counts."""
        claims: dict[Node, None] = {}
        for node in nodes:
            for role in ROLES:
                claims.update(dict.fromkeys(self.desk.subjects(AG[role], node)))
        events: dict[Node, str] = {}
        for claim in claims:
            if len(events) == MOST_CLAIMS_COMPARED:
                self.is_whole = False
                break
            if "/claim/" in claim.value and not self.desk.is_set_aside(claim):
                events[claim] = class_of(self._types(claim), claim)
        return events

    def _types(self, claim: Node) -> Facts:
        quads = self.desk.store.quads_for_pattern(claim, RDF.type, None, MERGED)
        return Facts(quad.triple for quad in quads)

    def _is_denied(self, claim: Node) -> bool:
        found = self.desk.store.quads_for_pattern(claim, AG.negated, TRUE, MERGED)
        return next(found, None) is not None

    def _reports(self, claims: Iterable[Node]) -> list[EventReport]:
        """Return the reports of claims, in which both sides are one actor."""
        by_article: dict[Node, list[Node]] = defaultdict(list)
        for claim in claims:
            for article in self.desk.objects(claim, AG.reportedIn)[:1]:
                by_article[article].append(claim)
                self.articles[claim.value] = article
        reports: list[EventReport] = []
        for article, own in by_article.items():
            facts = self.desk.facts_of(own)
            guarded = {node.value for node in facts.actors if is_guarded(facts, node)}
            found = read_reports(facts, article)
            reports += comparable_reports(found, frozenset(guarded), self._known_as)
        return reports

    def _known_as(self, iri: str) -> str:
        return self.firsts[0].value if iri in self._iris else iri

    @cached_property
    def _iris(self) -> frozenset[str]:
        return frozenset(node.value for node in (*self.firsts, *self.seconds))
