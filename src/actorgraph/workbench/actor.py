"""The page of somebody: one for all the identities that an actor has in the articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from actorgraph.graph.review.judged import FACTUALITIES
from actorgraph.views.page.dates import lanes
from actorgraph.views.page.lists import who
from actorgraph.vocabulary.vocab import AG, RDFS
from actorgraph.workbench.actor_claims import DID, DONE, OFFICES, ON_WORD, SAID
from actorgraph.workbench.claims import ClaimCard, cards_of, read_claims
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.differences import compare
from actorgraph.workbench.ego_map import ego_map
from actorgraph.workbench.rendering import page
from actorgraph.workbench.somebody import Somebody, identities, somebody
from actorgraph.workbench.ties import ties_between
from actorgraph.workbench.turning import Part, part_of
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit, moved

TABS = ("said", "did", "word", "offices", "differ", "timeline", "table", "disputed")
# The tab to begin with is the first of these for which there is a claim of these parts.
FIRST_TABS = {"said": (SAID,), "did": (DID, DONE), "word": (ON_WORD,)}
# The tabs that list claims, and the part that each lists; the table has all.
LISTS = {"said": SAID, "word": ON_WORD, "offices": OFFICES, "table": ""}
PER_PAGE = 25
MOST_PAGES = 10_000
MOST_SORTED = 1_000
MOST_DATED = 200
LANE_WORDS = {
    "day": "To the day",
    "month": "To the month",
    "year": "To the year",
    "span": "Other times",
}
MOST_OFFICES_IN_HEAD = 2
MOST_OFFICES = 20
MOST_DISPUTES = 50
# How many of them are next to every tab.
DISPUTES_BESIDE = 3
MOST_TIES = 20
Node = ox.NamedNode
# A heading, and the claims under it.
Group = tuple[str, list[ClaimCard]]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, and the claims made in it."""

    card: ClaimCard
    inside: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class DatedLane:
    """Claims whose dates are equally exact, in the order of time."""

    heading: str
    cards: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of several claims: on whose word they all rest, and why."""

    name: str
    reason: str
    count: int


def show(desk: Desk, visit: Visit) -> Answer:
    """Show somebody at a path such as `actor/CODE`; other identities lead to the first one."""
    iri = individual(visit.path)
    if iri is None or not desk.contains(iri):
        return NOT_HERE
    first = identities(desk, iri)[0]
    if first != iri:
        return moved(_address(first, visit))
    found = somebody(desk, iri)
    disputed = _disputed(desk, found)
    tab = _tab(found, visit, disputed)
    most = MOST_DISPUTES if tab == "disputed" else DISPUTES_BESIDE
    return page(
        "actor",
        visit,
        section="actors",
        somebody=found,
        she=found.pronoun,
        tab=tab,
        offices=_offices(desk, found)[:MOST_OFFICES_IN_HEAD],
        disputes=list(_disputes(desk, disputed[:most])),
        disputed=len(disputed),
        map=ego_map(desk, found),
        ties=ties_between(desk, found.nodes, MOST_TIES),
        origins=_origins(desk, found),
        **_shown(desk, found, visit, tab),
    )


def warm(desk: Desk) -> None:
    """Read who is the same as whom, and which claims contradict each other, in all articles."""
    # Each is read when it is looked at, and then kept.
    len(desk.groups)
    len(desk.contradictions)
    len(desk.protected)


def _address(node: Node, visit: Visit) -> str:
    path = node.value.partition("/id/")[2]
    fields = urlencode(visit.fields, doseq=True)
    return f"/id/{quote(path)}" + (f"?{fields}" if fields else "")


def _tab(found: Somebody, visit: Visit, disputed: Sequence[object]) -> str:
    """Return the tab that is asked for, or else the first that has something."""
    wanted = visit.first("tab")
    if wanted in TABS:
        return wanted
    for tab, parts in FIRST_TABS.items():
        if any(found.claims[part] for part in parts):
            return tab
    return "disputed" if disputed else "table"


def _shown(desk: Desk, found: Somebody, visit: Visit, tab: str) -> dict[str, Any]:
    """Return what the chosen tab shows; all other tabs' values are empty."""
    shown: dict[str, Any] = {
        "said": [],
        "groups": [],
        "comparison": None,
        "lanes": [],
        "undated": 0,
        "table": [],
        "part": None,
    }
    if tab == "differ":
        shown["comparison"] = compare(desk, found)
    elif tab == "timeline":
        shown["lanes"], shown["undated"] = _timeline(desk, found)
    elif tab == "did":
        shown["groups"], shown["part"] = _actions(desk, found, visit)
    elif tab in LISTS:
        shown |= _listed(desk, found, visit, tab)
    return shown


def _listed(desk: Desk, found: Somebody, visit: Visit, tab: str) -> dict[str, Any]:
    """Return one page of a list of claims."""
    listed = found.all_claims if tab == "table" else found.claims[LISTS[tab]]
    claims, part = _paged(listed, visit)
    if tab == "said":
        return {"part": part, "said": list(_said(desk, claims))}
    cards = list(cards_of(desk, claims).values())
    if tab == "table":
        return {"part": part, "table": cards}
    return {"part": part, "groups": [("", cards)]}


def _paged(claims: Sequence[Node], visit: Visit) -> tuple[Sequence[Node], Part]:
    number = visit.number("page", default=1, most=MOST_PAGES)
    part = part_of(len(claims), PER_PAGE, number)
    return claims[part.begin : part.end], part


def _said(desk: Desk, statements: Sequence[Node]) -> Iterator[Said]:
    """Yield statements, each with the claims made in it."""
    inside = {statement: desk.subjects(AG.saidIn, statement) for statement in statements}
    every = dict.fromkeys((*statements, *chain.from_iterable(inside.values())))
    cards = cards_of(desk, every)
    for statement in statements:
        if statement in cards:
            said = [cards[claim] for claim in inside[statement] if claim in cards]
            yield Said(cards[statement], tuple(sorted(said, key=lambda card: card.begin)))


def _actions(desk: Desk, found: Somebody, visit: Visit) -> tuple[list[Group], Part]:
    """Return what somebody did, and what was done to it, each by certainty and then by date."""
    order = _CertaintyThenDate(desk)
    did, done = order.sort(found.claims[DID]), order.sort(found.claims[DONE])
    claims, part = _paged((*did, *done), visit)
    she = found.pronoun
    groups = []
    for heading, every in ((f"What {she.subject} did", did), (f"Done to {she.object}", done)):
        own = set(every)
        cards = list(cards_of(desk, [claim for claim in claims if claim in own]).values())
        if cards:
            groups.append((heading, cards))
    return groups, part


class _CertaintyThenDate:
    """The order of actions: what the article says comes first, undated ones last."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def sort(self, claims: Sequence[Node]) -> list[Node]:
        """Return claims in this order; of very many, the last ones as they are."""
        return [*sorted(claims[:MOST_SORTED], key=self.key), *claims[MOST_SORTED:]]

    def key(self, claim: Node) -> tuple[int, bool, bool, str]:
        """Return the key of a claim."""
        certainties = self.desk.objects(claim, AG.factuality)
        rank = len(FACTUALITIES)
        for place, name in enumerate(FACTUALITIES):
            if AG[name] in certainties:
                rank = place
        is_on_word = bool(self.desk.objects(claim, AG.attributedTo))
        date = self.desk.value(claim, AG.notBefore)
        return rank, is_on_word, not date, date


def _timeline(desk: Desk, found: Somebody) -> tuple[list[DatedLane], int]:
    """Return the dated claims by how exact the date is, and how many have no date."""
    every = found.all_claims
    dated = [claim for claim in every if desk.value(claim, AG.notBefore)]
    reading = read_claims(desk, dated[:MOST_DATED])
    wanted = {claim.value for claim in dated}
    shown = []
    for heading, numbers in lanes(reading.entries).items():
        claims = [reading.entries.claims[number] for number in numbers]
        cards = [reading.card(claim) for claim in claims if reading.iri(claim) in wanted]
        if cards:
            shown.append(DatedLane(LANE_WORDS[heading], tuple(cards)))
    return shown, len(every) - len(dated)


def _offices(desk: Desk, found: Somebody) -> tuple[str, ...]:
    """Return the offices of a person in words, each once."""
    if found.kind != "Person" or found.is_protected:
        return ()
    reading = read_claims(desk, found.claims[OFFICES][:MOST_OFFICES])
    own = {node.value for node in found.nodes}
    for kind in who(reading.entries):
        for profile in kind.profiles:
            if reading.node(profile.actor).value in own:
                return profile.offices
    return ()


def _disputed(desk: Desk, found: Somebody) -> list[tuple[Node, Node]]:
    """Return pairs of claims about somebody of which one says so, and the other not."""
    own = found.all_claims
    return [pair for pair in desk.contradictions if pair[0] in own or pair[1] in own]


def _disputes(
    desk: Desk, pairs: Sequence[tuple[Node, Node]]
) -> Iterator[tuple[ClaimCard, ClaimCard]]:
    """Yield pairs of claims ready to be shown: what is so, and what is not so."""
    cards = cards_of(desk, dict.fromkeys(chain.from_iterable(pairs)))
    for pair in pairs:
        both = [cards[claim] for claim in pair if claim in cards]
        if len(both) == len(pair):
            so, not_so = sorted(both, key=lambda card: card.is_denied)
            yield so, not_so


def _origins(desk: Desk, found: Somebody) -> list[Origin]:
    """Return the origins on which claims about somebody in several articles rest."""
    counts: dict[Node, int] = {}
    for claim in found.all_claims[:MOST_SORTED]:
        for origin in desk.objects(claim, AG.origin):
            counts[origin] = counts.get(origin, 0) + 1
    origins = [
        Origin(desk.value(node, RDFS.label), desk.value(node, AG.reason), count)
        for node, count in counts.items()
    ]
    return sorted(origins, key=lambda origin: (-origin.count, origin.name))
