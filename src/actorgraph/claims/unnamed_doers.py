"""What people must have done though the text names nobody: `The contract was signed`."""

from actorgraph.claims.clause import Clause
from actorgraph.vocabulary.lexicon import WIDEST, Frame, kinds_with, word_set

PERMITTING = word_set("permittingVerbs")
VIOLENT = kinds_with("violence")


def somebody_did_it(clause: Clause, frame: Frame) -> bool:
    """Return whether a passive that names no actor tells what somebody did all the same.

    One of a narrower class does, as only people sign, publish or sue. If a thing does it, it is
    named: `was cut off by the storm`. Harm may be nature's: `was hit`.
    """
    if not clause.passive or frame.kind == WIDEST or clause.verb.dep == "amod":
        return False
    if frame.kind in VIOLENT or clause.verb.lemma in PERMITTING:
        return False
    return not (clause.doers or clause.possible_doers)
