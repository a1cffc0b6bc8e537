"""Who is spoken to."""

from collections.abc import Iterator

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import OBJECTS, objects_of, with_lemma
from actorgraph.language.lists import all_coordinated


def addressees(scene: Scene, verb: Token) -> tuple[int, ...]:
    """Return the keys of whom a verb of saying addresses: `told Chad`, `said to Chad`."""
    return scene.keys(all_coordinated(_heads(verb)))


def _heads(verb: Token) -> Iterator[Token]:
    for word in verb.having(*OBJECTS):
        if word.pos != "ADP":
            yield word
    # Parsers take the `to` of `said to Chad` for a preposition or for a dative.
    yield from objects_of(with_lemma(verb.having("prep", "dative"), "to"))
