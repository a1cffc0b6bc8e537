"""Verbs that only say who does an event noun: `launched an attack`, `took part in the attack`."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import by_phrases, has_passive_mark, is_verb
from actorgraph.vocabulary.lexicon import word_set

LIGHT = word_set("lightEventVerbs")
ARRANGING = LIGHT | word_set("arrangingVerbs")
UNDERGOING = word_set("undergoingVerbs")
SHARING = word_set("sharingNouns")
PARTAKING = word_set("partakingVerbs")
HAVING_PART = ("have", "play", "take")


def supporting_verb(noun: Token) -> Token | None:
    """Return the verb that only says that somebody does the noun, or undergoes it.

    `launched an attack`, `received a visit`; but `took up the appeal` is an event of its own.
    """
    participle = _supporting_participle(noun)
    if participle is not None:
        return participle
    verb = noun.head
    if not is_verb(verb) or not _supports(verb):
        return None
    passive = has_passive_mark(verb)
    if noun.dep == "dobj" and not passive:
        return verb
    return verb if noun.dep == "nsubjpass" and verb.lemma in LIGHT else None


def _supporting_participle(noun: Token) -> Token | None:
    """Return the participle that says who does the noun: `a protest planned by Chad`."""
    for verb in noun.having("acl"):
        if verb.tag == "VBN" and verb.lemma in ARRANGING and by_phrases(verb):
            return verb
    return None


def _supports(verb: Token) -> bool:
    if verb.lemma not in LIGHT and verb.lemma not in UNDERGOING:
        return False
    return all(particle.lemma == "out" for particle in verb.having("prt"))


def sharing_noun(noun: Token) -> Token | None:
    """Return the noun that says that somebody takes part: `role` of `his role in the attack`."""
    above = noun.head.head
    if noun.dep != "pobj" or noun.head.lemma != "in" or above.lemma not in SHARING:
        return None
    return above


def partaking_verb(noun: Token) -> Token | None:
    """Return the verb that says that somebody takes part: `took part in the attack`."""
    share = sharing_noun(noun)
    above = noun.head.head
    if share is not None:
        above = share.head
    elif noun.dep != "pobj" or noun.head.lemma != "in" or not is_verb(above):
        return None
    if any(token.lemma in SHARING for token in above.having("dobj")):
        return above if above.lemma in HAVING_PART else None
    return above if above.lemma in PARTAKING else None
