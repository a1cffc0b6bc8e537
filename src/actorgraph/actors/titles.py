"""Titles: whom `the foreign minister` means, among those who hold the office."""

from collections.abc import Sequence
from functools import cache

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Token
from actorgraph.language.grammar import is_plural
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, titles
from actorgraph.vocabulary.lexicon import word_set

NAMED_LABELS = ("GPE", "NORP", "ORG", "PERSON", "LOC")


def is_title(mention: Mention, token: Token) -> bool:
    """Return whether a description is one person's title."""
    if mention.kind != "Person" or is_plural(token):
        return False
    return token.lemma in titles()


def title_of(token: Token) -> str:
    """Return a title with the words that define the office: `deputy foreign minister`.

    State and praise are left out, as in `the new French finance minister`.
    """
    # From the title leftwards, as long as each word is right before the one that was taken.
    title, place = [token.lemma], token.index
    for word in _last_first([*token.children, *token.head.children]):
        if not _is_part_of_title(word, place, ("compound", "amod", "nmod")):
            continue
        title.insert(0, word.text.casefold())
        place = word.index
        for part in _last_first(word.children):
            if _is_part_of_title(part, place, ("compound", "amod")):
                title.insert(0, part.text.casefold())
                place = part.index
    return " ".join(title)


def _last_first(tokens: Sequence[Token]) -> list[Token]:
    return sorted(tokens, key=lambda token: -token.index)


def _is_part_of_title(
    word: Token,
    place: int,
    deps: tuple[str, ...],
) -> bool:
    """Return whether a word right before a place belongs to the title there."""
    if word.index != place - 1 or word.dep not in deps:
        return False
    return _defines_office(word)


def _defines_office(word: Token) -> bool:
    """Return whether a word before a title belongs to it: `finance`, but not `French` or `new`."""
    if word.text.casefold() in _first_words_of_titles():
        return True
    if word.dep == "amod" or not word.text.isalpha():
        return False
    if word.entity in NAMED_LABELS:
        return False
    table = gazetteer()
    return word.text not in table.demonyms and word.text not in table.names


@cache
def _first_words_of_titles() -> frozenset[str]:
    """Return the first words of the lexicon's titles of several words, and the ranks."""
    first_words = {title.split()[0] for title in titles() if " " in title}
    return word_set("officeRanks") | first_words


def holds(figure: Figure, office: str) -> bool:
    """Return whether somebody holds an office.

    A minister of finance is `the minister`, but a vice president is not `the president`.
    """
    wanted = office.split()
    return any(_is_same_office(wanted, title.split()) for title in figure.titles)


def _is_same_office(wanted: list[str], title: list[str]) -> bool:
    if wanted[-1] != title[-1]:
        return False
    shorter, longer = sorted((wanted, title), key=len)
    more = longer[: len(longer) - len(shorter)]
    if shorter != longer[len(more) :]:
        return False
    # `vice president`
    if word_set("officeRanks") & set(more):
        return False
    # `the foreign minister` may not mean somebody who is only called `minister`.
    return longer is title or not more


def holder(
    token: Token,
    body: Figure | None,
    seen: Sequence[Figure],
) -> Figure | None:
    """Return the only person seen who holds this office, in this body if one is given.

    Where several hold it, only the latest one can be meant again, and only if without a name.
    """
    office = title_of(token)
    members = [figure for figure in seen if body in (None, figure.body)]
    holders = [figure for figure in members if figure.kind == "Person" and holds(figure, office)]
    if not holders:
        return None
    if len(holders) > 1 and holders[0].names:
        return None
    return holders[0]
