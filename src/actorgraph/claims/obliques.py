"""What hangs on a verb by prepositions, and the particles that a frame may ask for."""

from collections import defaultdict
from typing import NamedTuple

from actorgraph.claims.relatives import described_noun
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    SUBJECTS,
    below,
    is_relative,
    prepositions,
    with_lemma,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import word_set

# `hiding over 60 people`: parsers take the quantifier for a preposition.
WHEN = ("DATE", "TIME")
QUANTIFIERS = ("over", "around", "about", "above", "between")
# `according to X` names a source, not a party.
ACCORDING = word_set("accordingWords")
LINKING = word_set("linkingVerbs")
PARTICLE_DEPS = ("prt", "advmod", "prep", "agent", "dative")
PARTICLE_POS = ("ADP", "ADV", "SCONJ", "PART")
PREPOSITION_DEPS = ("prep", "dative", "agent")
EMBEDDED = ("xcomp", "ccomp")
PREPOSITION_POS = ("ADP", "SCONJ", "ADV", "VERB", "PART")


class Obliques(NamedTuple):
    """The head words behind each preposition, the particles, and what a quantifier counts."""

    phrases: dict[str, tuple[Token, ...]]
    particles: frozenset[str]
    counted: list[Token]


def read_obliques(verb: Token) -> Obliques:
    """Read what hangs on a verb by prepositions, or on the noun or adjective of a linking verb."""
    phrases: defaultdict[str, list[Token]] = defaultdict(list)
    particles = {
        child.lemma for child in verb.children if _is_particle(child) and not _only_dates(child)
    }
    for preposition in below(_linked(verb), "prep"):
        # `be in contact with Chad`, `be critical of Chad`
        phrases[preposition.lemma].extend(all_coordinated(preposition.having("pobj")))
        particles.add(preposition.lemma)
    for preposition in verb.children:
        if _is_preposition(preposition):
            phrases[preposition.lemma].extend(_governed(preposition, verb))
            for inner in preposition.having("prep"):
                # `out of the country`
                particles.add(inner.lemma)
                phrases[inner.lemma].extend(all_coordinated(inner.having("pobj")))
    wanted = _wanted_to_act(verb)
    if wanted:
        particles.add("for")
        phrases["for"].extend(wanted)
    counted = _counted(phrases, verb)
    return Obliques(
        {word: tuple(heads) for word, heads in phrases.items()},
        frozenset(particles),
        counted,
    )


def _wanted_to_act(verb: Token) -> list[Token]:
    """Return whom a verb calls for: `called for Chad to leave`.

    Parsers take them for the subject of a clause of its own.
    """
    found: list[Token] = []
    for clause in verb.having("advcl", "ccomp", "xcomp"):
        for mark in with_lemma(clause.having("mark"), "for"):
            if mark.index == verb.index + 1:
                found.extend(all_coordinated(clause.having("nsubj")))
    return found


def referent(token: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun refers to: the one that its clause describes."""
    # The tagger may take `that` for a conjunction, but then it would be no object.
    if not is_relative(token) and token.text.casefold() != "that":
        return token
    while verb.dep in EMBEDDED and token.index < verb.head.index:
        # `the bank that Chad intends to close`
        verb = verb.head
    return described_noun(verb, token) if verb.dep == "relcl" else token


def _is_particle(child: Token) -> bool:
    return child.dep in PARTICLE_DEPS and child.pos in PARTICLE_POS


def _only_dates(particle: Token) -> bool:
    """`fired him on Monday` is not to fire on somebody."""
    heads = particle.having("pobj")
    if particle.lemma != "on" or not heads:
        return False
    return all(head.entity in WHEN for head in heads)


def _is_preposition(child: Token) -> bool:
    return (
        child.dep in PREPOSITION_DEPS
        and child.pos in PREPOSITION_POS
        and child.lemma not in ACCORDING
    )


def _linked(verb: Token) -> list[Token]:
    if verb.pos == "AUX" or verb.lemma in LINKING:
        return verb.having(*COMPLEMENTS)
    return []


def _governed(preposition: Token, verb: Token) -> list[Token]:
    heads = below([preposition, *preposition.having("prep")], "pobj", "pcomp")
    return all_coordinated(referent(head, verb) for head in heads)


def _counted(phrases: dict[str, list[Token]], verb: Token) -> list[Token]:
    """Take out of the phrases what is only counted: `60 people` of `hiding over 60 people`."""
    counted: list[Token] = []
    for word in QUANTIFIERS:
        heads = phrases.pop(word, [])
        numbered = [head for head in heads if _is_counted(head, word)]
        counted.extend(numbered)
        if word == "between" and heads and not numbered:
            # `mediated between Chad and Niger`
            phrases[word] = heads
    return [head for head in counted if not _is_in_front(head, verb)]


def counted_by(verb: Token) -> list[Token]:
    """Return the nouns next to a verb whose number parsers take for a prepositional phrase."""
    found: list[Token] = []
    for preposition in prepositions(verb, *QUANTIFIERS):
        heads = preposition.having("pobj")
        found.extend(head for head in heads if _is_counted(head, preposition.lemma))
    return found


def _is_in_front(head: Token, verb: Token) -> bool:
    """`Between two and three thousand people fled`: the subject."""
    return head.index < verb.index and not verb.having(*SUBJECTS)


def _is_counted(head: Token, word: str) -> bool:
    """`hiding over 60 people`, `between 40 and 50 people`; not `chose between two parties`."""
    numbers = head.having("nummod")
    if word == "between":
        return bool(below(numbers, "conj"))
    return bool(numbers)
