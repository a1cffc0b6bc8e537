"""Quoted words that no statement has: they are never the article's own.

`Lund attacked "the army's oppression of women"`: whoever the clause around a quotation is about
says it. Where the clause names nobody, the words are alleged.
"""

from dataclasses import replace

from actorgraph.claims.claim import Action, AnyClaim, Statement
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import clause_subject
from actorgraph.language.document import Token
from actorgraph.language.grammar import is_verb
from actorgraph.text.article import Span

# Fewer words are a name, a term or irony: `the "purge"`.
FEWEST_WORDS = 4


def credit_quoted_words(scene: Scene, claim: AnyClaim) -> AnyClaim:
    """Credit an action within quotation marks to whoever quotes it, unless somebody has it."""
    if not isinstance(claim, Action) or isinstance(claim, Statement):
        return claim
    if claim.attributed_to or claim.said_in is not None:
        return claim
    quotation = _quotation_around(scene, claim.cue)
    if quotation is None:
        return claim
    sources = scene.keys(_quoting(scene, quotation))
    if sources:
        return replace(claim, attributed_to=sources)
    if claim.factuality == "Asserted":
        return replace(claim, factuality="Alleged")
    return claim


def _quotation_around(scene: Scene, cue: Span) -> Span | None:
    for quotation in scene.quoted.holding(cue):
        if quotation.marked and len(scene.document.words(quotation.span)) >= FEWEST_WORDS:
            return quotation.span
    return None


def _quoting(scene: Scene, quotation: Span) -> list[Token]:
    """Return the subject of the clause that a quotation is part of."""
    first = scene.document.words(quotation)[0]
    for above in (first, *first.ancestors()):
        if is_verb(above) and above.span not in quotation:
            return clause_subject(above)
    return []
