"""PLOVER's classes: what a given source did to a given target (plover_plv), or who did what to whom (plover_cameo)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from actorgraph.article import Span
from actorgraph.claims import Action
from actorgraph.mentions import Mention
from actorgraph.vocab import literals

# What is told of both is told best by these classes, where the reading has several.
QUAD = {
    "Agree": 1,
    "Consult": 1,
    "Support": 1,
    "Cooperate": 2,
    "Aid": 2,
    "Concede": 2,
    "Retreat": 2,
    "Request": 3,
    "Accuse": 3,
    "Reject": 3,
    "Threaten": 3,
    "Protest": 4,
    "Mobilize": 4,
    "Sanction": 4,
    "Coerce": 4,
    "Assault": 4,
}
ANNOUNCED = frozenset(QUAD) - {"Agree", "Request", "Accuse", "Threaten", "Support"}


def with_given(document: Any, mentions: tuple[Mention, ...], spans: list[list[int]]) -> tuple[Mention, ...]:
    """Return the mentions with the given spans as actors, in place of whatever was read there."""
    given = [mention for begin, end in spans for mention in _given(document, mentions, Span(begin, end))]
    heads = {mention.head for mention in given}
    kept = [m for m in mentions if m.head not in heads and not any(m.span in g.span for g in given)]
    return tuple(sorted([*kept, *given], key=lambda m: (m.span.begin, -m.span.end)))


def _given(document: Any, mentions: tuple[Mention, ...], span: Span) -> Iterator[Mention]:
    words = [t for t in document.tokens if t.span.overlaps(span)]
    inside = {t.index for t in words}
    head = next((t for t in words if t.head.index not in inside or t.head is t), None)
    if head is not None:
        known = next((m for m in mentions if m.head == head.index and m.form != "pronoun"), None)
        span = Span(words[0].span.begin, words[-1].span.end)
        name = document.article.quote(span)
        yield (
            replace(known, span=span)
            if known
            else Mention(span, head.index, "Organisation", "name", name)
        )


def predict_plv(reading: Any, item: dict[str, Any]) -> dict[str, Any]:
    """Return the class of the action that binds the given source and target best."""
    given = item["gold"][0]
    wanted = [Span(*(given[role] or (0, 0))) for role in ("source", "target")]
    actions = [c for c in reading.claims if isinstance(c, Action) and c.kind in QUAD]
    rated = [(_fit(reading, action, *wanted), action) for action in actions]
    best = max((pair for pair in rated if pair[0] > 0), key=lambda pair: (pair[0], -pair[1].cue.begin), default=None)
    return {"root": literals(_plover(best[1]), "ploverCode")[0] if best else None}


def _plover(action: Action) -> str:
    """Return PLOVER's class, which counts what is only promised, refused or asked for as promise, refusal or request."""
    if action.kind not in ANNOUNCED:
        return action.kind
    if action.negated:
        return "Reject" if QUAD[action.kind] < 3 else action.kind
    if action.factuality == "Requested":
        return "Request"
    if action.factuality == "Intended":
        return "Agree" if QUAD[action.kind] < 3 else "Threaten"
    return action.kind


def _fit(reading: Any, action: Action, source: Span, target: Span) -> float:
    """Rate an action by whether it binds the source as one who does it and the target as another."""
    doing = _touches(reading, (*action.agents, *action.possible_agents), source)
    done_to = _touches(reading, (*action.targets, *action.recipients, *action.places), target)
    swapped = _touches(reading, action.agents, target) + _touches(reading, (*action.targets, *action.recipients), source)
    return 2.0 * doing + 2.0 * done_to + 0.5 * swapped + action.confidence * bool(doing or done_to or swapped)


def _touches(reading: Any, keys: tuple[int, ...], span: Span) -> bool:
    return any(m.span.overlaps(span) for key in keys for m in reading.actors[key].mentions)
