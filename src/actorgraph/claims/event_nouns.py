"""Event nouns: `the arrest of X by Y`, `their meetings with Z`, `Russia's invasion of W`."""

from collections.abc import Iterator
from dataclasses import replace

from actorgraph.claims.claim import Action
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    all_coordinated,
    extent,
    objects_of,
    with_lemma,
)
from actorgraph.vocabulary.lexicon import (
    NounFrame,
    frames,
    kinds_with,
    noun_frames,
    object_role,
)

# `the arrest of X` is done to X; `the protest of X` is done by X.
DONE_TO_ITS_OF = kinds_with("of names the target")
DONE_BY_ITS_OF = kinds_with("of names the agent")
AGAINST = ("against", "on", "upon")
WITH = ("with", "between")


def event_nouns(scene: Scene) -> Iterator[Action]:
    """Yield an action for every event noun that names a doer and another party, or a target."""
    for token in scene.document.tokens:
        if token.pos == "NOUN" and token.lemma in noun_frames():
            action = _action(scene, token)
            if action:
                yield action


def _action(scene: Scene, noun: Token) -> Action | None:
    frame = _frame(noun)
    if frame is None or _belongs_to_a_light_verb(noun):
        return None
    agents = scene.keys(_doers(scene, noun, frame))
    others = scene.keys(_others(scene, noun, frame))
    others = tuple(key for key in others if key not in agents)
    if not others or not (agents or frame.kind in DONE_TO_ITS_OF):
        # `the arrest`, `an attack in May`: this sentence says nothing of the event.
        return None
    how = modality(scene.document, noun)
    action = Action(
        kind=frame.kind,
        evidence=(extent(noun.subtree()),),
        rule="event noun",
        verb=noun.lemma,
        cue=noun.span,
        frame=frame.text,
        agents=agents,
        marker=how.marker,
        factuality=how.factuality,
        negated=how.negated,
        attributed_to=scene.keys(how.sources),
        targets=others,
        time=scene.time_of(noun),
    )
    if object_role(frame.kind) == "recipient":
        return replace(action, targets=(), recipients=action.targets)
    return action


def _frame(noun: Token) -> NounFrame | None:
    for frame in noun_frames()[noun.lemma]:
        if frame.particle is None or _behind(noun, frame.particle):
            return frame
    return None


def _behind(noun: Token, *words: str) -> list[Token]:
    phrases = [child for child in noun.children if child.dep in ("prep", "agent")]
    return all_coordinated(objects_of(with_lemma(phrases, *words)))


def _doers(scene: Scene, noun: Token, frame: NounFrame) -> list[Token]:
    # `the arrest of the journalist by Chad`
    doers = _behind(noun, "by")
    for target in _behind(noun, "of"):
        # Parsers hang `by Chad` on the journalist as often as on the arrest.
        doers.extend(_behind(target, "by"))
    # `Russia's invasion`
    doers.extend(all_coordinated(noun.having("poss")))
    # `the Russian invasion`
    modifiers = noun.having("amod", "compound", "nmod")
    for word in modifiers:
        if scene.is_of(word, "Government", "Organisation"):
            doers.append(word)
    if frame.kind in DONE_BY_ITS_OF:
        # `the protest of the students`
        doers.extend(_behind(noun, "of", "between"))
    return [doer for doer in doers if scene.keys([doer])]


def _others(scene: Scene, noun: Token, frame: NounFrame) -> list[Token]:
    # `an attack on Chad`, `talks with Chad`
    heads = _behind(noun, *AGAINST) + _behind(noun, *WITH)
    if frame.particle:
        heads.extend(_behind(noun, frame.particle))
    if frame.kind in DONE_TO_ITS_OF:
        heads.extend(_behind(noun, "of"))
    others: list[Token] = []
    for head in heads:
        others.extend(scene.affected(head))
    return [other for other in others if not scene.is_of(other, "Place", "Document")]


def _belongs_to_a_light_verb(noun: Token) -> bool:
    """Return whether a verb has this noun in its own frame: `carry out an attack on X`."""
    verb = _governing_word(noun)
    candidates = frames().get(verb.lemma, ())
    return any(noun.lemma in frame.objects for frame in candidates)


def _governing_word(noun: Token) -> Token:
    if noun.dep in ("dobj", "attr", "nsubjpass"):
        return noun.head
    if noun.dep == "pobj":
        return noun.head.head
    return noun
