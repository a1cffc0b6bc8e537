"""How a proposed claim differs from an event of ours: who takes part, how sure it is, its class."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.proposals.casting import Cast, has_name, name_words
from actorgraph.proposals.events import Event, share_a_word
from actorgraph.proposals.locating import Text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.vocabulary.vocab import literals, subclasses

# Our reading outweighs another's only where it is this sure.
LEAST_CONFIDENCE_OF_ROLES = 0.5
LEAST_CONFIDENCE_OF_CLASS = 0.8
# Words by which an event may be denied. Where our reading takes no account of one before the verb,
# it does not outweigh another's; nor where they only look like a denial.
DENYING = frozenset(
    {
        *("not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "cannot", "without"),
        *("hardly", "barely", "nearly", "unable", "unlikely", "yet to", "still to"),
        *("refuse", "refused", "refuses", "refusal", "refusing", "fail", "failed", "fails"),
        *("failing", "denies", "denied", "denying", "instead of", "rather than"),
    }
)
WORDS_BEFORE_VERB, WORDS_BEHIND_VERB = 6, 1
NOT_SHORT = re.compile(r"n['’]t\b")
LOOKING_LIKE_A_DENIAL = ("or not", "if not", "not only", "not without", "without a")
OPPOSITE = {"help", "harm"}
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Fault:
    """A difference; certain if our reading outweighs the proposed claim's."""

    reason: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposed claim next to the event of ours that it is about.

    `quoted` is where its words are, `sentences` the sentences around them.
    """

    proposal: Proposal
    event: Event
    quoted: Span
    sentences: Span
    text: Text
    cast: Cast
    facts: Facts

    # Who takes part --------------------------------------------------------------------------

    def roles(self) -> Iterator[Fault]:
        """Yield a fault for each role in which our reading has somebody else, or nobody."""
        event, proposal = self.event, self.proposal
        yield from self._side(proposal.who, event.doers, event.parties, "does it")
        yield from self._side(proposal.parties, event.parties, event.doers, "it is done to")

    def _side(
        self,
        names: tuple[str, ...],
        same: frozenset[Node],
        opposite: frozenset[Node],
        role: str,
    ) -> Iterator[Fault]:
        is_sure = self.event.confidence >= LEAST_CONFIDENCE_OF_ROLES
        # Whoever names one that we have, too, may only have read on where we stopped.
        has_one = any(self.cast.nodes(name) & same for name in names)
        for name in names:
            nodes = self.cast.nodes(name)
            if nodes & same:
                continue
            if nodes & opposite:
                reason = f"{name} has the other part in these words: not whoever {role}"
                yield Fault(reason, is_sure)
            elif self._is_described_by(name, same):
                reason = f"we cannot say whether {self._named(same)} is {name}"
                yield Fault(reason, is_certain=False)
            elif self._are_named(same):
                reason = f"we read {self._named(same)} where it says {name}"
                yield Fault(reason, is_sure and has_name(name) and not has_one)
            elif same or not self._is_placed(name, is_doer=role == "does it"):
                yield Fault(f"we cannot say whether {name} is meant", is_certain=False)

    def _is_described_by(self, name: str, nodes: Iterable[Node]) -> bool:
        """Return whether one of our actors shares a word with a name, as `the parliament` does."""
        words = set(name_words(name))
        for node in nodes:
            figure = self.cast.figures.get(node)
            if figure and any(not words.isdisjoint(known) for known in figure.names):
                return True
        return False

    def _are_named(self, nodes: frozenset[Node]) -> bool:
        """Return whether the words of an event name all these actors; not where there is none."""
        text = self.text.text
        figures = [self.cast.figures.get(node) for node in nodes]
        for figure in figures:
            if figure is None:
                return False
            if not any(figure.is_named_in(span, text) for span in self.event.evidence):
                return False
        return bool(figures)

    def _is_placed(self, name: str, *, is_doer: bool) -> bool:
        """Return whether the words have a name where it belongs, and we have nobody there.

        Before the verb for whoever does it, behind it for the others: `Peru quoted a report`.
        """
        event = self.event
        if event.is_noun or not event.cues:
            return False
        cue = event.cues[0]
        is_before = is_doer != event.is_passive
        stretch = Span(self.quoted.begin, max(cue.begin, self.quoted.begin))
        if not is_before:
            stretch = Span(min(cue.end, self.quoted.end), self.quoted.end)
        here = set(name_words(self.text.text[stretch.begin : stretch.end]))
        words = name_words(name)
        if words and here.issuperset(words):
            return True
        return any(figure.is_in(stretch) for figure in self.cast.find(name))

    def _named(self, nodes: Iterable[Node]) -> str:
        return ", ".join(sorted(self.facts.label(node) for node in nodes))

    # How sure it is --------------------------------------------------------------------------

    def hedges(self) -> Iterator[Fault]:
        """Yield what a proposed claim leaves out of how sure the words are."""
        yield from self._denial()
        if self.proposal.is_plain:
            yield from self._certainty()

    def _denial(self) -> Iterator[Fault]:
        event = self.event
        if self._is_put_by_verb:
            return
        if event.facts.negated and not self.proposal.denied:
            yield Fault("the words deny it", self._is_denial_certain())
        elif self.proposal.denied and not event.facts.negated:
            yield Fault("the words do not deny it", not self._denying)
        elif not event.facts.negated and self._denying:
            words = ", ".join(self._denying)
            yield Fault(f"we cannot say what “{words}” denies", is_certain=False)

    def _is_denial_certain(self) -> bool:
        # `Merkel's no vote`
        if self.event.is_noun:
            return False
        sentences = self._words_of(self.sentences)
        marker = folded(self.event.marker).split()
        if any(words in " ".join(sentences) for words in LOOKING_LIKE_A_DENIAL):
            return False
        return not set(marker).isdisjoint(sentences)

    def _certainty(self) -> Iterator[Fault]:
        event = self.event
        certainty = event.facts.certainty
        if certainty == "reported":
            # Without a statement, somebody is only believed to say so.
            is_said = event.facts.said_in is not None
            reason = f"it is the word of {self._named(event.facts.sources)}, not the article's"
            yield Fault(reason, is_said)
        elif certainty != "asserted" and not self._is_put_by_verb:
            is_marked = bool(event.marker) or certainty != "alleged"
            yield Fault(f"the words say that it is {CERTAINTY_IN_WORDS[certainty]}", is_marked)

    @property
    def _is_put_by_verb(self) -> bool:
        """Whether the proposed verb has the words that hedge or deny it: `avoid paying`."""
        return share_a_word(folded(self.proposal.verb).split(), folded(self.event.marker).split())

    @property
    def _denying(self) -> list[str]:
        """The words near the verb that may deny it; not the verb itself: `denied the claim`."""
        cue = self.event.cues[0] if self.event.cues else self.quoted
        text = self.text.text
        before = folded(NOT_SHORT.sub(" not", text[self.sentences.begin : cue.begin])).split()
        behind = folded(NOT_SHORT.sub(" not", text[cue.end : self.sentences.end])).split()
        near = [*before[-WORDS_BEFORE_VERB:], "", *behind[:WORDS_BEHIND_VERB]]
        pairs = [*near, *map(" ".join, pairwise(near))]
        verb = folded(self.proposal.verb).split()
        return [word for word in pairs if word in DENYING and not share_a_word([word], verb)]

    def _words_of(self, span: Span) -> list[str]:
        return folded(self.text.text[span.begin : span.end]).split()

    # What it is ------------------------------------------------------------------------------

    def classes(self) -> Iterator[Fault]:
        """Yield a fault if one class helps and the other harms; many others are near each other."""
        tones = {tone(self.proposal.kind), tone(self.event.facts.kind)}
        if tones == OPPOSITE:
            is_sure = self.event.confidence >= LEAST_CONFIDENCE_OF_CLASS
            reason = f"we read {self.event.facts.kind} where it says {self.proposal.kind}"
            yield Fault(reason, is_sure)


def tone(kind: str) -> str:
    """Return whether a class of events helps or harms those it is done to; empty if neither."""
    # A maker may give a class that is not one of ours.
    if kind not in subclasses("Claim"):
        return ""
    return next(iter(literals(kind, "polarity")), "")
