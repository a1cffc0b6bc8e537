"""Pieces: the parts of an article's blocks that a parser can read at once, with their offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.language.word_names import exchanged, stand_ins
from actorgraph.text.article import Article, Block

READ_KINDS = ("title", "heading", "paragraph")
# spaCy's tokenizer is quadratic on unbroken runs: 16 kB of punctuation take it 13 to 19 s.
UNBROKEN = re.compile(r"\S++")
LONGEST_UNBROKEN = 399  # characters
MARKS_IN_A_ROW = re.compile(r"[^\w\s]++")
MOST_MARKS_IN_A_ROW = 59
# A longer piece is cut at white space, so that one endless paragraph stays within memory.
LONGEST_PIECE = 20_000  # characters
# Most articles are one batch.
LARGEST_BATCH = 40_000  # characters
# No sentence is so long; what follows is read as another one.
LONGEST_SENTENCE = 3000  # characters
WITHOUT_END = re.compile(r"[^.!?\n]++")
# The parser was trained on straight marks; the exchange keeps every offset.
STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
    }
)
# Where and by which agency, in front of a report: its place would be taken for a doer.
DATELINE = re.compile(
    r"""
    (?:
        [A-Z]{3}[A-Z.'’ -]{0,27}(?:,\ [\w.]{2,12}){0,2}  # NAIROBI, Kenya --
        (?:\ \([A-Z][\w. ]{1,20}\))?
        \s(?:--?|[–—])\s+
      | [A-Z][\w.'’ -]{1,30}(?:,\ [\w. ]{2,20}){0,2}    # Oslo, 3 March (Reuters) -
        \ ?\((?:Reuters|AP|AFP|CNN|UPI|dpa|DPA|BBC|IPS|IRIN|TASS|Interfax|Xinhua|Bloomberg)\)
        \s*(?:--?|[–—])\s*
      | \([A-Z]{2,5}\)\s?(?:--?|[–—])?\s*(?=[A-Z])     # (CNN)
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block that the parser can read at once; `begin` is its offset in the article."""

    block: Block
    begin: int
    text: str


def batches(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in parts that are parsed in seconds, each: nothing interrupts a parser."""
    batch: list[Piece] = []
    length = 0
    for piece in pieces:
        if batch and length + len(piece.text) > LARGEST_BATCH:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece.text)
    yield batch


def pieces_of(article: Article, block: Block) -> Iterator[Piece]:
    """Yield the parts of a block that a parser can read."""
    if block.kind not in READ_KINDS:
        return
    text = article.quote(block.span).translate(STRAIGHT)
    text = exchanged(text, stand_ins(text))
    for begin, end in _readable(text):
        for start, stop in _cut(text, begin, end):
            yield Piece(block, block.span.begin + start, text[start:stop])


def _readable(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between runs that would mislead the parser."""
    begin = 0
    for start, end in _unreadable(text):
        yield begin, start
        begin = end
    yield begin, len(text)


def _unreadable(text: str) -> Iterator[tuple[int, int]]:
    """Yield a dateline, and the runs without white space or of marks that are too long."""
    dateline = DATELINE.match(text)
    if dateline:
        yield dateline.span()
    for run in UNBROKEN.finditer(text):
        if run.end() - run.start() > LONGEST_UNBROKEN:
            yield run.span()
            continue
        for marks in MARKS_IN_A_ROW.finditer(text, *run.span()):
            if marks.end() - marks.start() > MOST_MARKS_IN_A_ROW:
                yield marks.span()


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch at white space so that no part is too long for the parser."""
    runs = _unended(text, begin, end)
    run = next(runs, None)
    while run or end - begin > LONGEST_PIECE:
        limit = begin + LONGEST_PIECE
        if run:
            limit = min(limit, max(begin, run[0]) + LONGEST_SENTENCE)
        cut = text.rfind(" ", begin, limit)
        if cut <= begin:
            cut = limit
        yield begin, cut
        begin = cut
        while run and run[1] - max(begin, run[0]) < LONGEST_SENTENCE:
            run = next(runs, None)
    if text[begin:end].strip():
        yield begin, end


def _unended(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches without the end of a sentence that are too long for one."""
    for run in WITHOUT_END.finditer(text, begin, end):
        if run.end() - run.start() >= LONGEST_SENTENCE:
            yield run.span()
