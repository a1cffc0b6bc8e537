"""The folded map: claims become cards and lines, as few as say everything.

docs/page-data.md describes what the page gets of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.views.page.cards import NOBODY, Card, cards_of
from actorgraph.views.page.crowds import MOST_APART, brought_together
from actorgraph.views.page.events import Cast, Event, Row, of_events, of_speech
from actorgraph.views.page.wording import MOST_LABEL, Words, shortened, surname, with_names

# The cards with most claims are drawn; the others are counted.
MOST_CARDS = 40
# A line's label is that of its most certain claim.
CERTAINTIES = tuple(CERTAINTY_IN_WORDS)
# Only these are helped or harmed.
COLOURED = ("Person", "Organisation", "Government", "Group")


@dataclass(frozen=True, slots=True)
class Line:
    """All events of one pair in one direction.

    `begin` and `end` are numbers of cards; those from the number of cards on are frames.
    """

    begin: int
    end: int
    claims: tuple[int, ...]
    label: str
    certainty: str
    polarity: str
    denied: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """The map before it has places.

    `frames` are lists of cards with the same roles in the same claims; `more` are the cards that
    are not drawn.
    """

    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    frames: tuple[tuple[int, ...], ...]
    more: tuple[Card, ...]


def fold(contents: Row, *, most: int = MOST_CARDS) -> Folded:
    """Fold the events of `contents`: at most so many cards, those with most claims."""
    return fold_cast(of_events(contents), most)


def fold_speech(contents: Row, *, most: int = MOST_CARDS) -> Folded:
    """Fold who speaks of whom in the same way."""
    return fold_cast(of_speech(contents), most)


def fold_cast(cast: Cast, most: int) -> Folded:
    """Fold events into cards and lines."""
    cards = cards_of(cast)
    if len(cards) > MOST_APART:
        cards = brought_together(cast, cards)
    drawn = cards[:most]
    return _Folding(cast, drawn).folded(cards[most:])


def without(folded: Folded, dropped: Iterable[int]) -> Folded:
    """Return a folded map without some cards, which join those that are not drawn."""
    gone = set(dropped)
    left = [number for number in range(len(folded.cards)) if number not in gone]
    numbers = {old: new for new, old in enumerate(left)}
    frames, ends = _frames_without(folded, numbers)
    lines = []
    for line in folded.lines:
        if line.begin in ends and line.end in ends:
            lines.append(replace(line, begin=ends[line.begin], end=ends[line.end]))
    more = [folded.cards[number] for number in sorted(gone)]
    return Folded(
        cards=tuple(folded.cards[number] for number in left),
        lines=tuple(_one_per_pair(lines)),
        frames=tuple(frames),
        more=(*more, *folded.more),
    )


def _frames_without(
    folded: Folded, numbers: dict[int, int]
) -> tuple[list[tuple[int, ...]], dict[int, int]]:
    """Return the frames with the new numbers of their cards, and the new number of each end.

    A frame with one card left is that card.
    """
    frames: list[tuple[int, ...]] = []
    ends = dict(numbers)
    for place, frame in enumerate(folded.frames):
        members = tuple(numbers[card] for card in frame if card in numbers)
        old = len(folded.cards) + place
        if len(members) > 1:
            ends[old] = len(numbers) + len(frames)
            frames.append(members)
        elif members:
            ends[old] = members[0]
    return frames, ends


def _one_per_pair(lines: list[Line]) -> list[Line]:
    """Keep one line of each pair: a frame that shrank to one card may repeat that card's line."""
    kept: dict[tuple[int, int], Line] = {}
    for line in lines:
        pair = (line.begin, line.end)
        if pair not in kept:
            kept[pair] = line
            continue
        claims = (*kept[pair].claims, *line.claims)
        kept[pair] = replace(kept[pair], claims=tuple(dict.fromkeys(claims)))
    return list(kept.values())


def _most_claims_first(line: Line) -> tuple[int, int, int]:
    return -len(line.claims), line.begin, line.end


class _Folding:
    """Brings the events of drawn cards into frames, lines and rows."""

    def __init__(self, cast: Cast, cards: list[Card]) -> None:
        self.cast = cast
        self.cards = cards
        self.words = Words.of(cast.contents)
        self.card_of: dict[int, int] = {}
        for number, card in enumerate(cards):
            self.card_of.update(dict.fromkeys(card.actors, number))
        self.keys = {card.key: number for number, card in enumerate(cards)}

    def folded(self, more: list[Card]) -> Folded:
        """Return the folded map; `more` are the cards that are not drawn."""
        pairs: dict[tuple[int, int], list[Event]] = defaultdict(list)
        rows: dict[int, list[int]] = defaultdict(list)
        for event in self.cast.events:
            joined = self._pairs(event)
            for pair in joined:
                pairs[pair].append(event)
            if not joined:
                for card in self._cards(event.doers):
                    rows[card].append(event.claim)
        lines = [self._line(*pair, events) for pair, events in pairs.items()]
        lines.sort(key=_most_claims_first)
        cards = []
        for number, drawn in enumerate(self.cards):
            in_order = sorted(rows[number], key=self.cast.place_in_text)
            cards.append(replace(drawn, rows=tuple(in_order)))
        return Folded(tuple(cards), tuple(lines), self.frames, tuple(more))

    def _pairs(self, event: Event) -> list[tuple[int, int]]:
        """Return the ends of an event's lines."""
        begins, ends = self._ends(event)
        return [(begin, end) for begin, end in product(begins, ends) if begin != end]

    @cached_property
    def frames(self) -> tuple[tuple[int, ...], ...]:
        """The frames: each card is in one at most; those with most claims come first."""
        claims: Counter[tuple[int, ...]] = Counter()
        for event in self.cast.events:
            for side in (event.doers, event.reached):
                together = self._framed(event, side)
                if len(together) > 1:
                    claims[together] += 1
        chosen: list[tuple[int, ...]] = []
        taken: set[int] = set()
        for together in sorted(claims, key=lambda cards: (-claims[cards], -len(cards), cards)):
            if taken.isdisjoint(together):
                taken.update(together)
                chosen.append(together)
        return tuple(chosen)

    def _framed(self, event: Event, side: tuple[int, ...]) -> tuple[int, ...]:
        """Return the cards on one side of a line that a frame may hold.

        Alternatives (`executed by officials or relatives`) do not act together, and whoever
        shares only rows shares no line.
        """
        sure = [actor for actor in side if actor not in event.perhaps]
        if not event.reached:
            return ()
        cards = [card for card in self._cards(sure) if not self.cards[card].is_folded]
        return tuple(sorted(cards))

    def _cards(self, actors: Iterable[int]) -> list[int]:
        """Return the drawn cards of actors, each once."""
        cards = (self.card_of[actor] for actor in actors if actor in self.card_of)
        return list(dict.fromkeys(cards))

    def _ends(self, event: Event) -> tuple[list[int], list[int]]:
        """Return where the lines of an event begin and end: frames instead of all their cards."""
        begins = self._with_frames(self._cards(event.doers))
        ends = self._with_frames(self._cards(event.reached))
        if not event.doers and NOBODY in self.keys:
            begins = [self.keys[NOBODY]]
        return begins, ends

    def _with_frames(self, cards: list[int]) -> list[int]:
        for place, frame in enumerate(self.frames):
            if set(frame) <= set(cards):
                left = [card for card in cards if card not in frame]
                cards = [len(self.cards) + place, *left]
        return cards

    def _line(self, begin: int, end: int, events: list[Event]) -> Line:
        """Return the line of some events under the words of the most certain one."""
        first = min(events, key=lambda event: self._rank(event, begin))
        claim = self.cast.claims[first.claim]
        claims = sorted({event.claim for event in events}, key=self.cast.place_in_text)
        polarity = str(claim.get("polarity", "neutral"))
        if end < len(self.cards) and self.cards[end].kind not in COLOURED:
            polarity = "neutral"
        return Line(
            begin=begin,
            end=end,
            claims=tuple(claims),
            label=self._label(first, begin, end, len(claims)),
            certainty=self._certainty(first, begin),
            polarity=polarity,
            denied=bool(claim.get("denied")),
        )

    def _rank(self, event: Event, begin: int) -> tuple[object, ...]:
        certainty = CERTAINTIES.index(self._certainty(event, begin))
        denied = bool(self.cast.claims[event.claim].get("denied"))
        return certainty, denied, self.cast.place_in_text(event.claim)

    def _certainty(self, event: Event, begin: int) -> str:
        """Return a claim's certainty; one of several possible doers is at most a possible one."""
        certainty = str(self.cast.claims[event.claim]["certainty"])
        doers = [actor for actor in event.doers if self.card_of.get(actor) == begin]
        if doers and event.perhaps.issuperset(doers):
            return max(certainty, "possible", key=CERTAINTIES.index)
        return certainty

    def _label(self, event: Event, begin: int, end: int, count: int) -> str:
        """Return the words of a line: `Merkel urged, +2`."""
        more = f", +{count - 1}" if count > 1 else ""
        phrase = self.words.phrase(self.cast.claims[event.claim])
        doer = self._docked_name(event.doers, begin)
        target = self._docked_name(event.reached, end)
        words = with_names(phrase, doer, target)
        return shortened(words, MOST_LABEL) + more

    def _docked_name(self, actors: tuple[int, ...], card: int) -> str:
        """Return the name of a person who is docked on a card and takes part; else nothing."""
        if card >= len(self.cards):
            return ""
        docked = {office.actor for office in self.cards[card].docked}
        here = [actor for actor in actors if self.card_of.get(actor) == card]
        if len(here) != 1 or here[0] not in docked:
            return ""
        actor = self.cast.actors[here[0]]
        return "" if actor.get("unnamed") else surname(actor)
