"""The page on which one sees what several claims report: the same event, or the contrary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, RDF, local_name
from actorgraph.workbench.claims import ClaimCard, read_claims
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.lately import lately
from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit
from actorgraph.workbench.walking import rest_after

PATH = "/review/events"
LISTED = 12
KINDS = {AG.ContradictionTie: "contradiction", AG.EventTie: "one event"}


@dataclass(frozen=True, slots=True)
class EventPair:
    """Two claims that report one event, or of which one denies the other, and why."""

    first: ox.NamedNode
    second: ox.NamedNode
    kind: str
    reason: str

    @property
    def name(self) -> str:
        """What names the pair in an address."""
        return f"{local_name(self.first)} {local_name(self.second)}"


@dataclass(frozen=True, slots=True)
class EventLine:
    """A pair in the list at the left."""

    words: str
    about: str
    address: str
    is_now: bool


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the pair that an address names, or the first one with a claim to decide."""
    pairs = event_pairs(desk)
    open_pairs = [pair for pair in pairs if not is_decided(desk, pair)]
    shown = _chosen(visit, pairs, open_pairs)
    if shown is None and visit.first("pair"):
        return NOT_HERE
    order = _around(pairs, shown)
    return page(
        "events",
        visit,
        section="review",
        pair=shown,
        cards=_cards(desk, shown) if shown else (),
        total=len(pairs),
        decided=len(pairs) - len(open_pairs),
        lines=tuple(_lines(desk, shown, order)),
        address=address_of(shown),
        next_address=address_of(order[1]) if len(order) > 1 else "",
        before_address=address_of(order[-1]) if len(order) > 1 else "",
        lately=lately(desk, visit.reader),
    )


@lru_cache(maxsize=2)
def event_pairs(desk: Desk) -> tuple[EventPair, ...]:
    """Return the pairs of claims that the links tie, contradictions first; kept with the desk."""
    return tuple(_tied(desk))


def _tied(desk: Desk) -> Iterator[EventPair]:
    for kind, words in KINDS.items():
        for node in desk.subjects(RDF.type, kind):
            facts = desk.facts(node)
            first, second = facts.node(node, AG.firstTied), facts.node(node, AG.secondTied)
            if first is not None and second is not None:
                yield EventPair(first, second, words, facts.value(node, AG.reason))


def is_decided(desk: Desk, pair: EventPair) -> bool:
    """Return whether somebody judged both claims of a pair."""
    return all(local_name(claim) in desk.verdicts for claim in (pair.first, pair.second))


def address_of(pair: EventPair | None) -> str:
    """Return the address of a pair."""
    return f"{PATH}?{urlencode({'pair': pair.name})}" if pair else PATH


def _chosen(
    visit: Visit, pairs: Sequence[EventPair], open_pairs: Sequence[EventPair]
) -> EventPair | None:
    name = visit.first("pair")
    if name:
        return next((pair for pair in pairs if pair.name == name), None)
    return next(iter(open_pairs or pairs), None)


def _around(pairs: Sequence[EventPair], shown: EventPair | None) -> list[EventPair]:
    """Return the pairs from one on, and then those before it."""
    rest = rest_after(pairs, shown)
    return [shown, *rest] if shown else rest


def _cards(desk: Desk, pair: EventPair) -> tuple[ClaimCard, ...]:
    cards = []
    # Read apart: together, who is the same would have one name in both.
    for claim in (pair.first, pair.second):
        reading = read_claims(desk, [claim])
        entry = reading.claim(local_name(claim))
        if entry is not None:
            cards.append(reading.card(entry))
    return tuple(cards)


def _lines(desk: Desk, shown: EventPair | None, order: Sequence[EventPair]) -> Iterator[EventLine]:
    for pair in order[:LISTED]:
        claims = (desk.facts(node).claim(node) for node in (pair.first, pair.second))
        words = " = ".join(claim.verb or claim.kind for claim in claims)
        yield EventLine(words, pair.kind, address_of(pair), pair is shown)
