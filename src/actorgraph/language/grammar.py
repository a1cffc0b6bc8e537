"""The vocabulary of grammar: queries on a word's place in the parse tree, by the grammar's terms.

Labels are those of ClearNLP dependencies and Penn Treebank tags, as in spaCy's English models.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from actorgraph.language.document import Token
from actorgraph.text.article import Span

SUBJECTS = ("nsubj", "nsubjpass")
PASSIVE_MARKS = ("auxpass", "nsubjpass")
OBJECTS = ("dobj", "dative")
COMPLEMENTS = ("acomp", "attr", "oprd")
AUXILIARIES = ("aux", "auxpass")
# A verb that is an auxiliary or part of a noun phrase heads no clause.
NO_CLAUSE = (*AUXILIARIES, "amod", "compound")
# Verbs of bringing about what the participle below them says.
CAUSING = ("get", "have")
# `wants the rebels freed`, `ordered the rebels freed`
WISHING = ("like", "need", "order", "prefer", "want", "wish")
# Participles that tell an attitude, followed by what it is to.
HOLDING = ("commit", "dedicate", "devote", "oppose")
JOINED = ("conj", "dep")
VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
PLURAL_TAGS = ("NNS", "NNPS")
# What describes a noun in front of it: `the Russian invasion`, `the peace talks`.
MODIFIERS = ("amod", "compound", "nmod")
PRESENT_TAGS = ("VBZ", "VBP")
FINITE_TAGS = ("VBD", *PRESENT_TAGS)
RELATIVE_TAGS = ("WDT", "WP")
CLOSING_BRACKETS = (")", "]")


def is_verb(token: Token) -> bool:
    """Return whether a word is a verb, an auxiliary included: `said`, `was`."""
    return token.pos in VERBAL


def is_plural(token: Token) -> bool:
    """Return whether a noun is plural: `ministers`, `the Chechens`."""
    return token.tag in PLURAL_TAGS


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is an infinitive with its particle: `to help`."""
    return any(child.tag == "TO" for child in verb.having("aux"))


def has_to(verb: Token) -> bool:
    """Return whether a verb has the particle `to` right below it, by whatever dependency."""
    return any(child.tag == "TO" for child in verb.children)


def has_passive_mark(verb: Token) -> bool:
    """Return whether a verb has a passive auxiliary or subject: `was arrested`."""
    return bool(verb.having(*PASSIVE_MARKS))


def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive.

    By its auxiliary (`was arrested`), as a bare participle (`the man arrested in Oslo`), or joined
    to a passive verb (`was tried and sentenced`).
    """
    if verb.text.casefold() == "headed" and not verb.having("agent"):
        # `was headed to the town`
        return False
    if tells_an_attitude(verb):
        return False
    while not has_passive_mark(verb):
        if _is_participle_with_agent(verb) or _is_bare_past_of_noun(verb):
            return True
        if _is_brought_about(verb):
            return True
        if verb.tag != "VBN" or verb.having("aux"):
            return False
        if verb.dep in ("acl", "amod", "advcl"):
            return True
        shares_its_subject = verb.dep in JOINED and not verb.having("nsubj")
        if not shares_its_subject or verb.head is verb:
            return False
        verb = verb.head
    return True


def tells_an_attitude(verb: Token) -> bool:
    """Return whether a participle says what somebody is for or against.

    `was opposed to the plan`, `is committed to paying`
    """
    if verb.lemma not in HOLDING or verb.tag != "VBN" or verb.having("agent"):
        return False
    to = prepositions(verb, "to")
    if verb.lemma == "oppose":
        return bool(to)
    return bool(verb.having("xcomp") or below(to, "pcomp"))


def _is_participle_with_agent(verb: Token) -> bool:
    """`The lawyer shot by the police sued`: parsers take the bare participle for the past."""
    is_bare = verb.tag in ("VBD", "VBN") and not verb.having("aux", "dobj")
    return is_bare and bool(verb.having("agent"))


def _is_brought_about(verb: Token) -> bool:
    """`had the minister removed`: parsers take whoever undergoes it for the subject."""
    is_below = verb.dep == "ccomp" and verb.head.lemma in CAUSING
    if is_below and verb.tag == "VBN" and not verb.having("aux", "dobj"):
        return True
    return is_wished(verb)


def is_judged_to_be(word: Token) -> bool:
    """Return whether an adjective says what somebody is made or found: `found her guilty`.

    Parsers take whoever it is for the subject of a clause of its own.
    """
    if word.dep != "ccomp" or word.pos != "ADJ" or word.index < word.head.index:
        return False
    return not word.having("mark", "aux", "auxpass", "cop")


def is_wished(verb: Token) -> bool:
    """Return whether a participle says what is to be done: `ordered the rebels freed`.

    Parsers take it for the past.
    """
    if verb.dep not in ("ccomp", "xcomp") or verb.head.lemma not in WISHING:
        return False
    if verb.tag not in ("VBD", "VBN") or verb.having("aux", "auxpass", "mark", "dobj"):
        return False
    return all(noun.index > verb.head.index for noun in verb.having("nsubj"))


def _is_bare_past_of_noun(verb: Token) -> bool:
    """`the third man executed this year`: what describes a noun has no past tense."""
    return verb.tag == "VBD" and verb.dep == "acl" and not verb.having("dobj", "aux")


def is_relative(token: Token) -> bool:
    """Return whether a word is a relative pronoun: `who`, `which`, `that`."""
    return token.tag in RELATIVE_TAGS


def is_reflexive(token: Token) -> bool:
    """Return whether a word is a reflexive pronoun: `herself`, `themselves`."""
    return token.pos == "PRON" and token.text.casefold().endswith(("self", "selves"))


def is_reciprocal(token: Token) -> bool:
    """Return whether a word is a reciprocal pronoun: `each other`, `one another`."""
    pairs = (("other", "each"), ("another", "one"))
    text = token.text.casefold()
    return any((text, child.text.casefold()) in pairs for child in token.children)


def heads_a_clause(token: Token) -> bool:
    """Return whether a word is the verb of a clause: no auxiliary, no part of a noun phrase."""
    return token.pos == "VERB" and token.dep not in NO_CLAUSE


def is_joined_verb(token: Token) -> bool:
    """Return whether a word is joined to a verb before it: `paid` of `agreed and paid`."""
    return token.dep in JOINED and is_verb(token.head)


def subjects(verb: Token) -> list[Token]:
    """Return the head words of a verb's own subjects, active or passive."""
    return verb.having(*SUBJECTS)


def below(tokens: Iterable[Token], *deps: str) -> list[Token]:
    """Return the children of several words by these dependencies."""
    found: list[Token] = []
    for token in tokens:
        found.extend(token.having(*deps))
    return found


def words_of(heads: Iterable[Token]) -> list[Token]:
    """Return the words of several phrases, phrase by phrase."""
    found: list[Token] = []
    for head in heads:
        found.extend(head.subtree())
    return found


def with_lemma(tokens: Iterable[Token], *lemmas: str) -> list[Token]:
    """Return the words that have one of these lemmas."""
    return [token for token in tokens if token.lemma in lemmas]


def any_lemma(tokens: Iterable[Token], lemmas: Collection[str]) -> bool:
    """Return whether one of the words has one of these lemmas."""
    return any(token.lemma in lemmas for token in tokens)


def before(head: Token, *deps: str) -> list[Token]:
    """Return the children in front of a word: all, or those by these dependencies."""
    return [
        child
        for child in head.children
        if child.index < head.index and (not deps or child.dep in deps)
    ]


def prepositions(token: Token, *words: str) -> list[Token]:
    """Return the prepositions below a word: all, or those with one of these lemmas."""
    return [child for child in token.having("prep") if not words or child.lemma in words]


def behind(token: Token, *words: str) -> list[Token]:
    """Return the head words behind prepositions: `talks` of `met for talks` is behind `for`."""
    return objects_of(prepositions(token, *words))


def objects_of(found: Iterable[Token]) -> list[Token]:
    """Return the head words that prepositions govern."""
    return below(found, "pobj")


def by_phrases(word: Token) -> list[Token]:
    """Return the prepositions of phrases with `by`, with those joined: `by Chad or by Niger`.

    Of `at the hands of Chad`, which says the same, it is `of`.
    """
    phrases = [*word.having("agent"), *prepositions(word, "by")]
    for hands in with_lemma(behind(word, "at"), "hand"):
        phrases.extend(prepositions(hands, "of"))
    return [*phrases, *below(phrases, "conj")]


def verbs_above(token: Token) -> Iterator[Token]:
    """Yield the verbs above a word, nearest first."""
    return (above for above in token.ancestors() if is_verb(above))


def verb_above(token: Token) -> Token | None:
    """Return the nearest verb above a word; None if there is none."""
    return next(verbs_above(token), None)


def left_of(index: int, tokens: Iterable[Token]) -> list[Token]:
    """Return the words in front of a place in the text."""
    return [token for token in tokens if token.index < index]


def right_of(index: int, tokens: Iterable[Token]) -> list[Token]:
    """Return the words behind a place in the text."""
    return [token for token in tokens if token.index > index]


def without_marks(tokens: Iterable[Token]) -> list[Token]:
    """Return the words without punctuation."""
    return [token for token in tokens if token.pos != "PUNCT"]


def extent(tokens: Sequence[Token]) -> Span:
    """Return the stretch that words cover, in whatever order, without marks at its edges."""
    words = sorted(tokens, key=lambda token: token.index)
    first, last = 0, len(words) - 1
    while last > first and _is_loose_mark(words[last]):
        last -= 1
    while first < last and words[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return Span(words[first].span.begin, words[last].span.end)


def _is_loose_mark(token: Token) -> bool:
    return token.pos == "PUNCT" and token.text not in CLOSING_BRACKETS


def with_particle(verb: Token) -> Span:
    """Return the stretch of a verb and the particle right behind it: `pointed out`."""
    particles = [child for child in verb.having("prt") if child.index == verb.index + 1]
    if not particles:
        return verb.span
    return Span(verb.span.begin, particles[-1].span.end)
