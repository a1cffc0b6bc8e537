"""Who's who, the quotes and the table, as records for the templates."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.views.page.entries import ARTICLE, Actor, Claim, Entries, Row

# The kinds of actors in the order of the list, and their headings.
KINDS = {
    "Person": "People",
    "Government": "Governments",
    "Organisation": "Organisations",
    "Document": "Documents",
    "Place": "Places",
    "Group": "Groups",
}
LEVEL_WORDS = {**CERTAINTY_IN_WORDS, "statement": "statement"}
# Without a script, so many claims are listed; the marks in the article show all.
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor in the list: offices, and how many claims are by and about it.

    `first` is the first event by it, or else about it; -1 if there is none.
    """

    actor: Actor
    offices: tuple[str, ...]
    by: int
    about: int
    first: int


@dataclass(frozen=True, slots=True)
class Kind:
    """The actors of one kind; `key` is the name of its class."""

    key: str
    heading: str
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """The people at risk: never one by one; how many groups, and the claims about them."""

    groups: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement and the claims made in it, by number."""

    claim: int
    inside: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, with the statements in the order of the text; `actor` is -1 for nobody named."""

    actor: int
    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A claim as a row of the table that is read without a script: what CSV saves, in short.

    `sure` and `source` are empty where the article itself says so.
    """

    claim: int
    who: str
    did: str
    whom: str
    sure: str
    source: str
    date: str


def who(entries: Entries) -> tuple[Kind, ...]:
    """Return the actors by kind, within one by the number of claims; people at risk left out."""
    lists = _ActorLists(entries)
    kinds = []
    for kind, heading in KINDS.items():
        actors = [actor for actor in entries.actors.values() if _listed(actor, kind)]
        profiles = [lists.profile(actor) for actor in actors]
        profiles.sort(key=lambda profile: (-profile.by - profile.about, profile.actor.name))
        if profiles:
            kinds.append(Kind(kind, heading, tuple(profiles)))
    return tuple(kinds)


def _listed(actor: Actor, kind: str) -> bool:
    if actor.protected:
        return False
    return actor.kind == kind or (kind == "Group" and actor.kind not in KINDS)


class _ActorLists:
    """The claims of each actor."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.by: dict[int, list[Claim]] = defaultdict(list)
        self.about: dict[int, list[Claim]] = defaultdict(list)
        self.offices: dict[int, list[str]] = defaultdict(list)
        for claim in sorted(entries.claims, key=lambda claim: claim.begin):
            if claim.is_relation:
                self._add_office(claim)
            for actor in claim.doers:
                self.by[actor].append(claim)
            for actor in claim.parties:
                self.about[actor].append(claim)

    def _add_office(self, claim: Claim) -> None:
        office = _office(claim, self.entries.names(claim.parties))
        if claim.level != "asserted":
            office += f" ({LEVEL_WORDS.get(claim.level, claim.level)})"
        for actor in claim.doers:
            if office not in self.offices[actor]:
                self.offices[actor].append(office)

    def profile(self, actor: Actor) -> Profile:
        by, about = self.by[actor.number], self.about[actor.number]
        return Profile(
            actor=actor,
            offices=tuple(self.offices[actor.number]),
            by=len(by),
            about=len(about),
            first=next((claim.number for claim in (*by, *about) if not claim.is_relation), -1),
        )


def _office(claim: Claim, body: str) -> str:
    """Return an office: `president, France`; without a title, `represents the network`."""
    if not body:
        return claim.verb
    if claim.kind_label.startswith(claim.verb):
        return f"{claim.kind_label} {body}"
    return f"{claim.verb}, {body}"


def at_risk(entries: Entries) -> AtRisk:
    """Return the people at risk as one: nobody of them is listed."""
    protected = {actor.number for actor in entries.actors.values() if actor.protected}
    claims = [
        claim.number
        for claim in entries.claims
        if protected.intersection(claim.doers + claim.parties)
    ]
    return AtRisk(len(protected), tuple(claims))


def quotes(entries: Entries) -> tuple[Voice, ...]:
    """Return the speakers by how much they say, each with the statements in the text's order."""
    inside: dict[int, list[Claim]] = defaultdict(list)
    for claim in entries.claims:
        if claim.within >= 0:
            inside[claim.within].append(claim)
    spoken: dict[int, list[Quote]] = defaultdict(list)
    for claim in sorted(entries.claims, key=lambda claim: claim.begin):
        if claim.level == "statement":
            quote = _quote(claim, inside[claim.number])
            for speaker in claim.doers or (-1,):
                spoken[speaker].append(quote)
    voices = [
        Voice(speaker, _speaker_name(entries, speaker), tuple(found))
        for speaker, found in spoken.items()
    ]
    return tuple(sorted(voices, key=lambda voice: -len(voice.quotes)))


def _quote(claim: Claim, inside: list[Claim]) -> Quote:
    ordered = sorted(inside, key=lambda claim: claim.begin)
    return Quote(claim.number, tuple(part.number for part in ordered))


def _speaker_name(entries: Entries, speaker: int) -> str:
    if speaker < 0:
        return "Nobody named"
    return entries.actors[speaker].name


def who_rows(entries: Entries) -> Row:
    """Return who's who as the script gets it: by kind, each actor, with offices if it has some.

    `risk` has the number of groups at risk and of the claims about them.
    """
    rows: Row = {}
    for kind in who(entries):
        rows[kind.key] = [_profile_row(profile) for profile in kind.profiles]
    protected = at_risk(entries)
    return rows | {"risk": [protected.groups, len(protected.claims)]}


def _profile_row(profile: Profile) -> list[int | str] | int:
    if not profile.offices:
        return profile.actor.number
    return [profile.actor.number, *profile.offices]


def voice_rows(entries: Entries) -> list[list[int]]:
    """Return each speaker, or -1, with the statements; the script finds what they contain."""
    return [[voice.actor, *(quote.claim for quote in voice.quotes)] for voice in quotes(entries)]


def table(entries: Entries) -> Iterator[TableRow]:
    """Yield one row for each of the first claims, in the order of the text."""
    claims = entries.without_attitudes()
    in_order = sorted(claims, key=lambda claim: (claim.article, claim.begin))
    for claim in in_order[:MOST_ROWS]:
        source = entries.source(claim)
        yield TableRow(
            claim=claim.number,
            who=entries.doers(claim),
            did=f"not: {claim.verb}" if claim.denied else claim.verb,
            whom=entries.names(claim.parties),
            sure="" if claim.level == "asserted" else LEVEL_WORDS[claim.level],
            source="" if source == ARTICLE else source,
            date=claim.time,
        )
