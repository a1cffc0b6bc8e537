"""The blocks of a text by its lines: title, dateline, headings, paragraphs and notices."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from actorgraph.text.article import Block, Kind, Span
from actorgraph.text.datelines import find_date, is_dateline
from actorgraph.text.notices import find_notices

LONGEST_TITLE = 200  # characters
LONGEST_HEADING = 80
WIDEST_WRAP = 100  # columns: text broken at a margin has no longer line
TOP = 4  # a dateline or byline stands within the first lines

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


def find_blocks(text: str) -> tuple[tuple[Block, ...], str | None]:
    """Lay a text out: its blocks in order, and the date (EDTF) that a dateline under the title gives."""
    spans = list(_paragraphs(text))
    lines = [text[span.begin : span.end] for span in spans]
    kinds: list[Kind] = ["notice" if notice else "paragraph" for notice in find_notices(lines)]
    told = [place for place, kind in enumerate(kinds) if kind == "paragraph"]
    published = None
    if told and _looks_like_title(lines, told):
        kinds[told.pop(0)] = "title"
    for place in told[:TOP]:
        if is_dateline(lines[place]):
            kinds[place] = "dateline"
            published = published or find_date(lines[place])
    told = [place for place in told if kinds[place] == "paragraph"]
    for place, following in pairwise(told):
        if _looks_like_heading(lines[place], lines[following]):
            kinds[place] = "heading"
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True)), published


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield each line's span without its margins, or each paragraph's where lines are broken at a margin."""
    runs: list[list[Span]] = []
    end = -1
    for match in _LINE.finditer(text):
        span = _stripped(text, Span(*match.span()))
        if span.begin < span.end:
            if end < 0 or text.count("\n", end, span.begin) > 1:
                runs.append([])
            runs[-1].append(span)
            end = span.end
    wrapped = _is_wrapped(runs)
    for run in runs:
        if wrapped:
            yield Span(run[0].begin, run[-1].end)
        else:
            yield from run


def _is_wrapped(runs: list[list[Span]]) -> bool:
    """Tell whether paragraphs are broken at a margin: several lines each, none of them wide."""
    long_runs = [run for run in runs if len(run) > 1]
    if len(runs) < 2 or len(long_runs) * 2 < len(runs):
        return False
    inner = [span.end - span.begin for run in long_runs for span in run[:-1]]
    return median(inner) > WIDEST_WRAP / 2 and max(inner) <= WIDEST_WRAP


def _stripped(text: str, span: Span) -> Span:
    line = text[span.begin : span.end]
    return Span(span.begin + len(line) - len(line.lstrip()), span.begin + len(line.rstrip()))


def _looks_like_title(lines: list[str], told: list[int]) -> bool:
    first = lines[told[0]]
    if len(told) == 1 or len(first) > LONGEST_TITLE:
        return False
    return not _STOP.search(first) or (first.endswith(("?", "!")) and len(first) <= LONGEST_HEADING)


def _looks_like_heading(line: str, following: str) -> bool:
    """A heading is short, has no closing stop, begins like a sentence and stands above a longer paragraph."""
    if len(line) > LONGEST_HEADING or len(following) <= len(line):
        return False
    asked = line.endswith("?") and len(line.split()) <= 8 and len(following) > 2 * LONGEST_HEADING
    opens = line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«"
    return opens and (asked or not _STOP.search(line))
