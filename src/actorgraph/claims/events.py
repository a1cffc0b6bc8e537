"""One event told twice: claims that a headline and the body, or an earlier and a later sentence, make of one deed.

They are tied, never merged: each keeps its words, its source and its certainty.
"""

from collections.abc import Sequence
from dataclasses import replace

from actorgraph.claims.claim import Action, Claim, Statement
from actorgraph.language.document import Document

# How much of the words of the shorter telling the longer must share where the verbs differ.
SHARED = 0.34
CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
RECENT = 100  # earlier deeds of its class that a deed is held against; no article of news has more
# What people do again and again to the same people is one event only where the very words recur.
REPEATED = frozenset(["Request", "Consult", "Publish", "Support", "Accuse", "Act"])


def tie_events(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims with each action tied to the earlier claims that tell of the same event."""
    ties: dict[int, list[int]] = {}
    kinds: dict[str, list[tuple[int, int, Action]]] = {}
    for place, claim in enumerate(claims):
        if isinstance(claim, Action) and not isinstance(claim, Statement):
            kinds.setdefault(claim.kind, []).append((place, _sentence(document, claim), claim))
    for tellings in kinds.values():
        for number, (late, there, second) in enumerate(tellings):
            for early, here, first in tellings[max(0, number - RECENT) : number]:
                if here != there and _one_event(document, first, second):
                    ties.setdefault(late, []).append(early)
    return tuple(
        replace(c, same_events=tuple(ties[place])) if place in ties else c
        for place, c in enumerate(claims)
    )


def _one_event(document: Document, first: Action, second: Action) -> bool:
    """Tell whether two actions of one class, in two sentences, can be one: nobody and nothing in them differs, and somebody is shared."""
    if first.negated != second.negated:
        return False
    roles = [({*first.agents}, {*second.agents}), (_others(first), _others(second))]
    if any(one and other and not one & other for one, other in roles) or not any(
        one & other for one, other in roles
    ):
        return False
    if {*first.places} and {*second.places} and not {*first.places} & {*second.places}:
        return False
    if not _same_time(first, second):
        return False
    both = all(one & other for one, other in roles)
    same_words = first.verb == second.verb and (both or first.kind not in REPEATED)
    return same_words or _alike(document, first, second)


def _others(action: Action) -> set[int]:
    return {*action.targets, *action.recipients}


def _same_time(first: Action, second: Action) -> bool:
    """Tell whether two times can be one: one is unknown, or the one begins as the other does (2017, 2017-05)."""
    one, other = (a.time.edtf if a.time else None for a in (first, second))
    return (
        not one
        or not other
        or one.startswith(other.rstrip("~?%"))
        or other.startswith(one.rstrip("~?%"))
    )


def _sentence(document: Document, action: Action) -> int:
    words = document.words(action.cue)
    return words[0].sentence if words else -1


def _alike(document: Document, first: Action, second: Action) -> bool:
    one, other = _lemmas(document, first), _lemmas(document, second)
    shorter = min(len(one), len(other))
    return len(one & other) > 1 and len(one & other) / shorter >= (
        SHARED if first.kind not in REPEATED else 2 * SHARED
    )


def _lemmas(document: Document, action: Action) -> set[str]:
    return {t.lemma for span in action.evidence for t in document.words(span) if t.pos in CONTENT}
