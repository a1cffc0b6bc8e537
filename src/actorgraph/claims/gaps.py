"""Gaps: the clauses and event nouns that name an actor and yielded no claim, and why.

A state, a light verb and a verb of saying tell no event of their own, so they are not gaps. But a
sentence that yielded nothing at all is one, whatever it says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.claims.actions import refusal
from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.coding import code, lacking
from actorgraph.claims.event_nouns import (
    LEAST_FOR_OTHERS,
    LEAST_FOR_WIDEST,
    belongs_to_a_verb,
    candidates_for,
    event_frame,
    phrase_of,
    tells_by_its_noun,
)
from actorgraph.claims.open_events import (
    STATES,
    is_only_light,
    only_serves_another,
)
from actorgraph.claims.parties import find_parties
from actorgraph.claims.scene import Scene
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.event_detector import probability
from actorgraph.language.grammar import MODIFIERS, behind, heads_a_clause
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.event_nouns import NO_EVENT, derived_frame
from actorgraph.vocabulary.lexicon import Frame, frames, saying_verbs, word_set

# What names whoever takes part in an event noun: `Chad's invasion`, `the invasion of Chad`.
OWNING = ("poss", *MODIFIERS)
PARTY_WORDS = ("of", "by", "against", "among", "between", "for", "from", "on", "to", "with")


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause, event noun or sentence of which nothing was made, and the reason in a few words.

    `cue` is the verb or noun that the reason is about, and `verb` its lemma; a sentence without
    one has neither.
    """

    span: Span
    reason: str
    cue: Span | None = None
    verb: str = ""


def find_gaps(scene: Scene, claims: Sequence[Claim]) -> tuple[Gap, ...]:
    """Return the gaps in the paragraphs, in the order of the text."""
    spans: list[Span] = []
    for claim in claims:
        spans.extend(_covered_by(claim))
    covered = SpanIndex(spans, lambda span: span)
    named = _words_that_name_claims(scene.document, claims)
    gaps: list[Gap] = []
    for sentence in scene.document.sentences:
        check_deadline()
        if sentence.block.kind != "paragraph":
            continue
        found = list(_gaps_of(scene, sentence, named))
        if not found and not covered.overlapping(sentence.span):
            found = [_gap_of_sentence(scene, sentence)]
        gaps.extend(found)
    return tuple(gaps)


def _covered_by(claim: Claim) -> Iterator[Span]:
    """Yield the words that a claim accounts for; a statement accounts for all that is said."""
    yield from claim.evidence
    if isinstance(claim, Statement | Attitude):
        yield from claim.content
    if isinstance(claim, Action | Attitude):
        yield claim.cue


def _words_that_name_claims(document: Document, claims: Sequence[Claim]) -> set[int]:
    """Return the places of the words of which claims were made: cues, and verbs of office."""
    named: set[int] = set()
    for claim in claims:
        spans: Sequence[Span] = ()
        if isinstance(claim, Action | Attitude):
            spans = [claim.cue]
        elif isinstance(claim, Relation):
            spans = claim.evidence
        for span in spans:
            named.update(token.index for token in document.beginning_in(span))
    return named


def _gaps_of(scene: Scene, sentence: Sentence, named: set[int]) -> Iterator[Gap]:
    """Yield the clauses and event nouns of a sentence of which no claim was made."""
    for token in sentence.tokens:
        if token.index in named:
            continue
        gap = None
        if heads_a_clause(token):
            gap = _gap_of_verb(scene, token)
        elif token.pos == "NOUN" and token.dep not in MODIFIERS:
            gap = _gap_of_noun(scene, token)
        if gap:
            yield gap


def _gap_of_verb(scene: Scene, verb: Token) -> Gap | None:
    """Return the gap of a clause; None if it names nobody, or its verb tells no event."""
    if _tells_no_event(verb):
        return None
    clause = read_clause(verb)
    if not _names_an_actor(scene, clause) or tells_by_its_noun(clause):
        return None
    reason = _reason_of_clause(scene, clause)
    return Gap(clause.evidence, reason, verb.span, verb.lemma)


def _tells_no_event(verb: Token) -> bool:
    """`Chad owns a port`, `Chad thinks so`, `began to act`: a state, a thought, a shell.

    `lost, leading to an outcry` is one with what led to it.
    """
    if verb.lemma in STATES or verb.lemma in word_set("thinkingVerbs"):
        return True
    return is_only_light(verb) or only_serves_another(verb)


def _names_an_actor(scene: Scene, clause: Clause) -> bool:
    heads = [*clause.doers, *clause.possible_doers, *clause.objects]
    if scene.actor_heads(heads):
        return True
    # `Requests came from the ministry`, but not `The rain fell on Oslo`.
    others = scene.actor_heads([token for tokens in clause.obliques.values() for token in tokens])
    return any(not scene.is_place(token) for token in others)


def _reason_of_clause(scene: Scene, clause: Clause) -> str:
    lemma = clause.verb.lemma
    frame = code(clause, scene)
    if frame is None:
        if lemma in saying_verbs():
            return f"{lemma} reports words, and no statement was made of them"
        return f"no frame for {lemma}"
    parties = find_parties(scene, clause, frame)
    refused = refusal(scene, clause, frame, parties)
    if refused and not frame.text and lemma in frames():
        return f"{lemma} lacks {_nearest(scene, clause)}, and {refused}"
    if refused:
        return f"{lemma} {refused}"
    # A claim was made of it, and another one took its place.
    return f"{lemma} is part of another claim"


def _nearest(scene: Scene, clause: Clause) -> str:
    """Say what the nearest frame of a verb needs and its clause lacks."""

    def distance(frame: Frame) -> tuple[int, int]:
        return len(lacking(frame, clause, scene)), frame.specificity

    nearest = min(frames()[clause.verb.lemma], key=distance)
    return ", ".join(lacking(nearest, clause, scene)) or "words of somebody"


def _gap_of_noun(scene: Scene, noun: Token) -> Gap | None:
    """Return the gap of an event noun; None if it names nobody, or is not an event."""
    if scene.actor(noun) is not None or not _has_participants(scene, noun):
        return None
    reason = _reason_of_noun(noun)
    if not reason:
        return None
    return Gap(phrase_of(noun), reason, noun.span, noun.lemma)


def _has_participants(scene: Scene, noun: Token) -> bool:
    heads = [*noun.having(*OWNING), *behind(noun, *PARTY_WORDS)]
    return bool(scene.actor_heads(heads))


def _reason_of_noun(noun: Token) -> str:
    """Return why an event noun yielded nothing; empty if it is not taken for an event."""
    likelihood = probability(noun)
    if likelihood < LEAST_FOR_WIDEST or belongs_to_a_verb(noun):
        return ""
    if event_frame(noun) is not None:
        return f"{noun.lemma} binds no actor to a role"
    kinds = [frame.kind for frame in candidates_for(noun)]
    if NO_EVENT in kinds:
        # The lexicon says so: `tax return`.
        return ""
    if kinds or derived_frame(noun.lemma) is not None:
        return f"{noun.lemma} is too unlikely an event: {likelihood:.2f}"
    if likelihood < LEAST_FOR_OTHERS:
        return ""
    return f"no frame for {noun.lemma}"


def _gap_of_sentence(scene: Scene, sentence: Sentence) -> Gap:
    """Return the gap of a sentence of which nothing was made: its first verb, if it has one."""
    if sentence.tokens[-1].text == "?":
        return Gap(sentence.span, "a question")
    verbs = [token for token in sentence.tokens if heads_a_clause(token)]
    if not verbs:
        return Gap(sentence.span, "no verb of doing")
    verb = verbs[0]
    reason = "nobody who acts is named"
    clause = read_clause(verb)
    if _names_an_actor(scene, clause):
        reason = f"{verb.lemma} tells no event of its own"
    return Gap(sentence.span, reason, verb.span, verb.lemma)
