"""What annotation tools have in common: marked words, and arguments that tie them to an event."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.vocabulary.vocab import subclasses

# The names of arguments that mean each of our roles; any other is whom it was done to.
DOERS = frozenset({"agent", "actor", "attacker", "perpetrator", "subject", "arg1", "a0", "who"})
RECIPIENTS = frozenset({"recipient", "addressee", "beneficiary", "a2"})
SOURCES = frozenset({"source", "speaker"})
NEGATIONS = frozenset({"negation", "negated", "denied"})
DOUBTS = {
    "speculation": "possible",
    "uncertain": "possible",
    "possible": "possible",
    "alleged": "alleged",
    "intended": "intended",
    "planned": "intended",
    "requested": "requested",
}


@dataclass(slots=True)
class Marked:
    """An event that was marked: its trigger, its label, and its arguments by role."""

    label: str
    words: str
    span: Span
    arguments: list[tuple[str, str, Span]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)

    def proposal(self, text: str, *, maker: str, identifier: str) -> Proposal:
        """Return it as a proposal whose quotation reaches from its first to its last word."""
        span = self._extent()
        doubts = (DOUBTS[mark] for mark in sorted(self.marks) if mark in DOUBTS)
        return Proposal(
            kind=_class_of(self.label),
            verb=self.words,
            who=self._named("who"),
            whom=self._named("whom"),
            recipients=self._named("recipients"),
            source=", ".join(self._named("source")),
            certainty=next(doubts, ""),
            denied=not self.marks.isdisjoint(NEGATIONS),
            quotation=text[span.begin : span.end],
            begin=span.begin,
            end=span.end,
            maker=maker,
            identifier=identifier,
        )

    def _extent(self) -> Span:
        spans = [self.span, *(span for _, _, span in self.arguments)]
        begin = min(span.begin for span in spans)
        return Span(begin, max(span.end for span in spans))

    def _named(self, role: str) -> tuple[str, ...]:
        return tuple(words for name, words, _ in self.arguments if _our_role(name) == role)


def _our_role(name: str) -> str:
    plain = name.casefold()
    if plain not in DOERS | RECIPIENTS:
        # A second agent is `Agent2`.
        plain = plain.rstrip("0123456789")
    if plain in DOERS:
        return "who"
    if plain in RECIPIENTS:
        return "recipients"
    if plain in SOURCES:
        return "source"
    return "whom"


def _class_of(label: str) -> str:
    """Return the class of ours that a label names, or nothing."""
    names = {name.casefold(): name for name in subclasses("Claim")}
    return names.get(label.casefold(), "")


def relation(label: str, ends: Iterable[tuple[str, str, Span]], span: Span) -> Marked:
    """Return a relation between two marked stretches as an event without words of its own."""
    words = label.replace("_", " ").replace("-", " ")
    return Marked(label, words, span, list(ends))
