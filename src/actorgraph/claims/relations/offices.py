"""Offices: the title that a word ends, the relation it shows, its field and its tenure."""

import re

from actorgraph.language.document import Token
from actorgraph.language.grammar import before, behind
from actorgraph.mentions.edges import PORTFOLIOS
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, titles, words

# How an office is held, and the words of the lexicon that say so.
TENURES = {"former": "formerWord", "acting": "actingWord", "designate": "designateWord"}


def entry(title: str) -> str | None:
    """Return the longest end of a title that the lexicon has: `minister` of `Defence Minister`."""
    folded = title.casefold()
    ends = _ends(folded.replace("-", " ").split())
    # `Minister of Education`
    heads = _ends(folded.split(" of ")[0].split())
    return next((end for end in [*ends, *heads] if end in titles()), None)


def _ends(words_of_title: list[str]) -> list[str]:
    return [" ".join(words_of_title[place:]) for place in range(len(words_of_title))]


def tenure(title: str) -> str | None:
    """Return how an office is held: former, acting or designate; None if simply held."""
    folded = title.casefold()
    spoken = {*re.split(r"[\s-]+", folded), *folded.split()}
    for name, predicate in TENURES.items():
        if spoken & words("Relation", predicate):
            return name
    return None


def titled(word: Token) -> tuple[str, str]:
    """Return the title that ends with this word, as written, and the relation that it shows.

    Both are empty if the word does not end a title.
    """
    modifiers = [c for c in before(word, "compound", "amod", "nmod") if not _is_body(c, word)]
    written = " ".join(part.text for part in [*modifiers, word])
    field = _field(word)
    with_field = f"{written} {field.head.text} {_phrase(field)}" if field else ""
    if field and with_field.casefold() in titles():
        # `Secretary of State`
        return with_field, titles()[with_field.casefold()]
    lead = [part.text.casefold() for part in modifiers]
    for start in range(len(lead) + 1):
        # `foreign minister`, or else `minister`
        kind = titles().get(" ".join([*lead[start:], word.lemma]))
        if kind is not None:
            return with_field if field and kind == "MemberOf" else written, kind
    return "", ""


def _field(word: Token) -> Token | None:
    """Return what an office is for: `Education` of `Minister of Education`."""
    return next((noun for noun in behind(word, "of", "for") if _is_part(word, noun)), None)


def _is_part(office: Token, noun: Token) -> bool:
    """Return whether a noun is part of a title: `editor of news`, `secretary of state`."""
    if noun.text.islower() or titles().get(f"{office.lemma} of {noun.lemma}"):
        return True
    return _is_named_field(office, noun)


def _is_named_field(office: Token, noun: Token) -> bool:
    """Return whether a name is an office's field and not a state: `Minister of Education`."""
    if office.lemma not in PORTFOLIOS or noun.pos != "PROPN":
        return False
    is_body = noun.text.isupper() or "Organisation" in head_kinds().get(noun.text.casefold(), ())
    return not is_body and noun.entity not in ("GPE", "PERSON", "NORP")


def _is_body(word: Token, office: Token) -> bool:
    """Return whether a word names the body of an office.

    `the Aerolina chairman`, but not `the Defence Minister`.
    """
    if word.text in gazetteer().demonyms or word.text in gazetteer().names:
        return True
    if word.entity != "ORG" or word.text.islower() or office.lemma in PORTFOLIOS:
        return False
    return f"{word.text.casefold()} {office.lemma}" not in titles()


def _phrase(noun: Token) -> str:
    return " ".join(word.text for word in [*before(noun, "compound", "amod"), noun])
