"""What is claimed: statements first, then the actions they contain, attitudes and relations."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from actorgraph.claims.actions import coded_actions
from actorgraph.claims.attitudes import attitudes
from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.claims.confidence import stated
from actorgraph.claims.events import tie_events
from actorgraph.claims.gaps import Gap, find_gaps
from actorgraph.claims.headlines import headline_statements
from actorgraph.claims.nominal import event_nouns
from actorgraph.claims.quoted import quoted_statements
from actorgraph.claims.relations import relations
from actorgraph.claims.reported import reported_statements
from actorgraph.claims.scene import Scene, set_scene
from actorgraph.text.article import Span
from actorgraph.times.time import Time

__all__ = [
    "RULES",
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
SPEECH = (quoted_statements, reported_statements, headline_statements)
DEEDS = (coded_actions, event_nouns)
RULES = (*SPEECH, *DEEDS, attitudes, relations)


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """Return the claims of an article; those within a statement carry its attribution."""
    said = sorted(
        (s for rule in SPEECH for s in rule(scene)),
        key=lambda s: (s.evidence[0].begin, -s.evidence[0].end),
    )
    statements = [_attributed(statement, said) for statement in said]
    actions = sorted(
        (a for rule in DEEDS for a in rule(scene)), key=lambda a: (a.evidence[0], a.kind)
    )
    claims: list[Claim] = [*statements]
    claims.extend(_attributed(action, said) for action in actions if not _is_cue(action, said))
    claims.extend(_attributed(held, said) for held in attitudes(scene) if not _is_cue(held, said))
    claims.extend(_attributed(relation, said) for relation in relations(scene))
    tied = tie_events(scene.document, claims)
    return tuple(replace(claim, confidence=stated(claim)) for claim in tied)


def _attributed(claim: AnyClaim, said: Sequence[Statement]) -> AnyClaim:
    """Attribute a claim to the speaker of the innermost statement whose content holds it."""
    around = [
        (end - begin, place)
        for place, statement in enumerate(said)
        if statement is not claim
        for begin, end in ((s.begin, s.end) for s in statement.content)
        if _holds(Span(begin, end), claim)
    ]
    if not around:
        return claim
    innermost = min(around)[1]
    return replace(claim, attributed_to=said[innermost].agents, said_in=innermost)


def _holds(content: Span, claim: Claim) -> bool:
    """Tell whether a content holds a claim: the words that say it, or the whole of its evidence."""
    core = claim.cue if isinstance(claim, Action | Attitude) else claim.evidence[0]
    return core in content


def _is_cue(action: Action | Attitude, said: Sequence[Statement]) -> bool:
    """Tell whether an action is only the saying of a statement that is already told."""
    return any(statement.cue == action.cue for statement in said)
