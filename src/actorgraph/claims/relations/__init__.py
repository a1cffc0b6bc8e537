"""Relations: who heads, serves, represents or belongs to what."""

from collections.abc import Iterable, Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.understood import UNDERSTOOD


def each_once(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Yield each relation of two actors once: as the first rule found it.

    What is written counts more than what is only understood.
    """
    seen: set[tuple[str, int, int]] = set()
    written: set[tuple[str, int]] = set()
    for relation in relations:
        key = relation.kind, relation.subject, relation.object
        office = relation.kind, relation.subject
        is_superseded = relation.rule == UNDERSTOOD and office in written
        if relation.subject == relation.object or key in seen or is_superseded:
            continue
        seen.add(key)
        written.add(office)
        yield relation
