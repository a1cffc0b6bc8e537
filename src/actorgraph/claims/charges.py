"""Charges and judgments: whom a noun for one is about, and so who is said to have done it."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, left_of
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import word_set

CHARGING = word_set("chargingNouns")
# `his conviction for spying`; `his complaint for spying` is about others.
BY_THE_ACCUSER = ("case", "complaint", "lawsuit", "suit")


def charged(noun: Token, reason: Token) -> list[Token]:
    """Return who is charged with what is behind `for`: `the case against Chad for attacking`."""
    verb = noun.head
    found = [*behind(noun, "against", "of", "for"), *behind(verb, "against")]
    if noun.dep == "nsubjpass":
        # `a warrant was issued for Chad for attacking`
        found.extend(behind(verb, "for"))
    people = left_of(reason.index, found)
    if not people and noun.lemma not in BY_THE_ACCUSER:
        people = noun.having("poss")
    if not people and noun.dep == "dobj":
        # `handed Chad a sentence for attacking`
        people = verb.having("dative")
    return all_coordinated(people)
