"""Namesakes: other forms of a name, which may be the same person."""

from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.words import are_parts, folded
from actorgraph.vocabulary.lexicon import word_set


def namesakes(name: str, others: Iterable[str]) -> list[str]:
    """Return those of other names that may be the same person's, in their order.

    `Petrov`, `Mr Petrov`, `I. Petrov`, `Vanya Petrov`, `Петров` and `Ivan Sergeyevich Petrov` may
    be `Ivan Petrov`.
    """
    others = list(others)
    spelled = _in_other_spellings(name, others)
    words = set(folded(name).split()) - word_set("addressWords")
    return [other for other in others if other in spelled or _are_parts(words, other)]


def _are_parts(words: set[str], other: str) -> bool:
    own_words = set(folded(other).split())
    initials = _initials(own_words, words) | _initials(words, own_words)
    return are_parts(own_words - initials, [words - initials])


def _in_other_spellings(name: str, others: Iterable[str]) -> set[str]:
    """Return the names that redaction takes for spellings of one."""
    index = NameIndex()
    nodes = {ox.NamedNode(f"urn:name:{number}"): other for number, other in enumerate(others)}
    for node, other in nodes.items():
        index.add(node, other)
    return {nodes[node] for node in index.sharing(name, is_listed=True)}


def _initials(words: set[str], names: set[str]) -> set[str]:
    """Return the single letters with which one of these names begins."""
    letters = {word for word in words if len(word) == 1}
    return {letter for letter in letters if any(name.startswith(letter) for name in names)}
