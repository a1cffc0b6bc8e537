"""The claim of a relation, and what its rules share."""

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import entry, tenure
from actorgraph.text.article import Span

# What a person may head, serve or represent.
BODIES = ("Organisation", "Government", "Group")
NAMED_BODIES = ("Organisation", "Government")
# How a body hangs on a title or an organ: `the charity's chair`, `the German chancellor`.
OWNERS = ("poss", "amod", "compound", "nmod")


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
