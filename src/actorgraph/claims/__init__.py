"""What is claimed: statements first, then the actions they contain, attitudes and relations."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.claims.events import tie_events
from actorgraph.claims.gaps import Gap, find_gaps
from actorgraph.claims.relations import each_once
from actorgraph.claims.rule import run
from actorgraph.claims.rules import (
    ACTION_RULES,
    ATTITUDE_RULES,
    RELATION_RULES,
    STATEMENT_RULES,
)
from actorgraph.claims.scene import Scene, set_scene
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.times.time import Time

__all__ = [
    "Action",
    "Attitude",
    "Claim",
    "Gap",
    "Relation",
    "Scene",
    "Statement",
    "Time",
    "find_claims",
    "find_gaps",
    "set_scene",
]

AnyClaim = TypeVar("AnyClaim", bound=Claim)


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """Return the claims of an article; those within a statement are attributed to its speaker."""
    statements = sorted(run(STATEMENT_RULES, scene), key=_outermost_first)
    actions = sorted(run(ACTION_RULES, scene), key=_by_evidence)
    attitudes = sorted(run(ATTITUDE_RULES, scene), key=lambda attitude: attitude.cue)
    relations = each_once(run(RELATION_RULES, scene))
    # The verb of a statement is not an action or attitude as well.
    cues = {statement.cue for statement in statements}
    claims: list[Claim] = [
        *statements,
        *(action for action in actions if action.cue not in cues),
        *(attitude for attitude in attitudes if attitude.cue not in cues),
        *relations,
    ]
    said = _parts_said(statements)
    attributed = [_attributed(claim, statements, said) for claim in claims]
    return tie_events(scene.document, attributed)


def _outermost_first(statement: Statement) -> tuple[int, int]:
    evidence = statement.evidence[0]
    return evidence.begin, -evidence.end


def _by_evidence(action: Action) -> tuple[Span, str]:
    return action.evidence[0], action.kind


_Part = tuple[Span, int]
"""A part of what is said, and the place of its statement among the statements."""


def _parts_said(statements: Sequence[Statement]) -> SpanIndex[_Part]:
    parts: list[_Part] = []
    for place, statement in enumerate(statements):
        parts.extend((part, place) for part in statement.content)
    return SpanIndex(parts, lambda part: part[0])


def _attributed(
    claim: AnyClaim,
    statements: Sequence[Statement],
    said: SpanIndex[_Part],
) -> AnyClaim:
    """Attribute a claim to the speaker of the innermost statement that contains it."""
    around = [
        (part.end - part.begin, place)
        for part, place in said.holding(_core(claim))
        if statements[place] is not claim
    ]
    if not around:
        return claim
    _, innermost = min(around)
    # `She said that he accused Chad of spying`: the accuser alleges it, within her words.
    sources = claim.attributed_to or statements[innermost].agents
    return replace(claim, attributed_to=sources, said_in=innermost)


def _core(claim: Claim) -> Span:
    """Return the words that a statement must contain to contain a claim: its cue, if it has one."""
    if isinstance(claim, Action | Attitude):
        return claim.cue
    return claim.evidence[0]
