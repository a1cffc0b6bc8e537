"""How alike two names are: full names, initials, surnames, and names of bodies and places."""

from actorgraph.actors.spellings import letters, sound_alike
from actorgraph.links.scoring import Feature
from actorgraph.vocabulary.lexicon import word_set

# Points for the names of persons.
FULL, SPELLING, INITIALS, SURNAME = 4.0, 3.0, 2.0, 1.0
# Points for the names of bodies and places.
LONG, TWO_WORDS, ONE_WORD = 4.0, 3.0, 2.0

# The matches of names that hardly two actors share.
DISTINCT = "distinct name"
WHOLE_NAMES = ("full name", DISTINCT)

# Folded names, the best first.
Names = tuple[str, ...]


def same_person_name(first: Names, second: Names) -> Feature | None:
    """Return how two persons' names match; None if they do not.

    Only the best name of each is compared: an alias may be somebody else's.
    """
    words = first[0].split()
    other_words = second[0].split()
    if len(words) > 1 and len(other_words) > 1:
        return _same_full_name(words, other_words)
    # `Merkel` and `Angela Merkel`.
    if words[-1] == other_words[-1] and len(words) + len(other_words) > 2:
        return Feature(
            "surname",
            SURNAME,
            "one is called by the surname of the other",
        )
    if words == other_words:
        return Feature("surname", SURNAME, "the same single name")
    return None


def _same_full_name(
    words: list[str],
    other_words: list[str],
) -> Feature | None:
    name = " ".join(words)
    other_name = " ".join(other_words)
    # `Kim Jong Un` and `Kim Jong-un`.
    if name == other_name or letters(name) == letters(other_name):
        return Feature("full name", FULL, "the same full name")
    if words[-1] == other_words[-1]:
        feature = _same_first_name(words, other_words)
        if feature is not None:
            return feature
    # `Muammar Gaddafi` and `Moammar Gadhafi`.
    if sound_alike(name, other_name):
        return Feature(
            "spelling",
            SPELLING,
            "full names that are spellings of one another",
        )
    return None


def _same_first_name(
    words: list[str],
    other_words: list[str],
) -> Feature | None:
    """Compare the first names of two people with the same surname."""
    first, other = words[0], other_words[0]
    if first == other and _middle_names_fit(words[1:-1], other_words[1:-1]):
        return Feature(
            "full name",
            FULL,
            "the same first name and surname",
        )
    # `A. Merkel` and `Angela Merkel`.
    if first[0] == other[0] and 1 in (len(first), len(other)):
        return Feature(
            "initials",
            INITIALS,
            "the same surname, and the initial fits",
        )
    return None


def _middle_names_fit(words: list[str], other_words: list[str]) -> bool:
    """Return whether middle names allow a match: both are given only with the same initials."""
    if not words or not other_words:
        return True
    return [word[0] for word in words] == [word[0] for word in other_words]


def same_body_name(first: Names, second: Names) -> Feature | None:
    """Return how the names of two bodies or places match; None if they do not."""
    if letters(first[0]) == letters(second[0]):
        return _whole_name(first[0])
    shared = [name for name in first if name in second]
    long_names = [name for name in shared if " " in name]
    # An alias of several words is specific enough: `Islamic State` for both.
    if long_names:
        return Feature(
            "another name",
            TWO_WORDS,
            f"both are called {long_names[0]}",
        )
    # A short alias of both proves little: it counts where it is the best name of one of them.
    best_names = (first[0], second[0])
    short_names = [name for name in shared if best_names.count(name) == 1]
    if short_names:
        return Feature(
            "short name",
            ONE_WORD,
            f"{short_names[0]} is short for the other",
        )
    return None


def _whole_name(name: str) -> Feature:
    """Weigh a name by its length: many countries have a Green Party, but only one an Institute for
    Peace and Security.
    """
    words = [word for word in name.split() if word not in word_set("smallWords")]
    count = len(words)
    if count > 1 and not word_set("genericBodyWords").intersection(words):
        return Feature(
            DISTINCT,
            LONG,
            "the same name of a kind that few share",
        )
    if count > 2:
        return Feature(
            "whole name",
            LONG,
            "the same name of several words",
        )
    if count == 2:
        return Feature(
            "two words",
            TWO_WORDS,
            "the same name of two words",
        )
    return Feature("one word", ONE_WORD, "the same name of one word")
