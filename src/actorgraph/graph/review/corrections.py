"""Corrections: which changes of a claim are allowed, and the claim that a correction makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.errors import ReviewError
from actorgraph.graph.facts import Facts
from actorgraph.graph.mint.naming import VERSION
from actorgraph.graph.records import SOURCE
from actorgraph.graph.review.elsewhere import (
    Elsewhere,
    added_triples,
    check_nameable,
    read_elsewhere,
)
from actorgraph.graph.review.judged import (
    CERTAINTY,
    CLASS,
    DENIED,
    FACTUALITIES,
    TRUTHS,
    class_of,
    family_of,
    is_guarded,
    names_of,
    roles_for,
)
from actorgraph.text.verdicts import Fields, Verdict
from actorgraph.vocabulary.vocab import (
    AG,
    INDIVIDUALS,
    PROV,
    RDF,
    RDFS,
    XSD,
    local_name,
    subclasses,
)

SUFFIX = "-corrected"  # of the IRI of the claim that a correction makes
RULE = "review"
CERTAIN = "1"
# Said of the tool's claim alone: how it was found, and what a person decided about it.
OF_THE_TOOL = frozenset(
    {
        AG.confidence,
        AG.foundBy,
        AG.reviewed,
        AG.claimDecision,
        AG.codedBy,
        AG.eventLikelihood,
        PROV.wasGeneratedBy,
    }
)
# Classes that need more than a correction can give.
FIXED = frozenset({"Statement", "Claim", "Action", "Relation", "Attitude"})


@dataclass(slots=True)
class Correction:
    """The fields that a verdict changes, with the actors that its names mean.

    `roles` maps each changed role to its new actors, `terms` the other changed fields to values;
    `added` are those of the actors whom the article does not have.
    """

    roles: dict[str, tuple[ox.NamedNode, ...]] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    added: dict[ox.NamedNode, Elsewhere] = field(default_factory=dict)


def read_correction(facts: Facts, claim: ox.NamedNode, new: Fields) -> Correction:
    """Return what new values of a claim's fields mean in the graph of its article.

    Raises ReviewError if a field or value does not exist, a name means nobody or several, or people
    at risk would be identified.
    """
    correction = Correction()
    roles = roles_for(family_of(facts, claim))
    for name, values in new.items():
        if name in roles:
            found = [_actor(facts, claim, value) for value in values]
            correction.roles[name] = tuple(actor for actor, _ in found)
            correction.added |= {actor: named for actor, named in found if named is not None}
        else:
            correction.terms[name] = _term(facts, claim, name, values)
    _check_someone_is_left(facts, claim, correction)
    _check_guarded(facts, claim, correction)
    return correction


def _actor(facts: Facts, claim: ox.NamedNode, value: str) -> tuple[ox.NamedNode, Elsewhere | None]:
    """Return the actor that a value means, and who that is if the article does not have it."""
    named = read_elsewhere(value)
    if named is None or _has_name(facts, value):
        return _actor_here(facts, value), None
    code = local_name(facts.nodes(claim, AG.reportedIn)[0])
    for end in (named.end, named.end_in(code)):
        if _has_name(facts, end):
            return _actor_here(facts, end), None
    check_nameable(named)
    return ox.NamedNode(f"{INDIVIDUALS}actor/{named.end_in(code)}"), named


def _has_name(facts: Facts, name: str) -> bool:
    return any(name in names_of(facts, actor) for actor in facts.mentioned)


def _actor_here(facts: Facts, name: str) -> ox.NamedNode:
    exact = [actor for actor in facts.mentioned if name in names_of(facts, actor)]
    # A label means its actor, even where another one has it as a further name.
    labelled = [actor for actor in exact if name == facts.label(actor)]
    meant = exact if len(labelled) != 1 else labelled
    if len(meant) == 1:
        return meant[0]
    what = "several actors have this name" if meant else "nobody in this article has this name"
    raise ReviewError(what, where=name, remedy="use a name as the page shows it, or the IRI's end")


def _term(facts: Facts, claim: ox.NamedNode, name: str, values: tuple[str, ...]) -> str:
    """Return the one value of a field that holds no actors."""
    allowed = {
        CLASS: sorted(_classes_for(facts, claim)),
        CERTAINTY: FACTUALITIES,
        DENIED: TRUTHS,
    }
    if name not in allowed:
        known = ", ".join((*allowed, *roles_for(family_of(facts, claim))))
        raise ReviewError("this claim has no such field", where=name, remedy=f"use {known}")
    if len(values) != 1 or values[0] not in allowed[name]:
        raise ReviewError(
            f"{name} cannot be {', '.join(values) or 'empty'}",
            remedy=f"use one of {', '.join(allowed[name]) or 'none: it stays'}",
        )
    return values[0]


def _classes_for(facts: Facts, claim: ox.NamedNode) -> frozenset[str]:
    # What is said would have neither content nor mode.
    if class_of(facts, claim) == "Statement":
        return frozenset()
    return subclasses(family_of(facts, claim)) - FIXED


def _check_someone_is_left(facts: Facts, claim: ox.NamedNode, correction: Correction) -> None:
    if family_of(facts, claim) != "Relation":
        return
    for role in ("subject", "object"):
        if len(correction.roles.get(role, (claim,))) != 1:
            raise ReviewError(
                f"a relation has one {role}", remedy="name one actor, or reject the claim"
            )


def _check_guarded(facts: Facts, claim: ox.NamedNode, correction: Correction) -> None:
    """Refuse to identify anyone at risk or unnamed: they stay who they are, and alone.

    A group is not replaced by a part of it, nor by a name, nor is a name put next to it.
    """
    sources = [role for role in correction.roles if role == SOURCE]
    parties = [role for role in correction.roles if role != SOURCE]
    # Whoever is no longer a source is not identified by who takes part.
    for roles in (sources, parties):
        _check_roles(facts, claim, correction, roles)


def _check_roles(
    facts: Facts, claim: ox.NamedNode, correction: Correction, roles: Sequence[str]
) -> None:
    removed: set[ox.NamedNode] = set()
    added: set[ox.NamedNode] = set()
    for role in roles:
        after = correction.roles[role]
        before = facts.nodes(claim, AG[role])
        removed.update(set(before) - set(after))
        added.update(set(after) - set(before))
        is_mixed = len({is_guarded(facts, actor) for actor in after}) > 1
        if is_mixed and not set(after) <= set(before):
            raise _would_identify(facts, after)
    if added and any(is_guarded(facts, actor) for actor in removed):
        raise _would_identify(facts, tuple(removed))


def _would_identify(facts: Facts, actors: tuple[ox.NamedNode, ...]) -> ReviewError:
    guarded = sorted(facts.label(actor) for actor in actors if is_guarded(facts, actor))
    return ReviewError(
        "people at risk and unnamed sources are never replaced by anyone, nor joined with anyone",
        where=", ".join(guarded),
        remedy="leave them as they are, or reject the claim",
    )


def revision_of(claim: ox.NamedNode) -> ox.NamedNode:
    """Return the IRI of the claim that a correction makes."""
    return ox.NamedNode(claim.value + SUFFIX)


def revised(
    facts: Facts, claim: ox.NamedNode, verdict: Verdict, decision: ox.NamedNode
) -> Iterator[ox.Triple]:
    """Yield the triples of the claim that a correction makes. Raises ReviewError."""
    correction = read_correction(facts, claim, verdict.new)
    node = revision_of(claim)
    for triple in facts.triples(claim):
        if triple.predicate not in OF_THE_TOOL and not _is_replaced(facts, triple, correction):
            yield ox.Triple(node, triple.predicate, triple.object)
    for role, actors in correction.roles.items():
        for actor in actors:
            yield ox.Triple(node, AG[role], actor)
    for actor, named in correction.added.items():
        yield from added_triples(actor, named, verdict)
    yield from _terms(node, correction)
    yield from _origin(node, claim, decision)


def _origin(node: ox.NamedNode, claim: ox.NamedNode, decision: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield where a correction comes from: a person's decision on another claim."""
    rule = ox.NamedNode(f"{INDIVIDUALS}rule/{RULE}/{VERSION}")
    yield ox.Triple(node, AG.foundBy, rule)
    yield ox.Triple(rule, RDF.type, AG.Rule)
    yield ox.Triple(rule, RDFS.label, ox.Literal(RULE))
    yield ox.Triple(node, AG.confidence, ox.Literal(CERTAIN, datatype=XSD.decimal))
    yield ox.Triple(node, AG.reviewed, AG.Accepted)
    yield ox.Triple(node, AG.claimDecision, decision)
    yield ox.Triple(node, PROV.wasRevisionOf, claim)


def _is_replaced(facts: Facts, triple: ox.Triple, correction: Correction) -> bool:
    predicate = triple.predicate
    if predicate in {AG[role] for role in correction.roles}:
        return True
    if predicate == AG.factuality:
        return CERTAINTY in correction.terms
    if predicate == AG.negated:
        return DENIED in correction.terms
    if predicate == RDF.type:
        return CLASS in correction.terms and _is_precise(triple.object)
    return predicate == AG.saidIn and _is_another_source(facts, triple.object, correction)


def _is_precise(kind: object) -> bool:
    return kind not in {AG[name] for name in FIXED}


def _is_another_source(facts: Facts, statement: object, correction: Correction) -> bool:
    """Return whether a statement is not by any of the new sources, and so does not contain it."""
    if SOURCE not in correction.roles or not isinstance(statement, ox.NamedNode):
        return False
    return set(facts.nodes(statement, AG.agent)).isdisjoint(correction.roles[SOURCE])


def _terms(node: ox.NamedNode, correction: Correction) -> Iterator[ox.Triple]:
    for name, value in correction.terms.items():
        if name == CLASS:
            yield ox.Triple(node, RDF.type, AG[value])
        elif name == CERTAINTY:
            yield ox.Triple(node, AG.factuality, AG[value])
        else:
            yield ox.Triple(node, AG.negated, ox.Literal(value, datatype=XSD.boolean))
