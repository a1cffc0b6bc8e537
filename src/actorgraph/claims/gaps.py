"""Gaps: the sentences that yielded no claim, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.claims.claim import Action, Attitude, Claim, Statement
from actorgraph.claims.clause import read_clause
from actorgraph.claims.coding import fits, lacking
from actorgraph.claims.scene import Scene
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import heads_a_clause
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.lexicon import Frame, frames


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence in which nothing was found, and the reason in a few words."""

    span: Span
    reason: str


def find_gaps(scene: Scene, claims: Sequence[Claim]) -> tuple[Gap, ...]:
    """Return the sentences of the paragraphs that yielded no claim, in the order of the text."""
    spans: list[Span] = []
    for claim in claims:
        spans.extend(_covered_by(claim))
    covered = SpanIndex(spans, lambda span: span)
    gaps: list[Gap] = []
    for sentence in scene.document.sentences:
        check_deadline()
        is_read = sentence.block.kind == "paragraph"
        if is_read and not covered.overlapping(sentence.span):
            gap = Gap(sentence.span, _reason(scene, sentence))
            gaps.append(gap)
    return tuple(gaps)


def _covered_by(claim: Claim) -> Iterator[Span]:
    """Yield the words that a claim accounts for; a statement accounts for all that is said."""
    yield from claim.evidence
    if isinstance(claim, Statement | Attitude):
        yield from claim.content
    if isinstance(claim, Action | Attitude):
        yield claim.cue


def _reason(scene: Scene, sentence: Sentence) -> str:
    if sentence.tokens[-1].text == "?":
        return "a question"
    verbs = [token for token in sentence.tokens if heads_a_clause(token)]
    if not verbs:
        return "no verb of doing"
    acting = [verb for verb in verbs if _has_an_actor(scene, verb)]
    if not acting:
        return "nobody who acts is named"
    for verb in acting:
        if verb.lemma in frames():
            return _reason_of_known_verb(scene, verb)
    unknown = dict.fromkeys(verb.lemma for verb in acting)
    return f"no frame for {', '.join(unknown)}"


def _has_an_actor(scene: Scene, verb: Token) -> bool:
    clause = read_clause(verb)
    heads = [*clause.doers, *clause.possible_doers]
    if clause.passive:
        heads.extend(clause.objects)
    return bool(scene.actor_heads(heads))


def _reason_of_known_verb(scene: Scene, verb: Token) -> str:
    """Say what the nearest frame of a verb needs and its clause lacks."""
    clause = read_clause(verb)
    candidates = frames()[verb.lemma]
    if any(fits(frame, clause, scene) for frame in candidates):
        return f"{verb.lemma} only describes somebody, or binds nobody"

    def distance(frame: Frame) -> tuple[int, int]:
        return len(lacking(frame, clause, scene)), frame.specificity

    nearest = min(candidates, key=distance)
    needed = ", ".join(lacking(nearest, clause, scene))
    return f"{verb.lemma} lacks {needed}"
