"""Nearby words: what the sentences around a verb or noun are about."""

from collections.abc import Iterator

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token

# How many sentences around a word may show what it is about.
NEAR = 2
NAMING = ("NOUN", "PROPN")


def is_near(scene: Scene, word: Token, lemmas: frozenset[str]) -> bool:
    """Return whether one of these words is in the sentences around a word, in its paragraph."""
    return any(token.lemma in lemmas for token in _around(scene, word, NEAR))


def is_near_a_noun(scene: Scene, word: Token, nouns: frozenset[str], reach: int = NEAR) -> bool:
    """Return the same for nouns alone: `a strike`, but not `struck`."""
    found = _around(scene, word, reach)
    return any(token.lemma in nouns and token.pos in NAMING for token in found)


def _around(scene: Scene, word: Token, reach: int) -> Iterator[Token]:
    every = scene.document.sentences
    block = every[word.sentence].block
    for sentence in every[max(0, word.sentence - reach) : word.sentence + reach + 1]:
        if sentence.block is block:
            yield from sentence.tokens
