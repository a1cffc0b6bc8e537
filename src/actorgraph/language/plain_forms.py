"""Plain forms of verbs, `leave`, where parsers tag or hang them against the grammar."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import is_infinitive

# How parsers hang a plain form that goes on an infinitive.
JOINED = ("conj", "advcl", "dep")


def mend_plain_form(verb: Token) -> None:
    """Tag a plain form as a present, or hang it on the infinitive that it is joined to."""
    if verb.having("aux", "auxpass"):
        return
    if verb.dep == "ROOT" and verb.having("nsubj"):
        # `Norway and Chad meet on Friday`: neither an order nor an infinitive
        verb.tag = "VBP"
    if verb.dep in JOINED and not verb.having("nsubj", "mark"):
        first = _infinitive_before(verb)
        if first is not None:
            verb.hang_on(first, "conj")


def _infinitive_before(verb: Token) -> Token | None:
    """Return the infinitive that a plain form goes on: `asked Chad to end the war, hold a vote`.

    Parsers join it to `asked`, or to `war`, but neither is a plain form.
    """
    head = verb.head
    if head.pos == "VERB" and head.tag != "VB":
        between = (word for word in head.subtree() if head.index < word.index < verb.index)
        return next((word for word in between if word.tag == "VB" and is_infinitive(word)), None)
    if head.pos != "NOUN" or verb.dep != "conj":
        return None
    above = next((word for word in head.ancestors() if word.pos == "VERB"), None)
    return above if above is not None and above.tag == "VB" else None
