"""The results of a search as CSV, JSON and Turtle, of as many claims as a file may have."""

import json
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.turtle import turtle
from actorgraph.views.tables import write_csv
from actorgraph.workbench.actor_lines import actor_line
from actorgraph.workbench.claim_rows import cards
from actorgraph.workbench.claims import ActorLink, ClaimCard
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.found import Found
from actorgraph.workbench.visit import Answer

FILES = {"csv": "text/csv", "json": "application/json", "ttl": "text/turtle"}
MOST_CLAIMS = 1000
MOST_ROWS = 10_000
Row = dict[str, Any]


def saved(desk: Desk, found: Found, form: str) -> Answer:
    """Return what a search finds as a file of a form: `csv`, `json` or `ttl`."""
    if form == "ttl":
        return Answer(_turtle(desk, found), media=FILES[form], name="search.ttl")
    rows = rows_of(desk, found)
    if form == "csv":
        return Answer(_csv(rows), media=FILES[form], name="search.csv")
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    return Answer(text, media=FILES[form], name=f"search.{form}")


def rows_of(desk: Desk, found: Found) -> list[Row]:
    """Return what a search finds as rows: actors or articles if it is for them, else claims."""
    thing = found.search.thing
    if thing == "actor":
        return _actors(found)
    if thing == "article":
        return _articles(found)
    return [_claim(card) for card in cards(desk, found.shown_claims[:MOST_CLAIMS])]


def _turtle(desk: Desk, found: Found) -> str:
    """Return the claims that are found, with everything they name."""
    claims = desk.catalogue.claims
    numbers = found.shown_numbers if len(found.shown_numbers) else found.counted_numbers
    nodes = [ox.NamedNode(claims.iri(number)) for number in numbers[:MOST_CLAIMS].tolist()]
    return turtle(quad.triple for quad in desk.part(nodes).contents())


def _actors(found: Found) -> list[Row]:
    rows = []
    for actor in found.actors[:MOST_ROWS]:
        line = actor_line(found.catalogue, actor)
        row = {
            "name": actor.name,
            "kind": actor.kind,
            "articles": line.articles,
            "claims": line.claims,
            "offices": "; ".join(actor.offices),
            "other names": "; ".join(actor.names),
            "iri": actor.iri,
        }
        rows.append(row)
    return rows


def _articles(found: Found) -> list[Row]:
    rows = []
    for article in found.articles[:MOST_ROWS]:
        row = {
            "title": article.title,
            "date": article.issued,
            "claims": len(article.claims),
            "iri": article.iri,
        }
        rows.append(row)
    return rows


def _claim(card: ClaimCard) -> Row:
    return {
        "words": card.words,
        "who": _names(card.doers),
        "did what": card.verb,
        "kind": card.kind,
        "to whom": _names(card.parties),
        "how sure": card.level_words,
        "denied": "yes" if card.is_denied else "no",
        "who says so": card.says_so,
        "when": card.date,
        "article": card.article.title,
        "date of the article": card.article.issued,
        "confidence": card.confidence,
        "decided": card.verdict.verdict if card.verdict else "",
        "claim": card.code,
    }


def _names(links: Sequence[ActorLink]) -> str:
    return "; ".join(link.name for link in links)


def _csv(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    return write_csv(list(rows[0]), [list(map(str, row.values())) for row in rows])
