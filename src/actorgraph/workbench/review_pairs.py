"""Pairs of actors that may be one: those that the tool tied, and those that share a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pyoxigraph as ox

from actorgraph.actors.spellings import is_name, letters, name_key
from actorgraph.graph.facts import Facts
from actorgraph.links.actors import BY_PERSON, rarity
from actorgraph.links.alike import likeness
from actorgraph.links.named_actors import NamedActor, read_named_actors
from actorgraph.links.names import same_body_name, same_person_name
from actorgraph.stores.packing import graph_triples, match_named
from actorgraph.text.review import Decision
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, RDF, RDFS, SKOS, local_name
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.neighbourhood import same_as

KINDS = ("Person", "Organisation", "Government")
# A surname that more share says nothing, and would be compared too often.
MOST_OF_ONE_NAME = 12
MOST_PAIRS = 2000
MOST_NAMES_REMEMBERED = 4 * MOST_PAIRS
# In a larger store, names are not compared: it would take longer than a reader waits.
MOST_ARTICLES_COMPARED = 300


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that may be one; `reasons` speak for it, `doubts` against it.

    `score` is the points of a tie that the tool made, None where it made none. `is_tied` says that
    they are one at present, `is_by_person` that a person decided so.
    """

    first: ox.NamedNode
    second: ox.NamedNode
    names: tuple[str, str]
    is_tied: bool = False
    is_by_person: bool = False
    score: float | None = None
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """The ends of both IRIs, which name the pair in addresses and forms."""
        return local_name(self.first), local_name(self.second)

    @property
    def order(self) -> tuple[bool, float, tuple[str, str]]:
        """Its place: ties first, the weakest of them first."""
        return not self.is_tied, self.score or 0.0, self.ends


class Pairs:
    """The pairs of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._names: dict[ox.NamedNode, tuple[str, ...]] = {}
        self._decisions: tuple[Decision, ...] = ()
        self._last: Mapping[frozenset[str], tuple[int, str]] = {}

    @cached_property
    def all(self) -> tuple[Pair, ...]:
        """Every pair, in the order in which they should be judged."""
        tied = list(self._tied())
        if not self.has_names_compared:
            return tuple(sorted(tied, key=lambda pair: pair.order))
        known = {frozenset((pair.first, pair.second)) for pair in tied}
        others = [pair for pair in self._alike() if {pair.first, pair.second} not in known]
        return tuple(sorted([*tied, *others], key=lambda pair: pair.order))

    @property
    def has_names_compared(self) -> bool:
        """Whether pairs that nothing ties are among them."""
        return len(self.desk.articles) <= MOST_ARTICLES_COMPARED

    def decided(self, pair: Pair) -> str:
        """Return what a person decided last: same, different, unsure, or empty."""
        index = self._index()
        last = -1, ""
        for first in self._called(pair.first):
            for second in self._called(pair.second):
                last = max(last, index.get(frozenset((first, second)), (-1, "")))
        return last[1]

    def _index(self) -> Mapping[frozenset[str], tuple[int, str]]:
        decisions = self.desk.review.decisions
        # A review that has changed has another tuple.
        if decisions is not self._decisions:
            self._decisions, self._last = decisions, _index(decisions)
        return self._last

    def with_actor(self, actor: ox.NamedNode) -> list[Pair]:
        """Return the pairs of an actor and of all who are one with it."""
        group = set(same_as(self.desk.store, actor))
        return [pair for pair in self.all if pair.first in group or pair.second in group]

    def explained(self, pair: Pair) -> Pair:
        """Return a pair with the reasons for and against, which the tool keeps of ties alone."""
        if pair.is_tied:
            return pair
        actors = []
        for node in (pair.first, pair.second):
            found = [each for each in self._named_actors(node) if each.iri == node.value]
            actors += found[:1]
        if len(actors) < 2:
            return pair
        features = likeness(actors[0], actors[1], rarity(actors)).features
        return Pair(
            pair.first,
            pair.second,
            pair.names,
            reasons=tuple(feature.words for feature in features if feature.points > 0),
            doubts=tuple(feature.words for feature in features if feature.points < 0),
        )

    def _named_actors(self, node: ox.NamedNode) -> list[NamedActor]:
        found: list[NamedActor] = []
        for article in self.articles(node):
            facts = Facts(graph_triples(self.desk.store, article))
            found += read_named_actors(facts, article)
        return found

    def articles(self, node: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the articles that mention an actor."""
        quads = match_named(self.desk.store, node, AG.mention, None, None)
        names = {quad.graph_name for quad in quads}
        return sorted((name for name in names if isinstance(name, ox.NamedNode)), key=str)

    def claims(self, node: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the claims in which an actor takes part, or of which it is the source."""
        found: set[ox.NamedNode] = set()
        for role in ROLES:
            found.update(self.desk.subjects(AG[role], node))
        return sorted((node for node in found if "/claim/" in node.value), key=str)

    def _tied(self) -> Iterator[Pair]:
        for node in self.desk.subjects(RDF.type, AG.ActorTie)[:MOST_PAIRS]:
            facts = self.desk.facts(node)
            first, second = facts.node(node, AG.firstTied), facts.node(node, AG.secondTied)
            if first is None or second is None:
                continue
            rule = facts.node(node, AG.tiedBy)
            yield Pair(
                first,
                second,
                (self._label(first), self._label(second)),
                is_tied=True,
                is_by_person=rule is not None and self._label(rule) == BY_PERSON,
                score=_number(facts.value(node, AG.score)),
                **_reasons(facts.values(node, AG.feature), facts.value(node, AG.reason)),
            )

    def _alike(self) -> Iterator[Pair]:
        """Yield actors of different articles that share a name and that nothing ties."""
        blocks: dict[tuple[str, str], list[ox.NamedNode]] = defaultdict(list)
        for kind in KINDS:
            for node in self.desk.subjects(RDF.type, AG[kind]):
                name = name_key(self._label(node))
                if name and "/actor/" in node.value:
                    words = name.split()
                    key = words[-1] if kind == "Person" else letters(name)
                    blocks[kind, key].append(node)
        count = 0
        for (kind, _), nodes in sorted(blocks.items()):
            if len(nodes) > MOST_OF_ONE_NAME:
                continue
            for pair in self._of_block(kind, nodes):
                yield pair
                count += 1
                if count == MOST_PAIRS:
                    return

    def _of_block(self, kind: str, nodes: Sequence[ox.NamedNode]) -> Iterator[Pair]:
        named = [node for node in nodes if self._may_be_named(node)]
        compare = same_person_name if kind == "Person" else same_body_name
        for place, first in enumerate(named):
            group = set(same_as(self.desk.store, first))
            articles = set(self.articles(first))
            for second in named[place + 1 :]:
                if second in group or not articles.isdisjoint(self.articles(second)):
                    continue
                if compare(self._folded(first), self._folded(second)) is not None:
                    yield Pair(first, second, (self._label(first), self._label(second)))

    def _may_be_named(self, node: ox.NamedNode) -> bool:
        """Return whether an actor may be one with another: nobody unnamed or at risk ever is."""
        facts = self.desk.facts(node)
        if facts.flag(node, AG.unnamed) or facts.flag(node, AG.protected):
            return False
        return "Group" not in facts.types(node) and is_name(self._label(node))

    def _folded(self, node: ox.NamedNode) -> tuple[str, ...]:
        names = [self._label(node), *filter(is_name, self._other_names(node))]
        return tuple(dict.fromkeys(map(name_key, names)))

    def _label(self, node: ox.NamedNode) -> str:
        return self.desk.value(node, RDFS.label) or local_name(node)

    def _other_names(self, node: ox.NamedNode) -> list[str]:
        return self.desk.facts(node).values(node, SKOS.altLabel)

    def _called(self, node: ox.NamedNode) -> tuple[str, ...]:
        """Return by what a decision may mean an actor."""
        if node not in self._names:
            if len(self._names) >= MOST_NAMES_REMEMBERED:
                self._names.clear()
            self._names[node] = (local_name(node), self._label(node), *self._other_names(node))
        return self._names[node]


@lru_cache(maxsize=2)
def pairs_of(desk: Desk) -> Pairs:
    """Return the pairs of a desk, which are kept as long as the desk."""
    return Pairs(desk)


def _index(decisions: Iterable[Decision]) -> Mapping[frozenset[str], tuple[int, str]]:
    """Return the place and the kind of the last decision about each two names."""
    return {
        frozenset((decision.first, decision.second)): (place, decision.kind)
        for place, decision in enumerate(decisions)
        if decision.second
    }


def _reasons(features: Iterable[str], reason: str) -> dict[str, tuple[str, ...]]:
    """Return the reasons for and against a tie: `company +3.0: both appear with Anna Petrova`."""
    reasons: list[str] = []
    doubts: list[str] = []
    for feature in sorted(features):
        head, _, words = feature.partition(": ")
        (doubts if " -" in head else reasons).append(words or head)
    if not reasons and not doubts and reason:
        reasons.append(reason)
    return {"reasons": tuple(reasons), "doubts": tuple(doubts)}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
