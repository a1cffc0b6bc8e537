"""Whether a clause without a frame tells an event: any does but states and light verbs."""

from actorgraph.claims.clause import Clause
from actorgraph.claims.objects import RELATIVE_WORDS
from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, below, with_lemma
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

STATES = word_set("stateVerbs")
LIGHT = word_set("lightVerbs")
CONDITIONS = word_set("conditionVerbs")
EVENTLESS = word_set("eventlessPhrases")
ANSWERS = word_set("answeringVerbs")
DOING = word_set("doingVerbs")
JUDGING = word_set("judgingVerbs")
RESULTING = word_set("resultingParticiples")
SPEAKING = word_set("occasionVerbs")
# `considers him guilty`, `looked tired`
PREDICATES = ("acomp", "oprd", "ccomp", "xcomp")


def tells_an_event(clause: Clause) -> bool:
    """Return whether a verb without a frame tells an event."""
    verb = clause.verb
    if verb.pos != "VERB" or verb.lemma in STATES:
        return False
    if verb.lemma in speech_verbs() and not _says_no_words(clause):
        return False
    if not verb.lemma.isalpha() or _is_condition(clause) or _is_eventless(clause):
        return False
    if verb.lemma in JUDGING and verb.having(*PREDICATES):
        return False
    return not is_only_light(verb)


def _is_condition(clause: Clause) -> bool:
    """Return whether a passive says in what state somebody is: `the two are tied`."""
    if not clause.passive or clause.verb.lemma not in CONDITIONS:
        return False
    return not (clause.doers or clause.possible_doers)


def _is_eventless(clause: Clause) -> bool:
    """Return whether a verb with its object or complement tells no event: `took place`."""
    companions = [*clause.objects, *clause.complements]
    companions.extend(clause.verb.having("ccomp", "npadvmod", "advmod", "prt", "prep"))
    for nouns in clause.obliques.values():
        companions.extend(nouns)
    phrases = {f"{clause.verb.lemma} {token.lemma}" for token in companions}
    return not EVENTLESS.isdisjoint(phrases)


def only_serves_another(verb: Token) -> bool:
    """Return whether a verb only says what came of an event, or how or where words were said."""
    if _says_what_came_of_it(verb) or _tells_by_a_gerund(verb):
        return True
    return _says_where_words_were_said(verb)


def _says_where_words_were_said(verb: Token) -> bool:
    """`Speaking in Oslo, the minister said that it was over.`"""
    if verb.dep != "advcl" or verb.tag != "VBG" or verb.lemma not in SPEAKING:
        return False
    return verb.head.lemma in speech_verbs()


def _says_what_came_of_it(verb: Token) -> bool:
    """Return whether a participle says what a clause led to: `lost, leading to an outcry`."""
    if verb.dep != "advcl" or verb.tag != "VBG" or verb.lemma not in RESULTING:
        return False
    return verb.index > verb.head.index


def _tells_by_a_gerund(verb: Token) -> bool:
    """Return whether a verb of answering only puts how somebody answers: `responded by leaving`."""
    if verb.lemma not in ANSWERS:
        return False
    by = with_lemma(verb.having("prep"), "by")
    return bool(below(by, "pcomp"))


def is_only_light(verb: Token) -> bool:
    """Return whether a verb only puts the verb below it: `began to act`."""
    if verb.lemma not in LIGHT:
        return False
    return bool(verb.having("xcomp")) or any(map(_is_bare, verb.having("ccomp")))


def _is_bare(clause: Token) -> bool:
    """Return whether a clause needs the one above: `act`, not `whether to act`, `that he acted`."""
    if clause.having(*SUBJECTS) or clause.having("mark"):
        return False
    return not any(child.tag in RELATIVE_WORDS for child in clause.children)


def _says_no_words(clause: Clause) -> bool:
    """Return whether a verb of saying tells what is done by it: `declared war`, `responded`."""
    verb = clause.verb
    if verb.having("ccomp", "parataxis") or verb.dep == "parataxis":
        return False
    if verb.lemma in DOING and not verb.having("xcomp"):
        return clause.passive or bool(verb.having("dobj"))
    if verb.dep == "ccomp":
        return False
    if clause.passive:
        return bool(clause.doers)
    if verb.lemma in ANSWERS:
        return True
    return bool(verb.having("dobj"))
