"""What the page shows: articles, nodes, edges, claims and attitudes, which refer by number.

docs/page-data.md is the contract.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.deadline import check as check_deadline
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.graph.triples import whole_number
from actorgraph.views.projection import polarity
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import (
    AG,
    INDIVIDUALS,
    NIF,
    RDFS,
    ontology,
)

if TYPE_CHECKING:
    import networkx

CLAIM_ROOT = f"{INDIVIDUALS}claim/"
ACTOR_ROOT = f"{INDIVIDUALS}actor/"
PREFIXES = ("ag", "dct", "nif", "rdfs", "schema", "skos", "xsd")
# How a claim's row calls a role, where it is not the plural.
ROLE_KEYS = {
    "possibleAgent": "possible",
    "subject": "subject",
    "object": "object",
    "attributedTo": "by",
}
# A row leaves these out; the page fills them in again.
EMPTY: tuple[object, ...] = (False, "", [], -1, 0)
DATE_LENGTH = len("2017-05-31")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The number by which rows refer to each article, node and claim; the keys are IRIs."""

    articles: dict[str, int]
    nodes: dict[str, int]
    claims: dict[str, int]


def contents(
    graph: "networkx.MultiDiGraph",
    facts: Facts,
    names: list[str],
) -> Row:
    """Gather what the page shows; `names` are the map's nodes in the order of their numbers.

    Whatever is empty, false or -1 is left out of a row: the page fills it in again.

    Raises LookupError or ValueError if a claim lacks what every claim must have.
    """
    every_claim = [facts.claim(node) for node in _by_iri(facts.claims)]
    attitudes = [claim for claim in every_claim if claim.is_attitude]
    claims = [claim for claim in every_claim if not claim.is_attitude]
    articles = _by_iri(facts.articles)
    others = _not_on_map(every_claim, names)
    numbers = _Numbers(
        articles=_numbered(_iris(articles)),
        nodes=_numbered([*names, *_iris(others)]),
        claims=_numbered(claim.iri.value for claim in [*claims, *attitudes]),
    )
    rows = _Rows(graph, facts, numbers)
    nodes = list(map(rows.node, names))
    return {
        **_vocabulary(facts, every_claim, nodes),
        "articles": list(map(rows.article, articles)),
        "nodes": nodes,
        "others": list(map(rows.other, others)),
        "edges": rows.edges(),
        "claims": list(map(rows.claim, claims)),
        "attitudes": list(map(rows.claim, attitudes)),
    }


def _vocabulary(facts: Facts, claims: list[ClaimFacts], nodes: list[Row]) -> Row:
    """Return the terms that rows abbreviate: prefixes, the roots of IRIs, classes and rules."""
    return {
        "prefixes": _prefixes(),
        "roots": {"claim": CLAIM_ROOT, "actor": ACTOR_ROOT},
        "classes": _classes(facts, claims, nodes),
        "rules": _rules(facts, claims),
    }


def _by_iri(nodes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    return sorted(nodes, key=lambda node: node.value)


def _iris(nodes: Iterable[ox.NamedNode]) -> list[str]:
    return [node.value for node in nodes]


def _numbered(iris: Iterable[str]) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(iris)}


def _not_on_map(
    claims: list[ClaimFacts],
    names: list[str],
) -> list[ox.NamedNode]:
    """Return the actors that are no nodes of the map: they hold an attitude or are a source."""
    actors: set[ox.NamedNode] = set()
    for claim in claims:
        actors.update(claim.in_roles(*ROLES))
    on_map = set(names)
    return _by_iri(actor for actor in actors if actor.value not in on_map)


def _prefixes() -> dict[str, str]:
    table = ontology().prefixes
    return {name: table[name] for name in PREFIXES}


def _rules(facts: Facts, claims: list[ClaimFacts]) -> dict[str, str]:
    """Return the IRI of each rule by its label."""
    rules: dict[str, str] = {}
    for claim in claims:
        for rule in facts.nodes(claim.iri, AG.foundBy):
            rules[facts.value(rule, RDFS.label)] = rule.value
    return dict(sorted(rules.items()))


def _classes(
    facts: Facts,
    claims: list[ClaimFacts],
    nodes: list[Row],
) -> dict[str, Row]:
    """Return each class that occurs: its label, and for claims all classes that come with it."""
    classes: dict[str, Row] = {}
    for node in nodes:
        kind = str(node["kind"])
        classes[kind] = {"label": label(kind)}
    for claim in claims:
        types = sorted(facts.kinds(claim.iri))
        classes[claim.kind] = {
            "label": label(claim.kind),
            "types": types,
        }
    return dict(sorted(classes.items()))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of the page."""

    graph: "networkx.MultiDiGraph"
    facts: Facts
    numbers: _Numbers

    def node(self, name: str) -> Row:
        """Return the row of a node on the map; an action or statement refers to its claim."""
        attributes = self.graph.nodes[name]
        number = self.numbers.claims.get(name)
        if number is not None:
            return {"kind": attributes["kind"], "claim": number}
        row = dict(attributes)
        row.pop("count", None)
        row["id"] = name.removeprefix(ACTOR_ROOT)
        return _lean(row)

    def other(self, node: ox.NamedNode) -> Row:
        """Return the row of an actor that is not on the map."""
        actor = self.facts.actor(node)
        return {
            "label": actor.label,
            "kind": actor.kind,
            "id": node.value.removeprefix(ACTOR_ROOT),
        }

    def edges(self) -> list[list[Any]]:
        """Return the edges: from, to, role and claim."""
        nodes = self.numbers.nodes
        rows = []
        for begin, end, attributes in self.graph.edges(data=True):
            claim = self.numbers.claims[attributes["claim"]]
            rows.append([nodes[begin], nodes[end], attributes["role"], claim])
        return sorted(rows)

    def article(self, node: ox.NamedNode) -> Row:
        """Return the row of an article; its text is null where a shareable graph withholds it."""
        article = self.facts.article(node)
        return {
            "id": node.value,
            "title": article.title,
            "publisher": article.publisher,
            "issued": article.issued,
            "url": article.url,
            "sha256": article.sha256,
            "length": article.length,
            "text": article.text,
            "notices": self._offsets(node, AG.notice),
            "headings": self._offsets(node, AG.heading),
        }

    def claim(self, claim: ClaimFacts) -> Row:
        """Return the row of a claim or an attitude."""
        check_deadline()
        facts, node = self.facts, claim.iri
        row = {
            "code": node.value.removeprefix(CLAIM_ROOT),
            "kind": claim.kind,
            "verb": claim.verb or claim.title or label(claim.kind),
            "certainty": claim.certainty,
            "polarity": polarity(claim.kind),
            "denied": claim.negated,
            "time": claim.time,
            "written": claim.time_text,
            "tenure": facts.value(node, AG.tenure),
            "span": self._days(node),
            "evidence": self._offsets(node, AG.evidence),
            "content": self._offsets(node, AG.content),
            "same": self._same_events(node),
            "rule": self._rule(node),
            "confidence": facts.required(node, AG.confidence),
        }
        row |= self._places(claim)
        row |= self._roles(claim)
        return _lean(row)

    def _places(self, claim: ClaimFacts) -> Row:
        """Return the numbers of a claim's article and of the statement that contains it."""
        article = self.facts.required(claim.iri, AG.reportedIn)
        places = {"article": self.numbers.articles[article]}
        if claim.said_in is not None:
            places["in"] = self.numbers.claims[claim.said_in.value]
        return places

    def _roles(self, claim: ClaimFacts) -> Row:
        """Return the numbers of a claim's actors by role."""
        row = {}
        for role, actors in claim.roles.items():
            key = ROLE_KEYS.get(role, f"{role}s")
            row[key] = [self.numbers.nodes[iri] for iri in _iris(actors)]
        return row

    def _days(self, claim: ox.NamedNode) -> list[str]:
        """Return the first and the last day of a claim's time; nothing where it has none."""
        first = self.facts.value(claim, AG.notBefore)
        last = self.facts.value(claim, AG.notAfter)
        if not first:
            return []
        return [first[:DATE_LENGTH], last[:DATE_LENGTH]]

    def _same_events(self, claim: ox.NamedNode) -> list[int]:
        claims = self.numbers.claims
        same = self.facts.values(claim, AG.sameEventAs)
        return sorted(claims[iri] for iri in same if iri in claims)

    def _rule(self, claim: ox.NamedNode) -> str:
        rule = ox.NamedNode(self.facts.required(claim, AG.foundBy))
        return self.facts.value(rule, RDFS.label)

    def _offsets(
        self,
        node: ox.NamedNode,
        predicate: ox.NamedNode,
    ) -> list[list[int]]:
        """Return the offsets of the spans under a property, in the order of the text."""
        offsets = []
        for span in self.facts.nodes(node, predicate):
            begin = whole_number(self.facts.required(span, NIF.beginIndex))
            end = whole_number(self.facts.required(span, NIF.endIndex))
            if begin is None or end is None:
                raise LookupError(f"no offsets: {span.value}")
            offsets.append([begin, end])
        return sorted(offsets)


def _lean(row: Row) -> Row:
    # A claim that is said in a statement has the statement's number, which may be 0.
    return {key: value for key, value in row.items() if value not in EMPTY or key == "in"}
