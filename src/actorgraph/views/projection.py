"""The projection: actors, actions and statements become nodes, roles and relations edges."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    NIF,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    iri_text,
    literals,
    local_name,
    subclasses,
)

if TYPE_CHECKING:
    import networkx

ROLES = ("agent", "possibleAgent", "target", "recipient", "place")
Told = dict[str, dict[str, list[str]]]


class Facts(dict[str, list[str]]):
    """What is told of one node, by predicate; nothing, where nothing is told, and asking adds nothing."""

    def __missing__(self, predicate: str) -> list[str]:
        return []


class Tellings(dict[str, dict[str, list[str]]]):
    """What is told, by node; of a node that no graph describes nothing is told, and asking adds nothing."""

    def __missing__(self, node: str) -> dict[str, list[str]]:
        return Facts()


def projection(store: Store) -> "networkx.MultiDiGraph":
    """Project a store; see `project`."""
    return project(gather(store))


def project(told: Told) -> "networkx.MultiDiGraph":
    """Project what is told: nodes and edges carry plain attributes (text, numbers, lists of texts).

    A node's `kind` is Person, Organisation, Government, Group, Place, Document, Action or Statement. An actor's edge
    leads to the action that it does, and from the action to those it touches; a relation is an edge of its own.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    # An attitude ties nobody to anybody: it is asked for by a question, and not drawn.
    claims = [
        subject
        for subject, facts in told.items()
        if _is(facts, "Claim") and not _is(facts, "Attitude")
    ]
    for claim in claims:
        if not _is(told[claim], "Relation"):
            graph.add_node(claim, **_claim(told, claim))
    for claim in claims:
        for begin, end, attributes in _edges(told, claim):
            for actor in (begin, end):
                if actor not in graph:
                    graph.add_node(actor, **_actor(told, actor))
            graph.add_edge(begin, end, **attributes)
    for node, attributes in graph.nodes(data=True):
        attributes["count"] = len(
            {
                told_of["claim"]
                for *_, told_of in [
                    *graph.in_edges(node, data=True),
                    *graph.out_edges(node, data=True),
                ]
            }
        )
    return graph


def gather(store: Store) -> Told:
    """Return what the articles' graphs tell: subject to predicate (local name) to values, all in a fixed order."""
    told = Tellings()
    for _, triple in sorted({str(t): t for t in store.triples()}.items()):
        facts = told.setdefault(iri_text(triple.subject), Facts())
        facts.setdefault(_name(triple.predicate), []).append(iri_text(triple.object))
    return told


def _name(predicate: ox.NamedNode) -> str:
    names = {
        RDF.type: "type",
        RDFS.label: "label",
        SKOS.altLabel: "alias",
        SKOS.exactMatch: "same",
        NIF.anchorOf: "words",
        NIF.beginIndex: "begin",
        NIF.endIndex: "end",
        NIF.isString: "text",
        DCT.title: "heading_title",
        DCT.issued: "issued",
        DCT.publisher: "publisher",
        SCHEMA.url: "url",
    }
    return names.get(predicate) or local_name(predicate)


def _is(facts: dict[str, list[str]], kind: str) -> bool:
    return AG[kind].value in facts.get("type", ())


def certainty(facts: dict[str, list[str]]) -> str:
    """Say in one word how certain a claim is: asserted, reported, alleged, possible, intended or requested."""
    factuality = local_name(facts["factuality"][0]).casefold()
    return "reported" if factuality == "asserted" and facts.get("attributedTo") else factuality


def kind_of(facts: dict[str, list[str]]) -> str:
    """Return the most telling class of a node."""
    kinds = [
        local_name(iri)
        for iri in facts.get("type", ())
        if iri.startswith(AG.Claim.value[: -len("Claim")])
    ]
    wide = {"Claim", "Action", "Relation", "Place"} if len(kinds) > 1 else set()
    return next((kind for kind in kinds if kind not in wide), kinds[0] if kinds else "Place")


def _claim(told: Told, claim: str) -> dict[str, Any]:
    facts = told[claim]
    kind = kind_of(facts)
    return {
        "label": facts.get("verb", [""])[0],
        "kind": "Statement" if kind in subclasses("Statement") else "Action",
        "action": kind,
        "polarity": (literals(kind, "polarity") or ["neutral"])[0],
        "certainty": certainty(facts),
        "denied": facts["negated"] == ["true"],
        "time": facts.get("time", facts.get("timeText", [""]))[0],
    }


def _actor(told: Told, actor: str) -> dict[str, Any]:
    facts = told[actor]
    return {
        "label": facts.get("label", [local_name(actor)])[0],
        "kind": kind_of(facts),
        "aliases": sorted(facts.get("alias", ())),
        "unnamed": facts.get("unnamed") == ["true"],
        "protected": facts.get("protected") == ["true"],
        "same": facts.get("same", [""])[0],
    }


def _edges(told: Told, claim: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (from, to, attributes) for every role in a claim."""
    facts = told[claim]
    kind = kind_of(facts)
    shared = {
        "claim": claim,
        "certainty": certainty(facts),
        "denied": facts["negated"] == ["true"],
        "polarity": (literals(kind, "polarity") or ["neutral"])[0],
    }
    if _is(facts, "Relation"):
        title = facts.get("title", [kind])[0]
        yield facts["subject"][0], facts["object"][0], {"role": kind, "label": title, **shared}
        return
    for role in ROLES:
        for actor in facts.get(role, ()):
            ends = (actor, claim) if role in ("agent", "possibleAgent") else (claim, actor)
            yield *ends, {"role": role, "label": role, **shared}
    for statement in facts.get("saidIn", ()):
        yield statement, claim, {"role": "saidIn", "label": "says", **shared}
