"""Namesakes: shorter and longer forms of a name, which may be the same person."""

from collections.abc import Iterable

from actorgraph.redaction.words import are_parts, folded
from actorgraph.vocabulary.lexicon import word_set


def namesakes(name: str, others: Iterable[str]) -> list[str]:
    """Return those of other names that are part of a name, or contain it, in their order.

    `Petrov`, `Mr Petrov`, `I. Petrov` and `Ivan Sergeyevich Petrov` may be `Ivan Petrov`.
    """
    words = set(folded(name).split()) - word_set("addressWords")
    found = []
    for other in others:
        own_words = set(folded(other).split())
        initials = _initials(own_words, words) | _initials(words, own_words)
        if are_parts(own_words - initials, [words - initials]):
            found.append(other)
    return found


def _initials(words: set[str], names: set[str]) -> set[str]:
    """Return the single letters with which one of these names begins."""
    letters = {word for word in words if len(word) == 1}
    return {letter for letter in letters if any(name.startswith(letter) for name in names)}
