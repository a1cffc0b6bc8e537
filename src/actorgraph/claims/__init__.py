"""What is claimed: statements first, then the actions they contain, attitudes and relations."""

from collections.abc import Sequence
from dataclasses import replace

from actorgraph.claims.claim import Action, AnyClaim, Attitude, Claim, Relation, Statement
from actorgraph.claims.confidence import rated
from actorgraph.claims.events import tie_events
from actorgraph.claims.gaps import Gap, find_gaps
from actorgraph.claims.modality import modality
from actorgraph.claims.quoted_words import credit_quoted_words
from actorgraph.claims.relations import each_once
from actorgraph.claims.rule import run
from actorgraph.claims.rules import (
    ACTION_RULES,
    ATTITUDE_RULES,
    RELATION_RULES,
    STATEMENT_RULES,
)
from actorgraph.claims.scene import Scene, set_scene
from actorgraph.claims.speech.joining import join_statements
from actorgraph.language.document import Document
from actorgraph.language.grammar import SUBJECTS
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.times.time import Time
from actorgraph.vocabulary.lexicon import kinds_with, word_set

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

# What is done by saying something: to accuse, to urge, to warn.
SPOKEN = kinds_with("done by words")
DESCRIBING = word_set("describingVerbs")
PROMISING = word_set("promisingVerbs")


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """Return the claims of an article; those within a statement are attributed to its speaker."""
    stated = join_statements(scene, run(STATEMENT_RULES, scene))
    statements = sorted(stated, key=_outermost_first)
    attitudes = sorted(run(ATTITUDE_RULES, scene), key=lambda attitude: attitude.cue)
    claims = _in_order(scene, statements, attitudes)
    said = _parts_said(statements)
    believed = _parts_believed(scene.document, attitudes)
    credited: list[Claim] = []
    for claim in claims:
        attributed = _attributed(claim, statements, said)
        credited.append(credit_quoted_words(scene, _credited(attributed, believed)))
    return tie_events(scene.document, list(rated(scene, credited)))


def _statements(scene: Scene) -> list[Statement]:
    stated = join_statements(scene, run(STATEMENT_RULES, scene))
    return sorted(stated, key=_outermost_first)


def _in_order(
    scene: Scene,
    statements: Sequence[Statement],
    attitudes: Sequence[Attitude],
) -> list[Claim]:
    """Return all claims in their order, each word making one of them, or an action as well."""
    actions = sorted(run(ACTION_RULES, scene), key=_by_evidence)
    relations = each_once(run(RELATION_RULES, scene))
    # The verb of a statement is no attitude as well, and an action only if its class says what it
    # does: `accused`, `urged`, `warned`.
    # `pointed out` begins with the verb that an attitude has alone.
    # `called the law "a mistake"` says it and judges the law.
    said = {statement.cue.begin for statement in statements if statement.verb not in DESCRIBING}
    acting = [
        action for action in actions if action.cue.begin not in said or _is_done_by_saying(action)
    ]
    return [
        *statements,
        *acting,
        *(attitude for attitude in attitudes if attitude.cue.begin not in said),
        *relations,
    ]


def _is_done_by_saying(action: Action) -> bool:
    """Return whether an action is done by saying something: `accused`, `admitted`, `promised`."""
    return action.kind in SPOKEN or action.verb.split()[0] in PROMISING


def _outermost_first(statement: Statement) -> tuple[int, int]:
    evidence = statement.evidence[0]
    return evidence.begin, -evidence.end


def _by_evidence(action: Action) -> tuple[Span, str]:
    return action.evidence[0], action.kind


_Part = tuple[Span, int]
"""A part of what is said, and the place of its statement among the statements."""


_Belief = tuple[Span, Attitude]
"""What somebody believes, and the attitude."""


def _parts_said(statements: Sequence[Statement]) -> SpanIndex[_Part]:
    parts: list[_Part] = []
    for place, statement in enumerate(statements):
        parts.extend((part, place) for part in statement.parts)
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


def _parts_believed(
    document: Document,
    attitudes: Sequence[Attitude],
) -> SpanIndex[_Belief]:
    """Index the clauses that somebody believes: `Norway thinks that Chad left`."""
    parts: list[_Belief] = []
    for attitude in attitudes:
        if attitude.kind == "Belief" and _is_held(document, attitude):
            clauses = [part for part in attitude.content if _has_subject(document, part)]
            parts.extend((part, attitude) for part in clauses)
    return SpanIndex(parts, lambda part: part[0])


def _is_held(document: Document, attitude: Attitude) -> bool:
    """Return whether somebody does believe it; not `has yet to admit that Chad left`."""
    words = document.beginning_in(attitude.cue)
    if not words:
        return True
    put = modality(document, words[0])
    return not put.negated and put.factuality != "Requested"


def _has_subject(document: Document, part: Span) -> bool:
    return any(word.dep in SUBJECTS for word in document.words(part))


def _credited(claim: AnyClaim, believed: SpanIndex[_Belief]) -> AnyClaim:
    """Credit a claim to whoever believes it, unless a statement has it."""
    if claim.attributed_to or not isinstance(claim, Action):
        return claim
    around = [
        (part.end - part.begin, attitude.holders)
        for part, attitude in believed.holding(_core(claim))
    ]
    if not around:
        return claim
    return replace(claim, attributed_to=min(around)[1])


def _core(claim: Claim) -> Span:
    """Return the words that a statement must contain to contain a claim: its cue, if it has one."""
    if isinstance(claim, Action | Attitude):
        return claim.cue
    return claim.evidence[0]
