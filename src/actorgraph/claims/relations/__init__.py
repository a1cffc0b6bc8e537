"""Relations: who heads, serves, represents, owns or belongs to what, and who is kin to whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.understood import UNDERSTOOD

COUNTERPART = "counterpart"
# In characters: further away somebody else's office is no longer in mind.
REACH_OF_COUNTERPARTS = 400


def each_once(found: Iterable[Relation]) -> Iterator[Relation]:
    """Yield each relation of two actors once: as the first rule found it.

    What is written counts more than what is only understood.
    """
    seen: set[tuple[str, int, int]] = set()
    written: set[tuple[str, int]] = set()
    relations = list(found)
    for relation in _with_counterparts(relations):
        key = relation.kind, relation.subject, relation.object
        office = relation.kind, relation.subject
        is_superseded = relation.rule == UNDERSTOOD and office in written
        if relation.subject == relation.object or key in seen or is_superseded:
            continue
        seen.add(key)
        written.add(office)
        yield relation


def _with_counterparts(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Give counterparts the office of whoever they are counterparts of.

    `Prime Minister Ola Nordmann and his Chadian counterpart, Abakar Issa`
    """
    for relation in relations:
        if relation.office != COUNTERPART:
            yield relation
            continue
        model = _office_before(relation, relations)
        if model is None:
            yield relation
        else:
            yield replace(relation, kind=model.kind, office=model.office)


def _office_before(counterpart: Relation, relations: Sequence[Relation]) -> Relation | None:
    """Return the relation of the nearest office before a counterpart."""
    end = counterpart.evidence[0].begin
    before = [
        relation
        for relation in relations
        if relation.office
        and relation.office != COUNTERPART
        and 0 <= end - relation.evidence[0].begin <= REACH_OF_COUNTERPARTS
        and relation.subject != counterpart.subject
    ]
    return max(before, key=lambda relation: relation.evidence[0].begin, default=None)
