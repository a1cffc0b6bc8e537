"""Offices: the title that a word ends, the relation it shows, its field and its tenure."""

import re
from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import before, behind
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, relations_by, titles, words
from actorgraph.vocabulary.lexicon import word_set

# How an office is held, and the words of the lexicon that say so.
TENURES = {"former": "formerWord", "acting": "actingWord", "designate": "designateWord"}


def entry(title: str) -> str | None:
    """Return the longest end of a title that the lexicon has: `minister` of `Defence Minister`."""
    return next((end for end in _readings(title) if end in titles()), None)


def _readings(title: str) -> Iterator[str]:
    """Yield the ends of a title, the longest first, then those before its field."""
    folded = title.casefold()
    yield from _ends(folded.split())
    if "-" in folded:
        yield from _ends(folded.replace("-", " ").split())
    # `Minister of Education`, `officer for trade`
    for preposition in (" of ", " for "):
        head, field, _ = folded.partition(preposition)
        if field:
            yield from _ends(head.split())


def _ends(parts: list[str]) -> list[str]:
    """Return the ends of a title, the longest first."""
    return [" ".join(parts[place:]) for place in range(len(parts))]


def relation_in(predicate: str, title: str) -> str:
    """Return the relation that a title has under one of the lexicon's properties, else nothing."""
    kinds = relations_by(predicate)
    for end in _readings(title):
        # `officials`
        kind = kinds.get(end) or kinds.get(end.removesuffix("s"))
        if kind:
            return kind
    return ""


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
    if in_chief(word):
        return f"{word.text} in chief", "HeadOf"
    modifiers = _modifiers(word)
    kind = _kind(modifiers, word)
    fields = [noun for noun in behind(word, "of", "for") if _is_part(word, noun)]
    if fields:
        with_field = _with_field(word, modifiers, fields[0], kind)
        if with_field is not None:
            return with_field
    if not kind:
        return "", ""
    return _written(modifiers, word.text), kind


def _with_field(
    word: Token, modifiers: list[Token], field: Token, kind: str
) -> tuple[str, str] | None:
    """Return a title with the field behind it, and its relation; None if it is not one title."""
    ending = f" {field.head.text} {_phrase(field)}"
    title = _written(modifiers, word.text) + ending
    listed = (_written(modifiers, word.lemma) + ending).casefold()
    if listed in titles():
        # `Secretary of State`, `heads of state`
        return title, titles()[listed]
    if kind == "MemberOf":
        # `editor of news`
        return title, kind
    if kind == "HeadOf" and is_of_a_field(word) and _is_a_subject(field):
        # `director of research`
        return title, "WorksFor"
    return None


def _written(modifiers: list[Token], head: str) -> str:
    return " ".join([*(part.text for part in modifiers), head])


def in_chief(word: Token) -> list[Token]:
    """Return the `chief` of an `editor in chief`; nothing for any other office."""
    if word.lemma not in word_set("officesInChief"):
        return []
    return [noun for noun in behind(word, "in") if noun.lemma == "chief"]


def _modifiers(word: Token) -> list[Token]:
    """Return the words before an office that are part of its title."""
    found = before(word, "compound", "amod", "nmod")
    return [modifier for modifier in found if not _is_body(modifier, word)]


def _kind(modifiers: list[Token], word: Token) -> str:
    """Return the relation of the longest title: of `foreign minister`, or else of `minister`."""
    lead = [modifier.text.casefold() for modifier in modifiers]
    for place, title in enumerate(_ends([*lead, word.lemma])):
        if title in titles():
            return _narrowed(titles()[title], word, modifiers[:place])
    return ""


def _narrowed(kind: str, word: Token, others: list[Token]) -> str:
    """Return what a title shows if words are in front of it that do not belong to it.

    Neither a `deputy leader` nor the `Asia director` leads the body.
    """
    if kind == "MemberOf" and word.lemma in word_set("employeesOfFields"):
        # `policy officer`, but not `army officer`
        fields = [other for other in others if other.text.islower() and _is_a_field(other)]
        fields = [field for field in fields if not _is_an_organ(field)]
        return "WorksFor" if fields else kind
    if kind != "HeadOf":
        return kind
    if any(other.text.casefold() in word_set("secondWords") for other in others):
        return "MemberOf"
    if any(map(_is_an_organ, others)):
        # `the EU parliament president` does not head the EU.
        return ""
    if is_of_a_field(word) and any(_is_a_field(other) for other in others):
        return "WorksFor"
    return kind


def _is_an_organ(word: Token) -> bool:
    return word.text.islower() and word.lemma in word_set("organsWithAHead")


def is_of_a_field(office: Token) -> bool:
    """Return whether a head may be one of a region or a subject alone: `Asia director`."""
    return office.lemma in word_set("headsOfFields")


def _is_a_field(word: Token) -> bool:
    if word.dep == "amod":
        return word.lemma in word_set("fieldAdjectives")
    if word.text.casefold() in word_set("wholeWords"):
        return False
    return word.text.islower() or word.entity in ("LOC", "GPE")


def _is_part(office: Token, noun: Token) -> bool:
    """Return whether a noun is part of a title: `editor of news`, `secretary of state`."""
    if noun.text.islower():
        return True
    if titles().get(f"{office.lemma} of {noun.lemma}"):
        return True
    return _is_named_field(office, noun)


def _is_a_subject(noun: Token) -> bool:
    """Return whether a noun is a field of work: `research`, but not `the gallery`."""
    if noun.having("det", "poss", "nmod"):
        return False
    return "Organisation" not in head_kinds().get(noun.lemma, ())


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
