"""Embedding: the word that a clause or an event noun hangs on, and the form in which it does.

From a word to the one above it is a link. The links of a word lead up to the clause that its
source asserts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    JOINED,
    MODIFIERS,
    OBJECTS,
    PRESENT_TAGS,
    VERBAL,
    any_lemma,
    has_passive_mark,
    is_infinitive,
    is_joined_verb,
    is_verb,
    subjects,
    verb_above,
)
from actorgraph.vocabulary.governors import governing, shows, signatures
from actorgraph.vocabulary.lexicon import word_set

CLAUSES = ("ccomp", "acl", "csubj", "relcl", "advcl", "pcomp")
NOMINAL = ("NOUN", "PROPN")
DEFINITE = word_set("knownDeterminers")
HAPPENING = word_set("happeningVerbs")
LEADING = word_set("leadingPrepositions")
ORDINALS = word_set("ordinalWords")
# How an infinitive without a governor of the table is taken: `struck to stop it`, an aim.
AIM = "Intended"
# `the plan of attacking`: prepositions that need no entry of their own.
BARE = ("of", "for", "to")
UNDONE = word_set("undonePrepositions")
ASSERTIONS = word_set("assertionNouns")
EXPRESSING = word_set("expressingVerbs")
SPEAKING = word_set("speakingVerbs")
STILL = ("yet", "still")
FINITE = ("VBD", *PRESENT_TAGS)
SUBJUNCTIVE = "VB"


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


def links(word: Token) -> Iterator[Link]:
    """Yield the links from a word up to the clause that its source asserts."""
    seen = {word.index}
    link = link_above(word)
    while link is not None and link.above.index not in seen:
        yield link
        seen.add(link.above.index)
        link = link_above(link.above)


def link_above(word: Token) -> Link | None:
    """Return the link from a verb, noun or adjective; None at a clause that is asserted."""
    if word.head is word:
        return None
    if is_verb(word):
        return _from_a_verb(word)
    if word.dep in COMPLEMENTS and is_verb(word.head):
        # `is ready`, `is the plan`
        return Link(word, word.head, inherits=True, shares=True)
    if word.pos in NOMINAL:
        return _from_a_noun(word)
    return None


def _from_a_verb(verb: Token) -> Link | None:
    if is_joined_verb(verb):
        return _from_a_joined_verb(verb)
    if verb.dep in ("xcomp", "ccomp", "oprd"):
        return _from_a_complement(verb)
    if verb.dep == "pcomp":
        return _from_a_gerund(verb)
    if verb.dep == "acl" or (verb.dep == "relcl" and is_infinitive(verb)):
        return _from_a_clause_of_a_noun(verb)
    if verb.dep == "advcl":
        return _from_an_adverbial_clause(verb)
    if verb.dep == "csubj" and not verb.having("mark"):
        # `Losing the war would hurt Chad`, `Losing the war is bad`
        return Link(verb, verb.head, kind=_kind_of_a_subject(verb), inherits=True)
    return None


def _kind_of_a_subject(verb: Token) -> str:
    above = verb.head
    is_general = above.lemma == "be" and above.tag in PRESENT_TAGS
    return "Possible" if is_general else ""


def _from_a_joined_verb(verb: Token) -> Link | None:
    """`may attack and flee`: a joined verb shares the modal of the first, or what is above both."""
    first = verb.head
    if any(map(undone, first.having("cc"))):
        # `acted rather than wait`
        return Link(verb, first, inherits=True)
    if not subjects(verb) and _shares_auxiliaries(verb, first):
        return Link(verb, first, inherits=True, shares=not _is_contrasted(first))
    above = link_above(first)
    if above is None or _leaves_the_clause(verb, first, above):
        return None
    return Link(verb, above.above, above.entry, above.kind, above.inherits, above.shares)


def _shares_auxiliaries(verb: Token, first: Token) -> bool:
    """`did not attack and leave`; not `did not attack but left`, whose forms differ."""
    if verb.having("aux", "auxpass", "neg"):
        return False
    return bool(first.having("aux", "auxpass", "neg")) and verb.tag == first.tag


def _is_contrasted(first: Token) -> bool:
    """`did not attack but leave`"""
    return any_lemma(first.having("cc"), ("but",))


def _leaves_the_clause(verb: Token, first: Token, above: Link) -> bool:
    """`denied that it had attacked and sued Niger`: finite as the verb above, not as the first."""
    if subjects(verb) or verb.tag not in FINITE or verb.tag != above.above.tag:
        return False
    return verb.tag != first.tag or bool(first.having("aux"))


def _from_a_complement(verb: Token) -> Link | None:
    """`wants to attack`, `saw it attack`, `fears that it attacks`, `is ready to attack`."""
    form = _form(verb)
    entry = governing(_entries(verb.head, form, verb))
    if entry:
        return Link(verb, verb.head, entry)
    if form in ("that", "whether", "if"):
        return None
    for noun in verb.head.having("dobj"):
        # `announced plans to leave`: parsers hang the clause on the verb as often as not.
        entry = governing([f"the {noun.lemma} {form}", f"the {noun.lemma}"])
        if form == "to" and entry:
            return Link(verb, verb.head, entry)
    if is_infinitive(verb) and not _is_named_first(verb) and not _is_habit(verb.head):
        # `flew to meet him`, `a plan to meet him`: an aim
        return Link(verb, verb.head, kind=AIM, inherits=True)
    if verb.dep == "ccomp" and verb.tag == "VBN":
        return None
    return Link(verb, verb.head, inherits=True, shares=True)


def _is_named_first(verb: Token) -> bool:
    """`the first to attack`: it did."""
    near = [verb.head, *verb.head.children]
    return any_lemma(near, ORDINALS)


def _form(verb: Token) -> str:
    """Return the form of a clause as the table of governors names it."""
    if is_infinitive(verb):
        return "to"
    marks = [mark.lemma for mark in verb.having("mark")]
    for mark in ("whether", "if"):
        if mark in marks:
            return mark
    if verb.having("aux", "auxpass"):
        return "that"
    if verb.tag == "VBG":
        return "ing"
    if verb.tag == "VB" and "that" not in marks:
        # `made Chad leave`; `demanded that Chad leave`
        return "bare"
    if verb.tag == "VBN":
        # `wants the rebels killed`
        return "to"
    return "that"


def _from_a_gerund(verb: Token) -> Link | None:
    """`accused of attacking`, `the plan of attacking`, `left without attacking`."""
    preposition = verb.head
    return _behind_a_preposition(verb, preposition, inherits=True)


def _behind_a_preposition(word: Token, preposition: Token, *, inherits: bool) -> Link | None:
    above = preposition.head
    if above is preposition:
        return None
    # `ahead of talks`: nothing in between is a verb or noun.
    anchor = above
    if above.pos not in (*VERBAL, *NOMINAL, "ADJ"):
        anchor = verb_above(preposition) or above
    entry = governing(_phrases(preposition))
    if entry:
        # `denied involvement in`: the verb governs.
        return Link(word, verb_above(preposition) or anchor, entry)
    entry = governing(_prepositional_entries(preposition))
    if not entry and word.dep == "pcomp" and preposition.lemma in BARE and not is_verb(above):
        # `the goal of controlling`
        entry = governing(_names(above))
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


def _phrases(preposition: Token) -> Iterator[str]:
    """Yield a verb or preposition, its noun and a preposition: `claimed responsibility for`."""
    above = preposition.head
    form = preposition.lemma
    if above.pos in NOMINAL:
        # `denied involvement in`, `in the wake of`
        for opening in _openings(above):
            yield f"{opening} {above.lemma} {form}"
    if is_verb(above):
        # Parsers hang the phrase on the verb as often as not.
        for noun in above.having("dobj", "pobj"):
            for name in _names(above):
                yield f"{name} {noun.lemma} {form}"


def _prepositional_entries(preposition: Token) -> Iterator[str]:
    """Yield what the table may have for a preposition and the word above it."""
    above = preposition.head
    form = preposition.lemma
    for name in _names(above):
        yield f"{name} {form}"
    if above.pos in ("ADP", "ADV", "SCONJ", "ADJ"):
        # `ahead of`, `because of`, `instead of`
        yield f"{above.lemma} {form}"
    # `following`: the lemma is that of a verb.
    yield preposition.text.casefold()


def _openings(noun: Token) -> Iterator[str]:
    """Yield the verb or preposition that a noun is the object of."""
    if noun.dep in ("dobj", "nsubjpass"):
        yield from _names(noun.head)
    if noun.dep == "pobj":
        yield noun.head.lemma
        yield f"{noun.head.head.lemma} {noun.head.lemma}"


def _from_a_clause_of_a_noun(verb: Token) -> Link | None:
    """`a plan to attack`, `the claim that it attacked`."""
    noun = verb.head
    if is_infinitive(verb):
        return _from_an_infinitive(verb, noun)
    if not verb.having("mark", "nsubj", "nsubjpass"):
        # `fighters holding the town`; but `information leading to an arrest`
        entry = governing([f"the {noun.lemma} {_form(verb)}"])
        return Link(verb, noun, entry) if entry else None
    entry = governing(f"{opening} {noun.lemma} that" for opening in _openings(noun))
    if entry:
        return Link(verb, verb_above(noun) or noun, entry)
    entry = governing(_entries(noun, "that", verb))
    return Link(verb, noun, entry) if entry else None


def _from_an_infinitive(verb: Token, above: Token) -> Link | None:
    if _is_named_first(verb):
        return Link(verb, above, inherits=True)
    entry = governing(_entries(above, "to", verb))
    if entry:
        return Link(verb, above, entry)
    holder = _holder(above)
    entry = governing(_entries(holder, "to", verb))
    if entry:
        return Link(verb, holder, entry)
    if verb.lemma in EXPRESSING and holder.lemma in SPEAKING:
        # `wrote to express their concern`: they did.
        return Link(verb, holder, inherits=True)
    return Link(verb, holder, kind=AIM)


def _holder(above: Token) -> Token:
    """Return the verb above the noun that an infinitive hangs on.

    `asked the police to leave`: parsers hang the clause on the police.
    """
    noun = above
    while noun.dep == "conj" and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos in NOMINAL and noun.dep in ("dobj", "nsubjpass", "pobj"):
        return verb_above(noun) or above
    return above


def _from_an_adverbial_clause(verb: Token) -> Link | None:
    """`struck to stop it`, `struck it, killing two`."""
    if is_infinitive(verb):
        return _from_an_infinitive(verb, verb.head)
    bare = verb.tag == "VBG" and not verb.having("mark", "aux", *("nsubj", "nsubjpass"))
    if bare and verb.index > verb.head.index:
        return Link(verb, verb.head, inherits=True)
    return _from_a_judged_clause(verb)


def _from_a_judged_clause(verb: Token) -> Link | None:
    """`is afraid that Chad attacks`: parsers take the clause for an adverbial one."""
    if not any_lemma(verb.having("mark"), ("that",)):
        return None
    entry = governing(_entries(verb.head, "that", verb))
    return Link(verb, verb.head, entry) if entry else None


def _entries(above: Token, form: str, word: Token) -> Iterator[str]:
    """Yield what the table may have for a word above and a form, the fullest first."""
    if form == "to" and _is_habit(above):
        # `used to attack`
        return
    if form == "to" and any_lemma([*above.having("advmod"), *word.having("advmod")], STILL):
        # `has yet to attack`
        yield f"{above.lemma} yet to"
    if form == "that" and _is_indicative(word):
        yield from (name for name in _clause_names(above) if not _asks_for(name))
        return
    if form == "to" and _is_for_another(word, above):
        # `wants him to attack`
        for name in _names(above):
            yield f"{name} other to"
    for name in _names(above):
        yield f"{name} {form}"
    if above.lemma == "be" and form == "to" and word.dep == "xcomp":
        # `is to act`
        yield "be to"
    yield from _names(above)


def _clause_names(above: Token) -> Iterator[str]:
    for name in _names(above):
        yield f"{name} that"
        yield name


def _asks_for(entry: str) -> bool:
    """`insists that it attacked`: only in the subjunctive is anything asked for."""
    return shows(entry, "Requested")


def _is_indicative(verb: Token) -> bool:
    auxiliaries = verb.having("aux", "auxpass")
    if not auxiliaries:
        return verb.tag != SUBJUNCTIVE
    # `demands that it be freed`, `that it should be freed`
    first = auxiliaries[0]
    return first.tag != SUBJUNCTIVE and first.lemma != "should"


def _is_habit(above: Token) -> bool:
    return above.lemma == "use" and above.tag == "VBD" and not above.having("dobj")


def _is_for_another(verb: Token, above: Token) -> bool:
    if has_passive_mark(above):
        return False
    return bool(above.having(*OBJECTS) or verb.having("nsubj"))


def _names(above: Token) -> Iterator[str]:
    """Yield a word above as the table has it, the fullest first."""
    if above.pos in NOMINAL:
        yield f"the {above.lemma}"
        return
    if above.pos == "ADJ" and not is_verb(above):
        yield from _names_of_an_adjective(above)
        return
    for complement in above.having(*COMPLEMENTS):
        # `is ready to act`
        yield from _names_of_an_adjective(complement)
    lemma = above.lemma
    for particle in above.having("prt"):
        # `ruled out`
        yield f"{lemma} {particle.lemma}"
    if is_passive_form(above):
        # `is said to act`, `men accused of acting`
        yield f"be {above.text.casefold()}"
    yield lemma


def _names_of_an_adjective(word: Token) -> Iterator[str]:
    if word.dep in COMPLEMENTS and is_verb(word.head) and word.head.lemma != "be":
        # `pleaded guilty to acting`
        yield f"{word.head.lemma} {_with_not(word)}"
    if any_lemma(word.having("advmod"), ("too",)):
        # `too weak to act`
        yield "be too"
    yield f"be {word.lemma}"


def _with_not(complement: Token) -> str:
    """`guilty`, `not guilty`"""
    denials = complement.having("neg", "advmod", "preconj")
    return f"not {complement.lemma}" if any_lemma(denials, ("not",)) else complement.lemma


def is_passive_form(verb: Token) -> bool:
    """Return whether a verb is passive, or a participle behind its noun."""
    return has_passive_mark(verb) or (verb.tag == "VBN" and not verb.having("aux"))


def _from_a_noun(noun: Token) -> Link | None:
    """Return the link from an event noun: `planned an attack`, `called for attacks`."""
    if noun.dep == "conj" and noun.head.pos in NOMINAL:
        above = link_above(noun.head)
        if above is None:
            return None
        return Link(noun, above.above, above.entry, above.kind, above.inherits, above.shares)
    if noun.dep in MODIFIERS and noun.head.pos in NOMINAL:
        # `an assassination attempt`
        entry = governing(_names(noun.head))
        return Link(noun, noun.head, entry, inherits=True, shares=True)
    if noun.dep == "pobj":
        return _from_an_object_of_a_preposition(noun)
    if noun.dep in ("dobj", "nsubjpass", "nsubj") and is_verb(noun.head):
        return _from_a_party_of_a_verb(noun)
    return None


def _from_an_object_of_a_preposition(noun: Token) -> Link | None:
    preposition = noun.head
    inherits = preposition.lemma in LEADING and is_indefinite(noun)
    link = _behind_a_preposition(noun, preposition, inherits=inherits)
    if link is not None and link.entry:
        return link
    if preposition.lemma in BARE and preposition.head.pos in NOMINAL:
        # `a plan of attack`
        entry = governing(_names(preposition.head))
        if entry:
            return Link(noun, preposition.head, entry)
    return link


def _from_a_party_of_a_verb(noun: Token) -> Link | None:
    verb = noun.head
    if noun.dep == "nsubj":
        entry = ""
        if verb.having("xcomp"):
            # `the attack appears to be near`
            entry = governing(f"{name} to" for name in _names(verb))
    else:
        entry = governing(f"{name} +" for name in _names(verb))
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


def is_joined(link: Link) -> bool:
    """Return whether a link only leads from a joined word to the first."""
    return link.word.dep in JOINED and link.above is link.word.head
