"""Clauses: a verb with whoever does it, whom it is done to, and what hangs on it by prepositions."""

from collections import defaultdict
from dataclasses import dataclass, field

from actorgraph.claims.scene import extent
from actorgraph.claims.subjects import doer
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated
from actorgraph.text.article import Span

# Dependents that are clauses of their own and no evidence for the verb above them.
# `hiding over 60 people`: parsers take the quantifier for a preposition.
QUANTIFIERS = ("over", "around", "about")
# `according to X` names a source, not a party.
SOURCES = ("accord", "according")
OTHER_CLAUSES = ("conj", "parataxis")


@dataclass(frozen=True, slots=True)
class Clause:
    """What the grammar says of one verb, voice undone: `doers` do, `objects` undergo."""

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
        joined = {
            t.index
            for child in self.verb.children
            if child.dep in OTHER_CLAUSES and child.pos in ("VERB", "AUX")
            for t in child.subtree()
        }
        joined |= {
            t.index for child in self.verb.children if child.dep == "cc" for t in child.subtree()
        }
        kept = [t for t in self.verb.subtree() if t.index not in joined]
        runs = [t for t in kept if t.index <= self.verb.index or not _broken(self.verb, t, joined)]
        return extent(runs)


def _broken(verb: Token, token: Token, left_out: set[int]) -> bool:
    return any(verb.index < index < token.index for index in left_out)


def read_clause(verb: Token) -> Clause:
    """Read one verb's clause."""
    passive = is_passive(verb)
    subject, rule = doer(verb, passive=passive)
    agents, possible = _by_phrase(verb) if passive else ((), ())
    objects = [
        t
        for o in verb.having("dobj", "dative", "attr")
        if o.pos != "ADP"
        for t in coordinated(_referent(o, verb))
    ]
    relative = _relative_object(verb, passive)
    objects.extend(relative)
    if passive:
        objects = [*subject, *objects]
        rule = f"passive {rule}".strip()
    obliques, particles = _obliques(verb)
    objects.extend(t for word in QUANTIFIERS for t in obliques.pop(word, ()))
    return Clause(
        verb,
        rule,
        passive,
        doers=agents if passive else tuple(subject),
        possible_doers=possible,
        objects=tuple(objects),
        obliques=obliques,
        particles=particles,
        complements=tuple(verb.having("acomp", "attr", "oprd", "xcomp")),
    )


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive: by its auxiliary, as a bare participle, or joined to a passive verb."""
    if verb.having("auxpass", "nsubjpass"):
        return True
    if verb.tag != "VBN" or verb.having("aux"):
        return False
    joined = verb.dep in ("conj", "dep") and not verb.having("nsubj")
    return verb.dep in ("acl", "amod", "advcl") or (joined and is_passive(verb.head))


def _by_phrase(verb: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return who did it and, where `or` leaves it open, who may have done it."""
    by = [p for p in verb.children if p.dep == "agent" or (p.dep == "prep" and p.lemma == "by")]
    heads = [t for p in by for t in p.having("pobj")]
    others = [t for p in by for joined in p.having("conj") for t in joined.having("pobj")]
    choices = [c for p in [*by, *heads] for c in p.having("cc") if c.lemma == "or"]
    found = tuple(t for head in [*heads, *others] for t in coordinated(head))
    return ((), found) if choices else (found, ())


def _referent(token: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for: the noun that its clause hangs on."""
    if token.tag in ("WDT", "WP") and verb.dep == "relcl":
        return verb.head
    return token


def _relative_object(verb: Token, passive: bool) -> list[Token]:
    """Return the noun of `the Chechens it is hiding`, where no pronoun stands for the object."""
    if verb.dep != "relcl" or passive or verb.having("dobj") or not verb.having("nsubj"):
        return []
    subject = verb.having("nsubj")[0]
    relative = any(t.tag in ("WDT", "WP", "WP$", "WRB") for t in verb.children)
    return [] if subject.tag in ("WDT", "WP") or relative else [verb.head]


def _obliques(verb: Token) -> tuple[dict[str, tuple[Token, ...]], frozenset[str]]:
    found: dict[str, list[Token]] = defaultdict(list)
    particles = {
        child.lemma
        for child in verb.children
        if child.dep in ("prt", "advmod", "prep", "agent", "dative")
        and child.pos in ("ADP", "ADV", "SCONJ", "PART")
    }
    light = (
        verb.having("acomp", "attr", "oprd")
        if verb.pos == "AUX" or verb.lemma in ("be", "become")
        else []
    )
    for preposition in [p for noun in light for p in noun.having("prep")]:
        found[preposition.lemma].extend(
            t for head in preposition.having("pobj") for t in coordinated(head)
        )
        particles.add(preposition.lemma)
    for preposition in [
        c
        for c in verb.children
        if c.dep in ("prep", "dative", "agent")
        and c.pos in ("ADP", "SCONJ", "ADV", "VERB")
        and c.lemma not in SOURCES
    ]:
        below = [
            t
            for inner in [preposition, *preposition.having("prep")]
            for t in inner.having("pobj", "pcomp")
        ]
        found[preposition.lemma].extend(
            t for head in below for t in coordinated(_referent(head, verb))
        )
        particles |= {inner.lemma for inner in preposition.having("prep")}
        for inner in preposition.having("prep"):
            found[inner.lemma].extend(t for head in inner.having("pobj") for t in coordinated(head))
    for word in QUANTIFIERS:
        kept = [t for t in found.get(word, ()) if t.having("nummod")]
        found[word] = kept
    return {word: tuple(tokens) for word, tokens in found.items()}, frozenset(particles)
