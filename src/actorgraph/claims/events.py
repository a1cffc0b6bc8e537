"""Same events: what a headline and the body, or two sentences, say of one event is tied.

Claims are tied, never merged: each keeps its words, its source and its certainty.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actorgraph.claims.claim import Action, Claim, Statement
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import kinds_with

# The share of the words of the shorter claim that the longer must have if their verbs differ.
SHARED_WORDS = 0.34
FEWEST_SHARED = 2
CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
# Earlier actions of a class that an action is compared with; no news article has more.
MOST_COMPARED = 100
# What people do again and again to the same people is one event only if the words recur.
REPEATED = kinds_with("repeats")
# The sentence of a cue without words.
NOWHERE = -1
# Qualifiers of EDTF: approximate, uncertain, both.
QUALIFIERS = "~?%"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An action with its place among the claims, its sentence and its words."""

    place: int
    sentence: int
    action: Action
    lemmas: frozenset[str]


def tie_events(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims, each action tied to the earlier ones that report the same event."""
    ties: defaultdict[int, list[int]] = defaultdict(list)
    for candidates in _by_kind(document, claims).values():
        for early, late in _pairs(candidates):
            if _is_one_event(early, late):
                ties[late.place].append(early.place)
    tied = list(claims)
    for place, earlier in ties.items():
        tied[place] = replace(tied[place], same_events=tuple(earlier))
    return tuple(tied)


def _by_kind(document: Document, claims: Sequence[Claim]) -> dict[str, list[_Candidate]]:
    candidates: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for place, claim in enumerate(claims):
        if isinstance(claim, Statement) or not isinstance(claim, Action):
            continue
        sentence = _sentence(document, claim.cue)
        lemmas = frozenset(_lemmas(document, claim))
        candidate = _Candidate(place, sentence, claim, lemmas)
        candidates[claim.kind].append(candidate)
    return candidates


def _pairs(candidates: Sequence[_Candidate]) -> Iterator[tuple[_Candidate, _Candidate]]:
    """Yield the pairs of two sentences, the earlier action first."""
    for number, late in enumerate(candidates):
        check_deadline()
        for early in candidates[max(0, number - MOST_COMPARED) : number]:
            if early.sentence != late.sentence:
                yield early, late


def _is_one_event(earlier: _Candidate, later: _Candidate) -> bool:
    """Return whether two actions of one class can be one event: nothing in them differs."""
    first, second = earlier.action, later.action
    if first.negated != second.negated:
        return False
    if not _fit_in_time(first, second) or _differ(first.places, second.places):
        return False
    early, late = _others(first), _others(second)
    if _differ(first.agents, second.agents) or _differ(early, late):
        return False
    shared = [_meet(first.agents, second.agents), _meet(early, late)]
    if not any(shared):
        return False
    is_unique = all(shared) or first.kind not in REPEATED
    if is_unique and first.verb == second.verb:
        return True
    return _share_words(earlier, later)


def _meet(first: Sequence[int], second: Sequence[int]) -> bool:
    return not set(first).isdisjoint(second)


def _differ(first: Sequence[int], second: Sequence[int]) -> bool:
    if not first or not second:
        return False
    return not _meet(first, second)


def _others(action: Action) -> tuple[int, ...]:
    return action.targets + action.recipients


def _fit_in_time(first: Action, second: Action) -> bool:
    """Return whether two times can be one: one is unknown, or one begins as the other does.

    `2017` and `2017-05` fit.
    """
    early, late = _edtf(first), _edtf(second)
    if not early or not late:
        return True
    if early.startswith(late.rstrip(QUALIFIERS)):
        return True
    return late.startswith(early.rstrip(QUALIFIERS))


def _edtf(action: Action) -> str:
    """Return when something happened, as EDTF; empty if it is not known."""
    if action.time is None:
        return ""
    return action.time.edtf or ""


def _sentence(document: Document, cue: Span) -> int:
    words = document.words(cue)
    if not words:
        return NOWHERE
    return words[0].sentence


def _share_words(earlier: _Candidate, later: _Candidate) -> bool:
    early, late = earlier.lemmas, later.lemmas
    shared = len(early & late)
    if shared < FEWEST_SHARED:
        return False
    needed = SHARED_WORDS
    if earlier.action.kind in REPEATED:
        needed = 2 * SHARED_WORDS
    return shared / min(len(early), len(late)) >= needed


def _lemmas(document: Document, action: Action) -> set[str]:
    lemmas: set[str] = set()
    for span in action.evidence:
        words = document.words(span)
        lemmas.update(word.lemma for word in words if word.pos in CONTENT)
    return lemmas
