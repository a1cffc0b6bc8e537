"""What the words of a name say of its kind: `King …` is a person, `… Agreement` a document."""

from actorgraph.vocabulary.gazetteer import first_names, head_kinds
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import word_set

# A name of more words than this is rather that of a body called after somebody.
LONGEST_PERSON_IN_WORDS = 4
JOINING_MARKS = frozenset(["&", "and", "-", "/"])
# The kinds that the parser gives to a name it knows little about.
UNSURE: tuple[Kind, ...] = ("Organisation", "")


def kind_by_words(words: list[str], kind: Kind) -> Kind:
    """Return the kind that the words of a name show, whatever `kind` the parser gave it.

    `words` are two or more, in lower case. Empty where they show nothing.
    """
    last_kinds = kinds_headed_by(words[-1])
    if _names_an_agreement(words, kind):
        return "Document"
    if _names_a_person(words, kind):
        return "Person"
    if _names_a_body(words, kind):
        return "Organisation"
    # `Fort Nordmann`
    starts_as_terrain = words[0] in word_set("terrainWords")
    if starts_as_terrain and kind == "Organisation" and not last_kinds:
        return "Place"
    # `Nordvik Valley`, of which the parser makes nothing or a person
    if kind and (kind != "Person" or words[0] in first_names()):
        return ""
    if "Place" in last_kinds:
        return "Place"
    return "Government" if "Government" in last_kinds else ""


def kinds_headed_by(word: str) -> frozenset[Kind]:
    """Return the kinds whose names this word heads: `ministry` heads the names of bodies."""
    return frozenset(head_kinds().get(word, ()))


def _names_an_agreement(words: list[str], kind: Kind) -> bool:
    """`Coastal Waters Act`, but neither `Court of Human Rights Law` nor `National Convention`."""
    if kind not in UNSURE or "of" in words:
        return False
    if words[-1] not in word_set("legalInstruments"):
        return False
    return not word_set("assemblyWords") & set(words)


def _names_a_person(words: list[str], kind: Kind) -> bool:
    first, last_kinds = words[0], kinds_headed_by(words[-1])
    # `King Harald`, but not `King Harald Hospital`
    has_title = first in word_set("crownedTitles")
    if has_title and not last_kinds and kind != "Group":
        return True
    # `Jared Holm`, but not `Walter Holdings`
    if first not in first_names():
        return False
    if not _may_name_a_person(words, kind):
        return False
    # `Martin Luther University`, `Martin Luther Street`
    if any(map(_heads_a_body, words)):
        return False
    return not last_kinds & {"Place", "Document"}


def _heads_a_body(word: str) -> bool:
    return "Organisation" in kinds_headed_by(word)


def _may_name_a_person(words: list[str], kind: Kind) -> bool:
    """Return whether nothing in the form of a name speaks against a person's."""
    if kind == "Person":
        return True
    if kind == "Group" or len(words) > LONGEST_PERSON_IN_WORDS:
        return False
    # `Walter & Sons`, `Walter Holdings`
    if JOINING_MARKS & set(words):
        return False
    return words[-1] not in word_set("tradeWords")


def _names_a_body(words: list[str], kind: Kind) -> bool:
    first, last = words[0], words[-1]
    # `Nordvik Gazette`, which the parser takes for a person
    if kind == "Person":
        if first in first_names():
            return False
        return last in word_set("tradeWords") or _heads_a_body(last)
    # `Nordvik Tribunal`, `Ministry Nord`
    if _heads_a_body(last) or _heads_a_body(first):
        return True
    # `Northern Harbour Brigade`
    return kind in UNSURE and last in word_set("troopWords")
