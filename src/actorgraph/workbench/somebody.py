"""Somebody: an actor of one article with all who are the same in others, and all its claims."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ActorFacts
from actorgraph.stores.packing import match_named
from actorgraph.vocabulary.roles import ACTING, ROLES, roles_of
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDF, RDFS, SKOS, subclasses
from actorgraph.workbench.actor_claims import (
    DID,
    DONE,
    OFFICES,
    ON_WORD,
    PARTS,
    SAID,
    claims_by_part,
    together,
)
from actorgraph.workbench.actor_lines import article_link
from actorgraph.workbench.catalogue_rows import ActorRow
from actorgraph.workbench.claims import ActorLink, ArticleLink, article_of
from actorgraph.workbench.desk import Desk, TooLarge, path_of

Node = ox.NamedNode
# Of more identities, the mentions of the first ones show what to call somebody.
MOST_CALLED = 40
DIGITS = re.compile(r"(\d+)")
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

    `claims` has its claims by part of the page, in the order of the articles and the text, and
    `all_claims` each of them once.
    """

    nodes: tuple[Node, ...]
    name: str
    kind: str
    aliases: tuple[str, ...]
    is_unnamed: bool
    is_protected: bool
    pronoun: Pronoun
    articles: tuple[ArticleLink, ...]
    claims: Mapping[str, Sequence[Node]] = field(default_factory=dict)
    all_claims: Sequence[Node] = ()

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


def identities(desk: Desk, actor: Node) -> list[Node]:
    """Return all who are the same as an actor, the one that names the page first."""
    group = desk.groups.get(actor, [actor])
    # Somebody's own graph may tie an actor to an IRI that has no page here.
    return sorted(group, key=lambda node: (not path_of(node.value), node.value))


def somebody(desk: Desk, actor: Node) -> Somebody:
    """Return the somebody that an actor is."""
    nodes = identities(desk, actor)
    described = desk.facts(nodes[0]).actor(nodes[0])
    row = _catalogued(desk, nodes[0])
    if row is None:
        return _read(desk, nodes, described)
    return _listed(desk, nodes, described, row)


def _listed(desk: Desk, nodes: list[Node], described: ActorFacts, row: ActorRow) -> Somebody:
    """Return somebody as the catalogue has it."""
    claims = claims_by_part(desk, row.number)
    catalogue = desk.catalogue
    names = (row.name, *row.names)
    return Somebody(
        nodes=tuple(nodes),
        name=described.label,
        kind=described.kind,
        aliases=tuple(name for name in names if name != described.label),
        is_unnamed=described.unnamed,
        is_protected=row.is_protected,
        pronoun=_pronoun(desk, nodes, described.kind),
        articles=tuple(article_link(catalogue.articles[number]) for number in row.articles),
        claims=claims,
        all_claims=together(claims),
    )


def _catalogued(desk: Desk, node: Node) -> ActorRow | None:
    """Return somebody in the catalogue; None if it has nobody of this IRI, or is too large."""
    try:
        return desk.catalogue.actor(node.value)
    except TooLarge:
        return None


def _read(desk: Desk, nodes: list[Node], described: ActorFacts) -> Somebody:
    """Return somebody as the store has it, claim by claim."""
    known = {node: desk.facts(node) for node in nodes}
    names = dict.fromkeys(_names(desk, known))
    claims = _claims(desk, nodes)
    return Somebody(
        nodes=tuple(nodes),
        name=described.label,
        kind=described.kind,
        aliases=tuple(name for name in names if name and name != described.label),
        is_unnamed=described.unnamed,
        is_protected=any(known[node].flag(node, AG.protected) for node in nodes),
        pronoun=_pronoun(desk, nodes, described.kind),
        articles=tuple(_articles(desk, nodes)),
        claims=claims,
        all_claims=_once(claims),
    )


def _names(desk: Desk, known: Mapping[Node, Facts]) -> Iterator[str]:
    """Yield the names of actors, what each is called most first."""
    for node, facts in known.items():
        yield desk.value(node, RDFS.label)
        yield from facts.values(node, SKOS.altLabel)


def _once(claims: Mapping[str, Sequence[Node]]) -> tuple[Node, ...]:
    """Return the claims of all parts, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(claims[part] for part in PARTS)))


def _articles(desk: Desk, nodes: Iterable[Node]) -> list[ArticleLink]:
    """Return the articles that mention somebody, the last one first."""
    articles: set[Node] = set()
    for node in nodes:
        for quad in match_named(desk.store, node, RDF.type, None, None):
            name = quad.graph_name
            if isinstance(name, ox.NamedNode):
                articles.add(name)
    links = [article_of(desk, node) for node in articles if _is_article(desk, node)]
    return sorted(links, key=lambda link: (link.issued, link.title, link.path), reverse=True)


def _is_article(desk: Desk, node: Node) -> bool:
    return AG.Article in desk.objects(node, RDF.type)


def _pronoun(desk: Desk, nodes: Sequence[Node], kind: str) -> Pronoun:
    """Return what to call somebody: a person as the articles do, a body `it`, others `they`."""
    if kind in BODIES:
        return CALLED["it"]
    if kind != "Person":
        return CALLED["they"]
    counts: Counter[str] = Counter()
    for node in nodes[:MOST_CALLED]:
        for span in desk.objects(node, AG.mention):
            word = desk.value(span, NIF.anchorOf).casefold()
            counts.update(name for name, words in PRONOUNS.items() if word in words)
    if not counts:
        return CALLED["they"]
    return CALLED[max(sorted(counts), key=lambda name: counts[name])]


def _claims(desk: Desk, nodes: Iterable[Node]) -> dict[str, tuple[Node, ...]]:
    """Return somebody's claims by part of the page."""
    found: dict[str, set[Node]] = {part: set() for part in PARTS}
    for node in nodes:
        for role in ROLES:
            for claim in desk.subjects(AG[role], node):
                if _counts(desk, claim):
                    found[_part(desk, role, claim)].add(claim)
    for statement in found[SAID]:
        inside = desk.subjects(AG.saidIn, statement)
        found[ON_WORD].update(claim for claim in inside if _counts(desk, claim))
    found[ON_WORD] -= found[SAID]
    found[DONE] -= found[DID] | found[SAID]
    order = _Order(desk)
    return {part: tuple(sorted(found[part], key=order.key)) for part in PARTS}


def _counts(desk: Desk, claim: Node) -> bool:
    """Return whether something is a claim, and no person rejected or replaced it."""
    # Derived edges have a subject and an object, too.
    if not desk.objects(claim, AG.reportedIn):
        return False
    return not desk.is_set_aside(claim)


def _part(desk: Desk, role: str, claim: Node) -> str:
    if role == "attributedTo":
        return ON_WORD
    if role in roles_of("Relation"):
        return OFFICES
    if role not in ACTING:
        return DONE
    return SAID if _is_statement(desk, claim) else DID


def _is_statement(desk: Desk, claim: Node) -> bool:
    """Return whether a claim is somebody's words."""
    return not _statements().isdisjoint(desk.objects(claim, RDF.type))


@cache
def _statements() -> frozenset[Node]:
    """Return the classes of statements."""
    return frozenset(AG[name] for name in subclasses("Statement"))


class _Order:
    """The order of claims: the newest article first, within one by the text."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.dates: dict[Node, str] = {}

    def key(self, claim: Node) -> tuple[list[int], str, list[tuple[int, str]]]:
        articles = self.desk.objects(claim, AG.reportedIn)
        date = ""
        if articles:
            date = self._date(articles[0])
        # From the last letter to the first, as the newest comes first.
        newest = [-ord(letter) for letter in date] or [1]
        return newest, "".join(map(str, articles)), list(_natural(claim.value))

    def _date(self, article: Node) -> str:
        if article not in self.dates:
            self.dates[article] = self.desk.value(article, DCT.issued)
        return self.dates[article]


def _natural(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text so that `9` comes before `10`."""
    for part in DIGITS.split(text):
        if part.isascii() and part.isdecimal():
            yield int(part), ""
        else:
            yield -1, part
