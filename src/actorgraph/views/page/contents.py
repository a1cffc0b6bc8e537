"""What the page shows: articles, nodes, edges, claims and attitudes, which refer by number.

docs/page-data.md is the contract.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.graph.facts import ClaimFacts, Facts
from actorgraph.views.projection import polarity
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, NIF, RDFS, ontology

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


def contents(graph: "networkx.MultiDiGraph", facts: Facts, names: list[str]) -> Row:
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
        articles=_numbered(article.value for article in articles),
        nodes=_numbered([*names, *(actor.value for actor in others)]),
        claims=_numbered(claim.iri.value for claim in [*claims, *attitudes]),
    )
    nodes = [_node(graph, name, numbers) for name in names]
    return {
        "prefixes": _prefixes(),
        "roots": {"claim": CLAIM_ROOT, "actor": ACTOR_ROOT},
        "classes": _classes(facts, every_claim, nodes),
        "rules": _rules(facts, every_claim),
        "articles": [_article(facts, article) for article in articles],
        "nodes": nodes,
        "others": [_other(facts, actor) for actor in others],
        "edges": _edges(graph, numbers),
        "claims": [_claim(facts, claim, numbers) for claim in claims],
        "attitudes": [_claim(facts, claim, numbers) for claim in attitudes],
    }


def _by_iri(nodes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    return sorted(nodes, key=lambda node: node.value)


def _numbered(iris: Iterable[str]) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(iris)}


def _not_on_map(claims: list[ClaimFacts], names: list[str]) -> list[ox.NamedNode]:
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


def _node(graph: "networkx.MultiDiGraph", name: str, numbers: _Numbers) -> Row:
    """Return the row of a node: an action or statement refers to its claim."""
    attributes = graph.nodes[name]
    if name in numbers.claims:
        return {"kind": attributes["kind"], "claim": numbers.claims[name]}
    row = dict(attributes)
    row.pop("count", None)
    row["id"] = name.removeprefix(ACTOR_ROOT)
    return _lean(row)


def _other(facts: Facts, node: ox.NamedNode) -> Row:
    actor = facts.actor(node)
    return {
        "label": actor.label,
        "kind": actor.kind,
        "id": node.value.removeprefix(ACTOR_ROOT),
    }


def _edges(graph: "networkx.MultiDiGraph", numbers: _Numbers) -> list[list[Any]]:
    rows = []
    for begin, end, attributes in graph.edges(data=True):
        claim = numbers.claims[attributes["claim"]]
        ends = [numbers.nodes[begin], numbers.nodes[end]]
        rows.append([*ends, attributes["role"], claim])
    return sorted(rows)


def _classes(facts: Facts, claims: list[ClaimFacts], nodes: list[Row]) -> dict[str, Row]:
    """Return each class that occurs: its label, and for claims all classes that come with it."""
    classes: dict[str, Row] = {}
    for node in nodes:
        kind = str(node["kind"])
        classes[kind] = {"label": label(kind)}
    for claim in claims:
        types = sorted(facts.kinds(claim.iri))
        classes[claim.kind] = {"label": label(claim.kind), "types": types}
    return dict(sorted(classes.items()))


def _article(facts: Facts, node: ox.NamedNode) -> Row:
    article = facts.article(node)
    return {
        "id": node.value,
        "title": article.title,
        "publisher": article.publisher,
        "issued": article.issued,
        "url": article.url,
        "sha256": article.sha256,
        "length": article.length,
        "text": article.text,
        "notices": _spans(facts, node, AG.notice),
        "headings": _spans(facts, node, AG.heading),
    }


def _claim(facts: Facts, claim: ClaimFacts, numbers: _Numbers) -> Row:
    row = {
        "code": claim.iri.value.removeprefix(CLAIM_ROOT),
        "kind": claim.kind,
        "verb": claim.verb or claim.title or label(claim.kind),
        "certainty": claim.certainty,
        "polarity": polarity(claim.kind),
        "denied": claim.negated,
        "time": claim.time,
        "written": claim.time_text,
        "tenure": facts.value(claim.iri, AG.tenure),
        "span": _days(facts, claim.iri),
        "article": numbers.articles[facts.required(claim.iri, AG.reportedIn)],
        "evidence": _spans(facts, claim.iri, AG.evidence),
        "content": _spans(facts, claim.iri, AG.content),
        "in": -1 if claim.said_in is None else numbers.claims[claim.said_in.value],
        "same": _same_events(facts, claim.iri, numbers),
        "rule": _rule_of(facts, claim.iri),
        "confidence": facts.required(claim.iri, AG.confidence),
    }
    for role, actors in claim.roles.items():
        key = ROLE_KEYS.get(role, f"{role}s")
        row[key] = [numbers.nodes[actor.value] for actor in actors]
    return _lean(row)


def _days(facts: Facts, claim: ox.NamedNode) -> list[str]:
    """Return the first and the last day of a claim's time; nothing where it has none."""
    first = facts.value(claim, AG.notBefore)
    last = facts.value(claim, AG.notAfter)
    if not first:
        return []
    return [first[:DATE_LENGTH], last[:DATE_LENGTH]]


def _same_events(facts: Facts, claim: ox.NamedNode, numbers: _Numbers) -> list[int]:
    same = facts.values(claim, AG.sameEventAs)
    return sorted(numbers.claims[iri] for iri in same if iri in numbers.claims)


def _rule_of(facts: Facts, claim: ox.NamedNode) -> str:
    rule = ox.NamedNode(facts.required(claim, AG.foundBy))
    return facts.value(rule, RDFS.label)


def _spans(facts: Facts, node: ox.NamedNode, predicate: ox.NamedNode) -> list[list[int]]:
    """Return the offsets of the spans under a property, in the order of the text."""
    offsets = []
    for span in facts.nodes(node, predicate):
        begin = facts.required(span, NIF.beginIndex)
        end = facts.required(span, NIF.endIndex)
        offsets.append([int(begin), int(end)])
    return sorted(offsets)


def _lean(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in EMPTY}
