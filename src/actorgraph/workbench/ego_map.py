"""The small map of an actor's page: those nearest to somebody, as cards with lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.views.page.measuring import NAME, REGULAR, Type
from actorgraph.vocabulary.roles import ACTING
from actorgraph.vocabulary.vocab import AG
from actorgraph.workbench.actor_claims import DID, DONE, ON_WORD, SAID
from actorgraph.workbench.claims import ActorLink
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.somebody import Somebody, identities

MOST_CARDS = 8
# Claims that are looked at; beyond them, those who are nearest are already known.
MOST_CLAIMS = 80
MOST_VERBS = 2
# Pixels: cards at the right, one below the other, and the middle one at the left.
WIDTH, CARD_WIDTH, CARD_HEIGHT, STEP = 400, 150, 42, 50
# From the edge of a card to its words, and what that leaves for them.
INDENT = 10
ROOM = CARD_WIDTH - 2 * INDENT
# The regular letters of the picture; names are as bold as on the large map.
LETTERS = Type(12.0, 15.0, REGULAR)
PARTIES = ("target", "recipient")
# What a line says, by the part of the claims that it is drawn for.
WAYS = {DID: "out", DONE: "in", SAID: "speaks", ON_WORD: "speaks"}


@dataclass(frozen=True, slots=True)
class Card:
    """Another actor, how many claims tie it to somebody, their verbs, and where it is drawn.

    `way` is `out` where somebody acts on it, `in` where it acts on somebody, and `speaks` where
    somebody speaks of it; `path` is its line.
    """

    actor: ActorLink
    name: str
    verbs: str
    count: int
    way: str
    y: int
    path: str


@dataclass(frozen=True, slots=True)
class EgoMap:
    """The cards with their lines, how many more there are, and how high the picture is.

    `name` is on the card of the middle.
    """

    name: str
    cards: tuple[Card, ...]
    more: int
    height: int
    middle: int
    width: int = WIDTH
    card_width: int = CARD_WIDTH
    card_height: int = CARD_HEIGHT
    indent: int = INDENT


def ego_map(desk: Desk, somebody: Somebody) -> EgoMap | None:
    """Return the map around somebody; None for people at risk, and if there is nobody near."""
    if somebody.is_protected:
        return None
    near = _Near(desk, somebody)
    nearest = near.nearest()
    if not nearest:
        return None
    height = STEP * min(len(nearest), MOST_CARDS)
    cards = [
        _card(near, node, place * STEP, height) for place, node in enumerate(nearest[:MOST_CARDS])
    ]
    middle = (height - CARD_HEIGHT) // 2
    name = LETTERS.cut(somebody.name, ROOM)
    return EgoMap(name, tuple(cards), len(nearest) - len(cards), height, middle)


def _card(near: "_Near", node: ox.NamedNode, y: int, height: int) -> Card:
    link = near.link(node)
    verbs = ", ".join(verb for verb, _ in near.verbs[node].most_common(MOST_VERBS))
    number = f" · {near.counts[node]}"
    return Card(
        actor=link,
        name=NAME.cut(link.name, ROOM),
        verbs=LETTERS.cut(verbs, ROOM - LETTERS.width(number)),
        count=near.counts[node],
        way=near.ways[node].most_common(1)[0][0],
        y=y,
        path=_line(height // 2, y + CARD_HEIGHT // 2),
    )


def _line(begin: int, end: int) -> str:
    """Return the curve from the card at the left to one at the right."""
    left, right = CARD_WIDTH, WIDTH - CARD_WIDTH
    bend = (left + right) // 2
    return f"M{left} {begin}C{bend} {begin} {bend} {end} {right} {end}"


class _Near:
    """Those who take part in somebody's claims."""

    def __init__(self, desk: Desk, somebody: Somebody) -> None:
        self.desk = desk
        self.own = frozenset(somebody.nodes)
        self.counts: Counter[ox.NamedNode] = Counter()
        self.verbs: dict[ox.NamedNode, Counter[str]] = defaultdict(Counter)
        self.ways: dict[ox.NamedNode, Counter[str]] = defaultdict(Counter)
        self._first: dict[ox.NamedNode, ox.NamedNode] = {}
        for part, way in WAYS.items():
            for claim in somebody.claims[part][:MOST_CLAIMS]:
                self._add(part, way, claim)

    def _add(self, part: str, way: str, claim: ox.NamedNode) -> None:
        verb = self.desk.value(claim, AG.verb)
        for actor in set(self._others(part, claim)) - self.own:
            self.counts[actor] += 1
            self.ways[actor][way] += 1
            if verb:
                self.verbs[actor][verb] += 1

    def _others(self, part: str, claim: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """Yield those whom a claim ties to somebody: those acted on, those who act, or both."""
        roles = {DID: PARTIES, SAID: PARTIES, DONE: ACTING, ON_WORD: (*ACTING, *PARTIES)}[part]
        for role in roles:
            for actor in self.desk.objects(claim, AG[role]):
                yield self._canonical(actor)

    def _canonical(self, actor: ox.NamedNode) -> ox.NamedNode:
        if actor not in self._first:
            group = identities(self.desk, actor)
            self._first.update(dict.fromkeys(group, group[0]))
        return self._first[actor]

    def nearest(self) -> list[ox.NamedNode]:
        """Return all who are near, those with most claims first; nobody at risk."""
        counts = self.counts
        ordered = sorted(counts, key=lambda node: (-counts[node], node.value))
        return [node for node in ordered if node.value not in self.desk.protected]

    def link(self, node: ox.NamedNode) -> ActorLink:
        """Return somebody to name and link."""
        facts = self.desk.facts(node)
        described = facts.actor(node)
        path = path_of(node.value)
        return ActorLink(
            described.label,
            described.kind,
            path,
            facts.flag(node, AG.unnamed),
            facts.flag(node, AG.protected),
        )
