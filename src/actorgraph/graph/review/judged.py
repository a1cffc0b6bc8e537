"""A claim as a person judges it: what it says, field by field, and the verdict that names it."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT, Facts
from actorgraph.graph.records import SOURCE, SpanFacts
from actorgraph.text.verdicts import Verdict, digest_of
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, local_name

CLASS, CERTAINTY, DENIED = "class", "factuality", "negated"
# The fields that hold no actors.
TERMS = (CLASS, CERTAINTY, DENIED)
FAMILIES = ("Relation", "Attitude", "Action")
FACTUALITIES = ("Asserted", "Alleged", "Possible", "Intended", "Requested")
TRUTHS = ("false", "true")


def family_of(facts: Facts, claim: ox.NamedNode) -> str:
    """Return which of Relation, Attitude and Action a claim is."""
    types = facts.types(claim)
    return next((family for family in FAMILIES if family in types), "Action")


def roles_for(family: str) -> tuple[str, ...]:
    """Return the roles of a family of claims, and whoever says so."""
    return (*roles_of(family), SOURCE)


def class_of(facts: Facts, claim: ox.NamedNode) -> str:
    """Return the class of a claim, the most precise one."""
    precise = sorted(facts.types(claim) - ABSTRACT)
    return precise[0] if precise else "Claim"


def fields_of(facts: Facts, claim: ox.NamedNode) -> dict[str, tuple[str, ...]]:
    """Return what a claim says: its class, certainty and negation, and the labels in each role."""
    fields: dict[str, tuple[str, ...]] = {
        CLASS: (class_of(facts, claim),),
        CERTAINTY: (local_name(facts.value(claim, AG.factuality)),),
        DENIED: (str(facts.flag(claim, AG.negated)).lower(),),
    }
    for role in roles_for(family_of(facts, claim)):
        actors = facts.nodes(claim, AG[role])
        if actors:
            fields[role] = tuple(facts.label(actor) for actor in actors)
    return fields


def verdict_on(
    facts: Facts,
    claim: ox.NamedNode,
    verdict: str,
    *,
    reason: str = "",
    new: Mapping[str, tuple[str, ...]] | None = None,
    by: str = "",
    date: str = "",
    note: str = "",
) -> Verdict:
    """Return a verdict on a claim, with all that finds the claim again."""
    article = facts.nodes(claim, AG.reportedIn)[0]
    spans = facts.spans(claim, AG.evidence)
    cues = facts.spans(claim, AG.cue)
    words = " … ".join(span.words for span in spans if span.words)
    return Verdict(
        verdict=verdict,
        article=facts.value(article, AG.sha256),
        claim=local_name(claim),
        kind=class_of(facts, claim),
        evidence=_offsets(spans),
        cue=_offsets(cues[:1]),
        words=words,
        digest=_digest(facts, spans, words),
        reason=reason,
        by=by,
        date=date,
        note=note,
        old=fields_of(facts, claim),
        new=dict(new or {}),
    )


def _offsets(spans: Sequence[SpanFacts]) -> str:
    return " ".join(f"{span.begin}-{span.end}" for span in spans)


def _digest(facts: Facts, spans: Sequence[SpanFacts], words: str) -> str:
    """Return the hash of words; that of the first span where a shareable graph withholds them."""
    if words:
        return digest_of(words)
    return facts.value(ox.NamedNode(spans[0].iri), AG.digest)


def names_of(facts: Facts, actor: ox.NamedNode) -> frozenset[str]:
    """Return the names by which a verdict may mean an actor, and the end of its IRI."""
    labels = facts.values(actor, RDFS.label) + facts.values(actor, SKOS.altLabel)
    return frozenset({*labels, local_name(actor)})


def is_guarded(facts: Facts, actor: ox.NamedNode) -> bool:
    """Return whether an actor is unnamed or at risk, and so is never identified."""
    return facts.flag(actor, AG.unnamed) or facts.flag(actor, AG.protected)
