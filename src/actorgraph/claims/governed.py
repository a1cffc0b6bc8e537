"""Governed words: links from event nouns and gerunds to the words that govern them."""

from dataclasses import dataclass

from actorgraph.claims.governor_entries import (
    NOMINAL,
    names,
    phrase_entries,
    prepositional_entries,
)
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    VERBAL,
    any_lemma,
    is_verb,
    verb_above,
)
from actorgraph.vocabulary.governors import governing, signatures
from actorgraph.vocabulary.lexicon import word_set

DEFINITE = word_set("knownDeterminers")
HAPPENING = word_set("happeningVerbs")
LEADING = word_set("leadingPrepositions")
# `the plan of attacking`: prepositions that need no entry of their own.
BARE = ("of", "for", "to")
UNDERGONE = word_set("undergoneNouns")
UNDONE = word_set("undonePrepositions")
ASSERTIONS = word_set("assertionNouns")


@dataclass(frozen=True, slots=True)
class Link:
    """A word and the word above it.

    `entry` is what the table of governors has for the two; empty if it has nothing. Without it,
    `kind` is a factuality that the form itself shows, and `inherits` says whether the factuality
    of the word above is that of the word as well; `shares` whether its negation is, too.
    """

    word: Token
    above: Token
    entry: str = ""
    kind: str = ""
    inherits: bool = False
    shares: bool = False


def behind_a_preposition(word: Token, preposition: Token, *, inherits: bool) -> Link | None:
    """Return the link from a word behind a preposition to what is above the preposition."""
    above = preposition.head
    if above is preposition:
        return None
    # `ahead of talks`: nothing in between is a verb or noun.
    anchor = above
    if above.pos not in (*VERBAL, *NOMINAL, "ADJ"):
        anchor = verb_above(preposition) or above
    entry = governing(phrase_entries(preposition))
    if entry:
        # `denied involvement in`: the verb governs.
        return Link(word, verb_above(preposition) or anchor, entry)
    entry = governing(prepositional_entries(preposition))
    if not entry and word.dep == "pcomp" and preposition.lemma in BARE and not is_verb(above):
        # `the goal of controlling`
        entry = governing(names(above))
    if entry:
        return Link(word, anchor, entry)
    if undone_behind(word, preposition):
        return Link(word, anchor, inherits=True)
    if word.dep == "pcomp" and preposition.lemma == "for" and is_verb(above):
        # `a complaint was filed for making`: the reason
        return None
    return Link(word, anchor, inherits=inherits)


def undone_behind(word: Token, preposition: Token) -> Token | None:
    """`warned against acting`; not `fought against the attack`."""
    if word.dep != "pcomp" and preposition.lemma == "against":
        return None
    return undone(preposition)


def undone(opening: Token) -> Token | None:
    """Return the word that says that what follows is not done; None if nothing does.

    `warned Chad against acting`, `stopped short of acting`, `instead of acting`, `rather than act`.
    """
    near = [opening, *opening.having("advmod")]
    if opening.lemma == "from":
        # `Far from helping Chad, Norway attacked it.`
        beside = opening.head.having("advmod")
        near.extend(word for word in beside if word.index == opening.index - 1)
    if opening.head.pos in ("ADP", "ADV", "SCONJ"):
        near.append(opening.head)
    if opening.lemma != "than":
        near = [word for word in near if word.lemma != "rather"]
    return next((word for word in near if word.lemma in UNDONE), None)


def from_an_object_of_a_preposition(noun: Token) -> Link | None:
    """Return the link of `called for attacks`, `a plan of attack`."""
    preposition = noun.head
    if is_undergone(noun) and is_verb(preposition.head):
        # `was flown to Oslo for treatment`
        return Link(noun, preposition.head, kind="Intended", inherits=True)
    inherits = preposition.lemma in LEADING and is_indefinite(noun)
    link = behind_a_preposition(noun, preposition, inherits=inherits)
    if link is not None and link.entry:
        return link
    if preposition.lemma in BARE and preposition.head.pos in NOMINAL:
        # `a plan of attack`
        entry = governing(names(preposition.head))
        if entry:
            return Link(noun, preposition.head, entry)
    return link


def is_undergone(noun: Token) -> bool:
    """`was flown to Oslo for treatment`; not `was criticised for his treatment of Chad`."""
    if noun.dep != "pobj" or noun.head.lemma != "for" or noun.lemma not in UNDERGONE:
        return False
    return not noun.having("det", "poss")


def from_a_party_of_a_verb(noun: Token) -> Link | None:
    """Return the link of `planned an attack`, `the attack appears to be near`."""
    verb = noun.head
    if noun.dep == "nsubj":
        entry = ""
        if verb.having("xcomp"):
            # `the attack appears to be near`
            entry = governing(f"{name} to" for name in names(verb))
    else:
        entry = governing(f"{name} +" for name in names(verb))
    if entry and noun.lemma in ASSERTIONS and signatures()[entry].affirmed.negated:
        # `denied the allegations`: there were some.
        return None
    if entry:
        return Link(noun, verb, entry)
    if noun.dep == "nsubj" and verb.lemma in HAPPENING:
        return Link(noun, verb, inherits=True, shares=True)
    return Link(noun, verb, inherits=is_indefinite(noun))


def is_indefinite(noun: Token) -> bool:
    """Return whether a noun is not known yet: `an attack`, `attacks`, not `the attack`."""
    if noun.having("poss"):
        return False
    return not any_lemma(noun.having("det"), DEFINITE)
