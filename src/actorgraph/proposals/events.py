"""The events of our own reading, as the audit compares them with proposed claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.vocabulary.vocab import AG

# Verbs with this many letters in common are forms of one word: `tortured`, `torture`.
SHARED_LETTERS = 4
PASSIVE = "passive"
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Event:
    """A claim of ours. `marker` is the words that show how sure it is; `rule` is what found it."""

    facts: ClaimFacts
    cues: tuple[Span, ...]
    evidence: tuple[Span, ...]
    words: frozenset[str]
    confidence: float
    marker: str
    rule: str
    is_noun: bool

    @property
    def kinds(self) -> frozenset[str]:
        """Its classes."""
        return self.facts.types

    @property
    def doers(self) -> frozenset[Node]:
        """Whoever does it, or may be the one of several who did."""
        return frozenset((*self.facts.doers, *self.facts.in_roles("possibleAgent")))

    @property
    def parties(self) -> frozenset[Node]:
        """Whoever it is done to."""
        return frozenset(self.facts.counterparts)

    @property
    def is_passive(self) -> bool:
        """Whether those it is done to come before its verb: `Peru was bribed`."""
        return self.rule == PASSIVE

    def is_in(self, span: Span) -> bool:
        """Return whether a stretch of text has the words that report it."""
        return any(cue.overlaps(span) for cue in self.cues or self.evidence)


def events_of(facts: Facts, article: Node, text: str) -> Iterator[Event]:
    """Yield what a graph says that an article reports, without attitudes."""
    for node in facts.claims:
        claim = facts.claim(node)
        if claim.article != article or claim.is_attitude or not claim.factuality:
            continue
        cues = facts.stretches(node, AG.cue)
        is_noun = facts.value(node, AG.nounOf) or facts.objects(node, AG.eventLikelihood)
        yield Event(
            facts=claim,
            cues=cues,
            evidence=facts.stretches(node, AG.evidence),
            words=_words(claim, cues, text),
            confidence=facts.number(node, AG.confidence),
            marker=facts.value(node, AG.markedBy),
            rule=" ".join(facts.label(rule) for rule in facts.nodes(node, AG.foundBy)),
            is_noun=bool(is_noun),
        )


def _words(claim: ClaimFacts, cues: Iterable[Span], text: str) -> frozenset[str]:
    texts = [claim.verb, claim.title]
    texts += [text[cue.begin : cue.end] for cue in cues]
    return frozenset(word for each in texts for word in folded(each).split())


def share_a_word(words: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether a word of the first is a form of one of the others."""
    listed = list(others)
    return any(is_form_of(word, other) for word in words for other in listed)


def is_form_of(word: str, other: str) -> bool:
    """Return whether two words are forms of one, as far as their first letters tell."""
    if word == other:
        return True
    shorter = min(len(word), len(other))
    return shorter >= SHARED_LETTERS and word[:SHARED_LETTERS] == other[:SHARED_LETTERS]
