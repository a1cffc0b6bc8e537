"""The claim of a relation, and what its rules share."""

import re
from functools import cache

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import entry, relation_in, tenure
from actorgraph.language.document import Token
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer, labels, sovereign, titles
from actorgraph.vocabulary.lexicon import word_set

# Whom a person may head, serve or represent.
BODIES = ("Organisation", "Government", "Group", "Person", "Place")
NAMED_BODIES = ("Organisation", "Government")
# How a body hangs on a title or an organ: `the charity's chair`, `the German chancellor`.
OWNERS = ("poss", "amod", "compound", "nmod")

NAME_BREAK = re.compile(r"[\s-]+")


def make_relation(
    rule: str,
    kind: str,
    subject: Actor,
    body: Actor,
    title: str,
    evidence: Span,
) -> Relation:
    """Return the relation that a title shows between two actors."""
    return Relation(
        kind=kind,
        subject=subject.key,
        object=body.key,
        title=title,
        office=entry(title),
        tenure=tenure(title),
        evidence=(evidence,),
        rule=rule,
    )


def is_denied(noun: Token) -> bool:
    """Return whether a description is denied: `Ada Lund is not the chair of the charity.`"""
    return noun.dep == "attr" and bool(noun.head.having("neg"))


def shown_of(body: Actor, kind: str, title: str) -> str:
    """Return the relation that a title shows to a body; empty if it shows none.

    Somebody's nationality is not a body that they belong to: `the Italian judge`.
    """
    if body.kind == "Person":
        if body.unnamed:
            return ""
        return relation_in("titleOfPerson", title)
    if body.kind == "Government":
        return _of_state(body, title)
    if body.kind == "Place":
        return _of_place(body, title)
    office = entry(title) or entry(title.removesuffix("s"))
    if office in word_set("partsOfStates"):
        # `the firm's home state`
        return ""
    if kind == "HeadOf" and _is_head_of_a_state(office, body):
        return "MemberOf"
    is_of_firm = body.kind == "Organisation" and office in word_set("officesOfFirms")
    if kind == "MemberOf" and is_of_firm and not has_members(body):
        return "WorksFor"
    return kind


def _is_head_of_a_state(office: str | None, party: Actor) -> bool:
    """Return whether a party's member heads a state: `the Democratic governor`."""
    if not has_members(party):
        return False
    # `the Republican president`, but not `the Green Party president`
    is_adjective = party.wikidata in _parties_by_adjective()
    return office in word_set("headsOfStates") or (office == "president" and is_adjective)


@cache
def _parties_by_adjective() -> frozenset[str]:
    """Return the identities of the bodies that have an adjective of their own: `Democratic`."""
    entries = gazetteer().demonyms.values()
    return frozenset(entry.wikidata for entry in entries if entry.kind == "Organisation")


def has_members(body: Actor) -> bool:
    """Return whether the people of a body are its members: those of a party, a club, a court."""
    name = labels().get(body.wikidata or "", body.name)
    words = set(NAME_BREAK.split(f"{name} {body.name}".casefold()))
    if words & word_set("employingWords"):
        return False
    return bool(words & word_set("membershipWords"))


def _of_state(body: Actor, title: str) -> str:
    """Return what a title shows of a state: a senator from a part of one represents it."""
    shown = _in_state(title)
    is_seat = shown == "MemberOf" and entry(title) in word_set("seatsOfParts")
    if is_seat and body.wikidata not in sovereign():
        return "Represents"
    return shown


def _in_state(title: str) -> str:
    """Return what a title shows in a state: a `deputy governor` is not a `governor`."""
    shown = relation_in("titleInState", title)
    is_second = titles().get(entry(title) or "") == "MemberOf"
    return "MemberOf" if shown == "HeadOf" and is_second else shown


def _of_place(body: Actor, title: str) -> str:
    """Return what a title shows of a place: `the mayor of Oslo` heads it, nobody else does."""
    is_named = any(mention.form == "name" for mention in body.mentions)
    if is_named and _in_state(title) == "HeadOf":
        return "HeadOf"
    return ""
