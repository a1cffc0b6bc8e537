"""Descriptions of somebody named next to them: `its representative, Tatiana Vinnichenko`."""

from collections.abc import Iterable, Mapping
from itertools import takewhile

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import any_lemma, is_plural, is_verb
from actorgraph.mentions import Mention
from actorgraph.mentions.states import is_organ
from actorgraph.vocabulary.gazetteer import titles, words

# `the head of the Ifo economic think tank in Munich, Clemens Fuest`
LONGEST_TITLE_IN_WORDS = 12
# Forms of address before a name: `His Excellency Dr`.
LONGEST_ADDRESS_IN_WORDS = 4
# Pronouns of which a noun says nothing new: `who is director`, `there is a director`.
EMPTY_SUBJECT_TAGS = ("WDT", "WP", "EX")

BODIES = ("Organisation", "Government", "Place")

FullNames = Mapping[int, tuple[int, Figure]]
"""Figures, numbered in their order, by the offsets where a name of several words begins."""


def apposed(
    document: Document,
    mention: Mention,
    by_head: Mapping[int, Figure],
    full_names: FullNames,
) -> Figure | None:
    """Return the named figure that a description is said of or is in apposition to."""
    token = document.tokens[mention.head]
    # `Tanya Orlova is director of the programme`
    subject = subject_of(token)
    if subject is not None:
        return _named_at(subject, mention, by_head)
    for noun in _nouns_in_apposition(token):
        figure = _named_at(noun, mention, by_head)
        if figure:
            return figure
    if token.lemma not in titles() or mention.kind != "Person":
        return None
    figure = _named_behind_title(document, token, by_head, full_names)
    return figure if figure and figure.kind == "Person" else None


def subject_of(token: Token) -> Token | None:
    """Return the subject that a noun is said of: `Tanya Orlova` of `Tanya Orlova is director`."""
    verb = token.head
    if token.dep != "attr" or verb.lemma != "be" or verb.having("neg"):
        return None
    for subject in verb.having("nsubj"):
        if subject.tag not in EMPTY_SUBJECT_TAGS:
            return subject
    return None


def _named_at(
    token: Token,
    mention: Mention,
    by_head: Mapping[int, Figure],
) -> Figure | None:
    figure = by_head.get(token.index)
    if figure and figure.names and agrees(mention, figure):
        return figure
    return None


def _nouns_in_apposition(token: Token) -> list[Token]:
    if is_joined_office(token):
        # `Omar Bakr, founder and director of the programme`
        return _nouns_in_apposition(token.head)
    nouns = token.having("appos")
    for noun in nouns[:1]:
        # `his son, the former minister Omar Bakr`
        nouns.extend(noun.having("appos", "compound"))
    if token.dep == "appos":
        nouns.append(token.head)
    return nouns


def is_joined_office(token: Token) -> bool:
    """Return whether an office is another one of the same holder: `founder and director`."""
    first = token.head
    if token.dep != "conj" or token.having("det", "poss", "appos"):
        return False
    if is_plural(first) or is_plural(token) or first.lemma not in titles():
        return False
    return any_lemma(first.having("cc"), ("and",))


def _named_behind_title(
    document: Document,
    title: Token,
    by_head: Mapping[int, Figure],
    full_names: FullNames,
) -> Figure | None:
    """Return who is named behind a title, where the parser saw no apposition."""
    after = document.tokens[title.index + 1 : title.index + 1 + LONGEST_TITLE_IN_WORDS]
    if not after:
        return None
    # `foreign minister Ola Nordmann`
    if after[0].pos == "PROPN":
        return _named_from(after[:1], full_names)
    if after[0].text != "," and after[0].dep != "prep":
        return None
    # `the head of the think tank in Munich, Clemens Fuest`
    for place, token in enumerate(after[:-1]):
        if is_verb(token) or token.sentence != title.sentence:
            return None
        if token.text == ",":
            name = after[place + 1 : place + 1 + LONGEST_ADDRESS_IN_WORDS]
            return _named_from(takewhile(_is_proper_noun, name), full_names)
        following = after[place + 1]
        if _ends_a_body(token, by_head) and not _does_something_to_it(following):
            # `a spokesman for the Nordic Council Ola Nordmann`
            figure = _named_from([following], full_names)
            if figure:
                return figure
    return None


def _ends_a_body(token: Token, by_head: Mapping[int, Figure]) -> bool:
    figure = by_head.get(token.index)
    return figure is not None and figure.kind in BODIES and bool(figure.names)


def _does_something_to_it(name: Token) -> bool:
    """`the director of the council Ola Nordmann founded`"""
    while name.dep == "compound":
        name = name.head
    return name.head.dep == "relcl"


def _is_proper_noun(token: Token) -> bool:
    return token.pos == "PROPN"


def _named_from(
    tokens: Iterable[Token],
    full_names: FullNames,
) -> Figure | None:
    """Return the first figure with a name of several words that begins at one of these words."""
    named = (full_names.get(token.span.begin) for token in tokens)
    earliest = min(filter(None, named), default=None)
    return earliest[1] if earliest else None


def agrees(mention: Mention, figure: Figure) -> bool:
    """Return whether a description may mean a figure: one of its kind, or of an open kind."""
    if mention.kind == "Group":
        return figure.kind == "Group"
    if mention.kind == "Organisation" and _is_another_organ(mention, figure):
        return False
    if mention.kind == "Government" and figure.kind == "Place":
        return True
    return figure.kind in (mention.kind, "")


def _is_another_organ(mention: Mention, figure: Figure) -> bool:
    """Return whether a description names another organ than the figure's name does.

    `the Nordic News Agency` is not `the country's military`.
    """
    organ = mention.name.split()[-1].casefold()
    if not is_organ(organ):
        return False
    last_words = {name.split()[-1].casefold() for name in figure.names if " " in name}
    if organ in last_words:
        return False
    bodies = words("Organisation", "headWord")
    return any(is_organ(word) or word in bodies for word in last_words)
