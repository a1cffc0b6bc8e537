"""The audit: whether the words say what another reader claims, by our own reading of those words.

Nothing is corrected and nothing merged: each proposed claim gets a verdict with reasons, and the
claims of ours that it was compared with.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.proposals.casting import SPEAKING, Cast, has_name, name_words, refers
from actorgraph.proposals.comparing import Comparison
from actorgraph.proposals.events import Event, events_of, share_a_word
from actorgraph.proposals.locating import Place, Text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.text.folding import folded

SUPPORTED = "supported"
HEDGED = "supported but hedged"
ROLES_DIFFER = "roles differ"
OTHER_CLASS = "other class"
NOT_SAID = "words do not say it"
NOT_IN_TEXT = "words not in the text"
NOT_JUDGED = "not judged"
VERDICTS = (SUPPORTED, HEDGED, ROLES_DIFFER, OTHER_CLASS, NOT_SAID, NOT_IN_TEXT, NOT_JUDGED)
# Points for what a claim of ours shares with a proposed one; a claim needs an event in common.
SAME_CUE, SAME_CLASS, SAME_ACTOR = 4, 2, 1
LEAST_POINTS = 3
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
        self.events = list(events_of(facts, article, record.text))

    def audit(self, proposal: Proposal) -> Finding:
        """Return the verdict on a proposed claim."""
        place = self.text.place_of(proposal)
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
        verdict, reasons = self._compared(proposal, event, place.span, sentences)
        return self._finding(proposal, verdict, reasons, place, event.facts.iri)

    def _compared(
        self, proposal: Proposal, event: Event, quoted: Span, sentences: Span
    ) -> tuple[str, list[str]]:
        compared = Comparison(
            proposal=proposal,
            event=event,
            quoted=quoted,
            sentences=sentences,
            text=self.text,
            cast=self.cast,
            facts=self.facts,
        )
        differing = (
            (ROLES_DIFFER, list(compared.roles())),
            (HEDGED, list(compared.hedges())),
            (OTHER_CLASS, list(compared.classes())),
        )
        doubts: list[str] = []
        for verdict, faults in differing:
            certain = [fault.reason for fault in faults if fault.is_certain]
            if certain:
                return verdict, certain
            doubts += [fault.reason for fault in faults]
        if doubts:
            return NOT_JUDGED, doubts
        return SUPPORTED, ["our reading of these words agrees"]

    def _unquoted(self, proposal: Proposal) -> Finding:
        """Judge a claim without words by the sentence of the event that it fits best."""
        event = self._event(proposal, self.whole, self.whole)
        if event is not None and event.evidence and self._shares_an_actor(proposal, event):
            span = event.evidence[0]
            sentences = self.text.sentences(span)
            verdict, reasons = self._compared(proposal, event, span, sentences)
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
        """Yield a reason for each name of which the article has no word, nor a form of one."""
        for name in proposal.names:
            words = name_words(name)
            if not words or self.text.has_form_of(words):
                continue
            # `the author`, of what an article says in the first person
            if has_name(name) or not refers(proposal.quotation, SPEAKING):
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
            if not event.is_in(sentences):
                continue
            points = self._points(proposal, event, span)
            if points > most:
                best, most = event, points
        return best

    def _points(self, proposal: Proposal, event: Event, span: Span) -> int:
        points = 0
        if share_a_word(folded(proposal.verb).split(), event.words):
            points += SAME_CUE
        if proposal.kind in event.kinds:
            points += SAME_CLASS
        if not points or not event.is_in(span):
            return 0
        actors = event.doers | event.parties
        for name in proposal.names:
            if actors & self.cast.nodes(name):
                points += SAME_ACTOR
        return points

    def _shares_an_actor(self, proposal: Proposal, event: Event) -> bool:
        actors = event.doers | event.parties
        return any(actors & self.cast.nodes(name) for name in proposal.names)
