"""Embedded clauses: the verbs that a verb hangs on, and what they show of its factuality."""

from collections.abc import Iterator
from typing import NamedTuple

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    JOINED,
    OBJECTS,
    is_infinitive,
    is_joined_verb,
    subjects,
    verb_above,
)
from actorgraph.vocabulary.lexicon import markers

EMBEDDED = ("xcomp", "pcomp", "acl", "advcl")
# A clause that only modifies is embedded as an infinitive alone: `a plan to attack`.
MODIFYING = ("acl", "advcl")


class Level(NamedTuple):
    """A verb, and the verb above that it is embedded in; None at the clause that is asserted."""

    verb: Token
    above: Token | None


def levels(verb: Token) -> Iterator[Level]:
    """Yield the levels from a verb up to the clause that its source asserts."""
    while True:
        above = governor(verb)
        yield Level(verb, above)
        if above is None:
            return
        verb = above


def governor(verb: Token) -> Token | None:
    """Return the verb that a clause without a subject of its own is embedded in or joined to."""
    if is_joined_verb(verb) and not subjects(verb):
        return _first_of_the_joined(verb)
    if verb.head is verb or not _is_embedded(verb):
        return None
    return verb_above(verb)


def _first_of_the_joined(verb: Token) -> Token | None:
    """`may attack and flee`: a joined verb shares the modal of the first, or what is above both."""
    first = verb.head
    if first.having("aux", "neg") and not verb.having("aux", "neg"):
        return first
    return governor(first)


def _is_embedded(verb: Token) -> bool:
    if verb.dep in MODIFYING:
        return is_infinitive(verb)
    return verb.dep in EMBEDDED or _is_wanted(verb)


def _is_wanted(verb: Token) -> bool:
    """`wants it to act`, `demands that it act`: a clause that is not a fact of its own."""
    return verb.dep == "ccomp" and (is_infinitive(verb) or _is_demanded(verb))


def _is_demanded(verb: Token) -> bool:
    demanding = "Requested" in markers("raising").get(verb.head.lemma, ())
    return demanding and verb.tag == "VB" and not verb.having("aux")


def shown_by_verb_above(verb: Token, above: Token) -> dict[str, str]:
    """Return the factualities that the verb above shows, each with that verb."""
    if verb.dep in JOINED:
        return {}
    kinds = _kinds_of_verb_above(verb, above)
    if kinds >= {"Intended", "Requested"}:
        # `wants to pay` is a plan; `wants him to pay` and `was told to pay` are requests.
        kinds -= {"Intended"} if _is_for_another(verb, above) else {"Requested"}
    if not kinds and verb.dep in MODIFYING and above.lemma != "go":
        # `struck to stop it`: an aim.
        kinds = {"Intended"}
    return dict.fromkeys(kinds, above.text)


def _is_for_another(verb: Token, above: Token) -> bool:
    return bool(above.having(*OBJECTS, "auxpass") or verb.having("nsubj"))


def _kinds_of_verb_above(verb: Token, above: Token) -> set[str]:
    """Return what the lexicon says of the verb above with its companions, or else of it alone."""
    table = markers("raising")
    kinds: set[str] = set()
    for phrase in _phrases(verb, above):
        kinds.update(table.get(phrase, ()))
    if kinds:
        return kinds
    if above.lemma == "go" and not _is_going_to(verb, above):
        return set()
    return set(table.get(above.lemma, ()))


def _phrases(verb: Token, above: Token) -> Iterator[str]:
    if above.having("auxpass"):
        # `is said to act`
        yield f"be {above.text.casefold()}"
    for complement in above.having(*COMPLEMENTS):
        # `is ready to act`
        yield f"be {complement.lemma}"
    if verb.dep == "pcomp":
        # `insisted on acting`
        yield f"{above.lemma} {verb.head.lemma}"
    if above.lemma == "be" and verb.dep == "xcomp" and is_infinitive(verb):
        # `is to act`
        yield "be to"


def _is_going_to(verb: Token, above: Token) -> bool:
    """`is going to act` is a plan, `went on to act` is not."""
    return above.tag == "VBG" and is_infinitive(verb)
