"""The claim of a relation, and what its rules share."""

import re

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import entry, relation_in, tenure
from actorgraph.language.document import Token
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import labels, sovereign
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
    is_of_firm = body.kind == "Organisation" and entry(title) in word_set("officesOfFirms")
    if kind == "MemberOf" and is_of_firm and not has_members(body):
        return "WorksFor"
    return kind


def has_members(body: Actor) -> bool:
    """Return whether the people of a body are its members: those of a party, a club, a court."""
    name = labels().get(body.wikidata or "", body.name)
    words = set(NAME_BREAK.split(f"{name} {body.name}".casefold()))
    if words & word_set("employingWords"):
        return False
    return bool(words & word_set("membershipWords"))


def _of_state(body: Actor, title: str) -> str:
    """Return what a title shows of a state: a senator from a part of one represents it."""
    shown = relation_in("titleInState", title)
    is_seat = shown == "MemberOf" and entry(title) in word_set("seatsOfParts")
    if is_seat and body.wikidata not in sovereign():
        return "Represents"
    return shown


def _of_place(body: Actor, title: str) -> str:
    """Return what a title shows of a place: `the mayor of Oslo` heads it, nobody else does."""
    is_named = any(mention.form == "name" for mention in body.mentions)
    if is_named and relation_in("titleInState", title) == "HeadOf":
        return "HeadOf"
    return ""
