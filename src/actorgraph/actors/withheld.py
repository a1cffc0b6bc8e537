"""People whose real name an article withholds: `Ola, whose name has been changed`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.grammar import is_verb, subjects
from actorgraph.vocabulary.lexicon import word_set

# `The names of the women have been changed`: how many words may lie between.
CHANGED = " has been changed"
LONGEST_IN_WORDS = 10
Phrase = tuple[str, ...]


def withhold_names(
    document: Document,
    figures: Sequence[Figure],
    by_head: Mapping[int, Figure],
) -> None:
    """Mark the named people of whom the article says that their real names are withheld."""
    for sentence in document.sentences:
        for words in _phrases_in(sentence):
            figure = _figure_meant(sentence, words, by_head)
            if figure is not None:
                if figure.names:
                    figure.withhold()
            elif _concerns_everybody(words):
                _withhold_all(figures)


def _phrases_in(sentence: Sentence) -> Iterator[Sequence[Token]]:
    """Yield the words that say so in a sentence: `not her real name`."""
    spelled = [_spelled(token) for token in sentence.tokens]
    # Most sentences have none of these words.
    if "name" not in spelled and not word_set("withholdingWords").intersection(spelled):
        return
    for place, word in enumerate(spelled):
        for phrase in _phrases_by_first_word().get(word, ()):
            end = place + len(phrase)
            if tuple(spelled[place:end]) == phrase:
                yield sentence.tokens[place:end]
        if word == "name" and CHANGED in _joined(spelled[place : place + LONGEST_IN_WORDS]):
            yield sentence.tokens[place : place + 1]


def _joined(words: Sequence[str]) -> str:
    return " ".join(words)


@cache
def _phrases_by_first_word() -> Mapping[str, Sequence[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(word_set("withheldNames"), key=len, reverse=True):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def _spelled(token: Token) -> str:
    """Return a word as the phrases spell it: `whose` for `her`, `has` for `was`."""
    word = token.text.casefold()
    if word in ("his", "her", "their", "its", "the"):
        return "whose"
    if word in ("have", "was", "were", "had"):
        return "has"
    return "name" if word == "names" else word


def _figure_meant(
    sentence: Sentence,
    words: Sequence[Token],
    by_head: Mapping[int, Figure],
) -> Figure | None:
    """Return whose name a phrase is about; None if nobody is meant."""
    begin = words[0].index
    for subject in _subjects_of(words[0]):
        figure = by_head.get(subject.index)
        if figure and figure.kind == "Person":
            return figure
    before = [token for token in sentence.tokens if token.index < begin]
    after = [token for token in sentence.tokens if token.index > words[-1].index]
    for token in (*reversed(before), *words, *after):
        figure = by_head.get(token.index)
        if figure and figure.kind == "Person":
            return figure
    return None


def _subjects_of(word: Token) -> list[Token]:
    """Return the subjects of `asked` of `Ola, who fled Chad, asked not to be named`."""
    if not is_verb(word):
        return []
    return subjects(word)


def _concerns_everybody(words: Sequence[Token]) -> bool:
    """`All names have been changed`, `The names were changed`."""
    return any(word.text.casefold() == "names" for word in words)


def _withhold_all(figures: Sequence[Figure]) -> None:
    """Mark everybody who is called by a single name, as those are whose names are changed."""
    for figure in figures:
        if figure.kind == "Person" and figure.names and not any(map(_is_full, figure.names)):
            figure.withhold()


def _is_full(name: str) -> bool:
    return " " in name
