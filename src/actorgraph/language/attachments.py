"""Phrases that parsers hang on a word which cannot take them."""

from actorgraph.language.document import Token


def lift_gerund(gerund: Token) -> None:
    """Hang `of bombing` on the verb of `acquitted Ada Lund of bombing`: a name takes no gerund."""
    preposition = gerund.head
    name = preposition.head
    if gerund.dep == "pcomp" and name.pos == "PROPN" and name.dep == "dobj":
        preposition.hang_on(name.head, "prep")
