"""What the parser takes for a name that only describes: adjectives, occasions, peoples."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, is_plural
from actorgraph.mentions.runs import LEFT_OF_HEAD, head_of, words_joined
from actorgraph.mentions.trimming import is_field
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, listed, people
from actorgraph.vocabulary.lexicon import word_set

SAID_OF_SOMEBODY = ("attr", "acomp", "oprd", "amod", "advmod", "npadvmod")


def is_no_name(run: list[Token]) -> bool:
    """Return whether what the parser takes for a name only describes."""
    if _is_state_of_office(run) or is_occasion(run):
        return True
    if is_field(run) or _is_adjective(run):
        return True
    return is_people(run) or is_prefixed(run) or is_described(run)


def is_prefixed(run: list[Token]) -> bool:
    """`pro-Moscow`, `un-American`, `Ex-CIA`: whom somebody is for, against or was with."""
    if run[-1].span.end - run[0].span.begin != sum(len(token.text) for token in run):
        return False
    prefix, hyphen, _ = "".join(token.text for token in run).casefold().partition("-")
    return bool(hyphen) and prefix in word_set("joinedPrefixes")


def is_occasion(run: list[Token]) -> bool:
    """`Operation Whirlwind`, `the Nordvik Festival`: what happens, not who acts."""
    if run[0].entity == "PERSON" and run[-1].entity == "PERSON":
        return False
    name = words_joined(run)
    if name in gazetteer().names or name in listed():
        return False
    first, last = run[0].text.casefold(), run[-1].text.casefold()
    if len(run) > 1 and first in word_set("operationNouns"):
        return True
    return last in word_set("occasionNouns")


def is_described(run: list[Token]) -> bool:
    """`Coalition Commanders`, `Critics of the Church`: people described, with capitals."""
    head = head_of(run)
    if not is_plural(head) or words_joined(run) in gazetteer().names:
        return False
    # `the Masters`, a family
    if head.entity == "PERSON" and len(run) > 1:
        return False
    kinds = head_kinds().get(head.lemma.casefold(), ())
    return bool(kinds) and set(kinds) <= {"Person", "Group"}


def _is_state_of_office(run: list[Token]) -> bool:
    """`State` of `Secretary of State`."""
    if len(run) > 1 or run[0].head.lemma != "of":
        return False
    return run[0].text.casefold() in head_kinds()


def _is_adjective(run: list[Token]) -> bool:
    """Return whether an adjective only describes the next word: `Russian officials`."""
    head = head_of(run)
    if len(run) == 1 and head.pos == "ADJ" and head.entity == "NORP":
        return True
    # `to be a Muslim`
    is_one = head.entity == "NORP" and any_lemma(head.having("det"), ("a", "an"))
    if is_one and not is_plural(head):
        return True
    # `they are Polish American`, but neither `the Japanese` nor `rescued Rohingya`
    if _is_said_of_somebody(head):
        return True
    # `East European voters`, `LGBTQ activists`, but not `Republicans`
    if head.entity == "NORP" and head.dep in ("amod", "compound", "nmod") and not is_plural(head):
        return True
    # `South Korean officials`
    if words_joined(run) not in gazetteer().demonyms:
        return False
    return head.pos == "ADJ" or head.dep in LEFT_OF_HEAD


def _is_said_of_somebody(head: Token) -> bool:
    if head.entity != "NORP" or is_plural(head) or head.having("det"):
        return False
    return head.dep in SAID_OF_SOMEBODY


def is_people(run: list[Token]) -> bool:
    """Return whether a name is that of a people, which is described and not named: `Chechens`."""
    return is_plural(run[-1]) and people(run[-1].text) is not None
