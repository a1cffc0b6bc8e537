"""Controllers: who is to do what an infinitive or gerund below a verb tells."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    OBJECTS,
    behind,
    below,
    is_infinitive,
    left_of,
    objects_of,
    with_lemma,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import Frame, frames, word_set

USING = word_set("usingVerbs")
APPEALING = word_set("appealingVerbs")
# `called on Chad to act`, `appealed to Chad to act`
ADDRESSING = ("on", "upon", "to", "for", "with")
PROMISING = word_set("promisingVerbs")


def is_controlled(verb: Token) -> bool:
    """`urged Chad to stop`, `left to stop it`: whoever does it is found in the verb above."""
    if verb.head is verb or verb.tag not in ("VB", "VBG", "VBN"):
        return False
    if verb.dep == "advcl":
        return is_infinitive(verb)
    return verb.dep in ("xcomp", "ccomp")


def controlling_object(verb: Token, above: Token) -> Token | None:
    """Return whoever is made, urged or called on to act."""
    addressed = behind(above, *ADDRESSING)
    if addressed and above.lemma in APPEALING:
        return addressed[0]
    if verb.dep == "advcl":
        # `struck Niger to stop it`: an aim is the subject's.
        return None
    objects = above.having(*OBJECTS)
    if objects and above.pos == "VERB" and above.lemma not in USING | PROMISING:
        return objects[0]
    return None


def partners(verb: Token, above: Token) -> list[Token]:
    """`Chad worked with Niger to free them`: both are to do what they work for."""
    joint = verb.dep == "advcl" and any(map(_is_joint_with, frames().get(above.lemma, ())))
    partners = behind(above, "with") if joint else []
    return all_coordinated(left_of(verb.index, partners))


def _is_joint_with(frame: Frame) -> bool:
    return frame.kind == "Cooperate" and "with" in frame.particles


def those_it_is_up_to(above: Token) -> list[Token]:
    """`It is up to Chad to leave`"""
    turns = with_lemma(above.having("prep"), "up")
    return all_coordinated(objects_of(below(turns, "prep")))


def holders_of_an_aim(above: Token) -> list[Token]:
    """`Chad's goal is to leave`, `the aim of Chad is to leave`: whoever has it."""
    if above.lemma != "be":
        return []
    for noun in above.having("nsubj"):
        if noun.pos == "NOUN":
            return all_coordinated(noun.having("poss") or behind(noun, "of", "by"))
    return []
