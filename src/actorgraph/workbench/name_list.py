"""Names that a field proposes: of actors, those in most claims first."""

from collections import Counter
from functools import lru_cache

import pyoxigraph as ox

from actorgraph.stores.contract import MERGED
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS
from actorgraph.workbench.asking import is_actor
from actorgraph.workbench.desk import Desk

MOST_NAMES = 12
# (name in small letters, name), those in most claims first.
Names = list[tuple[str, str]]


def names_like(desk: Desk, typed: str) -> list[str]:
    """Return names that begin with what is typed, then those of which another word does."""
    names = _names_of(desk)
    folded = typed.strip().casefold()
    begin = [name for small, name in names if small.startswith(folded)]
    if len(begin) < MOST_NAMES:
        begin += [name for small, name in names if f" {folded}" in small]
    return list(dict.fromkeys(begin))[:MOST_NAMES]


@lru_cache(maxsize=1)
def _names_of(desk: Desk) -> Names:
    """Return the names of all actors with a name of their own; nobody at risk is proposed."""
    hidden: set[object] = set()
    for predicate in (AG.unnamed, AG.protected):
        quads = desk.store.quads_for_pattern(None, predicate, ox.Literal(value=True), MERGED)
        hidden.update(quad.subject for quad in quads)
    claims = _claims_of_each(desk)
    counts: Counter[str] = Counter()
    for predicate in (RDFS.label, SKOS.altLabel):
        for quad in desk.store.quads_for_pattern(None, predicate, None, MERGED):
            node = quad.subject
            if node in hidden or not isinstance(node, ox.NamedNode) or not is_actor(node):
                continue
            if isinstance(quad.object, ox.Literal):
                counts[quad.object.value] += claims[node]
    # Of as many, the first in the alphabet.
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(name.casefold(), name) for name, _ in ranked]


def _claims_of_each(desk: Desk) -> Counter[object]:
    counts: Counter[object] = Counter()
    for role in ROLES:
        quads = desk.store.quads_for_pattern(None, AG[role], None, MERGED)
        counts.update(quad.object for quad in quads)
    return counts
