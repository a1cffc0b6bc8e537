"""A part of a store that can be drawn on its own: some claims, and everything they name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import MERGED
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.packing import match_named
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, OWL, PROV, RDF, RDFS, SKOS

# Claims may point to claims that are left out.
BETWEEN_CLAIMS = (AG.sameEventAs, AG.contradicts, PROV.wasRevisionOf)
# What several articles tell of is no part of any of them.
ACROSS_ARTICLES = (OWL.sameAs, AG.tellsOf, AG.origin)
# Of those who are the same, one gives these.
ONE_NAME = (RDFS.label, SKOS.exactMatch)
# Spans of mentions are many, and no page shows them.
LEFT_OUT = (AG.mention,)
# Of more who are the same, a page needs neither all names nor all classes.
MOST_DESCRIBED = 12
PARTS_OF_AN_ARTICLE = (AG.notice, AG.heading)
Node = ox.NamedNode
Groups = Mapping[Node, list[Node]]


def within(
    store: ox.Store, article: Node, most: int, groups: Groups | None = None
) -> tuple[MemoryStore, bool]:
    """Return an article's claims, at most `most`, as a store, and whether some were left out.

    `groups` is that of `groups_of`, if it is known.
    """
    claims, is_cut = claims_within(store, article, most)
    return closure(store, claims, groups), is_cut


def claims_within(store: ox.Store, article: Node, most: int) -> tuple[list[Node], bool]:
    """Return an article's claims, at most `most`, and whether some were left out."""
    quads = store.quads_for_pattern(None, AG.reportedIn, article)
    # A quad may come twice: from the article's graph and from the merged one.
    subjects = {quad.subject for quad in quads}
    claims = sorted(filter(_is_node, subjects), key=str)
    return claims[:most], len(claims) > most


def around(
    store: ox.Store, actor: Node, hops: int, most: int, groups: Groups | None = None
) -> tuple[MemoryStore, bool]:
    """Return the claims of an actor and, with two hops, those of its partners, as a store.

    At most `most` claims are taken, the nearest first. The second value is whether some were left
    out. `groups` is that of `groups_of`, if it is known.
    """
    claims, is_cut = claims_around(store, actor, hops, most, groups)
    return closure(store, claims, groups), is_cut


def claims_around(
    store: ox.Store, actor: Node, hops: int, most: int, groups: Groups | None = None
) -> tuple[list[Node], bool]:
    """Return the claims that `around` takes, and whether some were left out."""
    # A dictionary, because its keys keep their order.
    taken: dict[Node, None] = {}
    frontier = _alike(store, actor, groups)
    seen = set(frontier)
    is_cut = False
    for hop in range(1, hops + 1):
        for claim in _claims_of(store, frontier):
            if claim not in taken and len(taken) >= most:
                is_cut = True
                break
            taken[claim] = None
        if is_cut or hop == hops:
            break
        found = set()
        for partner in _partners(store, taken):
            found.update(_alike(store, partner, groups))
        frontier = sorted(found - seen, key=str)
        seen |= found
    return list(taken), is_cut


def _alike(store: ox.Store, node: Node, groups: Groups | None) -> list[Node]:
    """Return all who are the same as an actor, sorted."""
    if groups is None:
        return same_as(store, node)
    return groups.get(node, [node])


def same_as(store: ox.Store, actor: Node) -> list[Node]:
    """Return an actor and all who are the same in other articles, sorted."""
    found = {actor}
    waiting = [actor]
    while waiting:
        node = waiting.pop()
        quads = [
            *store.quads_for_pattern(node, OWL.sameAs, None, None),
            *store.quads_for_pattern(None, OWL.sameAs, node, None),
        ]
        for quad in quads:
            for end in (quad.subject, quad.object):
                if _is_node(end) and end not in found:
                    found.add(end)
                    waiting.append(end)
    return sorted(found, key=str)


def _is_node(term: object) -> TypeGuard[Node]:
    return isinstance(term, Node)


def _claims_of(store: ox.Store, actors: Sequence[Node]) -> Iterator[Node]:
    """Yield the claims of each actor, one actor after the other."""
    for actor in actors:
        yield from sorted(_claims_of_one(store, actor), key=str)


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


def closure(store: ox.Store, claims: Sequence[Node], groups: Groups | None = None) -> MemoryStore:
    """Copy claims, the statements that contain them, and what is said about all they name.

    Those who are the same across articles become one; `groups` is that of `groups_of`, if it is
    known.
    """
    part = MemoryStore()
    copy = _Copy(store)
    copy.groups = groups
    part.extend(_gathered(copy, claims))
    return part


def groups_of(store: ox.Store) -> dict[Node, list[Node]]:
    """Return each group of those who are the same, sorted, by each of its members."""
    members: dict[Node, list[Node]] = {}
    for quad in store.quads_for_pattern(None, OWL.sameAs, None, MERGED):
        first, second = quad.subject, quad.object
        if not (_is_node(first) and _is_node(second)):
            continue
        larger = members.setdefault(first, [first])
        smaller = members.setdefault(second, [second])
        if larger is smaller:
            continue
        if len(larger) < len(smaller):
            larger, smaller = smaller, larger
        larger += smaller
        members.update(dict.fromkeys(smaller, larger))
    for group in {id(group): group for group in members.values()}.values():
        group.sort(key=str)
    return members


def facts_of(store: ox.Store, claims: Sequence[Node], groups: dict[Node, list[Node]]) -> Facts:
    """Return the same as `closure` as facts, in much less time; `groups` is that of `groups_of`.

    Claims that a person rejected are among them: pages show them, with the decision.
    """
    copy = _Copy(store, MERGED, (*LEFT_OUT, AG.reviewed))
    copy.groups = groups
    quads = _gathered(copy, claims)
    return Facts(quad.triple for quad in quads)


def _gathered(copy: "_Copy", claims: Sequence[Node]) -> list[ox.Quad]:
    waiting = list(claims)
    seen: set[object] = set(_with_statements(copy.store, claims))
    copy.claims = set(seen)
    while waiting:
        for quad in copy.add(waiting.pop()):
            thing = quad.object
            if quad.predicate == AG.saidIn and _is_node(thing) and thing not in copy.done:
                waiting.append(thing)
            elif thing not in seen and _is_node(thing) and quad.predicate != RDF.type:
                seen.add(thing)
                copy.add_thing(thing)
    return copy.quads


def _with_statements(store: ox.Store, claims: Sequence[Node]) -> set[Node]:
    """Return claims and the statements that contain them, at any depth."""
    found = set(claims)
    waiting = list(claims)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), AG.saidIn, None):
            if _is_node(quad.object) and quad.object not in found:
                found.add(quad.object)
                waiting.append(quad.object)
    return found


class _Copy:
    """A part of a store in the making, in which each actor has one IRI.

    `graph` is where it reads; None is every graph. What `left_out` has is not copied.
    """

    def __init__(
        self,
        store: ox.Store,
        graph: ox.DefaultGraph | None = None,
        left_out: tuple[Node, ...] = LEFT_OUT,
    ) -> None:
        self.store = store
        self.graph = graph
        self.left_out = (*ACROSS_ARTICLES, *left_out)
        self.quads: list[ox.Quad] = []
        self.groups: Groups | None = None
        self.claims: set[object] = set()
        self.done: set[Node] = set()
        self._first: dict[Node, Node] = {}
        self._named: set[Node] = set()

    def add(self, node: Node) -> list[ox.Quad]:
        """Copy what is said about a node; return it as the store has it."""
        self.done.add(node)
        quads = [quad for quad in self._about(node) if self._belongs(quad)]
        first = self._first_of(node)
        is_another = first != node
        for quad in quads:
            # One of several who are the same gives the name.
            if is_another and quad.predicate in ONE_NAME and first in self._named:
                continue
            self.quads.append(self._renamed(quad, first))
        self._named.add(first)
        return quads

    def _about(self, node: Node) -> Iterator[ox.Quad]:
        if self.graph == MERGED:
            return self.store.quads_for_pattern(node, None, None, MERGED)
        return match_named(self.store, node, None, None, self.graph)

    def add_thing(self, node: Node) -> None:
        """Copy what is said about a thing; of an article, also about its notices and headings."""
        for same in self._described(node):
            if same in self.done:
                continue
            for quad in self.add(same):
                if quad.predicate in PARTS_OF_AN_ARTICLE and _is_node(quad.object):
                    self.add(quad.object)

    def _belongs(self, quad: ox.Quad) -> bool:
        if quad.predicate in self.left_out:
            return False
        return quad.predicate not in BETWEEN_CLAIMS or quad.object in self.claims

    def _renamed(self, quad: ox.Quad, subject: Node) -> ox.Quad:
        value = quad.object
        if _is_node(value):
            value = self._first_of(value)
        if value == quad.object and subject == quad.subject:
            return quad
        return ox.Quad(subject, quad.predicate, value, quad.graph_name)

    def _first_of(self, node: Node) -> Node:
        """Return the IRI that represents a node and all who are the same."""
        if node not in self._first:
            group = self._same_as(node)
            self._first.update(dict.fromkeys(group, group[0]))
        return self._first[node]

    def _described(self, node: Node) -> list[Node]:
        """Return those of all who are the same whose names and classes are copied."""
        group = self._same_as(node)
        if self.groups is None or len(group) <= MOST_DESCRIBED:
            return group
        return list(dict.fromkeys((*group[:MOST_DESCRIBED], node)))

    def _same_as(self, node: Node) -> list[Node]:
        return _alike(self.store, node, self.groups)
