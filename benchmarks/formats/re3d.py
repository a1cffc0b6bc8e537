"""re3d: entities as they stand, and relations between actors."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from actorgraph.claims import Action, Relation

LONGEST = 24  # characters between two names of one actor
TYPES = {
    "Person": "Person",
    "Organisation": "Organisation",
    "Government": "Location",
    "Place": "Location",
    "Group": "Organisation",
}
RELATIONS = {
    "HeadOf": "InChargeOf",
    "MemberOf": "BelongsTo",
    "WorksFor": "BelongsTo",
    "Represents": "BelongsTo",
    "PartOf": "BelongsTo",
}
ACTIONS = {
    "Consult": "CommWith",
    "Statement": "CommWith",
    "Request": "CommWith",
    "Assault": "FightingAgainst",
    "Coerce": "FightingAgainst",
    "Threaten": "FightingAgainst",
    "Cooperate": "AlliesOf",
    "Aid": "AlliesOf",
    "Support": "AlliesOf",
    "Accuse": "Dislikes",
}
MUTUAL = ("CommWith", "AlliesOf")
# Who does this together fights on one side.
TOGETHER = ("Assault", "Mobilize", "Threaten", "Cooperate")
# What may stand between two names of one actor: `the Harbour Fund (HF)`, `the minister, Ana Lima`,
# `Bombay (also known as Mumbai)`.
BETWEEN = re.compile(
    r"\s*[,(\[–—-]*\s*((also|formerly|otherwise)\s+)?"
    r"((known|referred to)\s+as\s+|called\s+|or\s+)?(the\s+)?[\"“]?"
)


def predict(reading: Any) -> dict[str, Any]:
    """Return named and described actors, and what relations and actions tell of two of them."""
    entities = []
    for actor in reading.actors:
        kind = TYPES.get(actor.kinds[0])
        for mention in actor.mentions:
            if mention.form == "adjective":
                entities.append(
                    {"start": mention.span.begin, "end": mention.span.end, "type": "Nationality"}
                )
            elif mention.form == "name" and kind:
                entities.append(
                    {"start": mention.span.begin, "end": mention.span.end, "type": kind}
                )
    relations = []
    for claim in reading.claims:
        if isinstance(claim, Relation) and claim.kind in RELATIONS and _is_body(reading, claim):
            relations += _pairs(
                reading, claim, RELATIONS[claim.kind], [claim.subject], [claim.object]
            )
        elif isinstance(claim, Action) and claim.kind in ACTIONS and not claim.negated:
            name, others = ACTIONS[claim.kind], [*claim.targets, *claim.recipients]
            relations += _pairs(reading, claim, name, claim.agents, others)
            if name in MUTUAL:
                relations += _pairs(reading, claim, name, others, claim.agents)
            if claim.kind in TOGETHER:
                relations += _pairs(reading, claim, "AlliesOf", claim.agents, claim.agents)
    relations += [link for actor in reading.actors for link in _called(reading, actor)]
    return {"entities": entities, "relations": relations}


def _called(reading: Any, actor: Any) -> Iterator[dict[str, Any]]:
    """Yield two names or descriptions of one actor that stand side by side, both ways round."""
    told = sorted(
        (m.span for m in actor.mentions if m.form in ("name", "nominal")),
        key=lambda s: (s.begin, -s.end),
    )
    for first, second in pairwise(told):
        between = reading.article.text[first.end : second.begin]
        if first.end <= second.begin and len(between) < LONGEST and BETWEEN.fullmatch(between):
            ends = [[first.begin, first.end], [second.begin, second.end]]
            yield {"source": ends[0], "rel": "IsSynonymOf", "target": ends[1]}
            yield {"source": ends[1], "rel": "IsSynonymOf", "target": ends[0]}


def _is_body(reading: Any, claim: Relation) -> bool:
    """This set counts offices under a body, not under a state."""
    bodies = {reading.actors[key].kinds[0] for key in (claim.subject, claim.object)}
    return (claim.kind != "PartOf" or bodies == {"Organisation"}) and reading.actors[
        claim.object
    ].kinds[0] != "Government"


def _pairs(reading: Any, claim: Any, name: str, sources: Any, targets: Any) -> list[dict[str, Any]]:
    found = []
    for source in sources:
        for target in targets:
            if not {reading.actors[key].kinds[0] for key in (source, target)} <= set(TYPES) - {
                "Place"
            }:
                continue
            ends = [_nearest(reading, key, claim.evidence[0]) for key in (source, target)]
            if all(ends) and ends[0] != ends[1]:
                found.append({"source": ends[0], "rel": name, "target": ends[1]})
    return found


def _nearest(reading: Any, key: int, evidence: Any) -> list[int] | None:
    spans = [m.span for m in reading.actors[key].mentions]
    inside = [s for s in spans if s.overlaps(evidence)] or spans
    best = min(inside, key=lambda s: abs(s.begin - evidence.begin))
    return [best.begin, best.end]
