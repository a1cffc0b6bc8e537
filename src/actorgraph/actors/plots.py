"""What somebody did or suffered before, as far as it shows whom a pronoun means."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, is_verb
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import frames, kinds_with, speech_verbs

UNDERGOING = ("dobj", "nsubjpass", "dative")
# `said in an interview with Moe`
TALKS = ("conversation", "interview")
TAKING_PART = ("dobj", "pobj", "dative", "attr", "conj", "poss", "compound")
# A mark behind the last word of a quotation.
LONGEST_END_IN_CHARACTERS = 2


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


def is_addressed(name: Token, quoted: Span) -> bool:
    """Return whether somebody is spoken to by name: `"You lied to us, Lena"`."""
    if name.pos != "PROPN" or name.having("det", "prep", "relcl", "appos"):
        return False
    if name.dep in ("npadvmod", "vocative"):
        return True
    # `"I did not lie to you, Moe"`
    if name.dep == "appos":
        return name.head.text.casefold() in ("you", "us", "me")
    # `"Why did you leave, Amara?"`
    ends_it = quoted.end - name.span.end <= LONGEST_END_IN_CHARACTERS
    return ends_it and name.dep not in TAKING_PART


def addressees(verb: Token) -> list[Token]:
    """Return whom somebody says something to: `told Moe`, `said in an interview with Moe`."""
    if verb.lemma not in speech_verbs():
        return []
    talks = [noun for noun in behind(verb, "in", "during") if noun.lemma in TALKS]
    spoken_to = [*verb.having("dobj", "dative"), *behind(verb, "to")]
    for talk in talks:
        spoken_to += behind(talk, "with", "to")
    return spoken_to


def _harms(verb: Token) -> bool:
    """Return whether a verb alone means harm: `shoot`, but not `claim`, as in `claim lives`."""
    if not is_verb(verb) or verb.lemma in speech_verbs():
        return False
    alone = [
        frame for frame in frames().get(verb.lemma, ()) if not (frame.particles or frame.objects)
    ]
    return any(frame.kind in kinds_with("harms") for frame in alone)
