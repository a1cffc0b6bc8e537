"""States beside nouns: `Russian officials`, `EU countries`, `the Indonesian Navy`."""

from collections.abc import Iterator

from actorgraph.language.document import Sentence, Token
from actorgraph.mentions.edges import PORTFOLIOS
from actorgraph.mentions.mention import LEFT_OF_HEAD, Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import Entry, gazetteer, head_kinds, titles


def state_word(token: Token) -> tuple[list[Token], Entry] | None:
    """Return the adjective or name of a state that qualifies a noun, in its words: `South Korean`, `EU`."""
    table = gazetteer()
    before = [
        c for c in token.children if c.dep in ("amod", "compound", "nmod") and c.index < token.index
    ]
    for place, child in enumerate(before):
        pair = (
            [*child.having("compound", "amod"), child]
            if child.having("compound", "amod")
            else before[max(0, place - 1) : place + 1]
        )
        for run in (pair, [child]):
            text = " ".join(word.text for word in run)
            entry = table.demonyms.get(text) or table.names.get(text)
            if entry:
                return run, entry
    return None


def state_before(token: Token) -> Token | None:
    """Return the adjective or name of a state that qualifies a noun: `Russian federal authorities`, `EU countries`."""
    state = state_word(token)
    behind = _behind(token)
    if behind is not None and token.lemma in PORTFOLIOS and behind.entity not in ("GPE", "ORG"):
        behind = _behind(behind) or behind  # `the Minister of Health of Chad`
    if (
        behind is not None
        and behind.pos == "PROPN"
        and {"Government", "Place"} & set(head_kinds().get(token.lemma, ()))
    ):
        return behind
    return state[0][-1] if state else behind


def _behind(token: Token) -> Token | None:
    return next(
        (c for p in token.having("prep") if p.lemma == "of" for c in p.having("pobj")), None
    )


def state_adjectives(sentence: Sentence, named: set[int]) -> Iterator[Mention]:
    """Yield the adjectives of states: `French` of `the French president` points at France."""
    table = gazetteer().demonyms
    for place, token in enumerate(sentence.tokens):
        before = sentence.tokens[place - 1] if place else token
        entry = table.get(f"{before.text} {token.text}")
        span = Span(before.span.begin, token.span.end) if entry else token.span
        entry = entry or table.get(token.text)
        organ = (
            titles().get(token.head.text.casefold()) == "PartOf"
        )  # within `Indonesian Navy` it points at the state
        first = token.head if token.dep == "conj" else token  # `the Russian and Turkish presidents`
        if entry and (organ or token.index not in named) and first.dep in LEFT_OF_HEAD:
            yield Mention(
                span, token.index, entry.kind, "adjective", entry.label, wikidata=entry.wikidata
            )
