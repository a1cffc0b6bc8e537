"""Attitudes: who wants, fears, praises, doubts or brings up what, and hearsay of nobody named."""

from collections.abc import Callable, Iterator

from actorgraph.claims.attitudes.adjectives import attitude_of_adjective
from actorgraph.claims.attitudes.nouns import attitude_of_noun
from actorgraph.claims.attitudes.verbs import attitude_of_verb
from actorgraph.claims.claim import Attitude
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token

# The first of these that reads a word decides: `feared` is a verb before it is an adjective.
READINGS: tuple[Callable[[Scene, Token], Attitude | None], ...] = (
    attitude_of_verb,
    attitude_of_noun,
    attitude_of_adjective,
)


def attitudes(scene: Scene) -> Iterator[Attitude]:
    """Yield the attitudes that verbs, nouns and adjectives express, in the order of the text."""
    for token in scene.document.tokens:
        attitude = _attitude(scene, token)
        if attitude is not None:
            yield attitude


def _attitude(scene: Scene, token: Token) -> Attitude | None:
    for read in READINGS:
        attitude = read(scene, token)
        if attitude is not None:
            return attitude
    return None
