"""The clauses that a verb of saying governs, as parsers hang them."""

from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    OBJECTS,
    behind,
    is_infinitive,
    left_of,
    right_of,
    subjects,
)
from actorgraph.vocabulary.lexicon import word_set

SAYING = word_set("sayingNouns")
HEARSAY = word_set("hearsayNouns")
REACTING = word_set("reactingVerbs")
ADDRESSING = word_set("addressingVerbs")
CLAIMING = word_set("claimingVerbs")


def governed_clauses(verb: Token) -> list[Token]:
    """Return the clauses that a verb of saying governs, those behind it first."""
    clauses = [clause for clause in verb.having("ccomp") if not _is_bare(clause)]
    if verb.lemma in REACTING:
        clauses = [clause for clause in clauses if not _is_of_others(verb, clause)]
    clauses = clauses or list(_hung_on_a_noun(verb))
    if verb.lemma in CLAIMING:
        clauses += [clause for clause in verb.having("xcomp") if _is_claimed(verb, clause)]
    return right_of(verb.index, clauses) + left_of(verb.index, clauses)


def _hung_on_a_noun(verb: Token) -> Iterator[Token]:
    """`announced in a letter that Chad had left`, `told a court that Chad had left`.

    Parsers hang the clause on the letter, and on the court.
    """
    nouns = behind(verb, "at", "during", "in", "via")
    if verb.lemma in ADDRESSING:
        nouns += verb.having(*OBJECTS)
    for noun in nouns:
        for clause in noun.having("acl", "relcl", "ccomp"):
            if is_whole(clause):
                yield clause


def is_whole(clause: Token) -> bool:
    """Return whether `that` only opens a clause and is no part of it."""
    marks = clause.having("mark")
    return any(mark.lemma == "that" for mark in marks) and bool(subjects(clause))


def _is_of_others(verb: Token, clause: Token) -> bool:
    """`responded to reports that Chad had left`: parsers hang the clause on the verb."""
    nouns = left_of(clause.index, behind(verb, "to"))
    return any(noun.lemma in SAYING or noun.lemma in HEARSAY for noun in nouns)


def _is_claimed(verb: Token, clause: Token) -> bool:
    """`claimed to have left`, `admitted taking it`; not `admitted to it, taking it back`."""
    if is_infinitive(clause):
        return True
    return clause.tag == "VBG" and clause.index == verb.index + 1


def _is_bare(clause: Token) -> bool:
    """`saw it happen`: a clause without a subject, conjunction or auxiliary is not reported."""
    if clause.tag not in ("VB", "VBG"):
        return False
    return not clause.having("nsubj", "mark", "aux")
