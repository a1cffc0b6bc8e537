"""Offices: the persons that are docked onto a body's card, and the titles of those who are not."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from actorgraph.views.page.events import Cast, Row
from actorgraph.vocabulary.vocab import literals_of_all

BODIES = ("Organisation", "Government")
# Who leads or represents a body acts for it. A member does so only of a state.
LEADING = ("HeadOf", "Represents")
OFFICES = (*LEADING, "MemberOf", "WorksFor")
# How an office is held now; a former or designated holder does not act for the body.
HELD = ("", "acting")


@dataclass(frozen=True, slots=True)
class Docked:
    """An office on a card: the person, the title as written, and how sure the office is."""

    actor: int
    title: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Office:
    """What one claim says: a person's title at a body; `kind` is the relation's class."""

    person: int
    body: int
    title: str
    certainty: str
    kind: str
    claim: int


def offices(cast: Cast) -> dict[int, list[Office]]:
    """Return the offices that each person holds, in the order of the text."""
    found: dict[int, list[Office]] = defaultdict(list)
    relations = sorted(cast.relations(), key=lambda item: cast.place_in_text(item[0]))
    for number, claim in relations:
        if not _is_office(cast, claim):
            continue
        person = claim["subject"][0]
        found[person].append(
            Office(
                person=person,
                body=claim["object"][0],
                title=_title(claim),
                certainty=claim["certainty"],
                kind=claim["kind"],
                claim=number,
            )
        )
    return found


def _is_office(cast: Cast, claim: Row) -> bool:
    if claim["kind"] not in OFFICES or claim.get("denied"):
        return False
    if claim.get("tenure", "") not in HELD:
        return False
    person = cast.actors[claim["subject"][0]]
    body = cast.actors[claim["object"][0]]
    if person.get("protected") or body.get("protected"):
        return False
    return person["kind"] == "Person" and body["kind"] in BODIES


@cache
def _verbs() -> frozenset[str]:
    return frozenset(text for _, text in literals_of_all("verbFrame"))


def _title(claim: Row) -> str:
    """Return a title; a verb becomes a phrase: `represents it`, `speaks for it`."""
    title = str(claim["verb"])
    if title not in _verbs():
        return title
    verb, _, rest = title.partition(" ")
    return " ".join(word for word in (f"{verb}s", rest, "it") if word)


def docks(cast: Cast, held: dict[int, list[Office]]) -> dict[int, int]:
    """Return the body onto whose card each person is docked.

    A person with several bodies is on a card of their own, and so is a member who does more than
    the body does, if that does anything.
    """
    docked = {}
    for person, titles in held.items():
        bodies = {office.body for office in titles}
        if len(bodies) > 1:
            continue
        body = bodies.pop()
        leads = any(office.kind in LEADING for office in titles)
        is_state = cast.actors[body]["kind"] == "Government"
        own = len(cast.by_actor.get(body, ()))
        does_more = own > 0 and len(cast.by_actor.get(person, ())) > own
        if leads or is_state or not does_more:
            docked[person] = body
    # Nobody is docked onto a card that is itself docked.
    return {person: body for person, body in docked.items() if body not in docked}


def titles(held: list[Office], body: int) -> tuple[str, str]:
    """Return a person's titles at one body, and the certainty of the first."""
    there = [office for office in held if office.body == body]
    names = dict.fromkeys(office.title for office in there)
    return ", ".join(names), there[0].certainty
