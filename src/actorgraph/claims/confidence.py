"""How sure a claim is: how often claims like it are right.

A claim is like another one if the same rule found it, and if it has the same features: whether the
lexicon knows its class, how its agent is named and how far away, what else is bound, and how long
the sentence is. `vocabulary/confidence.py` has the rates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from actorgraph.claims.claim import Action, Claim, Statement
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.text.article import Span
from actorgraph.vocabulary.confidence import confidence
from actorgraph.vocabulary.lexicon import frames

NONE = "none"
UNDERSTOOD = "understood"
# Bins, each with the largest number that falls into it; what is above the last one is `more`.
DISTANCES = ((3, "near"), (9, "middle"))  # words
DISTANT = "far"
LENGTHS = ((15, "short"), (30, "middle"))  # words
LONG = "long"
LIKELIHOODS = ((0.7, "low"), (0.9, "middle"))
HIGH = "high"


def rated(scene: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims, each with its confidence."""
    for claim in claims:
        found = dict(features(scene, claim))
        yield replace(claim, confidence=confidence(claim.rule, found))


def features(scene: Scene, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what is known of a claim that tells how likely it is right, as names and values."""
    if not isinstance(claim, Action):
        return
    words = scene.document.beginning_in(claim.cue)
    if not words:
        return
    sentence = scene.document.sentences[words[0].sentence]
    family = "statement" if isinstance(claim, Statement) else "action"
    yield f"{family}, sentence", _bin(len(sentence.tokens), LENGTHS, LONG)
    agents = _heads(scene, claim.agents or claim.possible_agents, sentence.tokens)
    yield f"{family}, agent", _form(scene, claim, agents)
    if agents:
        distance = min(abs(head.index - words[0].index) for head in agents)
        yield f"{family}, agent is", _bin(distance, DISTANCES, DISTANT)
    if isinstance(claim, Statement):
        yield "statement, mode", claim.mode.casefold()
        return
    yield from _features_of_an_action(claim)


def _features_of_an_action(claim: Action) -> Iterator[tuple[str, str]]:
    yield "action, class", claim.kind
    yield "action, class from", _origin_of_class(claim)
    yield "action, agents", _number(claim)
    yield "action, others", "bound" if claim.targets or claim.recipients else NONE
    yield "action, certainty", _certainty(claim)
    yield "action, source", _source(claim)
    if claim.likelihood is not None:
        yield "action, event noun", _bin(claim.likelihood, LIKELIHOODS, HIGH)


def _origin_of_class(claim: Action) -> str:
    """Return what gave the class: a verb of one or of several classes, a noun, or nothing."""
    if not claim.frame:
        return "no entry"
    if claim.likelihood is not None:
        return "noun"
    verb = claim.frame.split()[0]
    kinds = {frame.kind for frame in frames().get(verb, ())}
    return "verb of one class" if len(kinds) < 2 else "verb of several classes"


def _number(claim: Action) -> str:
    count = len(claim.agents) + len(claim.possible_agents)
    return "several" if count > 1 else "one at most"


def _certainty(claim: Action) -> str:
    if claim.governors:
        return "inherited"
    return "shown" if claim.marker else "plain"


def _source(claim: Action) -> str:
    if claim.said_in is not None:
        return "statement"
    return "without words" if claim.attributed_to else "article"


def _heads(scene: Scene, keys: tuple[int, ...], tokens: Iterable[Token]) -> list[Token]:
    """Return the head words of a sentence that refer to these actors."""
    if not keys:
        return []
    heads: list[Token] = []
    for token in tokens:
        actor = scene.actor(token)
        if actor is not None and actor.key in keys:
            heads.append(token)
    return heads


def _form(scene: Scene, claim: Action, heads: list[Token]) -> str:
    """Return how the nearest agent is referred to in the clause; else it is understood."""
    if not claim.agents and not claim.possible_agents:
        return NONE
    near = [head for head in heads if _is_within(head, claim.evidence)]
    if not near:
        return UNDERSTOOD
    cue = claim.cue.begin
    nearest = min(near, key=lambda head: abs(head.span.begin - cue))
    return scene.mentions[nearest.index].form


def _is_within(token: Token, spans: tuple[Span, ...]) -> bool:
    return any(token.span in span for span in spans)


def _bin(number: float, bins: tuple[tuple[float, str], ...], above: str) -> str:
    return next((name for most, name in bins if number <= most), above)
