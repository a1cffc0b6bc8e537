"""The roles that an actor can have in a claim, in the order in which lists show them.

The ontology names them: every property with `ag:roleOf` is a role, and `ag:roleOrder` gives its
place.
"""

from functools import cache

from actorgraph.vocabulary.vocab import AG, carrying, local_name


@cache
def _ordered() -> tuple[tuple[str, str], ...]:
    orders = {iri: int(order) for iri, order in carrying(AG.roleOrder)}
    pairs = sorted(carrying(AG.roleOf), key=lambda pair: orders[pair[0]])
    return tuple((local_name(iri), kind) for iri, kind in pairs)


def roles_of(*kinds: str) -> tuple[str, ...]:
    """Return the local names of the roles of these classes: Action, Attitude, Relation or Claim."""
    return tuple(role for role, kind in _ordered() if kind in kinds)


ROLES = roles_of("Action", "Attitude", "Relation", "Claim")
# Whoever does something in a claim, or might.
ACTING = ("agent", "possibleAgent", "holder")
