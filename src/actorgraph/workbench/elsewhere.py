"""Actors of all articles by name: whom a decision means, and who may be put into a correction."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.errors import ReviewError
from actorgraph.graph.facts import Facts
from actorgraph.graph.review.elsewhere import KINDS, Elsewhere, check_nameable, read_elsewhere
from actorgraph.graph.review.judged import is_guarded, names_of
from actorgraph.vocabulary.vocab import INDIVIDUALS, RDFS, SKOS, local_name
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.neighbourhood import same_as

LONGEST_NAME = 300
MOST_PROPOSED = 4


def actors_meant(desk: Desk, name: str) -> list[ox.NamedNode]:
    """Return the actors with the end of an IRI, or else with a name."""
    if len(name) > LONGEST_NAME:
        return []
    path = name.removeprefix(INDIVIDUALS).removeprefix("actor/")
    actor = individual(f"actor/{path}")
    if actor is not None and desk.contains(actor):
        return [actor]
    found: set[ox.NamedNode] = set()
    for predicate in (RDFS.label, SKOS.altLabel):
        found.update(desk.named(name, predicate))
    return sorted((node for node in found if _is_actor(node)), key=str)


def _is_actor(node: ox.NamedNode) -> bool:
    return "/actor/" in node.value


def value_meant(desk: Desk, facts: Facts, value: str) -> str:
    """Return by what a correction names an actor: of its article, or else of another one.

    Pages may show a name that an actor has in another article. Raises ReviewError if nobody of
    the article is meant, and somebody of another one must not be, or is not said clearly.
    """
    if any(value in names_of(facts, actor) for actor in facts.mentioned):
        return value
    named = read_elsewhere(value)
    path = value if named is None else f"actor/{named.end}"
    if not path.startswith("actor/"):
        return _here_by_another_name(desk, facts, value)
    actor = individual(path)
    if actor is None or not desk.contains(actor):
        raise ReviewError(
            "no actor has this name", where=value, remedy="choose one of those that are proposed"
        )
    alike = same_as(desk.store, actor)
    for node in facts.mentioned:
        if node in alike:
            return local_name(node)
    return str(elsewhere_of(desk, actor))


def _here_by_another_name(desk: Desk, facts: Facts, name: str) -> str:
    meant = [actor for actor in facts.mentioned if name in _names_anywhere(desk, actor)]
    if len(meant) == 1:
        return local_name(meant[0])
    if meant:
        return name
    proposed = list(proposals(desk, name))[:MOST_PROPOSED]
    if proposed:
        raise ReviewError(
            "nobody in this article has this name, but somebody in another one does",
            where=name,
            remedy=f"if that is who is meant, write {' or '.join(map(str, proposed))}",
        )
    return name


def _names_anywhere(desk: Desk, actor: ox.NamedNode) -> set[str]:
    """Return the names that an actor has in any article, and the ends of its IRIs."""
    names = set()
    for same in same_as(desk.store, actor):
        names |= {local_name(same), *desk.texts(same, RDFS.label), *desk.texts(same, SKOS.altLabel)}
    return names


def proposals(desk: Desk, name: str) -> Iterator[Elsewhere]:
    """Yield those with a name in any article who may be put into a correction, each once."""
    seen: set[ox.NamedNode] = set()
    for actor in actors_meant(desk, name):
        alike = same_as(desk.store, actor)
        if alike[0] in seen:
            continue
        seen.add(alike[0])
        if may_be_taken(desk, actor):
            yield elsewhere_of(desk, actor)


def may_be_taken(desk: Desk, actor: ox.NamedNode) -> bool:
    """Return whether an actor may be put into a correction in another article."""
    try:
        elsewhere_of(desk, actor)
    except ReviewError:
        return False
    return True


def elsewhere_of(desk: Desk, actor: ox.NamedNode) -> Elsewhere:
    """Return an actor as a correction in another article names it.

    Raises ReviewError if it, or anybody who is one with it, is unnamed, at risk or a group.
    """
    facts = desk.facts(actor)
    kind = next((kind for kind in KINDS if kind in facts.types(actor)), facts.kind(actor))
    named = Elsewhere(facts.label(actor), kind, local_name(actor))
    check_nameable(named)
    for same in same_as(desk.store, actor):
        of_same = desk.facts(same)
        if is_guarded(of_same, same) or "Group" in of_same.types(same):
            raise ReviewError(
                "people at risk and unnamed sources are never tied to anyone",
                where=named.label,
                remedy="use a name of this article",
            )
    return named
