"""Nouns for bodies that mean things: `public funds`, `in hospital`, `$2 million`."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, is_plural
from actorgraph.mentions.loose_dates import TIME_OF_DAY
from actorgraph.mentions.runs import LEFT_OF_HEAD, is_lemma_in, is_word_in

# Labels of the parser for sums and measures, which nobody is.
MEASURES = ("MONEY", "PERCENT", "QUANTITY", "TIME", "DATE")
MODIFIERS = ("amod", "compound", "nmod", "poss")


def is_thing_here(token: Token) -> bool:
    """Return whether a noun that may describe an actor means a thing where it is used."""
    if _is_measure(token) or _is_sum(token) or _is_use_of_building(token):
        return True
    # `social media`
    if token.text.casefold() == "media" and any_lemma(token.having("amod"), ("social",)):
        return True
    # `solar power`
    if any(is_word_in(word, "wordsOfThings") for word in token.having("amod", "compound")):
        return True
    if token.lemma == "power" and _is_ability(token):
        return True
    # `head of state`
    if token.lemma == "state" and token.dep == "pobj" and not token.having(*LEFT_OF_HEAD):
        return True
    if token.lemma == "head" and _is_of_one(token):
        return True
    # `funds`, but not `hedge funds`
    if is_plural(token) and is_lemma_in(token, "thingsInPlural"):
        return not is_named_as_body(token)
    return is_lemma_in(token, "thingsAlone") and not is_named_as_body(token)


def _is_ability(power: Token) -> bool:
    """`the president's powers`, `more nuclear power`, but not `a nuclear power`."""
    if power.having("poss"):
        return True
    return not is_plural(power) and not any_lemma(power.having("det"), ("a", "an", "the"))


def _is_of_one(part: Token) -> bool:
    """Return whether a part is of one person: `hit her head`, but not `its head`."""
    return any(is_word_in(owner, "personalPossessives") for owner in part.having("poss"))


def _is_measure(token: Token) -> bool:
    """Return whether a noun counts time or money; not `10:42 Police`, an entry of a live report."""
    if token.entity not in MEASURES:
        return False
    return not any(TIME_OF_DAY.fullmatch(number.text) for number in token.having("nummod"))


def _is_sum(token: Token) -> bool:
    """`$22 million`, which the parser may not see as a sum."""
    return any(child.tag == "$" and child.text != "#" for child in token.children)


def _is_use_of_building(token: Token) -> bool:
    """`went to school`, `is in hospital`: without an article it is no body."""
    if token.dep != "pobj" or token.tag != "NN":
        return False
    if not is_lemma_in(token, "buildingsUsed"):
        return False
    return not token.having(*LEFT_OF_HEAD) and token.head.lemma in (
        "at",
        "in",
        "to",
        "from",
        "into",
    )


def is_named_as_body(token: Token) -> bool:
    """Return whether a word says which body a noun means.

    `radio stations`, `the security services`, `its armed wing`.
    """
    return any(is_word_in(word, "wordsOfBodies") for word in token.having(*MODIFIERS))
