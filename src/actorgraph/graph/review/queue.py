"""The claims that a person should judge, those most worth it first, each with the reason why."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts, SpanFacts
from actorgraph.graph.review.judged import is_guarded
from actorgraph.vocabulary.vocab import AG, NIF, PROV, literals, local_name

# How much more a claim matters than another one of the same confidence.
WEIGHT_OF_HARM = 1.5
WEIGHT_OF_ALLEGATION = 1.3
WEIGHT_OF_RISK = 2.0
WEIGHT_OF_SEVERAL_REPORTS = 1.2
HEARSAY = re.compile(r"\b(?:allegedly|reportedly)\b", re.I)
SAID = re.compile(r"\bsaid\b", re.I)
ENDS_OF_SENTENCE = ".!?\n"
# Nobody does what happens to whoever takes part.
WITHOUT_DOER = frozenset({"Death", "Move", "Statement"})


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to judge: the reason to doubt it, if any, what was decided, and how much it matters.

    `verdict` is Accepted, Rejected, Corrected, Unsure, or empty; `reasons` say why it matters.
    """

    claim: ox.NamedNode
    confidence: float
    doubt: str
    verdict: str
    weight: float
    reasons: tuple[str, ...]

    @property
    def urgency(self) -> float:
        """How much a decision is worth: the more, the less sure the tool is."""
        return round((1 - self.confidence) * self.weight, 6)

    @property
    def order(self) -> tuple[int, bool, float, str]:
        """Its place: undecided, unsure, decided; then with a reason to doubt; then by weight."""
        stage = {"": 0, "Unsure": 1}.get(self.verdict, 2)
        return stage, not self.doubt, -self.urgency, self.claim.value


def queue(facts: Facts) -> list[Item]:
    """Return all claims that the tool made, in the order in which they should be judged."""
    reader = _Reader(facts)
    # A correction is a person's; the claim that it replaces is listed.
    claims = [claim for claim in facts.of_type("Claim") if not facts.has(claim, PROV.wasRevisionOf)]
    return sorted(map(reader.item, claims), key=lambda item: item.order)


class _Reader:
    """Reads from a graph why each claim matters, and why it may be wrong."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def item(self, node: ox.NamedNode) -> Item:
        """Return the item of one claim."""
        claim = self.facts.claim(node)
        weights = dict(self._weights(claim))
        return Item(
            claim=node,
            confidence=self.facts.number(node, AG.confidence),
            doubt=self.doubt(claim),
            verdict=local_name(self.facts.value(node, AG.reviewed)),
            weight=math.prod(weights.values(), start=1.0),
            reasons=tuple(weights),
        )

    def _weights(self, claim: ClaimFacts) -> Iterator[tuple[str, float]]:
        """Yield why a claim matters, and how much more than another one."""
        if _tone(claim) == "harm":
            yield "it is about harm", WEIGHT_OF_HARM
        if claim.factuality == "Alleged":
            yield "it is alleged", WEIGHT_OF_ALLEGATION
        if any(is_guarded(self.facts, actor) for actor in claim.participants):
            yield "it is about people at risk or unnamed people", WEIGHT_OF_RISK
        if self.facts.has(claim.iri, AG.sameEventAs):
            yield "several claims report the same event", WEIGHT_OF_SEVERAL_REPORTS

    def doubt(self, claim: ClaimFacts) -> str:
        """Return the first reason to doubt a claim; empty if there is none."""
        checks: tuple[tuple[str, Callable[[ClaimFacts], bool]], ...] = (
            ("whom it was done to is part of another event", self._has_foreign_object),
            ("the sentence reports hearsay, and the claim does not", self._hides_hearsay),
            ("help, with harm inside it", self._helps_with_harm),
            ("somebody “said” it, and nobody is named as the source", self._lacks_source),
            ("nobody is named who did it", self._lacks_doer),
            ("the same words are read in two ways", self._is_read_twice),
        )
        return next((reason for reason, is_so in checks if is_so(claim)), "")

    def _has_foreign_object(self, claim: ClaimFacts) -> bool:
        """Return whether all mentions of an object lie in an event inside this one."""
        evidence = self._evidence(claim)
        for actor in claim.in_roles("target", "recipient"):
            mentions = self.facts.spans(actor, AG.mention)
            own = [span for span in mentions if any(_covers(part, span) for part in evidence)]
            inner = self._inside(claim)
            if own and any(all(_covers(part, span) for span in own) for part in inner):
                return True
        return False

    def _inside(self, claim: ClaimFacts) -> Iterator[SpanFacts]:
        """Yield the evidence of other events strictly inside that of a claim."""
        for span in self._evidence(claim):
            for node, other in self._by_article.get(claim.article, ()):
                is_smaller = other.end - other.begin < span.end - span.begin
                if node != claim.iri and is_smaller and _covers(span, other):
                    yield other

    @cached_property
    def _by_article(self) -> dict[ox.NamedNode | None, list[tuple[ox.NamedNode, SpanFacts]]]:
        spans: dict[ox.NamedNode | None, list[tuple[ox.NamedNode, SpanFacts]]] = defaultdict(list)
        for node in self.facts.of_type("Action"):
            if "Statement" in self.facts.types(node):
                continue
            for span in self.facts.spans(node, AG.evidence):
                spans[self.facts.node(node, AG.reportedIn)].append((node, span))
        return spans

    def _evidence(self, claim: ClaimFacts) -> list[SpanFacts]:
        return self.facts.spans(claim.iri, AG.evidence)

    def _hides_hearsay(self, claim: ClaimFacts) -> bool:
        is_plain = claim.factuality == "Asserted" and not claim.sources
        return is_plain and HEARSAY.search(sentence_of(self.facts, claim)) is not None

    def _helps_with_harm(self, claim: ClaimFacts) -> bool:
        if _tone(claim) != "help":
            return False
        inner = {span.iri for span in self._inside(claim)}
        for node, span in self._by_article.get(claim.article, ()):
            if span.iri in inner and _tone(self.facts.claim(node)) == "harm":
                return True
        return False

    def _lacks_source(self, claim: ClaimFacts) -> bool:
        if claim.sources or not self.facts.has(claim.iri, AG.cue) or claim.kind == "Statement":
            return False
        return SAID.search(sentence_of(self.facts, claim)) is not None

    def _lacks_doer(self, claim: ClaimFacts) -> bool:
        if claim.is_relation or claim.is_attitude or claim.kind in WITHOUT_DOER:
            return False
        return not claim.in_roles("agent", "possibleAgent")

    def _is_read_twice(self, claim: ClaimFacts) -> bool:
        cues = self.facts.nodes(claim.iri, AG.cue)
        return any(len(self._by_cue.get(cue, ())) > 1 for cue in cues)

    @cached_property
    def _by_cue(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        claims: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
        for node in self.facts.of_type("Action"):
            for cue in self.facts.nodes(node, AG.cue):
                claims[cue].append(node)
        return claims


def sentence_of(facts: Facts, claim: ClaimFacts) -> str:
    """Return the sentence around a claim's words; only those words if the text is withheld."""
    spans = facts.spans(claim.iri, AG.evidence)
    words = " … ".join(span.words for span in spans)
    text = facts.value(claim.article, NIF.isString) if claim.article else ""
    if not text or not spans:
        return words
    begin, end = spans[0].begin, spans[-1].end
    while begin > 0 and text[begin - 1] not in ENDS_OF_SENTENCE:
        begin -= 1
    while end < len(text) and text[end - 1] not in ENDS_OF_SENTENCE:
        end += 1
    return text[begin:end].strip()


def _covers(outer: SpanFacts, inner: SpanFacts) -> bool:
    return outer.begin <= inner.begin and inner.end <= outer.end


def _tone(claim: ClaimFacts) -> str:
    return next(iter(literals(claim.kind, "polarity")), "")


def undecided(items: Sequence[Item]) -> list[Item]:
    """Return the items that nobody judged yet, and then those that somebody was unsure of."""
    return [item for item in items if item.verdict in ("", "Unsure")]
