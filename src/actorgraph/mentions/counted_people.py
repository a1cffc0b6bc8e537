"""People who are only counted: `three were killed`, `many fled`, `a number of officials`."""

import re

from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, behind, is_plural
from actorgraph.mentions.noun_kinds import kinds_of_noun
from actorgraph.mentions.runs import TAKING_PART, is_lemma_in
from actorgraph.mentions.things import MEASURES
from actorgraph.vocabulary.gazetteer import head_kinds, people
from actorgraph.vocabulary.lexicon import word_set

# `2018 saw two attacks`
YEAR = re.compile(r"(?:19|20)\d\d")


def is_group_counted(token: Token) -> bool:
    """Return whether a word that counts, or a name of a people, means several people here."""
    return any(test(token) for test in TESTS)


def _is_number_of_people(token: Token) -> bool:
    """`Three were killed.`"""
    if token.pos != "NUM" or token.dep not in (*SUBJECTS, "dobj"):
        return False
    if token.entity in MEASURES:
        return False
    if not token.lemma.isalpha() and not _is_count_of_people(token):
        return False
    # `one of the reasons`
    counted = behind(token, "of")
    return not counted or any(map(_may_be_people, counted))


def _is_count_of_people(number: Token) -> bool:
    """`80,000 sought asylum`, `the fire killed 150`, but not `150 were sold`, `sold 150`."""
    if YEAR.fullmatch(number.text) or not number.text[0].isdigit():
        return False
    if number.dep in SUBJECTS:
        return is_lemma_in(number.head, "peopleVerbs")
    return is_lemma_in(number.head, "harmingVerbs")


def is_one_of_people(token: Token) -> bool:
    """Return whether a word means one of several: `One of the men fled.`"""
    if token.lemma != "one" or token.pos not in ("NUM", "PRON", "NOUN"):
        return False
    if token.dep not in TAKING_PART:
        return False
    counted = behind(token, "of")
    return any(_is_several_persons(noun) for noun in counted)


def _is_several_persons(noun: Token) -> bool:
    # `one of them`
    if noun.text.casefold() in word_set("pluralPronouns"):
        return True
    return is_plural(noun) and "Person" in kinds_of_noun(noun)


def _is_several_acting(token: Token) -> bool:
    """`Many fled`, `others were arrested`: an event happens to people, not to `some of it`."""
    if token.dep not in SUBJECTS or token.tag in ("PRP", "WDT", "WP"):
        return False
    if not is_lemma_in(token, "severalSpeakers") or _is_all_that(token):
        return False
    if token.lemma == "neither" and len(token.head.having(*SUBJECTS)) > 1:
        # `Neither will Chad leave.`
        return False
    counted = behind(token, "of")
    return not counted or any(map(_may_be_people, counted))


def _is_all_that(token: Token) -> bool:
    """`all we ask for is peace`, but not `all who fled`."""
    if token.lemma != "all":
        return False
    for clause in token.having("relcl"):
        return not any(child.tag == "WP" for child in clause.children)
    return False


def _is_share_of_people(token: Token) -> bool:
    """`46 percent would vote for Chad`, but not `prices rose 46 percent`."""
    if token.lemma not in ("percent", "%") or token.dep != "nsubj":
        return False
    counted = behind(token, "of")
    return not counted or any(map(_may_be_people, counted))


def _is_people(token: Token) -> bool:
    """`The Chechens fled.`"""
    return is_plural(token) and people(token.text) is not None


def _is_those(token: Token) -> bool:
    """`those who fled`, `those in prison`."""
    if token.lemma != "those" or token.pos not in ("DET", "PRON"):
        return False
    return bool(token.having("relcl", "acl", "prep"))


def counts_things(token: Token) -> bool:
    """Return whether a noun counts things: `dozens of rounds`, unlike `dozens of migrants`."""
    if not is_lemma_in(token, "quantityNouns"):
        return False
    counted = behind(token, "of")
    return bool(counted) and not any(map(_may_be_people, counted))


def _may_be_people(noun: Token) -> bool:
    if noun.pos == "PROPN" or people(noun.text):
        return True
    return bool(head_kinds().get(noun.lemma))


TESTS = (
    _is_number_of_people,
    _is_people,
    _is_those,
    _is_several_acting,
    _is_share_of_people,
)
