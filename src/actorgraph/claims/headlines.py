"""Headlines that do not say who did it: `Lesbian couple attacked`.

In a headline, a bare participle looks like the past tense. Where people at risk are the only party
to an act of harm, they are its victims.
"""

from functools import cache

from actorgraph.language.document import Token
from actorgraph.language.grammar import all_coordinated, is_joined_verb
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
DESCRIBING = ("amod", "compound", "nmod")


def is_suffered(verb: Token) -> bool:
    """Return whether a bare verb of harm is what its only party, people at risk, suffers.

    `Gay men beaten`, `Migrants abducted, killed`; not `Rebels attacked`, and not a sentence with a
    full stop, `Refugees attacked.`, unless its verb is clearly a participle.
    """
    if verb.tag not in PAST_FORMS or verb.having(*COMPANIONS):
        return False
    if verb.lemma not in _verbs_of_harm():
        return False
    own = verb.having("nsubj")
    if not own:
        # `Migrants abducted, killed`
        return is_joined_verb(verb) and is_suffered(verb.head)
    if verb.tag != "VBN" and _ends_in_full_stop(verb):
        return False
    return any(map(_is_at_risk, all_coordinated(own)))


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
    for word in (noun, *noun.having(*DESCRIBING)):
        spoken.update((word.lemma.casefold(), word.text.casefold()))
    return not at_risk.isdisjoint(spoken)
