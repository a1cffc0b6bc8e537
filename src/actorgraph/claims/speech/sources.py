"""Sources named by a phrase: `according to X`, `in the words of X`, `in X's view`, `for X`."""

from collections.abc import Iterator
from typing import NamedTuple

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene
from actorgraph.claims.speech.content import mode_of, quoted_within
from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import all_coordinated, extent, is_verb, prepositions
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set

ACCORDING = word_set("accordingWords")
OPINION = word_set("opinionNouns")


class _Source(NamedTuple):
    """The cue of a phrase that names a source, and the head words of the source."""

    cue: Span
    heads: list[Token]


def sourced_statements(scene: Scene) -> Iterator[Statement]:
    """Yield a statement for each phrase that names a source: the rest of its clause is said."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            for source in _sources(token, sentence):
                statement = _statement(scene, sentence, token, source)
                if statement is not None:
                    yield statement


def _statement(scene: Scene, sentence: Sentence, token: Token, source: _Source) -> Statement | None:
    speakers = scene.actor_heads(all_coordinated(source.heads))
    said = _said(sentence, token, speakers)
    if not speakers or not said:
        return None
    content = extent(said)
    quotations = quoted_within(scene, content)
    words = [word.text.casefold() for word in sentence.tokens if word.span in source.cue]
    begin = min(content.begin, source.cue.begin)
    end = max(content.end, speakers[-1].span.end)
    return Statement(
        evidence=(Span(begin, end),),
        rule="according to" if words[0].startswith("accord") else "in the words of",
        verb=" ".join(words),
        cue=source.cue,
        agents=scene.keys(speakers),
        content=(content,),
        mode=mode_of(quotations),
        quotations=quotations,
    )


def _sources(token: Token, sentence: Sentence) -> Iterator[_Source]:
    """Yield the sources that a preposition brings in."""
    if token.lemma in ACCORDING:
        # `according to Chad`
        for to in prepositions(token, "to"):
            yield _Source(Span(token.span.begin, to.span.end), to.having("pobj"))
    if token.lemma == "in":
        for noun in token.having("pobj"):
            if noun.lemma in OPINION:
                yield from _holders_of_opinion(token, noun)
    if token.lemma == "for" and token.index == sentence.tokens[0].index:
        # `For Chad, the treaty is dead.`
        for noun in token.having("pobj"):
            if noun.entity in ("PERSON", "ORG") and token.head.lemma == "be":
                yield _Source(token.span, [noun])


def _holders_of_opinion(preposition: Token, noun: Token) -> Iterator[_Source]:
    begin = preposition.span.begin
    for of in prepositions(noun, "of"):
        # `in the words of Chad`
        yield _Source(Span(begin, of.span.end), of.having("pobj"))
    for owner in noun.having("poss"):
        # `in Chad's view`
        yield _Source(Span(begin, noun.span.end), [owner])


def _said(sentence: Sentence, token: Token, speakers: list[Token]) -> list[Token]:
    """Return the words of the clause that a source's phrase hangs on, without the phrase."""
    inside = {word.index for word in token.subtree()}
    rest = [word for word in token.head.subtree() if word.index not in inside]
    return _from_the_comma(sentence, _longer_side(rest, inside), speakers)


def _longer_side(words: list[Token], source: set[int]) -> list[Token]:
    """Return the longer side of the source if it is a clause: what is said is before or behind."""
    before = [word for word in words if word.index < min(source)]
    after = [word for word in words if word.index > max(source)]
    longer = after if len(after) >= len(before) else before
    return longer if any(is_verb(word) for word in longer) else []


def _from_the_comma(sentence: Sentence, words: list[Token], speakers: list[Token]) -> list[Token]:
    """Take in what parsers hang on the source: `In the words of Chad, the treaty is dead`."""
    if not words or words[0].text == "," or not speakers:
        return words
    first, last = speakers[-1].index, words[0].index
    between = [word for word in sentence.tokens if first < word.index < last]
    commas = [word.index for word in between if word.text == ","]
    if not commas:
        return words
    return [word for word in between if word.index > commas[-1]] + words
