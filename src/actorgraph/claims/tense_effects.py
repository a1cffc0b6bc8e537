"""Effects of tense and standing: governors that say of something past that it happened, else less.

`was able to flee`, `will be able to flee`; `had to flee`, `has to flee`; `was convicted of it`,
`was wrongly convicted of it`.
"""

from actorgraph.claims.doubt import is_mistaken
from actorgraph.language.document import Token
from actorgraph.language.grammar import PRESENT_TAGS, is_verb, verb_above
from actorgraph.vocabulary.governors import ENABLING, JUDGING, OBLIGING, Effect

QUOTES = ('"', "“", "‘", "'", "``", "„", "«")


def in_its_tense(words: str, above: Token, kind: str) -> Effect | None:
    """Return the effect of a governor whose tense decides, or its standing; None of any other."""
    if words == ENABLING and kind in ("Asserted", "Intended"):
        # `was able to flee`, `let Chad flee`: in the past, it happened.
        return Effect() if kind == "Asserted" and _is_past(above) else Effect("Possible")
    if words == OBLIGING and kind == "Asserted" and above.tag == "VBD":
        # `had to flee`: it did; `said that Chad had to flee`: it should.
        return None if _is_reported(above) else Effect()
    if words == JUDGING and kind == "Asserted" and not is_mistaken(above):
        return Effect(taken=True)
    return None


def _is_reported(verb: Token) -> bool:
    """`said that it had to flee`; not `“It had to flee,” he said`."""
    if verb.dep != "ccomp" or verb.index < verb.head.index:
        return False
    between = (word for word in verb.head.subtree() if verb.head.index < word.index < verb.index)
    return not any(word.text in QUOTES for word in between)


def _is_past(verb: Token) -> bool:
    while not is_verb(verb) and verb.head is not verb:
        verb = verb.head
    auxiliaries = verb.having("aux", "auxpass")
    if verb.tag == "VBD":
        return True
    if verb.tag == "VBG" and not auxiliaries:
        # `has earned millions, enabling it to act`, but not `is open, allowing users to write`
        above = verb_above(verb)
        return above is None or above.tag not in PRESENT_TAGS
    return any(word.tag == "VBD" or word.lemma == "have" for word in auxiliaries)
