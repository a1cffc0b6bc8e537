"""FollowTheMoney: its edges know no "allegedly", so only what the policy accepted is one; every claim is a note."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import Edge, edges
from actorgraph.views.exports.sheets import DOERS, OTHERS
from actorgraph.views.projection import Told, certainty, gather, kind_of
from actorgraph.vocabulary.vocab import AG, RDFS, WD, local_name, ontology, ontology_text

PEOPLE = (*DOERS, "possibleAgent", *OTHERS, "attributedTo")
# FollowTheMoney takes dates to the second at most, and no marks of doubt; "2017-07-31~" becomes a plain day.
DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?(?=[~?%]?$)")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Fit:
    """An edge's schema, and for its beginning and its end the property and the schemata that fit there."""

    schema: str
    begin: str
    begins: frozenset[str]
    end: str
    ends: frozenset[str]


def entities(store: Store) -> str:
    """Write a JSON object a line: articles, those who are named, a note per claim, a link per accepted edge."""
    told = gather(store)
    named = {iri: schema for iri in sorted(told) if (schema := _schema(told[iri]))}
    found = [
        *_articles(told),
        *_actors(told, named),
        *_notes(told, named),
        *_links(told, named, edges(store)),
    ]
    lines = (
        json.dumps(one, ensure_ascii=False, sort_keys=True)
        for one in sorted(found, key=lambda one: one["id"])
    )
    return "".join(f"{line}\n" for line in lines)


@cache
def _table() -> tuple[dict[str, str], dict[str, Fit]]:
    """Read which class of ours is which schema, and how an edge fits."""
    rows = [
        line.split("\t")
        for line in ontology_text("followthemoney.tsv").splitlines()
        if line[:1] not in ("", "#")
    ]
    fits = {
        row[0]: Fit(row[1], row[2], frozenset(row[3].split()), row[4], frozenset(row[5].split()))
        for row in rows
        if len(row) > 2
    }
    return {row[0]: row[1] for row in rows if len(row) == 2}, fits


def _schema(facts: dict[str, list[str]]) -> str:
    """Return the schema of somebody named; none of a group, or of one whom the text protects or does not name."""
    if not any(map(_plain, facts.get("label", ()))) or "true" in (
        *facts.get("unnamed", ()),
        *facts.get("protected", ()),
    ):
        return ""
    kinds = {local_name(kind) for kind in facts.get("type", ())}
    return next((schema for kind, schema in _table()[0].items() if kind in kinds), "")


def _id(iri: str) -> str:
    return f"ag-{hashlib.sha256(iri.encode()).hexdigest()[:20]}"


def _entity(iri: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    cleaned = {
        name: sorted({plain for text in texts if (plain := _plain(text))})
        for name, texts in properties.items()
    }
    return {
        "id": _id(iri),
        "schema": schema,
        "properties": {name: texts for name, texts in cleaned.items() if texts},
    }


def _plain(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


def _dates(texts: list[str]) -> list[str]:
    return [found[0] for text in texts if (found := DAY.match(text))]


def _articles(told: Told) -> Iterator[dict[str, Any]]:
    for iri, facts in told.items():
        if AG.Article.value in facts.get("type", ()):
            title = facts.get("heading_title") or facts.get("label", [])
            properties = {"title": title, "publishedAt": _dates(facts.get("issued", []))}
            properties |= {
                "publisher": facts.get("publisher", []),
                "sourceUrl": facts.get("url", []),
            }
            yield _entity(iri, "Article", properties)


def _actors(told: Told, named: dict[str, str]) -> Iterator[dict[str, Any]]:
    for iri, schema in named.items():
        facts = told[iri]
        wikidata = [
            local_name(same) for same in facts.get("same", ()) if same.startswith(WD[""].value)
        ]
        # A description is no name that anybody should be searched by.
        yield _entity(
            iri,
            schema,
            {"name": facts["label"], "weakAlias": facts.get("alias", []), "wikidataId": wikidata},
        )


def _notes(told: Told, named: dict[str, str]) -> Iterator[dict[str, Any]]:
    for claim, facts in told.items():
        if "factuality" not in facts:
            continue
        reserve = [certainty(facts), *(["denied"] if facts.get("negated") == ["true"] else [])]
        who = sorted(
            {_id(actor) for role in PEOPLE for actor in facts.get(role, ()) if actor in named}
        )
        properties = {
            "name": [f"{', '.join(reserve)}: {_sentence(told, claim)}"],
            "description": [f"{', '.join(reserve)}: {_account(told, claim)}"],
            "keywords": reserve,
            "entity": who,
            "proof": [_id(article) for article in facts.get("reportedIn", ())],
        }
        yield _entity(claim, "Note", properties)


def _names(told: Told, claim: str, *roles: str) -> str:
    found = (
        told[node].get("label", [local_name(node)])[0]
        for role in roles
        for node in told[claim].get(role, ())
    )
    return ", ".join(found)


def _sentence(told: Told, claim: str) -> str:
    facts = told[claim]
    doers = (
        _names(told, claim, *DOERS)
        or _names(told, claim, "possibleAgent").replace(", ", " or ")
        or "somebody"
    )
    act = facts.get("verb", facts.get("title", [kind_of(facts)]))[0]
    return " – ".join(filter(None, [doers, act, _names(told, claim, *OTHERS)]))


def _account(told: Told, claim: str) -> str:
    facts = told[claim]
    words = " … ".join(
        word for span in sorted(facts.get("evidence", ())) for word in told[span].get("words", ())
    )
    source = _names(told, claim, "attributedTo") or "the article"
    parts = [_sentence(told, claim), f"according to {source}", f"“{words}”" if words else "", claim]
    return "; ".join(filter(None, parts))


def _links(told: Told, named: dict[str, str], accepted: list[Edge]) -> Iterator[dict[str, Any]]:
    """Yield a link for each accepted edge between two who are named, with the claims that it rests on."""
    unknown = Fit(
        "UnknownLink", "subject", frozenset(named.values()), "object", frozenset(named.values())
    )
    for edge in accepted:
        if edge.begin not in named or edge.end not in named:
            continue
        fit = _table()[1].get(edge.direct, unknown)
        fit = fit if named[edge.begin] in fit.begins and named[edge.end] in fit.ends else unknown
        claims = [told[claim] for claim in edge.claims]
        titles = [title for facts in claims for title in facts.get("title", ())]
        properties = {
            fit.begin: [_id(edge.begin)],
            fit.end: [_id(edge.end)],
            "role": titles or [_label(edge.direct)],
            "date": _dates([time for facts in claims for time in facts.get("time", ())]),
            "summary": [f"accepted by the policy {edge.policy}; rests on {' '.join(edge.claims)}"],
            "recordId": list(edge.claims),
            "proof": [_id(article) for facts in claims for article in facts.get("reportedIn", ())],
        }
        yield _entity(edge.node, fit.schema, properties)


def _label(direct: str) -> str:
    quads = ontology().store.quads_for_pattern(AG[direct], RDFS.label, None)
    return next(
        iter(sorted(quad.object.value for quad in quads if hasattr(quad.object, "value"))), direct
    )
