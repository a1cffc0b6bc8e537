"""In short: four tiles that are taken from the claims by fixed rules; nothing is composed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from actorgraph.views.page.entries import Actor, Claim, Entries
from actorgraph.views.page.reading import is_name

MOST_ROWS = 3
MOST_SPEAKERS = 6
LINE_LENGTH = 88
# How much each of these adds to what a claim says.
WORTH = {
    "tone": 3,
    "named doer": 4,
    "named party": 2,
    "party": 1,
    "at risk": 4,
    "several": 2,
    "quoted": 1,
    "handy": 2,
}
FEWEST_WORDS, MOST_WORDS = 4, 24
REFUSALS = frozenset({"Reject", "Refuse"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a tile: who, unless the words say it; the claim's words; who says so.

    `words` are empty where the article's are withheld, and `reading` takes their place.
    """

    claim: int
    who: str
    words: str
    reading: str
    says_so: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A bar of the last tile: how many statements are somebody's."""

    actor: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile with its first rows; `count` is how many claims there are of its sort."""

    heading: str
    count: int
    lines: tuple[Line, ...] = ()
    speakers: tuple[Speaker, ...] = ()


def tiles(entries: Entries) -> tuple[Tile, ...]:
    """Return the tiles of a graph; those without a row are left out."""
    harmed = _tile(entries, "Harmed", _in_own_voice("harm"))
    helped = _tile(entries, "Helped", _in_own_voice("help"))
    larger = harmed if harmed.count >= helped.count else helped
    alleged = _tile(entries, "Only alleged", _is_alleged)
    refused = _tile(entries, "Refused or denied", _is_refusal, besides=larger.lines)
    found = (alleged, larger, refused, _who_speaks(entries))
    return tuple(tile for tile in found if tile.count)


def _in_own_voice(tone: str) -> Callable[[Claim], bool]:
    def passes(claim: Claim) -> bool:
        return claim.level == "asserted" and claim.tone == tone and not claim.denied

    return passes


def _is_alleged(claim: Claim) -> bool:
    return claim.level == "alleged"


def _is_refusal(claim: Claim) -> bool:
    return claim.is_event and (claim.denied or claim.kind in REFUSALS)


def _tile(
    entries: Entries,
    heading: str,
    passes: Callable[[Claim], bool],
    besides: tuple[Line, ...] = (),
) -> Tile:
    """Return the tile of the claims that pass, those that say most first.

    Words that the tile or one `besides` it has are not repeated as long as there are others.
    """
    claims = [claim for claim in entries.claims if passes(claim)]
    ordered = sorted(claims, key=lambda claim: (-_worth(entries, claim), claim.begin, claim.number))
    seen = {line.words or line.reading for line in besides}
    new: list[Line] = []
    again: list[Line] = []
    for claim in ordered:
        row = line(entries, claim)
        words = row.words or row.reading
        (again if words in seen else new).append(row)
        seen.add(words)
    return Tile(heading, len(claims), lines=tuple([*new, *again][:MOST_ROWS]))


def _worth(entries: Entries, claim: Claim) -> int:
    """Return how much a claim says: who did what to whom, harm or help, who else says so."""
    worth = sum(WORTH[key] for key, holds in _merits(entries, claim).items() if holds)
    words = len(entries.words(claim).split())
    # `he refused` says little, and nobody reads a paragraph.
    is_handy = not words or FEWEST_WORDS <= words <= MOST_WORDS
    return worth + (WORTH["handy"] if is_handy else 0)


def _merits(entries: Entries, claim: Claim) -> dict[str, bool]:
    doers = [entries.actors[actor] for actor in claim.doers]
    parties = [entries.actors[actor] for actor in claim.parties]
    return {
        "tone": claim.tone != "neutral",
        "named doer": any(map(_has_name, doers)),
        "named party": any(map(_has_name, parties)),
        "party": bool(parties),
        "at risk": any(actor.protected for actor in parties),
        "several": bool(claim.same) or len(claim.sources) > 1,
        "quoted": claim.within >= 0,
    }


def _has_name(actor: Actor) -> bool:
    return actor.kind != "Group" and not actor.unnamed


def line(entries: Entries, claim: Claim, length: int = LINE_LENGTH) -> Line:
    """Return a claim as one row, its words cut to a length."""
    return Line(
        claim=claim.number,
        who=_unsaid_doer(entries, claim),
        words=clipped(entries.words(claim), length),
        reading=entries.reading(claim),
        says_so=entries.says_so(claim),
    )


def _unsaid_doer(entries: Entries, claim: Claim) -> str:
    """Return the doer's name if the claim's own words lack it: `to have ordered the campaign`."""
    text = entries.text(claim)
    if text is None:
        return ""
    for number in claim.doers:
        for begin, end, article in entries.actors[number].mentions:
            is_near = article == claim.article and _covers(claim, begin, end)
            if is_near and is_name(text[begin:end]):
                return ""
    return entries.doers(claim)


def _covers(claim: Claim, begin: int, end: int) -> bool:
    return any(first <= begin and end <= last for first, last in claim.evidence)


def _who_speaks(entries: Entries) -> Tile:
    statements = [claim for claim in entries.claims if claim.level == "statement"]
    counts = Counter(actor for claim in statements for actor in claim.doers)
    # Of as many statements, whoever speaks first in the text.
    first = {actor: claim.begin for claim in reversed(statements) for actor in claim.doers}
    ordered = sorted(counts, key=lambda actor: (-counts[actor], first[actor]))
    speakers = [
        Speaker(actor, entries.actors[actor].name, counts[actor])
        for actor in ordered[:MOST_SPEAKERS]
    ]
    return Tile("Who speaks", len(statements), speakers=tuple(speakers))


def clipped(words: str, length: int) -> str:
    """Return words cut between two of them, with an ellipsis, if they are longer than `length`."""
    if len(words) <= length:
        return words
    return f"{words[:length].rsplit(' ', 1)[0].rstrip(',;:')} …"
