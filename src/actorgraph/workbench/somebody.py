"""Somebody: an actor of one article with all who are the same in others, and all its claims."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, NIF, RDF, RDFS, SKOS
from actorgraph.workbench.claims import ActorLink, ArticleLink, article_of
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.neighbourhood import same_as
from actorgraph.workbench.own_claims import PARTS, claims_by_part

Node = ox.NamedNode
# How the article's pronouns show what to call a person.
PRONOUNS = {
    "she": frozenset({"she", "her", "hers", "herself"}),
    "he": frozenset({"he", "him", "his", "himself"}),
}


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What to call somebody: `she said`, `on her word`, `done to her`."""

    subject: str
    possessive: str
    object: str


CALLED = {
    "she": Pronoun("she", "her", "her"),
    "he": Pronoun("he", "his", "him"),
    "they": Pronoun("they", "their", "them"),
    "it": Pronoun("it", "its", "it"),
}
BODIES = frozenset({"Organisation", "Government", "Place", "Document"})


@dataclass(frozen=True)
class Somebody:
    """One actor of the store: `nodes` are its identities, the first of which names its page.

    `claims` has its claims by part of the page, in the order of the articles and the text.
    """

    nodes: tuple[Node, ...]
    name: str
    kind: str
    aliases: tuple[str, ...]
    is_unnamed: bool
    is_protected: bool
    pronoun: Pronoun
    articles: tuple[ArticleLink, ...]
    claims: dict[str, tuple[Node, ...]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of its page."""
        return path_of(self.nodes[0].value)

    @property
    def code(self) -> str:
        """The end of the path."""
        return self.path.partition("/")[2]

    @property
    def link(self) -> ActorLink:
        """Its name and the address of its page."""
        return ActorLink(self.name, self.kind, self.path, self.is_unnamed, self.is_protected)

    def all_claims(self) -> tuple[Node, ...]:
        """Return all its claims, each once."""
        found: dict[Node, None] = {}
        for part in PARTS:
            found.update(dict.fromkeys(self.claims[part]))
        return tuple(found)


def identities(desk: Desk, actor: Node) -> list[Node]:
    """Return all who are the same as an actor, the one that names the page first."""
    group = same_as(desk.store, actor)
    # Somebody's own graph may tie an actor to an IRI that has no page here.
    return sorted(group, key=lambda node: (not path_of(node.value), node.value))


def somebody(desk: Desk, actor: Node) -> Somebody:
    """Return the somebody that an actor is."""
    nodes = identities(desk, actor)
    known = {node: desk.facts(node) for node in nodes}
    facts = known[nodes[0]]
    described = facts.actor(nodes[0])
    aliases: dict[str, None] = {}
    for node in nodes:
        labels = [desk.value(node, RDFS.label), *known[node].values(node, SKOS.altLabel)]
        aliases.update(dict.fromkeys(labels))
    others = [name for name in aliases if name and name != described.label]
    return Somebody(
        nodes=tuple(nodes),
        name=described.label,
        kind=described.kind,
        aliases=tuple(others),
        is_unnamed=facts.flag(nodes[0], AG.unnamed),
        is_protected=any(known[node].flag(node, AG.protected) for node in nodes),
        pronoun=_pronoun(desk, nodes, described.kind),
        articles=tuple(_articles(desk, nodes)),
        claims=claims_by_part(desk, nodes),
    )


def _articles(desk: Desk, nodes: Iterable[Node]) -> list[ArticleLink]:
    """Return the articles that mention somebody, the last one first."""
    articles: set[Node] = set()
    for node in nodes:
        for quad in desk.store.quads_for_pattern(node, RDF.type, None):
            name = quad.graph_name
            if isinstance(name, ox.NamedNode):
                articles.add(name)
    links = [article_of(desk, node) for node in articles if _is_article(desk, node)]
    return sorted(links, key=lambda link: (link.issued, link.title, link.path), reverse=True)


def _is_article(desk: Desk, node: Node) -> bool:
    return AG.Article in desk.objects(node, RDF.type)


def _pronoun(desk: Desk, nodes: Iterable[Node], kind: str) -> Pronoun:
    """Return what to call somebody: a person as the articles do, a body `it`, others `they`."""
    if kind in BODIES:
        return CALLED["it"]
    if kind != "Person":
        return CALLED["they"]
    counts: Counter[str] = Counter()
    for node in nodes:
        for span in desk.objects(node, AG.mention):
            word = desk.value(span, NIF.anchorOf).casefold()
            counts.update(name for name, words in PRONOUNS.items() if word in words)
    if not counts:
        return CALLED["they"]
    return CALLED[max(sorted(counts), key=lambda name: counts[name])]
