"""Controllers: who is to do what an infinitive or gerund below a verb tells."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    OBJECTS,
    behind,
    below,
    is_infinitive,
    left_of,
    objects_of,
    right_of,
    with_lemma,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.governors import governing
from actorgraph.vocabulary.lexicon import Frame, frames, word_set

SENDING = word_set("sendingVerbs")
TIMES = ("DATE", "TIME")
FOILING = word_set("foilingVerbs")
USING = word_set("usingVerbs")
APPEALING = word_set("appealingVerbs")
# `called on Chad to act`, `appealed to Chad to act`
ADDRESSING = ("on", "upon", "to", "for", "with")
# `promised Chad to help`, `threatened Chad with leaving`: the subject is to act.
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
    # `On Monday she called on Chad to act.`
    addressed = right_of(above.index, behind(above, *ADDRESSING))
    addressed = [noun for noun in addressed if noun.entity not in TIMES]
    if addressed and above.lemma in APPEALING:
        return addressed[0]
    objects = above.having(*OBJECTS)
    if verb.dep == "advcl":
        # `struck Niger to stop it`: an aim is the subject's; but `sent a nurse to help`.
        sent = above.lemma in SENDING and any(map(names_people, left_of(verb.index, objects)))
        return objects[0] if sent else None
    if objects and above.pos == "VERB" and above.lemma not in USING | PROMISING:
        return objects[0]
    return None


def owners_of_a_foiled_plan(verb: Token, above: Token) -> list[Token] | None:
    """`foiled Chad's plot to attack`: whose plan it was; None where the subject may act on it."""
    if above.lemma not in FOILING or not is_infinitive(verb):
        return None
    for noun in left_of(verb.index, above.having("dobj")):
        if governing((f"the {noun.lemma} to", f"the {noun.lemma}")):
            return all_coordinated(noun.having("poss") or behind(noun, "of", "by"))
    return None


def names_people(noun: Token) -> bool:
    """Return whether a noun names people, not what they use: `sent nurses`, not `sent money`."""
    if noun.entity in ("NORP", "ORG", "PERSON"):
        return True
    return bool({"Group", "Person"} & set(head_kinds().get(noun.lemma, ())))


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
