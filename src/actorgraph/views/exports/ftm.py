"""FollowTheMoney for investigators: entities for whoever is named, notes for claims.

Its edges cannot say "allegedly", so only what the policy accepted becomes an edge.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ActorFacts, ClaimFacts
from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import Edge, edges
from actorgraph.views.exports.sheets import labels
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    RDFS,
    SCHEMA,
    SKOS,
    WD,
    local_name,
    ontology,
    ontology_text,
)

# FollowTheMoney knows no marks of doubt, and dates to the second: "2017-07-31~" becomes a day.
DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?(?=[~?%]?$)")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
# An edge has six columns in the table of followthemoney.tsv, a class two.
CLASS_COLUMNS = 2
ID_LENGTH = 20
BODY, COMPANY = "Organization", "Company"
ASSET = "asset"
# The roles whose actors a note is about; a place takes no part.
PEOPLE = tuple(role for role in ROLES if role != "place")
Entity = dict[str, Any]
Properties = dict[str, list[str]]
Schemata = dict[ox.NamedNode, str]


@dataclass(frozen=True, slots=True)
class Fit:
    """An edge's schema, and for each end its property and the schemata that fit there."""

    schema: str
    begin: str
    begins: frozenset[str]
    end: str
    ends: frozenset[str]


def entities(store: Store) -> str:
    """Write a JSON object a line: articles, whoever is named, a note per claim, a link per edge."""
    facts = Facts(store.triples())
    schemata = _schemata(facts)
    accepted = edges(store)
    schemata.update(_companies(schemata, accepted))
    found = [
        *_articles(facts),
        *_actors(facts, schemata),
        *_notes(facts, schemata),
        *_links(facts, schemata, accepted),
    ]
    found.sort(key=lambda entity: str(entity["id"]))
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in found]
    return "".join(f"{line}\n" for line in lines)


@cache
def _rows() -> tuple[list[str], ...]:
    lines = ontology_text("followthemoney.tsv").splitlines()
    return tuple(line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def _classes() -> dict[str, str]:
    """Return the schema of each of our classes; the first that fits an actor counts."""
    return {row[0]: row[1] for row in _rows() if len(row) == CLASS_COLUMNS}


@cache
def _fits() -> dict[str, Fit]:
    """Return how each direct property becomes an edge."""
    fits = {}
    for row in _rows():
        if len(row) > CLASS_COLUMNS:
            direct, schema, begin, begins, end, ends = row[:6]
            fits[direct] = Fit(
                schema, begin, frozenset(begins.split()), end, frozenset(ends.split())
            )
    return fits


def _schemata(facts: Facts) -> Schemata:
    """Return the schema of whoever is named; not of groups, the unnamed or the protected."""
    schemata: Schemata = {}
    nodes = sorted((n for n in facts if isinstance(n, ox.NamedNode)), key=lambda node: node.value)
    for node in nodes:
        if not facts.has(node, RDFS.label):
            continue
        schema = _schema(facts.actor(node))
        if schema:
            schemata[node] = schema
    return schemata


def _schema(actor: ActorFacts) -> str | None:
    if actor.unnamed or actor.protected or not _plain(actor.label):
        return None
    fitting = (schema for kind, schema in _classes().items() if kind in actor.types)
    return next(fitting, None)


def _companies(schemata: Schemata, accepted: Iterable[Edge]) -> Schemata:
    """Return the bodies that somebody owns: FollowTheMoney takes no other body for an asset."""
    owned: Schemata = {}
    for edge in accepted:
        fit = _fits().get(edge.direct)
        if fit is None:
            continue
        for iri, role in ((edge.begin, fit.begin), (edge.end, fit.end)):
            node = ox.NamedNode(iri)
            if role == ASSET and schemata.get(node) == BODY:
                owned[node] = COMPANY
    return owned


def _id(iri: str) -> str:
    return f"ag-{hashlib.sha256(iri.encode()).hexdigest()[:ID_LENGTH]}"


def _entity(iri: str, schema: str, properties: Properties) -> Entity:
    """Return an entity; empty values and properties are left out, the others sorted."""
    cleaned = {name: _cleaned(texts) for name, texts in properties.items()}
    filled = {name: texts for name, texts in cleaned.items() if texts}
    return {"id": _id(iri), "schema": schema, "properties": filled}


def _cleaned(texts: Iterable[str]) -> list[str]:
    return sorted({_plain(text) for text in texts} - {""})


def _plain(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


def _dates(texts: Iterable[str]) -> list[str]:
    days = (DAY.match(text) for text in texts)
    return [day[0] for day in days if day]


def _articles(facts: Facts) -> Iterator[Entity]:
    for article in facts.articles:
        titles = facts.values(article, DCT.title) or facts.values(article, RDFS.label)
        properties = {
            "title": titles,
            "publishedAt": _dates(facts.values(article, DCT.issued)),
            "publisher": facts.values(article, DCT.publisher),
            "sourceUrl": facts.values(article, SCHEMA.url),
        }
        yield _entity(article.value, "Article", properties)


def _actors(facts: Facts, schemata: Schemata) -> Iterator[Entity]:
    wikidata = WD[""].value
    for node, schema in schemata.items():
        identities = facts.values(node, SKOS.exactMatch)
        properties = {
            "name": facts.values(node, RDFS.label),
            # Nobody should be searched by a description: it is not a name.
            "weakAlias": facts.values(node, SKOS.altLabel),
            "wikidataId": [local_name(iri) for iri in identities if iri.startswith(wikidata)],
        }
        yield _entity(node.value, schema, properties)


def _notes(facts: Facts, schemata: Schemata) -> Iterator[Entity]:
    for node in facts.claims:
        claim = facts.claim(node)
        keywords = [claim.certainty]
        if claim.negated:
            keywords.append("denied")
        reservation = ", ".join(keywords)
        people = [actor.value for actor in claim.in_roles(*PEOPLE) if actor in schemata]
        properties = {
            "name": [f"{reservation}: {_sentence(facts, claim)}"],
            "description": [f"{reservation}: {_account(facts, claim)}"],
            "keywords": keywords,
            "entity": [_id(iri) for iri in people],
            "proof": _article_ids(facts, node),
        }
        yield _entity(node.value, "Note", properties)


def _article_ids(facts: Facts, claim: ox.NamedNode) -> list[str]:
    return [_id(article) for article in facts.values(claim, AG.reportedIn)]


def _sentence(facts: Facts, claim: ClaimFacts) -> str:
    doers = ", ".join(labels(facts, claim.doers))
    if not doers:
        doers = " or ".join(labels(facts, claim.in_roles("possibleAgent")))
    verb = claim.verb or claim.title or claim.kind
    counterparts = ", ".join(labels(facts, claim.counterparts))
    parts = [doers or "somebody", verb, counterparts]
    return " – ".join(part for part in parts if part)


def _account(facts: Facts, claim: ClaimFacts) -> str:
    """Return a claim in a sentence, with its source, its words and its IRI."""
    # By their IRIs: files that are published list the words in this order.
    spans = sorted(
        facts.spans(claim.iri, AG.evidence),
        key=lambda span: span.iri,
    )
    words = " … ".join(span.words for span in spans if span.words)
    source = ", ".join(labels(facts, claim.sources)) or "the article"
    parts = [_sentence(facts, claim), f"according to {source}"]
    if words:
        parts.append(f"“{words}”")
    return "; ".join([*parts, claim.iri.value])


def _links(
    facts: Facts,
    schemata: Schemata,
    accepted: list[Edge],
) -> Iterator[Entity]:
    """Yield a link for each accepted edge between two that are named, with its claims."""
    for edge in accepted:
        begin = schemata.get(ox.NamedNode(edge.begin))
        end = schemata.get(ox.NamedNode(edge.end))
        if begin and end:
            yield _link(facts, edge, _fit(edge, begin, end))


def _fit(edge: Edge, begin: str, end: str) -> Fit:
    """Return the schema for an edge between two schemata, `UnknownLink` where none fits."""
    fit = _fits().get(edge.direct)
    if fit and _widened(begin) & fit.begins and _widened(end) & fit.ends:
        return fit
    return Fit(
        "UnknownLink",
        "subject",
        frozenset([begin]),
        "object",
        frozenset([end]),
    )


def _widened(schema: str) -> frozenset[str]:
    """Return a schema with the wider one that it is a case of."""
    if schema == COMPANY:
        return frozenset([COMPANY, BODY])
    return frozenset([schema])


def _link(facts: Facts, edge: Edge, fit: Fit) -> Entity:
    titles: list[str] = []
    times: list[str] = []
    articles: list[str] = []
    for iri in edge.claims:
        claim = ox.NamedNode(iri)
        titles += facts.values(claim, AG.title)
        times += facts.values(claim, AG.time)
        articles += _article_ids(facts, claim)
    properties = {
        fit.begin: [_id(edge.begin)],
        fit.end: [_id(edge.end)],
        _naming(fit): titles or [_label(edge.direct)],
        "date": _dates(times),
        "summary": [f"accepted by the policy {edge.policy}; rests on {' '.join(edge.claims)}"],
        "recordId": list(edge.claims),
        "proof": articles,
    }
    return _entity(edge.node, fit.schema, properties)


def _naming(fit: Fit) -> str:
    """Return the property that says what the link is."""
    return "relationship" if fit.schema == "Family" else "role"


@cache
def _label(direct: str) -> str:
    """Return the ontology's label of a direct property, else its name."""
    quads = ontology().store.quads_for_pattern(AG[direct], RDFS.label, None)
    found = [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]
    return min(found, default=direct)
