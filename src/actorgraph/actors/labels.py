"""Nouns behind a name that only say what it is: `the Zentrix newspaper` is Zentrix."""

from collections.abc import Mapping

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import any_lemma, before, is_plural, words_of
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.lexicon import word_set

INDEFINITE = ("a", "an")
BEFORE_A_NOUN = ("compound", "nmod", "amod")


def labelled_body(
    document: Document,
    noun: Token,
    by_head: Mapping[int, Figure],
) -> Figure | None:
    """Return the body whose name a noun labels: `the Zentrix newspaper`, `the Lodar union`.

    A union or an agency may be that of a firm or a state, `the Zentrix union`: it is the body only
    if the name is used nowhere without such a noun.
    """
    if is_plural(noun) or any_lemma(noun.having("det"), INDEFINITE) or noun.having("poss"):
        return None
    for word in words_of(before(noun, *BEFORE_A_NOUN)):
        figure = by_head.get(word.index)
        if figure is None or not _is_body_named_at(figure, word):
            continue
        if _only_says_what_it_is(noun) or _is_always_labelled(document, figure):
            return figure
    return None


def _is_body_named_at(figure: Figure, word: Token) -> bool:
    """`Lodar` of `the Lodar daily`, but not `Republican` of `a Republican daily`."""
    if figure.kind != "Organisation":
        return False
    mentions = figure.mentions_between(word.index, word.index + 1)
    return any(mention.form == "name" for mention in mentions)


def names_another(noun: Token, figure: Figure, by_head: Mapping[int, Figure]) -> bool:
    """Return whether a description has somebody else's name in it than a named figure's.

    `the Lodar party` is not the Green Party.
    """
    if not figure.names:
        return False
    own = {word.casefold() for name in figure.names for word in name.split()}
    for word in noun.having(*BEFORE_A_NOUN):
        other = by_head.get(word.index)
        is_other = other is not None and other.names and other is not figure.whole
        if is_other and word.pos == "PROPN" and word.text.casefold() not in own:
            return True
    return False


def _only_says_what_it_is(noun: Token) -> bool:
    """`the Zentrix newspaper`, `the Zentrix news agency`."""
    if is_lemma_in(noun, "labelNouns"):
        return True
    return noun.lemma == "agency" and any_lemma(noun.having(*BEFORE_A_NOUN), ("news",))


def _is_always_labelled(document: Document, figure: Figure) -> bool:
    """Return whether a name is used nowhere without a noun that says what body it is."""
    if figure.wikidata:
        return False
    heads = [document.tokens[mention.head] for mention in figure.of_form("name")]
    return all(head.dep in BEFORE_A_NOUN and _names_a_body(head.head) for head in heads)


def _names_a_body(noun: Token) -> bool:
    return noun.lemma in word_set("namedBodyNouns")
