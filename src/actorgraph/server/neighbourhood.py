"""A part of a store that can be drawn on its own: some claims, and everything they name."""

from collections.abc import Sequence
from typing import TypeGuard

import pyoxigraph as ox

from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, RDF

ROLES = roles_of("Action", "Relation", "Claim")
# Spans of mentions are many, and no page shows them.
LEFT_OUT = (AG.mention,)
PARTS_OF_AN_ARTICLE = (AG.notice, AG.heading)
Node = ox.NamedNode


def within(store: ox.Store, article: Node, most: int) -> tuple[MemoryStore, bool]:
    """Return an article's claims, at most `most`, as a store, and whether some were left out."""
    quads = store.quads_for_pattern(None, AG.reportedIn, article)
    # Each quad comes twice: from the article's graph and from the merged one.
    subjects = {quad.subject for quad in quads}
    claims = sorted(filter(_is_node, subjects), key=str)
    part = _closure(store, claims[:most])
    return part, len(claims) > most


def around(store: ox.Store, actor: Node, hops: int, most: int) -> tuple[MemoryStore, bool]:
    """Return the claims of an actor and, with two hops, those of its partners, as a store.

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


def _is_node(term: object) -> TypeGuard[Node]:
    return isinstance(term, Node)


def _claims_of(store: ox.Store, actors: Sequence[Node]) -> list[Node]:
    """Return the claims of each actor, one actor after the other."""
    claims = []
    for actor in actors:
        claims += sorted(_claims_of_one(store, actor), key=str)
    return claims


def _claims_of_one(store: ox.Store, actor: Node) -> set[Node]:
    claims = set()
    for role in ROLES:
        for quad in store.quads_for_pattern(None, AG[role], actor):
            subject = quad.subject
            if _is_node(subject) and _is_claim(store, subject):
                claims.add(subject)
    return claims


def _is_claim(store: ox.Store, node: Node) -> bool:
    return any(store.quads_for_pattern(node, AG.reportedIn, None))


def _partners(store: ox.Store, claims: dict[Node, None]) -> set[Node]:
    partners = set()
    for claim in claims:
        for role in ROLES:
            for quad in store.quads_for_pattern(claim, AG[role], None):
                if _is_node(quad.object):
                    partners.add(quad.object)
    return partners


def _closure(store: ox.Store, claims: Sequence[Node]) -> MemoryStore:
    """Copy claims, the statements that contain them, and what is said about all they name."""
    part = MemoryStore()
    waiting = list(claims)
    seen: set[object] = set(claims)
    while waiting:
        for quad in _quads_of(store, waiting.pop()):
            part.extend([quad])
            thing = quad.object
            if thing in seen or not _is_node(thing):
                continue
            seen.add(thing)
            if quad.predicate == AG.saidIn:
                waiting.append(thing)
            elif quad.predicate != RDF.type:
                _copy_thing(store, part, thing)
    return part


def _copy_thing(store: ox.Store, part: MemoryStore, node: Node) -> None:
    """Copy what is said about a thing; of an article, also about its notices and headings."""
    for quad in _quads_of(store, node):
        part.extend([quad])
        is_part = quad.predicate in PARTS_OF_AN_ARTICLE
        if is_part and _is_node(quad.object):
            part.extend(_quads_of(store, quad.object))


def _quads_of(store: ox.Store, node: Node) -> list[ox.Quad]:
    quads = store.quads_for_pattern(node, None, None, None)
    return [quad for quad in quads if quad.predicate not in LEFT_OUT]
