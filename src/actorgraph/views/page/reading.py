"""The article as the page shows it: blocks of flat segments, each with the claims over it.

The text is cut wherever a claim's words begin or end, so that nothing is nested.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from actorgraph.views.page.entries import Actor, Claim, Entries

LINES = {
    "asserted": "solid",
    "reported": "dashed",
    "alleged": "dotted",
    "possible": "dotted",
    "intended": "double",
    "requested": "double",
}
USUAL_STYLE = ("solid", "neutral", "")
# The word after a doubtful passage: as it is, and denied.
DOUBTS = {
    "asserted": ("", "denied"),
    "reported": ("", "denied"),
    "alleged": ("alleged", "denied"),
    "possible": ("may be", "not possible"),
    "intended": ("planned", "not planned"),
    "requested": ("asked for", "asked not to"),
}
# Words without a text: the lengths of the words that fill its place.
FILLER = (4, 7, 3, 9, 5, 6, 2, 8)
# Words that mean an actor without naming it; they are no links.
PRONOUNS = frozenset(
    {
        *("he", "her", "hers", "him", "his", "it", "its", "she"),
        *("their", "theirs", "them", "they", "we", "our", "us", "i", "my", "me"),
        *("who", "whom", "whose", "which", "that", "you", "your"),
    }
)
# A speaker's name in the margin has room for about as much.
MARGIN_LENGTH = 18


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment: its words, and the actor it names, or -1."""

    words: str
    actor: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same claims, the innermost first.

    `line` and `tone` are empty where no event's words are; `firsts` are the claims whose words
    begin here, `doubts` the words that follow, `speaker` the name in the margin.
    """

    begin: int
    end: int
    claims: tuple[int, ...]
    firsts: tuple[int, ...]
    line: str
    tone: str
    is_voice: bool
    doubts: tuple[str, ...]
    speaker: str
    pieces: tuple[Piece, ...]

    @property
    def style(self) -> str:
        """The classes of its mark; a solid line in a neutral colour is the usual one."""
        names = ["mark", self.line or "plain", self.tone]
        if self.is_voice:
            names.append("voice")
        return " ".join(name for name in names if name not in USUAL_STYLE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, title, heading or notice: `kind` says which."""

    kind: str
    begin: int
    end: int
    segments: tuple[Segment, ...]


def is_name(words: str) -> bool:
    """Return whether a mention names its actor, unlike `they` or `the parliament`."""
    return words.casefold() not in PRONOUNS and not words.islower()


def doubt(claim: Claim) -> str:
    """Return the small word that follows a claim's words; empty where nothing is in doubt."""
    if not claim.is_event:
        return ""
    plain, denied = DOUBTS[claim.certainty]
    return denied if claim.denied else plain


def blocks(entries: Entries, article: int) -> tuple[Block, ...]:
    """Cut an article into blocks of segments; a text that is withheld is filled with signs."""
    reader = _Reader(entries, article)
    return tuple(reader.blocks())


class _Reader:
    """Cuts one article."""

    def __init__(self, entries: Entries, article: int) -> None:
        row = entries.articles[article]
        self.entries = entries
        self.title = row["title"]
        self.is_withheld = row["text"] is None
        self.text = row["text"]
        if self.text is None:
            self.text = filler(row["length"])
        self.notices = [tuple(span) for span in row["notices"]]
        self.headings = [tuple(span) for span in row["headings"]]
        self.claims = [claim for claim in entries.claims if claim.article == article]
        named = _named_mentions(entries.actors.values(), article)
        self.mentions = sorted(mention for mention in named if self._is_name(mention))
        self.mention_begins = [begin for begin, _, _ in self.mentions]
        self.cuts = self._cuts()
        self.doubts = self._doubts_by_end()

    def _cuts(self) -> list[int]:
        cuts = {0, len(self.text)}
        for claim in self.claims:
            for span in claim.evidence:
                cuts.update(span)
        return sorted(cuts)

    def _doubts_by_end(self) -> dict[int, tuple[str, ...]]:
        """Return the small words by the offset that they follow; each once, the innermost first."""
        ending: dict[int, dict[str, None]] = defaultdict(dict)
        for claim in sorted(self.claims, key=lambda claim: claim.length):
            word = doubt(claim)
            if word and claim.evidence:
                ending[claim.evidence[-1][1]].setdefault(word)
        return {end: tuple(words) for end, words in ending.items()}

    def _is_name(self, mention: tuple[int, int, int]) -> bool:
        begin, end, _ = mention
        return self.is_withheld or is_name(self.text[begin:end])

    def blocks(self) -> Iterator[Block]:
        over = _Over(self.claims, self.cuts)
        for kind, begin, end in self._stretches():
            segments = tuple(self._segments(begin, end, over))
            yield Block(kind, begin, end, segments)

    def _stretches(self) -> Iterator[tuple[str, int, int]]:
        """Yield the kind and offsets of each block that has words."""
        place = 0
        for line in self._lines():
            begin = place + len(line) - len(line.lstrip())
            end = place + len(line.rstrip())
            if begin < end:
                yield self._kind(begin, end), begin, end
            place += len(line)

    def _lines(self) -> list[str]:
        """Return the lines with their ends; without a text, headings and notices part them."""
        if not self.is_withheld:
            return str(self.text).splitlines(keepends=True)
        cuts = {0, len(self.text)}
        for span in [*self.headings, *self.notices]:
            cuts.update(span)
        ordered = sorted(cut for cut in cuts if cut <= len(self.text))
        return [self.text[begin:end] for begin, end in pairwise(ordered)]

    def _kind(self, begin: int, end: int) -> str:
        if begin == 0 and self.text[begin:end] == self.title:
            return "title"
        if _is_inside(begin, end, self.headings):
            return "heading"
        if _is_inside(begin, end, self.notices):
            return "notice"
        return "paragraph"

    def _segments(self, begin: int, end: int, over: "_Over") -> Iterator[Segment]:
        """Yield the segments of a block, with each speaker's name once while it is the same."""
        last_speaker = ""
        for first, last in pairwise([begin, *self._between(begin, end), end]):
            claims = over.at(first)
            speaker = self._speaker(claims)
            name = ""
            if speaker and speaker != last_speaker:
                name = speaker
            if speaker:
                last_speaker = speaker
            yield self._segment(first, last, claims, name)

    def _between(self, begin: int, end: int) -> list[int]:
        return self.cuts[bisect_right(self.cuts, begin) : bisect_left(self.cuts, end)]

    def _segment(
        self,
        begin: int,
        end: int,
        claims: list[Claim],
        speaker: str,
    ) -> Segment:
        decisive = _decisive(claims)
        statements = [claim for claim in claims if claim.level == "statement"]
        firsts = [claim.number for claim in claims if claim.begin == begin]
        return Segment(
            begin=begin,
            end=end,
            claims=tuple(claim.number for claim in claims),
            firsts=tuple(firsts),
            line=LINES[decisive.certainty] if decisive else "",
            tone=decisive.tone if decisive else "",
            is_voice=bool(statements),
            doubts=self.doubts.get(end, ()),
            speaker=speaker,
            pieces=tuple(self._pieces(begin, end)),
        )

    def _speaker(self, claims: list[Claim]) -> str:
        """Return who speaks in the innermost statement, in as few words as the margin has."""
        for claim in claims:
            if claim.level == "statement" and claim.doers:
                return short_name(self.entries.actors[claim.doers[0]])
        return ""

    def _pieces(self, begin: int, end: int) -> Iterator[Piece]:
        """Yield the words of a segment, those that name an actor apart."""
        place = begin
        first = max(0, bisect_left(self.mention_begins, begin) - 1)
        for start, stop, actor in self.mentions[first:]:
            if start >= end:
                break
            start, stop = max(start, place), min(stop, end)
            if start >= stop:
                continue
            if place < start:
                yield Piece(self.text[place:start], -1)
            yield Piece(self.text[start:stop], actor)
            place = stop
        if place < end:
            yield Piece(self.text[place:end], -1)


class _Over:
    """The claims over each stretch between two cuts, the innermost first."""

    def __init__(self, claims: Iterable[Claim], cuts: list[int]) -> None:
        self.stretches: dict[int, list[tuple[int, Claim]]] = defaultdict(list)
        for claim in claims:
            for begin, end in claim.evidence:
                for place in range(bisect_left(cuts, begin), bisect_left(cuts, end)):
                    self.stretches[place].append((end - begin, claim))
        for spans in self.stretches.values():
            spans.sort(key=_inwardness)
        self.cuts = cuts

    def at(self, place: int) -> list[Claim]:
        """Return the claims over a place."""
        stretch = bisect_right(self.cuts, place) - 1
        found = [claim for _, claim in self.stretches.get(stretch, ())]
        return list(dict.fromkeys(found))


def _inwardness(span: tuple[int, Claim]) -> tuple[bool, int, bool, int]:
    """Return the key that sorts a claim's words: the shortest first, and attitudes behind all.

    Of the same words, the event comes first.
    """
    length, claim = span
    return claim.level == "attitude", length, not claim.is_event, claim.number


def _decisive(claims: list[Claim]) -> Claim | None:
    """Return the claim that decides the line: the shortest event, else the shortest attitude."""
    events = [claim for claim in claims if claim.is_event]
    attitudes = [claim for claim in claims if claim.level == "attitude"]
    return next(iter([*events, *attitudes]), None)


def _is_inside(begin: int, end: int, spans: list[tuple[int, ...]]) -> bool:
    return any(first <= begin and end <= last for first, last in spans)


def _named_mentions(actors: Iterable[Actor], article: int) -> Iterator[tuple[int, int, int]]:
    """Yield the mentions to link, as (begin, end, actor): those of actors who have a name."""
    for actor in actors:
        if actor.protected or actor.unnamed or actor.kind == "Group":
            continue
        for begin, end, where in actor.mentions:
            if where == article:
                yield begin, end, actor.number


def short_name(actor: Actor) -> str:
    """Return a name that fits the margin: a person's last name, or the whole."""
    if actor.kind == "Person" and not actor.unnamed:
        return actor.name.split()[-1]
    if len(actor.name) > MARGIN_LENGTH:
        return f"{actor.name[: MARGIN_LENGTH - 1].rstrip()}…"
    return actor.name


def filler(length: int) -> str:
    """Return signs with the look of words, as many as a withheld text has characters."""
    pattern = " ".join("n" * size for size in FILLER) + " "
    whole, rest = divmod(length, len(pattern))
    return pattern * whole + pattern[:rest]
