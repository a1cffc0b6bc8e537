"""Tables for a spreadsheet: a row per claim, with its certainty, and a row per actor; no cell is run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import edges
from actorgraph.views.projection import Told, certainty, gather, kind_of
from actorgraph.views.tables import harmless
from actorgraph.vocabulary.vocab import local_name

DOERS = ("agent", "subject", "holder")
OTHERS = ("target", "recipient", "object")
CLAIMS = (
    "claim",
    "class",
    "doers",
    "verb",
    "others",
    "certainty",
    "denied",
    "according to",
    "time",
    "words",
    "begin",
    "end",
    "not before",
    "not after",
    "confidence",
    "accepted",
    "article",
    "doers' ids",
    "others' ids",
)
ACTORS = ("actor", "name", "kind", "other names", "identity", "unnamed", "protected", "claims")


def claims_csv(store: Store) -> str:
    """Write a row per claim: who, what, to whom, how certain, whether denied, according to whom, in which words."""
    told = gather(store)
    taken = {claim for edge in edges(store) for claim in edge.claims}
    claims = sorted(subject for subject, facts in told.items() if "factuality" in facts)
    return _csv(
        CLAIMS, ([*_claim(told, claim), *_more(told, claim, claim in taken)] for claim in claims)
    )


def actors_csv(store: Store) -> str:
    """Write a row per actor, place or document that a claim names, with the number of claims that do."""
    told = gather(store)
    counts: dict[str, set[str]] = {}
    for claim, facts in told.items():
        if "factuality" in facts:
            for role in (*DOERS, *OTHERS, "possibleAgent", "attributedTo", "place"):
                for actor in facts.get(role, ()):
                    counts.setdefault(actor, set()).add(claim)
    return _csv(ACTORS, (_actor(told, actor, len(counts[actor])) for actor in sorted(counts)))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _names(told: Told, claim: str, *roles: str) -> list[str]:
    return [
        told[node].get("label", [local_name(node)])[0]
        for role in roles
        for node in told[claim].get(role, ())
    ]


def _claim(told: Told, claim: str) -> list[str]:
    facts = told[claim]
    spans = sorted(
        facts.get("evidence", ()), key=lambda span: int(told[span].get("begin", ["0"])[0])
    )
    return [
        claim,
        kind_of(facts),
        "; ".join(_names(told, claim, *DOERS)) or " or ".join(_names(told, claim, "possibleAgent")),
        facts.get("verb", facts.get("title", [""]))[0],
        "; ".join(_names(told, claim, *OTHERS)),
        certainty(facts),
        facts.get("negated", [""])[0],
        "; ".join(_names(told, claim, "attributedTo")),
        facts.get("time", [""])[0],
        " … ".join(word for span in spans for word in told[span].get("words", ())),
        *(told[span].get("begin", [""])[0] for span in spans[:1] or [""]),
        *(told[span].get("end", [""])[0] for span in spans[-1:] or [""]),
    ]


def _more(told: Told, claim: str, taken: bool) -> list[str]:
    facts = told[claim]
    single = [facts.get(name, [""])[0] for name in ("notBefore", "notAfter", "confidence")]
    doers = [actor for role in DOERS for actor in facts.get(role, ())] or facts.get(
        "possibleAgent", []
    )
    others = [actor for role in OTHERS for actor in facts.get(role, ())]
    return [
        *single,
        str(taken).lower(),
        facts.get("reportedIn", [""])[0],
        " ".join(doers),
        " ".join(others),
    ]


def _actor(told: Told, actor: str, claims: int) -> list[str]:
    facts = told[actor]
    return [
        actor,
        facts.get("label", [local_name(actor)])[0],
        kind_of(facts),
        "; ".join(sorted(facts.get("alias", ()))),
        facts.get("same", [""])[0],
        facts.get("unnamed", ["false"])[0],
        facts.get("protected", ["false"])[0],
        str(claims),
    ]
