"""The cards of the map: one for each actor, for an actor's officers, or for a sort of groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from actorgraph.views.page.entries import shown_name
from actorgraph.views.page.events import Cast
from actorgraph.views.page.offices import Docked, Office, docks, offices, titles
from actorgraph.views.page.sorts import AT_RISK, BODIES, GROUPS, sort_of

NOBODY = "nobody"
# Fewer groups of a sort than this are clearer as cards of their own.
FEWEST_FOLDED = 3
# Up to so many cards, groups that act or are affected keep a card of their own.
ROOMY = 22
# What a group does, against what is done to it.
DOER_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its key in links, its actors' numbers, and what it shows.

    `kind` is that of the first actor. `rows` are claims written on the card, `offices` titles at
    bodies that are not on it, `claims` all claims of its actors. `members` are those actors that
    may be listed one by one: nobody at risk who is a single person.
    """

    key: str
    actors: tuple[int, ...]
    label: str
    kind: str
    docked: tuple[Docked, ...] = ()
    offices: tuple[tuple[str, int], ...] = ()
    rows: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    sort: str = ""
    protected: bool = False
    members: tuple[int, ...] = ()

    @property
    def is_folded(self) -> bool:
        """Whether the card is a sort of groups rather than an actor."""
        return self.key == self.sort


def cards_of(cast: Cast) -> list[Card]:
    """Return the cards of everyone who takes part in an event, those with most claims first."""
    held = offices(cast)
    docked = docks(cast, held)
    taking_part = _taking_part(cast, docked)
    sorts = sort_of(cast)
    folded = _folded(cast, taking_part, sorts, docked)
    cards = _folded_cards(cast, folded)
    own = [actor for actor in taking_part if actor not in folded and actor not in docked]
    officers = _officers(cast, docked)
    for group in _alike(cast, own, held, docked):
        cards.append(_card(cast, group, held, officers[group[0]], sorts))
    if any(not event.doers for event in cast.events):
        cards.append(_nobody(cast))
    return sorted(cards, key=lambda card: (-len(card.claims), card.key))


def _taking_part(cast: Cast, docked: dict[int, int]) -> list[int]:
    """Return the actors of all events, and the bodies on whose cards they are docked."""
    actors = set(cast.by_actor)
    actors.update(body for person, body in docked.items() if person in actors)
    return sorted(actors)


def _folded(
    cast: Cast,
    taking_part: list[int],
    sorts: dict[int, str],
    docked: dict[int, int],
) -> dict[int, str]:
    """Return the sort into which each actor is folded.

    People at risk always are. Of other groups, those that act on somebody or are affected keep a
    card of their own as long as there is room, those with most events first.
    """
    foldable = set(sorts) - set(docked.values())
    members: dict[str, list[int]] = defaultdict(list)
    for actor in taking_part:
        if actor in foldable:
            members[sorts[actor]].append(actor)
    named = set(taking_part) - set(docked) - set(sorts)
    room = ROOMY - len(named) - len(members)
    own = set(_with_lines(cast, _separable(cast, members), room))
    folded: dict[int, str] = {}
    for sort, actors in members.items():
        left = set(actors) - own
        if sort == AT_RISK or len(left) >= FEWEST_FOLDED:
            folded.update(dict.fromkeys(left, sort))
    return folded


def _separable(cast: Cast, members: dict[str, list[int]]) -> list[int]:
    """Return those who may keep a card of their own: groups, and single governments."""
    single = [actor for actor in members[BODIES] if cast.actors[actor]["kind"] != "Group"]
    return [*members[GROUPS], *single]


def _with_lines(cast: Cast, actors: list[int], most: int) -> list[int]:
    """Return so many who act on somebody else or are affected, those who act most."""
    weights = {actor: _weight(cast, actor) for actor in actors}
    with_lines = [actor for actor in actors if weights[actor]]
    ranked = sorted(with_lines, key=lambda actor: (-weights[actor], actor))
    return ranked[: max(0, most)]


def _weight(cast: Cast, actor: int) -> int:
    """Return how much a group has to do with others: what it does counts for more."""
    weight = 0
    for event in cast.by_actor[actor]:
        if event.doers and event.reached:
            weight += DOER_WEIGHT if actor in event.doers else 1
    return weight


def _folded_cards(cast: Cast, folded: dict[int, str]) -> list[Card]:
    """Return a card for each sort of groups."""
    cards = []
    for sort in (AT_RISK, BODIES, GROUPS):
        actors = [actor for actor in folded if folded[actor] == sort]
        if not actors:
            continue
        actors.sort(key=lambda actor: (-len(cast.claims_of[actor]), actor))
        is_person = {actor: cast.actors[actor]["kind"] == "Person" for actor in actors}
        at_risk = sort == AT_RISK
        cards.append(
            Card(
                key=sort,
                actors=tuple(actors),
                label=_sort_label(cast, sort, actors),
                kind="Group",
                claims=_claims(cast, actors),
                sort=sort,
                protected=at_risk,
                members=tuple(actor for actor in actors if not (at_risk and is_person[actor])),
            )
        )
    return cards


def _sort_label(cast: Cast, sort: str, actors: list[int]) -> str:
    if sort == AT_RISK:
        only = cast.actors[actors[0]]
        if len(actors) == 1 and only["kind"] == "Group":
            return str(only["label"])
        return "People at risk"
    kinds = {cast.actors[actor]["kind"] for actor in actors}
    if sort == BODIES:
        return "Other governments"
    if kinds == {"Group"}:
        return "Other groups"
    return "Others without a name"


def _alike(
    cast: Cast,
    actors: list[int],
    held: dict[int, list[Office]],
    docked: dict[int, int],
) -> list[list[int]]:
    """Bring groups with the same roles in the same events together: `police`, `security forces`."""
    bodies = set(docked.values())
    alike: dict[object, list[int]] = {}
    for actor in actors:
        key: object = actor
        is_group = cast.actors[actor]["kind"] == "Group"
        if is_group and actor not in bodies and actor not in held:
            key = _roles(cast, actor)
        alike.setdefault(key, []).append(actor)
    return list(alike.values())


def _roles(cast: Cast, actor: int) -> frozenset[tuple[int, bool, bool]]:
    return frozenset(
        (event.claim, actor in event.doers, actor in event.perhaps)
        for event in cast.by_actor[actor]
    )


def _card(
    cast: Cast,
    group: list[int],
    held: dict[int, list[Office]],
    officers: list[int],
    sorts: dict[int, str],
) -> Card:
    """Return the card of an actor with its officers, or of groups that do everything together."""
    first = group[0]
    actor = cast.actors[first]
    members = [*group, *officers]
    card = Card(
        key=str(actor["id"]),
        actors=tuple(members),
        label=shown_name(actor),
        kind=str(actor["kind"]),
        docked=_docked(held, officers, first),
        offices=tuple((office.title, office.body) for office in held.get(first, ())),
        claims=_claims(cast, members),
        sort=sorts.get(first, ""),
        protected=bool(actor.get("protected")),
        members=tuple(group),
    )
    if len(officers) == 1 and first not in cast.by_actor:
        return _headed_by(cast, card, officers[0])
    return card


def _docked(
    held: dict[int, list[Office]], officers: Iterable[int], body: int
) -> tuple[Docked, ...]:
    return tuple(Docked(person, *titles(held[person], body)) for person in officers)


def _officers(cast: Cast, docked: dict[int, int]) -> dict[int, list[int]]:
    """Return the persons who are docked onto each body's card."""
    officers: dict[int, list[int]] = defaultdict(list)
    for person, body in docked.items():
        if cast.claims_of[person]:
            officers[body].append(person)
    return officers


def _headed_by(cast: Cast, card: Card, person: int) -> Card:
    """Return the card of a body that does nothing itself under the name of its one officer."""
    actor = cast.actors[person]
    body = card.actors[0]
    office = card.docked[0]
    return replace(
        card,
        key=str(actor["id"]),
        label=shown_name(actor),
        kind=str(actor["kind"]),
        actors=(person, body),
        docked=(),
        offices=((office.title, body),),
        members=(person,),
    )


def _claims(cast: Cast, actors: Iterable[int]) -> tuple[int, ...]:
    claims: set[int] = set()
    for actor in actors:
        claims |= cast.claims_of[actor]
    return tuple(sorted(claims, key=cast.place_in_text))


def _nobody(cast: Cast) -> Card:
    """Return the card from which the events come whose doer the text withholds."""
    claims = [event.claim for event in cast.events if not event.doers]
    return Card(
        key=NOBODY,
        actors=(),
        label="nobody named",
        kind="",
        claims=tuple(sorted(claims, key=cast.place_in_text)),
    )
