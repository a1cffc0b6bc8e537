"""What one claim rests on, for a terminal: sentence, cue, rule, roles, factuality and source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import SpanFacts
from actorgraph.stores.contract import Store
from actorgraph.views.dossier import describe_actor, row
from actorgraph.vocabulary.lexicon import frames
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    RDF,
    SKOS,
    carrying,
    local_name,
)

ABSTRACT = ("Claim", "Action", "Attitude", "Relation")
# How many other readings of a verb are shown.
MOST_READINGS = 3
# How many claims a message lists where a name fits several.
MOST_LISTED = 4
# A frame's list of words after the first: `[PERSON|man|woman]`.
ALTERNATIVES = re.compile(r"\[([^|\[\]]*+)\|[^\]]*+\]")


@of_sound
def explain(store: Store, claim: str) -> str:
    """Explain a claim, or an actor by a name.

    A claim is named by its IRI, the last part of that, or the beginning of the last part. Raises
    GraphError if the name fits no claim and no actor, or more than one claim.
    """
    facts = Facts(store.triples())
    actors = describe_actor(facts, claim)
    if actors:
        return actors
    explanation = _Explanation(facts, find_claim(facts, claim))
    return "\n".join(explanation.lines()) + "\n"


def grounds(facts: Facts, claim: ox.NamedNode) -> list[tuple[str, str]]:
    """Return what the tool rests a claim on, as rows of a name and a value, without empty ones.

    Who, when and who says so are left out: whoever lists these rows shows them already.
    """
    explanation = _Explanation(facts, claim)
    return [(name, value) for name, value in explanation.grounds() if value]


def find_claim(facts: Facts, name: str) -> ox.NamedNode:
    """Find a claim by its IRI, the last part of it, or the beginning of that.

    The article's code may be left out. Raises GraphError if none or several fit.
    """
    wanted = name.strip().strip("<>")
    endings = {claim.value: claim.value.rpartition("/")[2] for claim in _reported(facts)}
    fitting = _fitting(endings, wanted)
    if not fitting:
        raise GraphError(
            "no such claim in this graph",
            where=name or "(empty)",
            remedy=_suggestion(wanted, list(endings.values())),
        )
    if len(fitting) > 1:
        listed = ", ".join(endings[iri] for iri in fitting[:MOST_LISTED])
        raise GraphError(
            f"{len(fitting)} claims begin like this",
            where=name,
            remedy=f"write more of one of them: {listed} …",
        )
    return ox.NamedNode(fitting[0])


def _fitting(endings: dict[str, str], wanted: str) -> list[str]:
    """Return the IRIs of the claims with this name; of those that begin like it if none has it."""
    if not wanted:
        return []
    exact = [iri for iri, end in endings.items() if wanted in (iri, *_short_names(end))]
    if exact:
        return exact
    return [iri for iri, end in endings.items() if _begins(end, wanted)]


def _reported(facts: Facts) -> list[ox.NamedNode]:
    nodes = [node for node in facts if isinstance(node, ox.NamedNode)]
    claims = [node for node in nodes if facts.has(node, AG.reportedIn)]
    return sorted(claims, key=lambda claim: claim.value)


def _short_names(ending: str) -> tuple[str, str]:
    """Return the last part of a claim's IRI, with and without the article's code."""
    return ending, ending.partition("-")[2]


def _begins(ending: str, beginning: str) -> bool:
    return any(name.startswith(beginning) for name in _short_names(ending))


def _suggestion(wanted: str, endings: list[str]) -> str:
    ending = wanted.rpartition("/")[2]
    close = get_close_matches(ending, endings, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return "give the name of an actor, or a claim from the column `claim` of a query"


@dataclass(frozen=True, slots=True)
class _Explanation:
    """Explains one claim from the graph alone."""

    facts: Facts
    claim: ox.NamedNode

    def lines(self) -> Iterator[str]:
        """Yield the lines; rows without a value are left out."""
        yield f"{' '.join(self._kinds())}  {self.claim.value}"
        for span in self.facts.spans(self.claim, AG.evidence):
            yield f"  {self._quote(span, self.claim)}"
        for name, value in self._rows():
            if value:
                yield row(name, value)

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "cue", self._cue()
        for role in roles_of("Action", "Attitude", "Relation"):
            yield role, "; ".join(self._labels(self.claim, AG[role]))
        yield "title", "; ".join(self._texts(AG.title))
        yield "timeText", self._time_words()
        yield "time", self._time()
        yield "mode", ", ".join(self._names(self.claim, AG.mode))
        yield "factuality", self._factuality(self.claim)
        yield "marked by", ", ".join(self._texts(AG.markedBy))
        yield "inherited", self._governors()
        name = "according to"
        for source in self._sources():
            yield name, source
            name = ""
        yield from self._frames()
        yield "rule", self._rule()
        for article in self.facts.nodes(self.claim, AG.reportedIn):
            yield "article", self._publication(article)

    def grounds(self) -> Iterator[tuple[str, str]]:
        """Yield the rows about words and entries that decided."""
        yield "cue", self._cue()
        yield "marked by", ", ".join(self._texts(AG.markedBy))
        yield "inherited", self._governors()
        yield "time", self._time()
        yield from self._frames()
        yield "rule", self._rule()

    def _rule(self) -> str:
        rules = ", ".join(self._labels(self.claim, AG.foundBy))
        confidence = ", ".join(self._texts(AG.confidence))
        return f"{rules} (confidence {confidence})"

    def _kinds(self) -> list[str]:
        kinds = self._names(self.claim, RDF.type)
        return [kind for kind in kinds if kind not in ABSTRACT]

    def _cue(self) -> str:
        spans = self.facts.spans(self.claim, AG.cue)
        cues = ", ".join(span.words for span in spans if span.words)
        verbs = ", ".join(self._texts(AG.verb))
        if not verbs:
            return cues
        return f"{cues} (verb: {verbs})".strip()

    def _factuality(self, claim: ox.NamedNode) -> str:
        names = ", ".join(self._names(claim, AG.factuality))
        if self.facts.flag(claim, AG.negated):
            return f"{names} and negated"
        return names

    def _time_words(self) -> str:
        """Return the words that say when and where they are, which may be in another clause."""
        words = "; ".join(self._texts(AG.timeText))
        for span in self.facts.spans(self.claim, AG.timeSpan):
            words += f" {_place(span)}"
        return words

    def _time(self) -> str:
        """Return the time, and the date from which its words are counted."""
        time = "; ".join(self._texts(AG.time))
        for origin in self._texts(AG.countedFrom):
            name = "the time given before"
            if origin in self._days_of_publication():
                name = "the publication"
            time += f", counted from {name}, {origin}"
        return time

    def _days_of_publication(self) -> list[str]:
        days: list[str] = []
        for article in self.facts.nodes(self.claim, AG.reportedIn):
            days += self.facts.values(article, DCT.issued)
        return days

    def _governors(self) -> str:
        """Return the words above the clause from which it has its factuality or negation."""
        spans = self.facts.spans(self.claim, AG.governor)
        if not spans:
            return ""
        words = ", ".join(_quoted(span) for span in spans)
        entries = " and ".join(self._texts(AG.governedBy))
        if entries:
            return f"from {words}, by the governor {entries}"
        return f"from {words}, by the form of the clause"

    def _frames(self) -> Iterator[tuple[str, str]]:
        """Yield what gave the claim its class: entries of the lexicon, an event noun, or nothing.

        With the class, what it means, and the entries that did not fit.
        """
        entries = self._texts(AG.codedBy)
        for frame in entries:
            yield "frame", frame
        if self._is_open():
            yield "frame", self._without_frame()
            # Of a verb without a fitting entry, the others are those that did not fit.
            entries = self._texts(AG.verb)
        yield "event noun", self._event_noun()
        for frame in entries:
            yield "says", "; ".join(self._definitions())
            yield "rather than", "; ".join(self._other_readings(frame))

    def _is_open(self) -> bool:
        """Return whether an action has its class from no entry of the lexicon."""
        types = self.facts.types(self.claim)
        is_coded = self.facts.has(self.claim, AG.codedBy)
        return "Action" in types and "Statement" not in types and not is_coded

    def _without_frame(self) -> str:
        """Return why there is no entry: none fits, or a noun's ending led to the class."""
        nouns = self._texts(AG.nounOf)
        kinds = " ".join(self._kinds())
        if nouns:
            return f"none for this noun; by its ending it comes from {nouns[0]}, which is {kinds}"
        return f"none of the lexicon fits, so the class is the widest, {kinds}"

    def _event_noun(self) -> str:
        """Return the verb that an event noun comes from, and how likely it names an event."""
        parts: list[str] = []
        for verb in self._texts(AG.nounOf):
            parts.append(f"of the verb {verb}")
        for likelihood in self._texts(AG.eventLikelihood):
            parts.append(f"an event with probability {likelihood}, by the detector")
        return "; ".join(parts)

    def _definitions(self) -> Iterator[str]:
        for kind in self._kinds():
            for _, definition in carrying(SKOS.definition, AG[kind]):
                yield definition

    def _other_readings(self, frame: str) -> list[str]:
        """Return the lexicon's entries of other classes for the same verb, which did not fit."""
        verb = frame.split()[0]
        if self.facts.has(self.claim, AG.eventLikelihood):
            # The entries of a verb are not those of a noun of the same form.
            return []
        types = self.facts.types(self.claim)
        entries = frames().get(verb, ())
        others = [entry for entry in entries if entry.kind not in types]
        shown = others[:MOST_READINGS]
        return [f"{_abridged(entry.text)} ({entry.kind})" for entry in shown]

    def _sources(self) -> Iterator[str]:
        """Yield who says so, the innermost first; the article itself if nobody else does."""
        named = self._labels(self.claim, AG.attributedTo)
        statement = self.facts.node(self.claim, AG.saidIn)
        if statement is None:
            yield self._source_without_words(named)
        seen = {self.claim}
        while statement is not None and statement not in seen:
            seen.add(statement)
            yield from self._source(statement, named)
            named = self._labels(statement, AG.attributedTo)
            statement = self.facts.node(statement, AG.saidIn)

    def _source_without_words(self, named: list[str]) -> str:
        """Return who is named as the source though no words of theirs are given."""
        if not named:
            return "the article, in its own voice"
        names = "; ".join(named)
        for span in self.facts.spans(self.claim, AG.governor):
            if span.words:
                return f"{names}, whose words are not given (see “{span.words}”)"
        return f"{names}, whose words are not given"

    def _source(
        self,
        statement: ox.NamedNode,
        named: list[str],
    ) -> Iterator[str]:
        """Yield who makes a statement, and its sentence."""
        speakers = named or self._labels(statement, AG.agent)
        names = "; ".join(speakers) or "a speaker not named"
        factuality = self._factuality(statement)
        yield f"{names}, in {local_name(statement)} ({factuality})"
        for span in self.facts.spans(statement, AG.evidence)[:1]:
            yield f"  {self._quote(span, statement)}"

    def _publication(self, article: ox.NamedNode) -> str:
        values: list[str] = []
        for predicate in (DCT.title, DCT.publisher, DCT.issued):
            values += self.facts.values(article, predicate)
        return ", ".join(values)

    def _quote(self, span: SpanFacts, claim: ox.NamedNode) -> str:
        """Return a span's words with the claim's cue in brackets, and the place.

        Where the words are withheld, return the offsets alone.
        """
        place = _place(span)
        if not span.words:
            return f"{place} (the words are withheld; check them with --article)"
        words = span.words
        # From the last cue to the first: brackets move whatever follows them.
        for cue in reversed(self.facts.spans(claim, AG.cue)):
            first, last = cue.begin - span.begin, cue.end - span.begin
            if 0 <= first < last <= len(words):
                words = f"{words[:first]}[{words[first:last]}]{words[last:]}"
        return f"“{' '.join(words.split())}” {place}"

    def _labels(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        """Return the labels of the nodes under a property, sorted."""
        nodes = self.facts.nodes(node, predicate)
        return sorted(map(self.facts.label, nodes))

    def _names(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        """Return the local names of the nodes under a property, sorted."""
        nodes = self.facts.nodes(node, predicate)
        return sorted(map(local_name, nodes))

    def _texts(self, predicate: ox.NamedNode) -> list[str]:
        """Return the claim's texts under a property, sorted."""
        return sorted(self.facts.values(self.claim, predicate))


def _place(span: SpanFacts) -> str:
    return f"[characters {span.begin} to {span.end}]"


def _quoted(span: SpanFacts) -> str:
    """Return a span's words and place, or its place alone where the words are withheld."""
    if not span.words:
        return _place(span)
    return f"“{span.words}” {_place(span)}"


def _abridged(frame: str) -> str:
    """Shorten the lists of words in an entry of the lexicon."""
    return ALTERNATIVES.sub(r"[\1 …]", frame)
