"""What somebody did or suffered before, as far as it shows whom a pronoun means."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import is_verb
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.lexicon import frames, kinds_with, speech_verbs

UNDERGOING = ("dobj", "nsubjpass", "dative")


def does_harm(noun: Token) -> bool:
    """Return whether somebody is the one who harms: `Soldiers shot a man`, `shot by soldiers`."""
    if noun.dep == "nsubj":
        return _harms(noun.head)
    if noun.dep == "pobj" and noun.head.dep == "agent":
        return _harms(noun.head.head)
    return False


def is_harmed(noun: Token) -> bool:
    """Return whether somebody is harmed: `Rebels abducted the nurses`."""
    return noun.dep in UNDERGOING and _harms(noun.head)


def is_helped(noun: Token) -> bool:
    """Return whether somebody is helped as those who were harmed are: `The army freed them`."""
    return noun.dep in UNDERGOING and is_lemma_in(noun.head, "helpingVerbs")


def is_addressed(name: Token) -> bool:
    """Return whether somebody is spoken to by name: `"You lied to us, Lena"`."""
    if name.pos != "PROPN" or name.having("det", "prep", "relcl", "appos"):
        return False
    if name.dep in ("npadvmod", "vocative"):
        return True
    # `"I did not lie to you, Moe"`
    return name.dep == "appos" and name.head.text.casefold() == "you"


def _harms(verb: Token) -> bool:
    """Return whether a verb mostly means harm: `shoot`, but not `claim`, as in `claim lives`."""
    if not is_verb(verb) or verb.lemma in speech_verbs():
        return False
    kinds = [frame.kind for frame in frames().get(verb.lemma, ())]
    harms = sum(kind == "Death" or kind in kinds_with("harms") for kind in kinds)
    return harms * 2 > len(kinds)
