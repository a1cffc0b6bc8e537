"""The map explorer: the map of an article, of an actor, of a search, or of a question's answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import RDFS
from actorgraph.workbench.ask import faults_of, is_complete, values_of
from actorgraph.workbench.asking import ask_form
from actorgraph.workbench.claims import (
    ActorLink,
    ClaimCard,
    Reading,
    article_of,
    read_claims,
)
from actorgraph.workbench.desk import Desk, individual, path_of
from actorgraph.workbench.map_facets import FACETS, choices, passing
from actorgraph.workbench.name_list import names_like
from actorgraph.workbench.neighbourhood import claims_around, claims_within
from actorgraph.workbench.picture import CASTS, Picture, draw, named
from actorgraph.workbench.questions import forms
from actorgraph.workbench.rendering import page
from actorgraph.workbench.results import claims_found
from actorgraph.workbench.search import FIELDS, Search
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

MOST_CLAIMS = 300
MOST_STEPS = 2
MOST_LISTED = 60
ARTICLES_LISTED = 30
EVENTS = "events"
ASK = "ask/"
# Any of these makes an address that of a search; an article alone is read as a whole.
SEARCHED = ("q", "is", *FIELDS)
# A map of an article is narrowed by `sure`, too.
BESIDES_ARTICLE = tuple(name for name in SEARCHED if name not in ("article", "sure"))


@dataclass(frozen=True, slots=True)
class Source:
    """The claims of a map, the name of where they come from, and whether some were left out.

    `note` says what the map is of: `an article`.
    """

    title: str
    note: str
    claims: Sequence[ox.NamedNode]
    is_cut: bool = False
    back: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is listed next to the map: the claims of a card, of a line, or between two."""

    heading: str
    cards: list[ClaimCard]
    count: int
    actors: list[ActorLink]


class Addresses:
    """The addresses of the same map with one choice changed."""

    def __init__(self, visit: Visit) -> None:
        self.path = f"/map/{visit.path}" if visit.path else "/map"
        self.fields = [(name, value) for name in visit.fields for value in visit.all(name)]

    def but(self, **changes: str | Iterable[str]) -> str:
        """Return the address with fields replaced; an empty value removes a field."""
        kept = [(name, value) for name, value in self.fields if name not in changes]
        for name, value in changes.items():
            values = [value] if isinstance(value, str) else list(value)
            kept += [(name, each) for each in values if each]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def chosen(self, field: str, value: str) -> str:
        """Return the address with another value of a facet, and nothing chosen on the map."""
        return self.but(**{field: value, "at": "", "line": ""})

    def at(self, *keys: str) -> str:
        """Return the address at which these cards are chosen."""
        return self.but(at=keys, line="")

    def line(self, number: int) -> str:
        """Return the address at which a line is chosen."""
        return self.but(line=str(number), at="")


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the map of what the address names; without anything, what one may map."""
    if not visit.path and not visit.first("actor") and not _is_search(visit, SEARCHED):
        return _chooser(desk, visit)
    source = _source(desk, visit)
    if source is None:
        return NOT_HERE
    return _mapped(desk, visit, source)


def _chooser(desk: Desk, visit: Visit) -> Answer:
    articles = [article_of(desk, node) for node in desk.articles]
    articles.sort(key=lambda article: article.issued, reverse=True)
    return page(
        "maps",
        visit,
        section="map",
        articles=articles[:ARTICLES_LISTED],
        count=len(articles),
        names=names_like(desk, ""),
    )


def _source(desk: Desk, visit: Visit) -> Source | None:
    if visit.path.startswith(ASK):
        return _of_question(desk, visit)
    if visit.path:
        return None
    if visit.first("actor"):
        return _of_actor(desk, visit)
    if visit.first("article") and not _is_search(visit, BESIDES_ARTICLE):
        return _of_article(desk, visit.first("article"))
    return _of_search(desk, Search.read(visit))


def _is_search(visit: Visit, fields: Iterable[str]) -> bool:
    return any(visit.first(field) for field in fields)


def _of_article(desk: Desk, code: str) -> Source | None:
    node = individual(f"article/{code.removeprefix('article/')}")
    if node is None or not desk.contains(node):
        return None
    claims, is_cut = claims_within(desk.store, node, MOST_CLAIMS)
    link = article_of(desk, node)
    return Source(link.title, "an article", claims, is_cut, f"/id/{link.path}")


def _of_actor(desk: Desk, visit: Visit) -> Source | None:
    code = visit.first("actor").removeprefix("actor/")
    node = individual(f"actor/{code}")
    if node is None or not desk.contains(node):
        return None
    steps = visit.number("steps", default=1, most=MOST_STEPS)
    claims, is_cut = claims_around(desk.store, node, steps, MOST_CLAIMS, desk.groups)
    title = desk.value(node, RDFS.label) or "An actor"
    return Source(title, "an actor", claims, is_cut, f"/id/{path_of(node.value)}")


def _of_search(desk: Desk, search: Search) -> Source:
    claims = _claims_of_search(desk, search)
    title = f"“{search.words}”" if search.words else "What was searched for"
    return Source(
        title, "a search", claims[:MOST_CLAIMS], len(claims) > MOST_CLAIMS, search.address
    )


def _claims_of_search(desk: Desk, search: Search) -> list[ox.NamedNode]:
    """Return the claims with the words; of a search for no sort of thing, first those by name."""
    most = MOST_CLAIMS + 1
    searches = [search]
    if search.words and not search.thing:
        searches = [search.of("actor"), search]
    found: dict[ox.NamedNode, None] = {}
    for each in searches:
        found.update(dict.fromkeys(claims_found(desk, each, most)))
    return list(found)[:most]


def _of_question(desk: Desk, visit: Visit) -> Source | None:
    form = forms().get(visit.path.removeprefix(ASK))
    if form is None:
        return None
    values = values_of(form, visit)
    claims: dict[ox.NamedNode, None] = {}
    if not faults_of(form, values) and is_complete(form, values):
        found = ask_form(desk, form, values)
        for row in found.rows:
            nodes = [row[column] for column in found.claim_columns]
            claims.update((node, None) for node in nodes if isinstance(node, ox.NamedNode))
    listed = list(claims)
    shown, is_cut = listed[:MOST_CLAIMS], len(listed) > MOST_CLAIMS
    return Source(form.sentence(values), "an answer", shown, is_cut, form.address(values))


def _mapped(desk: Desk, visit: Visit, source: Source) -> Answer:
    reading = read_claims(desk, source.claims)
    cards = _counting(desk, reading)
    chosen = {facet.name: visit.first(facet.name) for facet in FACETS}
    shown = passing(list(cards.values()), chosen)
    codes = {card.code for card in shown}
    numbers = {number for number, card in cards.items() if card.code in codes}
    view = visit.first("show")
    if view not in CASTS:
        view = EVENTS
    picture = draw(reading.rows, numbers, view)
    return page(
        "map",
        visit,
        section="map",
        source=source,
        picture=picture,
        addresses=Addresses(visit),
        facets=choices(list(cards.values()), chosen),
        count=len(shown),
        total=len(cards),
        view=view,
        panel=_panel(visit, reading, picture, cards),
        steps=visit.number("steps", default=1, most=MOST_STEPS) if visit.first("actor") else 0,
        at=visit.all("at"),
    )


def _counting(desk: Desk, reading: Reading) -> dict[int, ClaimCard]:
    """Return the claims by number, without those that a person rejected or corrected."""
    found = {}
    for claim in reading.entries.without_attitudes():
        if not desk.is_set_aside(ox.NamedNode(reading.iri(claim))):
            found[claim.number] = reading.card(claim)
    return found


def _panel(
    visit: Visit, reading: Reading, picture: Picture, cards: Mapping[int, ClaimCard]
) -> Panel | None:
    """Return what is listed next to the map; None if nothing is chosen."""
    keys = visit.all("at")
    lines = {str(line.number): line for line in picture.lines}
    line = lines.get(visit.first("line"))
    if line is not None:
        return _listed(line.says, cards, line.claims, [])
    if not keys:
        return None
    return _between(reading, picture, cards, keys)


def _between(
    reading: Reading, picture: Picture, cards: Mapping[int, ClaimCard], keys: Sequence[str]
) -> Panel:
    """Return the claims that the chosen cards of the map share."""
    found = list(named(picture, keys))
    if len(found) < len(keys):
        return Panel("Not on this map", [], 0, [])
    labels = " and ".join(card.label for card in found)
    heading = f"All between {labels}" if len(found) > 1 else labels
    # Nobody at risk is linked.
    members = [card.members[0] for card in found if card.members and not card.protected]
    links = [link for link in reading.actors(members) if link.path]
    shared = set.intersection(*(set(card.claims) for card in found))
    return _listed(heading, cards, sorted(shared), links)


def _listed(
    heading: str, cards: Mapping[int, ClaimCard], claims: Iterable[int], actors: list[ActorLink]
) -> Panel:
    found = [cards[number] for number in claims if number in cards]
    return Panel(heading, found[:MOST_LISTED], len(found), actors)
