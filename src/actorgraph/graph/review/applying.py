"""People's verdicts on claims, applied to the graph of an article; applying twice changes nothing.

A rejected claim stays, marked. A corrected one stays, marked, and the claim that the correction
makes replaces it. What fits no claim changes nothing and is returned with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

from actorgraph.errors import ReviewError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.graph.review.corrections import revised
from actorgraph.graph.review.elsewhere import added_actors
from actorgraph.graph.review.judged import TERMS, class_of, fields_of, names_of
from actorgraph.graph.turtle import in_order
from actorgraph.text.article import Span
from actorgraph.text.verdicts import Fields, Verdict, latest
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, PROV, RDF, RDFS, local_name

# How much of the words two readings of a claim must share.
LEAST_OVERLAP = 0.8
MARKS = {
    "accepted": AG.Accepted,
    "rejected": AG.Rejected,
    "corrected": AG.Corrected,
    "unsure": AG.Unsure,
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A verdict that fits no claim of its article, and why."""

    verdict: Verdict
    why: str

    def __str__(self) -> str:
        return f"{self.verdict}: {self.why}"


@dataclass(slots=True)
class Reviewed:
    """An article's graph with the verdicts on its claims, and those that found no place."""

    graph: ArticleGraph
    unplaced: list[Unplaced] = field(default_factory=list)


def review(graph: ArticleGraph, verdicts: Sequence[Verdict]) -> Reviewed:
    """Apply the last verdict on each claim of an article to its graph, as the tool made it.

    Verdicts on other articles are passed over.
    """
    triples = list(unreviewed(graph.triples))
    own = on_article(verdicts, _hash_of(graph.iri, triples)) if verdicts else []
    if not own:
        is_as_made = len(triples) == len(graph.triples)
        return Reviewed(graph if is_as_made else ArticleGraph(graph.iri, tuple(in_order(triples))))
    unplaced: list[Unplaced] = []
    triples += _verdict_triples(Facts(triples), latest(own), unplaced)
    return Reviewed(ArticleGraph(graph.iri, tuple(in_order(_moved(triples)))), unplaced)


def _hash_of(article: ox.NamedNode, triples: Iterable[ox.Triple]) -> str:
    """Return the hash of an article's text, without sorting all that its graph says."""
    own = Facts(triple for triple in triples if triple.subject == article)
    return own.value(article, AG.sha256)


def on_article(verdicts: Iterable[Verdict], sha256: str) -> list[Verdict]:
    """Return the verdicts on claims of the text with this hash."""
    return [verdict for verdict in verdicts if verdict.article == sha256]


def unreviewed(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield an article's graph as it was before anybody judged its claims."""
    listed = list(triples)
    decisions = {triple.object for triple in listed if triple.predicate == AG.claimDecision}
    if not decisions:
        yield from listed
        return
    origins: dict[object, Term] = {
        triple.subject: triple.object for triple in listed if triple.predicate == PROV.wasRevisionOf
    }
    rules = {triple.object for triple in listed if _is_rule_of(triple, origins)}
    gone = {*decisions, *origins, *rules, *added_actors(listed)}
    for triple in listed:
        if triple.subject in gone or triple.predicate in (AG.reviewed, AG.claimDecision):
            continue
        # What was moved to a correction goes back to the claim that was corrected.
        yield ox.Triple(triple.subject, triple.predicate, origins.get(triple.object, triple.object))


def _is_rule_of(triple: ox.Triple, origins: Mapping[object, Term]) -> bool:
    return triple.predicate == AG.foundBy and triple.subject in origins


def _moved(triples: Sequence[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield triples in which what corrected statements contain is said in their corrections."""
    revisions = {
        triple.object: triple.subject
        for triple in triples
        if triple.predicate == PROV.wasRevisionOf
    }
    for triple in triples:
        target: object = triple.object
        if triple.predicate in (AG.saidIn, AG.sameEventAs):
            target = revisions.get(triple.object, triple.object)
        yield ox.Triple(triple.subject, triple.predicate, target)  # type: ignore[arg-type]


def _verdict_triples(
    facts: Facts, verdicts: Iterable[Verdict], unplaced: list[Unplaced]
) -> list[ox.Triple]:
    made: dict[ox.NamedNode, list[ox.Triple]] = {}
    for verdict in verdicts:
        try:
            claim = find_claim(facts, verdict)
            # Of two verdicts on what is now one claim, the later wins.
            made[claim] = list(_on_claim(facts, claim, verdict))
        except ReviewError as error:
            unplaced.append(Unplaced(verdict, error.what))
    # Two corrections may add the same actor.
    return list(dict.fromkeys(chain.from_iterable(made.values())))


def _on_claim(facts: Facts, claim: ox.NamedNode, verdict: Verdict) -> Iterator[ox.Triple]:
    decision = ox.NamedNode(f"{INDIVIDUALS}decision/{local_name(claim)}")
    yield ox.Triple(claim, AG.reviewed, MARKS[verdict.verdict])
    yield ox.Triple(claim, AG.claimDecision, decision)
    yield ox.Triple(decision, RDF.type, AG.ClaimDecision)
    yield ox.Triple(decision, RDFS.label, ox.Literal(verdict.verdict))
    yield ox.Triple(decision, AG.reviewed, MARKS[verdict.verdict])
    texts = (
        (AG.rejectedBecause, verdict.reason),
        (AG.decidedBy, verdict.by),
        (DCT.date, verdict.date),
        (AG.note, verdict.note),
    )
    for predicate, text in texts:
        if text:
            yield ox.Triple(decision, predicate, ox.Literal(text))
    if verdict.verdict == "corrected":
        yield from revised(facts, claim, verdict, decision)


def find_claim(facts: Facts, verdict: Verdict) -> ox.NamedNode:
    """Return the claim that a verdict is about.

    It has the class, four fifths of the words and everything it said when it was judged. Raises
    ReviewError if there is none, or more than one.
    """
    near = [claim for claim in facts.claims if _has_its_place(facts, claim, verdict)]
    alike = [claim for claim in near if _says(facts, claim, verdict.old)]
    exact = [claim for claim in alike if local_name(claim) == verdict.claim]
    fitting = exact or alike
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        what = f"{len(fitting)} claims fit it"
    elif near:
        what = "the claim now says something else"
    else:
        what = "no claim of this class is found in these words any more"
    raise ReviewError(what, where=verdict.claim, remedy="decide again")


def _has_its_place(facts: Facts, claim: ox.NamedNode, verdict: Verdict) -> bool:
    if class_of(facts, claim) != verdict.kind:
        return False
    if overlap(facts.stretches(claim, AG.evidence), spans_in(verdict.evidence)) < LEAST_OVERLAP:
        return False
    cues = facts.stretches(claim, AG.cue)
    judged = spans_in(verdict.cue)
    return not (cues and judged) or any(cue.overlaps(judged[0]) for cue in cues)


def _says(facts: Facts, claim: ox.NamedNode, old: Fields) -> bool:
    """Return whether a claim says what it said: each name is still one of the actor's."""
    now = fields_of(facts, claim)
    if {name for name in now if now[name]} != {name for name in old if old[name]}:
        return False
    if any(now[name] != old[name] for name in TERMS if name in old):
        return False
    roles = [name for name in old if name not in TERMS]
    return all(_are_same(facts, facts.nodes(claim, AG[role]), old[role]) for role in roles)


def _are_same(facts: Facts, actors: Sequence[ox.NamedNode], names: Sequence[str]) -> bool:
    if len(actors) != len(names):
        return False
    known = [names_of(facts, actor) for actor in actors]
    is_each_named = all(any(name in called for called in known) for name in names)
    return is_each_named and all(not called.isdisjoint(names) for called in known)


def spans_in(text: str) -> list[Span]:
    """Return the spans that a verdict writes as offsets: `120-164 170-180`.

    Raises ReviewError if they are not offsets.
    """
    spans = []
    for part in text.split():
        begin, _, end = part.partition("-")
        if not (begin.isdecimal() and end.isdecimal()):
            raise ReviewError("offsets are not numbers", where=text, remedy="write them as 120-164")
        spans.append(Span(int(begin), int(end)))
    return spans


def overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return the share of the characters of two lists of spans that both have, from 0 to 1."""
    shared = 0
    for one in first:
        for another in second:
            shared += max(0, min(one.end, another.end) - max(one.begin, another.begin))
    lengths = [sum(span.end - span.begin for span in spans) for spans in (first, second)]
    total = sum(lengths) - shared
    return shared / total if total else 0.0
