"""How alike two names are: full names, initials, surnames alone, and the names of bodies and places."""

from actorgraph.actors.spellings import letters, sound_alike
from actorgraph.links.scoring import Feature
from actorgraph.vocabulary.lexicon import word_set

FULL, SPELLING, INITIALS, SURNAME = 4.0, 3.0, 2.0, 1.0
LONG, TWO_WORDS, ONE_WORD = 4.0, 3.0, 2.0


def same_person_name(first: tuple[str, ...], second: tuple[str, ...]) -> Feature | None:
    """Return what ties two persons' names; None where nothing does or first names differ.

    Names are folded; the first of each is the best and the only one that may speak against a tie.
    """
    one, other = first[0].split(), second[0].split()
    if len(one) > 1 and len(other) > 1:
        return _full_names(one, other)
    if one[-1] == other[-1] and len(one) + len(other) > 2:
        return Feature("surname", SURNAME, "one is called by the surname of the other")
    return Feature("surname", SURNAME, "the same single name") if one == other else None


def _full_names(one: list[str], other: list[str]) -> Feature | None:
    if one == other or letters(" ".join(one)) == letters(" ".join(other)):
        return Feature("full name", FULL, "the same full name")
    if one[-1] == other[-1] and one[0] == other[0] and _middles_fit(one[1:-1], other[1:-1]):
        return Feature("full name", FULL, "the same first name and surname")
    if one[-1] == other[-1] and one[0][0] == other[0][0] and 1 in (len(one[0]), len(other[0])):
        return Feature("initials", INITIALS, "the same surname, and the initial fits")
    if sound_alike(" ".join(one), " ".join(other)):
        return Feature("spelling", SPELLING, "full names that are spellings of one another")
    return None


def _middles_fit(one: list[str], other: list[str]) -> bool:
    """Middle names speak against a tie where both are given and differ in their initials."""
    return not one or not other or [m[0] for m in one] == [m[0] for m in other]


def same_body_name(first: tuple[str, ...], second: tuple[str, ...]) -> Feature | None:
    """Return what ties the names of two bodies or places; an alias counts as long as it is longer than a word."""
    if letters(first[0]) == letters(second[0]):
        return _body(first[0])
    shared = [n for n in first if " " in n and n in second]
    if shared:
        return Feature("another name", TWO_WORDS, f"both are called {shared[0]}")
    brief = [n for n in first if n in second and (first[0], second[0]).count(n) == 1]
    return Feature("short name", ONE_WORD, f"{brief[0]} is short for the other") if brief else None


def _body(name: str) -> Feature:
    """Weigh a name by its words: many countries have a Green Party, one has an Institute for Peace and Security."""
    count = sum(word not in word_set("smallWords") for word in name.split())
    if count > 2:
        return Feature("whole name", LONG, "the same name of several words")
    if count == 2:
        return Feature("two words", TWO_WORDS, "the same name of two words")
    return Feature("one word", ONE_WORD, "the same name of one word")
