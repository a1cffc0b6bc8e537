"""Records of actors, articles, claims and links, for pages and JSON."""

import json
import math
from collections.abc import Collection
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import ABSTRACT, Facts
from actorgraph.query import fill
from actorgraph.server.engine import Engine
from actorgraph.server.named_queries import named_query
from actorgraph.server.refusal import Refusal
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    INDIVIDUALS,
    NIF,
    RDF,
    RDFS,
    SKOS,
    iri_text,
    local_name,
)

NT = "application/n-triples"
ROLES = roles_of("Action", "Attitude", "Relation")
CLAIMS_A_PAGE = 100  # as `queries/claims.rq` has it
# Properties that a record shows elsewhere, or that are too many to show.
NOT_LISTED = (RDF.type, NIF.isString, AG.mention)
# What a link across articles says, in words.
LINK_WORDS = {
    "ActorTie": "the same as",
    "EventTie": "the same event as",
    "ContradictionTie": "contradicted by",
    "Tie": "linked to",
}
Record = dict[str, Any]


def individual(path: str) -> ox.NamedNode:
    """Return the IRI of one of our own things by its path.

    Raises Refusal if that is not a valid IRI.
    """
    try:
        return ox.NamedNode(INDIVIDUALS + path)
    except ValueError as error:
        raise Refusal(404, "nothing here has this name") from error


def path_of(iri: str) -> str | None:
    """Return the path of one of our own things, None for any other IRI."""
    if not iri.startswith(INDIVIDUALS):
        return None
    return iri.removeprefix(INDIVIDUALS)


async def facts_of(engine: Engine, query: str, *, offset: int = 0, **terms: ox.NamedNode) -> Facts:
    """Run one of the server's own queries from an offset on, and return its triples as facts.

    Raises Refusal.
    """
    # LIMIT and OFFSET take no variables, so the number is written into the text.
    sparql = named_query(query).replace("OFFSET 0", f"OFFSET {offset}")
    body, _ = await engine.ask(fill(sparql, terms), NT)
    quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    return Facts(quad.triple for quad in quads)


async def thing(engine: Engine, iri: ox.NamedNode) -> Record:
    """Return the record of a thing. Raises Refusal (404) if nothing is said about it."""
    facts = await facts_of(engine, "describe", it=iri)
    if iri not in facts:
        raise Refusal(404, "nothing here has this name")
    return {
        "iri": iri.value,
        "path": path_of(iri.value),
        "kinds": kinds(facts, iri),
        "label": _label(facts, iri),
        "aliases": facts.texts(iri, SKOS.altLabel),
        "same": sorted(facts.values(iri, SKOS.exactMatch)),
        "unnamed": facts.flag(iri, AG.unnamed),
        "protected": facts.flag(iri, AG.protected),
        # Only an article has a text, and a shareable one has none.
        "text": _first_text(facts, iri, NIF.isString) or None,
        "facts": _listed(facts, iri),
    }


def _label(facts: Facts, iri: ox.NamedNode) -> str:
    label = _first_text(facts, iri, RDFS.label, DCT.title, NIF.anchorOf)
    return label or local_name(iri)


def _listed(facts: Facts, iri: ox.NamedNode) -> list[Record]:
    """Return what is said about a thing: the name of each property, and its object."""
    listed = []
    for predicate, terms in facts.properties(iri).items():
        if predicate in NOT_LISTED:
            continue
        for term in terms:
            name = local_name(predicate)
            listed.append({"name": name, **_labelled(facts, term)})
    return sorted(listed, key=_fact_order)


def _fact_order(fact: Record) -> tuple[str, str, str]:
    return fact["name"], fact["label"], fact["iri"] or ""


async def claims_page(engine: Engine, iri: ox.NamedNode, page: int) -> Record:
    """Return a page of the claims of an actor or an article, by article and place.

    Pages count from 1. The record holds `total`, `first` (the number of the page's first claim),
    `page`, `pages` and `claims`. Raises Refusal if there is no such page.
    """
    total = await _count_claims(engine, iri)
    offset = (page - 1) * CLAIMS_A_PAGE
    if page > 1 and offset >= total:
        raise Refusal(404, f"there are {total} claims, and page {page} does not exist")
    facts = await facts_of(engine, "claims", offset=offset, it=iri)
    return {
        "total": total,
        "first": min(offset + 1, total),
        "page": page,
        # Rounded up, and one page even if it is empty.
        "pages": max(1, -(-total // CLAIMS_A_PAGE)),
        "claims": _claims_in(facts),
    }


async def _count_claims(engine: Engine, iri: ox.NamedNode) -> int:
    body, _ = await engine.ask(fill(named_query("claims-counted"), {"it": iri}))
    (binding,) = json.loads(body)["results"]["bindings"]
    return int(binding["total"]["value"])


def _claims_in(facts: Facts) -> list[Record]:
    claims = [
        claim(facts, node)
        for node in facts
        if isinstance(node, ox.NamedNode) and facts.objects(node, AG.factuality)
    ]
    return sorted(claims, key=_claim_order)


def _claim_order(claim: Record) -> tuple[str, int, str]:
    """Return the place of a claim: by article, then where it begins."""
    return claim["article"]["iri"], claim["begin"], claim["iri"]


async def one_claim(engine: Engine, iri: ox.NamedNode) -> Record:
    """Return the record of one claim. Raises Refusal (404) if there is no such claim."""
    facts = await facts_of(engine, "claim", claim=iri)
    if iri not in facts:
        raise Refusal(404, "no claim has this name")
    return claim(facts, iri)


def claim(facts: Facts, iri: ox.NamedNode) -> Record:
    """Return the record of a claim: roles, certainty, sources, evidence, rule and article."""
    classes = kinds(facts, iri)
    evidence = _evidence(facts, iri)
    certainty = facts.values(iri, AG.factuality)
    rules = _named(facts, iri, "foundBy")
    return {
        "iri": iri.value,
        "path": path_of(iri.value),
        "id": local_name(iri),
        "kind": _first(classes, "Claim"),
        "verb": _first_text(facts, iri, AG.verb, AG.title),
        "certainty": local_name(_first(certainty, "asserted")).casefold(),
        "denied": facts.flag(iri, AG.negated),
        "sources": _named(facts, iri, "attributedTo"),
        "said_in": _first(sorted(facts.values(iri, AG.saidIn)), None),
        "roles": _participants(facts, iri),
        "time": _first_text(facts, iri, AG.time, AG.timeText),
        "confidence": _confidence(facts, iri),
        "rule": rules[0]["label"] if rules else "",
        "evidence": evidence,
        "begin": evidence[0]["begin"] if evidence else 0,
        "article": _article(facts, iri),
    }


def _confidence(facts: Facts, iri: ox.NamedNode) -> float:
    """Return the confidence of a claim; 0 if it has none, or one that is not a number."""
    try:
        confidence = float(_first_text(facts, iri, AG.confidence) or 0)
    except ValueError:
        return 0.0
    # JSON has no way to write NaN and infinity.
    return confidence if math.isfinite(confidence) else 0.0


def _participants(facts: Facts, iri: ox.NamedNode) -> list[Record]:
    participants = []
    for role in ROLES:
        for actor in _named(facts, iri, role):
            participants.append({"role": role, **actor})
    return participants


def _evidence(facts: Facts, iri: ox.NamedNode) -> list[Record]:
    return [
        {"begin": span.begin, "end": span.end, "words": span.words}
        for span in facts.spans(iri, AG.evidence)
    ]


def _article(facts: Facts, claim: ox.NamedNode) -> Record:
    articles = sorted(facts.nodes(claim, AG.reportedIn), key=str)
    if not articles:
        return {"iri": "", "path": None, "title": ""}
    article = articles[0]
    return {
        "iri": article.value,
        "path": path_of(article.value),
        "title": _first_text(facts, article, DCT.title),
    }


async def links(engine: Engine, iri: ox.NamedNode) -> list[Record]:
    """Return what a thing is linked to in other articles, at most 100, and why. Raises Refusal."""
    facts = await facts_of(engine, "ties", it=iri)
    found = [
        _link(facts, node)
        for node in facts
        if isinstance(node, ox.NamedNode) and facts.nodes(node, AG.secondTied)
    ]
    return sorted(found, key=lambda link: (link["kind"], link["label"], link["iri"]))


def _link(facts: Facts, node: ox.NamedNode) -> Record:
    """Return the other end of a link, the articles in which it occurs, and the reason."""
    # The query always writes the other end as the second one.
    end = facts.nodes(node, AG.secondTied)[0]
    articles = []
    for article in sorted(facts.nodes(end, AG.reportedIn), key=str):
        title = _first_text(facts, article, DCT.title)
        articles.append({"path": path_of(article.value), "label": title or "an article"})
    classes = kinds(facts, node)
    return {
        **_labelled(facts, end),
        "label": _first_text(facts, end, AG.verb, RDFS.label) or local_name(end),
        "kind": _link_words(classes),
        "reason": _first_text(facts, node, AG.reason),
        "articles": articles,
    }


def _link_words(classes: Collection[str]) -> str:
    """Return what a link of these classes says, in words."""
    for name, words in LINK_WORDS.items():
        if name in classes:
            return words
    return LINK_WORDS["Tie"]


def kinds(facts: Facts, iri: ox.NamedNode) -> list[str]:
    """Return the names of a thing's classes, without abstract ones if it has any other."""
    classes = facts.types(iri)
    return sorted(classes - ABSTRACT) or sorted(classes)


def _named(facts: Facts, iri: ox.NamedNode, role: str) -> list[Record]:
    """Return the things that a claim names in a role, by label."""
    things = [_labelled(facts, node) for node in facts.nodes(iri, AG[role])]
    return sorted(things, key=lambda thing: (thing["label"], thing["iri"] or ""))


def _labelled(facts: Facts, term: object) -> Record:
    """Return a literal, or a thing with its label, its IRI and its path here."""
    if not isinstance(term, ox.NamedNode):
        return {"label": iri_text(term), "iri": None, "path": None}
    label = _first_text(facts, term, RDFS.label) or local_name(term)
    return {"label": label, "iri": term.value, "path": path_of(term.value)}


def _first_text(facts: Facts, node: ox.NamedNode, *predicates: ox.NamedNode) -> str:
    """Return the first text of the first of these properties that has one, else an empty text."""
    for predicate in predicates:
        for text in facts.texts(node, predicate)[:1]:
            if text:
                return text
    return ""


def _first(found: list[str], default: Any) -> Any:
    return found[0] if found else default
