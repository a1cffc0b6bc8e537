"""Titles: whom `the foreign minister` means among those who were called so, and whose ministers they are."""

from functools import cache

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Token
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, titles

# Words before a title that make it another office: whoever is vice president is not `the president`.
RANKS = frozenset(["prime", "vice", "deputy", "former", "ex", "assistant", "acting", "interim"])


def is_titled(mention: Mention, token: Token) -> bool:
    """Tell whether a description is one person's title."""
    return mention.kind == "Person" and token.lemma in titles() and token.tag not in ("NNS", "NNPS")


def title_of(token: Token) -> str:
    """Return a title with the words that tell the office, without state and praise: `deputy foreign minister`."""
    title, before = (
        [token.lemma],
        sorted((*token.children, *token.head.children), key=lambda t: -t.index),
    )
    place = token.index
    for word in before:
        if (
            word.index != place - 1
            or word.dep not in ("compound", "amod", "nmod")
            or not _tells_office(word)
        ):
            continue
        title.insert(0, word.text.casefold())
        place = word.index
        for part in sorted(word.children, key=lambda t: -t.index):
            if part.index == place - 1 and part.dep in ("compound", "amod") and _tells_office(part):
                title.insert(0, part.text.casefold())
                place = part.index
    return " ".join(title)


def _tells_office(word: Token) -> bool:
    """Tell whether a word before a title belongs to it: `finance`, `prime`, but neither `French` nor `new`."""
    text = word.text.casefold()
    known = word.text in gazetteer().demonyms or word.text in gazetteer().names
    named = word.entity in ("GPE", "NORP", "ORG", "PERSON", "LOC")
    return text in _opening() or (
        word.dep != "amod" and not known and not named and word.text.isalpha()
    )


@cache
def _opening() -> frozenset[str]:
    """Return the words with which the lexicon's titles begin, and the ranks."""
    several = [title.split() for title in titles() if " " in title]
    return RANKS | {title[0] for title in several}


def bears(wanted: str, figure: Figure) -> bool:
    """Tell whether someone has a title: a minister of finance is `the minister`, yet a vice president no president."""
    return any(_same_office(wanted.split(), title.split()) for title in figure.titles)


def _same_office(wanted: list[str], borne: list[str]) -> bool:
    if wanted[-1] != borne[-1]:
        return False
    shorter, longer = sorted((wanted, borne), key=len)
    rest = longer[: len(longer) - len(shorter)]
    return (
        shorter == longer[len(rest) :] and not RANKS & set(rest) and (longer is borne or not rest)
    )


def bearer(token: Token, owner: Figure | None, before: list[Figure]) -> Figure | None:
    """Return the one person met before who has this title, and of this body where one is told.

    Where several have it, only somebody who was never named, and described so last, can be meant again.
    """
    title = title_of(token)
    holders = [
        f for f in before if bears(title, f) and f.kind == "Person" and owner in (None, f.belongs)
    ]
    if len(holders) > 1 and holders[0].names:
        return None
    return holders[0] if holders else None
