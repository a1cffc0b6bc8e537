"""Quotation marks: which stretches of a text are between them."""

import re
from collections.abc import Iterator
from itertools import groupby

from actorgraph.language.document import Document, Token
from actorgraph.text.article import Span

# The parser's three spellings of a mark.
MARKS = ('"', "``", "''")
OPENING, CLOSING = "“„«", "”»"
# A quotation without a closing mark is one from this length on: a shorter one is a slip.
SHORTEST_UNCLOSED = 21  # characters
# `'We left,' she said`, but not `the 1990s' end` or `rock 'n' roll`.
SINGLE = re.compile(
    r"""(?:^|(?<=[\s(—–]))[‘'](?=[\w[])  # opens at the start of a word
        ([^"“”„«»]*?[,.?!…])             # the last word is marked off
        [’'](?=[\s,.;:)—–]|$)""",
    re.VERBOSE,
)
# Fewer words in single marks are a term.
FEWEST_WORDS_IN_SINGLE_MARKS = 4


def between_marks(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield what is between marks, with its block, block by block."""
    text = document.article.text
    for block, tokens in groupby(document.tokens, key=lambda token: document.block(token).span):
        spans = list(_pairs(text, block, tuple(tokens)))
        spans.extend(_in_single_marks(text, block, spans))
        for span in sorted(spans):
            if span.begin < span.end:
                yield _trimmed(text, span), block


def _pairs(text: str, block: Span, tokens: tuple[Token, ...]) -> Iterator[Span]:
    """Pair the marks of a block; one left open runs to the end of the block."""
    begin: int | None = None
    for token in _marks(text, block, tokens):
        if _opens(text, token.span.begin, is_open=begin is not None):
            # A mark that opens inside marks shows that the one before was never closed.
            begin = token.span.end
        elif begin is not None:
            yield Span(begin, token.span.begin)
            begin = None
    end = tokens[-1].span.end
    if begin is not None and end - begin >= SHORTEST_UNCLOSED:
        yield Span(begin, end)


def _marks(text: str, block: Span, tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the quotation marks of a block."""
    # Next to curly marks a straight one is a slip of the typesetter.
    quoted = text[block.begin : block.end].strip()
    has_curly_marks = 0 < quoted.count(OPENING[0]) <= quoted.count(CLOSING[0])
    # `"She asked: “Are you sure?”"`: straight marks around a whole paragraph are the outer ones.
    is_outer_straight = has_curly_marks and quoted[0] == quoted[-1] == '"'
    for token in tokens:
        if token.text not in MARKS:
            continue
        place = token.span.begin
        is_curly = text[place] in OPENING + CLOSING
        # `""iron fist""`: a mark typed twice is one.
        is_doubled = text[place] == '"' == text[place - 1 : place]
        is_other = has_curly_marks and is_curly == is_outer_straight
        if not is_other and not is_doubled:
            yield token


def _opens(text: str, place: int, *, is_open: bool) -> bool:
    """Return whether a mark opens a quotation: by its shape, or by the spaces around it."""
    mark = text[place]
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    if after == '"':
        after = text[place + 2 : place + 3]
    if is_open:
        # `"We left, she said. "It was late."`
        return before.isspace() and after.isupper()
    # `three of them" left`: a mark that closes what was never opened
    return not (before.isalpha() and after.isspace())


def _in_single_marks(text: str, block: Span, paired: list[Span]) -> Iterator[Span]:
    """Yield what is said in single marks, outside double ones: `'We left,' she said`."""
    if "'" not in text[block.begin : block.end] and "‘" not in text[block.begin : block.end]:
        return
    for quoted in SINGLE.finditer(text[block.begin : block.end]):
        begin, end = quoted.span(1)
        span = Span(block.begin + begin, block.begin + end)
        is_inside = any(span.overlaps(pair) for pair in paired)
        if not is_inside and len(quoted[1].split()) >= FEWEST_WORDS_IN_SINGLE_MARKS:
            yield span


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without white space at its edges and without a comma at its end."""
    quoted = text[span.begin : span.end]
    begin = span.begin + len(quoted) - len(quoted.lstrip())
    if not quoted.strip():
        return Span(begin, begin)
    return Span(begin, max(begin, begin + len(quoted.strip().rstrip(","))))
