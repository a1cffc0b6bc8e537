"""Simple readers to compare with, written for this comparison alone.

They are what many projects begin with: plain subject–verb–object triples of a parser, and a rule
that takes the clause below a verb of saying for what somebody said. `textacy` is used where it is
installed; it is not a dependency of the project.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox

from actorgraph.language.parsing import MODEL
from actorgraph.vocabulary.lexicon import saying_verbs
from actorgraph.vocabulary.vocab import AG, NIF, RDF, RDFS

Spans = list[list[int]]
Attribution = dict[str, Spans]
# What spaCy's labels of entities mean in the gold.
KINDS = {"PERSON": AG.Person, "ORG": AG.Organisation, "GPE": AG.Government}
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "dative", "obj")
AUXILIARIES = ("aux", "auxpass")
QUOTED = re.compile(r"“[^”“]+”|\"[^\"\n]+\"")
PARAGRAPH = re.compile(r"[^\n]+")


@cache
def pipeline() -> Any:
    """Return the same spaCy pipeline that the project uses."""
    import spacy

    return spacy.load(MODEL)


# --- Triples -------------------------------------------------------------------------------------


def plain_triples(doc: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield (subject, verb, object or None) of each verb that has a subject, as tokens."""
    for verb in doc:
        if verb.pos_ != "VERB":
            continue
        subjects = [word for word in verb.children if word.dep_ in SUBJECTS]
        objects = [word for word in verb.children if word.dep_ in OBJECTS]
        for subject in subjects[:1]:
            yield subject, verb, next(iter(objects), None)


def textacy_triples(doc: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield textacy's triples by the heads of their parts."""
    from textacy.extract import subject_verb_object_triples

    for subject, verb, target in subject_verb_object_triples(doc):
        main = next((word for word in reversed(verb) if word.pos_ == "VERB"), verb[-1])
        yield subject[-1], main, target[-1]


class TripleGraph:
    """A graph of triples in the project's terms, so that one scorer reads both.

    A plain triple knows neither class nor certainty nor source: each becomes an act that the
    article asserts in its own voice.
    """

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []
        self.actors: dict[str, ox.NamedNode] = {}

    def turtle(self) -> str:
        """Return the graph as Turtle."""
        return (ox.serialize(self.triples, format=ox.RdfFormat.TURTLE) or b"").decode()

    def add(self, subject: Any, verb: Any, target: Any) -> None:
        """Add one triple of the parser; in a passive the subject is the one acted on."""
        claim = ox.NamedNode(f"urn:compared:claim:{verb.idx}:{subject.idx}")
        for kind in (AG.Claim, AG.Action, AG.Act):
            self._say(claim, RDF.type, kind)
        passive = subject.dep_ == "nsubjpass"
        self._say(claim, AG.target if passive else AG.agent, self._actor(subject))
        if target is not None:
            self._say(claim, AG.target, self._actor(target))
        self._say(claim, AG.factuality, AG.Asserted)
        sentence = verb.sent
        self._say(claim, AG.cue, self._span(verb.idx, verb.idx + len(verb)))
        self._say(claim, AG.evidence, self._span(sentence.start_char, sentence.end_char))

    def _say(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: Any) -> None:
        self.triples.append(ox.Triple(subject, predicate, value))

    def _span(self, begin: int, end: int) -> ox.NamedNode:
        span = ox.NamedNode(f"urn:compared:span:{begin}:{end}")
        for predicate, offset in ((NIF.beginIndex, begin), (NIF.endIndex, end)):
            self._say(span, predicate, ox.Literal(offset))
        return span

    def _actor(self, head: Any) -> ox.NamedNode:
        """Return the node of a phrase; the same words are the same actor."""
        entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
        words = entity or head.doc[head.left_edge.i : head.i + 1]
        kind = AG.Group if entity is None else KINDS.get(entity.label_, AG.Group)
        name = words.text.casefold()
        if name not in self.actors:
            node = ox.NamedNode(f"urn:compared:actor:{len(self.actors)}")
            self.actors[name] = node
            self._say(node, RDF.type, kind)
            self._say(node, RDFS.label, ox.Literal(words.text))
        return self.actors[name]


def triple_graph(text: str, triples: Any) -> str:
    """Return a text's triples as Turtle."""
    graph = TripleGraph()
    doc = pipeline()(text)
    for subject, verb, target in triples(doc):
        graph.add(subject, verb, target)
    return graph.turtle()


# --- Attributions --------------------------------------------------------------------------------


def clause_rule(text: str) -> list[Attribution]:
    """Return who said what by one rule on the parse: subject, verb of saying, clause below it.

    It is the kind of rule with which the Gender Gap Tracker finds indirect quotations, written
    here from its description.
    """
    found = []
    for verb in pipeline()(text):
        if verb.lemma_ not in saying_verbs() or verb.pos_ != "VERB":
            continue
        subject = next((word for word in verb.children if word.dep_ == "nsubj"), None)
        clause = next((word for word in verb.children if word.dep_ == "ccomp"), None)
        if subject is not None and clause is not None:
            found.append(attribution(_subtree(subject), [verb], _subtree(clause)))
    return found


def textacy_quotations(text: str, *, by_paragraph: bool) -> list[Attribution]:
    """Return textacy's direct quotations, of the whole text or of one paragraph at a time."""
    pieces = [(0, text)]
    if by_paragraph:
        pieces = [(match.start(), match[0]) for match in PARAGRAPH.finditer(text)]
    found = []
    for begin, piece in pieces:
        found += [_moved(said, begin) for said in _textacy(piece)]
    return found


def _textacy(text: str) -> Iterator[Attribution]:
    from textacy.extract import direct_quotations

    doc = pipeline()(text)
    try:
        for quotation in direct_quotations(doc):
            yield attribution(quotation.speaker, quotation.cue, list(quotation.content))
    except ValueError:
        # It refuses a text in which the quotation marks do not pair.
        return


def attribution(source: Any, cue: Any, content: Any) -> Attribution:
    """Return an attribution by the offsets of its words."""
    return {"source": _spans(source), "cue": _spans(cue), "content": _spans(content)}


def _subtree(head: Any) -> list[Any]:
    return list(head.subtree)


def _spans(words: Any) -> Spans:
    words = list(words)
    if not words:
        return []
    return [[words[0].idx, words[-1].idx + len(words[-1])]]


def _moved(said: Attribution, by: int) -> Attribution:
    return {role: [[begin + by, end + by] for begin, end in spans] for role, spans in said.items()}
