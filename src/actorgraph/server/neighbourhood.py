"""A part of a store that can be drawn on its own: some claims, and everything they name."""

from collections.abc import Sequence

import pyoxigraph as ox

from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, RDF

ROLES = roles_of("Action", "Relation", "Claim")
# Spans of mentions are many, and no page shows them.
LEFT_OUT = (AG.mention,)
Node = ox.NamedNode


def within(store: ox.Store, article: Node, most: int) -> tuple[MemoryStore, bool]:
    """Return an article's claims, at most `most`, as a store of their own, and whether some were
    left out.
    """
    quads = store.quads_for_pattern(None, AG.reportedIn, article)
    claims = sorted({quad.subject for quad in quads if isinstance(quad.subject, Node)}, key=str)
    return _closure(store, claims[:most]), len(claims) > most


def around(store: ox.Store, actor: Node, hops: int, most: int) -> tuple[MemoryStore, bool]:
    """Return the claims in which an actor takes part and, with two hops, those of its partners, as
    a store.

    At most `most` claims are taken, the nearest first. The second value is whether some were left
    out.
    """
    # A dictionary, because its keys keep their order.
    taken: dict[Node, None] = {}
    seen = {actor}
    frontier = [actor]
    is_cut = False
    for _ in range(hops):
        for claim in _claims_of(store, frontier):
            if claim in taken:
                continue
            is_cut = is_cut or len(taken) >= most
            if not is_cut:
                taken[claim] = None
        partners = _partners(store, taken)
        frontier = sorted(partners - seen, key=str)
        seen |= partners
    return _closure(store, list(taken)), is_cut


def _claims_of(store: ox.Store, actors: Sequence[Node]) -> list[Node]:
    """Return the claims of each actor, one actor after the other."""
    claims = []
    for actor in actors:
        claims += sorted(_claims_of_one(store, actor), key=str)
    return claims


def _claims_of_one(store: ox.Store, actor: Node) -> set[Node]:
    subjects = set()
    for role in ROLES:
        for quad in store.quads_for_pattern(None, AG[role], actor):
            if isinstance(quad.subject, Node):
                subjects.add(quad.subject)
    return {subject for subject in subjects if _is_claim(store, subject)}


def _is_claim(store: ox.Store, node: Node) -> bool:
    return any(store.quads_for_pattern(node, AG.reportedIn, None))


def _partners(store: ox.Store, claims: dict[Node, None]) -> set[Node]:
    partners = set()
    for claim in claims:
        for role in ROLES:
            for quad in store.quads_for_pattern(claim, AG[role], None):
                if isinstance(quad.object, Node):
                    partners.add(quad.object)
    return partners


def _closure(store: ox.Store, claims: Sequence[Node]) -> MemoryStore:
    """Copy the claims, the statements that contain them, and what is said about everything they
    name.
    """
    part = MemoryStore()
    waiting = list(claims)
    seen: set[object] = set(claims)
    while waiting:
        for quad in _quads_of(store, waiting.pop()):
            part.extend([quad])
            if quad.object in seen or not isinstance(quad.object, Node):
                continue
            seen.add(quad.object)
            if quad.predicate == AG.saidIn:
                waiting.append(quad.object)
            elif quad.predicate != RDF.type:
                _copy_thing(store, part, quad.object)
    return part


def _copy_thing(store: ox.Store, part: MemoryStore, node: Node) -> None:
    """Copy what is said about a thing that a claim names; of an article, its notices and headings,
    too.
    """
    for quad in _quads_of(store, node):
        part.extend([quad])
        if quad.predicate in (AG.notice, AG.heading) and isinstance(quad.object, Node):
            part.extend(_quads_of(store, quad.object))


def _quads_of(store: ox.Store, node: Node) -> list[ox.Quad]:
    quads = store.quads_for_pattern(node, None, None, None)
    return [quad for quad in quads if quad.predicate not in LEFT_OUT]
