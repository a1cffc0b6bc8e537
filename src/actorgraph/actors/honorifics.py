"""Whom `Mr` and `Mrs` before a surname mean, where several share it."""

from collections.abc import Iterable, Sequence

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import is_word_in
from actorgraph.vocabulary.gazetteer import words

# No form of address is longer.
LONGEST_ADDRESS_IN_CHARACTERS = 12


def gender_addressed(document: Document, mention: Mention) -> str:
    """Return the gender that a form of address before a name shows; empty if there is none."""
    if mention.form != "name" or mention.kind not in ("Person", ""):
        return ""
    begin = mention.span.begin
    before = document.article.text[max(0, begin - LONGEST_ADDRESS_IN_CHARACTERS) : begin].split()
    if not before:
        return ""
    return _gender_of(before[-1].casefold())


def _gender_of(address: str) -> str:
    if address not in words("Person", "honorific"):
        return ""
    if address in words("Person", "feminine"):
        return "feminine"
    if address in words("Person", "masculine"):
        return "masculine"
    return ""


def gender_by_kin(document: Document, mentions: Iterable[Mention]) -> str:
    """Return the gender that `his wife, X`, `X and her husband` shows; empty if there is none."""
    for mention in mentions:
        token = document.tokens[mention.head]
        for noun in _nouns_next_to(token):
            if is_word_in(noun, "femininePronouns") or noun.lemma in words("Person", "feminine"):
                return "feminine"
            if is_word_in(noun, "masculinePronouns") or noun.lemma in words("Person", "masculine"):
                return "masculine"
    return ""


def _nouns_next_to(name: Token) -> Iterable[Token]:
    """Yield the nouns that say who a name is, and `his` of `Ola Nordmann and his wife`."""
    yield from name.having("appos", "compound", "nmod")
    if name.dep == "appos":
        yield name.head
    for joined in name.having("conj"):
        yield from joined.having("poss")


def fitting(figures: Sequence[Figure], gender: str) -> list[Figure]:
    """Return those of several bearers of a surname whom a form of address may mean.

    An only man by the name may have a first name that elsewhere is a woman's: `Mr` decides.
    """
    if not gender:
        return list(figures)
    people = [figure for figure in figures if figure.kind == "Person"]
    shown = [figure for figure in people if figure.gender == gender]
    unknown = [figure for figure in people if not figure.gender]
    if shown or unknown:
        return shown or unknown
    return people if len(people) == 1 and gender == "masculine" else []
