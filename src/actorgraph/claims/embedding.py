"""Embedding: the word that a clause or an event noun hangs on, and the form in which it does.

From a word to the one above it is a link. The links of a word lead up to the clause that its
source asserts.
"""

from collections.abc import Iterator

from actorgraph.claims.governed import (
    Link,
    from_a_party_of_a_verb,
    from_an_object_of_a_preposition,
    undone,
)
from actorgraph.claims.governor_entries import NOMINAL, names
from actorgraph.claims.subordinate_clauses import (
    from_a_clause_of_a_noun,
    from_a_complement,
    from_a_gerund,
    from_an_adverbial_clause,
    is_content,
)
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    FINITE_TAGS,
    JOINED,
    MODIFIERS,
    PRESENT_TAGS,
    any_lemma,
    below,
    is_joined_verb,
    is_verb,
    subjects,
)
from actorgraph.vocabulary.governors import governing
from actorgraph.vocabulary.lexicon import word_set

# A long chain, `he said, he said, he said`, must cost little.
MOST_LINKS = 16
NOBODY = word_set("nobodyWords")
PAST_TAGS = ("VBD", "VBN")


def links(word: Token) -> Iterator[Link]:
    """Yield the links from a word up to the clause that its source asserts."""
    seen = {word.index}
    link = link_above(word)
    for _ in range(MOST_LINKS):
        if link is None or link.above.index in seen:
            return
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
        return from_a_complement(verb)
    if verb.dep == "pcomp":
        return from_a_gerund(verb)
    if verb.dep == "acl" or (verb.dep == "relcl" and is_content(verb)):
        return from_a_clause_of_a_noun(verb)
    if verb.dep == "advcl":
        return from_an_adverbial_clause(verb)
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
    if _is_gapped(verb, first):
        return Link(verb, first, inherits=True, shares=True)
    shares = _shares_auxiliaries(verb, first) or _has_denying_subject(first)
    if shares and not subjects(verb):
        return Link(verb, first, inherits=True, shares=not _is_contrasted(first))
    above = link_above(first)
    if above is None or _leaves_the_clause(verb, first, above):
        return None
    return Link(verb, above.above, above.entry, above.kind, above.inherits, above.shares)


def _is_gapped(verb: Token, first: Token) -> bool:
    """`Posts should be cut and plants closed`: the second passive leaves out its auxiliaries."""
    is_open = bool(first.having("auxpass")) and any(
        word.tag == "MD" for word in first.having("aux")
    )
    return is_open and verb.tag in PAST_TAGS and not verb.having("aux", "auxpass", "dobj", "prt")


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
    if subjects(verb) or verb.tag not in FINITE_TAGS or verb.tag != above.above.tag:
        return False
    return verb.tag != first.tag or bool(first.having("aux"))


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
