"""Questions about words, and about a run: words side by side that make up a name."""

from collections.abc import Sequence

from actorgraph.language.document import Document, Entity, Token
from actorgraph.language.grammar import SUBJECTS
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set

# How words before a head depend on it.
LEFT_OF_HEAD = ("det", "poss", "amod", "nummod", "compound", "nmod", "quantmod", "predet", "neg")
# How a noun depends on its head where it names somebody who takes part.
TAKING_PART = (*SUBJECTS, "dobj", "dative", "pobj", "conj", "poss")
PREFIXES = ("pro", "anti", "non", "un", "counter")
Run = Sequence[Token]
"""One word or more, side by side."""


def head_of(run: Run) -> Token:
    """Return the token of a run whose head lies outside it."""
    inside = {token.index for token in run}
    for token in run:
        if token.head is token or token.head.index not in inside:
            return token
    return run[-1]


def run_of(document: Document, entity: Entity) -> Run:
    """Return the words of a name that the parser sees."""
    first, last = entity.first.index, entity.last.index
    return document.tokens[first : last + 1]


def span_of(run: Run) -> Span:
    """Return the stretch from the first word of a run to the last."""
    return Span(run[0].span.begin, run[-1].span.end)


def text_of(document: Document, run: Run) -> str:
    """Return a run as the article writes it."""
    return document.article.quote(span_of(run))


def words_joined(run: Run) -> str:
    """Return the words of a run with a space between them: the form in which names are known."""
    return " ".join(token.text for token in run)


def is_word_in(token: Token, name: str) -> bool:
    """Return whether a word, in lower case, is in a word set of the lexicon."""
    return token.text.casefold() in word_set(name)


def is_lemma_in(token: Token, name: str) -> bool:
    """Return whether the base form of a word is in a word set of the lexicon."""
    return token.lemma in word_set(name)


def has_prefix(tokens: Run, place: int) -> bool:
    """Return whether a word only says for or against whom something is: `pro-Russian`."""
    if place < 2:
        return False
    prefix, hyphen = tokens[place - 2], tokens[place - 1]
    if hyphen.text != "-" or hyphen.span.begin != prefix.span.end:
        return False
    return prefix.text.casefold() in PREFIXES and hyphen.span.end == tokens[place].span.begin
