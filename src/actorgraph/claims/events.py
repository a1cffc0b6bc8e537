"""Same events: what a headline and the body, or two sentences, say of one event is tied.

Claims are tied, never merged: each keeps its words, its source and its certainty.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actorgraph.claims.claim import Action, Claim, Statement
from actorgraph.language.document import Document
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import kinds_with

# The share of the words of the shorter claim that the longer must have if their verbs differ.
SHARED_WORDS = 0.34
CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
# Earlier actions of a class that an action is compared with; no news article has more.
MOST_COMPARED = 100
# What people do again and again to the same people is one event only if the words recur.
REPEATED = kinds_with("repeats")
# Qualifiers of EDTF: approximate, uncertain, both.
QUALIFIERS = "~?%"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An action with its place among the claims and its sentence."""

    place: int
    sentence: int
    action: Action


def tie_events(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims, each action tied to the earlier ones that report the same event."""
    ties: defaultdict[int, list[int]] = defaultdict(list)
    for candidates in _by_kind(document, claims).values():
        for early, late in _pairs(candidates):
            if _is_one_event(document, early.action, late.action):
                ties[late.place].append(early.place)
    tied = list(claims)
    for place, earlier in ties.items():
        tied[place] = replace(tied[place], same_events=tuple(earlier))
    return tuple(tied)


def _by_kind(document: Document, claims: Sequence[Claim]) -> dict[str, list[_Candidate]]:
    candidates: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for place, claim in enumerate(claims):
        if isinstance(claim, Action) and not isinstance(claim, Statement):
            sentence = _sentence(document, claim.cue)
            candidates[claim.kind].append(_Candidate(place, sentence, claim))
    return candidates


def _pairs(candidates: Sequence[_Candidate]) -> Iterator[tuple[_Candidate, _Candidate]]:
    """Yield the pairs of two sentences, the earlier action first."""
    for number, late in enumerate(candidates):
        for early in candidates[max(0, number - MOST_COMPARED) : number]:
            if early.sentence != late.sentence:
                yield early, late


def _is_one_event(document: Document, first: Action, second: Action) -> bool:
    """Return whether two actions of one class can be one event: nothing in them differs."""
    if first.negated != second.negated or not _fit_in_time(first, second):
        return False
    agents = {*first.agents}, {*second.agents}
    others = _others(first), _others(second)
    if _differ(*agents) or _differ(*others) or _differ({*first.places}, {*second.places}):
        return False
    shares_agents, shares_others = _meet(*agents), _meet(*others)
    if not (shares_agents or shares_others):
        return False
    shares_all = shares_agents and shares_others
    if first.verb == second.verb and (shares_all or first.kind not in REPEATED):
        return True
    return _share_words(document, first, second)


def _meet(first: set[int], second: set[int]) -> bool:
    return bool(first & second)


def _differ(first: set[int], second: set[int]) -> bool:
    return bool(first and second) and not _meet(first, second)


def _others(action: Action) -> set[int]:
    return {*action.targets, *action.recipients}


def _fit_in_time(first: Action, second: Action) -> bool:
    """Return whether two times can be one: one is unknown, or one begins as the other does.

    `2017` and `2017-05` fit.
    """
    early, late = _edtf(first), _edtf(second)
    if not early or not late:
        return True
    return early.startswith(late.rstrip(QUALIFIERS)) or late.startswith(early.rstrip(QUALIFIERS))


def _edtf(action: Action) -> str | None:
    return action.time.edtf if action.time else None


def _sentence(document: Document, cue: Span) -> int:
    words = document.words(cue)
    return words[0].sentence if words else -1


def _share_words(document: Document, first: Action, second: Action) -> bool:
    early, late = _lemmas(document, first), _lemmas(document, second)
    shared = len(early & late)
    needed = SHARED_WORDS
    if first.kind in REPEATED:
        needed = 2 * SHARED_WORDS
    return shared > 1 and shared / min(len(early), len(late)) >= needed


def _lemmas(document: Document, action: Action) -> set[str]:
    lemmas: set[str] = set()
    for span in action.evidence:
        lemmas.update(word.lemma for word in document.words(span) if word.pos in CONTENT)
    return lemmas
