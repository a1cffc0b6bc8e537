"""Relations: who heads, serves, represents, owns or belongs to what, and who is kin to whom."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.understood import UNDERSTOOD, UNDERSTOOD_FIRM

COUNTERPART = "counterpart"
# In characters: further away somebody else's office is no longer in mind.
REACH_OF_COUNTERPARTS = 400


def each_once(found: Iterable[Relation]) -> Iterator[Relation]:
    """Yield each relation of two actors once: as the first rule found it.

    What is written counts more than what is only understood.
    """
    seen: set[tuple[str, int, int]] = set()
    written: set[tuple[str, int]] = set()
    headed: set[int] = set()
    relations = list(found)
    for relation in _with_counterparts(relations):
        key = relation.kind, relation.subject, relation.object
        office = relation.kind, relation.subject
        is_understood = relation.rule in (UNDERSTOOD, UNDERSTOOD_FIRM)
        is_superseded = is_understood and (office in written or _is_taken(relation, headed))
        if relation.subject == relation.object or key in seen or is_superseded:
            continue
        seen.add(key)
        written.add(office)
        if relation.kind == "HeadOf" and not is_understood:
            headed.add(relation.object)
        yield relation


def _is_taken(relation: Relation, headed: AbstractSet[int]) -> bool:
    """Return whether the text names another head: `President Roe` beside Chad's president."""
    is_head = relation.kind == "HeadOf" and relation.tenure != "former"
    return is_head and relation.object in headed


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
