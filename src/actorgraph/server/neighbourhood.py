"""A piece of a store that can be drawn by itself: some claims, and all that they name."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDF

ROLES = (
    "agent",
    "possibleAgent",
    "target",
    "recipient",
    "place",
    "subject",
    "object",
    "attributedTo",
)
# Spans of mentions are many, and no page shows them.
LEFT_OUT = (AG.mention,)


def within(store: ox.Store, article: ox.NamedNode, most: int) -> tuple[Store, bool]:
    """Return an article's claims, at most so many, as a store of their own; and whether some were left out."""
    found = sorted(
        {quad.subject for quad in store.quads_for_pattern(None, AG.reportedIn, article)}, key=str
    )
    return _closed(store, found[:most]), len(found) > most


def around(store: ox.Store, actor: ox.NamedNode, hops: int, most: int) -> tuple[Store, bool]:
    """Return the claims in which an actor takes part and, with two hops, those between and of its partners.

    At most so many claims are taken, the nearest first, and whether some were left out is told.
    """
    taken: dict[object, None] = {}
    seen, edge = {actor}, [actor]
    cut = False
    for _ in range(hops):
        for node in edge:
            for claim in _taking_part(store, node):
                cut = cut or (len(taken) >= most and claim not in taken)
                if not cut:
                    taken[claim] = None
        partners = {node for claim in taken for node in _participants(store, claim)}
        edge = sorted(partners - seen, key=str)
        seen |= partners
    return _closed(store, list(taken)), cut


def _taking_part(store: ox.Store, actor: ox.NamedNode) -> list[object]:
    found = {
        quad.subject for role in ROLES for quad in store.quads_for_pattern(None, AG[role], actor)
    }
    return sorted((node for node in found if _is_claim(store, node)), key=str)


def _is_claim(store: ox.Store, node: object) -> bool:
    return isinstance(node, ox.NamedNode) and any(
        store.quads_for_pattern(node, AG.reportedIn, None)
    )


def _participants(store: ox.Store, claim: object) -> Iterable[ox.NamedNode]:
    assert isinstance(claim, ox.NamedNode)
    quads = (quad for role in ROLES for quad in store.quads_for_pattern(claim, AG[role], None))
    return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)]


def _closed(store: ox.Store, claims: Sequence[object]) -> Store:
    """Hold the claims, the statements that contain them, and what is said of all that they name."""
    held = MemoryStore()
    waiting, seen = list(claims), set(claims)
    while waiting:
        claim = waiting.pop()
        for quad in _said_of(store, claim):
            held.extend([quad])
            if quad.object in seen or not isinstance(quad.object, ox.NamedNode):
                continue
            seen.add(quad.object)
            if quad.predicate == AG.saidIn:
                waiting.append(quad.object)
            elif quad.predicate != RDF.type:
                _hold(store, held, quad.object)
    return held


def _hold(store: ox.Store, held: MemoryStore, node: ox.NamedNode) -> None:
    """Hold what is said of a thing that a claim names; of an article, its notices and headings, too."""
    for quad in _said_of(store, node):
        held.extend([quad])
        if quad.predicate in (AG.notice, AG.heading):
            held.extend(_said_of(store, quad.object))


def _said_of(store: ox.Store, node: object) -> list[ox.Quad]:
    assert isinstance(node, ox.NamedNode)
    return [
        quad
        for quad in store.quads_for_pattern(node, None, None, None)
        if quad.predicate not in LEFT_OUT
    ]
