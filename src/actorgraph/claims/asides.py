"""Asides: participles of saying behind a comma, which belong to whoever speaks, not to the clause.

`The mayor said that the roof was old, adding that it would leak`: the mayor adds it.
"""

from actorgraph.language.document import Token
from actorgraph.language.grammar import is_verb
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

CONTENT = ("ccomp", "advcl", "conj", "dep", "xcomp")


def speaks(verb: Token) -> bool:
    """Return whether a verb says something, or says something of somebody."""
    return verb.lemma in saying_verbs() or verb.lemma in word_set("judgingVerbs")


def is_aside(participle: Token) -> bool:
    """`said that it was over, citing Chad`: the speaker cites Chad, not the clause's subject."""
    if participle.tag != "VBG" or participle.having("mark", "nsubj", "aux"):
        return False
    clause = participle.head
    return participle.index > clause.index and speaks(participle) and _is_behind_comma(participle)


def _is_behind_comma(verb: Token) -> bool:
    first = verb.subtree()[0]
    return any(
        mark.text == "," and mark.index in (first.index - 1, first.index - 2)
        for mark in verb.head.having("punct")
    )


def reporting_verb(participle: Token) -> Token | None:
    """Return the verb of saying whose content an aside hangs on; None if it hangs on none."""
    if participle.dep != "advcl" or not is_aside(participle):
        return None
    if participle.lemma not in saying_verbs():
        return None
    clause = participle.head
    while is_verb(clause) and clause.dep in CONTENT and clause.head is not clause:
        above = clause.head
        if clause.dep == "ccomp" and above.lemma in saying_verbs() and above.index < clause.index:
            return above
        clause = above
    return None
