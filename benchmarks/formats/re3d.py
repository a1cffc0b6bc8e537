"""re3d: entities as they stand, and relations between actors."""

from typing import Any

from actorgraph.claims import Action, Relation

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


def predict(reading: Any) -> dict[str, Any]:
    """Return named and described actors, and what relations and actions tell of two of them."""
    entities = []
    for actor in reading.actors:
        kind = TYPES.get(actor.kinds[0])
        for mention in actor.mentions:
            if mention.form == "adjective":
                entities.append({"start": mention.span.begin, "end": mention.span.end, "type": "Nationality"})
            elif mention.form == "name" and kind:
                entities.append({"start": mention.span.begin, "end": mention.span.end, "type": kind})
    relations = []
    for claim in reading.claims:
        if isinstance(claim, Relation) and claim.kind in RELATIONS and _is_body(reading, claim):
            relations += _pairs(reading, claim, RELATIONS[claim.kind], [claim.subject], [claim.object])
        elif isinstance(claim, Action) and claim.kind in ACTIONS and not claim.negated:
            name, others = ACTIONS[claim.kind], [*claim.targets, *claim.recipients]
            relations += _pairs(reading, claim, name, claim.agents, others)
            if name in MUTUAL:
                relations += _pairs(reading, claim, name, others, claim.agents)
    return {"entities": entities, "relations": relations}


def _is_body(reading: Any, claim: Relation) -> bool:
    """This set counts offices under a body, not under a state."""
    return claim.kind != "PartOf" and reading.actors[claim.object].kinds[0] != "Government"


def _pairs(reading: Any, claim: Any, name: str, sources: Any, targets: Any) -> list[dict[str, Any]]:
    found = []
    for source in sources:
        for target in targets:
            if not {reading.actors[key].kinds[0] for key in (source, target)} <= set(TYPES) - {"Place"}:
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
