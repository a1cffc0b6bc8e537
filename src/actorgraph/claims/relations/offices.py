"""Offices: the title that a word ends, the relation it shows, its field and its tenure."""

import re

from actorgraph.language.document import Token
from actorgraph.language.grammar import before, behind
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, titles, words
from actorgraph.vocabulary.lexicon import word_set

# How an office is held, and the words of the lexicon that say so.
TENURES = {"former": "formerWord", "acting": "actingWord", "designate": "designateWord"}


def entry(title: str) -> str | None:
    """Return the longest end of a title that the lexicon has: `minister` of `Defence Minister`."""
    folded = title.casefold()
    ends = _ends(folded.replace("-", " ").split())
    # `Minister of Education`
    head, *_ = folded.split(" of ")
    for end in [*ends, *_ends(head.split())]:
        if end in titles():
            return end
    return None


def _ends(parts: list[str]) -> list[str]:
    """Return the ends of a title, the longest first."""
    return [" ".join(parts[place:]) for place in range(len(parts))]


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
    modifiers = _modifiers(word)
    written = " ".join(part.text for part in [*modifiers, word])
    kind = _kind(modifiers, word)
    fields = [noun for noun in behind(word, "of", "for") if _is_part(word, noun)]
    if fields:
        field = fields[0]
        with_field = f"{written} {field.head.text} {_phrase(field)}"
        if with_field.casefold() in titles():
            # `Secretary of State`
            return with_field, titles()[with_field.casefold()]
        if kind == "MemberOf":
            # `editor of news`
            return with_field, kind
    if not kind:
        return "", ""
    return written, kind


def _modifiers(word: Token) -> list[Token]:
    """Return the words before an office that are part of its title."""
    found = before(word, "compound", "amod", "nmod")
    return [modifier for modifier in found if not _is_body(modifier, word)]


def _kind(modifiers: list[Token], word: Token) -> str:
    """Return the relation of the longest title: of `foreign minister`, or else of `minister`."""
    lead = [modifier.text.casefold() for modifier in modifiers]
    for title in _ends([*lead, word.lemma]):
        if title in titles():
            return titles()[title]
    return ""


def _is_part(office: Token, noun: Token) -> bool:
    """Return whether a noun is part of a title: `editor of news`, `secretary of state`."""
    if noun.text.islower():
        return True
    if titles().get(f"{office.lemma} of {noun.lemma}"):
        return True
    return _is_named_field(office, noun)


def _is_named_field(office: Token, noun: Token) -> bool:
    """Return whether a name is an office's field and not a state: `Minister of Education`."""
    if office.lemma not in word_set("portfolioOffices") or noun.pos != "PROPN":
        return False
    if noun.text.isupper() or noun.entity in ("GPE", "PERSON", "NORP"):
        return False
    return "Organisation" not in head_kinds().get(noun.text.casefold(), ())


def _is_body(word: Token, office: Token) -> bool:
    """Return whether a word names the body of an office.

    `the Aerolina chairman`, but not `the Defence Minister`.
    """
    names = gazetteer()
    if word.text in names.demonyms or word.text in names.names:
        return True
    if word.entity != "ORG" or word.text.islower():
        return False
    if office.lemma in word_set("portfolioOffices"):
        return False
    return f"{word.text.casefold()} {office.lemma}" not in titles()


def _phrase(noun: Token) -> str:
    modifiers = before(noun, "compound", "amod")
    return " ".join(word.text for word in [*modifiers, noun])
