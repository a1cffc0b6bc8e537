"""What a verb is done to by its grammar: its objects, and those that it shares or leaves unsaid."""

from actorgraph.claims.obliques import referent
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    FINITE_TAGS,
    is_judged_to_be,
    is_passive,
    is_relative,
    is_verb,
)
from actorgraph.language.lists import all_coordinated

RELATIVE_WORDS = ("WDT", "WP", "WP$", "WRB")
# Forms of a verb that does not say when: `let Chad leave`, `saw Chad leaving`.
WITHOUT_TENSE = ("VB", "VBG", "VBN")
TENSED = ("MD", *FINITE_TAGS)
# What may be between two verbs that share an object: `rounded up and then questioned`.
BETWEEN = ("cc", "punct", "advmod", "aux", "preconj", "prt")


def own_objects(verb: Token) -> list[Token]:
    """Return the head words of a verb's objects, with those joined to each."""
    # `gave it to Chad`: parsers take the `to` for a dative.
    children = verb.having("dobj", "dative", "attr")
    nouns = [child for child in children if child.pos != "ADP"]
    objects = all_coordinated(referent(noun, verb) for noun in nouns)
    left_out = _relative_object(verb)
    if left_out:
        objects.append(left_out)
    if not objects:
        objects = [*_made_to_act(verb), *_shared_objects(verb)]
    return objects


def _relative_object(verb: Token) -> Token | None:
    """Return the noun of `the Chechens it is hiding`, whose clause has no relative pronoun."""
    own = verb.having("nsubj")
    if verb.dep != "relcl" or not own or is_relative(own[0]):
        return None
    if is_passive(verb) or verb.having("dobj"):
        return None
    tags = [child.tag for child in verb.children]
    if any(tag in RELATIVE_WORDS for tag in tags):
        return None
    return verb.head


def _made_to_act(verb: Token) -> list[Token]:
    """Return whoever is made or allowed to act: `let Chad leave`, `allowed Chad to leave`.

    Parsers take them for the subject of a clause of its own.
    """
    for complement in verb.having("ccomp"):
        lacks_tense = is_untensed(complement) or is_judged_to_be(complement)
        if lacks_tense and complement.index > verb.index:
            own = complement.having("nsubj")
            return all_coordinated(noun for noun in own if noun.index > verb.index)
    return []


def is_untensed(verb: Token) -> bool:
    """Return whether a verb is an infinitive or participle: `leave` of `let Chad leave`."""
    if verb.tag not in WITHOUT_TENSE or verb.having("mark"):
        return False
    return all(auxiliary.tag not in TENSED for auxiliary in verb.having("aux", "auxpass"))


def _shared_objects(verb: Token) -> list[Token]:
    """Return the objects of the verb right behind it: `arrested and questioned the man`."""
    for joined in verb.having("conj"):
        if is_verb(joined) and _is_close(verb, joined):
            return own_objects(joined)
    return []


def _is_close(verb: Token, joined: Token) -> bool:
    """Return whether an active verb is right before the one that is joined to it."""
    if is_passive(verb) or joined.tag != verb.tag:
        return False
    return is_next_to(verb, joined)


def is_next_to(verb: Token, joined: Token) -> bool:
    """Return whether nothing is between two joined verbs but what joins them."""
    own = [child for child in verb.children if verb.index < child.index < joined.index]
    others = [child for child in joined.children if child.index < joined.index]
    return all(child.dep in BETWEEN for child in (*own, *others))
