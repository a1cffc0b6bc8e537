"""What a form about a claim or two actors decides, checked against the store, as entries to save.

The child that runs this only reads; the server saves what it returns as JSON.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import product
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import ReviewError
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import SOURCE
from actorgraph.graph.review.deciding import new_verdict, present
from actorgraph.graph.review.judged import (
    CERTAINTY,
    CLASS,
    DENIED,
    fields_of,
    is_guarded,
)
from actorgraph.text.rejections import REASONS
from actorgraph.text.review import Decision
from actorgraph.text.review_changes import Entry
from actorgraph.text.verdicts import VERDICTS, Verdict
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, PROV
from actorgraph.workbench import agreement
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.elsewhere import actors_meant, value_meant
from actorgraph.workbench.review_case import class_named
from actorgraph.workbench.visit import Answer, Visit

PREFIX = "field:"  # of the names of the fields that a correction changes
# What a form calls the fields of a claim: those that hold no actors, and each role's plural.
FIELDS = {"class": CLASS, "certainty": CERTAINTY, "denied": DENIED, "source": SOURCE}
FIELDS |= {f"{role}s": role for role in ROLES}
IDENTITIES = ("same", "different", "unsure")
LONGEST_NOTE = 1_000


def prepare(desk: Desk, visit: Visit) -> Answer:
    """Return as JSON the `entries` that a form decides, or the `fault` for which it decides none.

    The path says which form: `decide`, `bulk`, `identity` or `settle`.
    """
    try:
        entries = list(FORMS[visit.path](desk, visit))
    except ReviewError as error:
        return Answer(json.dumps({"entries": [], "fault": str(error)}))
    return Answer(json.dumps({"entries": [record(entry) for entry in entries], "fault": ""}))


def record(entry: Entry) -> dict[str, Any]:
    """Return a decision or verdict as JSON has it."""
    return {"is_verdict": isinstance(entry, Verdict), **asdict(entry)}


def _verdicts(desk: Desk, visit: Visit) -> Iterator[Verdict]:
    """Yield the verdict on each claim that a form names; all of them have one moment."""
    moment = present()
    for code in visit.all("claim"):
        yield _verdict(desk, visit, code, moment)


def _verdict(desk: Desk, visit: Visit, code: str, moment: str) -> Verdict:
    claim, facts = _judged(desk, code)
    verdict = _choice(visit, "verdict", VERDICTS)
    reason, new = "", {}
    if verdict == "rejected":
        reason = _choice(visit, "reason", REASONS)
    if verdict == "corrected":
        new = _corrected(desk, visit, facts, claim)
    return new_verdict(
        facts,
        claim,
        verdict,
        reason=reason,
        new=new,
        by=visit.reader,
        date=moment,
        note=visit.first("note")[:LONGEST_NOTE],
    )


def _judged(desk: Desk, code: str) -> tuple[ox.NamedNode, Facts]:
    """Return the claim with the end of an IRI, and its article's facts before anybody judged."""
    claim = individual(f"claim/{code}")
    origins = desk.objects(claim, PROV.wasRevisionOf) if claim else []
    # A decision on a correction is one on the claim that it replaces.
    claim = origins[0] if origins else claim
    articles = desk.objects(claim, AG.reportedIn) if claim else []
    if claim is None or not articles:
        raise ReviewError("no claim has this name", where=code, remedy="load the page again")
    return claim, desk.article_as_found(articles[0])


def _choice(visit: Visit, name: str, allowed: Sequence[str]) -> str:
    value = visit.first(name)
    if value not in allowed:
        raise ReviewError(f"the form gives no {name}", remedy=f"choose one of {', '.join(allowed)}")
    return value


# ── corrections ───────────────────────────────────────────────────────────────────────────────────


def _corrected(
    desk: Desk, visit: Visit, facts: Facts, claim: ox.NamedNode
) -> dict[str, tuple[str, ...]]:
    """Return the fields of a form that differ from what the claim says."""
    old = fields_of(facts, claim)
    new = {}
    for key in visit.fields:
        if not key.startswith(PREFIX):
            continue
        name = key.removeprefix(PREFIX)
        field = FIELDS.get(name, name)
        values = visit.all(key)
        if field in ROLES:
            values = tuple(value_meant(desk, facts, value) for value in values)
        else:
            values = tuple(_as_found(field, value) for value in values)
        if values != old.get(field, ()):
            new[field] = values
    return new


def _as_found(field: str, value: str) -> str:
    """Return a value as the graph writes it, however the form does."""
    if field == DENIED:
        return {"yes": "true", "on": "true", "no": "false"}.get(value, value.casefold())
    if field == CLASS:
        return class_named(value) or value
    return value[:1].upper() + value[1:]


# ── who is who ────────────────────────────────────────────────────────────────────────────────────


def _identity(desk: Desk, visit: Visit) -> Iterator[Decision]:
    """Yield what a form decides about two actors, who are named or given by the end of an IRI."""
    kind = _choice(visit, "decision", IDENTITIES)
    pairs = _two_by_two(visit)
    for name in dict.fromkeys(name for pair in pairs for name in pair):
        actors = actors_meant(desk, name)
        if not actors:
            raise ReviewError(
                "no actor has this name", where=name, remedy="use a name as a page shows it"
            )
        if kind == "same" and any(is_guarded(desk.facts(actor), actor) for actor in actors):
            raise ReviewError(
                "people at risk and unnamed sources are never linked",
                where=name,
                remedy="leave them as they are",
            )
    note = visit.first("note")[:LONGEST_NOTE]
    moment = present()
    for first, second in pairs:
        yield Decision(kind, first, second, by=visit.reader, date=moment, note=note)


def _two_by_two(visit: Visit) -> list[tuple[str, str]]:
    """Return each first actor with each second one that is not among the first."""
    firsts = visit.all("first")
    seconds = [name for name in visit.all("second") if name not in firsts]
    pairs = list(product(firsts, seconds))
    if not pairs:
        raise ReviewError("two actors are needed", remedy="choose two")
    return pairs


FORMS: dict[str, Callable[[Desk, Visit], Iterator[Entry]]] = {
    "decide": _verdicts,
    "bulk": _verdicts,
    "identity": _identity,
    "settle": agreement.settle,
}
