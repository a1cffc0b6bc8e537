"""Phrases that parsers hang on a word which cannot take them."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import FINITE_TAGS
from actorgraph.vocabulary.lexicon import word_set

CHARGING = word_set("chargingNouns")
TENSED = (*FINITE_TAGS, "VBN")
SUBJECTS_OF_BOTH = 2


def lift_gerund(gerund: Token) -> None:
    """Hang `of bombing` on the verb of `acquitted Ada Lund of bombing`: a name takes no gerund."""
    preposition = gerund.head
    name = preposition.head
    if gerund.dep == "pcomp" and name.pos == "PROPN" and name.dep == "dobj":
        preposition.hang_on(name.head, "prep")


def hang_on_the_charge(gerund: Token) -> None:
    """Hang `for bombing` on the noun of `dropped the case against Ada Lund for bombing`."""
    preposition = gerund.head
    above = preposition.head
    if gerund.dep != "pcomp" or preposition.lemma != "for":
        return
    if above.pos == "PROPN" and above.dep == "pobj":
        # `against Ada Lund for bombing`
        above = above.head.head
    charges = [above, *above.having("dobj", "nsubjpass")]
    for noun in charges:
        if noun.pos == "NOUN" and noun.lemma in CHARGING and noun.index < preposition.index:
            preposition.hang_on(noun, "prep")
            return


def give_its_subject(verb: Token) -> None:
    """Hang `who` on `attacked` in `Ada Lund, who police say attacked them`."""
    saying = verb.head
    if verb.dep not in ("ccomp", "xcomp") or saying.dep != "relcl" or verb.tag not in TENSED:
        return
    subjects = saying.having("nsubj")
    if (
        len(subjects) < SUBJECTS_OF_BOTH
        or subjects[0].tag != "WP"
        or verb.having("nsubj", "nsubjpass")
    ):
        return
    passive = bool(verb.having("auxpass"))
    subjects[0].hang_on(verb, "nsubjpass" if passive else "nsubj")
    verb.dep = "ccomp"


def mend_attachments(token: Token) -> None:
    """Hang a word, or what is around it, on the word that can take it."""
    if token.tag == "VBG":
        lift_gerund(token)
        hang_on_the_charge(token)
    if token.dep in ("ccomp", "xcomp"):
        give_its_subject(token)
