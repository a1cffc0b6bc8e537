"""Sources named by a phrase: `according to X`, `in the words of X`, `in X's view`, `for X`."""

from collections.abc import Iterator
from typing import NamedTuple

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.content import mode_of, quoted_within, whole_quotations
from actorgraph.claims.speech.speakers import author
from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import (
    SUBJECTS,
    any_lemma,
    extent,
    is_verb,
    left_of,
    prepositions,
    right_of,
    with_lemma,
    without_marks,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set

ACCORDING = word_set("accordingWords")
VIEWING = word_set("viewVerbs")
OPINION = word_set("opinionNouns")
# What a verb needs behind it.
CORE = ("dobj", "dative", "attr", "acomp", "oprd", "ccomp", "xcomp")


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
                if statement:
                    yield statement


def _statement(
    scene: Scene,
    sentence: Sentence,
    token: Token,
    source: _Source,
) -> Statement | None:
    heads = [author(scene, head) for head in all_coordinated(source.heads)]
    speakers = scene.actor_heads(heads)
    said = _said(sentence, token, speakers)
    if not speakers or not said:
        return None
    content = tuple(whole_quotations(scene, extent(side)) for side in said)
    quotations = quoted_within(scene, *content)
    cue = _cue(sentence, source)
    return Statement(
        evidence=(_evidence(around(*content), source, speakers),),
        rule=_rule(cue),
        verb=cue,
        cue=source.cue,
        agents=scene.keys(speakers),
        content=content,
        mode=mode_of(quotations),
        quotations=quotations,
    )


def _cue(sentence: Sentence, source: _Source) -> str:
    words = [word for word in sentence.tokens if word.span in source.cue]
    return " ".join(word.text.casefold() for word in words)


def _rule(cue: str) -> str:
    if cue.startswith(("accord", "per")):
        return "according to"
    return "in the words of"


def _evidence(content: Span, source: _Source, speakers: list[Token]) -> Span:
    begin = min(content.begin, source.cue.begin)
    end = max(content.end, speakers[-1].span.end)
    return Span(begin, end)


def _sources(token: Token, sentence: Sentence) -> Iterator[_Source]:
    """Yield the sources that a preposition brings in."""
    if token.lemma in ACCORDING:
        # `according to Chad`
        for to in prepositions(token, "to"):
            yield _Source(around(token.span, to.span), to.having("pobj"))
    if token.lemma == "in":
        for noun in with_lemma(token.having("pobj"), *OPINION):
            yield from _holders_of_opinion(token, noun)
    if token.lemma == "per" and token.dep == "prep" and token is sentence.tokens[0]:
        # `Per several reports, Chad has left`
        yield _Source(token.span, token.having("pobj"))
    if token.lemma in VIEWING and token.dep == "advcl":
        yield from _putting(token)
    if token.lemma == "for" and token is sentence.tokens[0]:
        yield from _judging(token)


def _holders_of_opinion(preposition: Token, noun: Token) -> Iterator[_Source]:
    for of in prepositions(noun, "of"):
        # `in the words of Chad`
        yield _Source(around(preposition.span, of.span), of.having("pobj"))
    for owner in noun.having("poss"):
        # `in Chad's view`
        yield _Source(around(preposition.span, noun.span), [owner])


def _putting(verb: Token) -> Iterator[_Source]:
    """`As the minister put it, the treaty is dead.`"""
    opening = [*verb.having("mark"), *verb.having("advmod")]
    is_it = any_lemma(verb.having("dobj"), ("it",))
    if is_it and any_lemma(opening, ("as",)):
        yield _Source(verb.span, verb.having("nsubj"))


def _judging(preposition: Token) -> Iterator[_Source]:
    """`For Ada Lund, the treaty is dead.`"""
    if preposition.head.lemma != "be":
        return
    for noun in preposition.having("pobj"):
        if noun.entity in ("PERSON", "ORG"):
            yield _Source(preposition.span, [noun])


def _said(sentence: Sentence, token: Token, speakers: list[Token]) -> list[list[Token]]:
    """Return the words that a source's phrase is about, on one side of the phrase or on both."""
    if token is sentence.root and speakers:
        # `According to Chad the talks failed`: parsers hang the clause on the source.
        side = right_of(speakers[-1].index, sentence.tokens)
        return [side] if _opens_a_clause(token, side) else []
    phrase = token.subtree()
    first, last = phrase[0].index, phrase[-1].index
    scope = _scope(sentence, token, first, last)
    rest = [word for word in scope.subtree() if not first <= word.index <= last]
    ahead = _without_conjunction(left_of(first, rest))
    after = _from_the_comma(sentence, right_of(last, rest), speakers)
    if ahead and not _completes(scope, after):
        # `The talks failed, according to Ada Lund, a professor of law.`
        after = []
    sides = [side for side in (ahead, after) if without_marks(side)]
    return sides if any(is_verb(word) for side in sides for word in side) else []


def _opens_a_clause(source: Token, words: list[Token]) -> bool:
    """Return whether the words behind a source that opens a sentence have a subject and a verb."""
    is_first = source.text[0].isupper()
    return is_first and any(word.dep in SUBJECTS and is_verb(word.head) for word in words)


def _scope(sentence: Sentence, token: Token, first: int, last: int) -> Token:
    """Return the head of what a phrase is about: its clause, or the sentence it begins or ends."""
    clause = token.head
    while clause.dep in ("conj", "dep") and is_verb(clause.head):
        clause = clause.head
    spoken = without_marks(sentence.tokens)
    ends_it = (
        spoken[-1].index <= last
        and sentence.tokens[first - sentence.tokens[0].index - 1].text == ","
    )
    if spoken[0].index == first or ends_it:
        return sentence.root
    return clause


def _without_conjunction(words: list[Token]) -> list[Token]:
    """`He knows that according to Chad the talks failed`: nothing is said before the phrase."""
    return words if any(word.dep not in ("mark", "cc", "punct") for word in words) else []


def _completes(clause: Token, words: list[Token]) -> bool:
    """Return whether words have the verb of a clause, or what it needs: `is, he says, over`."""
    return any(word is clause or (word.head is clause and word.dep in CORE) for word in words)


def _from_the_comma(
    sentence: Sentence,
    words: list[Token],
    speakers: list[Token],
) -> list[Token]:
    """Take in what parsers hang on the source: `In the words of Chad, the treaty is dead`."""
    if not words or not speakers or words[0].text == ",":
        return words
    after_source = right_of(speakers[-1].index, sentence.tokens)
    between = left_of(words[0].index, after_source)
    commas = [word.index for word in between if word.text == ","]
    if not commas:
        return words
    return right_of(commas[-1], between) + words
