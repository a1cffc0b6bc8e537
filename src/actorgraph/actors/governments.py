"""Whose `the government` is, where an article speaks of several states."""

from collections.abc import Iterable, Sequence

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import is_verb

# A state is the one in question if it has so many times the mentions of any other.
MARGIN = 2


def state_in_question(
    document: Document,
    noun: Token,
    states: Sequence[Figure],
) -> Figure | None:
    """Return the only state that `the government` may be of, or the one most spoken of by far.

    None where that is not settled: no state is charged with what another one does.
    """
    states = [state for state in states if not _is_other_party(document, noun, state.whole)]
    if len(states) < 2:
        return next(iter(states), None)
    counts = [len(state.mentions) for state in states]
    most = max(counts)
    second = sorted(counts)[-2]
    return states[counts.index(most)] if most >= MARGIN * second else None


def _is_other_party(document: Document, noun: Token, state: Figure) -> bool:
    """`The government expelled the Norwegian ambassador`: it is not Norway's."""
    sentence = document.sentences[noun.sentence].tokens
    later = state.mentions_between(noun.index + 1, sentence[-1].index + 1)
    return any(_is_in_same_clause(noun, document.tokens[mention.head]) for mention in later)


def _is_in_same_clause(noun: Token, other: Token) -> bool:
    verb = noun.head
    if not is_verb(verb):
        return False
    return _first_verb(other.ancestors()) is verb


def _first_verb(words: Iterable[Token]) -> Token | None:
    return next(filter(is_verb, words), None)
