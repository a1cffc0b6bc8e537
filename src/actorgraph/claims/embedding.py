"""Embedding: the word that a clause or an event noun hangs on, and the form in which it does.

From a word to the one above it is a link. The links of a word lead up to the clause that its
source asserts.
"""

import re
from collections.abc import Iterator

from actorgraph.claims.governed import (
    Link,
    behind_a_preposition,
    from_a_party_of_a_verb,
    from_an_object_of_a_preposition,
    undone,
)
from actorgraph.claims.governor_entries import (
    NOMINAL,
    entries,
    form_of,
    is_habit,
    names,
    openings,
    prepositional_entries,
)
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    JOINED,
    MODIFIERS,
    PRESENT_TAGS,
    any_lemma,
    behind,
    below,
    is_infinitive,
    is_joined_verb,
    is_verb,
    left_of,
    subjects,
    verb_above,
)
from actorgraph.vocabulary.governors import governing
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

CLAUSES = ("ccomp", "acl", "csubj", "relcl", "advcl", "pcomp")
ORDINALS = word_set("ordinalWords")
NUMBERED = re.compile(r"(?<!\d)\d++(?:st|nd|rd|th)")
# How an infinitive without a governor of the table is taken: `struck to stop it`, an aim.
AIM = "Intended"
# What brings in that which somebody reacts to: `responded to reports that it attacked`.
REACTING = ("to", "about", "after", "amid", "at", "by", "despite", "following", "on", "over")
NOBODY = word_set("nobodyWords")
EXPRESSING = word_set("expressingVerbs")
SPEAKING = word_set("speakingVerbs")
FINITE = ("VBD", *PRESENT_TAGS)


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
    if _is_name_for(word):
        entry = governing([f"{word.head.lemma} as"])
        if entry:
            return Link(word, word.head, entry)
    if word.dep in COMPLEMENTS and is_verb(word.head):
        # `is ready`, `is the plan`
        return Link(word, word.head, inherits=True, shares=True)
    if word.pos in NOMINAL:
        return _from_a_noun(word)
    return None


def _is_name_for(noun: Token) -> bool:
    """`what it calls an attack`, `the strike, which it called an attack`"""
    if noun.pos not in NOMINAL or not is_verb(noun.head):
        return False
    if noun.dep == "oprd":
        return True
    objects = noun.head.having("dobj")
    return noun.dep == "dobj" and noun is not objects[0] and objects[0].tag in ("WDT", "WP")


def _from_a_verb(verb: Token) -> Link | None:
    if is_joined_verb(verb):
        return _from_a_joined_verb(verb)
    if verb.dep in ("xcomp", "ccomp", "oprd"):
        return _from_a_complement(verb)
    if verb.dep == "pcomp":
        return _from_a_gerund(verb)
    if verb.dep == "acl" or (verb.dep == "relcl" and _is_content(verb)):
        return _from_a_clause_of_a_noun(verb)
    if verb.dep == "advcl":
        return _from_an_adverbial_clause(verb)
    if verb.dep == "csubj" and not verb.having("mark"):
        # `Losing the war would hurt Chad`, `Losing the war is bad`
        return Link(verb, verb.head, kind=_kind_of_a_subject(verb), inherits=True)
    return None


def _is_content(verb: Token) -> bool:
    """`claims in the press that it attacked`, `a deal to leave`: parsers see a relative clause."""
    if is_infinitive(verb) or any_lemma(verb.having("mark"), ("that",)):
        return True
    objects = verb.having("dobj")
    return len(objects) > 1 and objects[0].tag == "WDT"


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
    shares = _shares_auxiliaries(verb, first) or _has_denying_subject(first)
    if shares and not subjects(verb):
        return Link(verb, first, inherits=True, shares=not _is_contrasted(first))
    above = link_above(first)
    if above is None or _leaves_the_clause(verb, first, above):
        return None
    return Link(verb, above.above, above.entry, above.kind, above.inherits, above.shares)


def _has_denying_subject(verb: Token) -> bool:
    """`Nobody left or attacked`, `No soldier left or attacked`."""
    own = subjects(verb)
    if any_lemma(own, (*NOBODY, "neither")):
        return True
    return any_lemma(below(own, "det"), ("no", "neither"))


def _shares_auxiliaries(verb: Token, first: Token) -> bool:
    """`did not attack and leave`; not `did not attack but left`, whose forms differ."""
    if _is_bare_passive(verb):
        # `must be freed and be compensated`
        return any(word.tag == "MD" for word in first.having("aux"))
    if verb.having("aux", "auxpass", "neg"):
        return False
    return bool(first.having("aux", "auxpass", "neg")) and verb.tag == first.tag


def _is_bare_passive(verb: Token) -> bool:
    """Return whether a verb's only auxiliary is a bare `be`."""
    auxiliaries = verb.having("aux", "auxpass", "neg")
    return [word.tag for word in auxiliaries] == ["VB"]


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
    form = form_of(verb)
    entry = governing(entries(verb.head, form, verb))
    if entry:
        return Link(verb, verb.head, entry)
    if form == "that":
        return _from_a_noun_beside(verb)
    if form in ("whether", "if"):
        return None
    for noun in verb.head.having("dobj"):
        # `announced plans to leave`: parsers hang the clause on the verb as often as not.
        entry = governing([f"the {noun.lemma} {form}", f"the {noun.lemma}"])
        if form == "to" and entry:
            return Link(verb, verb.head, entry)
    if is_infinitive(verb) and not _is_named_first(verb) and not is_habit(verb.head):
        # `flew to meet him`, `a plan to meet him`: an aim
        return Link(verb, verb.head, kind=AIM, inherits=True)
    if verb.dep == "ccomp" and verb.tag == "VBN":
        return None
    return Link(verb, verb.head, inherits=True, shares=True)


def _from_a_noun_beside(verb: Token) -> Link | None:
    """`responded to reports on Friday that it attacked`: parsers hang the clause on the verb."""
    above = verb.head
    if not any_lemma(verb.having("mark"), ("that",)):
        return None
    nouns = behind(above, *REACTING)
    if above.lemma not in speech_verbs():
        nouns += above.having("dobj")
    for noun in left_of(verb.index, nouns):
        entry = governing([f"the {noun.lemma} that"])
        if entry:
            return Link(verb, noun, entry)
    return None


def _is_named_first(verb: Token) -> bool:
    """`the first to attack`, `is the 26th country to attack`: it did."""
    near = [verb.head, *verb.head.children]
    for noun in verb.head.having("attr"):
        near.extend(noun.children)
    return any(word.lemma in ORDINALS or NUMBERED.fullmatch(word.text) for word in near)


def _from_a_gerund(verb: Token) -> Link | None:
    """`accused of attacking`, `the plan of attacking`, `left without attacking`."""
    preposition = verb.head
    return behind_a_preposition(verb, preposition, inherits=True)


def _from_a_clause_of_a_noun(verb: Token) -> Link | None:
    """`a plan to attack`, `the claim that it attacked`."""
    noun = verb.head
    if is_infinitive(verb):
        return _from_an_infinitive(verb, noun)
    if not verb.having("mark", "nsubj", "nsubjpass"):
        # `fighters holding the town`; but `information leading to an arrest`
        entry = governing([f"the {noun.lemma} {form_of(verb)}"])
        if entry:
            return Link(verb, noun, entry)
        return _from_a_noun_above(verb, noun)
    entry = governing(f"{opening} {noun.lemma} that" for opening in openings(noun))
    if entry:
        return Link(verb, verb_above(noun) or noun, entry)
    entry = governing(entries(noun, "that", verb))
    return Link(verb, noun, entry) if entry else None


def _from_a_noun_above(verb: Token, noun: Token) -> Link | None:
    """`reports of rebels attacking a town`: the noun is above who acts."""
    preposition = noun.head
    if noun.dep != "pobj" or verb.tag != "VBG" or preposition.lemma not in ("of", "about"):
        return None
    entry = governing(prepositional_entries(preposition))
    return Link(verb, preposition.head, entry) if entry else None


def _from_an_infinitive(verb: Token, above: Token) -> Link | None:
    if _is_named_first(verb):
        return Link(verb, above, inherits=True)
    entry = governing(entries(above, "to", verb))
    if entry:
        return Link(verb, above, entry)
    holder = _holder(above)
    entry = governing(entries(holder, "to", verb))
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
    entry = governing(entries(verb.head, "that", verb))
    return Link(verb, verb.head, entry) if entry else None


def _from_a_noun(noun: Token) -> Link | None:
    """Return the link from an event noun: `planned an attack`, `called for attacks`."""
    if noun.dep == "conj" and noun.head.pos in NOMINAL:
        above = link_above(noun.head)
        if above is None:
            return None
        return Link(noun, above.above, above.entry, above.kind, above.inherits, above.shares)
    if noun.dep in MODIFIERS and noun.head.pos in NOMINAL:
        # `an assassination attempt`
        entry = governing(names(noun.head))
        return Link(noun, noun.head, entry, inherits=True, shares=True)
    if noun.dep == "pobj":
        return from_an_object_of_a_preposition(noun)
    if noun.dep in ("dobj", "nsubjpass", "nsubj") and is_verb(noun.head):
        return from_a_party_of_a_verb(noun)
    return None


def is_joined(link: Link) -> bool:
    """Return whether a link only leads from a joined word to the first."""
    return link.word.dep in JOINED and link.above is link.word.head
