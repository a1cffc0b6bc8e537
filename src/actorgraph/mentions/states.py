"""States before nouns: `Russian officials`, `EU countries`, `the Indonesian Navy`."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import before, behind
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.runs import LEFT_OF_HEAD, has_prefix, is_lemma_in, words_joined
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import Entry, gazetteer, titles

QUALIFIERS = ("amod", "compound", "nmod")


def state_word(noun: Token) -> tuple[list[Token], Entry] | None:
    """Return the state that qualifies a noun, with its words: `South Korean`, `EU`."""
    table = gazetteer()
    qualifiers = before(noun, *QUALIFIERS)
    for place, qualifier in enumerate(qualifiers):
        for run in (_pair(qualifiers, place), [qualifier]):
            name = words_joined(run)
            entry = table.demonyms.get(name) or table.names.get(name)
            if entry:
                return run, entry
    return None


def _pair(qualifiers: list[Token], place: int) -> list[Token]:
    """Return a qualifier with the word that may belong to it: `South Korean`."""
    qualifier = qualifiers[place]
    own_words = qualifier.having("compound", "amod")
    if own_words:
        return [*own_words, qualifier]
    # The parser hangs both words on the noun.
    return qualifiers[max(0, place - 1) : place + 1]


def state_of(noun: Token) -> Token | None:
    """Return the word for the state or body that a noun belongs to.

    `Russian` of `Russian federal authorities`, `EU` of `EU countries`, `Chad` of `the president of
    Chad`.
    """
    owner = next(iter(behind(noun, "of")), None)
    is_portfolio = is_lemma_in(noun, "portfolioOffices")
    if owner is not None and is_portfolio and owner.entity not in ("GPE", "ORG"):
        # `the Minister of Health of Chad`
        owner = next(iter(behind(owner, "of")), owner)
    # `the Russian republic of Chechnya`
    is_territory = bool({"Government", "Place"} & kinds_headed_by(noun.lemma))
    if owner is not None and owner.pos == "PROPN" and is_territory:
        return owner
    state = state_word(noun)
    if state is None:
        return owner
    state_words, _ = state
    return state_words[-1]


def is_organ(word: str) -> bool:
    """Return whether a word in lower case names an organ of a state: `navy`, `ministry`."""
    return titles().get(word) == "PartOf"


def state_adjectives(
    sentence: Sentence,
    named: AbstractSet[int],
) -> Iterator[Mention]:
    """Yield the adjectives of states: `French` of `the French president` means France.

    `named` are the positions of tokens that belong to names.
    """
    for place, token in enumerate(sentence.tokens):
        span, entry = _adjective_at(sentence, place)
        if entry is None or not _qualifies(token):
            continue
        # Within `Indonesian Navy` it means the state, within `Russian Orthodox Church` it does not.
        of_organ = is_organ(token.head.text.casefold())
        if token.index in named and not of_organ:
            continue
        yield Mention(
            span,
            token.index,
            entry.kind,
            "adjective",
            entry.label,
            wikidata=entry.wikidata,
        )


def _adjective_at(
    sentence: Sentence,
    place: int,
) -> tuple[Span, Entry | None]:
    """Return the state of an adjective that ends at a place, of two words or of one."""
    demonyms = gazetteer().demonyms
    token = sentence.tokens[place]
    if has_prefix(sentence.tokens, place):
        return token.span, None
    if place > 0:
        previous = sentence.tokens[place - 1]
        entry = demonyms.get(f"{previous.text} {token.text}")
        if entry:
            return Span(previous.span.begin, token.span.end), entry
    return token.span, demonyms.get(token.text)


def _qualifies(adjective: Token) -> bool:
    """Return whether an adjective describes a noun: alone, or joined to another one."""
    # `the Russian and Turkish presidents`
    first = adjective.head if adjective.dep == "conj" else adjective
    return first.dep in LEFT_OF_HEAD
