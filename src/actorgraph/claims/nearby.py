"""Nearby words: what the sentences around a verb or noun are about."""

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token

# How many sentences around a word may show what it is about.
NEAR = 2


def is_near(scene: Scene, word: Token, nouns: frozenset[str], sentences: int = NEAR) -> bool:
    """Return whether one of the nouns is in the sentences around a word, in its paragraph."""
    every = scene.document.sentences
    first = max(0, word.sentence - sentences)
    block = every[word.sentence].block
    for sentence in every[first : word.sentence + sentences + 1]:
        if sentence.block is block and any(token.lemma in nouns for token in sentence.tokens):
            return True
    return False
