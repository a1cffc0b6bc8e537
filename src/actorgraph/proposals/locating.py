"""Finding quoted words again in a text: exactly, then without case and punctuation, then nearly."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from actorgraph.proposals.casting import name_words
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.text.sentences import sentence_begins

WORD = re.compile(r"\w+")
# Words with this many first letters in common may be forms of one: `Germany`, `German`.
ROOT_IN_LETTERS = 6
# How alike, of 100, the nearest words must be; below, they are other words.
LEAST_LIKENESS = 88.0
# Shorter quotations are alike by chance.
SHORTEST_FUZZY_IN_CHARACTERS = 16
LONGEST_QUOTATION_IN_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are in a text, and how they differ: `distance` is from 0 (the same) to 1."""

    span: Span
    distance: float


class Text:
    """A text in which quotations are found; offsets are in code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans: list[Span] = []
        words: list[str] = []
        for match in WORD.finditer(text):
            # One word of the text may be several once folded: `AFP’s`.
            for part in folded(match[0]).split():
                words.append(part)
                self._spans.append(Span(match.start(), match.end()))
        self.folded = " ".join(words)
        self._begins = _begins(words)
        self.words = frozenset(name_words(text))
        self._roots = frozenset(word[:ROOT_IN_LETTERS] for word in self.words if _has_root(word))
        self._sentences = sentence_begins(text) or [0]

    def has_form_of(self, words: Iterable[str]) -> bool:
        """Return whether the text has one of these words, or one that begins like it: `German`."""
        for word in words:
            if word in self.words or (_has_root(word) and word[:ROOT_IN_LETTERS] in self._roots):
                return True
        return False

    def place_of(self, proposal: Proposal) -> Place | None:
        """Return where the words are; a maker that gives only offsets means the words there."""
        if proposal.quotation:
            return self.find(proposal.quotation, proposal.begin)
        if 0 <= proposal.begin < proposal.end <= len(self.text):
            return Place(Span(proposal.begin, proposal.end), 0.0)
        return None

    def find(self, quotation: str, begin: int = -1) -> Place | None:
        """Return where a quotation is; of several places, the one nearest to `begin`.

        None if the text does not have these words, not even nearly.
        """
        words = folded(quotation[:LONGEST_QUOTATION_IN_CHARACTERS])
        if not words:
            return None
        exact = self._exact(quotation, begin)
        if exact is not None:
            return Place(exact, 0.0)
        same = self._same_words(words, begin)
        if same is not None:
            return Place(same, 0.0)
        return self._nearly(words)

    def _exact(self, quotation: str, begin: int) -> Span | None:
        places = [match.start() for match in re.finditer(re.escape(quotation), self.text)]
        if not places:
            return None
        first = min(places, key=lambda place: abs(place - max(begin, 0)))
        return Span(first, first + len(quotation))

    def _same_words(self, words: str, begin: int) -> Span | None:
        found = []
        pattern = rf"(?<!\S){re.escape(words)}(?!\S)"
        for match in re.finditer(pattern, self.folded):
            found.append(self._span(match.start(), match.end()))
        return min(found, key=lambda span: abs(span.begin - max(begin, 0)), default=None)

    def _nearly(self, words: str) -> Place | None:
        from rapidfuzz import fuzz

        if len(words) < SHORTEST_FUZZY_IN_CHARACTERS:
            return None
        near = fuzz.partial_ratio_alignment(words, self.folded, score_cutoff=LEAST_LIKENESS)
        # A text that is shorter than the quotation does not hold it.
        if near is None or len(self.folded) < len(words) or near.dest_start == near.dest_end:
            return None
        span = self._span(near.dest_start, near.dest_end)
        return Place(span, round(1 - near.score / 100, 3))

    def _span(self, begin: int, end: int) -> Span:
        """Return the offsets in the text of a stretch of the folded text."""
        first = max(bisect_right(self._begins, begin) - 1, 0)
        last = max(bisect_left(self._begins, end) - 1, first)
        return Span(self._spans[first].begin, self._spans[last].end)

    def sentences(self, span: Span) -> Span:
        """Return the whole sentences that a span lies in."""
        first = max(bisect_right(self._sentences, span.begin) - 1, 0)
        last = bisect_left(self._sentences, max(span.end, span.begin + 1))
        end = self._sentences[last] if last < len(self._sentences) else len(self.text)
        return Span(self._sentences[first], end)


def _has_root(word: str) -> bool:
    return len(word) >= ROOT_IN_LETTERS


def _begins(words: list[str]) -> list[int]:
    begins = []
    place = 0
    for word in words:
        begins.append(place)
        place += len(word) + 1
    return begins
