"""Subordinate clauses: the link from the verb of one to the word that it hangs on."""

import re

from actorgraph.claims.governed import Link, behind_a_preposition
from actorgraph.claims.governor_entries import (
    NOMINAL,
    entries,
    form_of,
    is_habit,
    names,
    openings,
    prepositional_entries,
)
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    any_lemma,
    behind,
    is_infinitive,
    is_verb,
    left_of,
    verb_above,
)
from actorgraph.vocabulary.governors import IMPLYING, governing, signatures
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

ORDINALS = word_set("ordinalWords")
NUMBERED = re.compile(r"(?<!\d)\d++(?:st|nd|rd|th)")
# How an infinitive without a governor of the table is taken: `struck to stop it`, an aim.
AIM = "Intended"
# What brings in that which somebody reacts to: `responded to reports that it attacked`.
REACTING = ("to", "about", "after", "amid", "at", "by", "despite", "following", "on", "over")
EXPRESSING = word_set("expressingVerbs")
SCORING = word_set("scoringVerbs")
SPEAKING = word_set("speakingVerbs")


def is_content(verb: Token) -> bool:
    """`claims in the press that it attacked`, `a deal to leave`: parsers see a relative clause."""
    if is_infinitive(verb) or _has_that(verb):
        return True
    objects = verb.having("dobj")
    return len(objects) > 1 and objects[0].tag == "WDT"


def _has_that(verb: Token) -> bool:
    return any_lemma(verb.having("mark"), ("that",))


def from_a_complement(verb: Token) -> Link | None:
    """`wants to attack`, `saw it attack`, `fears that it attacks`, `is ready to attack`."""
    form = form_of(verb)
    entry = governing(entries(verb.head, form, verb))
    if entry:
        return Link(verb, verb.head, entry)
    if form == "that":
        return _from_a_noun_beside(verb)
    if form in ("whether", "if"):
        return None
    for noun in verb.head.having("dobj"):
        # `announced plans to leave`: parsers hang the clause on the verb as often as not.
        entry = governing([f"the {noun.lemma} {form}", f"the {noun.lemma}"])
        if form == "to" and entry:
            return Link(verb, verb.head, entry)
    if is_infinitive(verb) and _is_result(verb, verb.head):
        return Link(verb, verb.head, inherits=True)
    if is_infinitive(verb) and not _is_named_first(verb) and not is_habit(verb.head):
        # `flew to meet him`, `a plan to meet him`: an aim
        return Link(verb, verb.head, kind=AIM, inherits=True)
    if verb.dep == "ccomp" and verb.tag == "VBN":
        return None
    return Link(verb, verb.head, inherits=True, shares=True)


def _from_a_noun_beside(verb: Token) -> Link | None:
    """`responded to reports on Friday that it attacked`: parsers hang the clause on the verb."""
    above = verb.head
    if not _has_that(verb):
        return None
    nouns = behind(above, *REACTING)
    if above.lemma not in speech_verbs():
        nouns += above.having("dobj")
    for noun in left_of(verb.index, nouns):
        entry = governing([f"the {noun.lemma} that"])
        if entry:
            return Link(verb, noun, entry)
    return None


def _is_named_first(verb: Token) -> bool:
    """`the first to attack`, `is the 26th to attack`: it did; not `the only way to attack`."""
    nouns = [verb.head, *verb.head.having("attr")]
    if governing(f"the {noun.lemma}" for noun in nouns if noun.pos == "NOUN"):
        return False
    near = [verb.head, *verb.head.children, *behind(verb.head, "among")]
    for noun in verb.head.having("attr"):
        near.extend(noun.children)
    return any(word.lemma in ORDINALS or NUMBERED.fullmatch(word.text) for word in near)


def from_a_gerund(verb: Token) -> Link | None:
    """`accused of attacking`, `the plan of attacking`, `left without attacking`."""
    preposition = verb.head
    return behind_a_preposition(verb, preposition, inherits=True)


def from_a_clause_of_a_noun(verb: Token) -> Link | None:
    """`a plan to attack`, `the claim that it attacked`."""
    noun = verb.head
    if is_infinitive(verb):
        return _from_an_infinitive(verb, noun)
    if not verb.having("mark", "nsubj", "nsubjpass"):
        # `fighters holding the town`; but `information leading to an arrest`
        entry = governing([f"the {noun.lemma} {form_of(verb)}"])
        if entry:
            return Link(verb, noun, entry)
        return _from_a_noun_above(verb, noun)
    entry = governing(f"{opening} {noun.lemma} that" for opening in openings(noun))
    if entry:
        return Link(verb, verb_above(noun) or noun, entry)
    entry = governing(entries(noun, "that", verb))
    return Link(verb, noun, entry) if entry else None


def _from_a_noun_above(verb: Token, noun: Token) -> Link | None:
    """`reports of rebels attacking a town`, `may have seen rebels attacking a town`."""
    if verb.tag == "VBG" and noun.dep == "dobj" and is_verb(noun.head):
        entry = governing(f"{name} ing" for name in names(noun.head))
        if entry and signatures()[entry].words == IMPLYING:
            return Link(verb, noun.head, entry)
    preposition = noun.head
    if noun.dep != "pobj" or form_of(verb) != "ing" or preposition.lemma not in ("of", "about"):
        return None
    entry = governing(prepositional_entries(preposition))
    return Link(verb, preposition.head, entry) if entry else None


def _from_an_infinitive(verb: Token, above: Token) -> Link | None:
    if _is_named_first(verb) or _is_surprise(verb):
        return Link(verb, above, inherits=True)
    entry = governing(entries(above, "to", verb))
    if entry:
        return Link(verb, above, entry)
    holder = _holder(above)
    entry = governing(entries(holder, "to", verb))
    if entry:
        return Link(verb, holder, entry)
    if verb.lemma in EXPRESSING and holder.lemma in SPEAKING:
        # `wrote to express their concern`: they did.
        return Link(verb, holder, inherits=True)
    if _is_result(verb, holder):
        return Link(verb, holder, inherits=True)
    return Link(verb, holder, kind=AIM)


def _is_result(verb: Token, above: Token) -> bool:
    """`came on to score twice`: reports on matches tell the outcome like an aim."""
    return verb.lemma in SCORING and above.tag == "VBD"


def _is_surprise(verb: Token) -> bool:
    """`went in, only to come out again`: it did."""
    return any(word.lemma == "only" and word.index < verb.index for word in verb.having("advmod"))


def _holder(above: Token) -> Token:
    """Return the verb above the noun that an infinitive hangs on.

    `asked the police to leave`: parsers hang the clause on the police.
    """
    noun = above
    while noun.dep == "conj" and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos in NOMINAL and noun.dep in ("dobj", "nsubjpass", "pobj"):
        return verb_above(noun) or above
    return above


def from_an_adverbial_clause(verb: Token) -> Link | None:
    """`struck to stop it`, `struck it, killing two`."""
    if is_infinitive(verb):
        return _from_an_infinitive(verb, verb.head)
    bare = verb.tag == "VBG" and not verb.having("mark", "aux", *("nsubj", "nsubjpass"))
    if bare and verb.index > verb.head.index:
        return Link(verb, verb.head, inherits=True)
    return _from_a_judged_clause(verb)


def _from_a_judged_clause(verb: Token) -> Link | None:
    """`is afraid that Chad attacks`: parsers take the clause for an adverbial one."""
    if not _has_that(verb):
        return None
    entry = governing(entries(verb.head, "that", verb))
    return Link(verb, verb.head, entry) if entry else None
