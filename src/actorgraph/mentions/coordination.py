"""Names that share a word: `North and South Korea`, `Ola and Kari Nordmann`, `Mr and Mrs Smith`."""

from actorgraph.language.document import Document, Token
from actorgraph.mentions.evidence import NameEvidence
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.runs import Run
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, words

CONJUNCTIONS = ("and", "or", "&")
OPPOSITE_HALVES = ({"north", "south"}, {"east", "west"})
COUPLES = (["mr", "mrs"], ["mrs", "mr"], ["mr", "ms"])
# `North and South Korea`
WORDS_OF_TWO_NAMES = 4


def coordinated_names(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> tuple[int, list[Mention]]:
    """Return the names at a place that share a word, and the number of words that they take.

    No names and 0 where there are none. Of two siblings only the first one is returned, because
    the second one is read as any other name.
    """
    run = tokens[place : place + WORDS_OF_TWO_NAMES]
    if len(run) < WORDS_OF_TWO_NAMES or run[1].text not in CONJUNCTIONS:
        return 0, []
    first, _, second, shared = run
    if not shared.text[:1].isupper():
        return 0, []
    if {first.text.casefold(), second.text.casefold()} in OPPOSITE_HALVES:
        return _two_halves(first, second, shared)
    if _is_couple(first, second):
        return WORDS_OF_TWO_NAMES, _couple(first, second, shared)
    if _is_sibling(evidence, first, second, shared):
        name = f"{first.text} {shared.text}"
        return 1, [Mention(first.span, first.index, "Person", "name", name)]
    return 0, []


def _two_halves(
    first: Token,
    second: Token,
    shared: Token,
) -> tuple[int, list[Mention]]:
    """`North and South Korea` are two states, `north and South Korea` a direction and a state."""
    if not (first.text.istitle() and second.text.istitle()):
        return 0, []
    second_span = Span(second.span.begin, shared.span.end)
    return WORDS_OF_TWO_NAMES, [
        _half(first.span, first, f"{first.text} {shared.text}"),
        _half(second_span, shared, f"{second.text} {shared.text}"),
    ]


def _half(span: Span, head: Token, name: str) -> Mention:
    entry = gazetteer().names.get(name)
    if entry is None:
        return Mention(span, head.index, "Place", "name", name)
    return Mention(span, head.index, entry.kind, "name", name, wikidata=entry.wikidata)


def _is_couple(first: Token, second: Token) -> bool:
    forms = [token.text.casefold().rstrip(".") for token in (first, second)]
    return forms in COUPLES


def _couple(
    first: Token,
    second: Token,
    surname: Token,
) -> list[Mention]:
    """`Mr and Mrs Lindahl` are Mr Lindahl and Mrs Lindahl."""
    second_span = Span(second.span.begin, surname.span.end)
    first_name = f"{first.text} {surname.text}"
    second_name = f"{second.text} {surname.text}"
    return [
        Mention(first.span, first.index, "Person", "name", first_name),
        Mention(second_span, surname.index, "Person", "name", second_name),
    ]


def _is_sibling(
    evidence: NameEvidence,
    first: Token,
    second: Token,
    surname: Token,
) -> bool:
    """Return whether a first name before `and` has the surname of the next one.

    `Peter` of `Peter and Susan Lindahl`, unless the article gives Peter another surname.
    """
    if not _is_first_name(first) or not _is_first_name(second):
        return False
    # `Peter and Susan Holdings`
    if surname.pos != "PROPN":
        return False
    if surname.text.casefold() in words("Organisation", "headWord"):
        return False
    # `Ola Peter and Susan Lindahl`
    if _follows_a_name(evidence.document, first):
        return False
    return evidence.followers.behind(first.text) <= {surname.text}


def _is_first_name(token: Token) -> bool:
    return token.text.casefold() in first_names()


def _follows_a_name(document: Document, token: Token) -> bool:
    if token.index == 0:
        return False
    before = document.tokens[token.index - 1]
    return before.pos == "PROPN" and before.sentence == token.sentence
