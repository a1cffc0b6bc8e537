"""What one claim rests on, in words for a terminal: sentence, cue, rule, roles, factuality and who says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.views.dossier import describe_actor
from actorgraph.vocabulary.lexicon import frames
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDF, RDFS, SKOS, carrying, local_name

ROLES = (
    "agent",
    "holder",
    "possibleAgent",
    "target",
    "recipient",
    "subject",
    "object",
    "title",
    "place",
    "timeText",
    "time",
)
ABSTRACT = ("Claim", "Action", "Attitude", "Relation")
WIDTH = 13
OTHERS = 3  # of the other readings of a verb that are shown


@of_sound
def explain(store: Store, claim: str) -> str:
    """Explain a claim named by its IRI, the last part of that, or a beginning of the last part; or an actor by a name.

    Raises GraphError where no claim and no actor, or more than one claim, is called so.
    """
    told = describe_actor(store, claim)
    if told:
        return told
    return "\n".join(_Explanation(store, find_claim(store, claim)).lines()) + "\n"


def _short(frame: str) -> str:
    """An entry of the lexicon without the long list of words that may be its object."""
    return re.sub(r"\[([^|\]]*)\|[^\]]*\]", r"[\1 …]", frame)


def find_claim(store: Store, name: str) -> ox.NamedNode:
    """Find a claim by its IRI, the last part of it, or a beginning of that (with or without the article's code)."""
    told = {
        quad.subject
        for quad in store.match(None, AG.reportedIn)
    }
    claims = sorted(claim.value for claim in told if isinstance(claim, ox.NamedNode))
    wanted = name.strip().strip("<>")
    ends = {claim: claim.rpartition("/")[2] for claim in claims}
    exact = [claim for claim, end in ends.items() if wanted in (claim, end, end.partition("-")[2])]
    begun = [
        claim
        for claim, end in ends.items()
        if wanted and (end.startswith(wanted) or end.partition("-")[2].startswith(wanted))
    ]
    found = exact or begun
    if len(found) == 1:
        return ox.NamedNode(found[0])
    if found:
        several = ", ".join(ends[claim] for claim in found[:4])
        raise GraphError(
            f"{len(found)} claims begin so", where=name, remedy=f"write more of one: {several} …"
        )
    close = get_close_matches(wanted.rpartition("/")[2], list(ends.values()), n=1, cutoff=0.5)
    remedy = (
        f"did you mean {close[0]}?" if close else "take a claim's IRI from a query's ?claim column"
    )
    raise GraphError("no such claim in this graph", where=name or "(empty)", remedy=remedy)


@dataclass(frozen=True, slots=True)
class _Explanation:
    """Reads one claim from the store alone."""

    store: Store
    claim: ox.NamedNode

    def lines(self) -> Iterator[str]:
        kinds = [kind for kind in self._names(self.claim, RDF.type) if kind not in ABSTRACT]
        yield f"{' '.join(kinds)}  {self.claim.value}"
        for span in self._spans(self.claim, AG.evidence):
            yield f"  {self._quote(span)}"
        yield from self._row("cue", self._cue())
        for role in ROLES:
            yield from self._row(role, "; ".join(self._labels(self.claim, AG[role])))
        yield from self._row("mode", ", ".join(self._names(self.claim, AG.mode)))
        yield from self._row("factuality", self._factuality(self.claim))
        yield from self._row("marked by", ", ".join(self._values(self.claim, AG.markedBy)))
        for depth, source in enumerate(self._sources()):
            yield from self._row("according to" if depth == 0 else "", source)
        rules = ", ".join(self._labels(self.claim, AG.foundBy))
        for frame in self._values(self.claim, AG.codedBy):
            yield from self._row("frame", frame)
            yield from self._row("says", "; ".join(self._definitions()))
            yield from self._row("rather than", "; ".join(self._other_readings(frame)))
        yield from self._row(
            "rule", f"{rules} (confidence {', '.join(self._values(self.claim, AG.confidence))})"
        )
        for article in self._objects(self.claim, AG.reportedIn):
            about = [*self._values(article, DCT.title), *self._values(article, DCT.publisher)]
            yield from self._row("article", ", ".join([*about, *self._values(article, DCT.issued)]))

    def _definitions(self) -> list[str]:
        kinds = [kind for kind in self._names(self.claim, RDF.type) if kind not in ABSTRACT]
        return [text for kind in kinds for _, text in carrying(SKOS.definition, AG[kind])]

    def _other_readings(self, frame: str) -> list[str]:
        """The lexicon's other entries for the same verb, of other classes, whose companions were not there."""
        kinds = self._names(self.claim, RDF.type)
        others = [f for f in frames().get(frame.split()[0], ()) if f.kind not in kinds]
        return [f"{_short(other.text)} ({other.kind})" for other in others[:OTHERS]]

    def _row(self, name: str, value: str) -> Iterator[str]:
        if value:
            yield f"  {name:<{WIDTH}} {value}"

    def _factuality(self, claim: ox.NamedNode) -> str:
        negated = " and negated" if "true" in self._values(claim, AG.negated) else ""
        return ", ".join(self._names(claim, AG.factuality)) + negated

    def _cue(self) -> str:
        words = [
            word
            for span in self._spans(self.claim, AG.cue)
            for word in self._values(span, NIF.anchorOf)
        ]
        verbs = self._values(self.claim, AG.verb)
        return " ".join([", ".join(words), f"(verb: {', '.join(verbs)})" if verbs else ""]).strip()

    def _sources(self) -> Iterator[str]:
        """Yield who says so, the innermost first; the article's own voice where nobody else does."""
        named = self._labels(self.claim, AG.attributedTo)
        inside = self._objects(self.claim, AG.saidIn)
        if not named and not inside:
            yield "the article, in its own voice"
        elif named and not inside:
            yield "; ".join(named)
        seen = {self.claim}
        while inside and inside[0] not in seen:
            statement = inside[0]
            seen.add(statement)
            speakers = (
                "; ".join(named or self._labels(statement, AG.agent)) or "a speaker not named"
            )
            spans = self._spans(statement, AG.evidence)
            yield f"{speakers}, in {local_name(statement)} ({self._factuality(statement)})"
            yield from (f"  {self._quote(span, statement)}" for span in spans[:1])
            named, inside = (
                self._labels(statement, AG.attributedTo),
                self._objects(statement, AG.saidIn),
            )

    def _quote(self, span: ox.NamedNode, claim: ox.NamedNode | None = None) -> str:
        """Return a span's words with the cue in brackets and its place; offsets alone where the words are withheld."""
        begin, end = self._offsets(span)
        place = f"[characters {begin} to {end}]"
        words = next(iter(self._values(span, NIF.anchorOf)), None)
        if words is None:
            return f"{place} (the words are withheld; check them with --article)"
        for cue in reversed(self._spans(claim or self.claim, AG.cue)):
            first, last = (offset - begin for offset in self._offsets(cue))
            if 0 <= first < last <= len(words):
                words = f"{words[:first]}[{words[first:last]}]{words[last:]}"
        return f"“{' '.join(words.split())}” {place}"

    def _offsets(self, span: ox.NamedNode) -> tuple[int, int]:
        begin, end = self._values(span, NIF.beginIndex), self._values(span, NIF.endIndex)
        return (int(begin[0]), int(end[0])) if begin and end else (0, 0)

    def _spans(self, node: ox.NamedNode, role: ox.NamedNode) -> list[ox.NamedNode]:
        return sorted(self._objects(node, role), key=self._offsets)

    def _labels(self, node: ox.NamedNode, role: ox.NamedNode) -> list[str]:
        """Return the values of a property as words: literals as they are, nodes by their labels."""
        labels = [
            (self._values(node_, RDFS.label) or [local_name(node_)])[0]
            for node_ in self._objects(node, role)
        ]
        return sorted([*labels, *self._values(node, role)])

    def _names(self, node: ox.NamedNode, role: ox.NamedNode) -> list[str]:
        return sorted(local_name(found) for found in self._objects(node, role))

    def _objects(self, node: ox.NamedNode, role: ox.NamedNode) -> list[ox.NamedNode]:
        found = {
            quad.object
            for quad in self.store.match(node, role)
        }
        return sorted(
            (thing for thing in found if isinstance(thing, ox.NamedNode)),
            key=lambda thing: thing.value,
        )

    def _values(self, node: ox.NamedNode, role: ox.NamedNode) -> list[str]:
        found = {
            quad.object
            for quad in self.store.match(node, role)
        }
        return sorted(thing.value for thing in found if isinstance(thing, ox.Literal))
