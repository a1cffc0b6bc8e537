"""The blocks of a text by its lines: title, datelines, headings, paragraphs and notices."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from actorgraph.deadline import check as check_deadline
from actorgraph.text.article import Block, Kind, Span
from actorgraph.text.datelines import find_date, is_dateline
from actorgraph.text.notices import find_notices

# Lengths are in characters.
LONGEST_TITLE = 200
LONGEST_HEADING = 80
LONGEST_WRAPPED_LINE = 100  # text that is broken at a margin has no longer line
MOST_WORDS_ASKED = 8  # in a heading that is a question
LINES_WITH_DATELINE = 4  # a dateline or byline is among the first lines under the title

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_OPENING_MARKS = "\"'“‘«"


def find_blocks(text: str, title: str | None = None) -> tuple[tuple[Block, ...], str | None]:
    """Return the blocks of a text in order, and the date (EDTF) that a dateline gives.

    A first line that is the `title` is marked as it; else the title is known by its look.
    """
    spans = list(_paragraphs(text))
    lines = [text[span.begin : span.end] for span in spans]
    notices = find_notices(lines)
    kinds: list[Kind] = ["notice" if is_notice else "paragraph" for is_notice in notices]
    if title and lines and " ".join(lines[0].split()) == " ".join(title.split()):
        kinds[0] = "title"
    else:
        _mark_title(lines, kinds)
    published = _mark_datelines(lines, kinds)
    _mark_headings(lines, kinds)
    return tuple(map(Block, kinds, spans)), published


def _places(kinds: list[Kind]) -> list[int]:
    """Return the places of the lines that are, so far, paragraphs."""
    return [place for place, kind in enumerate(kinds) if kind == "paragraph"]


def _mark_title(lines: list[str], kinds: list[Kind]) -> None:
    places = _places(kinds)
    # An only line is a text without a title.
    if len(places) > 1 and _looks_like_title(lines[places[0]]):
        kinds[places[0]] = "title"


def _mark_datelines(lines: list[str], kinds: list[Kind]) -> str | None:
    """Mark the datelines under the title; return the first date that they give."""
    published = None
    for place in _places(kinds)[:LINES_WITH_DATELINE]:
        if is_dateline(lines[place]):
            kinds[place] = "dateline"
            published = published or find_date(lines[place])
    return published


def _mark_headings(lines: list[str], kinds: list[Kind]) -> None:
    for place, following in pairwise(_places(kinds)):
        if _looks_like_heading(lines[place], lines[following]):
            kinds[place] = "heading"


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield each line without white space at its edges.

    Where lines are broken at a margin, yield each paragraph.
    """
    runs = list(_runs(text))
    are_wrapped = _are_wrapped(runs)
    for run in runs:
        if are_wrapped:
            yield Span(run[0].begin, run[-1].end)
        else:
            yield from run


def _runs(text: str) -> Iterator[list[Span]]:
    """Yield the lines that no empty line separates."""
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = _stripped(text, match)
        check_deadline()
        if line.begin == line.end:
            continue
        if run and text.count("\n", run[-1].end, line.begin) > 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _stripped(text: str, match: re.Match[str]) -> Span:
    line = match.group()
    begin = match.start() + len(line) - len(line.lstrip())
    return Span(begin, max(begin, match.start() + len(line.rstrip())))


def _are_wrapped(runs: list[list[Span]]) -> bool:
    """Return whether paragraphs are broken at a margin: several lines each, none of them wide."""
    long_runs = [run for run in runs if len(run) > 1]
    if len(runs) < 2 or len(long_runs) * 2 < len(runs):
        return False
    # The last line of a paragraph may be short.
    widths: list[int] = []
    for run in long_runs:
        widths.extend(line.end - line.begin for line in run[:-1])
    is_narrow = max(widths) <= LONGEST_WRAPPED_LINE
    return is_narrow and median(widths) > LONGEST_WRAPPED_LINE / 2


def _looks_like_title(line: str) -> bool:
    if len(line) > LONGEST_TITLE:
        return False
    if not _STOP.search(line):
        return True
    return line.endswith(("?", "!")) and len(line) <= LONGEST_HEADING


def _looks_like_heading(line: str, following: str) -> bool:
    """Return whether a line is short, without a closing stop, and above a longer paragraph."""
    if len(line) > LONGEST_HEADING or len(following) <= len(line):
        return False
    first = line[0]
    if not (first.isupper() or first.isdigit() or first in _OPENING_MARKS):
        return False
    return not _STOP.search(line) or _is_question(line, following)


def _is_question(line: str, following: str) -> bool:
    """Return whether a line is a short question above a long paragraph: `Who is to pay?`."""
    is_short = len(line.split()) <= MOST_WORDS_ASKED
    return line.endswith("?") and is_short and len(following) > 2 * LONGEST_HEADING
