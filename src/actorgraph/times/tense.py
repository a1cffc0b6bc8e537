"""Tense: whether a clause speaks of what is still to come."""

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    PRESENT_TAGS,
    any_lemma,
    is_infinitive,
    is_joined_verb,
    is_verb,
    subjects,
    verb_above,
)
from actorgraph.vocabulary.governors import plans
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

ABILITY = ("can", "could")
ABOVE = 8  # verbs that are climbed at most, so that a long chain costs little


def looks_ahead(document: Document, word: Token) -> bool:
    """Return whether the clause of a word speaks of the future: `will meet`, `plans to meet`."""
    if _comes_after(word):
        return True
    verb: Token | None = word if is_verb(word) else verb_above(word)
    for _ in range(ABOVE):
        if verb is None:
            return False
        answer = _of_verb(document, verb)
        if answer is not None:
            return answer
        verb = verb_above(verb)
    return False


def tense_of(verb: Token) -> str:
    """Return `past`, `present`, `perfect` or `future`; empty for a verb without a tense."""
    auxiliaries = verb.having(*AUXILIARIES)
    if any(word.tag == "MD" for word in auxiliaries):
        return "future"
    if any_lemma(auxiliaries, ("have",)):
        return "perfect"
    tags = [word.tag for word in (verb, *auxiliaries)]
    if "VBD" in tags:
        return "past"
    return "present" if any(tag in PRESENT_TAGS for tag in tags) else ""


def _comes_after(word: Token) -> bool:
    """Return whether a noun is said to come: `the upcoming vote`, `ahead of the vote`."""
    if is_verb(word):
        return False
    if any_lemma(word.having("amod"), word_set("comingAdjectives")):
        return True
    above = word.head
    return word.dep == "pobj" and above.lemma == "of" and above.head.lemma == "ahead"


def _of_verb(document: Document, verb: Token) -> bool | None:
    """Return whether a verb speaks of the future; None if the verb above it decides."""
    auxiliaries = verb.having(*AUXILIARIES)
    modals = [word for word in auxiliaries if word.tag == "MD"]
    if modals:
        # `could have met`, `could not meet`
        is_past = any_lemma(auxiliaries, ("have",))
        was_unable = any_lemma(modals, ABILITY) and bool(verb.having("neg"))
        return not is_past and not was_unable
    if is_infinitive(verb):
        return _of_infinitive(verb)
    is_joined = is_joined_verb(verb) and verb.tag != "VBD"
    if is_joined and not subjects(verb) and not auxiliaries:
        # `will meet and talk`
        return None
    if verb.tag == "VBG" and not auxiliaries:
        return None
    return _is_present(document, verb, auxiliaries)


def _of_infinitive(verb: Token) -> bool | None:
    """`is to meet`, `plans to meet`: true; `managed to meet`, `flew to meet`: as the verb above."""
    above = verb_above(verb)
    if above is None:
        return False
    if verb.dep not in ("xcomp", "ccomp"):
        return None
    if above.lemma == "be":
        return True
    phrases = [above.lemma, f"be {above.text.casefold()}"]
    phrases.extend(f"be {complement.lemma}" for complement in above.having(*COMPLEMENTS))
    for phrase in phrases:
        if plans(f"{phrase} to"):
            return True
    return None


def is_saying(verb: Token) -> bool:
    """Return whether a verb says something: `says`, but not `is`."""
    return verb.lemma in speech_verbs() and verb.lemma != "be"


def _is_present(document: Document, verb: Token, auxiliaries: list[Token]) -> bool:
    """`meets on Friday`, `is held on Friday`: the present of a timetable, except in headlines."""
    if document.block(verb).kind == "title" or is_saying(verb):
        return False
    if any_lemma(auxiliaries, ("have", "do")):
        return False
    return any(word.tag in PRESENT_TAGS for word in (verb, *auxiliaries))
