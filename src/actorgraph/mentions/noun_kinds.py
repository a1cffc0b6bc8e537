"""The kinds of actor that a common noun means where it is used."""

from actorgraph.language.document import Token
from actorgraph.mentions.runs import TAKING_PART
from actorgraph.mentions.things import is_named_as_body
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import names_only, word_set


def kinds_of_noun(token: Token) -> tuple[Kind, ...]:
    """Return the kinds, the likeliest first; none if the noun means nobody."""
    kinds = head_kinds()
    lemma = token.lemma.casefold()
    found = kinds.get(lemma) or kinds.get(token.text.casefold())
    if found:
        return found
    # `the Union's anti-fraud body`, but not `the man's body`
    if token.lemma == "body" and is_named_as_body(token):
        return ("Organisation",)
    if token.dep in TAKING_PART:
        return _kinds_of_doers(token.lemma)
    return ()


def _kinds_of_doers(noun: str) -> tuple[Kind, ...]:
    """Return the kinds of an actor that an everyday noun means: `galleries`, `applicants`."""
    if noun in word_set("bodiesThatAct"):
        return ("Organisation",)
    if noun in word_set("peopleThatAct"):
        return ("Group",)
    if noun in word_set("personsThatAct"):
        return ("Person",)
    if names_only(noun, "person"):
        return ("Person",)
    return ()
