"""Short forms of a person's name: surname, surname with particle, two surnames, nickname."""

from collections.abc import Sequence

from actorgraph.vocabulary.gazetteer import first_names
from actorgraph.vocabulary.lexicon import word_set

# Marks around a nickname: `Ola "Olle" Nordmann`, `Ola (Olle) Nordmann`.
NICKNAME_MARKS = "\"'“”‘’„«»()"


def words_counted(whole: Sequence[str]) -> int:
    """Return how many words of a name count: neither particles nor nicknames."""
    return sum(not _is_particle(word) and not _is_nickname(word) for word in whole)


def nickname_of(whole: Sequence[str]) -> str:
    """Return the nickname in a name, without its marks; empty if there is none."""
    for word in whole[1:]:
        if _is_nickname(word):
            return word.strip(NICKNAME_MARKS)
    return ""


def is_short_for_person(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Return whether a name is a short form of a person's full name, both in lower case.

    `whole` has two words or more.
    """
    nickname = nickname_of(whole)
    official = [word for word in whole if not _is_nickname(word)]
    # `Olle` or `Olle Nordmann` of `Ola "Olle" Nordmann`
    if nickname and parts[0].strip(NICKNAME_MARKS) == nickname:
        return len(parts) == 1 or list(parts[1:]) == official[1:]
    # `Vinnik` or `Tatiana` of `Tatiana Vinnik`
    if len(parts) == 1:
        return parts[0] in (official[0], official[-1])
    if _ends_so(parts, official):
        return True
    # `Tatiana Vinnik` of `Tatiana Maria Vinnik`
    return parts[0] == official[0] and parts[-1] == official[-1]


def _ends_so(parts: Sequence[str], official: Sequence[str]) -> bool:
    """Return whether a name ends in these words, its surname.

    `van der Meer` of `Ola van der Meer`, `Ruiz Ocampo` of `Maria Ruiz Ocampo`; but `Lisa Meer` need
    not be `Anna Lisa Meer`.
    """
    length = len(parts)
    if length >= len(official) or list(parts) != list(official[-length:]):
        return False
    return _is_particle(parts[0]) or parts[0] not in first_names()


def _is_particle(word: str) -> bool:
    return word in word_set("surnameParticles")


def _is_nickname(word: str) -> bool:
    """Return whether a word is between marks, as a nickname is."""
    stripped = word.strip(NICKNAME_MARKS)
    return bool(stripped) and word[0] in NICKNAME_MARKS and word[-1] in NICKNAME_MARKS
