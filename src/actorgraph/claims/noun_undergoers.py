"""Who undergoes an event noun by the phrase that it is in: `under attack`, `the target of`."""

from collections.abc import Iterator

from actorgraph.claims.clause import read_clause
from actorgraph.claims.governed import is_undergone
from actorgraph.claims.subjects import UNDERGOERS, clause_subject
from actorgraph.language.document import Token
from actorgraph.language.grammar import is_verb
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import word_set

SUFFERED = word_set("sufferedStates")


def undergoers(noun: Token) -> Iterator[Token]:
    """Yield who is under it: `Chad is under attack`, `Roe is on trial`, `a man in custody`."""
    preposition = noun.head
    above = preposition.head
    phrase = f"{preposition.lemma} {noun.lemma}"
    if noun.dep != "pobj":
        return
    if preposition.lemma == "of" and above.lemma in UNDERGOERS:
        yield from _named_as(above)
        return
    is_purpose = is_undergone(noun)
    if not is_purpose and preposition.lemma != "under" and phrase not in SUFFERED:
        return
    if is_purpose and is_verb(above):
        yield from read_clause(above).objects
    elif above.pos in ("VERB", "AUX"):
        yield from clause_subject(above)
        yield from above.having("dobj")
    else:
        yield above


def _named_as(noun: Token) -> list[Token]:
    """`Chad was the target of attacks`, `the object of her criticism, Ola Moe`"""
    if noun.dep == "attr":
        return clause_subject(noun.head)
    if noun.dep == "appos":
        return [noun.head]
    return all_coordinated(noun.having("appos"))
