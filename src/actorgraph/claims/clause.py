"""Clauses: a verb with its doers, what undergoes it, and what hangs on it by prepositions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from math import inf

from actorgraph.claims.headlines import is_suffered
from actorgraph.claims.objects import is_next_to, own_objects
from actorgraph.claims.obliques import read_obliques
from actorgraph.claims.subjects import OWN, find_subject
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    any_lemma,
    below,
    by_phrases,
    extent,
    is_judged_to_be,
    is_passive,
    is_verb,
    objects_of,
    words_of,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.text.article import Span
from actorgraph.vocabulary.governors import shows

# Clauses of their own, which are not evidence for the verb that they are joined to.
OTHER_CLAUSES = ("conj", "parataxis")


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
    objects = [*own_objects(verb), *obliques.counted]
    judged = [word for word in verb.having("ccomp") if is_judged_to_be(word)]
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
        complements=(*verb.having(*COMPLEMENTS, "xcomp"), *judged),
    )


def rule_name(grammar: str, *, passive: bool) -> str:
    """Return the name of a rule of actions: the voice alone for a subject of the verb's own."""
    if passive:
        return "passive" if grammar == OWN else f"passive, {grammar}"
    return "active" if grammar == OWN else grammar


def _by_phrase(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return who did it and, if `or` leaves it open, who may have done it."""
    phrases = [*by_phrases(verb), *by_phrases_of_charges(verb)]
    if not phrases:
        # `was given a medal by Chad`: parsers hang the phrase on the medal.
        phrases = list(chain.from_iterable(map(by_phrases, verb.having("dobj"))))
    if not phrases:
        phrases = _shared_by_phrases(verb)
    by = [phrase for phrase in phrases if not _is_excluded(phrase)]
    heads = objects_of(by)
    doers = [doer for doer in all_coordinated(heads) if not _is_excluded(doer)]
    if _leaves_open([*by, *heads]):
        return [], doers
    return doers, []


def _shared_by_phrases(verb: Token) -> list[Token]:
    """Return the phrases of the verb right behind it: `was shot and killed by Chad`."""
    for joined in verb.having("conj"):
        if joined.tag == "VBN" and is_next_to(verb, joined):
            return by_phrases(joined)
    return []


def by_phrases_of_charges(verb: Token) -> list[Token]:
    """Return who charges, as parsers hang it on the charge: `charged with murder by prosecutors`.

    The prepositions of the phrases; none if the verb has a phrase of its own.
    """
    found: list[Token] = []
    if not is_passive(verb) or by_phrases(verb):
        return found
    for preposition in verb.having("prep"):
        if shows(f"{verb.lemma} {preposition.lemma}", "Alleged"):
            for charge in objects_of([preposition]):
                found.extend(by_phrases(charge))
    return found


def _is_excluded(phrase: Token) -> bool:
    """`not by Chad but by Niger`, `by Niger, not Chad`"""
    return bool(phrase.having("neg")) or any_lemma(phrase.having("preconj"), ("not",))


def _leaves_open(joined: Iterable[Token]) -> bool:
    return any_lemma(below(joined, "cc"), ("or",))
