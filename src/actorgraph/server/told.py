"""What is told of one thing, as plain records for pages and JSON: read from the triples that a child sent."""

import json
from typing import Any

import pyoxigraph as ox

from actorgraph.query import fill
from actorgraph.server.engine import Engine
from actorgraph.server.pool import Refusal
from actorgraph.server.shelf import shelved
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
ROLES = ("agent", "holder", "possibleAgent", "target", "recipient", "subject", "object", "place")
PAGE = 100  # claims of a page, as `queries/claims.rq` has it
ABSTRACT = {"Claim", "Action", "Attitude", "Relation", "Actor", "Context"}
# What a tie says of its two, in words.
TIED = {
    "ActorTie": "the same as",
    "EventTie": "the same event as",
    "ContradictionTie": "contradicted by",
    "Tie": "tied to",
}
Record = dict[str, Any]
# What is said of each thing: its predicates, and their objects.
Facts = dict[object, dict[object, list[object]]]


def individual(path: str) -> ox.NamedNode:
    """Return the IRI of one of our own things by its path; raises Refusal where that makes no IRI."""
    try:
        return ox.NamedNode(INDIVIDUALS + path)
    except ValueError as error:
        raise Refusal(404, "nothing here has this name") from error


def path_of(iri: str) -> str | None:
    """Return the path of one of our own things, None for an IRI of others."""
    return iri.removeprefix(INDIVIDUALS) if iri.startswith(INDIVIDUALS) else None


async def told(engine: Engine, question: str, offset: int = 0, **terms: ox.NamedNode) -> Facts:
    """Ask one of the server's own questions, of which a page begins at an offset, and return its facts; raises Refusal."""
    text = shelved(question).replace("OFFSET 0", f"OFFSET {offset}")
    body, _ = await engine.query(fill(text, terms), NT)
    facts: Facts = {}
    for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
        facts.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return facts


async def thing(engine: Engine, iri: ox.NamedNode) -> tuple[Facts, Record]:
    """Return what is said of a thing, as facts and as a record; raises Refusal (404) where nothing is."""
    facts = await told(engine, "describe", it=iri)
    if iri not in facts:
        raise Refusal(404, "nothing here has this name")
    label = (
        _first(facts, iri, RDFS.label)
        or _first(facts, iri, DCT.title)
        or _first(facts, iri, NIF.anchorOf)
    )
    said = [
        {"name": local_name(predicate), **_value(facts, node)}
        for predicate, nodes in facts[iri].items()
        for node in nodes
        if predicate not in (RDF.type, NIF.isString, AG.mention)
    ]
    return facts, {
        "iri": iri.value,
        "path": path_of(iri.value),
        "kinds": kinds(facts, iri),
        "label": label or local_name(iri),
        "aliases": _texts(facts, iri, SKOS.altLabel),
        "same": sorted(iri_text(node) for node in _objects(facts, iri, SKOS.exactMatch)),
        "unnamed": _first(facts, iri, AG.unnamed) == "true",
        "protected": _first(facts, iri, AG.protected) == "true",
        "text": _first(facts, iri, NIF.isString),
        "facts": sorted(said, key=lambda fact: (fact["name"], fact["label"], fact["iri"] or "")),
    }


async def claims(engine: Engine, iri: ox.NamedNode, page: int) -> Record:
    """Return a page, from 1 on, of the claims in which a thing takes part or that an article makes, by article and place.

    The record holds `total`, `first` (the number of its first claim), `page`, `pages` and `claims`. Raises Refusal.
    """
    body, _ = await engine.query(fill(shelved("claims-counted"), {"it": iri}))
    total = int(json.loads(body)["results"]["bindings"][0]["total"]["value"])
    offset = (page - 1) * PAGE
    if page > 1 and offset >= total:
        raise Refusal(404, f"there are {total} claims, and no page {page} of them")
    told_of = {
        "total": total,
        "first": min(offset + 1, total),
        "page": page,
        "pages": max(1, -(-total // PAGE)),
    }
    return {**told_of, "claims": await _claims(engine, iri, offset)}


async def _claims(engine: Engine, iri: ox.NamedNode, offset: int) -> list[Record]:
    facts = await told(engine, "claims", offset, it=iri)
    subjects = [
        node
        for node, said in facts.items()
        if AG.factuality in said and isinstance(node, ox.NamedNode)
    ]
    found = [claim(facts, subject) for subject in subjects]
    return sorted(
        found, key=lambda record: (record["article"]["iri"], record["begin"], record["iri"])
    )


async def one_claim(engine: Engine, iri: ox.NamedNode) -> Record:
    """Return one claim; raises Refusal (404) where there is none of this name."""
    facts = await told(engine, "claim", claim=iri)
    if iri not in facts:
        raise Refusal(404, "no claim has this name")
    return claim(facts, iri)


async def ties(engine: Engine, iri: ox.NamedNode) -> list[Record]:
    """Return what a thing is tied to in other articles, at most 100, and why; raises Refusal."""
    facts = await told(engine, "ties", it=iri)
    found = [
        _tie(facts, node)
        for node, said in facts.items()
        if AG.firstTied in said and isinstance(node, ox.NamedNode)
    ]
    return sorted(found, key=lambda record: (record["kind"], record["label"], record["iri"]))


def _tie(facts: Facts, node: ox.NamedNode) -> Record:
    """Return the other end of a tie, as the tie's query gives it, where it stands, and the reason."""
    other = next(
        end for end in _objects(facts, node, AG.secondTied) if isinstance(end, ox.NamedNode)
    )
    articles = sorted(iri_text(article) for article in _objects(facts, other, AG.reportedIn))
    places = [
        {"path": path_of(iri), "label": _first(facts, ox.NamedNode(iri), DCT.title) or "an article"}
        for iri in articles
    ]
    label = _first(facts, other, AG.verb) or _first(facts, other, RDFS.label) or local_name(other)
    kind = next(kind for kind in TIED if kind in kinds(facts, node))
    reason = _first(facts, node, AG.reason) or ""
    return {
        **_value(facts, other),
        "label": label,
        "kind": TIED[kind],
        "reason": reason,
        "articles": places,
    }


def claim(facts: Facts, iri: ox.NamedNode) -> Record:
    """Return a claim: who does what to whom, how certain it is, according to whom, and its exact words."""
    spans = _objects(facts, iri, AG.evidence)
    evidence = sorted(_span(facts, span) for span in spans if isinstance(span, ox.NamedNode))
    factuality = [local_name(node).casefold() for node in _objects(facts, iri, AG.factuality)]
    articles = sorted(iri_text(node) for node in _objects(facts, iri, AG.reportedIn))
    article = ox.NamedNode(articles[0])
    said_in = sorted(iri_text(node) for node in _objects(facts, iri, AG.saidIn))
    found = kinds(facts, iri)
    return {
        "iri": iri.value,
        "path": path_of(iri.value),
        "id": local_name(iri),
        "kind": found[0] if found else "Claim",
        "verb": _first(facts, iri, AG.verb) or _first(facts, iri, AG.title) or "",
        "certainty": factuality[0] if factuality else "asserted",
        "denied": _first(facts, iri, AG.negated) == "true",
        "sources": _named(facts, iri, "attributedTo"),
        "said_in": said_in[0] if said_in else None,
        "roles": [{"role": role, **actor} for role in ROLES for actor in _named(facts, iri, role)],
        "time": _first(facts, iri, AG.time) or _first(facts, iri, AG.timeText) or "",
        "confidence": float(_first(facts, iri, AG.confidence) or 0),
        "rule": next((rule["label"] for rule in _named(facts, iri, "foundBy")), ""),
        "evidence": [
            {"begin": begin, "end": end, "words": words} for begin, end, words in evidence
        ],
        "begin": evidence[0][0] if evidence else 0,
        "article": {
            "iri": articles[0],
            "path": path_of(articles[0]),
            "title": _first(facts, article, DCT.title) or "",
        },
    }


def kinds(facts: Facts, iri: ox.NamedNode) -> list[str]:
    """Return the local names of a thing's telling classes, sorted."""
    found = {local_name(node) for node in _objects(facts, iri, RDF.type)}
    return sorted(found - ABSTRACT) or sorted(found)


def _named(facts: Facts, iri: ox.NamedNode, role: str) -> list[Record]:
    """Return those that a claim names in a role, by name."""
    nodes = _objects(facts, iri, AG[role])
    found = [_value(facts, node) for node in nodes if isinstance(node, ox.NamedNode)]
    return sorted(found, key=lambda record: (record["label"], record["iri"] or ""))


def _value(facts: Facts, node: object) -> Record:
    """Return a literal or a named thing as its label, its IRI and its path here."""
    if not isinstance(node, ox.NamedNode):
        return {"label": iri_text(node), "iri": None, "path": None}
    label = _first(facts, node, RDFS.label) or local_name(node)
    return {"label": label, "iri": node.value, "path": path_of(node.value)}


def _span(facts: Facts, span: ox.NamedNode) -> tuple[int, int, str]:
    begin, end = (_first(facts, span, edge) or "0" for edge in (NIF.beginIndex, NIF.endIndex))
    return int(begin), int(end), _first(facts, span, NIF.anchorOf) or ""


def _texts(facts: Facts, node: object, predicate: object) -> list[str]:
    return sorted(
        found.value for found in _objects(facts, node, predicate) if isinstance(found, ox.Literal)
    )


def _objects(facts: Facts, node: object, predicate: object) -> list[object]:
    return facts.get(node, {}).get(predicate, [])


def _first(facts: Facts, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
    return next(iter(_texts(facts, node, predicate)), None)
