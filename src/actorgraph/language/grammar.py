"""Questions about a word's place in the parse tree, each asked in one place under the grammar's own term.

Labels are those of ClearNLP dependencies and Penn Treebank tags, as spaCy's English models give them.
"""

from collections.abc import Iterable, Iterator

from actorgraph.language.document import Token

SUBJECTS = ("nsubj", "nsubjpass")
PASSIVE_MARKS = ("auxpass", "nsubjpass")
OBJECTS = ("dobj", "dative")
AUXILIARIES = ("aux", "auxpass")
VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
PLURAL_TAGS = ("NNS", "NNPS")
RELATIVE_TAGS = ("WDT", "WP")


def is_verb(token: Token) -> bool:
    """Return whether a word is a verb, an auxiliary included: `said`, `was`."""
    return token.pos in VERBAL


def is_plural(token: Token) -> bool:
    """Return whether a noun is plural: `ministers`, `the Chechens`."""
    return token.tag in PLURAL_TAGS


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is an infinitive with its particle: `to help`."""
    return any(child.tag == "TO" for child in verb.having("aux"))


def has_passive_mark(verb: Token) -> bool:
    """Return whether a verb has a passive auxiliary or a passive subject: `was arrested`."""
    return bool(verb.having(*PASSIVE_MARKS))


def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive: by its auxiliary, as a bare participle, or joined to a passive verb."""
    if has_passive_mark(verb):
        return True
    if verb.tag != "VBN" or verb.having("aux"):
        return False
    if verb.dep in ("acl", "amod", "advcl"):
        return True
    joined = verb.dep in ("conj", "dep") and not verb.having("nsubj")
    return joined and is_passive(verb.head)


def is_relative(token: Token) -> bool:
    """Return whether a word is a relative pronoun: `who`, `which`, `that`."""
    return token.tag in RELATIVE_TAGS


def subjects(verb: Token) -> list[Token]:
    """Return the head words of a verb's own subjects, active or passive."""
    return verb.having(*SUBJECTS)


def prepositions(token: Token, *words: str) -> list[Token]:
    """Return the prepositions below a word: all, or those with one of these lemmas."""
    return [child for child in token.having("prep") if not words or child.lemma in words]


def behind(token: Token, *words: str) -> list[Token]:
    """Return the head words behind a word's prepositions: `talks` of `met for talks`, by `behind(met, "for")`."""
    return objects_of(prepositions(token, *words))


def objects_of(found: Iterable[Token]) -> list[Token]:
    """Return the head words that prepositions govern."""
    return [noun for preposition in found for noun in preposition.having("pobj")]


def verbs_above(token: Token) -> Iterator[Token]:
    """Yield the verbs above a word, nearest first."""
    return (above for above in token.ancestors() if is_verb(above))


def verb_above(token: Token) -> Token | None:
    """Return the nearest verb above a word; None where there is none."""
    return next(verbs_above(token), None)


def coordinated(token: Token) -> list[Token]:
    """Return a head word with those joined to it: `France, Germany and Lithuania`."""
    found = [token]
    for child in token.children:
        if child.dep == "conj" and child.pos in (*NOMINAL, "ADJ"):
            found.extend(coordinated(child))
        elif child.dep == "nmod" and child.pos == token.pos == "PROPN" and child.having("conj"):
            found.append(child)  # `North and South Korea`
    return found


def all_coordinated(tokens: Iterable[Token]) -> list[Token]:
    """Return every head word of several phrases, with those joined to each."""
    return [joined for token in tokens for joined in coordinated(token)]
