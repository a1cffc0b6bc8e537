"""PLOVER's classes: what a given source did to a given target (plover_plv), or who did what to whom
(plover_cameo).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from actorgraph.claims import Action
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import parse_frame
from actorgraph.vocabulary.vocab import literals, literals_of_all

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


@cache
def _phrases() -> dict[str, str]:
    """Return the phrases to which PLOVER gives another class than our guideline: `sign deal`."""
    found: dict[str, str] = {}
    for kind, text in literals_of_all("ploverFrame"):
        frame = parse_frame(kind, text)
        for noun in frame.objects or ("",):
            found[frame.phrase(noun)] = kind
    return found


def _class(action: Action) -> str:
    """Return our name of PLOVER's class of an action, before it is denied or only announced."""
    return _phrases().get(action.verb, action.kind)


def with_given(
    document: Any, mentions: tuple[Mention, ...], spans: list[list[int]]
) -> tuple[Mention, ...]:
    """Return the mentions with the given spans as actors, in place of whatever was read there."""
    given = [
        mention for begin, end in spans for mention in _given(document, mentions, Span(begin, end))
    ]
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
    said = _by_saying(reading, item["gold"][0])
    best = chief(reading, item["gold"][0])
    kind = said or (_plover(best) if best else None)
    return {"root": literals(kind, "ploverCode")[0] if kind else None}


def _by_saying(reading: Any, given: dict[str, Any]) -> str | None:
    """Return what the source does by saying it: `X says Y must pay` asks, `X says Y bombed the
    town` accuses.
    """
    source, target = (Span(*(given[role] or (0, 0))) for role in ("source", "target"))
    for action in reading.claims:
        if (
            not isinstance(action, Action)
            or _class(action) not in QUAD
            or _touches(reading, action.agents, source)
        ):
            continue
        if _touches(reading, action.attributed_to, source) and _touches(
            reading, action.agents, target
        ):
            if action.factuality == "Requested":
                return "Request"
            if QUAD[_class(action)] > 2 and not action.negated and action.factuality != "Intended":
                return "Accuse"
    return None


def chief(reading: Any, given: dict[str, Any]) -> Action | None:
    """Return the action that binds a given source and target best; None where none binds either."""
    wanted = [Span(*(given[role] or (0, 0))) for role in ("source", "target")]
    actions = [c for c in reading.claims if isinstance(c, Action) and _class(c) in QUAD]
    rated = [(_fit(reading, action, *wanted), action) for action in actions]
    best = max(
        (pair for pair in rated if pair[0] > 0),
        key=lambda pair: (pair[0], -pair[1].cue.begin),
        default=None,
    )
    return best[1] if best else None


def _plover(action: Action) -> str:
    """Return PLOVER's class, which counts what is only promised, refused or asked for as promise,
    refusal or request.
    """
    kind = _class(action)
    if kind not in ANNOUNCED:
        return kind
    if action.negated:
        return "Reject" if QUAD[kind] < 3 else kind
    if action.factuality == "Requested":
        return "Request"
    if action.factuality == "Intended":
        return "Agree" if QUAD[kind] < 3 else "Threaten"
    return kind


def _fit(reading: Any, action: Action, source: Span, target: Span) -> float:
    """Rate an action by whether the source is among its agents and the target among the others."""
    doing = _touches(reading, (*action.agents, *action.possible_agents), source)
    done_to = _touches(reading, (*action.targets, *action.recipients, *action.places), target)
    swapped = _touches(reading, action.agents, target) + _touches(
        reading, (*action.targets, *action.recipients), source
    )
    return 2.0 * doing + 2.0 * done_to + 0.5 * swapped


def _touches(reading: Any, keys: tuple[int, ...], span: Span) -> bool:
    return any(m.span.overlaps(span) for key in keys for m in reading.actors[key].mentions)


# The set follows CAMEO: what only appeals is neutral, what reduces relations is a conflict of
# words.
PENTA = {**QUAD, "Request": 0, "Sanction": 3, "Statement": 0}
CUT = ("relcl", "conj", "cc", "advcl")
# Verbs whose parties do it to each other: this set calls them related, neither source nor target.
MUTUAL = ("meet", "hold talk", "hold meeting", "hold discussion", "meet with", "sign agreement")
# Behind which words the other party stands, the surest first.
TOWARDS = (
    "against",
    "to",
    "on",
    "upon",
    "with",
    "for",
    "over",
    "about",
    "at",
    "toward",
    "towards",
    "regarding",
    "from",
    "of",
)
DEEPEST = 3
WHERE = ("in", "at", "on", "near", "during")


def predict_cameo(reading: Any) -> dict[str, Any]:
    """Return the phrases of the chief action's source and target, and its class of five."""
    actions = [c for c in reading.claims if isinstance(c, Action) and _class(c) in PENTA]
    chief = max(actions, key=lambda action: _weight(reading, action), default=None)
    penta = PENTA[_plover(chief)] if chief else 0
    if chief is not None and chief.verb in MUTUAL and chief.agents:
        return {"source": [], "target": [], "penta": penta}
    source = _subject(reading)
    target = [t for head in _object(reading, chief) for t in _joined(_outermost(head))]
    target = [t for t in target if not any(t in s.subtree() or s in t.subtree() for s in source)]
    return {
        "source": [_phrase(token) for token in source],
        "target": [_phrase(token) for token in target],
        "penta": penta,
    }


def _weight(reading: Any, action: Action) -> tuple[bool, bool, int, bool]:
    """The chief action is a deed of somebody, as high in the sentence's tree as can be, with both
    parties.
    """
    cue = reading.document.words(action.cue)
    depth = len(list(cue[0].ancestors())) if cue else 99
    both = bool(action.agents) and bool(action.targets or action.recipients)
    return action.kind != "Statement", bool(action.agents), -depth, both


def _subject(reading: Any) -> list[Any]:
    """Return the subject of the first sentence; of `…, officials said`, that of the clause said."""
    root = reading.document.sentences[0].root
    for clause in root.having("ccomp"):
        if clause.index < root.index and clause.having("nsubj", "nsubjpass"):
            root = clause
    by = (
        [o for p in root.having("agent") for o in p.having("pobj")]
        if root.having("nsubjpass")
        else []
    )
    heads = by or root.having("nsubj", "nsubjpass")
    return [t for head in heads for t in _joined(head)]


def _object(reading: Any, chief: Action | None) -> list[Any]:
    """Return the head words of whom or what the chief action touches, as this set marks it: by
    grammar alone.
    """
    cue = (
        next(iter(reading.document.words(chief.cue)), None)
        if chief and chief.kind != "Statement"
        else None
    )
    root = reading.document.sentences[0].root
    return _touched(reading, cue if cue is not None and cue.pos == "VERB" else root, depth=0)


def _touched(reading: Any, verb: Any, depth: int) -> list[Any]:
    passive = bool(verb.having("auxpass"))
    things = (
        verb.having("nsubjpass")
        if passive
        else [t for t in verb.having("dobj", "dative") if t.pos != "ADP"]
    )
    beside = [p for t in (*things, *verb.having("acomp", "attr")) for p in t.having("prep")]
    behind = [*beside, *verb.having("prep", "dative")]
    whom = {m.head for actor in reading.actors for m in actor.mentions}
    owned = [c for t in things[:1] for c in t.having("poss", "compound", "amod") if c.index in whom]
    if owned or (things and things[0].index in whom and things[0].pos != "PRON"):
        return things[:1]
    for word in TOWARDS:
        reached = [
            o
            for p in behind
            if p.lemma == word
            for o in p.having("pobj")
            if o.entity not in ("DATE", "TIME")
        ]
        if reached:
            return reached[:1]
    below = (
        [c for c in verb.having("xcomp", "ccomp") if c.index > verb.index]
        if depth < DEEPEST
        else []
    )
    if not things and below:
        subject = [
            t
            for t in below[0].having("nsubj", "nsubjpass")
            if t.pos != "PRON" and below[0].dep == "ccomp"
        ]
        return subject or _touched(reading, below[0], depth + 1)
    return things[:1]


def _outermost(token: Any) -> Any:
    """`the president's decision` is what is praised, not the president."""
    while token.dep in ("poss", "compound", "amod", "nmod", "appos") and token.head.pos in (
        "NOUN",
        "PROPN",
    ):
        token = token.head
    return token


def _joined(head: Any) -> list[Any]:
    return [head, *(c for c in head.having("conj") if c.pos in ("NOUN", "PROPN"))]


def _phrase(head: Any) -> list[int]:
    cut = {t.index for c in head.children if _is_cut(head, c) for t in c.subtree()}
    words = [t for t in head.subtree() if t.index not in cut]
    inside = {t.index for t in words}
    run = [
        t
        for t in words
        if all(i in inside for i in range(min(t.index, head.index), max(t.index, head.index)))
    ]
    while run[-1].pos in ("PUNCT", "ADP") and run[-1] is not head and run[-1].text != ")":
        run.pop()
    return [run[0].span.begin, run[-1].span.end]


def _is_cut(head: Any, child: Any) -> bool:
    where = child.dep == "prep" and child.lemma in WHERE
    dated = where and any(t.entity in ("DATE", "TIME") for t in child.subtree())
    told = child.dep == "acl" and child.tag != "VBG"
    return child.dep in CUT or dated or told or (where and head.entity == "PERSON")
