"""The claim of a relation, and what its rules share."""

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import entry, tenure
from actorgraph.text.article import Span

# What a person may head, serve or represent.
BODIES = ("Organisation", "Government", "Group")
NAMED_BODIES = ("Organisation", "Government")


def make_relation(
    kind: str, subject: int, body: int, title: str, evidence: Span, rule: str
) -> Relation:
    """Return the relation that a title shows between two actors, given by their keys."""
    return Relation(
        kind=kind,
        subject=subject,
        object=body,
        title=title,
        office=entry(title),
        tenure=tenure(title),
        evidence=(evidence,),
        rule=rule,
    )
