"""Whom an article mentions, and where: names to choose from when a claim is corrected."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pyoxigraph as ox

from actorgraph.graph.triples import whole_number
from actorgraph.stores.packing import graph_triples
from actorgraph.vocabulary.vocab import AG, NIF, RDFS, SKOS, iri_text, local_name
from actorgraph.workbench.desk import Desk

ARTICLES_REMEMBERED = 16
Texts = dict[tuple[object, ox.NamedNode], list[str]]


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
    triples = graph_triples(desk.store, article)
    values = _texts(triples)
    spans: dict[ox.NamedNode, list[tuple[int, int]]] = {}
    for triple in triples:
        actor, span = triple.subject, triple.object
        is_mention = triple.predicate == AG.mention
        if is_mention and isinstance(actor, ox.NamedNode) and isinstance(span, ox.NamedNode):
            spans.setdefault(actor, []).append(_ends(values, span))
    members = {}
    for node in sorted(spans, key=str):
        # The links to Wikidata have a mention, too, and a reason.
        if not values.get((node, AG.reason)):
            members[node] = _member(values, node, spans[node])
    return Cast(members)


def _texts(triples: Iterable[ox.Triple]) -> Texts:
    """Return the texts and IRIs of an article's graph by subject and property."""
    values: Texts = {}
    for triple in triples:
        if not isinstance(triple.object, ox.Triple):
            key = (triple.subject, triple.predicate)
            values.setdefault(key, []).append(iri_text(triple.object))
    return values


def _member(values: Texts, node: ox.NamedNode, spans: list[tuple[int, int]]) -> Member:
    labels = values.get((node, RDFS.label), [])
    others = values.get((node, SKOS.altLabel), [])
    label = min(labels, default=local_name(node))
    return Member(node, label, frozenset({label, *others}), tuple(sorted(spans)))


def _ends(values: Texts, span: ox.NamedNode) -> tuple[int, int]:
    begin, end = (
        whole_number(min(values.get((span, index), []), default="")) or 0
        for index in (NIF.beginIndex, NIF.endIndex)
    )
    return begin, end
