"""Noun senses: an event noun whose class depends on whose event it is, or on what it is done to."""

from actorgraph.claims.contests import kind_of_result
from actorgraph.claims.object_kinds import is_of_kinds
from actorgraph.claims.scene import Scene, is_called
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind
from actorgraph.vocabulary.lexicon import WIDEST, word_set

COURTS = word_set("courtNouns")
# What a court announces, and anybody else makes: `the court's decision`.
DECISIONS = word_set("decisionNouns")
# What sets people free, and puts products on the market: `the release of the phone`.
RELEASES = ("release",)
FREED = frozenset({"person"})


def kind_of_noun(noun: Token, kind: str, scene: Scene) -> str:
    """Return the class of an event noun where its phrase says more than the noun alone."""
    owners = [*noun.having("poss"), *behind(noun, "of", "by")]
    if noun.lemma in DECISIONS and any(is_called(COURTS, owner, scene) for owner in owners):
        return "Publish"
    if noun.lemma in RELEASES and kind == "Retreat":
        named = [*owners, *noun.having("compound")]
        return kind if any(is_of_kinds(FREED, word, scene) for word in named) else WIDEST
    return kind_of_result(noun, kind, scene)
