"""Who takes part in what: the parties of each event on the map, or of each statement."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

Row = dict[str, Any]
# The roles of the party that an event reaches; a place is where it happens, not a party.
REACHED = ("targets", "recipients")
ACTING = ("agents", "possible")
# Every role that counts a claim at an actor's card.
COUNTED = (*ACTING, *REACHED, "places", "subject", "object")


@dataclass(frozen=True, slots=True)
class Event:
    """One claim on the map: its number, who did it and whom it reaches, by the actors' numbers.

    `perhaps` are those doers that are only one of several possibilities.
    """

    claim: int
    doers: tuple[int, ...]
    reached: tuple[int, ...]
    perhaps: frozenset[int] = frozenset()

    @property
    def actors(self) -> tuple[int, ...]:
        """All parties."""
        return (*self.doers, *self.reached)


@dataclass(frozen=True)
class Cast:
    """The actors of `contents` and the events that they take part in."""

    contents: Row
    events: tuple[Event, ...]

    @cached_property
    def actors(self) -> list[Row]:
        """The rows of `nodes` and `others`; the row of a claim's node names no actor."""
        return [*self.contents["nodes"], *self.contents["others"]]

    @cached_property
    def claims(self) -> list[Row]:
        """The rows of the claims."""
        return list(self.contents["claims"])

    @cached_property
    def by_actor(self) -> dict[int, list[Event]]:
        """The events that each actor takes part in."""
        found: dict[int, list[Event]] = defaultdict(list)
        for event in self.events:
            for actor in dict.fromkeys(event.actors):
                found[actor].append(event)
        return found

    @cached_property
    def claims_of(self) -> dict[int, set[int]]:
        """The numbers of all claims that name each actor, statements and relations too."""
        found: dict[int, set[int]] = defaultdict(set)
        for number, claim in enumerate(self.claims):
            for actor in actors_in(claim, COUNTED):
                found[actor].add(number)
        return found

    def relations(self) -> list[tuple[int, Row]]:
        """Return the claims that say how two actors relate, with their numbers."""
        return [
            (number, claim)
            for number, claim in enumerate(self.claims)
            if claim.get("subject") and claim.get("object")
        ]

    def place_in_text(self, claim: int) -> tuple[int, int, int]:
        """Return what orders claims as the articles have them."""
        row = self.claims[claim]
        first = min((begin for begin, _ in row.get("evidence", ())), default=0)
        return row.get("article", 0), first, claim


def actors_in(claim: Row, roles: tuple[str, ...]) -> list[int]:
    """Return the actors in these roles of a claim, each once."""
    listed = (claim.get(role, ()) for role in roles)
    return list(dict.fromkeys(chain.from_iterable(listed)))


def of_events(contents: Row) -> Cast:
    """Return who does what to whom: every action that is not a statement."""
    events = []
    for number, claim in enumerate(contents["claims"]):
        if not _is_event(contents, claim):
            continue
        doers = actors_in(claim, ACTING)
        reached = [actor for actor in actors_in(claim, REACHED) if actor not in doers]
        if doers or reached:
            perhaps = frozenset(claim.get("possible", ()))
            events.append(Event(number, tuple(doers), tuple(reached), perhaps))
    return Cast(contents, tuple(events))


def of_speech(contents: Row) -> Cast:
    """Return who speaks of whom: every statement, with the actors of the claims made in it."""
    spoken_of: dict[int, list[int]] = defaultdict(list)
    for claim in contents["claims"]:
        if "in" in claim:
            spoken_of[claim["in"]] += actors_in(claim, (*ACTING, *REACHED))
    statements = []
    for number, claim in enumerate(contents["claims"]):
        speakers = actors_in(claim, ACTING)
        if not speakers or not _is_statement(contents, claim):
            continue
        others = dict.fromkeys(spoken_of[number])
        reached = [actor for actor in others if actor not in speakers]
        statements.append(Event(number, tuple(speakers), tuple(reached)))
    return Cast(contents, tuple(statements))


def _is_event(contents: Row, claim: Row) -> bool:
    types = _types(contents, claim)
    return "Action" in types and "Statement" not in types


def _is_statement(contents: Row, claim: Row) -> bool:
    return "Statement" in _types(contents, claim)


def _types(contents: Row, claim: Row) -> list[str]:
    return list(contents["classes"][claim["kind"]].get("types", ()))
