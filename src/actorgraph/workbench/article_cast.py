"""Whom an article mentions, and where: names to choose from when a claim is corrected."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pyoxigraph as ox

from actorgraph.graph.triples import whole_number
from actorgraph.vocabulary.vocab import AG, NIF, RDFS, SKOS, iri_text, local_name
from actorgraph.workbench.desk import Desk

ARTICLES_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody an article mentions: `spans` are (begin, end) in its text, sorted.

    `names` are the label and all other names, as the article has them.
    """

    iri: ox.NamedNode
    label: str
    names: frozenset[str]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Cast:
    """All whom an article mentions, by IRI."""

    members: Mapping[ox.NamedNode, Member]

    def value(self, actor: ox.NamedNode) -> str:
        """Return by what a form names an actor: a label, or the end of the IRI if two share it."""
        member = self.members.get(actor)
        if member is None or self._labels[member.label] > 1:
            return local_name(actor)
        return member.label

    def label(self, actor: ox.NamedNode) -> str:
        """Return an actor's label; the end of the IRI of somebody the article does not have."""
        member = self.members.get(actor)
        return member.label if member else local_name(actor)

    def named(self, name: str) -> ox.NamedNode | None:
        """Return the actor that a value of a form means; None if there is not just one."""
        labelled = [node for node, member in self.members.items() if member.label == name]
        if len(labelled) == 1:
            return labelled[0]
        called = [
            node
            for node, member in self.members.items()
            if name in member.names or name == local_name(node)
        ]
        return called[0] if len(called) == 1 else None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Whom a field may name: the value of a form, and other names that tell who it is."""
        choices = []
        for node, member in self.members.items():
            others = sorted(member.names - {member.label})
            choices.append((self.value(node), ", ".join(others)))
        return sorted(choices, key=lambda choice: choice[0].casefold())

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(member.label for member in self.members.values())


@lru_cache(maxsize=ARTICLES_REMEMBERED)
def cast_of(desk: Desk, article: ox.NamedNode) -> Cast:
    """Return whom an article mentions."""
    spans: dict[ox.NamedNode, list[tuple[int, int]]] = {}
    for quad in desk.store.quads_for_pattern(None, AG.mention, None, article):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            spans.setdefault(quad.subject, []).append(_ends(desk, article, quad.object))
    members = {}
    for node in sorted(spans, key=str):
        # The links to Wikidata have a mention, too, and a reason.
        if not _values(desk, article, node, AG.reason):
            members[node] = _member(desk, article, node, spans[node])
    return Cast(members)


def _member(
    desk: Desk, article: ox.NamedNode, node: ox.NamedNode, spans: list[tuple[int, int]]
) -> Member:
    labels = _values(desk, article, node, RDFS.label)
    others = _values(desk, article, node, SKOS.altLabel)
    label = min(labels, default=local_name(node))
    return Member(node, label, frozenset({label, *others}), tuple(sorted(spans)))


def _ends(desk: Desk, article: ox.NamedNode, span: ox.NamedNode) -> tuple[int, int]:
    begin, end = (
        whole_number(min(_values(desk, article, span, index), default="")) or 0
        for index in (NIF.beginIndex, NIF.endIndex)
    )
    return begin, end


def _values(
    desk: Desk, article: ox.NamedNode, node: ox.NamedNode, predicate: ox.NamedNode
) -> list[str]:
    quads = desk.store.quads_for_pattern(node, predicate, None, article)
    return [iri_text(quad.object) for quad in quads if not isinstance(quad.object, ox.Triple)]
