"""Headlines that do not say who did it: `Lesbian couple attacked`.

In a headline, a bare participle looks like the past tense. A verb that is never without its object,
`kill`, is then passive. Of other acts of harm, `attack`, people at risk are the victims if they are
the only party.
"""

from functools import cache

from actorgraph.claims.obliques import counted_by
from actorgraph.language.document import Token
from actorgraph.language.grammar import MODIFIERS, is_joined_verb, is_passive
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.lexicon import frames, kinds_with, word_set

# With one of these, a verb is finite, or has another party: `Refugees attacked the camp`.
COMPANIONS = (
    "aux",
    "auxpass",
    "nsubjpass",
    "neg",
    "mark",
    "dobj",
    "dative",
    "attr",
    "oprd",
    "acomp",
    "ccomp",
    "xcomp",
)
PAST_FORMS = ("VBD", "VBN")
# Verbs that are passive where they have no object: `Mayor jailed`.
OBJECT_VERBS = word_set("objectVerbs")
# `was hit and sank` has a past tense, `was tried and shot` a participle.
PAST_ALONE = word_set("pastForms")


def is_suffered(verb: Token) -> bool:
    """Return whether a bare verb is what its only party suffers.

    `Mayor jailed`, `Gay men beaten`, `Migrants abducted, killed`; not `Rebels attacked`, and not a
    sentence with a full stop, `Refugees attacked.`, unless its verb is clearly a participle.
    """
    if verb.tag not in PAST_FORMS or verb.having(*COMPANIONS):
        return False
    if counted_by(verb):
        # `Police arrested between 40 and 50 people`
        return False
    needs_object = verb.lemma in OBJECT_VERBS
    if not needs_object and verb.lemma not in _verbs_of_harm():
        return False
    own = verb.having("nsubj")
    if not own:
        # `Migrants abducted, killed`, `was tried and shot`
        above = verb.head
        if not is_joined_verb(verb) or verb.text.casefold() in PAST_ALONE:
            return False
        return is_passive(above) or is_suffered(above)
    if verb.tag != "VBN" and _ends_in_full_stop(verb):
        return False
    # `Two soldiers killed`, `Refugees attacked`
    return needs_object or any(map(_is_at_risk, all_coordinated(own)))


@cache
def _verbs_of_harm() -> frozenset[str]:
    """Return the verbs that alone, with an object, say that somebody is harmed."""
    harmful = kinds_with("harms")
    found = set()
    for verb, readings in frames().items():
        if any(frame.kind in harmful and not frame.particles for frame in readings):
            found.add(verb)
    return frozenset(found)


def _ends_in_full_stop(verb: Token) -> bool:
    root = verb
    for above in verb.ancestors():
        root = above
    return any(mark.text == "." for mark in root.having("punct"))


def _is_at_risk(noun: Token) -> bool:
    """Return whether a noun or a word that describes it shows people at risk."""
    at_risk = words("Group", "protectedWord") | word_set("victimNouns")
    spoken: set[str] = set()
    for word in (noun, *noun.having(*MODIFIERS)):
        spoken.update((word.lemma.casefold(), word.text.casefold()))
    return not at_risk.isdisjoint(spoken)
