"""Lists: the words that are joined to a word, and the names that a noun introduces."""

from collections.abc import Iterable, Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import NOMINAL, SUBJECTS, any_lemma, before, is_plural

# Marks between a plural and the names that make it up.
OPENING_A_LIST = ("–", "—", "--", ":", "(")
# `countries, notably Chad`
SINGLING_OUT = ("chiefly", "especially", "mainly", "mostly", "namely", "notably", "particularly")


def coordinated(token: Token) -> list[Token]:
    """Return a head word with those joined to it: `France, Germany and Lithuania`."""
    found: list[Token] = []
    # A list of a thousand names is a chain of a thousand words.
    waiting: list[tuple[Token, bool]] = [(token, True)]
    while waiting:
        word, is_joined = waiting.pop()
        found.append(word)
        if is_joined:
            waiting.extend(reversed(list(_joined_to(word))))
    return found


def _joined_to(token: Token) -> Iterator[tuple[Token, bool]]:
    """Yield the words joined to a word, and whether others may be joined to them in turn."""
    for child in token.children:
        if child.dep == "conj" and child.pos in (*NOMINAL, "ADJ"):
            yield child, True
        elif _shares_a_name(child, token):
            yield child, False
        elif _is_in_a_list(child, token):
            yield child, True


def _is_in_a_list(name: Token, first: Token) -> bool:
    """`Norway, Chad, and Niger left`: parsers take the second name for the first's other name."""
    if name.dep != "appos" or first.dep not in (*SUBJECTS, "dobj"):
        return False
    if not name.entity or name.entity != first.entity or name.having("det"):
        return False
    commas = {mark.index for mark in first.having("punct") if mark.text == ","}
    if name.subtree()[0].index - 1 not in commas:
        # `Oslo (Norway) and Chad`
        return False
    others = (*first.having("conj"), *name.having("conj"))
    return any(other.pos == "PROPN" and other.index > name.index for other in others)


def _shares_a_name(first: Token, second: Token) -> bool:
    """Return whether two names share their last word: `North and South Korea`."""
    names = first.pos == second.pos == "PROPN"
    return names and first.dep == "nmod" and bool(first.having("conj"))


def all_coordinated(tokens: Iterable[Token]) -> list[Token]:
    """Return every head word of several phrases, with those joined to each."""
    found: list[Token] = []
    for token in tokens:
        found.extend(coordinated(token))
    return found


def examples(noun: Token) -> list[Token]:
    """Return the head words of the examples of a noun: `leaders such as Roe`, `including Roe`."""
    found: list[Token] = []
    for preposition in noun.having("prep"):
        if preposition.index < noun.index:
            continue
        if preposition.lemma in ("include", "including") or _is_such_as(preposition):
            for named in preposition.having("pobj", "dobj"):
                found.extend(coordinated(named))
    if any(word.lemma in SINGLING_OUT for word in noun.subtree()):
        for named in noun.having("appos"):
            found.extend(_singled_out(noun, named))
    return found or listed_names(noun)


def listed_names(noun: Token) -> list[Token]:
    """Return the names directly behind a plural that they make up: `the countries Chad and Niger`.

    Empty for a single name.
    """
    if not is_plural(noun):
        return []
    for named in noun.having("appos"):
        names = coordinated(named)
        if len(names) > 1 and named.pos == "PROPN" and _is_right_behind(noun, named):
            return names
    return []


def _is_right_behind(noun: Token, named: Token) -> bool:
    """`the countries Chad and Niger`, `the countries – Chad and Niger`, but not after a comma."""
    first = named.subtree()[0].index
    dashes = [mark for mark in noun.having("punct") if mark.text in OPENING_A_LIST]
    return first - 1 in (noun.index, *(mark.index for mark in dashes))


def _singled_out(noun: Token, named: Token) -> list[Token]:
    """`several countries, notably Chad and Niger`"""
    before_it = [*before(named, "advmod"), *noun.having("advmod")]
    near = [word for word in before_it if noun.index < word.index < named.index]
    return coordinated(named) if any_lemma(near, SINGLING_OUT) else []


def _is_such_as(preposition: Token) -> bool:
    return preposition.lemma == "as" and any_lemma(preposition.children, ("such",))
