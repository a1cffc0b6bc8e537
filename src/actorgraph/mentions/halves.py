"""Halves of a state: `the south` is South Korea where the article names the state by its halves."""

import re
from functools import cache

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import any_lemma
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.gazetteer import gazetteer

OPPOSITES = {"north": "south", "south": "north", "east": "west", "west": "east"}
HALF_NAME = re.compile(r"\b(North|South|East|West)\s+([A-Z]\w+)")
TWO_HALVES = re.compile(r"\b(North|South|East|West) and (?:North|South|East|West)\s+([A-Z]\w+)")
ADVERBIAL = ("compound", "npadvmod", "advmod")


def named_halves(document: Document) -> frozenset[str]:
    """Return the halves by which the article may call a state, in lower case.

    Both halves are named in full (`North and South Korea`), or the half is that of a known state.
    """
    text = document.article.text
    named = [*HALF_NAME.findall(text), *TWO_HALVES.findall(text)]
    halves = {(side.casefold(), rest) for side, rest in named}
    return frozenset(
        side
        for side, rest in halves
        if (OPPOSITES[side], rest) in halves or is_half(f"{side.title()} {rest}")
    )


def is_half(name: str) -> bool:
    """Return whether two known states share this name: `South Korea`, but not `South Africa`."""
    side, _, rest = name.partition(" ")
    opposite = OPPOSITES.get(side.casefold())
    if opposite is None or name not in _states():
        return False
    return f"{opposite.title()} {rest}" in _states()


@cache
def _states() -> frozenset[str]:
    """Return the names of states that belong to no other state."""
    return frozenset(
        name
        for name, entry in gazetteer().names.items()
        if entry.kind == "Government" and entry.home == entry.wikidata
    )


def half_named_by(
    token: Token,
    halves: frozenset[str],
) -> Mention | None:
    """Read `the south` as the name of a state, where it is one of the halves named."""
    side = token.text
    if side not in OPPOSITES or side not in halves:
        return None
    # `south coast`
    if token.pos not in ("NOUN", "PROPN") or token.dep in ADVERBIAL:
        return None
    # `the south of the country`, `the rich south`, `fled to the south`
    if _is_described(token) or _is_direction(token):
        return None
    if not any_lemma(token.having("det"), ("the",)):
        return None
    return Mention(token.span, token.index, "Government", "name", side)


def _is_described(token: Token) -> bool:
    for child in token.children:
        if child.dep in ("prep", "relcl"):
            return True
        if child.dep != "det" and child.index < token.index:
            return True
    return False


def _is_direction(token: Token) -> bool:
    return token.dep == "pobj" and is_lemma_in(token.head, "directionPrepositions")
