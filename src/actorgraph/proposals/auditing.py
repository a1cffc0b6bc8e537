"""The audit: whether the words say what another reader claims, by our own reading of those words.

Nothing is corrected and nothing merged: each proposed claim gets a verdict with reasons, and the
claims of ours that it was compared with.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import CERTAINTY_IN_WORDS, ClaimFacts
from actorgraph.proposals.casting import Cast, has_name, name_words, refers
from actorgraph.proposals.locating import Place, Text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.vocabulary.vocab import AG, superclasses

SUPPORTED = "supported"
HEDGED = "supported but hedged"
ROLES_DIFFER = "roles differ"
OTHER_CLASS = "other class"
NOT_SAID = "words do not say it"
NOT_IN_TEXT = "words not in the text"
NOT_JUDGED = "not judged"
VERDICTS = (SUPPORTED, HEDGED, ROLES_DIFFER, OTHER_CLASS, NOT_SAID, NOT_IN_TEXT, NOT_JUDGED)
# Verbs with this many letters in common are forms of one word: `tortured`, `torture`.
SHARED_LETTERS = 4
# Points for what a claim of ours shares with a proposed one; a claim needs an event in common.
SAME_CUE, SAME_CLASS, SAME_ACTOR = 4, 2, 1
LEAST_POINTS = 3
# Our reading outweighs another's about who did it only where it is this sure.
LEAST_CONFIDENCE_OF_ROLES = 0.5
LEAST_CONFIDENCE_OF_CLASS = 0.8
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a proposed claim: why, where its words are, and which of our claims are near.

    `place` is None where the article does not have the words.
    """

    proposal: Proposal
    verdict: str
    reasons: tuple[str, ...]
    article: Node
    place: Place | None
    words: str
    claim: Node | None


@dataclass(frozen=True, slots=True)
class Event:
    """A claim of ours, as the audit compares it."""

    facts: ClaimFacts
    cues: tuple[Span, ...]
    evidence: tuple[Span, ...]
    words: frozenset[str]
    kinds: frozenset[str]
    confidence: float

    @property
    def doers(self) -> frozenset[Node]:
        """Whoever does it, or may be the one of several who did."""
        return frozenset((*self.facts.doers, *self.facts.in_roles("possibleAgent")))

    @property
    def parties(self) -> frozenset[Node]:
        """Whoever it is done to."""
        return frozenset(self.facts.counterparts)

    @property
    def hedge(self) -> str:
        """How it is said, if not as a plain fact: alleged, planned, denied, somebody's word."""
        if self.facts.negated:
            return "denied"
        certainty = self.facts.certainty
        if certainty == "asserted":
            return ""
        return CERTAINTY_IN_WORDS[certainty]


@dataclass(frozen=True, slots=True)
class RoleFault:
    """Somebody whom our reading does not have in the same role; certain if it has somebody else."""

    reason: str
    is_certain: bool


class Auditor:
    """Judges proposed claims about one article."""

    def __init__(self, facts: Facts, article: Node) -> None:
        """Read what a graph says about an article. Raises LookupError if it withholds the text."""
        record = facts.article(article)
        if record.text is None:
            raise LookupError(f"no text: {article.value}")
        self.article = article
        self.facts = facts
        self.text = Text(record.text)
        self.whole = Span(0, len(record.text))
        self.cast = Cast.of(facts)
        self.events = list(self._events())

    def _events(self) -> Iterator[Event]:
        for node in self.facts.claims:
            claim = self.facts.claim(node)
            if claim.article != self.article or claim.is_attitude or not claim.factuality:
                continue
            cues = self.facts.stretches(node, AG.cue)
            yield Event(
                facts=claim,
                cues=cues,
                evidence=self.facts.stretches(node, AG.evidence),
                words=self._words(claim, cues),
                kinds=claim.types,
                confidence=self.facts.number(node, AG.confidence),
            )

    def _words(self, claim: ClaimFacts, cues: Iterable[Span]) -> frozenset[str]:
        texts = [claim.verb, claim.title]
        texts += [self.text.text[cue.begin : cue.end] for cue in cues]
        return frozenset(word for text in texts for word in folded(text).split())

    def audit(self, proposal: Proposal) -> Finding:
        """Return the verdict on a proposed claim."""
        place = self._place(proposal)
        if proposal.quotation and place is None:
            reason = "the article does not have these words"
            return self._finding(proposal, NOT_IN_TEXT, [reason], None, None)
        strangers = list(self._strangers(proposal))
        if strangers:
            return self._finding(proposal, NOT_SAID, strangers, place, None)
        if place is None:
            return self._unquoted(proposal)
        sentences = self.text.sentences(place.span)
        event = self._event(proposal, place.span, sentences)
        if event is None:
            verdict, reasons = self._without_event(proposal, sentences)
            return self._finding(proposal, verdict, reasons, place, None)
        verdict, reasons = self._compared(proposal, event)
        return self._finding(proposal, verdict, reasons, place, event.facts.iri)

    def _unquoted(self, proposal: Proposal) -> Finding:
        """Judge a claim without words by the sentence of the event that it fits best."""
        event = self._event(proposal, self.whole, self.whole)
        if event is not None and event.evidence and self._shares_an_actor(proposal, event):
            span = event.evidence[0]
            verdict, reasons = self._compared(proposal, event)
            reasons = [*reasons, "no words were quoted: these are the ones that fit it best"]
            place = Place(span, 0.0)
            return self._finding(proposal, verdict, reasons, place, event.facts.iri)
        return self._finding(proposal, NOT_JUDGED, ["no words are quoted"], None, None)

    def _without_event(self, proposal: Proposal, sentences: Span) -> tuple[str, list[str]]:
        """Judge by the names alone where we read no such event."""
        missing = [name for name in proposal.names if not self._is_mentioned(name, sentences)]
        words = self.text.text[sentences.begin : sentences.end]
        if missing and not refers(words):
            return NOT_SAID, [f"the sentence does not mention {name}" for name in missing]
        return NOT_JUDGED, ["we read no such event in these words"]

    def _place(self, proposal: Proposal) -> Place | None:
        """Return where the words are; a maker that gives only offsets means the words there."""
        if proposal.quotation:
            return self.text.find(proposal.quotation, proposal.begin)
        if 0 <= proposal.begin < proposal.end <= len(self.text.text):
            return Place(Span(proposal.begin, proposal.end), 0.0)
        return None

    def _finding(
        self,
        proposal: Proposal,
        verdict: str,
        reasons: Iterable[str],
        place: Place | None,
        claim: Node | None,
    ) -> Finding:
        words = ""
        if place is not None:
            words = self.text.text[place.span.begin : place.span.end]
        return Finding(proposal, verdict, tuple(reasons), self.article, place, words, claim)

    # Whether the words name everybody ---------------------------------------------------------

    def _strangers(self, proposal: Proposal) -> Iterator[str]:
        """Yield a reason for each name of which the article has no word at all."""
        for name in proposal.names:
            words = name_words(name)
            if words and not self.text.words.intersection(words):
                yield f"the article does not name {name}"

    def _is_mentioned(self, name: str, sentences: Span) -> bool:
        """Return whether sentences mention somebody, by a name, any word of it, or a pronoun."""
        if any(figure.is_in(sentences) for figure in self.cast.find(name)):
            return True
        here = name_words(self.text.text[sentences.begin : sentences.end])
        return not set(name_words(name)).isdisjoint(here)

    # Which event of ours it is ----------------------------------------------------------------

    def _event(self, proposal: Proposal, span: Span, sentences: Span) -> Event | None:
        """Return the event of ours that a proposed claim is about, if there is one."""
        best, most = None, LEAST_POINTS - 1
        for event in self.events:
            if not any(cue.overlaps(sentences) for cue in event.cues or event.evidence):
                continue
            points = self._points(proposal, event, span)
            if points > most:
                best, most = event, points
        return best

    def _points(self, proposal: Proposal, event: Event, span: Span) -> int:
        points = 0
        if _share_a_word(folded(proposal.verb).split(), event.words):
            points += SAME_CUE
        if proposal.kind in event.kinds:
            points += SAME_CLASS
        if not points or not any(cue.overlaps(span) for cue in event.cues or event.evidence):
            return 0
        actors = event.doers | event.parties
        for name in proposal.names:
            if actors & self._nodes(name):
                points += SAME_ACTOR
        return points

    def _shares_an_actor(self, proposal: Proposal, event: Event) -> bool:
        actors = event.doers | event.parties
        return any(actors & self._nodes(name) for name in proposal.names)

    def _nodes(self, name: str) -> frozenset[Node]:
        return frozenset(figure.node for figure in self.cast.find(name))

    # How they differ --------------------------------------------------------------------------

    def _compared(self, proposal: Proposal, event: Event) -> tuple[str, list[str]]:
        faults = list(self._role_faults(proposal, event))
        certain = [fault for fault in faults if fault.is_certain]
        if certain:
            return ROLES_DIFFER, [fault.reason for fault in certain]
        hedges = list(self._hedges(proposal, event))
        if hedges:
            return HEDGED, hedges
        if faults:
            return NOT_JUDGED, [fault.reason for fault in faults]
        if self._is_other_class(proposal, event):
            return OTHER_CLASS, [f"we read {event.facts.kind} where it says {proposal.kind}"]
        return SUPPORTED, ["our reading of these words agrees"]

    def _role_faults(self, proposal: Proposal, event: Event) -> Iterator["RoleFault"]:
        """Yield a fault for each role in which our reading has somebody else, or nobody."""
        sides = (
            (proposal.who, event.doers, event.parties, "does it"),
            (proposal.parties, event.parties, event.doers, "it is done to"),
        )
        is_sure = event.confidence >= LEAST_CONFIDENCE_OF_ROLES
        for names, same, opposite, role in sides:
            for name in names:
                nodes = self._nodes(name)
                if nodes & same:
                    continue
                if nodes & opposite:
                    reason = f"{name} has the other part in these words: not whoever {role}"
                    yield RoleFault(reason, is_certain=is_sure)
                elif self._is_described_by(name, same):
                    reason = f"we cannot say whether {self._named(same)} is {name}"
                    yield RoleFault(reason, is_certain=False)
                elif self._are_named(same, event):
                    reason = f"we read {self._named(same)} where it says {name}"
                    yield RoleFault(reason, is_sure and has_name(name))
                else:
                    yield RoleFault(f"we cannot say whether {name} is meant", is_certain=False)

    def _is_described_by(self, name: str, nodes: Iterable[Node]) -> bool:
        """Return whether one of our actors shares a word with a name, as `the parliament` does."""
        words = set(name_words(name))
        for node in nodes:
            figure = self.cast.figures.get(node)
            if figure and any(not words.isdisjoint(known) for known in figure.names):
                return True
        return False

    def _are_named(self, nodes: frozenset[Node], event: Event) -> bool:
        """Return whether the words of an event name all these actors; not where there is none."""
        text = self.text.text
        figures = [self.cast.figures.get(node) for node in nodes]
        for figure in figures:
            if figure is None:
                return False
            if not any(figure.is_named_in(span, text) for span in event.evidence):
                return False
        return bool(figures)

    def _named(self, nodes: Iterable[Node]) -> str:
        return ", ".join(sorted(self.facts.label(node) for node in nodes))

    def _hedges(self, proposal: Proposal, event: Event) -> Iterator[str]:
        """Yield what a proposed claim leaves out of how sure the words are."""
        if event.facts.negated != proposal.denied:
            if event.facts.negated:
                yield "the words deny it"
            else:
                yield "the words do not deny it"
        if not proposal.is_plain:
            return
        certainty = event.facts.certainty
        if certainty == "reported":
            yield f"it is the word of {self._named(event.facts.sources)}, not the article's"
        elif certainty != "asserted":
            yield f"the words say that it is {CERTAINTY_IN_WORDS[certainty]}"

    def _is_other_class(self, proposal: Proposal, event: Event) -> bool:
        if not proposal.kind or event.confidence < LEAST_CONFIDENCE_OF_CLASS:
            return False
        above = superclasses(event.facts.kind)
        return proposal.kind not in above and event.facts.kind not in superclasses(proposal.kind)


def _share_a_word(words: Iterable[str], others: Iterable[str]) -> bool:
    listed = list(others)
    return any(is_form_of(word, other) for word in words for other in listed)


def is_form_of(word: str, other: str) -> bool:
    """Return whether two words are forms of one, as far as their first letters tell."""
    if word == other:
        return True
    shorter = min(len(word), len(other))
    return shorter >= SHARED_LETTERS and word[:SHARED_LETTERS] == other[:SHARED_LETTERS]
