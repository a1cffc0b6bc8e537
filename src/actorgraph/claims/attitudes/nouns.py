"""Attitudes of nouns: `Norway's plan to …`, `the fear of …`, `the claim that …`."""

from actorgraph.claims.attitudes.attitude import (
    holders_among,
    make_attitude,
    opened_by,
    without_added,
)
from actorgraph.claims.claim import Attitude
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, right_of
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import cues, word_set

# `the minister expressed her fear of …`, `Norway has a plan to …`: the verb lends its subject.
LENDING = word_set("attitudeLightVerbs")


def attitude_of_noun(scene: Scene, noun: Token) -> Attitude | None:
    """Return the attitude that a noun expresses; None if no frame of it fits.

    `The claim that it rained` has no holder.
    """
    if noun.pos != "NOUN":
        return None
    for frame in cues("cueNoun").get(noun.lemma, ()):
        particle = frame.particles[0]
        content = without_added(right_of(noun.index, opened_by(noun, particle)))
        holders = holders_among(scene, noun, _holders(noun, particle))
        if content and (holders or particle == "that"):
            return make_attitude("attitude noun", scene, frame, noun, holders, content)
    return None


def _holders(noun: Token, particle: str) -> list[Token]:
    # `Norway's plan`
    owners = all_coordinated(noun.having("poss"))
    if owners:
        return owners
    # `a plan by Norway`; the content of `fear of Chad` is not its holder.
    heads = behind(noun, "by", "from", "of")
    named = [head for head in heads if head.head.lemma != particle]
    if named:
        return all_coordinated(named)
    if noun.dep == "dobj" and noun.head.lemma in LENDING:
        return subject_heads(noun.head)
    return []
