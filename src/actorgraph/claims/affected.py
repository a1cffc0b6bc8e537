"""Whom it affects that an action is done to a noun: the actor it names, or those within it."""

from actorgraph.claims.object_kinds import names_an_action
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import MODIFIERS, behind
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import kinds_with, names_only

HARMING = kinds_with("harms")
# What is done to a thing of somebody's is done to them only where the class says what it does.
NEEDING_THE_ACTOR = kinds_with("target is the object itself")
TELLING = kinds_with("only tells of actions")
GOING_SOMEWHERE = kinds_with("place is no party")
JUDGING = kinds_with("judges the doer")


def affected_heads(
    role: str,
    scene: Scene,
    token: Token,
    kind: str,
    *,
    acting: bool,
) -> list[Token]:
    """Return the head words of the actors whom it affects that an action is done to a noun.

    `acting` is whether somebody is known to act.
    """
    if kind in JUDGING and not scene.actor(token) and is_done_to_its_of(token):
        # `condemned the army's killing of the nurses`: whoever did it is condemned.
        doers = [*token.having("poss"), *behind(token, "by")]
        return scene.actor_heads(all_coordinated(doers))
    if not scene.actor(token) and _is_action_alone(role, token, kind):
        return []
    # A work may speak, but it is not what an action is done to.
    heads = [head for head in scene.affected(token) if not scene.is_of(head, "Document")]
    if kind in GOING_SOMEWHERE:
        # `crossed into Gaza`
        heads = [head for head in heads if not scene.is_of(head, "Government", "Place")]
    if kind not in HARMING:
        # `the plan calls for three bridges`
        heads = [head for head in heads if not is_described_place(scene, head)]
    if scene.actor(token):
        return heads
    touches_somebody = acting and _is_part_of_a_body(token)
    if kind in NEEDING_THE_ACTOR and not touches_somebody:
        # `survived an Israeli attack` happens to no state.
        return []
    return [head for head in heads if head.dep not in MODIFIERS]


def _is_part_of_a_body(noun: Token) -> bool:
    """`examined the man's leg`: it is done to him."""
    return names_only(noun.lemma, "body")


def _is_action_alone(role: str, token: Token, kind: str) -> bool:
    """Return whether an object names an action, whose parties are not those of the verb."""
    if role == "recipient" and names_an_action(token):
        # `called for the release of the prisoners`: nobody within is asked for it.
        return True
    # `announced the creation of a union`
    return kind in TELLING and token.lemma in noun_frames()


def is_described_place(scene: Scene, head: Token) -> bool:
    """Return whether a word is a noun for a place, and no name: `the bridge`."""
    return head.pos == "NOUN" and scene.is_of(head, "Place")


def is_done_to_its_of(noun: Token) -> bool:
    """Return whether what follows `of` undergoes the event: `the killing of the nurses`."""
    known = noun_frames().get(noun.lemma, ())
    return any(frame.of == "target" for frame in known)
