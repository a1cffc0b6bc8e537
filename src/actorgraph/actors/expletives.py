"""`it` that means nobody: it announces a clause, or is said to be what no actor is."""

from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, any_lemma
from actorgraph.mentions.runs import is_lemma_in, is_word_in
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import word_set

# What may follow `it is`: `unclear`, `a mistake`, `up to Chad`.
PREDICATES = ("acomp", "attr", "oprd", "prep")
CLAUSES_OF_VERBS = ("ccomp", "xcomp", "csubj", "advcl", "relcl")
CLAUSES_OF_PREDICATES = ("xcomp", "ccomp", "acl", "relcl")


def is_expletive(token: Token) -> bool:
    """Return whether `it` means nobody.

    `it is unclear whether …`, `it seems that …`, `it is up to Chad to …`.
    """
    if not _is_it_as_subject(token):
        return False
    verb = token.head
    predicates = [child for child in verb.having(*PREDICATES) if child.index > verb.index]
    # `it is eager to help`
    if any_lemma(predicates, word_set("personalAdjectives")):
        return False
    clauses = (*verb.having(*CLAUSES_OF_VERBS), *_clauses_below(predicates))
    if not any(clause.index > token.index and _is_announced(clause) for clause in clauses):
        return False
    if is_lemma_in(verb, "seemingVerbs"):
        return True
    # `it was a mistake that …` may mean a thing
    return verb.lemma == "be" and any(predicate.dep != "attr" for predicate in predicates)


def is_not_an_actor(token: Token) -> bool:
    """Return whether `it` is said to be what no actor is: `it was a mistake`."""
    if not _is_it_as_subject(token) or token.head.lemma != "be":
        return False
    return any(_names_no_actor(noun) for noun in token.head.having("attr"))


def _is_it_as_subject(token: Token) -> bool:
    return token.dep in SUBJECTS and token.text.casefold() == "it"


def _names_no_actor(noun: Token) -> bool:
    if noun.pos != "NOUN":
        return False
    return set(head_kinds().get(noun.lemma, ())) <= {"Document", "Place"}


def _clauses_below(predicates: list[Token]) -> Iterator[Token]:
    """Yield the clauses below what follows `it is`: `it is up to Chad to decide`."""
    for predicate in predicates:
        yield from predicate.having(*CLAUSES_OF_PREDICATES)
        if predicate.dep == "prep":
            for governed in predicate.having("pobj", "prep"):
                yield governed
                yield from governed.children


def _is_announced(clause: Token) -> bool:
    """Return whether a clause opens as one that `it` announces: with `to`, `that`, `whether`."""
    return any(child.tag == "TO" or is_word_in(child, "clauseOpeners") for child in clause.children)
