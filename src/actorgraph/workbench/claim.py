"""The page of one claim: its words in context, who says so, other reports, and decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from actorgraph.text.verdicts import Verdict
from actorgraph.views.explain import grounds
from actorgraph.views.page.entries import Claim
from actorgraph.vocabulary.vocab import AG, PROV, local_name
from actorgraph.workbench.claims import (
    ActorLink,
    ClaimCard,
    Reading,
    cards_of,
    read_claims,
)
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.rendering import page
from actorgraph.workbench.sentence import context_of
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

MOST_LINES = 100_000
# How the page calls the rows of an explanation.
GROUNDS = {
    "cue": "word that decided",
    "marked by": "doubt marked by",
    "inherited": "taken over",
    "time": "date",
    "frame": "entry of the lexicon",
    "event noun": "event noun",
    "says": "meaning",
    "rather than": "rather than",
    "rule": "rule",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of those on whose word a claim rests; `card` is the statement that has the claim."""

    speakers: tuple[ActorLink, ...]
    card: ClaimCard | None


@dataclass(frozen=True, slots=True)
class Report:
    """Another claim about the same event; `reason` is why, or why it contradicts."""

    card: ClaimCard
    reason: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Revisions:
    """The claims that a correction replaces, and those that replace a claim."""

    replaces: tuple[ClaimCard, ...]
    replaced_by: tuple[ClaimCard, ...]


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the claim at a path such as `claim/CODE`; to a script, its card alone."""
    iri = individual(visit.path)
    if iri is None or not desk.contains(iri):
        return NOT_HERE
    reading = read_claims(desk, [iri])
    claim = reading.claim(visit.path.partition("/")[2])
    if claim is None:
        return NOT_HERE
    card = reading.card(claim)
    form = _form(visit, card)
    if visit.is_part:
        return page("claim_part", visit, card=card, **form)
    return page(
        "claim",
        visit,
        card=card,
        **form,
        context=context_of(desk, reading, claim),
        chain=list(_chain(reading, claim)),
        publisher=reading.entries.articles[claim.article]["publisher"],
        **_besides(desk, iri, card.code),
    )


def _besides(desk: Desk, iri: ox.NamedNode, code: str) -> dict[str, Any]:
    """Return what is known of a claim besides itself."""
    rows = grounds(desk.facts_of([iri]), iri)
    return {
        "reports": _reports(desk, iri),
        "revisions": _revisions(desk, iri),
        "history": _history(desk, code),
        "decided": [local_name(node).lower() for node in desk.objects(iri, AG.reviewed)],
        "grounds": [(GROUNDS.get(name, name), value) for name, value in rows],
    }


def _form(visit: Visit, card: ClaimCard) -> dict[str, Any]:
    """Return what the form that decides about a claim has to know.

    In an article, `in` is the number of its line, from 1, and the form is answered by that line.
    """
    place = visit.number("in", default=0, most=MOST_LINES)
    following = f"/id/{quote(card.path)}"
    if place:
        following = f"/id/{quote(card.article.path)}?line={quote(card.code)}"
    return {"place": place, "next": following}


def _chain(reading: Reading, claim: Claim) -> Iterator[Step]:
    """Yield on whose word a claim rests, the innermost first; not the article itself."""
    statements = reading.entries.claims
    if claim.within < 0 and claim.sources:
        yield Step(reading.actors(claim.sources), None)
    seen = {claim.number}
    while claim.within >= 0 and claim.within not in seen:
        statement = statements[claim.within]
        speakers = claim.sources or statement.doers
        yield Step(reading.actors(speakers), reading.card(statement))
        seen.add(statement.number)
        claim = statement


def _reports(desk: Desk, claim: ox.NamedNode) -> list[Report]:
    """Return the other claims about the same event, and those that contradict this one."""
    same = desk.linked(claim, AG.sameEventAs)
    against = desk.linked(claim, AG.contradicts)
    others = [*same, *(node for node in against if node not in same)]
    reading = read_claims(desk, others)
    reasons = _reasons(desk, claim)
    reports = []
    for found in reading.entries.claims:
        node = ox.NamedNode(reading.iri(found))
        if node in others:
            report = Report(reading.card(found), reasons.get(node, ""), node in against)
            reports.append(report)
    return reports


def _reasons(desk: Desk, node: ox.NamedNode) -> dict[ox.NamedNode, str]:
    """Return why a thing is tied to each other one."""
    reasons = {}
    for near, far in ((AG.firstTied, AG.secondTied), (AG.secondTied, AG.firstTied)):
        for tie in desk.subjects(near, node):
            for other in desk.objects(tie, far):
                reasons[other] = desk.value(tie, AG.reason)
    return reasons


def _revisions(desk: Desk, claim: ox.NamedNode) -> Revisions:
    return Revisions(
        _cards(desk, desk.objects(claim, PROV.wasRevisionOf)),
        _cards(desk, desk.subjects(PROV.wasRevisionOf, claim)),
    )


def _cards(desk: Desk, nodes: list[ox.NamedNode]) -> tuple[ClaimCard, ...]:
    return tuple(cards_of(desk, nodes).values())


def _history(desk: Desk, code: str) -> list[Verdict]:
    """Return what people decided about a claim, the last decision first."""
    decided = [verdict for verdict in desk.review.verdicts if verdict.claim == code]
    return decided[::-1]
