"""Clauses: a verb with its doers, what undergoes it, and what hangs on it by prepositions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from actorgraph.claims.headlines import is_suffered
from actorgraph.claims.obliques import read_obliques, referent
from actorgraph.claims.subjects import OWN, find_subject
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    all_coordinated,
    any_lemma,
    below,
    by_phrases,
    extent,
    is_passive,
    is_relative,
    is_verb,
    objects_of,
    words_of,
)
from actorgraph.text.article import Span

# Clauses of their own, which are not evidence for the verb that they are joined to.
OTHER_CLAUSES = ("conj", "parataxis")
RELATIVE_WORDS = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True, slots=True)
class Clause:
    """What the grammar says of one verb, voice undone: `doers` do, `objects` undergo.

    `rule` names the voice and the grammar of the subject.
    """

    verb: Token
    rule: str
    passive: bool
    doers: tuple[Token, ...] = ()
    possible_doers: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    obliques: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    complements: tuple[Token, ...] = ()

    @property
    def evidence(self) -> Span:
        """The words of the clause, without clauses joined to it."""
        joined = {token.index for token in words_of(_joined_clauses(self.verb))}
        behind = [index for index in joined if index > self.verb.index]
        first_cut = min(behind, default=inf)
        own = [token for token in self.verb.subtree() if token.index not in joined]
        return extent([token for token in own if token.index < first_cut])


def _joined_clauses(verb: Token) -> list[Token]:
    clauses = [child for child in verb.having(*OTHER_CLAUSES) if is_verb(child)]
    return clauses + verb.having("cc")


def read_clause(verb: Token) -> Clause:
    """Read the clause of one verb."""
    passive = is_passive(verb) or is_suffered(verb)
    subject = find_subject(verb, passive=passive)
    obliques = read_obliques(verb)
    objects = [*_own_objects(verb), *obliques.counted]
    doers = subject.heads
    possible_doers: list[Token] = []
    if passive:
        objects = [*subject.heads, *objects]
        doers, possible_doers = _by_phrase(verb)
    elif subject.grammar == OWN and _leaves_open(doers):
        # `Either Chad or Niger attacked`
        doers, possible_doers = [], doers
    return Clause(
        verb,
        rule_name(subject.grammar, passive=passive),
        passive,
        doers=tuple(doers),
        possible_doers=tuple(possible_doers),
        objects=tuple(objects),
        obliques=obliques.phrases,
        particles=obliques.particles,
        complements=tuple(verb.having(*COMPLEMENTS, "xcomp")),
    )


def rule_name(grammar: str, *, passive: bool) -> str:
    """Return the name of a rule of actions: the voice alone for a subject of the verb's own."""
    if passive:
        return "passive" if grammar == OWN else f"passive, {grammar}"
    return "active" if grammar == OWN else grammar


def _own_objects(verb: Token) -> list[Token]:
    # `gave it to Chad`: parsers take the `to` for a dative.
    children = verb.having("dobj", "dative", "attr")
    nouns = [child for child in children if child.pos != "ADP"]
    objects = all_coordinated(referent(noun, verb) for noun in nouns)
    left_out = _relative_object(verb)
    if left_out:
        objects.append(left_out)
    return objects


def _relative_object(verb: Token) -> Token | None:
    """Return the noun of `the Chechens it is hiding`, whose clause has no relative pronoun."""
    own = verb.having("nsubj")
    if verb.dep != "relcl" or not own or is_relative(own[0]):
        return None
    if is_passive(verb) or verb.having("dobj"):
        return None
    tags = [child.tag for child in verb.children]
    if any(tag in RELATIVE_WORDS for tag in tags):
        return None
    return verb.head


def _by_phrase(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return who did it and, if `or` leaves it open, who may have done it."""
    by = [phrase for phrase in by_phrases(verb) if not _is_excluded(phrase)]
    heads = objects_of(by)
    doers = [doer for doer in all_coordinated(heads) if not _is_excluded(doer)]
    if _leaves_open([*by, *heads]):
        return [], doers
    return doers, []


def _is_excluded(phrase: Token) -> bool:
    """`not by Chad but by Niger`, `by Niger, not Chad`"""
    return bool(phrase.having("neg")) or any_lemma(phrase.having("preconj"), ("not",))


def _leaves_open(joined: Iterable[Token]) -> bool:
    return any_lemma(below(joined, "cc"), ("or",))
